"""A project as columns: NumPy arrays of passages and codings, for counting and for screens."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Self

import numpy as np
from numpy.typing import NDArray

from codebook.model.codes import CodeTree

Ints = NDArray[np.int64]


def _ints(count: int = 0) -> Ints:
    return np.zeros(count, dtype=np.int64)


@dataclass(frozen=True, slots=True)
class Codings:
    """Codings as five parallel columns and their ids, sorted by passage, start and end.

    Every array has the same length; `start` and `end` are half-open code points of the passage.
    """

    id: Ints = field(default_factory=_ints)
    passage: Ints = field(default_factory=_ints)
    start: Ints = field(default_factory=_ints)
    end: Ints = field(default_factory=_ints)
    code: Ints = field(default_factory=_ints)
    coder: Ints = field(default_factory=_ints)

    def __len__(self) -> int:
        return len(self.id)

    def take(self, chosen: NDArray[np.bool_] | Ints | slice) -> Self:
        """The rows that a mask, a list of positions or a slice names."""
        columns = (self.id, self.passage, self.start, self.end, self.code, self.coder)
        return type(self)(*(column[chosen] for column in columns))

    @classmethod
    def joined(cls, *parts: Self) -> Self:
        """Several blocks as one, sorted again."""
        names = ("id", "passage", "start", "end", "code", "coder")
        columns = [np.concatenate([getattr(part, name) for part in parts]) for name in names]
        order = np.lexsort((columns[0], columns[3], columns[2], columns[1]))
        return cls(*(column[order] for column in columns))


@dataclass(frozen=True, slots=True)
class Passages:
    """Passages as parallel columns, sorted by id; `question` is 0 for unmatched text.

    `length` and `words` count code points and words; `role` indexes `codebook.model.guide.ROLES`;
    `policy` is the version of the gate's policy each was last scanned under.
    """

    id: Ints = field(default_factory=_ints)
    interview: Ints = field(default_factory=_ints)
    case: Ints = field(default_factory=_ints)
    question: Ints = field(default_factory=_ints)
    guide: Ints = field(default_factory=_ints)
    role: Ints = field(default_factory=_ints)
    length: Ints = field(default_factory=_ints)
    words: Ints = field(default_factory=_ints)
    policy: Ints = field(default_factory=_ints)

    def __len__(self) -> int:
        return len(self.id)

    def rows(self, passages: Ints) -> Ints:
        """The row of each passage id; every id must be there."""
        return np.searchsorted(self.id, passages)


@dataclass(frozen=True)
class Corpus:
    """A frozen view of a project after ledger entry `sequence`.

    Codings are a base block and an overlay: for each passage changed since the base was read, all its
    codings as they are now. Texts are not in it; ask the project for them by passage.
    """

    sequence: int
    tree: CodeTree
    passages: Passages
    base: Codings
    coders: Mapping[int, str]
    questions: Mapping[int, str]
    overlay: Mapping[int, Codings] = field(default_factory=dict)

    @cached_property
    def codings(self) -> Codings:
        """Every coding, base and overlay together."""
        if not self.overlay:
            return self.base
        changed = np.fromiter(self.overlay, dtype=np.int64, count=len(self.overlay))
        kept = self.base.take(~np.isin(self.base.passage, changed))
        return Codings.joined(kept, *self.overlay.values())

    def of_passage(self, passage: int) -> Codings:
        """The codings of one passage, without building the whole."""
        if passage in self.overlay:
            return self.overlay[passage]
        first, last = np.searchsorted(self.base.passage, [passage, passage + 1])
        return self.base.take(slice(int(first), int(last)))

    def changed(self, sequence: int, blocks: Mapping[int, Codings]) -> "Corpus":
        """This view with the codings of some passages replaced."""
        return replace(self, sequence=sequence, overlay={**self.overlay, **blocks})

    def compacted(self) -> "Corpus":
        """The same view with the overlay folded into the base."""
        return replace(self, base=self.codings, overlay={})
