"""Text measured once in terminal cells, and wrapped at any width by bisection."""

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from rich.cells import cell_len, get_character_cell_size

from codebook.tui.safe_text import SUBSTITUTED, printable

TAB = 4
_POINTS = 0x110000
_JOINER = 0x200D
_EMOJI_STYLE = 0xFE0F
_NO_BREAK_BEFORE = np.array([ord(sign) for sign in "、。，．）」』】〉》！？：；・ー"])  # noqa: RUF001 - Chinese
_LOST_JOINER = re.compile("\u200d+(?=[\x00-\x9f]|$)")
_JOINERS = re.compile("\u200d+")

Cells = NDArray[np.int32]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Measured:
    """Text with the cells it takes, in code points; the arrays are one longer than the text.

    `cells[i]` is the width of `text[:i]`; `whole[i]` says that no cluster is split by standing before `i`;
    `breaks[i]` is the last position up to `i` where a line may begin.

    A cluster is a code point and what follows it of: code points without width (combining marks,
    variation selectors, skin tones), and whatever a zero-width joiner attaches; two regional indicators
    are one flag. A mark with nothing to stand on is a cluster of its own.
    """

    text: str
    cells: Cells
    whole: Flags
    breaks: Cells

    @cached_property
    def paragraphs(self) -> Cells:
        """Where paragraphs begin: at 0 and after each line feed."""
        points = _points(self.text)
        return np.concatenate(([0], np.flatnonzero(points == 10) + 1)).astype(np.int32)

    def column(self, start: int, position: int) -> int:
        """How many cells a position stands to the right of a line's start."""
        return int(self.cells[position] - self.cells[start])

    def position(self, start: int, end: int, column: int) -> int:
        """The cluster of the line `start` to `end` that covers a column, or `end` right of it."""
        target = int(self.cells[start]) + max(0, column)
        return self.cluster(bisect_right(self.cells.data, target, start, end + 1) - 1)

    def cluster(self, position: int) -> int:
        """Where the cluster that a position is in, or stands before, begins."""
        while not self.whole[position]:
            position -= 1
        return position

    def step(self, position: int, direction: int) -> int:
        """The next whole cluster to the left or the right, or the edge of the text."""
        position += direction
        while 0 < position < len(self.text) and not self.whole[position]:
            position += direction
        return min(max(position, 0), len(self.text))


def _points(text: str) -> NDArray[np.uint32]:
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")


def _widths(points: NDArray[np.uint32]) -> NDArray[np.int8]:
    """The cells of each code point by itself, measured once per distinct one."""
    seen = np.zeros(_POINTS, dtype=bool)
    seen[points] = True
    table = np.ones(_POINTS, dtype=np.int8)
    for point in np.flatnonzero(seen[0x80:]) + 0x80:
        table[point] = get_character_cell_size(chr(point))
    table[list(SUBSTITUTED)] = 1
    table[0xD800:0xE000] = 1
    table[9] = TAB
    table[10] = 0
    return table[points]


def _attached(points: NDArray[np.uint32], widths: NDArray[np.int8]) -> Flags:
    """Which code points continue a cluster; adjusts the widths of what is joined or left alone."""
    first = np.ones(len(points), dtype=bool)
    first[1:] = points[:-1] == 10
    bare = (widths == 0) & (points != 10)
    attached: Flags = bare & ~first
    joined = np.zeros(len(points), dtype=bool)
    joined[1:] = attached[:-1] & (points[:-1] == _JOINER) & (points[1:] >= 0xA0)
    widths[joined] = 0
    attached |= joined
    widths[bare & first] = 1
    styled = (points == _EMOJI_STYLE) & attached & ~joined
    for place in np.flatnonzero(styled).tolist():
        base = place - 1
        while attached[base]:
            base -= 1
        if not styled[base:place].any():
            sign = chr(points[base])
            widths[place] = cell_len(sign + "\ufe0f") - cell_len(sign)
    flags = (points >= 0x1F1E6) & (points <= 0x1F1FF)
    for place in (np.flatnonzero(flags[1:] & flags[:-1]) + 1).tolist():
        attached[place] = not attached[place - 1]
    return attached


def measure(text: str) -> Measured:
    """Measure a text of any length once; a million characters take some tens of milliseconds."""
    points = _points(text)
    count = len(points)
    whole = np.ones(count + 1, dtype=bool)
    if text.isascii():
        widths = np.ones(count, dtype=np.int8)
        widths[points == 9] = TAB
        widths[points == 10] = 0
    else:
        widths = _widths(points)
        whole[:count] = ~_attached(points, widths)
    cells = np.zeros(count + 1, dtype=np.int32)
    np.cumsum(widths, out=cells[1:], dtype=np.int32)
    space = (points == 32) | (points == 9) | (points == 10)
    may_break = np.zeros(count + 1, dtype=bool)
    if count > 1:
        wide = ((widths[1:] == 2) | (widths[:-1] == 2)) & ~np.isin(points[1:], _NO_BREAK_BEFORE)
        may_break[1:count] = ((space[:-1] & ~space[1:]) | (wide & ~space[1:])) & whole[1:count]
    places = np.arange(count + 1, dtype=np.int32)
    return Measured(text, cells, whole, np.maximum.accumulate(np.where(may_break, places, 0), dtype=np.int32))


def wrap(measured: Measured, width: int) -> Cells:
    """The position where each line begins when none is wider than `width` cells.

    A paragraph always begins a line. Spaces hang over the right edge; a word wider than the line is cut
    between clusters; a cluster wider than the line has one to itself.
    """
    starts = measured.paragraphs
    ends = np.append(starts[1:] - 1, len(measured.text))
    long = measured.cells[ends] - measured.cells[starts] > width
    found: list[int] = []
    for start, end in zip(starts[long].tolist(), ends[long].tolist(), strict=True):
        _fold(measured, start, end, width, found)
    return np.sort(np.concatenate((starts, np.array(found, dtype=np.int32))))


def _fold(measured: Measured, start: int, end: int, width: int, found: list[int]) -> None:
    text, cells, breaks = measured.text, measured.cells.data, measured.breaks.data
    total = cells[end]
    while total - (edge := cells[start]) > width:
        fit = bisect_right(cells, edge + width, start, end + 1) - 1
        while fit < end and text[fit] in " \t":
            fit += 1
        if fit == end:
            return
        cut = breaks[fit]
        if cut <= start:
            cut = measured.cluster(fit)
        if cut <= start:
            cut = measured.step(start, 1)
            if cut >= end:
                return
        found.append(cut)
        start = cut


def line_end(measured: Measured, starts: Cells, line: int) -> int:
    """Where the text of a line ends, its line feed left out."""
    if line + 1 == len(starts):
        return len(measured.text)
    end = int(starts[line + 1])
    return end - 1 if measured.text[end - 1] == "\n" else end


def line_at(starts: Cells, position: int) -> int:
    """The line a position is on."""
    return int(np.searchsorted(starts, position, "right")) - 1


def lines_between(starts: Cells, start: int, end: int) -> range:
    """The lines that show any of the text `start` to `end`."""
    return range(line_at(starts, start), bisect_left(starts.data, end))


def shown(text: str, *, begins_line: bool = False) -> str:
    """A piece of a line as it goes to the terminal: tabs as spaces, nothing that acts on the terminal.

    Pieces are cut at whole clusters, so their widths add up to what was measured.
    """
    if text.isascii() and text.isprintable():
        return text
    if begins_line and text and not text[0].isascii() and get_character_cell_size(text[0]) == 0:
        text = "\ufffd" + text[1:]
    if "\u200d" in text:
        text = _JOINERS.sub("\u200d", _LOST_JOINER.sub("", text))
    return printable(text.replace("\t", " " * TAB))
