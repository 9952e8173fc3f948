"""What a person sees and decides before a note is stored; raw, and in memory only."""

from dataclasses import dataclass
from typing import Literal, NoReturn

from codebook.model.masked import Action

Decision = Literal["mask", "generalise", "keep", "never"]
Manner = Literal["lower", "capitals"]


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where a find stands: the passage's place in the note, and code points of its raw text."""

    passage: int
    start: int
    end: int


@dataclass(frozen=True, slots=True, repr=False)
class Group:
    """Every occurrence of one find in a note, also in part; one decision settles all of them.

    `texts` are its raw forms, the longest first, so a group shows nothing and cannot be pickled.
    `coarser` is the placeholder that a
    decision to generalise would write without asking, "" when there is none. `shown` is what stands there
    under the decisions so far.
    """

    key: str
    texts: tuple[str, ...]
    kind: str
    direct: bool
    action: Action
    rule: str
    places: tuple[Place, ...]
    coarser: str
    shown: str
    decision: Decision | None

    @property
    def open(self) -> bool:
        """Whether somebody should decide: a possible find that nobody has settled."""
        return self.action == "flag" and self.decision is None

    @property
    def text(self) -> str:
        """The fullest form."""
        return self.texts[0]

    def __repr__(self) -> str:
        return f"Group({self.kind}, {len(self.places)} places)"

    def __reduce__(self) -> NoReturn:
        raise TypeError("raw text stays in memory")
