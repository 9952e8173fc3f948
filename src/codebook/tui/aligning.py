"""How a file splits into answers, shown and put right before anything is screened or kept."""

import asyncio
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import DataTable, Footer, Static

from codebook.intake import files, guiding
from codebook.intake.aligning import NEW, OWN, Arranged
from codebook.intake.keeping import Notes
from codebook.model.guide import ROLES, Guide, Role
from codebook.tui.aligning_text import passage, row, summed_up
from codebook.tui.attempt import attempt
from codebook.tui.dialogs import Choose, Confirm, LinePrompt
from codebook.tui.prepared import Prepared
from codebook.tui.question_picker import QuestionPicker
from codebook.tui.safe_text import clipped, one_line
from codebook.tui.session import Session

COLUMNS = ("", "Question", "Status", "Match", "Text")


class AligningScreen(Screen[Prepared | bool | None]):
    """The passages of one file; what is to be kept, None to leave the file out, False to stop here."""

    TITLE = "Passages and questions"
    ABOUT = (
        "Each line is a passage of the file and the question it was found to answer; nothing is kept yet. "
        "'Match' says how well they agree: where it says 'look ?', see below whether it belongs there, and "
        "put it under another question with m. j joins a passage with the one above it. If the notes hold "
        "several people's words, mark those of one person with Space and give them to another case with G: "
        "they become an interview of that case. Enter goes on to what the gate finds in the file."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "go_on", "Go on", priority=True),
        Binding("m,Q", "move", "Question"),
        Binding("j", "join", "Join above"),
        Binding("space", "mark", "Mark"),
        Binding("G", "give", "Give"),
        Binding("g", "guide", "Guide"),
        Binding("r", "role", "Role"),
        Binding("c", "case", "Case"),
        Binding("f3", "rest", "The rest"),
        Binding("u", "undo", "Undo", show=False),
        Binding("right_square_bracket", "doubtful", "Next to look at", key_display="]", show=False),
        Binding("tab", "app.focus_next", "Scroll the passage", show=False),
        Binding("x", "stop", "Leave out this and all other files", show=False),
        Binding("escape", "leave", "Leave the file out", show=False),
    ]

    def __init__(self, session: Session, path: Path, notes: Notes, where: str) -> None:
        super().__init__()
        self._session, self._path, self._notes, self._where = session, path, notes, where
        self._now = Arranged.of(notes.alignment)
        self._before: list[Arranged] = []
        self._marked: set[int] = set()
        self._role: Role | None = None
        self._case: str | None = None

    def compose(self) -> ComposeResult:
        """The file, its passages, and the one under the cursor in full."""
        yield Static("", classes="bar")
        yield DataTable(cursor_type="row", zebra_stripes=True)
        yield Static("", id="state")
        with VerticalScroll(id="context"):
            yield Static("", id="passage")
        yield Footer(show_command_palette=False, compact=True)

    def on_mount(self) -> None:
        """Stand on the first passage to look at."""
        self._show(0)
        self.query_one(DataTable).focus()
        self.action_doubtful()

    def on_resize(self) -> None:
        """Fill the width there is."""
        self._show(self.query_one(DataTable).cursor_row)

    @property
    def _guide(self) -> Guide | None:
        return self._now.alignment.guide

    def _show(self, at: int) -> None:
        table = self.query_one(DataTable)
        table.clear(columns=True)
        question = max(22, self.size.width // 3)
        widths = (1, question, 10, 7, max(16, self.size.width - question - 30))
        for name, width in zip(COLUMNS, widths, strict=True):
            table.add_column(name, width=width)
        for place in range(len(self._now.owners)):
            cells = row(self._now, place, marked=place in self._marked)
            shown = (Content(clipped(cell, width)) for cell, width in zip(cells, widths, strict=True))
            table.add_row(*shown)
        table.move_cursor(row=min(at, max(len(self._now.owners) - 1, 0)))
        self._say()
        self._surroundings()
        self.refresh_bindings()

    def _say(self) -> None:
        guide, case = self._guide, self._case or "new case"
        role = self._role or (guide.role if guide else "role unknown")
        said = (
            f" {self._where} · guide {guide.ref if guide else 'none'} · {role} · {case} · {self._path.name}"
        )
        self.query_one(".bar", Static).update(Content(clipped(one_line(said), self.size.width - 1)))
        told = clipped(summed_up(self._now, len(self._marked)), self.size.width - 1)
        self.query_one("#state", Static).update(Content(told))

    def _surroundings(self) -> None:
        at = self._at
        if at is not None:
            self.query_one("#passage", Static).update(passage(self._now, at))
            self.query_one("#context", VerticalScroll).scroll_home(animate=False)

    @property
    def _at(self) -> int | None:
        at = self.query_one(DataTable).cursor_row
        return at if 0 <= at < len(self._now.owners) else None

    @property
    def _places(self) -> set[int]:
        """The marked passages, or the one under the cursor."""
        here = set() if self._at is None else {self._at}
        return set(self._marked) or here

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The role is asked for only where no guide tells it, a question only where there is a guide."""
        del parameters
        if action in {"role", "move"}:
            return (self._guide is None) == (action == "role")
        return True

    def on_data_table_row_highlighted(self) -> None:
        """Show another passage in full."""
        self._surroundings()

    def _change(self, made: Arranged | None) -> None:
        """Show what was done, and remember what was before; refused changes come as None."""
        if made is not None:
            self._before.append(self._now)
            self._now = made
            self._marked.clear()
            self._show(self._at or 0)

    def action_move(self) -> None:
        """Put passages under another question, or under none."""
        guide, places = self._guide, self._places
        if guide is None or not places:
            return

        def chosen(ref: str | None) -> None:
            if ref is not None:
                self._change(attempt(self, lambda: self._now.moved(places, ref or None)))

        asked = [(each.ref, each.section, each.label) for each in guide.questions() if each.kind != "section"]
        now = self._now.alignment.answers[min(places)].question_ref
        self.app.push_screen(QuestionPicker(asked, now), chosen)

    def action_join(self) -> None:
        """Put the passage at the end of the one above."""
        at = self._at
        if at is not None:
            self._change(attempt(self, lambda: self._now.joined(at)))
            self.query_one(DataTable).move_cursor(row=max(at - 1, 0))

    def action_mark(self) -> None:
        """Mark a passage, or take its mark away, and go on to the next."""
        at = self._at
        if at is not None:
            self._marked ^= {at}
            self._show(at + 1)

    def action_give(self) -> None:
        """Say that passages are the words of another case."""
        places = self._places
        if not places:
            return
        others = self._now.others
        number = sum(owner.startswith(NEW) for owner in others) + 1
        answers = ("A new case", "A case of the project, by its code", *others, "The case of this file")[:9]

        def chosen(at: int | None) -> None:
            if at == 1:
                self.app.push_screen(LinePrompt("Case code", placeholder="such as S-4K7"), named)
            elif at is not None:
                owner = [f"{NEW}{number}", "", *others, OWN][at]
                self._change(self._now.given(places, owner))

        def named(code: str | None) -> None:
            known = self._case_named(code)
            if known:
                self._change(self._now.given(places, known))

        self.app.push_screen(Choose("Whose words are these?", answers), chosen)

    def _case_named(self, code: str | None) -> str | None:
        """The code of a case as the project writes it, if its role is that of these notes."""
        if code is None:
            return None
        case = attempt(self, lambda: self._session.project.case_named(code))
        role = self._role or (self._guide.role if self._guide else None)
        if case is not None and role not in {None, case.role}:
            self.notify(
                f"Case {case.code} is a {case.role}, these are the notes of a {role}.", severity="error"
            )
            return None
        return case.code if case else None

    def action_case(self) -> None:
        """Say which case the file belongs to."""

        def chosen(at: int | None) -> None:
            if at == 0:
                self._case = None
                self._say()
            elif at == 1:
                self.app.push_screen(LinePrompt("Case code", placeholder="such as S-4K7"), named)

        def named(code: str | None) -> None:
            self._case = self._case_named(code) or self._case
            self._say()

        answers = ("A new participant", "Somebody interviewed before")
        self.app.push_screen(Choose("Whose interview is this?", answers), chosen)

    def action_role(self) -> None:
        """Say whose notes these are, where no guide tells."""

        def chosen(at: int | None) -> None:
            if at is not None:
                self._role = ROLES[at]
                self._say()

        self.app.push_screen(Choose("Whose words are these?", ROLES), chosen)

    @work(exclusive=True, group="guide")
    async def action_guide(self) -> None:
        """Split the file along another guide, or along none."""
        project, path = self._session.project, self._path
        known = attempt(self, partial(guiding.guide_named, "auto", project))
        if known is None:
            return
        answers = ["The one that fits best", "None", *(f"{each.ref}  {each.title}" for each in known)]
        at = await self.app.push_screen_wait(Choose("Which guide do the notes follow?", answers[:9]))
        if at is None:
            return
        guides = known if at == 0 else known[at - 2 : at - 1] if at > 1 else ()
        read = partial(files.read, path, guides, project)
        notes = await asyncio.to_thread(files.attempted, path.name, read)
        if isinstance(notes, files.Failed):
            self.notify(notes.error, severity="error", markup=False, timeout=8)
            return
        self._notes, self._role = notes, None
        self._change(Arranged.of(notes.alignment))

    def action_undo(self) -> None:
        """Take back the latest change here."""
        if not self._before:
            self.notify("Nothing to take back.")
            return
        self._now = self._before.pop()
        self._marked.clear()
        self._show(self._at or 0)

    def action_doubtful(self) -> None:
        """Go to the next passage to look at, round and round."""
        answers, at = self._now.alignment.answers, self._at or 0
        order = [*range(at + 1, len(answers)), *range(at + 1)]
        wanted = next((place for place in order if answers[place].doubtful), None)
        if wanted is not None:
            self.query_one(DataTable).move_cursor(row=wanted)

    def _prepared(self, *, rest: bool) -> Prepared | None:
        """What is to be kept; None after saying what is missing."""
        notes = replace(self._notes, alignment=self._now.alignment)
        made = Prepared(notes, self._now.owners, self._role, self._case, rest)
        if self._guide is None and self._role is None and self._case is None:
            self.notify("No guide tells whose notes these are. Say it with r.", severity="warning")
            return None
        return made if attempt(self, lambda: made.draft(self._session)) else None

    def action_go_on(self) -> None:
        """Go on to what the gate finds."""
        made = self._prepared(rest=False)
        if made:
            self.dismiss(made)

    def action_rest(self) -> None:
        """Take in this file and all that follow, with what was found masked."""
        made = self._prepared(rest=True)
        if made:
            self.dismiss(made)

    def action_stop(self) -> None:
        """Leave out this file and all that follow, after asking; what is in stays."""
        self._ask("Stop here? This file and those after it are left out; what was taken in stays.", stop=True)

    def action_leave(self) -> None:
        """Leave the file out, after asking."""
        self._ask("Leave this file out? Nothing of it is kept.", stop=False)

    def _ask(self, question: str, *, stop: bool) -> None:
        def answered(sure: bool | None) -> None:  # noqa: FBT001 - the answer of a dialog
            if sure:
                self.dismiss(False if stop else None)

        self.app.push_screen(Confirm(question, yes="Stop" if stop else "Leave out", no="Go on"), answered)
