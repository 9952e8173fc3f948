"""What a suggestion is made from, and what it says."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Coded:
    """An excerpt somebody coded: its text, the key of its code, and the passage it stands in."""

    text: str
    code: int
    place: str


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A code for a text, by its key and path; `score` is from 0 to 1, and `reasons` say why, best first."""

    id: int
    code: str
    score: float
    reasons: tuple[str, ...]
