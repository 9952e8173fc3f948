"""An interview typed along its guide: one answer at a time, the guide beside it, the gate at work."""

import asyncio
from collections.abc import Callable
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Footer, OptionList, Static, TextArea

from codebook.errors import CodebookError
from codebook.intake.entering import Entry
from codebook.intake.keeping import Draft, Imported, keep
from codebook.model.guide import Status
from codebook.model.policy import REASONS
from codebook.model.review import Group
from codebook.tui.attempt import attempt
from codebook.tui.dialogs import Choose, Confirm, LinePrompt
from codebook.tui.entering_answer import AnswerArea
from codebook.tui.entering_field import FieldPicker
from codebook.tui.entering_outline import Outline
from codebook.tui.entering_pane import AnswerPane
from codebook.tui.entering_watch import Watch
from codebook.tui.reviewing import ReviewScreen
from codebook.tui.safe_text import clipped
from codebook.tui.session import Session

PAUSE, IDLE, AGAIN = (
    0.12,
    0.5,
    2.0,
)  # seconds: before a look, until a sentence counts as left, after a failure
MARKED: tuple[tuple[str, Status | None], ...] = (
    ("Declined: the participant did not want to answer", "declined"),
    ("Not asked", "not-asked"),
    ("Does not apply to this participant", "not-applicable"),
    ("No mark: answered, or still open", None),
)
WIDE, NARROW = 34, 24
SAVED = " Tab: next question. Finished sentences are saved, masked."


class EntryScreen(Screen[Imported | None]):
    """The answer to one question, with its probes; leaving it loses nothing."""

    TITLE = "New interview"
    ABOUT = (
        "Type the answer under its question; Tab goes to the next, Shift+Tab back. What could identify "
        "somebody lights up: reversed words wait for a decision, underlined ones are masked. F5 goes to the "
        "next that waits; F6 masks it, F7 writes something coarser, F8 keeps it as it is. What nobody "
        "decides is stored masked. Finished sentences are saved by themselves, masked; leave with Escape "
        "and go on later where you were. F2 ends the interview: look through it once more, then it is kept."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f1", "app.help", "Help", priority=True, show=False),
        Binding("f3", "probes", "Probes", priority=True),
        Binding("f4", "quote", "Quote", priority=True),
        Binding("f5", "next_find", "Find", priority=True),
        Binding("f6", "mask", "Mask the find", priority=True, show=False),
        Binding("f7", "generalise", "Write the find coarser", priority=True, show=False),
        Binding("f8", "keep", "Keep the find as it is", priority=True, show=False),
        Binding("f9", "mark", "Mark", priority=True),
        Binding("f10", "stop", "Stop", priority=True),
        Binding("f2", "finish", "Finish", priority=True, key_display="F2"),
        Binding("ctrl+s", "finish", "Finish", priority=True, show=False),
        Binding("escape", "leave", "Leave", priority=True),
    ]

    def __init__(self, session: Session, entry: Entry) -> None:
        super().__init__()
        self._session, self._entry = session, entry
        self._pane, self._said = AnswerPane(entry), ("", "")
        self._watch = Watch(entry, take_down=self._take_down, show=self._show, refuse=self._refuse)
        others = (at for at, each in enumerate(entry.questions) if each.kind != "consent")
        self._first = next(others, len(entry.questions))
        self._ending = self._keeping = False

    @property
    def busy(self) -> bool:
        """Whether something is typed that could not be written, or is being kept just now."""
        return bool(self._watch.trouble) or self._keeping

    def compose(self) -> ComposeResult:
        """The guide, the question with its probes, the answer, and the find under the cursor."""
        wide = WIDE if self.app.size.width >= 100 else NARROW
        outline = Outline(self._entry.questions, wide - 4)
        outline.styles.width = wide
        yield Static("", classes="bar", id="title")
        with Horizontal():
            yield outline
            yield self._pane
        yield Static("", id="state")
        yield Footer(show_command_palette=False)

    async def on_mount(self) -> None:
        """Stand where somebody was typing, and let the gate begin to look."""
        caret = self._entry.caret
        await self._go(caret.place, caret.offset)
        self.set_interval(20, self._head)
        self.run_worker(self._watch.run(), group="watch")

    async def _go(self, place: int, offset: int | None = None) -> None:
        await self._pane.go(min(max(place, self._first), len(self._entry.questions)), offset)
        self.query_one(Outline).stand(self._pane.place)
        self._show()
        self._watch.stir()

    async def _step(self, direction: int) -> None:
        self._take_down()
        await self._go(self._pane.place + direction)

    def action_probes(self) -> None:
        """Fold the probes in or out."""
        self._pane.fold()

    def action_quote(self) -> None:
        """Mark words as the participant's own."""
        if self._pane.area is not None:
            self._pane.area.quote()

    async def on_answer_area_left(self, event: AnswerArea.Left) -> None:
        """Go to the next question, or the one before."""
        await self._step(event.direction)

    async def on_field_picker_left(self, event: FieldPicker.Left) -> None:
        """Go on without a choice."""
        await self._step(event.direction)

    async def on_field_picker_taken(self, event: FieldPicker.Taken) -> None:
        """Keep the category and go on."""
        self._entry.choose(self._pane.place, event.value)
        await self._step(1)

    async def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """A click on the guide goes to that question."""
        self._take_down()
        await self._go(int(str(event.option.id)))

    def action_mark(self) -> None:
        """Say that a question was declined, not asked, or does not apply."""
        place = self._pane.place

        def chosen(at: int | None) -> None:
            if at is not None:
                attempt(self, lambda: self._entry.mark(place, MARKED[at][1]))
                self._show()
                self._watch.stir()

        if place < len(self._entry.questions):
            self.app.push_screen(Choose("This question was", [said for said, _ in MARKED]), chosen)

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """Something was typed."""
        event.stop()
        self._watch.typed()

    def on_text_area_selection_changed(self, event: TextArea.SelectionChanged) -> None:
        """The cursor moved: another find may be under it, and a sentence may have been left."""
        event.stop()
        self._watch.stir()

    def _take_down(self) -> None:
        self._pane.take_down(idle=self._watch.idle)

    def _refuse(self, why: str) -> None:
        self.notify(why, severity="error", markup=False, timeout=8)

    def _show(self) -> None:
        """Paint what the gate has found so far."""
        entry, outline = self._entry, self.query_one(Outline)
        waits = [0] * (len(entry.questions) + 1)
        for group in entry.review.groups:
            for place in {at.passage for at in group.places}:
                waits[place] += group.open
        for place in range(len(waits)):
            outline.tell(place, entry.status(place), waits[place])
        self._pane.show(sum(group.open for group in entry.review.groups))
        self._head()

    def _head(self) -> None:
        entry, trouble = self._entry, self._watch.trouble
        whose = entry.case.code if entry.case else "new participant"
        left = f" {self._session.name} · guide {entry.guide.ref} · {whose}"
        right = f"{entry.words} words · {entry.seconds // 60} min "
        gap = max(1, self.size.width - len(left) - len(right))
        said = f" NOT SAVED: {trouble}" if trouble else SAVED
        title, state = f"{left}{' ' * gap}{right}", clipped(said, self.size.width)
        if (title, state) != self._said:
            self._said = (title, state)
            self.query_one("#title", Static).update(Content(title), layout=False)
            below = self.query_one("#state", Static)
            below.set_class(bool(trouble), "trouble")
            below.update(Content(state), layout=False)

    async def action_next_find(self) -> None:
        """Go to the next find that waits for a decision, also in another answer."""
        found = self._pane.next_open()
        if found is None:
            self.notify("Nothing waits for a decision.", timeout=2)
            return
        self._take_down()
        if found[0] != self._pane.place:
            await self._go(found[0])
        if self._pane.area is not None:
            self._pane.area.go_to(found[1])
        self._show()

    def _decide(self, decide: Callable[[Group], object]) -> None:
        group = self._pane.here()
        if group is None:
            self.notify("No find is under the cursor. F5 goes to the next.", timeout=3)
            return
        self._watch.decide(lambda: decide(group))

    def action_mask(self) -> None:
        """Cover the find everywhere with a numbered placeholder."""
        self._decide(self._entry.review.mask)

    def action_generalise(self) -> None:
        """Cover the find with coarser words: those the gate suggests, or one's own."""
        group, review = self._pane.here(), self._entry.review
        if group is None or group.coarser:
            self._decide(review.generalise)
            return

        def said(words: str | None) -> None:
            if words:
                self._watch.decide(lambda: review.generalise(group, words))

        title = f"A coarser word for this {group.kind}"
        self.app.push_screen(LinePrompt(title, placeholder="a shelter, a friend, a farm"), said)

    def action_keep(self) -> None:
        """Let the find stand in this interview, for a reason."""
        group, review = self._pane.here(), self._entry.review
        if group is None:
            self._decide(review.mask)
            return

        def chosen(at: int | None) -> None:
            if at is not None:
                self._watch.decide(lambda: review.keep(group, REASONS[at]))

        self.app.push_screen(Choose(f"Why may {clipped(group.text, 30)} stand?", REASONS), chosen)

    def action_stop(self) -> None:
        """The participant ended the interview: keep what was said, or throw it away."""

        def chosen(at: int | None) -> None:
            if at == 0:
                self._entry.stop()
                self.action_finish()
            elif at == 1:
                question = "Throw away all that was typed? Nothing of this interview is kept."
                self.app.push_screen(Confirm(question, yes="Throw away", no="Go on"), self._thrown)

        answers = ("Keep what was said; the rest was not asked", "Keep nothing of this interview")
        self.app.push_screen(Choose("The participant stopped", answers), chosen)

    def _thrown(self, sure: bool | None) -> None:  # noqa: FBT001 - the answer of a dialog
        if sure:
            self._throw()

    @work
    async def _throw(self) -> None:
        await self._watch.ended()
        try:
            await asyncio.to_thread(self._entry.discard)
        except CodebookError as error:
            self._refuse(str(error))
            self._watch_on()
            return
        self.dismiss(None)

    def _watch_on(self) -> None:
        self._watch.begin()
        self.run_worker(self._watch.run(), group="watch")

    @work
    async def action_finish(self) -> None:
        """Look through the whole interview once more, then keep it."""
        if self._ending:
            return
        self._ending = True
        await self._watch.ended()
        self._take_down()
        kept = None
        try:
            draft = await asyncio.to_thread(self._entry.finished)
            wanted = await self.app.push_screen_wait(ReviewScreen(draft))
            kept = None if wanted is None else await self._keep(draft)
        except CodebookError as error:
            self._refuse(str(error))
        if kept is not None:
            self.dismiss(kept)
        else:
            self._ending = False
            self._watch_on()

    async def _keep(self, draft: Draft) -> Imported:
        self._keeping = True
        try:
            kept = await asyncio.to_thread(keep, self._session.project, self._session.gate, draft)
        finally:
            self._keeping = False
        self._remember()
        return kept

    def _remember(self) -> None:
        """Look for the names that were added as missed as long as the session lasts."""
        names = self._entry.review.named
        if names:
            attempt(self, lambda: self._session.watch((*self._session.names, *names)))

    async def rest(self) -> None:
        """Write all that was typed, masked, also the sentence under the cursor, and look no more.

        Raises:
            CodebookError: it could not be written.
        """
        await self._watch.ended()
        self._take_down()
        await asyncio.to_thread(self._entry.look, leaving=True)

    @work
    async def action_leave(self) -> None:
        """Leave the interview for later; all that was typed is saved, masked."""
        if self._ending:
            return
        self._ending = True
        try:
            await self.rest()
        except CodebookError as error:
            question = f"{error}\nLeave all the same? What is not saved is lost."
            if not await self.app.push_screen_wait(Confirm(question, yes="Leave", no="Stay")):
                self._ending = False
                self._watch_on()
                return
        self._remember()
        left = self._entry.review.left
        self.app.notify(f"Left for later: n goes on. {left} finds nobody decided stay masked.", timeout=5)
        self.dismiss(None)
