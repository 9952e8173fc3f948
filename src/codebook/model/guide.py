"""An interview guide: sections, questions, probes and consent points."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, get_args

Kind = Literal["question", "consent", "field", "statement", "section"]
Role = Literal["survivor", "provider"]
Status = Literal["answered", "blank", "declined", "not-asked", "not-applicable"]
KINDS: tuple[Kind, ...] = get_args(Kind)
ROLES: tuple[Role, ...] = get_args(Role)
STATUSES: tuple[Status, ...] = get_args(Status)


@dataclass(frozen=True, slots=True)
class Choice:
    """A coarse category and the lower-case words that mean it."""

    value: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """One question, consent point or basic field; `ref` is its stable id, such as `C.reported`."""

    ref: str
    section: str
    kind: Kind
    number: str
    label: str
    prompt: str
    probes: tuple[str, ...] = ()
    alternatives: tuple[str, ...] = ()
    attribute: str | None = None
    choices: tuple[Choice, ...] = ()
    identifying: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a guide, with other headings that mean it."""

    title: str
    alternatives: tuple[str, ...]
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class Guide:
    """A whole guide; `ref` is its letter or short name."""

    ref: str
    title: str
    role: Role
    sections: tuple[Section, ...]

    def questions(self) -> Iterator[Question]:
        """Every question in the order of the guide."""
        for section in self.sections:
            yield from section.questions
