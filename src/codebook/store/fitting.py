"""Whether a step that is taken back still fits the texts and the codebook it was made on."""

from collections.abc import Sequence

from sqlalchemy import Connection, Row, select

from codebook.errors import ConflictError
from codebook.store.images import from_image
from codebook.store.tables import changes, codes, codings, passages

Line = Row[tuple[object, ...]]


def refuse_misplaced(connection: Connection, sequence: int, lines: Sequence[Line]) -> None:
    """Refuse to put codings back on a text that has changed since, or a text under codings made since.

    `lines` are those of the ledger entry `sequence`, which is about to be inverted.

    Raises:
        ConflictError: the boundaries of a coding would not belong to the text it then stands on.
    """
    for passage in {_passage(line) for line in lines if line.relation == "codings" and line.image}:
        if _text_after(connection, sequence, passage) != _text(connection, passage):
            raise ConflictError("The answer's text has changed since, so this step cannot be taken back.")
    own = {line.first_id for line in lines if line.relation == "codings" and line.first_id == line.last_id}
    for line in lines:
        if line.relation == "passages" and line.operation == "update" and _rewritten(connection, line):
            standing = select(codings.c.id).where(codings.c.passage_id == line.first_id)
            for coding in connection.execute(standing).scalars().all():
                if coding not in own and _touched(connection, sequence, int(coding)):
                    raise ConflictError(
                        "Somebody has coded this answer since its text was changed, so the change cannot be "
                        "taken back. Remove those codings first, or amend the answer again."
                    )


def refuse_tangled(connection: Connection) -> None:
    """Refuse a codebook in which two siblings have one name or a code stands below itself.

    Raises:
        ConflictError: codes were renamed, added or moved since, so that the step does not fit any more.
    """
    rows = connection.execute(select(codes.c.id, codes.c.parent_id, codes.c.name)).all()
    above = {row.id: row.parent_id for row in rows}
    if len({(row.parent_id, row.name.casefold()) for row in rows}) < len(rows):
        raise ConflictError(
            "Another code has that name by now, so this step cannot be taken back. Rename that code first."
        )
    for number in above:
        at, steps = number, 0
        while at is not None and steps <= len(above):
            at, steps = above[at], steps + 1
        if at is not None:
            raise ConflictError(
                "The code it stood under stands below it by now, so this step cannot be taken back. "
                "Move that code first."
            )


def _passage(line: Line) -> int:
    return int(str(from_image(str(line.image))["passage_id"]))


def _rewritten(connection: Connection, line: Line) -> bool:
    former = from_image(str(line.image))["text"] if line.image else None
    return former != _text(connection, int(str(line.first_id)))


def _text(connection: Connection, passage: int) -> str | None:
    return connection.execute(select(passages.c.text).where(passages.c.id == passage)).scalar()


def _text_after(connection: Connection, sequence: int, passage: int) -> str | None:
    """The text of a passage right after a ledger entry, or None when nobody can tell any more."""
    column = changes.c
    later = select(column.image).where(
        column.relation == "passages", column.first_id == passage, column.sequence > sequence
    )
    found = connection.execute(later.order_by(column.id).limit(1)).first()
    if found is None:
        return _text(connection, passage)
    return None if found.image is None else str(from_image(found.image)["text"])


def _touched(connection: Connection, sequence: int, coding: int) -> bool:
    column = changes.c
    later = select(column.id).where(
        column.relation == "codings",
        column.first_id <= coding,
        column.last_id >= coding,
        column.sequence > sequence,
    )
    return connection.execute(later.limit(1)).first() is not None
