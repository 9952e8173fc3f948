"""A half-open stretch of a passage, in Unicode code points, and how it moves when text is edited."""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

Where = TypeVar("Where", bound=Hashable)


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Code points `start` to `end`, `end` excluded; never empty, never negative."""

    start: int
    end: int

    def __post_init__(self) -> None:
        """Refuse what is not a stretch of text.

        Raises:
            ValueError: the span is empty, reversed or starts before the text.
        """
        if not 0 <= self.start < self.end:
            raise ValueError(f"not a span: {self.start} to {self.end}")


@dataclass(frozen=True, slots=True)
class Edit:
    """Code points `start` to `end` of the old text became `length` new ones."""

    start: int
    end: int
    length: int


def united(spans: Iterable[Span]) -> list[Span]:
    """The fewest spans that cover the same text; touching spans are joined."""
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start <= merged[-1].end:
            last = merged[-1]
            merged[-1] = Span(last.start, max(last.end, span.end))
        else:
            merged.append(span)
    return merged


def moved(position: int, edits: Sequence[Edit], *, inclusive_end: bool) -> int:
    """Where a boundary of the old text stands in the new one.

    `edits` are sorted and do not overlap. A boundary inside an edited stretch moves outwards: to its
    start, or with `inclusive_end` to its end, so that a span keeps covering what replaced its text.
    What was only put in at a boundary of a span stays outside of it.
    """
    shift = 0
    for edit in edits:
        if edit.end <= position and not (inclusive_end and edit.start == position):
            shift += edit.length - (edit.end - edit.start)
        elif edit.start < position:
            return edit.start + shift + (edit.length if inclusive_end else 0)
    return position + shift


def remapped(span: Span, edits: Sequence[Edit]) -> Span | None:
    """The span after `edits`, or None when nothing of its text is left."""
    start = moved(span.start, edits, inclusive_end=False)
    end = moved(span.end, edits, inclusive_end=True)
    return Span(start, end) if start < end else None


def one_by_one(moves: Mapping[Where, Where]) -> list[Where]:
    """An order in which things can move from place to place without two ever meeting, by their old places.

    Each goes after the one that stands where it goes. Edits keep boundaries in order, so that nothing they
    move waits for itself; no two may go to one place.
    """
    ordered: dict[Where, None] = {}
    for first in moves:
        waiting, at = [], first
        while at in moves and at not in ordered and moves[at] != at:
            waiting.append(at)
            at = moves[at]
        ordered.update(dict.fromkeys(reversed(waiting)))
    return list(ordered)
