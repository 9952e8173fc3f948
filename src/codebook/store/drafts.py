"""Notes that are being typed: outside the ledger, overwritten as they grow, gone when they are kept."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import Connection, Table, delete, insert, select, update

from codebook.errors import ConflictError
from codebook.model.guide import Role, Status
from codebook.model.interview import Unfinished
from codebook.model.masked import MaskedText
from codebook.model.policy import Reason
from codebook.store import guards
from codebook.store.sqlite import next_id
from codebook.store.tables import cases, coders, draft_answers, draft_words, drafts, guides


@dataclass(frozen=True, slots=True)
class Head:
    """Whose notes they are and where somebody is typing; keys of guide, case and coder.

    `revision` counts the writes that were seen, so that two windows do not write over each other.
    """

    guide: int
    case: int | None
    coder: int
    place: int
    cursor: int
    seconds: int
    revision: int


@dataclass(frozen=True, slots=True)
class Image:
    """What is to lie in the project of some notes: the answers that changed, and all words that may stand."""

    head: Head
    answers: Mapping[int, tuple[Status, MaskedText]]
    words: Sequence[tuple[MaskedText, Reason, bool]] = field(default=())


def save(connection: Connection, key: bytes, draft: int | None, image: Image) -> int:
    """Write notes over what lay there before; the key of the draft.

    Raises:
        ConflictError: the draft is gone: kept or thrown away elsewhere, or erased with its case; or
            somebody else has written it meanwhile.
    """
    draft = _headed(connection, draft, image.head)
    for place, (status, text) in image.answers.items():
        known = connection.execute(
            select(draft_answers.c.id).where(
                draft_answers.c.draft_id == draft, draft_answers.c.place == place
            )
        ).scalar()
        row = _stamped(key, draft_answers, draft_id=draft, place=place, status=status, text=text)
        if known is None:
            _add(connection, draft_answers, row)
        else:
            connection.execute(update(draft_answers).where(draft_answers.c.id == known).values(row))
    connection.execute(delete(draft_words).where(draft_words.c.draft_id == draft))
    for words, reason, everywhere in image.words:
        told = {"text": words, "reason": reason, "everywhere": int(everywhere)}
        _add(connection, draft_words, _stamped(key, draft_words, draft_id=draft, **told))
    return draft


def _stamped(key: bytes, table: Table, **row: object) -> dict[str, object]:
    return row | {"stamp": guards.row_stamp(key, table, row)}


def _headed(connection: Connection, draft: int | None, head: Head) -> int:
    values = {
        "guide_id": head.guide,
        "case_id": head.case,
        "coder_id": head.coder,
        "place": head.place,
        "cursor": head.cursor,
        "seconds": head.seconds,
        "revision": head.revision + 1,
    }
    if draft is None:
        if head.case is not None and not _is_there(connection, head.case):
            raise ConflictError("The case of these notes was withdrawn meanwhile, so they cannot be kept.")
        return _add(connection, drafts, values)
    seen = connection.execute(select(drafts.c.revision).where(drafts.c.id == draft)).scalar()
    if seen is None:
        raise ConflictError("These notes are no longer open: they were kept, thrown away or withdrawn.")
    if seen != head.revision:
        raise ConflictError(
            "These notes were changed elsewhere, in another window or by a redaction. Leave them and go on."
        )
    connection.execute(update(drafts).where(drafts.c.id == draft).values(values))
    return draft


def _is_there(connection: Connection, case: int) -> bool:
    return connection.execute(select(cases.c.id).where(cases.c.id == case)).scalar() is not None


def _add(connection: Connection, table: Table, values: Mapping[str, object]) -> int:
    key = next_id(connection, table.name)
    connection.execute(insert(table).values(id=key, uuid=uuid.uuid4().bytes, **values))
    return key


def drop(connection: Connection, draft: int, revision: int | None = None) -> bool:
    """Take notes out of their place; whether they were there, at a revision if one is given."""
    seen = connection.execute(select(drafts.c.revision).where(drafts.c.id == draft)).scalar()
    if revision is not None and seen != revision:
        return False
    for table in (draft_answers, draft_words):
        connection.execute(delete(table).where(table.c.draft_id == draft))
    return bool(connection.execute(delete(drafts).where(drafts.c.id == draft)).rowcount)


def unfinished(connection: Connection) -> list[Unfinished]:
    """All notes that are being typed, oldest first."""
    query = (
        select(
            drafts,
            guides.c.ref.label("guide"),
            cases.c.code.label("case"),
            coders.c.handle.label("coder"),
        )
        .select_from(drafts.join(guides).join(coders).outerjoin(cases, drafts.c.case_id == cases.c.id))
        .order_by(drafts.c.id)
    )
    return [
        Unfinished(
            row.id,
            row.guide,
            row.case,
            row.coder,
            row.place,
            row.cursor,
            row.seconds,
            row.revision,
            _answers(connection, row.id),
            _words(connection, row.id),
        )
        for row in connection.execute(query).all()
    ]


def _answers(connection: Connection, draft: int) -> dict[int, tuple[Status, str]]:
    column = draft_answers.c
    query = select(column.place, column.status, column.text).where(column.draft_id == draft)
    return {place: (status, text) for place, status, text in connection.execute(query.order_by(column.place))}


def _words(connection: Connection, draft: int) -> tuple[tuple[str, Reason, bool], ...]:
    column = draft_words.c
    query = select(column.text, column.reason, column.everywhere).where(column.draft_id == draft)
    rows = connection.execute(query.order_by(column.id))
    return tuple((text, reason, bool(everywhere)) for text, reason, everywhere in rows)


def owners(connection: Connection) -> dict[int, tuple[int, Role, int | None]]:
    """By the key of an answer being typed: its draft, whose words it holds, and the key of the case."""
    query = select(draft_answers.c.id, drafts.c.id, guides.c.role, drafts.c.case_id).select_from(
        draft_answers.join(drafts).join(guides, drafts.c.guide_id == guides.c.id)
    )
    return {answer: (draft, role, case) for answer, draft, role, case in connection.execute(query)}
