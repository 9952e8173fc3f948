"""The text of one answer while it is typed; what the gate finds in it lights up."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import ClassVar, Literal, cast

from rich.style import Style
from rich.text import Text
from textual.binding import Binding, BindingType
from textual.document._document import Document
from textual.message import Message
from textual.strip import Strip
from textual.widgets import TextArea
from textual.widgets.text_area import Edit, EditResult, Location

from codebook.tui.safe_text import printable

Light = Literal["open", "masked", "kept"]
# Never by colour alone: what waits is reversed, what is masked underlined, what stands slanted.
LIGHTS: dict[Light, Style] = {
    "open": Style(reverse=True, bold=True),
    "masked": Style(underline=True, bold=True),
    "kept": Style(italic=True, dim=True),
}
_SENTENCE = re.compile(r"[^.!?\n]*[.!?]*[\"”’)]*")


@dataclass(frozen=True, slots=True)
class Lit:
    """A stretch of the text, in code points, and what has become of it."""

    start: int
    end: int
    light: Light


class AnswerArea(TextArea):
    """A text whose finds are painted; Tab and Ctrl+arrows leave it for the next or previous question."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab,ctrl+down", "leave(1)", "Next question", show=False),
        Binding("shift+tab,ctrl+up", "leave(-1)", "Previous question", show=False),
    ]

    @dataclass
    class Left(Message):
        """The next question is wanted (1), or the one before (-1)."""

        direction: int

    def __init__(self, text: str = "") -> None:
        super().__init__(
            text.replace("\t", " "), soft_wrap=True, tab_behavior="focus", highlight_cursor_line=False
        )
        self.cursor_blink = False  # each blink would be a frame between the keys
        self._lit: dict[int, list[tuple[int, int, Light]]] = {}
        self._painted: dict[int, tuple[object, list[Strip]]] = {}

    def action_leave(self, direction: int) -> None:
        """Go to another question."""
        self.post_message(self.Left(direction))

    def action_cut(self) -> None:
        """Take nothing out: without a clipboard to lie in, what is cut would be lost."""
        self.notify("There is no clipboard here, so that no text leaves; nothing was cut.")

    @property
    def _typed(self) -> Document:
        return cast("Document", self.document)  # no language is set, so it is a plain one

    @property
    def caret(self) -> int:
        """Where the cursor stands, in code points of the text."""
        return self._typed.get_index_from_location(self.cursor_location)

    def go_to(self, offset: int) -> None:
        """Put the cursor at a code point of the text."""
        self.move_cursor(self._typed.get_location_from_index(min(offset, len(self.text))))

    def light(self, finds: Sequence[Lit]) -> None:
        """Paint these stretches and no others."""
        lines: dict[int, list[tuple[int, int, Light]]] = {}
        for find in finds:
            first = self._typed.get_location_from_index(find.start)
            last = self._typed.get_location_from_index(find.end)
            for line in range(first[0], last[0] + 1):
                begin = first[1] if line == first[0] else 0
                end = last[1] if line == last[0] else len(self.document.get_line(line))
                lines.setdefault(line, []).append((begin, end, find.light))
        if lines != self._lit:
            self._lit = lines
            self.refresh()

    def get_line(self, line_index: int) -> Text:
        """A line as it is painted: no control character reaches the terminal, and finds light up."""
        line = Text(printable(self.document.get_line(line_index)), end="", no_wrap=True)
        for start, end, light in self._lit.get(line_index, ()):
            line.stylize(LIGHTS[light], start, end)
        return line

    def render_line(self, y: int) -> Strip:
        """A row on screen; the stock area builds a paragraph anew for each of its rows, 20 ms a key."""
        rows, at = self.wrapped_document._offset_to_line_info, y + self.scroll_offset.y  # noqa: SLF001 - its own rows
        if at >= len(rows):
            return Strip.blank(self.size.width, self._plain)
        line, section = rows[at]
        return self._paragraph(line)[section]

    @property
    def _plain(self) -> Style:
        return self._theme.base_style or self.rich_style

    def _paragraph(self, line: int) -> list[Strip]:
        """All rows of a line of the text, painted once for as long as nothing in it changes."""
        cursor = self.selection.end[1] if self._draw_cursor and self.selection.end[0] == line else -1
        first, last = sorted(self.selection)
        selected = None
        if first != last and first[0] <= line <= last[0]:
            selected = (first[1] if first[0] == line else 0, last[1] if last[0] == line else -1)
        wide = self.scrollable_content_region.width
        offsets = tuple(self.wrapped_document.get_offsets(line))
        told = (self.document.get_line(line), cursor, selected, tuple(self._lit.get(line, ())), wide, offsets)
        state = (told, self._plain)
        if self._painted.get(line, (None, []))[0] != state:
            self._painted[line] = state, self._paint(line, cursor, selected, offsets)
        return self._painted[line][1]

    def _paint(
        self, line: int, cursor: int, selected: tuple[int, int] | None, offsets: Sequence[int]
    ) -> list[Strip]:
        text = self.get_line(line)
        if selected is not None and self._theme.selection_style is not None:
            text.stylize(self._theme.selection_style, selected[0], None if selected[1] < 0 else selected[1])
        text.set_length(len(text) + 1)  # room for the cursor behind the last sign
        if cursor >= 0 and self._theme.cursor_style is not None:
            text.stylize(self._theme.cursor_style, cursor, cursor + 1)
        wide, plain = self.scrollable_content_region.width, self._plain
        rows = text.divide(offsets) if offsets else [text]
        return [
            Strip(row.render(self.app.console, end=""), row.cell_len)
            .extend_cell_length(wide, plain)
            .apply_style(plain)
            for row in rows
        ]

    def edit(self, edit: Edit) -> EditResult:
        """Take an edit; what is lit moves along until the gate has looked again.

        A tab becomes a blank: it has no width of its own on a terminal.
        """
        edit = replace(edit, text=edit.text.replace("\t", " "))
        top, bottom = sorted((edit.from_location, edit.to_location))
        self._shift(top, bottom, edit)
        return super().edit(edit)

    def _shift(self, top: Location, bottom: Location, edit: Edit) -> None:
        if not self._lit:
            return
        grown = edit.text.count("\n") - (bottom[0] - top[0])
        if top[0] == bottom[0] and not grown:
            by = len(edit.text) - (bottom[1] - top[1])
            here = self._lit.get(top[0], [])
            self._lit[top[0]] = [
                (start + by, end + by, light) if start >= bottom[1] else (start, end, light)
                for start, end, light in here
                if end <= top[1] or start >= bottom[1]
            ]
            return
        self._lit = {
            line + (grown if line > bottom[0] else 0): lit
            for line, lit in self._lit.items()
            if line < top[0] or line > bottom[0]
        }

    def quote(self) -> None:
        """Set what is selected, or the sentence just typed, between quotation marks; or take them off.

        Behind a blank, or where nothing is typed yet, the marks are opened for what comes next.
        """
        start, end = sorted(self._typed.get_index_from_location(side) for side in self.selection)
        text = self.text
        if start == end and text[start : start + 1] == "”":
            self.go_to(start + 1)
            return
        if start == end and (not text[:start] or text[start - 1].isspace()):
            self.replace("“”", self.cursor_location, self.cursor_location)
            self.go_to(start + 1)
            return
        if start == end:
            start, end = _sentence(text, start)
        said = text[start:end]
        kept = said.strip()
        if not kept:
            return
        start += said.index(kept)
        quoted = kept[1:-1] if kept[0] == "“" and kept[-1] == "”" else f"“{kept.strip('“”')}”"
        first, last = (self._typed.get_location_from_index(at) for at in (start, start + len(kept)))
        self.replace(quoted, first, last, maintain_selection_offset=False)
        self.go_to(start + len(quoted))


def _sentence(text: str, at: int) -> tuple[int, int]:
    """The stretch between end marks around a place; behind a closed sentence, that sentence."""
    found = [match.span() for match in _SENTENCE.finditer(text) if match[0].strip()]
    return next(
        ((start, end) for start, end in reversed(found) if start < at), found[0] if found else (at, at)
    )
