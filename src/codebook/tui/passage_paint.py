"""One row of an interview as styled pieces: stripes, text, labels, headings."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.strip import Strip

from codebook.model.codes import CodeTree
from codebook.model.interview import Coding, Passage
from codebook.tui.colours import TEXT_CONTRAST, highlight, sign
from codebook.tui.lanes import Stripe
from codebook.tui.passage_layout import Heading
from codebook.tui.safe_text import clipped, one_line
from codebook.tui.wrapping import Measured, shown

OWN = ("┏", "┃", "┗", "┃")
OTHERS = ("┌", "╎", "└", "╎")
STATUS = {
    "answered": "",
    "blank": "left blank",
    "declined": "declined",
    "not-asked": "not asked",
    "not-applicable": "not applicable",
}
UNKNOWN = "grey"


@dataclass(frozen=True)
class Ink:
    """What a row is painted with: the theme's styles, the codes' colours and whose codings are own."""

    base: Style
    text: Color
    surface: Color
    parts: Mapping[str, Style]
    tree: CodeTree
    coder: str
    _coded: dict[tuple[str, ...], Style] = field(default_factory=dict)

    @property
    def dim(self) -> Style:
        """What is told beside the text: references and statuses."""
        return self.base + Style(color=self.text.blend(self.surface, 0.3).rich_color)

    def colour(self, code: int) -> str:
        """The name of a code's colour."""
        return self.tree[code].colour if code in self.tree else UNKNOWN

    def name(self, code: int) -> str:
        """The last part of a code's path."""
        return one_line(self.tree[code].name) if code in self.tree else "?"

    def coded(self, names: tuple[str, ...]) -> Style:
        """Text under codings of these colours, one for each coding."""
        if names not in self._coded:
            ground = highlight(names, self.text, self.surface)
            style = Style(underline=True, bold=len(names) > 1 or None, bgcolor=ground.rich_color)
            self._coded[names] = self.base + style
        return self._coded[names]

    def stripe(self, code: int) -> Style:
        """A stripe of a code."""
        return self.base + Style(color=sign(self.colour(code), self.surface).rich_color)

    def label(self, code: int) -> Style:
        """The name of a code."""
        return self.base + Style(color=sign(self.colour(code), self.surface, TEXT_CONTRAST).rich_color)


@dataclass(frozen=True, slots=True)
class TextLine:
    """What is on a line of text, in places of the document."""

    measured: Measured
    start: int
    end: int
    codings: Sequence[tuple[int, int, Coding]]
    chosen: tuple[int, int] | None
    cursor: int | None


def margin(beside: Sequence[Stripe], line: int, room: int, ink: Ink) -> Iterator[Segment]:
    """The stripes left of a line: a `+` where there are more than `room`, lanes, and a gap."""
    held = {stripe.lane: stripe for stripe in beside}
    more = any(stripe.lane >= room for stripe in beside)
    yield Segment("+" if more else " ", ink.base + ink.parts["more"])
    for lane in range(room - 1, -1, -1):
        stripe = held.get(lane)
        if stripe is None:
            yield Segment(" ", ink.base)
            continue
        begins, through, ends, alone = OWN if stripe.coding.coder == ink.coder else OTHERS
        match (line == stripe.first, line == stripe.last):
            case (True, True):
                glyph = alone
            case (True, False):
                glyph = begins
            case (False, True):
                glyph = ends
            case _:
                glyph = through
        yield Segment(glyph, ink.stripe(stripe.coding.code))
    yield Segment(" ", ink.base)


def text(line: TextLine, ink: Ink) -> Iterator[Segment]:
    """The text of a line, cut where codings, the selection or the cursor begin and end."""
    measured, chosen = line.measured, line.chosen or (0, 0)
    edges = {line.start, line.end, *chosen}
    for start, end, _ in line.codings:
        edges.update((start, end))
    if line.cursor is not None:
        edges.update((line.cursor, measured.step(line.cursor, 1)))
    cuts = sorted({measured.cluster(edge) for edge in edges if line.start <= edge <= line.end})
    for start, end in pairwise(cuts):
        names = sorted(
            ink.colour(coding.code) for first, last, coding in line.codings if first <= start < last
        )
        style = ink.coded(tuple(names)) if names else ink.base
        if chosen[0] <= start < chosen[1]:
            style += ink.parts["selection"]
        if start == line.cursor:
            style += ink.parts["cursor"]
        yield Segment(shown(measured.text[start:end], begins_line=start == line.start), style)
    if line.cursor == line.end:
        yield Segment(" ", ink.base + ink.parts["cursor"])


def label(held: Sequence[Stripe], width: int, ink: Ink) -> Iterator[Segment]:
    """The first name beside a line, how many more there are, and the handle of another coder."""
    coding = held[0].coding
    own = coding.coder == ink.coder
    told = "" if own else f" · {one_line(coding.coder)}"
    if len(held) > 1:
        told += f" +{len(held) - 1}"
    name = clipped(ink.name(coding.code), width - 4 - len(told))
    glyph = (OWN if own else OTHERS)[1]
    yield Segment(f" {glyph} {name}{told}", ink.label(coding.code))


def heading(kind: Heading, passage: Passage, width: int, ink: Ink) -> Iterator[Segment]:
    """A row above a passage: its section with a rule, or its question with the reference."""
    if kind == "section":
        title = f"━━ {one_line(passage.section)} "
        yield Segment(title + "━" * max(0, width - len(title)), ink.base + ink.parts["section"])
    elif kind == "question":
        told = [passage.question_ref or "no question"]
        if passage.text and STATUS[passage.status]:
            told.append(STATUS[passage.status])
        reference = one_line(" · ".join(told))
        title = clipped(one_line(passage.heading), max(8, width - len(reference) - 2))
        yield Segment(title, ink.base + ink.parts["question"])
        yield Segment(f"  {reference}", ink.dim)


def status(passage: Passage, ink: Ink, *, cursor: bool) -> Iterator[Segment]:
    """What stands where there is no text: that the question was declined, not asked, or left blank."""
    words = STATUS[passage.status] or "nothing noted"
    style = ink.dim
    if cursor:
        yield Segment(words[0], style + ink.parts["cursor"])
        words = words[1:]
    yield Segment(words, style + Style(italic=True))


def fitted(segments: Iterator[Segment], width: int, style: Style) -> list[Segment]:
    """Pieces padded or cut to a width."""
    return list(Strip(segments).adjust_cell_length(width, style))
