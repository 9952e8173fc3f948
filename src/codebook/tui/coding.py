"""The coding desk: an interview under its guide questions, the codebook beside it."""

from collections.abc import Sequence
from typing import ClassVar

import numpy as np
from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Footer, Static

from codebook import coding
from codebook.errors import CodebookError
from codebook.intake import moving
from codebook.model.interview import Coding, Interview, Memo, MemoTarget, Passage
from codebook.model.span import Span
from codebook.tui.amending import AmendScreen
from codebook.tui.attempt import attempt
from codebook.tui.code_tree import CodeTreeView
from codebook.tui.coding_words import meaning, noted, stretched
from codebook.tui.dialogs import Help, TextPrompt
from codebook.tui.passage import PassageView
from codebook.tui.picker import CodePicker
from codebook.tui.question_picker import QuestionPicker
from codebook.tui.safe_text import one_line
from codebook.tui.session import Session


class CodingScreen(Screen[None]):
    """One interview, every coder's codings on it, and what the coder does with them."""

    TITLE = "The coding desk"
    ABOUT = (
        "Select text with Shift and the arrows, or take a whole word (W), sentence (S), paragraph (P) or "
        "answer (A); or drag with the mouse. Enter opens the codes: type part of a name, Enter again. With "
        "nothing selected, Enter takes the sentence under the cursor. Tab goes to the codebook, and Enter "
        "there applies its highlighted code. The digits repeat the codes used last. E changes the text of "
        "the answer under the cursor, Q puts it under another question."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,c", "pick", "Code"),
        Binding("x", "remove", "Remove"),
        Binding("u", "undo", "Undo"),
        Binding("ctrl+r", "redo", "Redo", show=False),
        Binding("m", "memo", "Memo"),
        Binding("M", "memos", "Read memos", show=False),
        Binding("right_square_bracket", "next(1)", "Next coding", key_display="]", show=False),
        Binding("left_square_bracket", "next(-1)", "Previous coding", key_display="[", show=False),
        Binding("alt+shift+right", "resize(0, 1)", "End a word later", show=False),
        Binding("alt+shift+left", "resize(0, -1)", "End a word earlier", show=False),
        Binding("alt+shift+up", "resize(-1, 0)", "Begin a word earlier", show=False),
        Binding("alt+shift+down", "resize(1, 0)", "Begin a word later", show=False),
        Binding("E", "amend", "Amend the answer", show=False),
        Binding("Q", "move", "Put the answer under another question", show=False),
        Binding("d", "define", "Definition"),
        Binding("tab,shift+tab", "switch", "Codebook"),
        *(Binding(str(n), f"again({n})", f"Apply the code used {n} back", show=False) for n in range(1, 10)),
        Binding("q", "leave", "Back"),
    ]

    HORIZONTAL_BREAKPOINTS = [  # noqa: RUF012 - Textual declares it on the instance
        (0, "-narrow"),
        (100, "-wide"),
    ]

    def __init__(self, session: Session, interview: Interview, at: tuple[int, Span] | None = None) -> None:
        super().__init__()
        self._session, self._interview, self._at = session, interview, at
        self._tree = session.project.codes()
        self._memos: list[Memo] = []
        self._shown: list[Passage] = []

    def compose(self) -> ComposeResult:
        """The interview, the codebook, and a line about what is under the cursor."""
        about = f"{self._interview.code} · {self._interview.role} · guide {self._interview.guide or '–'}"
        title = f" {self._session.name} · {about} · coder {self._session.coder}"
        yield Static(Content(title), classes="bar")
        with Horizontal():
            yield PassageView(id="passages")
            yield CodeTreeView(id="codes")
        yield Static("", id="state")
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        """Read the interview and stand at its beginning, or at the excerpt that was asked for."""
        view = self.query_one(PassageView)
        codes = self.query_one(CodeTreeView)
        codes.codes, codes.filterable = self._tree, True
        self._reload()
        view.focus()
        if self._at is not None:
            self.call_after_refresh(view.select, *self._at)

    def _reload(self) -> None:
        project, view = self._session.project, self.query_one(PassageView)
        self._memos = project.memos()
        answers, cursor = project.passages(self._interview.id), view.cursor
        if answers != self._shown:
            self._shown = answers
            view.show(answers)
        view.show_codings(project.codings(interview=self._interview.id), self._tree, self._session.coder)
        self._count()
        for each in answers:
            if cursor is not None and cursor[0] == each.id and cursor != view.cursor:
                self.call_after_refresh(view.go_to, each.id, min(cursor[1], len(each.text)))

    def _count(self) -> None:
        used, times = np.unique(self._session.project.corpus().codings.code, return_counts=True)
        self.query_one(CodeTreeView).counts = dict(zip(used.tolist(), times.tolist(), strict=True))

    def _refresh(self, passages: Sequence[int]) -> None:
        view, project = self.query_one(PassageView), self._session.project
        for passage in dict.fromkeys(passages):
            view.refresh_codings(passage, project.codings(passage=passage))
        self._count()

    def on_passage_view_cursor_moved(self, event: PassageView.CursorMoved) -> None:
        """Name the codings under the cursor, with their memos."""
        self._say(self._line(event.passage_id, event.codings_here))

    def on_passage_view_selection_changed(self, event: PassageView.SelectionChanged) -> None:
        """Say how much is selected, before it is coded."""
        if not event.spans:
            return
        texts = self._session.project.texts([passage for passage, _ in event.spans])
        words = sum(len(texts[passage][span.start : span.end].split()) for passage, span in event.spans)
        answers = f" in {len(event.spans)} answers" if len(event.spans) > 1 else ""
        self._say(f"Selected: {words} word{'s' * (words != 1)}{answers}. Enter codes them.")

    def on_code_tree_view_highlighted(self, event: CodeTreeView.Highlighted) -> None:
        """Say what Enter would apply."""
        if self.query_one(CodeTreeView).has_focus:
            path = self._tree[event.code_id].path
            self._say(f"Codebook: Enter applies {path}; type to filter, Tab goes back.")

    def _say(self, text: str) -> None:
        self.query_one("#state", Static).update(Content(f" {text}"), layout=False)

    def _line(self, passage: int, here: Sequence[Coding]) -> str:
        notes = [f"memo: {one_line(text)}" for text in self._noted("passage", passage)]
        if not here:
            names = [f"{n} {self._tree[code].name}" for n, code in enumerate(self._session.recent, 1)]
            used = f"last used: {'  '.join(names)}" if names else "Select text, then Enter to code it."
            return " │ ".join([*notes[-1:], used])
        parts = []
        for each in here:
            own = [f" “{one_line(text)}”" for text in self._noted("coding", each.id)]
            parts.append(f"{self._tree[each.code].path} ({each.coder}){''.join(own[-1:])}")
        return " │ ".join([*parts, *notes[-1:]])

    def _noted(self, target: MemoTarget, number: int) -> list[str]:
        return [memo.text for memo in self._memos if (memo.target, memo.target_id) == (target, number)]

    def action_pick(self) -> None:
        """Choose codes for the selection, or for the sentence under the cursor."""
        if not self._selected():
            return

        def picked(codes: list[int] | None) -> None:
            if codes:
                self._apply(codes)

        self.app.push_screen(CodePicker(self._tree, recent=self._session.recent), picked)

    def action_again(self, back: int) -> None:
        """Apply a code used lately, 1 being the last."""
        if back <= len(self._session.recent) and self._selected():
            self._apply([self._session.recent[back - 1]])

    def on_code_tree_view_chosen(self, event: CodeTreeView.Chosen) -> None:
        """Apply the code under the tree's cursor to what is selected."""
        if self.query_one(PassageView).selection():
            self._apply([event.code_id])
            self.query_one(PassageView).focus()
        else:
            self.notify("Nothing is selected. Tab goes back to the text.", timeout=3)

    def _selected(self) -> list[tuple[int, Span]]:
        view = self.query_one(PassageView)
        if not view.selection():
            view.action_take("sentence")
        if not view.selection():
            self.notify("There is no text here to code.")
        return view.selection()

    def _apply(self, codes: list[int]) -> None:
        view = self.query_one(PassageView)
        chosen = view.selection()
        wanted = [coding.Wanted(passage, span, code) for passage, span in chosen for code in codes]
        new = attempt(self, lambda: coding.apply(self._session.project, self._session.coder, wanted))
        if new is None:
            return
        self._session.used(codes)
        view.clear_selection()
        self._refresh([passage for passage, _ in chosen])
        if not new:
            self.notify("That is coded so already.")

    def _own(self) -> Coding | None:
        for each in self.query_one(PassageView).codings_at_cursor():
            if each.coder == self._session.coder:
                return each
        self.notify("No coding of yours is under the cursor.")
        return None

    def action_remove(self) -> None:
        """Remove the coder's shortest coding under the cursor."""
        own = self._own()
        if own is not None:
            attempt(self, lambda: coding.remove(self._session.project, self._session.coder, own))
            self._refresh([own.passage])
            self.notify(f"Removed {self._tree[own.code].name}. u brings it back.", timeout=2, markup=False)

    def action_resize(self, start: int, end: int) -> None:
        """Move a boundary of the coder's coding under the cursor by a word."""
        own = self._own()
        if own is None:
            return
        text = self._session.project.texts([own.passage])[own.passage]
        span = stretched(text, Span(own.start, own.end), start, end)
        attempt(self, lambda: coding.resize(self._session.project, self._session.coder, own, span))
        self._refresh([own.passage])

    def action_undo(self) -> None:
        """Take back the coder's latest change."""
        phrase = attempt(self, lambda: coding.undo(self._session.project, self._session.coder))
        self._turned(f"Undone: {phrase}" if phrase else "Nothing to undo.")

    def action_redo(self) -> None:
        """Make the latest undone change again."""
        phrase = attempt(self, lambda: coding.redo(self._session.project, self._session.coder))
        self._turned(f"Redone: {phrase}" if phrase else "Nothing to redo.")

    def _turned(self, said: str) -> None:
        self._reload()
        self.notify(said, timeout=2, markup=False)

    def action_memo(self) -> None:
        """Write a memo on the coding under the cursor, else on the answer."""
        view = self.query_one(PassageView)
        here, cursor = view.codings_at_cursor(), view.cursor
        if cursor is None:
            return
        target: tuple[MemoTarget, int] = ("coding", here[0].id) if here else ("passage", cursor[0])
        on = f"{here[0].coder}'s coding {self._tree[here[0].code].path}" if here else "this answer"

        def written(text: str | None) -> None:
            if text and text.strip():
                self._write_memo(target, text)

        self.app.push_screen(TextPrompt(f"Memo on {on}"), written)

    def action_memos(self) -> None:
        """Read the memos on this interview, its answers and its codings."""
        project = self._session.project
        codings = {each.id: each for each in project.codings(interview=self._interview.id)}
        answers = {each.id: each.heading for each in project.passages(self._interview.id)}
        rows = noted(self._memos, codings, answers, self._interview.id, self._tree)
        self.app.push_screen(Help("Memos", "" if rows else "There are no memos on this interview yet.", rows))

    @work(thread=True)
    def _write_memo(self, target: tuple[MemoTarget, int], text: str) -> None:
        session = self._session
        try:
            masked = coding.write_memo(
                session.project,
                session.gate,
                session.coder,
                target=target[0],
                target_id=target[1],
                kind="theory",
                text=text,
            )
        except CodebookError as error:
            self.app.call_from_thread(self.notify, str(error), severity="error", markup=False)
            return
        said = f"Memo kept, with {masked} masked." if masked else "Memo kept."
        self.app.call_from_thread(self._turned, said)

    def action_amend(self) -> None:
        """Write the answer under the cursor anew."""
        view, here = self.query_one(PassageView), self._here()
        if here is None or view.cursor is None:
            return

        def kept(offset: int | None) -> None:
            if offset is not None:
                self._turned("The answer is amended. u takes it back.")
                self.call_after_refresh(view.go_to, here.id, offset)

        self.app.push_screen(AmendScreen(self._session, here, view.cursor[1], self._tree), kept)

    def _here(self) -> Passage | None:
        cursor = self.query_one(PassageView).cursor
        return next((each for each in self._shown if cursor and each.id == cursor[0]), None)

    def action_move(self) -> None:
        """Put the answer under the cursor under another question of the guide."""
        session, here = self._session, self._here()
        if here is None:
            return

        def chosen(ref: str | None) -> None:
            if ref is None:
                return
            if attempt(self, lambda: moving.move(session.project, session.coder, here, ref or None)):
                self._turned("The answer is moved. u takes it back.")

        asked = [(each.ref, each.section, each.label) for each in moving.questions(session.project, here.id)]
        self.app.push_screen(QuestionPicker(asked, here.question_ref), chosen)

    def action_next(self, direction: int) -> None:
        """Go to the next coding, or the one before."""
        if self.query_one(PassageView).next_coding(direction) is None:
            self.notify("No more codings that way.", timeout=2)

    def action_define(self) -> None:
        """Show what a code means: the one under the cursor, else the one highlighted in the codebook."""
        here = self.query_one(PassageView).codings_at_cursor()
        code = here[0].code if here else self.query_one(CodeTreeView).highlighted
        if code is not None:
            self.app.push_screen(Help(self._tree[code].path, "", meaning(self._tree[code])))

    def action_switch(self) -> None:
        """Go from the text to the codebook, or back."""
        view, codes = self.query_one(PassageView), self.query_one(CodeTreeView)
        (view if codes.has_focus else codes).focus()

    def action_leave(self) -> None:
        """Go back to where this was opened from."""
        self.dismiss()
