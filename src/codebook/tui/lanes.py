"""Which lane each coding's stripe takes, so that no two share a line of a lane."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from codebook.model.interview import Coding

_DRIFT = 3


class Stripe(NamedTuple):
    """A coding beside the lines `first` to `last` (both included), in a lane counted from 0."""

    coding: Coding
    lane: int
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Stripes:
    """The stripes of one passage.

    `lines` lists the stripes beside a line; `labels` says which names stand beside a line: mostly the
    coding that begins there, or just below it where several begin together.
    """

    lines: dict[int, list[Stripe]] = field(default_factory=dict)
    labels: dict[int, tuple[Stripe, ...]] = field(default_factory=dict)


def lanes(ranges: Sequence[tuple[int, int]]) -> list[int]:
    """The lowest lane for each range of lines (both ends included) that leaves no two on one line.

    Ranges are served in order of their first line, the longer first, so an outer coding stands next
    to the text.
    """
    order = sorted(range(len(ranges)), key=lambda place: (ranges[place][0], -ranges[place][1], place))
    last_lines: list[int] = []
    found = [0] * len(ranges)
    for place in order:
        first, last = ranges[place]
        for lane, taken in enumerate(last_lines):
            if taken < first:
                last_lines[lane] = last
                found[place] = lane
                break
        else:
            found[place] = len(last_lines)
            last_lines.append(last)
    return found


def stripes(codings: Sequence[Coding], ranges: Sequence[tuple[int, int]], end: int) -> Stripes:
    """Stripes and labels of a passage whose lines stop before `end`."""
    found = sorted(
        (
            Stripe(coding, lane, first, last)
            for coding, (first, last), lane in zip(codings, ranges, lanes(ranges), strict=True)
        ),
        key=lambda stripe: (stripe.first, stripe.lane),
    )
    lines: dict[int, list[Stripe]] = {}
    for stripe in found:
        for line in range(stripe.first, stripe.last + 1):
            lines.setdefault(line, []).append(stripe)
    return Stripes(lines, _labels(found, end))


def _labels(found: Sequence[Stripe], end: int) -> dict[int, tuple[Stripe, ...]]:
    """Each name on its own line: at the coding's first line, or on a free one soon after.

    Names that find no free line stand together on the coding's first.
    """
    placed: dict[int, list[Stripe]] = {}
    waiting: list[Stripe] = []
    for stripe in found:
        if stripe.first in placed:
            waiting.append(stripe)
        else:
            placed[stripe.first] = [stripe]
    for stripe in waiting:
        free = range(stripe.first, min(end, stripe.last + _DRIFT))
        line = next((line for line in free if line not in placed), stripe.first)
        placed.setdefault(line, []).append(stripe)
    return {line: tuple(held) for line, held in placed.items()}
