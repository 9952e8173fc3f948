"""What a check of the whole project finds, and masking it from the list."""

from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.screen import Screen
from textual.widgets import DataTable, Footer, Static

from codebook import redaction, screening
from codebook.deid.review import names_in
from codebook.errors import CodebookError
from codebook.tui.dialogs import Confirm, LinePrompt
from codebook.tui.safe_text import one_line
from codebook.tui.session import Session


class CheckScreen(Screen[None]):
    """The file, its guards and its ledger, and every text scanned again under the policy of today."""

    TITLE = "Check"
    ABOUT = (
        "The check reads the file, its guards and its ledger, and scans every stored text again with today's "
        "policy and watch list. 'Mask these' covers what the scan lists, in every text and in the ledger; "
        "'Mask a name' does that for a name found late. Neither can be undone. An empty list says what was "
        "checked, not that nobody can be recognised."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("r", "redact", "Mask these"),
        Binding("n", "named", "Mask a name"),
        Binding("c", "again", "Check again"),
        Binding("q,escape", "leave", "Back"),
    ]

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._unmasked: list[str] = []
        self.busy = False

    def compose(self) -> ComposeResult:
        """What was checked, and what was found."""
        yield Static(Content(f" {self._session.name} · check"), classes="bar")
        yield DataTable(cursor_type="row", zebra_stripes=True)
        yield Static("", id="state")
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        """Begin at once."""
        self.query_one(DataTable).add_columns("What", "Where and what")
        self.query_one(DataTable).focus()
        self.action_again()

    def action_again(self) -> None:
        """Check everything once more."""
        if not self.busy:
            self._say("Checking the file, the ledger and every text …")
            self.busy = True
            self._check()

    def _say(self, what: str) -> None:
        self.query_one("#state", Static).update(Content(what))

    @work(thread=True, exclusive=True)
    def _check(self) -> None:
        session = self._session
        try:
            problems = session.project.problems()
            unmasked = redaction.unmasked(session.project, session.gate)
        except CodebookError as error:
            problems, unmasked = [str(error)], []
        self.app.call_from_thread(self._show, problems, unmasked)

    def _show(self, problems: list[str], unmasked: list[str]) -> None:
        self.busy = False
        self._unmasked = unmasked
        table = self.query_one(DataTable)
        table.clear()
        for kind, lines in (("file", problems), ("text", unmasked)):
            for line in lines:
                table.add_row(kind, Content(one_line(line)))
        if problems or unmasked:
            self._say(f"{len(problems)} problems of the file, {len(unmasked)} texts to mask (r).")
        else:
            self._say(
                "Checked: the file is sound, the ledger unbroken, and the gate sees nothing more to mask."
            )

    def action_redact(self) -> None:
        """Mask what the list names, after asking."""
        if not self._unmasked:
            self.notify("The scan lists no text to mask.")
            return
        question = f"Mask what the scan found in {len(self._unmasked)} texts, for good? It cannot be undone."
        self.app.push_screen(Confirm(question, yes="Mask"), self._sure)

    def _sure(self, sure: bool | None) -> None:  # noqa: FBT001 - the answer of a dialog
        if sure:
            self._begin(())

    def action_named(self) -> None:
        """Mask a name found late, everywhere, after asking."""

        def said(typed: str | None) -> None:
            made = screening.roster(names_in(typed or ""), called="Name")
            if made.names:
                self._ask(made)
            for warning in () if made.names else made.warnings:
                self.notify(warning, severity="warning", timeout=12)

        self.app.push_screen(
            LinePrompt("Mask for good, everywhere", placeholder="names; commas between"), said
        )

    def _ask(self, made: screening.Roster) -> None:
        """Ask before anything is masked; what is odd about the names is said with the question."""

        def sure(yes: bool | None) -> None:  # noqa: FBT001 - the answer of a dialog
            if yes:
                self._begin(made.names)

        count = "this name" if len(made.names) == 1 else f"these {len(made.names)} names"
        question = f"Mask {count} in every text, for good? It cannot be undone."
        self.app.push_screen(Confirm("\n".join([question, *made.warnings]), yes="Mask"), sure)

    def _begin(self, names: tuple[str, ...]) -> None:
        if not self.busy:
            self.busy = True
            self._say("Masking, and rewriting the file …")
            self._redact(names)

    @work(thread=True, exclusive=True)
    def _redact(self, names: tuple[str, ...]) -> None:
        session = self._session
        try:
            session.watch((*session.names, *names))  # first: what follows must know them, whatever fails
            done = redaction.redact(session.project, session.gate)
            said = f"{done.rows} texts masked anew, {done.codings} codings moved.{_proved(done)}"
        except CodebookError as error:
            said = str(error)
        self.app.call_from_thread(self._done, said)

    def _done(self, said: str) -> None:
        self.busy = False
        self.notify(said, markup=False, timeout=10)
        self.action_again()

    def action_leave(self) -> None:
        """Go back, but not while the file is being rewritten."""
        if not self.busy:
            self.dismiss()


def _proved(done: redaction.Redacted) -> str:
    """What was searched for after a redaction and what was found."""
    if done.leftovers:
        return f" {done.leftovers} still stand elsewhere!"
    return (
        f" {done.searched} erased texts were searched for in the bytes: none is left."
        if done.searched
        else ""
    )
