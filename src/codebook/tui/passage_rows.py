"""How the interview pane divides its width, and what stands on each of its rows."""

from collections.abc import Sequence
from dataclasses import dataclass

from textual.strip import Strip

from codebook.tui.lanes import Stripe
from codebook.tui.passage_caret import Caret
from codebook.tui.passage_codings import CodingsBeside
from codebook.tui.passage_layout import Layout
from codebook.tui.passage_paint import Ink, TextLine, fitted, heading, label, margin, status, text

LABELS = 24
LABELS_FROM = 84
WIDEST = 96


@dataclass(frozen=True, slots=True)
class Frame:
    """The columns of a pane: lanes and a gap, text and a cell for the cursor, names where there is room."""

    width: int

    @property
    def lanes(self) -> int:
        """How many stripes stand side by side before a `+`."""
        return 6 if self.width >= LABELS_FROM else 4

    @property
    def margin(self) -> int:
        """The cells left of the text."""
        return self.lanes + 2

    @property
    def labels(self) -> int:
        """The cells for names right of the text; what the text leaves, where there is room at all."""
        return self.width - self.margin - self.text - 1 if self.width >= LABELS_FROM else 0

    @property
    def text(self) -> int:
        """The cells of a line of text; lines longer than a person likes to read are not made."""
        names = LABELS if self.width >= LABELS_FROM else 0
        return max(8, min(WIDEST, self.width - self.margin - names - 1))


def painted(row: int, caret: Caret, beside: CodingsBeside, ink: Ink, frame: Frame, *, focus: bool) -> Strip:
    """One row of the pane."""
    layout = caret.layout
    if not layout.document.passages or row >= layout.height:
        return Strip.blank(frame.width, ink.base)
    line, above = layout.at_row(row)
    passage = layout.document.passages[layout.passage_of(line)]
    if above:
        indent = Strip.blank(frame.margin, ink.base)
        pieces = fitted(heading(above, passage, frame.text, ink), frame.text + 1, ink.base)
        return Strip([*indent, *pieces]).adjust_cell_length(frame.width, ink.base)
    here = beside.beside(layout, line)
    cursor = caret.place if focus and layout.line(caret.place) == line else None
    left = fitted(margin(here, line, frame.lanes, ink), frame.margin, ink.base)
    if passage.text:
        words = text(_text_line(layout, line, here, caret, cursor), ink)
    else:
        words = status(passage, ink, cursor=cursor is not None)
    pieces = [*left, *fitted(words, frame.text + 1, ink.base)]
    held = beside.stripes(layout, layout.passage_of(line)).labels.get(line) if frame.labels else None
    if held:
        pieces += label(held, frame.labels, ink)
    return Strip(pieces).adjust_cell_length(frame.width, ink.base)


def _text_line(
    layout: Layout, line: int, here: Sequence[Stripe], caret: Caret, cursor: int | None
) -> TextLine:
    start, end = layout.bounds(line)
    base = layout.document.bases[layout.passage_of(line)]
    codings = [(base + stripe.coding.start, base + stripe.coding.end, stripe.coding) for stripe in here]
    return TextLine(layout.document.measured, start, end, codings, caret.chosen, cursor)
