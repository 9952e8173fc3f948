"""A survey on its way in: what becomes of its columns, and of the cases its rows describe."""

from dataclasses import dataclass
from typing import Literal

from codebook.model.guide import Question

Use = Literal["case", "category", "text", "identifying", "unknown"]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the file by its place, the question it answers, and what becomes of it.

    `category` becomes an attribute; `text` answers a question that has no categories, `identifying` one that
    tells who it is about, `unknown` none: of these three no cell is kept.
    """

    place: int
    use: Use
    question: Question | None = None

    @property
    def name(self) -> str:
        """How people find it: by its number and its letter."""
        letters, rest = "", self.place
        while rest:
            rest, last = divmod(rest - 1, 26)
            letters = chr(ord("A") + last) + letters
        return f"column {self.place} ({letters})"


@dataclass(frozen=True, slots=True)
class Described:
    """The case of a line of the file. `withdrawal_code` is shown once, when the case is new."""

    line: int
    case: str
    withdrawal_code: str | None


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of a survey: its columns, its cases by line, and how many cells of words were left out."""

    file: str
    columns: tuple[Column, ...]
    cases: tuple[Described, ...]
    left_out: int
