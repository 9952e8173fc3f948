"""Where the cursor stands in a document and what is selected, whatever moved it there."""

from dataclasses import dataclass
from typing import Literal

from codebook.model.span import Span
from codebook.tui.passage_layout import Document, Layout
from codebook.tui.passage_units import (
    Range,
    Unit,
    following,
    line_edge,
    next_line,
    next_start,
    next_word,
    snapped,
    unit,
)

Motion = Literal["cell", "line", "word", "edge", "sentence", "paragraph", "page", "document"]


@dataclass
class Caret:
    """A cursor and a selection in a layout; places are those of its document.

    `chosen` is what is selected, widened to whole words unless `snap` is off. `marking` makes every move
    extend the selection, for terminals that do not send Shift with the arrows.
    """

    layout: Layout
    snap: bool = True
    place: int = 0
    anchor: int | None = None
    chosen: Range | None = None
    marking: bool = False
    _goal: int | None = None
    _taken: tuple[Unit, Range | None] | None = None

    @property
    def document(self) -> Document:
        """The document the cursor is in."""
        return self.layout.document

    def spans(self) -> list[tuple[int, Span]]:
        """What is selected, by passage."""
        return self.document.spans(*self.chosen) if self.chosen else []

    def clear(self) -> None:
        """Select nothing; the cursor stays."""
        self.anchor, self.chosen, self.marking = None, None, False

    def mark(self) -> None:
        """Begin a selection here that moves extend, or stop extending."""
        self.marking = not self.marking
        self.anchor = self.place if self.marking else self.anchor

    def put(self, place: int, *, extend: bool = False) -> None:
        """Move the cursor to a place, with the selection behind it or without one."""
        place = self.document.measured.cluster(min(max(place, 0), self.document.length))
        self._goal = None
        if extend or self.marking:
            self.anchor = self.place if self.anchor is None else self.anchor
            self.chosen = self._between(self.anchor, place)
        else:
            self.clear()
        self.place = place

    def choose(self, start: int, end: int, *, at_start: bool = False) -> None:
        """Select exactly this stretch, with the cursor at one edge of it."""
        self._goal, self.marking = None, False
        self.chosen = (start, end) if start < end else None
        self.anchor, self.place = (end, start) if at_start else (start, end)

    def take(self, kind: Unit) -> None:
        """Select the unit at the cursor; the same key again adds the next one, a larger unit widens."""
        if not self.document.passages:
            return
        chosen, again = self.chosen, self._taken == (kind, self.chosen)
        start, end = unit(self.document, kind, self.place if chosen is None else chosen[0])
        if chosen and again:
            start, end = chosen[0], max(following(self.document, kind, self.place)[1], chosen[1])
        elif chosen:
            last = max(end, unit(self.document, kind, chosen[1] - 1)[1])
            wider = start <= chosen[0] and last >= chosen[1] and (start, last) != chosen
            end = last if wider else end
        elif start == end:
            start, end = following(self.document, kind, self.place)
        self.choose(start, end)
        self._taken = (kind, self.chosen)

    def move(self, motion: Motion, direction: int, *, extend: bool = False, page: int = 1) -> None:
        """Move by a unit; lines and pages of `page` lines keep the column they started from."""
        if not self.document.passages:
            return
        if motion in ("line", "page"):
            goal = self.layout.column(self.place) if self._goal is None else self._goal
            count = page if motion == "page" else 1
            self.put(self._vertically(direction * count, goal), extend=extend)
            self._goal = goal
        else:
            self.put(self._target(motion, direction), extend=extend)

    def _vertically(self, lines: int, column: int) -> int:
        row = self.layout.row(self.place)
        if abs(lines) == 1:
            return next_line(self.layout, self.place, lines, column)
        line, _ = self.layout.at_row(min(max(row + lines, 0), self.layout.height - 1))
        return self.layout.place_on(line, column)

    def _target(self, motion: Motion, direction: int) -> int:
        match motion:
            case "word":
                return next_word(self.document, self.place, direction)
            case "edge":
                return line_edge(self.layout, self.place, direction)
            case "sentence" | "paragraph":
                return next_start(self.document, motion, self.place, direction)
            case "document":
                return 0 if direction < 0 else self.document.length
            case _:
                return self.document.measured.step(self.place, direction)

    def _between(self, one: int, other: int) -> Range | None:
        start, end = sorted((one, other))
        if self.snap:
            start, end = snapped(self.document, start, end)
        return (start, end) if start < end else None


def differing(before: Range | None, after: Range | None) -> list[Range]:
    """The stretches to draw again after a selection has changed."""
    if before is None or after is None:
        return [found for found in (before, after) if found]
    if before[0] == after[0]:
        return [(min(before[1], after[1]), max(before[1], after[1]))]
    if before[1] == after[1]:
        return [(min(before[0], after[0]), max(before[0], after[0]))]
    return [before, after]
