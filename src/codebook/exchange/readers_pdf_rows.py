"""Which lines of a PDF are the cells of table rows."""

import itertools
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from codebook.exchange.readers_pdf_lines import Printed
from codebook.exchange.readers_pdf_widths import width

NEAREST = 40.0
SAME = 2.5
STEP = 1.7
LONGEST_FIRST_CELL = 12


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of a table row, each the lines in it."""

    cells: tuple[tuple[Printed, ...], ...]


def rows_of(lines: Sequence[Printed]) -> list[Row | list[Printed]]:
    """The lines in order, as table rows and as the stretches between them."""
    columns = _columns(lines)
    parts = [part for line in lines for part in _split(line, columns)]
    found: list[Row | list[Printed]] = []
    loose: list[Printed] = []
    at = 0
    while at < len(parts):
        beside = _beside(parts, at, columns)
        if beside is None:
            loose.append(parts[at])
            at += 1
            continue
        row, at = _row(parts, at, beside)
        if loose:
            found.append(loose)
            loose = []
        found.append(row)
    return [*found, loose] if loose else found


def _columns(lines: Sequence[Printed]) -> list[float]:
    """Where second and later columns start: at one place in several rows, with a gap before it in many."""
    starts: Counter[int] = Counter()
    apart: Counter[int] = Counter()
    lefts: dict[tuple[int, int], Printed] = {}
    for line in lines:
        left = lefts.setdefault((line.page, round(line.y)), line)
        for at, x in line.runs:
            if x - left.x < NEAREST:
                continue
            starts[round(x)] += 1
            text = line.text[:at] if left is line else left.text
            end = left.x + width(text.rstrip()) * left.size
            if x - end > max(1.5 * line.size, 0.12 * (end - left.x)):
                apart[round(x)] += 1
    return sorted(x for x, count in apart.items() if count >= max(2, starts[x] / 3))


def _split(line: Printed, columns: Sequence[float]) -> list[Printed]:
    """A line, cut where a run of it starts a column."""
    cuts = [
        (at, x)
        for at, x in line.runs
        if at and x - line.x >= NEAREST and any(abs(x - column) <= SAME for column in columns)
    ]
    if not cuts:
        return [line]
    bounds = [(0, line.x), *cuts, (len(line.text), 0.0)]
    return [
        replace(line, x=x, text=line.text[at:until].strip(), runs=())
        for (at, x), (until, _) in itertools.pairwise(bounds)
        if line.text[at:until].strip()
    ]


def _beside(parts: Sequence[Printed], at: int, columns: Sequence[float]) -> int | None:
    """Where the cell beside the one that begins at a line starts, None when there is no such cell."""
    first = above = parts[at]
    for other in range(at + 1, min(at + LONGEST_FIRST_CELL, len(parts))):
        line = parts[other]
        if line.page != first.page:
            return None
        if line.x - first.x >= NEAREST and any(abs(line.x - column) <= SAME for column in columns):
            # a cell set lower or higher than its neighbour starts on no line of it
            level = abs(line.y - first.y) <= SAME or line.y > above.y + SAME
            return other if level else None
        if not 0 < above.y - line.y <= STEP * line.size:
            return None
        above = line
    return None


def _row(parts: Sequence[Printed], at: int, beside: int) -> tuple[Row, int]:
    """The row that begins at a line, and where what follows it begins."""
    cells = [list(parts[at:beside]), [parts[beside]]]
    end = beside + 1
    while end < len(parts) and parts[end].page == parts[at].page:
        line, above = parts[end], cells[-1][-1]
        if line.y >= above.y - SAME and line.x - cells[-1][0].x >= NEAREST:
            cells.append([line])
        elif line.y < above.y - SAME and line.x >= cells[-1][0].x - SAME:
            cells[-1].append(line)
        else:
            break
        end += 1
    return Row(tuple(map(tuple, cells))), end
