"""What an analysis answers: cells, quotes, summaries, and what may leave."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Audience = Literal["team", "partner", "public"]


@dataclass(frozen=True, slots=True)
class Cell:
    """Where codes `a` and `b` meet on one unit, for one coder (or `any`).

    `n1`, `n2`, `n12` count units (or united excerpts, on overlap and near); ratios are None where they
    are undefined. `imbalanced` marks one code being more than five times as frequent as the other.
    """

    coder: str
    a: str
    b: str
    n1: int
    n2: int
    n12: int
    c: float | None
    p_b_given_a: float | None
    p_a_given_b: float | None
    lift: float | None
    interviews: int
    cases: int
    imbalanced: bool


@dataclass(frozen=True, slots=True)
class Matrix:
    """A co-occurrence table with everything a reader needs to know what was counted."""

    unit: str
    coders: str
    filters: str
    sequence: int
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Quote:
    """An excerpt with what is known about its speaker; `case` and `passage` are row ids, never printed.

    `policy` is the version of the gate's policy its passage was last scanned under.
    """

    text: str
    path: str
    case: int
    interview: int
    passage: int
    attributes: Mapping[str, str]
    policy: int


@dataclass(frozen=True, slots=True)
class ThemeFigures:
    """A theme before disclosure control: its code, its excerpts and their speakers."""

    path: str
    definition: str
    excerpts: int
    interviews: int
    cases: int
    by_role: Mapping[str, int]
    dominant_share: float
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class ClearedQuote:
    """A quote as it may be shown: its text and the attribution the audience may see."""

    text: str
    path: str
    attribution: str


@dataclass(frozen=True, slots=True)
class ClearedTheme:
    """A theme as it may be handed over; `by_role` holds counts of cases, or None where withheld."""

    path: str
    definition: str
    excerpts: str
    interviews: str
    cases: str
    by_role: Mapping[str, int | None]
    warning: str
    quotes: tuple[ClearedQuote, ...]


@dataclass(frozen=True, slots=True)
class Cleared:
    """A summary that passed the disclosure check; only `analysis.disclosure` makes one.

    `changes` says in sentences what was coarsened or left out; `methods` what was counted and how.
    """

    title: str
    audience: Audience
    themes: tuple[ClearedTheme, ...]
    changes: tuple[str, ...]
    methods: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A coded stretch of text with its place, for lists and for opening a number.

    `start` and `end` are half-open code points of the passage `passage_id`.
    """

    interview: str
    passage: str
    passage_id: int
    question_ref: str | None
    start: int
    end: int
    code: str
    coder: str
    text: str
