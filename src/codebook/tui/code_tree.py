"""The codebook as an outline that folds, filters and shows how often each code is used."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from codebook.model.codes import Code, CodeTree
from codebook.tui.colours import sign
from codebook.tui.safe_text import clipped, one_line

SWATCH = "■"


class CodeTreeView(ScrollView, can_focus=True):
    """A flat outline of a code tree with swatch, name and count.

    `codes` and `counts` (code id → uses, without those below) are set from outside; a code is shown with
    the uses of everything below it. When `filterable`, typing narrows the outline to names that contain
    what was typed, and Escape shows all again.
    """

    ALLOW_SELECT = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", "Code above", show=False),
        Binding("down", "move(1)", "Code below", show=False),
        Binding("pageup", "page(-1)", "Page up", show=False),
        Binding("pagedown", "page(1)", "Page down", show=False),
        Binding("home", "edge(-1)", "First code", show=False),
        Binding("end", "edge(1)", "Last code", show=False),
        Binding("left", "fold", "Fold", show=False),
        Binding("right", "unfold", "Unfold", show=False),
        Binding("enter", "choose", "Choose code", show=False),
    ]
    COMPONENT_CLASSES: ClassVar[set[str]] = {"tree--cursor", "tree--count", "tree--filter"}
    DEFAULT_CSS = """
    CodeTreeView { overflow-x: hidden; overflow-y: auto; scrollbar-size-vertical: 1; }
    CodeTreeView > .tree--cursor {
        background: $block-cursor-background; color: $block-cursor-foreground; text-style: bold;
    }
    CodeTreeView > .tree--count { color: $text-secondary; }
    CodeTreeView > .tree--filter { color: $text-accent; text-style: bold; }
    """

    @dataclass
    class Highlighted(Message):
        """The cursor stands on a code."""

        code_id: int

    @dataclass
    class Chosen(Message):
        """A code was chosen with Enter or a double click."""

        code_id: int

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002 - Textual's
        super().__init__(id=id, classes=classes)
        self.filterable = False
        self._styles: dict[str, Style] = {}
        self._codes = CodeTree(())
        self._counts: Mapping[int, int] = {}
        self._totals: dict[int, int] = {}
        self._folded: set[int] = set()
        self._shown: list[Code] = []
        self._cursor = 0
        self._typed = ""

    @property
    def codes(self) -> CodeTree:
        """The codebook shown; setting it keeps what is folded and the code under the cursor."""
        return self._codes

    @codes.setter
    def codes(self, codes: CodeTree) -> None:
        self._codes = codes
        self._total()
        self._outline()

    @property
    def counts(self) -> Mapping[int, int]:
        """Uses by code id, without those of the codes below."""
        return self._counts

    @counts.setter
    def counts(self, counts: Mapping[int, int]) -> None:
        self._counts = counts
        self._total()
        self.refresh()

    @property
    def typed(self) -> str:
        """What names must contain to be shown; empty shows all that is not folded."""
        return self._typed

    @typed.setter
    def typed(self, typed: str) -> None:
        self._typed = typed
        self._outline()

    @property
    def highlighted(self) -> int | None:
        """The code under the cursor."""
        return self._shown[self._cursor].id if self._shown else None

    @property
    def shown(self) -> tuple[int, ...]:
        """The codes of the outline from top to bottom, as folded and filtered."""
        return tuple(code.id for code in self._shown)

    def highlight(self, code_id: int) -> None:
        """Put the cursor on a code, unfolding what it is under."""
        if code_id not in self._codes:
            return
        self._folded.difference_update(self._codes.ancestors(code_id))
        self._typed = ""
        self._outline(code_id)

    def action_move(self, lines: int) -> None:
        """Move the cursor by lines."""
        self._go(self._cursor + lines)

    def action_page(self, direction: int) -> None:
        """Move the cursor by a page."""
        self._go(self._cursor + direction * max(1, self._height() - 1))

    def action_edge(self, direction: int) -> None:
        """Move the cursor to the first or the last code."""
        self._go(0 if direction < 0 else len(self._shown) - 1)

    def action_fold(self) -> None:
        """Fold a code, or go to the one it is under."""
        if self.highlighted is None:
            return
        code = self._shown[self._cursor]
        if self._codes.children(code.id) and code.id not in self._folded and not self._typed:
            self._folded.add(code.id)
            self._outline()
        elif code.parent is not None and code.parent in self.shown:
            self._go(self.shown.index(code.parent))

    def action_unfold(self) -> None:
        """Unfold a code, or go to the first below it."""
        if self.highlighted is None:
            return
        if self.highlighted in self._folded:
            self._folded.discard(self.highlighted)
            self._outline()
        elif self._codes.children(self.highlighted):
            self._go(self._cursor + 1)

    def action_choose(self) -> None:
        """Choose the code under the cursor."""
        if self.highlighted is not None:
            self.post_message(self.Chosen(self.highlighted))

    def on_key(self, event: events.Key) -> None:
        """Narrow the outline by what is typed."""
        if not self.filterable:
            return
        if event.key in ("backspace", "escape") and self._typed:
            self.typed = self._typed[:-1] if event.key == "backspace" else ""
        elif event.character is not None and (event.character.isalnum() or event.character in "-_"):
            self.typed = self._typed + event.character
        else:
            return
        event.stop()
        event.prevent_default()

    def on_click(self, event: events.Click) -> None:
        """Put the cursor on a code; two clicks choose it."""
        row = event.y + self.scroll_offset.y - bool(self._typed)
        if 0 <= row < len(self._shown):
            self._go(row)
            if event.chain == 2:
                self.action_choose()

    def on_resize(self) -> None:
        """Keep the cursor in view."""
        self.virtual_size = Size(self.size.width, len(self._shown) + bool(self._typed))
        self._reveal()

    def notify_style_update(self) -> None:
        """Paint anew in the theme's colours."""
        super().notify_style_update()
        self._styles.clear()

    def render_line(self, y: int) -> Strip:
        """One code, or what was typed above the first."""
        width, row = self.scrollable_content_region.width, y + self.scroll_offset.y
        base = self._style()
        if self._typed:
            if row == 0:
                style = base + self._style("filter")
                return Strip([Segment(f"▸ {one_line(self._typed)}", style)]).adjust_cell_length(width, base)
            row -= 1
        if row >= len(self._shown):
            return Strip.blank(width, base)
        cursor = self._style("cursor")
        style = base + cursor if row == self._cursor and self.has_focus else base
        if row == self._cursor and not self.has_focus:
            style += Style(underline=True)
        return Strip(self._row(self._shown[row], width, style)).adjust_cell_length(width, style)

    def _style(self, name: str = "") -> Style:
        """The widget's own style or that of a part, looked up once for a theme."""
        if name not in self._styles:
            part = self.get_component_rich_style(f"tree--{name}", partial=True) if name else self.rich_style
            self._styles[name] = part
        return self._styles[name]

    def _row(self, code: Code, width: int, style: Style) -> Iterator[Segment]:
        folds = "  "
        if self._codes.children(code.id) and not self._typed:
            folds = "▸ " if code.id in self._folded else "▾ "
        total = self._totals.get(code.id, 0)
        count = f" {total}" if total else ""
        highlighted = style.bgcolor != self._style().bgcolor
        swatch, quiet = style, style
        if not highlighted:
            swatch += Style(color=sign(code.colour, self.background_colors[1]).rich_color)
            quiet += self._style("count")
        yield Segment("  " * code.depth + folds, style)
        yield Segment(f"{SWATCH} ", swatch)
        room = max(1, width - 2 * code.depth - 4 - len(count))
        name = one_line(code.name) + (" (retired)" if code.retired else "")
        strip = Strip([Segment(clipped(name, room), quiet if code.retired else style)])
        yield from strip.adjust_cell_length(room, style)
        yield Segment(count, quiet)

    def _total(self) -> None:
        self._totals = dict(self._counts)
        for code in reversed(tuple(self._codes)):
            if code.parent is not None:
                below = self._totals.get(code.id, 0)
                self._totals[code.parent] = self._totals.get(code.parent, 0) + below

    def _outline(self, wanted: int | None = None) -> None:
        wanted = self.highlighted if wanted is None else wanted
        typed = self._typed.casefold()
        self._shown = []
        hidden_below: int | None = None
        for code in self._codes:
            if typed:
                if typed in code.name.casefold():
                    self._shown.append(code)
                continue
            if hidden_below is not None and code.depth > hidden_below:
                continue
            hidden_below = code.depth if code.id in self._folded else None
            self._shown.append(code)
        ids = self.shown
        self.virtual_size = Size(self.size.width, len(ids) + bool(typed))
        self.refresh()
        self._go(ids.index(wanted) if wanted in ids else min(self._cursor, len(ids) - 1), told=False)

    def _go(self, row: int, *, told: bool = True) -> None:
        before, was = self._cursor, self.highlighted
        self._cursor = max(0, min(row, len(self._shown) - 1))
        header = bool(self._typed)
        self.refresh_line(before + header)
        self.refresh_line(self._cursor + header)
        self._reveal()
        if self.highlighted is not None and (was != self.highlighted or not told):
            self.post_message(self.Highlighted(self.highlighted))

    def _height(self) -> int:
        return self.scrollable_content_region.height

    def _reveal(self) -> None:
        row, top, height = self._cursor + bool(self._typed), self.scroll_offset.y, self._height()
        if row < top:
            self.scroll_to(y=row, animate=False, force=True)
        elif height and row >= top + height:
            self.scroll_to(y=row - height + 1, animate=False, force=True)
