"""How far the fieldwork is: who was interviewed, and what became of each question."""

from collections.abc import Mapping
from dataclasses import dataclass

from codebook.model.guide import Status


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of a guide that interviews follow."""

    guide: str
    ref: str
    number: str
    label: str


@dataclass(frozen=True, slots=True)
class Reply:
    """What became of a question in an interview, by the interview's key; an interview may have several."""

    interview: int
    ref: str
    status: Status


@dataclass(frozen=True, slots=True)
class Group:
    """The interviews of one guide, role and region ("" where it is not known)."""

    guide: str
    role: str
    region: str
    interviews: int
    cases: int
    words: int
    consent_missing: int


@dataclass(frozen=True, slots=True)
class QuestionFigures:
    """In how many of a guide's interviews a question was answered, declined and so on; together `interviews`.

    `unnoted` are those whose notes say nothing at that question.
    """

    asked: Asked
    interviews: int
    statuses: Mapping[Status, int]
    unnoted: int

    @property
    def never_answered(self) -> bool:
        """Whether nobody has answered it yet."""
        return not self.statuses["answered"]


@dataclass(frozen=True, slots=True)
class Fieldwork:
    """The interviews in groups, and the questions guide by guide, those that nobody answered first."""

    groups: tuple[Group, ...]
    questions: tuple[QuestionFigures, ...]

    @property
    def said(self) -> str:
        """All of it in one line: interviews, missing consent, answers declined, questions never answered."""
        interviews = sum(group.interviews for group in self.groups)
        words = sum(group.words for group in self.groups)
        missing = sum(group.consent_missing for group in self.groups)
        declined = sum(each.statuses["declined"] for each in self.questions)
        never = sum(each.never_answered for each in self.questions)
        return (
            f"{interviews} interview{'s' * (interviews != 1)}, {words:,} words · consent missing {missing} · "
            f"declined {declined} · never answered {never}"
        )
