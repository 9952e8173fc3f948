"""Taking texts out for good: rows, their images in the ledger, and the bytes they leave in the file."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from sqlalchemy import Connection, Engine, Row, Table, select, update

from codebook.errors import StoreError
from codebook.store import guards, sqlite
from codebook.store.images import from_image
from codebook.store.ledger import Rows
from codebook.store.tables import (
    allowed,
    attributes,
    cases,
    changes,
    codes,
    codings,
    draft_answers,
    draft_words,
    drafts,
    interviews,
    ledger,
    memos,
    meta,
    metadata,
    passages,
)

TARGETS = {"case": cases, "interview": interviews, "passage": passages, "coding": codings}
ANY_TARGET = {**TARGETS, "code": codes}


def withdraw(rows: Rows, key: bytes, case_id: int) -> list[str]:
    """Erase a case with all that was written and coded on it; the texts that must be gone.

    Memos on something that is gone already go as well: nobody can tell that they were not on this case.
    """
    found = rows.connection
    held = {
        interviews: _keys(found, interviews, interviews.c.case_id, [case_id]),
        attributes: _keys(found, attributes, attributes.c.case_id, [case_id]),
        cases: [case_id],
    }
    held[drafts] = _keys(found, drafts, drafts.c.case_id, [case_id])
    for table in (draft_answers, draft_words):
        held[table] = _keys(found, table, table.c.draft_id, held[drafts])
    held[allowed] = _keys(found, allowed, allowed.c.interview_id, held[interviews])
    held[passages] = _keys(found, passages, passages.c.interview_id, held[interviews])
    held[codings] = _keys(found, codings, codings.c.passage_id, held[passages])
    held[memos] = [
        number
        for name, table in TARGETS.items()
        for number in _keys(found, memos, memos.c.target_id, held[table], memos.c.target == name)
    ]
    held[memos] += sorted(set(without_target(found)) - set(held[memos]))
    spoken = (passages, memos, allowed, draft_answers, draft_words)
    gone = [text for table in spoken for text in _texts(found, table, held[table])]
    past = _past(found, held)
    gone += [text for table, _, row in past for text in _said(table, row)]
    order = (memos, codings, passages, allowed, interviews, draft_answers, draft_words, drafts, attributes)
    for table in (*order, cases):
        for number in held[table]:
            rows.erase(table, number)
        forget(found, key, table, [*held[table], *(number for other, number, _ in past if other is table)])
    return gone


def images(connection: Connection) -> Iterator[tuple[Table, int, dict[str, object]]]:
    """Former rows that the ledger keeps: table, key and columns."""
    query = select(changes.c.relation, changes.c.first_id, changes.c.image).where(
        changes.c.image.is_not(None)
    )
    for name, number, image in connection.execute(query).all():
        yield metadata.tables[name], int(number), from_image(image)


def _past(connection: Connection, held: dict[Table, list[int]]) -> list[tuple[Table, int, dict[str, object]]]:
    """Former rows of a case: of its rows, of rows removed since that belonged to them, and of lost memos."""
    known = list(images(connection))
    own = _lost(connection, known) | {(table, number) for table, keys in held.items() for number in keys}
    while True:
        more = {
            (table, number)
            for table, number, row in known
            if (table, number) not in own and any(above in own for above in _above(table, row))
        }
        if not more:
            return [(table, number, row) for table, number, row in known if (table, number) in own]
        own |= more


def without_target(connection: Connection) -> list[int]:
    """The keys of memos on something that is gone."""
    return [
        int(number)
        for name, table in ANY_TARGET.items()
        for number in connection.execute(
            select(memos.c.id).where(memos.c.target == name, memos.c.target_id.not_in(select(table.c.id)))
        ).scalars()
    ]


def _lost(
    connection: Connection, known: list[tuple[Table, int, dict[str, object]]]
) -> set[tuple[Table, int]]:
    """Former memos on something that no row and no former row is."""
    there = {(table, number) for table, number, _ in known}
    for table in ANY_TARGET.values():
        there |= {(table, int(number)) for number in connection.execute(select(table.c.id)).scalars()}
    return {
        (table, number)
        for table, number, row in known
        if table is memos and (ANY_TARGET[str(row["target"])], row["target_id"]) not in there
    }


def former_codings(connection: Connection) -> dict[int, list[int]]:
    """The keys of codings that the ledger keeps former rows of, by their passage."""
    found: dict[int, list[int]] = {}
    for table, number, row in images(connection):
        if table is codings:
            found.setdefault(int(str(row["passage_id"])), []).append(number)
    return found


def targeting(connection: Connection, name: str, keys: Sequence[int]) -> list[int]:
    """The keys of memos, also of former ones, on some rows of a kind."""
    former = (
        number
        for table, number, row in images(connection)
        if table is memos and row["target"] == name and row["target_id"] in set(keys)
    )
    return sorted({*former, *_keys(connection, memos, memos.c.target_id, keys, memos.c.target == name)})


def _above(table: Table, row: dict[str, object]) -> Iterator[tuple[Table, object]]:
    """The rows a row belongs to."""
    for name, other in (("case_id", cases), ("interview_id", interviews), ("passage_id", passages)):
        if name in row:
            yield other, row[name]
    if table is memos and row["target"] in TARGETS:
        yield TARGETS[str(row["target"])], row["target_id"]


def _said(table: Table, row: dict[str, object]) -> Iterator[str]:
    return (str(row[name]) for name in guards.texts(table) if row.get(name))


def forget(connection: Connection, key: bytes, table: Table, keys: Sequence[int]) -> None:
    """Destroy what the ledger remembers of some rows, and close its entries to undo.

    A line about one row loses its image and the nonce of its digests; a line about many rows holds no
    text and keeps its digest. The chain stays whole, because it is made of digests.
    """
    empty = guards.row_stamp(key, changes, {"image": None})
    for part in _parts(keys):
        alone = (changes.c.relation == table.name) & (changes.c.first_id == changes.c.last_id)
        named = changes.c.first_id.in_(part)
        connection.execute(update(changes).where(alone & named).values(image=None, nonce=None, stamp=empty))
        entries = select(changes.c.sequence).where(alone & named)
        connection.execute(update(ledger).where(ledger.c.sequence.in_(entries)).values(closed=1))
    for first, last in _runs(keys):
        spans = select(changes.c.sequence).where(
            changes.c.relation == table.name, changes.c.first_id <= last, changes.c.last_id >= first
        )
        connection.execute(update(ledger).where(ledger.c.sequence.in_(spans)).values(closed=1))


def purge_pending(connection: Connection) -> bool:
    """Whether bytes of erased texts may still lie in the file."""
    return bool(connection.execute(select(meta.c.purge_pending)).scalar_one())


def mark(connection: Connection, *, pending: bool) -> None:
    """Note in the file that a purge is due, or done."""
    connection.execute(update(meta).values(purge_pending=int(pending)))


def purge(made: Engine, path: Path) -> None:
    """Rewrite the file so that freed pages hold nothing.

    Raises:
        StoreError: another program holds the file, or the disk is full; the purge stays due.
    """
    with sqlite.rewriting(made) as cursor:
        cursor.execute("VACUUM")
        busy = cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
    if busy:
        raise StoreError(
            f"{path} is in use by another program, so old bytes remain. Close it and open again."
        )


def _keys(
    connection: Connection, table: Table, column: object, among: Sequence[int], *more: object
) -> list[int]:
    found: list[int] = []
    for part in _parts(among):
        query = select(table.c.id).where(column.in_(part), *more)  # type: ignore[attr-defined, arg-type]
        found += [int(number) for number in connection.execute(query).scalars()]
    return found


def _texts(connection: Connection, table: Table, keys: Sequence[int]) -> Iterator[str]:
    for part in _parts(keys):
        rows: Sequence[Row[tuple[object, ...]]] = connection.execute(
            select(table.c.text).where(table.c.id.in_(part))
        ).all()
        yield from (str(row[0]) for row in rows)


def _parts(keys: Sequence[int]) -> Iterator[Sequence[int]]:
    for at in range(0, len(keys), sqlite.BATCH):
        yield keys[at : at + sqlite.BATCH]


def _runs(keys: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Consecutive keys as first and last."""
    first = last = None
    for key in sorted(keys):
        if last is not None and key == last + 1:
            last = key
            continue
        if first is not None and last is not None:
            yield first, last
        first = last = key
    if first is not None and last is not None:
        yield first, last
