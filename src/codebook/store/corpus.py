"""The project as columns, kept current by reading only what the ledger says has changed."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from sqlalchemy import Connection, func, select

from codebook.model.corpus import Codings, Corpus, Ints, Passages
from codebook.model.guide import ROLES
from codebook.store.reading import code_tree
from codebook.store.tables import cases, changes, coders, codings, interviews, ledger, passages, questions

# A change to one of these rows leaves every column as it is.
_ELSEWHERE = frozenset({"memos", "attributes", "meta"})


def current(connection: Connection, known: Corpus | None) -> Corpus:
    """The columns as of the latest ledger entry, made from those of an earlier one where possible."""
    latest = int(connection.execute(select(func.max(ledger.c.sequence))).scalar() or 0)
    if known is not None and known.sequence == latest:
        return known
    touched = None if known is None else _touched(connection, known)
    if known is None or touched is None:
        return _whole(connection, latest)
    coded, amended = touched
    now = replace(known, passages=_passages(connection)) if amended else known
    return now.changed(latest, {passage: _block(connection, passage) for passage in coded})


def _touched(connection: Connection, known: Corpus) -> tuple[set[int], bool] | None:
    """The passages whose codings changed since and whether passages did, or None when more than those did."""
    query = select(changes.c.relation, changes.c.operation, changes.c.first_id, changes.c.last_id).where(
        changes.c.sequence > known.sequence, changes.c.relation.not_in(_ELSEWHERE)
    )
    found: set[int] = set()
    amended = False
    for relation, operation, first, last in (rows := connection.execute(query).all()):
        if (relation, operation) == ("passages", "update"):
            amended = True
            continue
        if relation != "codings" or len(rows) > 1000:
            return None
        now = select(codings.c.passage_id).where(codings.c.id.between(first, last)).distinct()
        found.update(int(passage) for passage in connection.execute(now).scalars())
        before = known.base.passage[(known.base.id >= first) & (known.base.id <= last)]
        found.update(int(passage) for passage in np.unique(before))
        for passage, block in known.overlay.items():
            if bool(((block.id >= first) & (block.id <= last)).any()):
                found.add(passage)
    return found, amended


def _block(connection: Connection, passage: int) -> Codings:
    return _codings(connection, f" WHERE passage_id = {int(passage)}")


def _codings(connection: Connection, where: str = "") -> Codings:
    # Plain rows straight into columns: SQLAlchemy's row objects would double the time.
    cursor = connection.connection.cursor()
    cursor.execute(
        f'SELECT id, passage_id, start, "end", code_id, coder_id FROM codings{where} '  # noqa: S608 - an integer
        'ORDER BY passage_id, start, "end", id'
    )
    return Codings(*_columns(cursor.fetchall(), 6))


def _columns(rows: Sequence[Sequence[object]], width: int) -> list[Ints]:
    if not rows:
        return [np.zeros(0, dtype=np.int64) for _ in range(width)]
    return list(np.asarray(rows, dtype=np.int64).T.copy())


def _passages(connection: Connection) -> Passages:
    column = passages.c
    query = (
        select(
            column.id,
            column.interview_id,
            interviews.c.case_id,
            func.coalesce(column.question_id, 0),
            func.coalesce(interviews.c.guide_id, 0),
            cases.c.role,
            column.length,
            column.words,
            column.policy,
        )
        .select_from(passages.join(interviews).join(cases, interviews.c.case_id == cases.c.id))
        .order_by(column.id)
    )
    rows = [(*row[:5], ROLES.index(row[5]), *row[6:]) for row in connection.execute(query).all()]
    return Passages(*_columns(rows, 9))


def _whole(connection: Connection, sequence: int) -> Corpus:
    return Corpus(
        sequence=sequence,
        tree=code_tree(connection),
        passages=_passages(connection),
        base=_codings(connection),
        coders={int(n): str(name) for n, name in connection.execute(select(coders.c.id, coders.c.handle))},
        questions={int(n): str(r) for n, r in connection.execute(select(questions.c.id, questions.c.ref))},
    )
