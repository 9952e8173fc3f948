"""How two excerpts of one passage lie to each other: one definition for every report."""

from enum import Enum

import numpy as np

from codebook.model.corpus import Codings, Ints
from codebook.model.span import Span


class Relation(Enum):
    """The place of one span as seen from another; half-open spans, in code points."""

    EQUAL = "equal"
    CONTAINS = "contains"
    INSIDE = "inside"
    OVERLAPS = "overlaps"
    TOUCHES = "touches"
    BEFORE = "before"
    AFTER = "after"


CONVERSE = {
    Relation.EQUAL: Relation.EQUAL,
    Relation.CONTAINS: Relation.INSIDE,
    Relation.INSIDE: Relation.CONTAINS,
    Relation.OVERLAPS: Relation.OVERLAPS,
    Relation.TOUCHES: Relation.TOUCHES,
    Relation.BEFORE: Relation.AFTER,
    Relation.AFTER: Relation.BEFORE,
}


def relation(a: Span, b: Span) -> Relation:
    """How `a` lies to `b`: exactly one class.

    OVERLAPS shares at least one character without containment; TOUCHES shares a boundary and none.
    """
    if a == b:
        return Relation.EQUAL
    if a.end == b.start or b.end == a.start:
        return Relation.TOUCHES
    if a.end < b.start:
        return Relation.BEFORE
    if b.end < a.start:
        return Relation.AFTER
    if a.start <= b.start and b.end <= a.end:
        return Relation.CONTAINS
    if b.start <= a.start and a.end <= b.end:
        return Relation.INSIDE
    return Relation.OVERLAPS


def gap(a: Span, b: Span) -> int:
    """Characters between two spans; 0 when they touch, overlap or contain each other."""
    return max(0, b.start - a.end, a.start - b.end)


def stride(codings: Codings, reach: int) -> int:
    """A distance that keeps passages apart when all spans are laid on one axis."""
    return int(codings.end.max(initial=0)) + reach + 2


def united_on_axis(origin: Ints, codings: Codings, step: int) -> tuple[Ints, Ints]:
    """Starts and ends of the united excerpts of some codings, all laid on one axis.

    Overlapping and touching spans are joined; passage `p` begins at `origin + p * step`, so spans of
    different passages, or with different origins far enough apart, never meet.
    """
    if not len(codings):
        return codings.start, codings.end
    base = origin + codings.passage * step
    starts, ends = base + codings.start, base + codings.end
    order = np.argsort(starts, kind="stable")
    starts, reached = starts[order], np.maximum.accumulate(ends[order])
    opens = np.concatenate(([True], starts[1:] > reached[:-1]))
    closes = np.concatenate((np.flatnonzero(opens)[1:] - 1, [len(starts) - 1]))
    return starts[opens], reached[closes]


def partners(a: tuple[Ints, Ints], b: tuple[Ints, Ints], reach: int | None) -> Ints:
    """For each united excerpt of `a`, how many of `b` share a character with it.

    With `reach` n, how many lie at most n characters away (touching is 0 away).
    """
    if reach is None:
        first = np.searchsorted(b[1], a[0], side="right")
        last = np.searchsorted(b[0], a[1], side="left")
    else:
        first = np.searchsorted(b[1], a[0] - reach, side="left")
        last = np.searchsorted(b[0], a[1] + reach, side="right")
    return np.asarray(last - first, dtype=np.int64)
