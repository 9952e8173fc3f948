"""A co-occurrence table as a heat map with headers that stay in view."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar, Literal

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.color import Color
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from codebook.model.report import Cell, Matrix
from codebook.tui.colours import OKABE_ITO, shade
from codebook.tui.safe_text import clipped, one_line

Measure = Literal["n12", "c", "lift"]
HEAD = 3
COLUMN = 9
ROW_NAMES = (20, 30)
NOTHING = "·"
UNDEFINED = "n/a"

MEASURES: dict[Measure, Callable[[Cell], float | None]] = {
    "n12": lambda cell: cell.n12,
    "c": lambda cell: cell.c,
    "lift": lambda cell: cell.lift,
}


class MatrixView(ScrollView, can_focus=True):
    """Rows and columns of codes; each cell shows its number on a ground that darkens with it.

    `matrix`, `measure` and `coder` are set from outside. Coders are never added up: `coder` None shows the
    first one that the table lists. A pair without a cell (a code and its own ancestor) stays empty.
    """

    ALLOW_SELECT = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "move(0, -1)", "Left", show=False),
        Binding("right", "move(0, 1)", "Right", show=False),
        Binding("up", "move(-1, 0)", "Up", show=False),
        Binding("down", "move(1, 0)", "Down", show=False),
        Binding("pageup", "page(-1)", "Page up", show=False),
        Binding("pagedown", "page(1)", "Page down", show=False),
        Binding("home", "edge(-1)", "First column", show=False),
        Binding("end", "edge(1)", "Last column", show=False),
        Binding("enter", "open", "Open the excerpts", show=False),
    ]
    COMPONENT_CLASSES: ClassVar[set[str]] = {"matrix--cursor", "matrix--head", "matrix--here"}
    DEFAULT_CSS = """
    MatrixView { overflow-x: hidden; overflow-y: auto; scrollbar-size-vertical: 1; }
    MatrixView > .matrix--cursor {
        background: $block-cursor-background; color: $block-cursor-foreground; text-style: bold;
    }
    MatrixView > .matrix--head { color: $text-secondary; }
    MatrixView > .matrix--here { color: $text-accent; text-style: bold; }
    """

    @dataclass
    class CellHighlighted(Message):
        """The cursor stands on a cell; `told` says in words what it counts, `cell` is None for no pair."""

        cell: Cell | None
        told: str

    @dataclass
    class CellOpened(Message):
        """The excerpts behind a cell are asked for."""

        cell: Cell

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002 - Textual's
        super().__init__(id=id, classes=classes)
        self._matrix: Matrix | None = None
        self._measure: Measure = "n12"
        self._coder: str | None = None
        self._coders: tuple[str, ...] = ()
        self._cells: dict[tuple[str, str], Cell] = {}
        self._top = 0.0
        self._at = (0, 0)
        self._grounds: dict[int, Style] = {}
        self._styles: dict[str, Style] = {}

    @property
    def matrix(self) -> Matrix | None:
        """The table shown."""
        return self._matrix

    @matrix.setter
    def matrix(self, matrix: Matrix | None) -> None:
        self._matrix = matrix
        self._reread()

    @property
    def measure(self) -> Measure:
        """Which figure of a cell is shown: units in common, c, or lift."""
        return self._measure

    @measure.setter
    def measure(self, measure: Measure) -> None:
        self._measure = measure
        self._reread()

    @property
    def coder(self) -> str | None:
        """Whose cells are shown; None for the first that the table lists."""
        return self._coder

    @coder.setter
    def coder(self, coder: str | None) -> None:
        self._coder = coder
        self._reread()

    @property
    def coders(self) -> tuple[str, ...]:
        """The coders that the table lists, in its order."""
        return self._coders

    @property
    def cell(self) -> Cell | None:
        """The cell under the cursor."""
        if self._matrix is None or not (self._matrix.rows and self._matrix.columns):
            return None
        row, column = self._at
        return self._cells.get((self._matrix.rows[row], self._matrix.columns[column]))

    def told(self) -> str:
        """The pair under the cursor in words, with whose coding it is."""
        matrix = self._matrix
        if matrix is None or not (matrix.rows and matrix.columns):
            return "no codes to compare"
        pair = f"{one_line(matrix.rows[self._at[0]])} with {one_line(matrix.columns[self._at[1]])}"
        cell = self.cell
        if cell is None:
            return f"{pair}: not compared"
        others = f" (1 of {len(self.coders)} coders)" if len(self.coders) > 1 else ""
        figures = [
            f"{cell.n12} together, {cell.n1} and {cell.n2} in all",
            *(
                f"{name} {value:.2f}"
                for name, value in (("c", cell.c), ("lift", cell.lift))
                if value is not None
            ),
            f"{cell.interviews} interviews",
            f"by {one_line(cell.coder)}{others}",
        ]
        return f"{pair}: {' · '.join(figures)}"

    def action_move(self, rows: int, columns: int) -> None:
        """Move the cursor by cells."""
        self._go(self._at[0] + rows, self._at[1] + columns)

    def action_page(self, direction: int) -> None:
        """Move the cursor by a page of rows."""
        self._go(self._at[0] + direction * max(1, self.size.height - HEAD - 1), self._at[1])

    def action_edge(self, direction: int) -> None:
        """Move the cursor to the first or the last column."""
        self._go(self._at[0], 0 if direction < 0 or self._matrix is None else len(self._matrix.columns) - 1)

    def action_open(self) -> None:
        """Ask for the excerpts of the cell under the cursor."""
        if self.cell is not None:
            self.post_message(self.CellOpened(self.cell))

    def on_click(self, event: events.Click) -> None:
        """Put the cursor on a cell; two clicks open it."""
        row = event.y - HEAD + self.scroll_offset.y
        column = (event.x - self._names()) // COLUMN + self.scroll_offset.x // COLUMN
        if event.y >= HEAD and event.x >= self._names() and self._matrix is not None:
            if row < len(self._matrix.rows) and column < len(self._matrix.columns):
                self._go(row, column)
            if event.chain == 2:
                self.action_open()

    def on_resize(self) -> None:
        """Keep the cursor in view."""
        self._fit()

    def on_focus(self) -> None:
        """Show the cursor as active."""
        self.refresh()

    def on_blur(self) -> None:
        """Show the cursor as waiting."""
        self.refresh()

    def notify_style_update(self) -> None:
        """Paint anew in the theme's colours."""
        super().notify_style_update()
        self._grounds.clear()
        self._styles.clear()

    def render_line(self, y: int) -> Strip:
        """Three rows of column names, then a row of the table."""
        width, base = self._width(), self._style()
        if self._matrix is None:
            return Strip.blank(width, base)
        row = y - HEAD + self.scroll_offset.y
        if y >= HEAD and row >= len(self._matrix.rows):
            return Strip.blank(width, base)
        names, first = self._names(), self.scroll_offset.x // COLUMN
        shown = range(first, min(len(self._matrix.columns), first + (width - names) // COLUMN))
        pieces = self._head(y, shown) if y < HEAD else self._row(row, shown)
        inside = Strip(pieces).adjust_cell_length(width - names, base)
        if y < HEAD:
            name = f"{self._matrix.unit} · {self._measure}" if y == HEAD - 1 else ""
            style = base + self._style("head")
        else:
            path = self._matrix.rows[row]
            name = clipped(" " * path.count("/") + _leaf(path), names - 1)
            style = base + self._style("here" if row == self._at[0] else "head")
        title = Strip([Segment(name, style)]).adjust_cell_length(names - 1, style)
        return Strip([*title, Segment(" ", base), *inside])

    def _head(self, y: int, shown: range) -> list[Segment]:
        columns = self._matrix.columns if self._matrix else ()
        base = self._style()
        styles = {True: base + self._style("here"), False: base + self._style("head")}
        return [
            Segment(_stacked(_leaf(columns[column]))[y].ljust(COLUMN), styles[column == self._at[1]])
            for column in shown
        ]

    def _row(self, row: int, shown: range) -> list[Segment]:
        matrix, base = self._matrix, self._style()
        if matrix is None:
            return []
        value, path, pieces = MEASURES[self._measure], matrix.rows[row], []
        gap = Segment(" ", base)
        for column in shown:
            cell = self._cells.get((path, matrix.columns[column]))
            figure = value(cell) if cell else None
            if (row, column) == self._at:
                cursor = self._style("cursor")
                style = base + (cursor if self.has_focus else Style(bold=True, underline=True))
            else:
                style = self._ground(figure)
            pieces += [Segment(_figure(cell, figure).rjust(COLUMN - 2) + " ", style), gap]
        return pieces

    def _ground(self, figure: float | None) -> Style:
        share = figure / self._top if figure and self._top else 0.0
        step = round(min(1.0, share) * 20)
        if step not in self._grounds:
            _, _, surface, text = self.colors
            colour: Color = OKABE_ITO["blue" if surface.brightness > 0.5 else "sky"]
            ground = shade(step / 20, text, surface, colour)
            self._grounds[step] = self._style() + Style(bgcolor=ground.rich_color)
        return self._grounds[step]

    def _style(self, name: str = "") -> Style:
        """The widget's own style or that of a part, looked up once for a theme."""
        if name not in self._styles:
            part = self.get_component_rich_style(f"matrix--{name}", partial=True) if name else self.rich_style
            self._styles[name] = part
        return self._styles[name]

    def _width(self) -> int:
        return self.scrollable_content_region.width

    def _names(self) -> int:
        return ROW_NAMES[self._width() >= 100]

    def _reread(self) -> None:
        matrix = self._matrix
        cells = matrix.cells if matrix else ()
        self._coders = tuple(dict.fromkeys(cell.coder for cell in cells))
        coder = self._coder or (self._coders or ("",))[0]
        self._cells = {(cell.a, cell.b): cell for cell in cells if cell.coder == coder}
        figures = (MEASURES[self._measure](cell) for cell in self._cells.values())
        self._top = max((figure for figure in figures if figure is not None), default=0.0)
        self._fit()
        self.refresh()

    def _fit(self) -> None:
        rows, columns = (len(self._matrix.rows), len(self._matrix.columns)) if self._matrix else (0, 0)
        self.virtual_size = Size(self._names() + (columns + 1) * COLUMN, HEAD + rows)
        self._go(*self._at)

    def _go(self, row: int, column: int) -> None:
        if self._matrix is None:
            return
        before = self._at
        rows, columns = len(self._matrix.rows), len(self._matrix.columns)
        self._at = max(0, min(row, rows - 1)), max(0, min(column, columns - 1))
        for shown in (before[0], self._at[0]):
            self.refresh(Region(0, HEAD + shown - self.scroll_offset.y, self._width(), 1))
        if before[1] != self._at[1]:
            self.refresh(Region(0, 0, self._width(), HEAD))
        self._reveal()
        self.post_message(self.CellHighlighted(self.cell, self.told()))

    def _reveal(self) -> None:
        row, column = self._at
        left, top = self.scroll_offset.x, self.scroll_offset.y
        height, width = self.size.height - HEAD, self._width() - self._names()
        if height < 1 or width < COLUMN:
            return
        y = min(max(top, row - height + 1), row)
        x = min(max(left, (column + 1) * COLUMN - width), column * COLUMN)
        x = -(-x // COLUMN) * COLUMN
        if (x, y) != (left, top):
            self.scroll_to(x=x, y=y, animate=False, force=True)


def _leaf(path: str) -> str:
    return one_line(path.rsplit("/", 1)[-1])


def _figure(cell: Cell | None, figure: float | None) -> str:
    if cell is None:
        return ""
    if figure is None:
        return UNDEFINED
    if isinstance(figure, int):
        return str(figure) if figure else NOTHING
    return f"{figure:.2f}"


def _stacked(name: str) -> tuple[str, str, str]:
    """A name on three short lines, broken at hyphens and spaces where that fits; the last stands lowest."""
    room = COLUMN - 1
    lines = [""]
    for part in name.replace(" ", "- ").split("-"):
        joined = f"{lines[-1]}-{part}" if lines[-1] else part
        if len(joined) <= room:
            lines[-1] = joined
        else:
            lines = [*lines, part] if lines[-1] else [part]
    lines = [clipped(line, room) for line in lines]
    kept = lines if len(lines) <= HEAD else [*lines[: HEAD - 1], lines[HEAD - 1][: room - 1] + "…"]
    first, second, third = [""] * (HEAD - len(kept)) + kept
    return first, second, third
