"""The interviews of a project: open one, take in files, ask, hand over."""

from pathlib import Path
from typing import ClassVar

from rich.text import Text
from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.coordinate import Coordinate
from textual.screen import Screen
from textual.widgets import DataTable, Footer, Static

from codebook import cases, coding, screening
from codebook.errors import CodebookError
from codebook.tui.attempt import attempt
from codebook.tui.beginning import new_interview
from codebook.tui.checking import CheckScreen
from codebook.tui.coding import CodingScreen
from codebook.tui.dialogs import Confirm, Help, TextPrompt, Written
from codebook.tui.explore import ExploreScreen
from codebook.tui.fieldwork import FieldworkScreen
from codebook.tui.importing import Intake, report
from codebook.tui.picking_files import FilePicker
from codebook.tui.safe_text import one_line
from codebook.tui.session import Session
from codebook.tui.themes import ThemesScreen

COLUMNS = ("Interview", "Role", "Guide", "Answers", "Words", "Codings", "Coders", "Consent")
CONSENT = {"documented": "yes", "missing": "✗ missing", "not-needed": "–"}


class InterviewsScreen(Screen[None]):
    """Every interview in the order of fieldwork, with how far its coding is."""

    TITLE = "Interviews"
    ABOUT = (
        "Each line is one session's notes. Open one with Enter to read and code it. 'New' types an interview "
        "along its guide, or goes on with one that was left. 'Import' takes note files in, many at once if "
        "you like: each is aligned to its guide and shown, what could identify somebody is masked and shown "
        "for review, and then it is kept; x stops after the file at hand. The watch list holds real names to "
        "look for; it is never stored. "
        "'Check' scans all that is stored once more. Where consent is missing, notes do not show that the "
        "participant was taken through it: such an interview is not quoted outside the team until somebody "
        "attests it with 'Consent'."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "enter", "New"),
        Binding("i", "take_in", "Import"),
        Binding("w", "watch", "Watch list"),
        Binding("e", "explore", "Explore"),
        Binding("t", "themes", "Summary"),
        Binding("a", "consent", "Consent"),
        Binding("f", "fieldwork", "Fieldwork"),
        Binding("c", "check", "Check"),
        Binding("h", "history", "History", show=False),
        Binding("u", "undo", "Undo", show=False),
        Binding("ctrl+r", "redo", "Redo", show=False),
        Binding("x", "stop", "Stop importing"),
        Binding("q,escape", "close", "Close"),
    ]

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.busy = False
        self._missing = 0
        self._folder = Path()
        self._intake: Intake | None = None

    def compose(self) -> ComposeResult:
        """A title, the table, what is going on."""
        title = f" {self._session.name} · interviews · coder {self._session.coder}"
        yield Static(Content(title), classes="bar")
        yield DataTable(cursor_type="row", zebra_stripes=True)
        yield Static("", id="state")
        yield Footer(show_command_palette=False, compact=True)

    def on_mount(self) -> None:
        """Set up the columns."""
        self.query_one(DataTable).add_columns(*COLUMNS)

    def on_screen_resume(self) -> None:
        """Read the list again, which others may have added to."""
        self._list()

    def _list(self) -> None:
        table, found = self.query_one(DataTable), self._session.project.interviews()
        row = table.cursor_row
        table.clear()
        silent = {case.code for case in self._session.project.cases() if not case.quotable}
        for each in found:
            coders = " ".join(each.coders)
            cells = (each.code, each.role, each.guide or "–", each.passages, each.words, each.codings, coders)
            quotes = ", no quotes" * (each.case in silent)
            consent = Text(CONSENT[each.consent] + quotes, style="bold" if each.consent == "missing" else "")
            table.add_row(*cells, consent, key=str(each.id))
        table.move_cursor(row=min(row, max(0, len(found) - 1)))
        table.focus()
        said = (
            f"{len(found)} interview{'s' * (len(found) != 1)}"
            if found
            else "No interviews yet. n types one along its guide, i imports note files."
        )
        typed = len(self._session.project.unfinished())
        if typed:
            said += f" · {typed} being typed: n goes on"
        self._missing = sum(1 for each in found if each.consent == "missing")
        if self._missing:
            said += f" · consent missing in {self._missing}: not quoted outside the team; a records it"
        if self._intake is None:
            self.query_one("#state", Static).update(said)
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Consent is asked for only while an interview lacks it; what can be stopped is an import."""
        del parameters
        if action == "stop":
            return self._intake is not None
        return bool(self._missing) if action == "consent" else True

    def on_data_table_row_selected(self, event: DataTable.RowSelected) -> None:
        """Open the chosen interview."""
        wanted = int(str(event.row_key.value))
        for each in self._session.project.interviews():
            if each.id == wanted:
                self.app.push_screen(CodingScreen(self._session, each))

    def action_take_in(self) -> None:
        """Ask which files to take in, but not while others are: their withdrawal codes come first."""
        if self.busy:
            self.notify("Files are being taken in. Their withdrawal codes come first.")
            return

        def chosen(paths: tuple[Path, ...] | None) -> None:
            if paths and not self.busy:
                self._folder = paths[-1].parent if paths[-1].parent.is_dir() else self._folder
                self.busy = True
                self._take_in(paths)

        self.app.push_screen(FilePicker(self._session.project, self._folder), chosen)

    @work(exclusive=True, group="import")
    async def _take_in(self, paths: tuple[Path, ...]) -> None:
        self._intake = Intake(self, self._session, self._progress)
        self.refresh_bindings()
        said = await self._intake.take(paths)
        self._intake = None
        self._taken(said)

    @property
    def untold(self) -> list[str]:
        """Withdrawal codes of files that were kept, while others are still coming in."""
        said = self._intake.untold if self._intake else []
        interview = ""
        found = []
        for name, what in said:
            interview = name or interview
            if "withdrawal code" in what:
                found.append(f"{interview}  {what}")
        return found

    def _progress(self, text: str) -> None:
        stopping = self._intake is not None and self._intake.stopped
        how = "stopping after this file" if stopping else "x stops after this file"
        self.query_one("#state", Static).update(Content(f" {one_line(text)}  {how}"))

    def action_stop(self) -> None:
        """Take in no file after the one at hand; what was kept stays."""
        if self._intake is not None:
            self._intake.stop()
            self.notify("Stopping after the file at hand. Withdrawal codes are shown then.")

    @work(exclusive=True)
    async def action_enter(self) -> None:
        """Type an interview along its guide, or go on with one that was left; not while files come in."""
        if self.busy:
            self.notify("Files are being taken in. Their withdrawal codes come first.")
            return
        try:
            kept = await new_interview(self, self._session)
        except CodebookError as error:
            self.notify(str(error), severity="error", markup=False, timeout=8)
            return
        if kept is not None:
            self.busy = True  # until its withdrawal code has been seen
            self._taken(report(kept))

    def action_watch(self) -> None:
        """Ask who and what is named in the notes; kept in memory until the project is closed."""

        def said(names: str | None) -> None:
            if names is None:
                return
            made = screening.roster(names.splitlines())
            self._session.watch(made.names)
            for warning in made.warnings:
                self.notify(warning.replace("roster line", "Line"), severity="warning", timeout=12)
            self.notify(f"{len(made.names)} names are looked for, misspelt too, until you close the project.")

        title = "Who and what is named in these notes? One a line; never stored"
        self.app.push_screen(TextPrompt(title, "\n".join(self._session.names)), said)

    def action_consent(self) -> None:
        """Ask whether the participant of the chosen interview was taken through consent, and record it."""
        project, coder, table = self._session.project, self._session.coder, self.query_one(DataTable)
        code = str(table.get_cell_at(Coordinate(table.cursor_row, 0)))
        asked = attempt(self, lambda: cases.attested(project, code))
        if asked is None:
            return

        def answered(sure: bool | None) -> None:  # noqa: FBT001 - the answer of a dialog
            if sure:
                attempt(self, lambda: cases.record_consent(project, coder, code))
                self._list()

        question = (
            f"{asked[1]}\n\nRecorded as attested by {coder}. Summaries for partners and the public may "
        )
        self.app.push_screen(Confirm(f"{question}quote {code} from then on.", yes="I attest it"), answered)

    def action_check(self) -> None:
        """Scan everything again."""
        self.app.push_screen(CheckScreen(self._session))

    def _taken(self, said: list[tuple[str, str]]) -> None:
        self._list()
        about = "Write each withdrawal code on the team's paper list now; it is not shown again."
        codes = any("withdrawal code" in what for _, what in said)
        self.app.push_screen(
            Written("Imported", about, said) if codes else Help("Imported", "", said), self._read
        )

    def _read(self, _: None) -> None:
        self.busy = False

    def action_explore(self) -> None:
        """Ask where codes meet."""
        self.app.push_screen(ExploreScreen(self._session))

    def action_fieldwork(self) -> None:
        """Show how far the fieldwork is."""
        self.app.push_screen(FieldworkScreen(self._session))

    def action_themes(self) -> None:
        """Write a theme summary."""
        self.app.push_screen(ThemesScreen(self._session))

    def action_history(self) -> None:
        """Show what was changed lately."""
        entries = self._session.project.history(60)
        rows = [
            (
                f"{e.sequence}",
                f"{e.week}  {e.coder or '–':4} {e.phrase}{'  (taken back)' if e.undone else ''}",
            )
            for e in entries
        ]
        self.app.push_screen(Help("History", "The latest changes, newest first.", rows))

    def action_undo(self) -> None:
        """Take back the coder's latest change, wherever it was made."""
        phrase = attempt(self, lambda: coding.undo(self._session.project, self._session.coder))
        self.notify(f"Undone: {phrase}" if phrase else "Nothing to undo.")
        self._list()

    def action_redo(self) -> None:
        """Make it again."""
        phrase = attempt(self, lambda: coding.redo(self._session.project, self._session.coder))
        self.notify(f"Redone: {phrase}" if phrase else "Nothing to redo.")
        self._list()

    def action_close(self) -> None:
        """Go back to the projects; while files are being taken in, stop after the one at hand."""
        if self._intake is not None:
            self.action_stop()
            return
        if self.busy:
            self.notify("Files are being taken in. Their withdrawal codes come first.")
            return
        self._session.project.close()
        self.dismiss()
