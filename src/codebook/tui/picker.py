"""The dialog in which a few letters and Enter choose a code."""

from collections.abc import Iterator, Sequence
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import ModalScreen
from textual.strip import Strip
from textual.widget import Widget

from codebook.model.codes import Code, CodeTree
from codebook.tui.colours import sign
from codebook.tui.picker_ranking import Ranking, ranking
from codebook.tui.safe_text import one_line
from codebook.tui.wrapping import measure, wrap

_DETAILS = 6


class _Choices(Widget, can_focus=True):
    """Query, ranked codes and the meaning of the highlighted one, painted as one widget."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {"choices--cursor", "choices--match", "choices--dim"}
    DEFAULT_CSS = """
    _Choices { height: 1fr; }
    _Choices > .choices--cursor {
        background: $block-cursor-background; color: $block-cursor-foreground; text-style: bold;
    }
    _Choices > .choices--match { color: $text-accent; text-style: bold underline; }
    _Choices > .choices--dim { color: $text-secondary; }
    """

    def __init__(self, codes: Ranking, chosen: Sequence[int], title: str) -> None:
        super().__init__()
        self.marked: list[int] = list(chosen)
        self.query_text = ""
        self._ranking, self._title = codes, title
        self._found = codes.best("")
        self._cursor, self._top = 0, 0
        self._styles: dict[str, Style] = {}

    @property
    def current(self) -> Code | None:
        """The highlighted code."""
        return self._found[self._cursor] if self._found else None

    def typed(self, text: str) -> None:
        """Search for a text."""
        self.query_text = text
        self._found = self._ranking.best(text)
        self._cursor, self._top = 0, 0
        self.refresh()

    def move(self, lines: int) -> None:
        """Highlight another code."""
        self._cursor = max(0, min(self._cursor + lines, len(self._found) - 1))
        self._top = max(min(self._top, self._cursor), self._cursor - self._room() + 1)
        self.refresh()

    def mark(self) -> None:
        """Mark or unmark the highlighted code; then the next can be typed, or the next highlighted."""
        if self.current is not None:
            if self.current.id in self.marked:
                self.marked.remove(self.current.id)
            else:
                self.marked.append(self.current.id)
            if self.query_text:
                self.typed("")
            else:
                self.move(1)

    def chosen(self) -> list[int]:
        """The marked codes, and the highlighted one if it was searched for or none is marked."""
        found = list(self.marked)
        if self.current is not None and self.current.id not in found and (self.query_text or not found):
            found.append(self.current.id)
        return found

    def at(self, y: int) -> bool:
        """Highlight the code on a row; False where there is none."""
        row = y - 2 + self._top
        if not (2 <= y < 2 + self._room() and row < len(self._found)):
            return False
        self._cursor = row
        self.refresh()
        return True

    def notify_style_update(self) -> None:
        """Paint anew in the theme's colours."""
        super().notify_style_update()
        self._styles.clear()

    def render_line(self, y: int) -> Strip:
        """The query, a rule, the codes found, a rule, and what the highlighted code means."""
        width, base, room = self.content_size.width, self._style(), self._room()
        dim = base + self._style("dim")
        row = y - 2 + self._top
        if y == 0:
            pieces = list(self._query(base, dim))
        elif y in (1, 2 + room):
            pieces = [Segment("─" * width, dim)]
        elif y < 2 + room:
            if row < len(self._found):
                pieces = list(self._code(row, base, dim))
                style = pieces[-1].style or base
                return Strip(pieces).adjust_cell_length(width, style)
            pieces = [Segment("no code answers to this" if row == 0 else "", dim)]
        else:
            pieces = list(self._meaning(y - 3 - room, width, base, dim))
        return Strip(pieces).adjust_cell_length(width, base)

    def _style(self, name: str = "") -> Style:
        """The widget's own style or that of a part, looked up once for a theme."""
        if name not in self._styles:
            part = (
                self.get_component_rich_style(f"choices--{name}", partial=True) if name else self.rich_style
            )
            self._styles[name] = part
        return self._styles[name]

    def _room(self) -> int:
        return max(1, self.content_size.height - 3 - _DETAILS)

    def _query(self, base: Style, dim: Style) -> Iterator[Segment]:
        yield Segment(f"{one_line(self._title)}: ", base + Style(bold=True))
        yield Segment(one_line(self.query_text), base)
        yield Segment(" ", base + Style(reverse=True))
        marked = f" · {len(self.marked)} marked" if self.marked else ""
        yield Segment(f"  {len(self._found)} codes{marked}", dim)

    def _code(self, row: int, base: Style, dim: Style) -> Iterator[Segment]:
        code = self._found[row]
        current = row == self._cursor
        if current:
            base += self._style("cursor")
            dim = base
        swatch = (
            base if current else base + Style(color=sign(code.colour, self.background_colors[1]).rich_color)
        )
        yield Segment("✓ " if code.id in self.marked else "  ", base)
        yield Segment("■ ", swatch)
        parents = code.path[: len(code.path) - len(code.name)]
        match = base + self._style("match")
        match = base + Style(bold=True, underline=True) if current else match
        needle = self.query_text.strip().casefold()
        for text, style in ((one_line(parents), dim), (one_line(code.name), base)):
            start = text.casefold().find(needle) if needle else -1
            if start < 0:
                yield Segment(text, style)
                continue
            yield Segment(text[:start], style)
            yield Segment(text[start : start + len(needle)], match)
            yield Segment(text[start + len(needle) :], style)
        yield Segment(" ", base)

    def _meaning(self, line: int, width: int, base: Style, dim: Style) -> Iterator[Segment]:
        if self.current is None:
            return
        meaning = self.current.meaning
        told = (
            ("", meaning.definition or "no definition yet"),
            ("Include: ", meaning.include),
            ("Exclude: ", meaning.exclude),
        )
        lines: list[tuple[str, str]] = []
        for label, text in told:
            if text:
                lines += _folded(label, one_line(text), width)
        if line < len(lines):
            label, text = lines[line]
            yield Segment(label, dim)
            yield Segment(text, base)


def _folded(label: str, text: str, width: int) -> list[tuple[str, str]]:
    """A labelled text on at most two lines."""
    measured = measure(label + text)
    starts = [*wrap(measured, max(10, width)).tolist(), len(measured.text)]
    first = (label, measured.text[len(label) : starts[1]].rstrip())
    if len(starts) == 2:
        return [first]
    second = measured.text[starts[1] : starts[2]].rstrip()
    return [first, ("", second[: width - 1] + "…" if len(starts) > 3 else second)]


class CodePicker(ModalScreen[list[int] | None]):
    """Choose codes by typing part of a name.

    Enter returns the marked codes and the highlighted one if it was searched for or none is marked; Escape
    returns None. Space or Tab marks, to choose several. `recent` lists code ids, the last used first.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "cancel", "Cancel"),
        Binding("enter", "choose", "Choose"),
        Binding("tab", "mark", "Mark several", priority=True),
        Binding("up", "move(-1)", "Up", show=False),
        Binding("down", "move(1)", "Down", show=False),
        Binding("pageup", "move(-8)", "Page up", show=False),
        Binding("pagedown", "move(8)", "Page down", show=False),
    ]
    DEFAULT_CSS = """
    CodePicker { align: center middle; }
    CodePicker > _Choices {
        width: 76; max-width: 96%; height: 24; max-height: 90%;
        background: $surface; border: round $primary; padding: 0 1;
    }
    """

    def __init__(
        self, tree: CodeTree, *, recent: Sequence[int] = (), marked: Sequence[int] = (), title: str = "Code"
    ) -> None:
        super().__init__()
        self._choices = _Choices(ranking(tree, recent), marked, title)

    def compose(self) -> ComposeResult:
        """The one widget of the dialog."""
        yield self._choices

    def on_key(self, event: events.Key) -> None:
        """Search by what is typed; a space marks."""
        typed = self._choices.query_text
        if event.key == "backspace":
            self._choices.typed(typed[:-1])
        elif event.key == "ctrl+u":
            self._choices.typed("")
        elif event.key == "space":
            self._choices.mark()
        elif event.character is not None and event.is_printable:
            self._choices.typed(typed + event.character)
        else:
            return
        event.stop()

    def on_paste(self, event: events.Paste) -> None:
        """Search for pasted text too."""
        self._choices.typed(self._choices.query_text + one_line(event.text))

    def on_click(self, event: events.Click) -> None:
        """A click highlights a code, two choose it."""
        if event.widget is self._choices and self._choices.at(event.y - 1) and event.chain == 2:
            self.action_choose()

    def action_move(self, lines: int) -> None:
        """Highlight another code."""
        self._choices.move(lines)

    def action_mark(self) -> None:
        """Mark the highlighted code, to choose several at once."""
        self._choices.mark()

    def action_choose(self) -> None:
        """Return what is marked or highlighted."""
        if chosen := self._choices.chosen():
            self.dismiss(chosen)

    def action_cancel(self) -> None:
        """Choose nothing."""
        self.dismiss(None)
