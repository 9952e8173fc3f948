"""Who is not quoted to an audience: who is never to be and, outside the team, whose consent is missing."""

from collections.abc import Iterable
from dataclasses import dataclass

from codebook.model.interview import Case, Interview
from codebook.model.report import Audience


@dataclass(frozen=True, slots=True)
class Unquoted:
    """The keys of interviews that count in figures and are never quoted, by the reason; they may overlap."""

    asked: frozenset[int]
    undocumented: frozenset[int]

    @property
    def interviews(self) -> frozenset[int]:
        """All of them."""
        return self.asked | self.undocumented


def unquoted(interviews: Iterable[Interview], cases: Iterable[Case], audience: Audience) -> Unquoted:
    """The interviews of cases that are not to be quoted, and those whose consent an audience would need."""
    silent = {case.code for case in cases if not case.quotable}
    every = tuple(interviews)
    missing = (each.id for each in every if each.consent == "missing" and audience != "team")
    return Unquoted(frozenset(each.id for each in every if each.case in silent), frozenset(missing))
