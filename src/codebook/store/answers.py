"""Where an answer stands: its interview, its case, and what else is written there."""

from dataclasses import dataclass

from sqlalchemy import Connection, select

from codebook.model.guide import Role
from codebook.model.interview import Consent
from codebook.store.tables import cases, interviews, passages, questions


@dataclass(frozen=True, slots=True)
class Home:
    """The interview an answer belongs to, by its keys; `guide` is None where it follows none."""

    interview: int
    case: int
    role: Role
    guide: int | None
    consent: Consent
    digest: bytes | None


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of a guide an answer may stand under, by its key."""

    id: int
    ref: str
    section: str
    label: str


def home(connection: Connection, interview: int) -> Home | None:
    """An interview's keys and what is said of it, or None when it is gone."""
    column = interviews.c
    query = select(column.case_id, cases.c.role, column.guide_id, column.consent, column.digest)
    found = connection.execute(
        query.select_from(interviews.join(cases)).where(column.id == interview)
    ).first()
    return None if found is None else Home(interview, *found)


def home_of(connection: Connection, passage: int) -> Home | None:
    """The interview an answer belongs to, or None when the answer is gone."""
    found = connection.execute(select(passages.c.interview_id).where(passages.c.id == passage)).scalar()
    return None if found is None else home(connection, int(found))


def told(connection: Connection, case: int) -> list[tuple[int, int, str]]:
    """All answers of a case in reading order: the keys of interview and passage, and the text."""
    column = passages.c
    query = select(column.interview_id, column.id, column.text).select_from(passages.join(interviews))
    query = query.where(interviews.c.case_id == case).order_by(column.interview_id, column.position)
    return [
        (int(interview), int(passage), str(text)) for interview, passage, text in connection.execute(query)
    ]


def asked(connection: Connection, guide: int) -> list[Asked]:
    """The questions of a guide in its order."""
    column = questions.c
    query = select(column.id, column.ref, column.section, column.label)
    rows = connection.execute(query.where(column.guide_id == guide).order_by(column.position))
    return [Asked(*row) for row in rows]
