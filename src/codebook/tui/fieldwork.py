"""The progress of fieldwork at a glance: interviews in groups, and what became of each question."""

from typing import ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.screen import Screen
from textual.widgets import DataTable, Footer, Static

from codebook import reporting
from codebook.model.fieldwork import Fieldwork, QuestionFigures
from codebook.model.guide import Status
from codebook.tui.safe_text import clipped, one_line
from codebook.tui.session import Session

GROUPS = ("Guide", "Role", "Region", "Interviews", "Cases", "Words", "Consent ✗")
STATUSES: dict[Status, str] = {
    "answered": "Answered",
    "declined": "Declined",
    "not-asked": "Not asked",
    "blank": "Blank",
    "not-applicable": "N/A",
}
PLACES, FIGURES = 59, 57
BAR = 20


class FieldworkScreen(Screen[None]):
    """Who was interviewed so far, and which questions stay without an answer."""

    TITLE = "Fieldwork"
    ABOUT = (
        "Above, the interviews by guide, role and region, with their words and how many lack documented "
        "consent. Below, each question of the guides in use: in how many interviews it was answered, "
        "declined and so on; 'no note' are interviews whose notes say nothing there. Questions that nobody "
        "answered come first. This is a view for the team: small numbers in it can tell who somebody is."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "app.focus_next", "Other table"),
        Binding("q,escape", "leave", "Back"),
    ]

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._found = Fieldwork((), ())

    def compose(self) -> ComposeResult:
        """Two tables and what they come to."""
        yield Static(Content(f" {self._session.name} · fieldwork · for the team alone"), classes="bar")
        yield DataTable(cursor_type="row", zebra_stripes=True, id="groups")
        yield Static("", id="state")
        yield DataTable(cursor_type="row", zebra_stripes=True, id="questions")
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        """Read the project once."""
        self._found = reporting.fieldwork(self._session.project)
        self.query_one("#state", Static).update(Content(f" {self._found.said}"))
        self.query_one("#questions").focus()

    def on_resize(self) -> None:
        """Fill the tables for the width there is."""
        self._show_groups(self.query_one("#groups", DataTable))
        self._show_questions(self.query_one("#questions", DataTable))

    def _show_groups(self, table: DataTable[Text | str]) -> None:
        table.clear(columns=True)
        table.add_columns(*GROUPS)
        for group in self._found.groups:
            region = clipped(one_line(group.region) or "–", max(self.size.width - PLACES, 8))
            numbers = (group.interviews, group.cases, group.words, group.consent_missing)
            table.add_row(group.guide or "–", group.role, region, *map(_right, numbers))

    def _show_questions(self, table: DataTable[Text | str]) -> None:
        row = table.cursor_row
        room = self.size.width - FIGURES
        bar = BAR if room > 3 * BAR else 0
        table.clear(columns=True)
        table.add_columns("Question", *STATUSES.values(), "No note", *(("Share",) if bar else ()))
        for each in self._found.questions:
            counts = (*(each.statuses[status] for status in STATUSES), each.unnoted)
            label = clipped(_asked(each), room - bar - 2 * bool(bar))
            table.add_row(label, *map(_right, counts), *((_bar(each, bar),) if bar else ()))
        table.move_cursor(row=row)

    def action_leave(self) -> None:
        """Go back to the interviews."""
        self.dismiss()


def _asked(each: QuestionFigures) -> str:
    """A question's guide, number and label; a mark in front while nobody has answered it."""
    asked = each.asked
    mark = "✗ " if each.never_answered else ""
    return one_line(f"{mark}{asked.guide} {asked.number} {asked.label}")


def _right(number: int) -> Text:
    return Text(f"{number:,}" if number else "·", justify="right")


def _bar(each: QuestionFigures, width: int) -> Text:
    filled = round(width * each.statuses["answered"] / each.interviews)
    return Text("━" * filled + "╌" * (width - filled))
