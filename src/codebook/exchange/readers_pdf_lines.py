"""The lines printed on a page of a PDF, in the order they were written."""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pypdf import PageObject
    from pypdf.generic import DictionaryObject

BOLD = re.compile(r"bold|black|heavy|semibold|demi", re.IGNORECASE)
UNKNOWN = "\ufffd"
HEAVY = 600
FORCED_BOLD = 1 << 18
LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"})
POINTS = str.maketrans(dict.fromkeys("\x7f\uf0b7\uf0a7\uf0d8\uf076\uf0fc", "•") | {"\u00a0": " "})


@dataclass(frozen=True, slots=True)
class Printed:
    """A line on a page: where it starts, in points from the lower left, how large, and whether all bold.

    `runs` tells where in its text a run of letters begins, and at which place on the page.
    """

    page: int
    x: float
    y: float
    size: float
    bold: bool
    text: str
    runs: tuple[tuple[int, float], ...] = ()


@dataclass(slots=True)
class _Piece:
    text: str
    x: float
    y: float
    size: float
    bold: bool


def lines_of_page(page: "PageObject", number: int, *, most: int) -> list[Printed]:
    """The lines of a page, at most so many."""
    found: list[Printed] = []
    open_line: list[_Piece] = []
    fonts: dict[int, bool] = {}

    def see(
        text: str,
        moved: Sequence[float],
        placed: Sequence[float],
        font: "DictionaryObject | None",
        size: float,
    ) -> None:
        bold = fonts.setdefault(id(font), _is_bold(font))
        x, y = _at(moved, placed)
        parts = text.split("\n")
        for at, part in enumerate(parts):
            if part:
                open_line.append(_Piece(part, x, y, _size(moved, placed, size), bold))
            if at < len(parts) - 1:
                close()

    def close() -> None:
        if len(found) < most and (line := _line(open_line, number)) is not None:
            found.append(line)
        open_line.clear()

    page.extract_text(visitor_text=see)
    close()
    return found


def _line(pieces: Sequence[_Piece], number: int) -> Printed | None:
    inked = [piece for piece in pieces if piece.text.strip()]
    if not inked:
        return None
    text, runs = "", []
    for piece in pieces:
        shown = _shown(piece.text)
        if shown.strip():
            runs.append((len((text + shown).rstrip()) - len(shown.strip()), piece.x))
        text += shown
    lead = len(text) - len(text.lstrip())
    size = max(piece.size for piece in inked)
    worded = [piece for piece in inked if any(map(str.isalnum, piece.text))]
    bold = bool(worded) and all(piece.bold for piece in worded)
    places = tuple((max(0, at - lead), x) for at, x in runs)
    return Printed(number, inked[0].x, inked[0].y, size, bold, text.strip(), places)


def _shown(text: str) -> str:
    """The letters of a text; where a font has no name for one, a sign that says so."""
    plain = text.translate(LIGATURES).translate(POINTS)
    return "".join(letter if letter >= " " or letter == "\t" else UNKNOWN for letter in plain)


def _at(moved: Sequence[float], placed: Sequence[float]) -> tuple[float, float]:
    x, y = placed[4], placed[5]
    return x * moved[0] + y * moved[2] + moved[4], x * moved[1] + y * moved[3] + moved[5]


def _size(moved: Sequence[float], placed: Sequence[float], size: float) -> float:
    x, y = placed[2], placed[3]
    return round(abs(size) * math.hypot(x * moved[0] + y * moved[2], x * moved[1] + y * moved[3]), 1)


def _is_bold(font: "DictionaryObject | None") -> bool:
    """Whether a font is a bold one, by its name or by what it says of itself."""
    if font is None:
        return False
    if BOLD.search(str(font.get("/BaseFont", ""))):
        return True
    below = font.get("/DescendantFonts")
    said = (below.get_object()[0].get_object() if below is not None else font).get("/FontDescriptor")
    if said is None:
        return False
    told = said.get_object()
    return float(told.get("/FontWeight", 0)) >= HEAVY or bool(int(told.get("/Flags", 0)) & FORCED_BOLD)
