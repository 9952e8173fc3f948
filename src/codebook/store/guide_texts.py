"""A team's own guides: their lists as texts with a line for each entry, and back again."""

from collections.abc import Sequence
from itertools import groupby

from sqlalchemy import Connection, Row, select

from codebook.model.guide import Choice, Guide, Question, Section
from codebook.store.tables import guides, questions

JOINT = "\n"
_WORDS = " = "
_WORD = "; "


def choice_lines(choices: Sequence[Choice]) -> str:
    """Categories as lines: the value, then the words that mean it."""
    return JOINT.join(
        f"{choice.value}{_WORDS}{_WORD.join(choice.words)}" if choice.words else choice.value
        for choice in choices
    )


def _choices(text: str) -> tuple[Choice, ...]:
    parts = (line.partition(_WORDS) for line in _lines(text))
    return tuple(Choice(value, tuple(words.split(_WORD)) if words else ()) for value, _, words in parts)


def _lines(text: str) -> tuple[str, ...]:
    return tuple(text.split(JOINT)) if text else ()


def own_guides(connection: Connection) -> list[Guide]:
    """The guides of the team's own, whole, oldest first."""
    kept = connection.execute(select(guides).where(guides.c.own == 1).order_by(guides.c.id)).all()
    return [Guide(row.ref, row.title, row.role, _sections(connection, row.id)) for row in kept]


def _sections(connection: Connection, guide: int) -> tuple[Section, ...]:
    query = select(questions).where(questions.c.guide_id == guide).order_by(questions.c.position)
    rows = connection.execute(query).all()
    return tuple(
        Section(title, _lines(names), tuple(map(_question, asked)))
        for (title, names), asked in groupby(rows, key=lambda row: (row.section, row.section_names))
    )


def _question(row: Row[tuple[object, ...]]) -> Question:
    return Question(
        ref=row.ref,
        section=row.section,
        kind=row.kind,
        number=row.number,
        label=row.label,
        prompt=row.prompt,
        probes=_lines(row.probes),
        alternatives=_lines(row.alternatives),
        attribute=row.attribute or None,
        choices=_choices(row.choices),
        identifying=bool(row.identifying),
    )
