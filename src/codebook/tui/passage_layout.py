"""An interview as one text, and as rows of a screen at a width."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import numpy as np

from codebook.model.interview import Passage
from codebook.model.span import Span
from codebook.tui.wrapping import Cells, Measured, line_at, line_end, measure, wrap

Heading = Literal["space", "section", "question"]


class Document:
    """The passages of an interview joined by line feeds; a *place* is a code point of the whole.

    Every place belongs to one passage: its text, and the place after its last character.
    """

    def __init__(self, passages: Sequence[Passage]) -> None:
        self.passages = tuple(passages)
        lengths = np.array([len(passage.text) + 1 for passage in passages] or [1], dtype=np.int64)
        self.bases: list[int] = np.concatenate(([0], np.cumsum(lengths)[:-1])).tolist()
        self.measured: Measured = measure("\n".join(passage.text for passage in passages))
        self.headings = tuple(self._headings())
        self._index = {passage.id: index for index, passage in enumerate(passages)}

    def _headings(self) -> list[tuple[Heading, ...]]:
        section = ""
        found: list[tuple[Heading, ...]] = []
        for passage in self.passages:
            rows: list[Heading] = ["space"] if found else []
            if passage.section and passage.section != section:
                rows += ["section", "space"]
                section = passage.section
            if passage.heading or passage.question_ref:
                rows.append("question")
            found.append(tuple(rows))
        return found

    def __contains__(self, passage_id: int) -> bool:
        return passage_id in self._index

    @property
    def length(self) -> int:
        """The last place."""
        return len(self.measured.text)

    def index(self, passage_id: int) -> int:
        """Where a passage stands in the interview."""
        return self._index[passage_id]

    def index_at(self, place: int) -> int:
        """Which passage a place belongs to."""
        return bisect_right(self.bases, place) - 1

    def place(self, passage_id: int, offset: int) -> int:
        """The place of a passage's code point."""
        index = self._index[passage_id]
        return self.bases[index] + min(max(offset, 0), len(self.passages[index].text))

    def bounds(self, index: int) -> tuple[int, int]:
        """The places of a passage's text, half-open."""
        return self.bases[index], self.bases[index] + len(self.passages[index].text)

    def spans(self, start: int, end: int) -> list[tuple[int, Span]]:
        """The places `start` to `end` as one span for each passage with text in it."""
        found: list[tuple[int, Span]] = []
        if not self.passages or start >= end:
            return found
        for index in range(self.index_at(start), self.index_at(end) + 1):
            first, last = self.bounds(index)
            if max(start, first) < min(end, last):
                span = Span(max(start, first) - first, min(end, last) - first)
                found.append((self.passages[index].id, span))
        return found


@dataclass(frozen=True, eq=False)
class Layout:
    """A document wrapped at a width: its lines, and the rows they stand on between headings."""

    document: Document
    width: int

    @cached_property
    def starts(self) -> Cells:
        """The place where each line begins."""
        return wrap(self.document.measured, self.width)

    @cached_property
    def first_lines(self) -> list[int]:
        """The line on which each passage begins."""
        found: list[int] = np.searchsorted(self.starts, self.document.bases).tolist()
        return found

    @cached_property
    def rows(self) -> Cells:
        """The row of each line, below the headings of its passage."""
        before = np.zeros(len(self.starts), dtype=np.int32)
        if self.document.headings:
            before[self.first_lines] = [len(rows) for rows in self.document.headings]
        return np.arange(len(self.starts), dtype=np.int32) + np.cumsum(before, dtype=np.int32)

    @property
    def height(self) -> int:
        """How many rows the document takes."""
        return int(self.rows[-1]) + 1

    def line(self, place: int) -> int:
        """The line a place is on."""
        return line_at(self.starts, place)

    def lines_at(self, base: int, pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
        """The lines of many pairs of places, counted from `base`, at once."""
        places = np.array(pairs, dtype=np.int64).reshape(-1, 2) + base
        found: list[tuple[int, int]] = (np.searchsorted(self.starts, places, "right") - 1).tolist()
        return found

    def row(self, place: int) -> int:
        """The row a place is on."""
        return int(self.rows[self.line(place)])

    def bounds(self, line: int) -> tuple[int, int]:
        """The places of a line's text, half-open."""
        return int(self.starts[line]), line_end(self.document.measured, self.starts, line)

    def passage_of(self, line: int) -> int:
        """Which passage a line belongs to."""
        return bisect_right(self.first_lines, line) - 1

    def lines_of(self, index: int) -> tuple[int, int]:
        """The lines of a passage, half-open."""
        ends = self.first_lines
        return ends[index], ends[index + 1] if index + 1 < len(ends) else len(self.starts)

    def at_row(self, row: int) -> tuple[int, Heading | None]:
        """The line on a row; for a heading the passage's first line and which heading it is."""
        line = bisect_left(self.rows.data, row)
        above = int(self.rows[line]) - row
        return line, self.document.headings[self.passage_of(line)][-above] if above else None

    def place_at(self, row: int, column: int) -> int:
        """The place nearest a cell of the text; a heading stands for the beginning below it."""
        line, heading = self.at_row(min(max(row, 0), self.height - 1))
        return self.place_on(line, 0 if heading else column)

    def place_on(self, line: int, column: int) -> int:
        """The place of a line nearest a column."""
        start, end = self.bounds(line)
        folded = line + 1 < len(self.starts) and int(self.starts[line + 1]) == end
        measured = self.document.measured
        last = measured.step(end, -1) if folded else end
        return min(measured.position(start, end, column), last)

    def column(self, place: int) -> int:
        """The cell of a place on its line, inside the width even for spaces that hang over."""
        start = int(self.starts[self.line(place)])
        return min(self.document.measured.column(start, place), self.width)
