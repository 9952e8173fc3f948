"""Rows as the values of the shared vocabulary; nothing here writes."""

from collections.abc import Mapping, Sequence

import numpy as np
from sqlalchemy import Connection, Row, Select, Table, func, select

from codebook.model.codes import Code, CodeText, CodeTree
from codebook.model.guide import Role
from codebook.model.interview import Case, Coding, Entry, Interview, Memo, Passage
from codebook.model.policy import Allowed, Policy, usual_table
from codebook.store import guards
from codebook.store.sqlite import BATCH
from codebook.store.tables import (
    IDENTS,
    POLICY_PHRASES,
    attributes,
    coders,
    codes,
    guides,
    metadata,
    questions,
    treatments,
)
from codebook.store.tables import (
    allowed as allowed_table,
)
from codebook.store.tables import (
    cases as case_table,
)
from codebook.store.tables import (
    codings as coding_table,
)
from codebook.store.tables import (
    interviews as interview_table,
)
from codebook.store.tables import ledger as ledger_table
from codebook.store.tables import (
    memos as memo_table,
)
from codebook.store.tables import (
    passages as passage_table,
)

TextRow = tuple[Table, int, dict[str, str]]
UNMATCHED = "Not under a question"


def sentence_starts(blob: bytes) -> tuple[int, ...]:
    """The stored sentence starts of a passage, in code points."""
    return tuple(np.frombuffer(blob, dtype="<i4").tolist())


def sentence_blob(starts: tuple[int, ...]) -> bytes:
    """Sentence starts as they are stored."""
    return np.asarray(starts, dtype="<i4").tobytes()


def code_tree(connection: Connection) -> CodeTree:
    """The whole codebook."""
    rows = connection.execute(select(codes)).all()
    names = {row.id: (row.parent_id, row.name) for row in rows}
    return CodeTree(_code(row, names) for row in rows)


def _code(row: Row[tuple[object, ...]], names: Mapping[int, tuple[int | None, str]]) -> Code:
    parts, above = [row.name], row.parent_id
    while above is not None:
        above, name = names[above]
        parts.append(name)
    keywords = tuple(row.keywords.split("\n")) if row.keywords else ()
    meaning = CodeText(row.definition, row.include, row.exclude, row.near_miss, row.example, keywords)
    path = "/".join(reversed(parts))
    return Code(row.id, row.parent_id, row.name, path, row.colour, row.position, meaning, bool(row.retired))


def keys(connection: Connection, table: Table, column: str) -> dict[str, int]:
    """The keys of a table's rows by one of its text columns."""
    query = select(table.c.id, table.c[column]).order_by(table.c.id)
    return {str(text): int(number) for number, text in connection.execute(query)}


def question_refs(connection: Connection, guide: str) -> set[str]:
    """The ids of a guide's questions."""
    number = keys(connection, guides, "ref")[guide]
    return set(connection.execute(select(questions.c.ref).where(questions.c.guide_id == number)).scalars())


def interview_of(connection: Connection, digest: bytes) -> str | None:
    """The code of the interview whose file had this keyed digest."""
    query = (
        select(case_table.c.code, interview_table.c.number)
        .select_from(interview_table.join(case_table))
        .where(interview_table.c.digest == digest)
    )
    found = connection.execute(query).first()
    return None if found is None else f"{found.code}-{found.number}"


def case_of(connection: Connection, digest: bytes) -> int | None:
    """The case whose withdrawal code has this keyed digest."""
    found = connection.execute(select(case_table.c.id).where(case_table.c.withdrawal == digest)).scalar()
    return None if found is None else int(found)


def cases(connection: Connection) -> list[Case]:
    """Every case with its attributes."""
    known: dict[int, dict[str, str]] = {}
    for case_id, name, value in connection.execute(
        select(attributes.c.case_id, attributes.c.name, attributes.c.value).order_by(attributes.c.name)
    ):
        known.setdefault(case_id, {})[name] = value
    column = case_table.c
    query = select(column.id, column.code, column.role, column.quotable).order_by(column.id)
    return [
        Case(number, code, role, known.get(number, {}), bool(quotable))
        for number, code, role, quotable in connection.execute(query)
    ]


def interviews(connection: Connection) -> list[Interview]:
    """Every interview with what is in it and who has coded it."""
    counted: dict[int, tuple[int, int]] = {
        row[0]: (row[1], row[2])
        for row in connection.execute(
            select(passage_table.c.interview_id, func.count(), func.sum(passage_table.c.words)).group_by(
                passage_table.c.interview_id
            )
        )
    }
    coded: dict[int, dict[str, int]] = {}
    for interview, handle, count in connection.execute(
        select(passage_table.c.interview_id, coders.c.handle, func.count())
        .select_from(coding_table.join(passage_table).join(coders, coding_table.c.coder_id == coders.c.id))
        .group_by(passage_table.c.interview_id, coders.c.id)
        .order_by(coders.c.id)
    ):
        coded.setdefault(interview, {})[handle] = count
    query = (
        select(
            interview_table.c.id,
            interview_table.c.number,
            interview_table.c.consent,
            case_table.c.code,
            case_table.c.role,
            guides.c.ref.label("guide"),
        )
        .select_from(
            interview_table.join(case_table).outerjoin(guides, interview_table.c.guide_id == guides.c.id)
        )
        .order_by(interview_table.c.id)
    )
    return [
        Interview(
            row.id,
            f"{row.code}-{row.number}",
            row.code,
            row.role,
            row.guide,
            *counted.get(row.id, (0, 0)),
            codings=sum(coded.get(row.id, {}).values()),
            coders=tuple(coded.get(row.id, {})),
            consent=row.consent,
        )
        for row in connection.execute(query)
    ]


def passages(
    connection: Connection, *, interview: int | None = None, wanted: Sequence[int] | None = None
) -> list[Passage]:
    """The passages of one interview, those of some keys, or all, in reading order."""
    query = (
        select(
            passage_table,
            interview_table.c.number,
            case_table.c.code.label("case"),
            questions.c.ref,
            questions.c.label,
            questions.c.section,
        )
        .select_from(
            passage_table.join(interview_table)
            .join(case_table, interview_table.c.case_id == case_table.c.id)
            .outerjoin(questions, passage_table.c.question_id == questions.c.id)
        )
        .order_by(passage_table.c.interview_id, passage_table.c.position)
    )
    if interview is not None:
        query = query.where(passage_table.c.interview_id == interview)
    if wanted is None:
        return [_passage(row) for row in connection.execute(query)]
    return [
        _passage(row)
        for at in range(0, len(wanted), BATCH)
        for row in connection.execute(query.where(passage_table.c.id.in_(wanted[at : at + BATCH])))
    ]


def _passage(row: Row[tuple[object, ...]]) -> Passage:
    interview = f"{row.case}-{row.number}"
    return Passage(
        row.id,
        f"{interview}:{row.position}",
        interview,
        row.ref,
        row.label if row.ref else UNMATCHED,
        row.section or "",
        row.status,
        row.text,
        sentence_starts(row.sentences),
    )


def every_text(connection: Connection) -> list[TextRow]:
    """Each row that holds text, with its texts by column; ids and the ledger's images are not among them."""
    found: list[TextRow] = []
    for table in metadata.sorted_tables:
        names = [name for name in guards.texts(table) if name not in IDENTS.get(table.name, ())]
        if names and "uuid" in table.c:
            query = select(table.c.id, *(table.c[name] for name in names)).order_by(table.c.id)
            rows = connection.execute(query).all()
            found += [(table, int(row[0]), dict(zip(names, map(str, row[1:]), strict=True))) for row in rows]
    return found


def idents(connection: Connection) -> list[TextRow]:
    """The ids of guides and questions, which people read and the gate has checked by their shape."""
    return [
        (table, int(number), {"ref": str(ref)})
        for table in (guides, questions)
        for number, ref in connection.execute(select(table.c.id, table.c.ref).order_by(table.c.id))
    ]


def texts(connection: Connection, wanted: list[int]) -> dict[int, str]:
    """The texts of some passages by id."""
    found: dict[int, str] = {}
    for at in range(0, len(wanted), BATCH):
        query = select(passage_table.c.id, passage_table.c.text).where(
            passage_table.c.id.in_(wanted[at : at + BATCH])
        )
        found.update((int(number), str(text)) for number, text in connection.execute(query))
    return found


def codings(connection: Connection, *, interview: int | None, passage: int | None) -> list[Coding]:
    """Codings by place, then code, then coder."""
    place = coding_table.c
    query = select(
        place.id, place.passage_id, place.start, place.end, place.code_id, coders.c.handle
    ).select_from(coding_table.join(coders))
    if interview is not None:
        query = query.join(passage_table, place.passage_id == passage_table.c.id).where(
            passage_table.c.interview_id == interview
        )
    if passage is not None:
        query = query.where(place.passage_id == passage)
    query = query.order_by(place.passage_id, place.start, place.end, place.code_id, place.coder_id)
    return [Coding(*row) for row in connection.execute(query)]


def memos(connection: Connection) -> list[Memo]:
    """Every memo, oldest first."""
    column = memo_table.c
    query = (
        select(column.id, column.target, column.target_id, column.kind, coders.c.handle, column.text)
        .select_from(memo_table.join(coders))
        .order_by(column.id)
    )
    return [Memo(*row) for row in connection.execute(query)]


def history(connection: Connection, limit: int) -> list[Entry]:
    """The latest entries, newest first, each marked when it was taken back."""
    column = ledger_table.c
    query: Select[tuple[object, ...]] = (
        select(column.sequence, column.phrase, column.kind, column.undoes, column.week, coders.c.handle)
        .select_from(ledger_table.outerjoin(coders, column.coder_id == coders.c.id))
        .order_by(column.sequence.desc())
        .limit(limit)
    )
    undone: set[int] = set()
    found = []
    for row in connection.execute(query):
        if row.undoes is not None and row.sequence not in undone:
            undone.add(row.undoes)
        phrase = row.phrase if row.kind == "do" else f"{row.kind} {row.phrase}"
        week = f"{row.week // 100}-W{row.week % 100:02}"
        found.append(Entry(row.sequence, phrase, row.handle, week, row.sequence in undone))
    return found


def policy(connection: Connection) -> Policy:
    """The project's own treatments over the usual ones, and how many decisions led to them."""
    column = treatments.c
    rows = connection.execute(select(column.kind, column.role, column.treatment))
    own = {(kind, role): treatment for kind, role, treatment in rows}
    query = select(func.count()).where(ledger_table.c.phrase.in_(POLICY_PHRASES))
    return Policy({**usual_table(), **own}, int(connection.execute(query).scalar_one()))


def allowed(connection: Connection) -> list[Allowed]:
    """The words that people allowed, oldest first."""
    column = allowed_table.c
    query = select(column.id, column.text, column.reason, column.interview_id).order_by(column.id)
    return [Allowed(*row) for row in connection.execute(query)]


def owners(connection: Connection) -> dict[int, tuple[int, Role]]:
    """The interview each passage belongs to, and whose words it holds, by the passage's key."""
    query = select(passage_table.c.id, interview_table.c.id, case_table.c.role).select_from(
        passage_table.join(interview_table).join(case_table)
    )
    return {int(passage): (int(interview), role) for passage, interview, role in connection.execute(query)}


def case_rows(connection: Connection) -> dict[tuple[str, int], int]:
    """The key of the case that a row belongs to, by the row's table and key; a memo's is its target's."""
    found = {("cases", int(key)): int(key) for key in connection.execute(select(case_table.c.id)).scalars()}
    for table, column, above in (
        (attributes, "case_id", case_table),
        (interview_table, "case_id", case_table),
        (passage_table, "interview_id", interview_table),
        (coding_table, "passage_id", passage_table),
    ):
        rows = connection.execute(select(table.c.id, table.c[column]))
        found.update({(table.name, int(key)): found[above.name, int(owner)] for key, owner in rows})
    memo = memo_table.c
    for key, target, on in connection.execute(select(memo.id, memo.target, memo.target_id)):
        if (f"{target}s", on) in found:
            found["memos", int(key)] = found[f"{target}s", on]
    return found


def latest_coder(connection: Connection) -> str | None:
    """The coder of the latest entry that has one."""
    column = ledger_table.c
    query = select(coders.c.handle).join(ledger_table, column.coder_id == coders.c.id)
    found = connection.execute(query.order_by(column.sequence.desc()).limit(1)).scalar()
    return None if found is None else str(found)
