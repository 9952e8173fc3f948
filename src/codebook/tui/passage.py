"""The pane that shows an interview, takes selections and shows codings."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.style import Style
from textual import events
from textual.binding import BindingType
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from codebook.model.codes import CodeTree
from codebook.model.interview import Coding, Passage
from codebook.model.span import Span
from codebook.tui.passage_caret import Caret, Motion, differing
from codebook.tui.passage_codings import CodingsBeside
from codebook.tui.passage_keys import bindings
from codebook.tui.passage_layout import Document, Layout
from codebook.tui.passage_paint import Ink
from codebook.tui.passage_rows import Frame, painted
from codebook.tui.passage_units import Range, Unit


def _span(coding: Coding) -> tuple[int, Span]:
    return coding.passage, Span(coding.start, coding.end)


class PassageView(ScrollView, can_focus=True):
    """An interview as one document with stripes, from which stretches of text are chosen.

    `snap` widens selections to whole words. Offsets in messages are code points of a passage.
    """

    ALLOW_SELECT = False
    BINDINGS: ClassVar[list[BindingType]] = bindings()
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "passage--cursor",
        "passage--more",
        "passage--question",
        "passage--section",
        "passage--selection",
    }
    DEFAULT_CSS = """
    PassageView { overflow-x: hidden; overflow-y: scroll; scrollbar-size-vertical: 1; }
    PassageView > .passage--cursor { background: $warning; }
    PassageView > .passage--more { color: $text-warning; text-style: bold; }
    PassageView > .passage--question { text-style: bold; }
    PassageView > .passage--section { color: $text-accent; text-style: bold; }
    PassageView > .passage--selection { text-style: reverse; }
    """

    @dataclass
    class CursorMoved(Message):
        """The cursor stands at `offset` of a passage; `codings_here` cover it, the shortest first."""

        passage_id: int
        offset: int
        codings_here: tuple[Coding, ...]

    @dataclass
    class SelectionChanged(Message):
        """What is selected now: a span for each passage, nothing when empty."""

        spans: list[tuple[int, Span]]

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002 - Textual's
        super().__init__(id=id, classes=classes)
        self._caret = Caret(Layout(Document(()), Frame(80).text))
        self._beside = CodingsBeside()
        self._tree, self._coder = CodeTree(()), ""
        self._ink: Ink | None = None
        self._frame = Frame(80)
        self._strips: dict[int, Strip] = {}
        self._visited: Coding | None = None
        self._dragging = False

    @property
    def snap(self) -> bool:
        """Whether selections are widened to whole words."""
        return self._caret.snap

    @snap.setter
    def snap(self, snap: bool) -> None:
        self._caret.snap = snap

    @property
    def cursor(self) -> tuple[int, int] | None:
        """The passage and offset of the cursor; None while nothing is shown."""
        document = self._caret.document
        if not document.passages:
            return None
        index = document.index_at(self._caret.place)
        return document.passages[index].id, self._caret.place - document.bases[index]

    def show(self, passages: Sequence[Passage]) -> None:
        """Show an interview from its beginning; its codings follow with `show_codings`."""
        self._caret = Caret(Layout(Document(passages), self._frame.text), self.snap)
        self._beside, self._visited = CodingsBeside(), None
        self._resized()
        self.scroll_to(y=0, animate=False, force=True)
        self._tell(chosen=True)

    def show_codings(self, codings: Sequence[Coding], tree: CodeTree, coder: str) -> None:
        """Show these codings and no others; those of `coder` are drawn as own."""
        self._beside, self._tree, self._coder = CodingsBeside(codings), tree, coder
        self._repaint()
        self._tell()

    def refresh_codings(self, passage_id: int, codings: Sequence[Coding]) -> None:
        """Show these codings of one passage instead of its former ones; only lines that differ are drawn."""
        if passage_id not in self._caret.document:
            return
        layout, shown = self._caret.layout, self._shown_lines()
        before = [self._beside.beside(layout, line) for line in shown]
        index = layout.document.index(passage_id)
        labels = self._beside.stripes(layout, index).labels
        self._beside.replace(passage_id, codings)
        after = self._beside.stripes(layout, index).labels
        for line, stripes in zip(shown, before, strict=True):
            if stripes != self._beside.beside(layout, line) or labels.get(line) != after.get(line):
                self._redraw(int(layout.rows[line]), 1)
        self._tell()

    def selection(self) -> list[tuple[int, Span]]:
        """What is selected, a span for each passage."""
        return self._caret.spans()

    def select(self, passage_id: int, span: Span) -> None:
        """Select exactly this stretch and bring it into view."""
        place = self._caret.document.place
        before = self._state()
        self._caret.choose(place(passage_id, span.start), place(passage_id, span.end), at_start=True)
        self._settle(before)

    def select_coding(self, coding: Coding) -> None:
        """Select exactly the excerpt of a coding, with the cursor at its beginning."""
        self.select(coding.passage, Span(coding.start, coding.end))

    def clear_selection(self) -> None:
        """Select nothing; the cursor stays."""
        before = self._state()
        self._caret.clear()
        self._settle(before)

    def next_coding(self, direction: int = 1) -> Coding | None:
        """Select the next coding in reading order, or the one before; None at the last or first."""
        caret = self._caret
        visited = self._visited if self._visited and caret.spans() == [_span(self._visited)] else None
        found = self._beside.next(caret.document, caret.place, visited, direction)
        if found is not None:
            self.select_coding(found)
            self._visited = found
        return found

    def go_to(self, passage_id: int, offset: int) -> None:
        """Put the cursor at a code point of a passage and bring it into view."""
        before = self._state()
        self._caret.clear()
        self._caret.put(self._caret.document.place(passage_id, offset))
        self._settle(before)

    def codings_at_cursor(self) -> tuple[Coding, ...]:
        """The codings that cover the cursor, the shortest first."""
        return self._beside.at(self._caret.layout, self._caret.place)

    def action_move(self, motion: Motion, direction: int, extend: bool = False) -> None:  # noqa: FBT001, FBT002 - Textual
        """Move the cursor by a unit, or extend the selection by it."""
        before = self._state()
        page = max(1, self.scrollable_content_region.height - 2)
        self._caret.move(motion, direction, extend=extend, page=page)
        if motion == "page":
            self.scroll_to(y=self.scroll_offset.y + direction * page, animate=False, force=True)
        self._settle(before)

    def action_take(self, unit: Unit) -> None:
        """Select the unit at the cursor; again, add the next one."""
        before = self._state()
        self._caret.take(unit)
        self._settle(before)

    def action_mark(self) -> None:
        """Begin or end a selection that plain arrows extend."""
        self._caret.mark()

    def action_clear(self) -> None:
        """Select nothing."""
        self.clear_selection()

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Put the cursor where the mouse is, or with Shift extend to there."""
        if event.button != 1:
            return
        self._dragging = True
        self.capture_mouse()
        self._point(event, extend=event.shift)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Extend the selection while the button is held."""
        if self._dragging:
            self._point(event, extend=True)

    def on_mouse_up(self) -> None:
        """End a drag."""
        self._dragging = False
        self.release_mouse()

    def on_click(self, event: events.Click) -> None:
        """Select a word with two clicks and a sentence with three; a stripe selects its coding."""
        if event.chain in (2, 3):
            before = self._state()
            self._caret.clear()
            self._caret.take("word" if event.chain == 2 else "sentence")
            self._settle(before)
        elif event.x < self._frame.margin and not event.shift:
            line, heading = self._caret.layout.at_row(event.y + self.scroll_offset.y)
            beside = () if heading else self._beside.beside(self._caret.layout, line)
            for stripe in beside:
                if stripe.lane == self._frame.lanes - event.x:
                    self.select_coding(stripe.coding)

    def on_resize(self) -> None:
        """Wrap again, with the cursor or else the first visible text where it was."""
        frame = Frame(self.scrollable_content_region.width)
        if frame == self._frame:
            return
        layout, top = self._caret.layout, self.scroll_offset.y
        height = self.scrollable_content_region.height
        row = layout.row(self._caret.place)
        kept = self._caret.place if top <= row < top + height else layout.place_at(top, 0)
        above = layout.row(kept) - top
        self._frame = frame
        self._caret.layout = Layout(layout.document, frame.text)
        self._beside.rewrapped()
        self._resized()
        self.scroll_to(y=self._caret.layout.row(kept) - above, animate=False, force=True)

    def on_focus(self) -> None:
        """Show the cursor as active."""
        self._redraw(self._caret.layout.row(self._caret.place), 1)

    def on_blur(self) -> None:
        """Show the cursor as waiting."""
        self._redraw(self._caret.layout.row(self._caret.place), 1)

    def notify_style_update(self) -> None:
        """Paint anew in the theme's colours."""
        super().notify_style_update()
        self._ink = None
        self._strips.clear()

    def render_line(self, y: int) -> Strip:
        """A row of the screen."""
        row = y + self.scroll_offset.y
        strip = self._strips.get(row)
        if strip is None:
            if len(self._strips) > 8 * max(self.size.height, 10):
                self._strips.clear()
            strip = painted(row, self._caret, self._beside, self._inked(), self._frame, focus=self.has_focus)
            self._strips[row] = strip
        return strip

    def _inked(self) -> Ink:
        if self._ink is None:
            _, _, surface, text = self.colors
            parts = {
                name.removeprefix("passage--"): self.get_component_rich_style(name, partial=True)
                for name in self.COMPONENT_CLASSES
            }
            ground = self.get_component_styles("passage--cursor").background
            parts["cursor"] = Style(color=ground.get_contrast_text(1).rich_color, bgcolor=ground.rich_color)
            self._ink = Ink(self.rich_style, text, surface, parts, self._tree, self._coder)
        return self._ink

    def _point(self, event: events.MouseEvent, *, extend: bool) -> None:
        before = self._state()
        row, column = event.y + self.scroll_offset.y, event.x - self._frame.margin
        self._caret.put(self._caret.layout.place_at(row, column), extend=extend)
        self._settle(before)

    def _shown_lines(self) -> range:
        layout, top = self._caret.layout, self.scroll_offset.y
        bottom = min(top + self.scrollable_content_region.height, layout.height) - 1
        return range(layout.at_row(min(top, layout.height - 1))[0], layout.at_row(max(bottom, 0))[0] + 1)

    def _resized(self) -> None:
        self.virtual_size = Size(self._frame.width, self._caret.layout.height)
        self._repaint()

    def _repaint(self) -> None:
        self._ink = None
        self._strips.clear()
        self.refresh()

    def _redraw(self, row: int, count: int) -> None:
        for changed in range(row, row + count):
            self._strips.pop(changed, None)
        self.refresh_lines(row, count)

    def _state(self) -> tuple[int, Range | None]:
        return self._caret.place, self._caret.chosen

    def _settle(self, before: tuple[int, Range | None]) -> None:
        """Draw the rows that a move has changed, keep the cursor in view and say what happened."""
        place, chosen = self._state()
        if (place, chosen) == before:
            return
        row = self._caret.layout.row
        for changed in {row(before[0]), row(place)}:
            self._redraw(changed, 1)
        if chosen != before[1]:
            for start, end in differing(before[1], chosen):
                first, last = row(start), row(end)
                top, bottom = self.scroll_offset.y, self.scroll_offset.y + self.size.height
                self._strips = {r: strip for r, strip in self._strips.items() if not first <= r <= last}
                if max(first, top) <= min(last, bottom):
                    self.refresh_lines(max(first, top), min(last, bottom) - max(first, top) + 1)
        self._reveal()
        self._tell(chosen=chosen != before[1])

    def _reveal(self) -> None:
        layout, place = self._caret.layout, self._caret.place
        row, line = layout.row(place), layout.line(place)
        index = layout.passage_of(line)
        headings = len(layout.document.headings[index]) if layout.first_lines[index] == line else 0
        top, height = self.scroll_offset.y, self.scrollable_content_region.height
        if row - headings < top:
            self.scroll_to(y=row - min(headings, height - 1), animate=False, force=True)
        elif row >= top + height:
            self.scroll_to(y=row - height + 1, animate=False, force=True)

    def _tell(self, *, chosen: bool = False) -> None:
        if (cursor := self.cursor) is not None:
            self.post_message(self.CursorMoved(*cursor, self.codings_at_cursor()))
        if chosen:
            self.post_message(self.SelectionChanged(self.selection()))
