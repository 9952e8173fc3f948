"""What the gate found in a note, decided with one key each before the note is kept."""

from collections.abc import Callable
from pathlib import Path
from typing import ClassVar, Literal

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import DataTable, Footer, Static

from codebook import screening
from codebook.deid.review import names_in
from codebook.intake.keeping import Draft
from codebook.model.policy import REASONS
from codebook.model.review import Group
from codebook.tui.attempt import attempt
from codebook.tui.dialogs import Choose, Confirm, LinePrompt
from codebook.tui.reviewing_text import contexts, note, why
from codebook.tui.safe_text import clipped, one_line

Outcome = Literal["keep", "keep all"]
COLUMNS = ("", "Typed", "Kind", "Stored as", "Places")
MARKS = {None: " ", "mask": "✓", "generalise": "✓", "keep": "k", "never": "n"}
LOUD = {
    "lower": " ALL LOWER CASE: names are easily missed. Read the note (v); + masks more.",
    "capitals": " ALL CAPITALS: names are easily missed. Read the note (v); + masks more.",
}


class ReviewScreen(Screen[Outcome | None]):
    """The finds of one note in groups; the next undecided one is always under the cursor."""

    TITLE = "Review"
    ABOUT = (
        "Each line is something the gate found, however often it stands in the note; one key settles all of "
        "it. '?' marks what it is not sure of: that stays masked unless you keep it. 'Keep' lets the words "
        "stand in this note, 'Never a name' in the whole project from now on. What you take in now cannot be "
        "unmasked later: the text as typed is not kept. Read the note with v and mask what was missed with +."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("m,enter", "mask", "Mask"),
        Binding("g", "generalise", "Coarser"),
        Binding("k", "keep", "Keep"),
        Binding("n", "never", "Never a name"),
        Binding("plus", "missed", "Missed", key_display="+"),
        Binding("v", "read", "Read"),
        Binding("u", "undo", "Undo"),
        Binding("f2,ctrl+s", "done", "Take in", key_display="F2"),
        Binding("G", "word", "Coarser, in your own words", show=False),
        Binding("right_square_bracket", "next", "Next undecided", key_display="]", show=False),
        Binding("f3", "all", "Take in this and all other files as they are", show=False),
        Binding("escape", "leave", "Leave the note out", show=False),
    ]

    def __init__(self, draft: Draft) -> None:
        super().__init__()
        self._draft, self._review = draft, draft.review
        self._groups: dict[str, Group] = {}

    def compose(self) -> ComposeResult:
        """What is left, the finds, and the one under the cursor as typed and as stored."""
        yield Static("", classes="bar", id="asked")
        manner = self._review.manner
        if manner is not None:
            yield Static(Content(LOUD[manner]), id="loud")
        yield DataTable(cursor_type="row", zebra_stripes=True)
        with VerticalScroll(id="context", can_focus=False):
            yield Static("", id="places")
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        """List the finds and go to the first that is not sure."""
        table = self.query_one(DataTable)
        spare = max(0, self.size.width - 80)
        for name, width in zip(COLUMNS, (1, 26 + spare // 2, 13, 21 + spare // 4, 6), strict=True):
            table.add_column(name, width=width)
        self._show(None)
        self.query_one(DataTable).focus()

    def _show(self, stay: str | None) -> None:
        """List the groups again; the cursor goes to the next undecided one after the one just settled."""
        table = self.query_one(DataTable)
        before = table.cursor_row
        self._groups = {group.key: group for group in self._review.groups}
        table.clear()
        for group in self._groups.values():
            mark = "?" if group.open else MARKS[group.decision]
            typed, stored = one_line(", ".join(group.texts)), one_line(group.shown)
            cells = (mark, typed, group.kind, stored, str(len(group.places)))
            wide = [column.width for column in table.ordered_columns]
            table.add_row(*(Content(clipped(c, w)) for c, w in zip(cells, wide, strict=True)), key=group.key)
        keys = list(self._groups)
        row = keys.index(stay) if stay in keys else min(before, max(0, len(keys) - 1))
        table.move_cursor(row=self._next_open(row))
        self._title()
        self._surroundings()

    def _next_open(self, row: int) -> int:
        groups = list(self._groups.values())
        order = [*range(row, len(groups)), *range(row)]
        return next((at for at in order if groups[at].open), row)

    def _title(self) -> None:
        left, count = self._review.left, len(self._groups)
        name = Path(self._draft.notes.name).name
        guide = self._draft.notes.alignment.guide
        said = f" Review · {self._draft.role} · guide {guide.ref if guide else '–'} · "
        said += f"{left} of {count} left to decide · {name}" if left else f"all {count} decided · {name}"
        self.query_one("#asked", Static).update(Content(clipped(one_line(said), self.size.width - 1)))

    def _surroundings(self) -> None:
        group = self._current()
        shown = Content("Nothing was found. Read the note with v; + masks what was missed.")
        if group is not None:
            shown = Content.assemble((f"{why(group)}\n", "dim"), contexts(self._draft, group))
        self.query_one("#places", Static).update(shown)
        self.query_one("#context", VerticalScroll).scroll_home(animate=False)

    def _current(self) -> Group | None:
        groups = list(self._groups.values())
        row = self.query_one(DataTable).cursor_row
        return groups[row] if 0 <= row < len(groups) else None

    def on_data_table_row_highlighted(self) -> None:
        """Show another find as typed and as stored."""
        self._surroundings()

    def on_data_table_row_selected(self) -> None:
        """Enter masks, as the footer says."""
        self.action_mask()

    def _settle(self, decide: Callable[[Group], object]) -> None:
        group = self._current()
        if group is not None:
            attempt(self, lambda: decide(group))
            self._show(group.key)

    def action_mask(self) -> None:
        """Cover it with a numbered placeholder."""
        self._settle(self._review.mask)

    def action_generalise(self) -> None:
        """Cover it with coarser words: those the gate suggests, or one's own."""
        group = self._current()
        if group is not None and group.coarser:
            self._settle(self._review.generalise)
        elif group is not None:
            self.action_word()

    def action_word(self) -> None:
        """Ask for the coarser words."""

        def said(words: str | None) -> None:
            if words:
                self._settle(lambda group: self._review.generalise(group, words))

        group = self._current()
        if group is not None:
            title = f"A coarser word for this {group.kind}"
            self.app.push_screen(LinePrompt(title, placeholder="a shelter, a friend, a farm"), said)

    def action_keep(self) -> None:
        """Let it stand in this note, for a reason."""

        def chosen(at: int | None) -> None:
            if at is not None:
                self._settle(lambda group: self._review.keep(group, REASONS[at]))

        if self._current() is not None:
            self.app.push_screen(Choose("Why may it stand in this note?", REASONS), chosen)

    def action_never(self) -> None:
        """Let it stand in the whole project."""
        self._settle(self._review.never)

    def action_missed(self) -> None:
        """Mask names that the gate let pass."""

        def said(typed: str | None) -> None:
            if typed:
                made = screening.roster(names_in(typed), called="Name")
                for warning in made.warnings:
                    self.notify(warning, severity="warning", timeout=12)
                more = self._review.missed(made.names)
                group = self._current()
                self._show(group.key if group else None)
                self.notify(f"{more} more stretches are masked.")

        self.app.push_screen(LinePrompt("Mask also", placeholder="names as typed; commas between"), said)

    def action_read(self) -> None:
        """Read the whole note as it will be stored."""
        self.app.push_screen(ReadScreen(self._draft))

    def action_undo(self) -> None:
        """Take back the latest decision."""
        if not self._review.undo():
            self.notify("Nothing to take back.")
        group = self._current()
        self._show(group.key if group else None)

    def action_next(self) -> None:
        """Go to the next undecided find."""
        table = self.query_one(DataTable)
        table.move_cursor(row=self._next_open(min(table.cursor_row + 1, max(0, len(self._groups) - 1))))

    def action_done(self) -> None:
        """Take the note in; what is undecided stays masked."""
        left = self._review.left
        if not left:
            self.dismiss("keep")
            return
        question = f"{left} {'finds are' if left > 1 else 'find is'} undecided and will stay masked for good."
        self.app.push_screen(Confirm(question, yes="Take in", no="Go on"), self._finish)

    def _finish(self, sure: bool | None) -> None:  # noqa: FBT001 - the answer of a dialog
        if sure:
            self.dismiss("keep")

    def action_all(self) -> None:
        """Take in this note and all that follow, with what was found masked."""
        self.dismiss("keep all")

    def action_leave(self) -> None:
        """Leave the note out, after asking; notes that were typed are only left for later."""
        if self._draft.notes.draft is not None:
            self.dismiss(None)
            return
        question = "Leave this note out? Nothing of it is kept."
        self.app.push_screen(Confirm(question, yes="Leave out", no="Go on"), self._leave)

    def _leave(self, sure: bool | None) -> None:  # noqa: FBT001 - the answer of a dialog
        if sure:
            self.dismiss(None)


class ReadScreen(Screen[None]):
    """A whole note as it will be stored, to be read through once."""

    TITLE = "The note as it will be stored"
    ABOUT = "Scroll with the arrows. Whatever still names somebody can be masked with + on the review screen."
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,v,q", "leave", "Back")]

    def __init__(self, draft: Draft) -> None:
        super().__init__()
        self._draft = draft

    def compose(self) -> ComposeResult:
        """The passages under their questions."""
        yield Static(" The note as it will be stored", classes="bar")
        with VerticalScroll():
            for heading, text in note(self._draft):
                yield Static(heading, classes="question")
                yield Static(text, classes="passage")
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        """Arrows scroll."""
        self.query_one(VerticalScroll).focus()

    def action_leave(self) -> None:
        """Go back to the finds."""
        self.dismiss()
