"""Where codes meet: a heat map, the excerpts behind each cell, and the way to them in the desk."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Footer, OptionList, Static
from textual.widgets.option_list import Option

from codebook import reporting
from codebook.model.report import Cell, Excerpt
from codebook.model.span import Span
from codebook.reporting import Question
from codebook.tui.attempt import attempt
from codebook.tui.coding import CodingScreen
from codebook.tui.matrix_view import MEASURES, MatrixView
from codebook.tui.picker import CodePicker
from codebook.tui.safe_text import printable
from codebook.tui.session import Session

UNITS = ("answer", "question", "interview", "case", "overlap", "near:40c")
ROLES = ("", "role = survivor", "role = provider")


class ExploreScreen(Screen[None]):
    """A co-occurrence table of two parts of the codebook, and the excerpts of one cell."""

    TITLE = "Where codes meet"
    ABOUT = (
        "Each cell counts in how many answers (or another unit, U) a coder used both codes. Subcodes are "
        "counted with the codes above them. Coders are never added up: with 'each' you see your own figures "
        "first, K shows each coder in turn and then 'any', all mixed. "
        "R and C choose the part of the codebook down and across. Enter opens the excerpts of a cell; Enter "
        "on an excerpt opens it in its interview, and q there comes back here."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("r", "side('rows')", "Rows"),
        Binding("c", "side('columns')", "Columns"),
        Binding("u", "unit", "Unit"),
        Binding("k", "coder", "Coder"),
        Binding("f", "where", "Filter"),
        Binding("m", "measure", "Measure"),
        Binding("tab,shift+tab", "switch", "Excerpts", show=False),
        Binding("q,escape", "leave", "Back"),
    ]

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._asked: dict[str, str | None] = {"rows": None, "columns": None}
        self._unit, self._coder, self._where = UNITS[0], "each", ROLES[0]
        self._excerpts: list[Excerpt] = []

    def compose(self) -> ComposeResult:
        """What is asked, the table, the excerpts, the pair in words."""
        yield Static("", classes="bar", id="asked")
        yield MatrixView()
        yield Static("", id="state")
        yield OptionList(id="excerpts")
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        """Begin with the themes at the top against each other."""
        self._ask()
        self.query_one(MatrixView).focus()

    def _question(self) -> Question:
        corpus = self._session.project.corpus()
        if self._asked == {"rows": None, "columns": None}:
            tops = tuple(code.id for code in corpus.tree.children(None))
            return reporting.question_of(tops, tops, unit=self._unit, coder=self._coder, where=self._where)
        return reporting.question(
            corpus,
            rows=self._asked["rows"],
            columns=self._asked["columns"],
            unit=self._unit,
            coder=self._coder,
            where=self._where,
        )

    def _ask(self) -> None:
        matrix = attempt(self, lambda: reporting.ask(self._session.project, self._question()))
        if matrix is None:
            return
        view = self.query_one(MatrixView)
        view.matrix = matrix
        view.coder = self._session.coder if self._session.coder in view.coders else None
        asked = f"unit: {self._unit} · coders: {self._coder}{f' · {self._where}' if self._where else ''}"
        title = f" {self._session.name} · co-occurrence · {asked}"
        self.query_one("#asked", Static).update(Content(title))
        self._show([])

    def on_matrix_view_cell_highlighted(self, event: MatrixView.CellHighlighted) -> None:
        """Say in words what the cell counts."""
        self.query_one("#state", Static).update(Content(f" {event.told}"), layout=False)

    def on_matrix_view_cell_opened(self, event: MatrixView.CellOpened) -> None:
        """List the excerpts behind the cell."""
        self._open(event.cell)

    def _open(self, cell: Cell) -> None:
        project = self._session.project
        self._show(attempt(self, lambda: reporting.open_cell(project, self._question(), cell)) or [])
        if not self._excerpts:
            self.notify("Nothing is behind this cell.", timeout=3)

    def _show(self, excerpts: list[Excerpt]) -> None:
        self._excerpts = excerpts
        listed = self.query_one("#excerpts", OptionList)
        listed.clear_options()
        listed.add_options([Option(_shown(excerpt), id=str(at)) for at, excerpt in enumerate(excerpts)])
        listed.display = bool(excerpts)
        if excerpts:
            listed.highlighted = 0
            listed.focus()
        else:
            self.query_one(MatrixView).focus()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Open an excerpt where it was said."""
        chosen = self._excerpts[int(str(event.option.id))]
        for interview in self._session.project.interviews():
            if interview.code == chosen.interview:
                place = (chosen.passage_id, Span(chosen.start, chosen.end))
                self.app.push_screen(CodingScreen(self._session, interview, place))

    def action_side(self, side: str) -> None:
        """Choose the part of the codebook down or across."""
        tree = self._session.project.codes()

        def picked(codes: list[int] | None) -> None:
            if codes:
                self._asked[side] = tree[codes[0]].path
                self._ask()

        self.app.push_screen(CodePicker(tree, title=f"Show as {side}: a code with all below it"), picked)

    def action_unit(self) -> None:
        """Count on the next unit."""
        self._unit = UNITS[(UNITS.index(self._unit) + 1) % len(UNITS)]
        self._ask()

    def action_coder(self) -> None:
        """Show each coder in turn, then all mixed."""
        names = ("each", *self._session.project.coders(), "any")
        self._coder = names[(names.index(self._coder) + 1) % len(names)]
        self._ask()

    def action_where(self) -> None:
        """Count everybody, survivors, or providers."""
        self._where = ROLES[(ROLES.index(self._where) + 1) % len(ROLES)]
        self._ask()

    def action_measure(self) -> None:
        """Show another figure in the cells."""
        names, view = list(MEASURES), self.query_one(MatrixView)
        view.measure = names[(names.index(view.measure) + 1) % len(names)]
        self._ask()

    def action_switch(self) -> None:
        """Go between the table and the excerpts."""
        listed, view = self.query_one("#excerpts", OptionList), self.query_one(MatrixView)
        (view if listed.has_focus or not listed.display else listed).focus()

    def action_leave(self) -> None:
        """Close the excerpts, then the screen."""
        if self._excerpts:
            self._show([])
        else:
            self.dismiss()


def _shown(excerpt: Excerpt) -> Content:
    head = f"{excerpt.passage} · {excerpt.code} · {excerpt.coder}"
    return Content.assemble((head, "bold"), "\n", printable(excerpt.text))
