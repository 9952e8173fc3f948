"""How the typing of an interview ends: once, and with every key that was pressed. Names are invented."""

import asyncio
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.screen import Screen

from codebook.deid.gate import Gate
from codebook.errors import StoreError
from codebook.intake import entering
from codebook.intake.entering import Caret, Entry
from codebook.intake.guiding import guide_named
from codebook.store.project import Project
from codebook.tui import app as workbench
from codebook.tui.app import Workbench
from codebook.tui.entering import EntryScreen
from codebook.tui.entering_answer import AnswerArea
from codebook.tui.reviewing import ReviewScreen
from codebook.tui.session import Session

SAID = "She was well. "


@pytest.fixture
def study(tmp_path: Path, gate: Gate) -> Iterator[Project]:
    """An empty project with one coder."""
    with Project.create(tmp_path / "study.db") as made:
        made.add_coder(gate.handle("A1"))
        yield made


@pytest.fixture
def entry(study: Project, gate: Gate) -> Entry:
    """An interview after its consent points, at its first open question."""
    made = entering.begin(study, gate, guide_named("C")[0], "A1")
    for point in made.points:
        made.confirm(point)
    made.caret = Caret(next(at for at in range(len(made.questions)) if made.is_open(at)), 0)
    return made


class Seat(Workbench):
    """The workbench with an interview on screen; `left` tells how it ended."""

    CSS_PATH = Path(workbench.__file__).with_name("app.tcss")

    def __init__(self, session: Session, entry: Entry) -> None:
        super().__init__(None, "A1")
        self.left: list[object] = []
        self.entering = EntryScreen(session, entry)

    async def begin(self, pilot: Pilot[None]) -> None:
        """Show the interview."""
        self.push_screen(self.entering, self.left.append)
        await until(pilot, lambda: self.entering.is_current and bool(self.entering.query(AnswerArea)))
        await pilot.pause()

    @property
    def area(self) -> AnswerArea:
        """The answer on screen."""
        return self.entering.query(AnswerArea).first()

    def shown(self, kind: type[Screen[object]]) -> int:
        """How many screens of a kind are open."""
        return sum(isinstance(screen, kind) for screen in self.screen_stack)


async def until(pilot: Pilot[None], told: Callable[[], bool]) -> None:
    """Wait until something is so."""
    for _ in range(400):
        if told():
            return
        await pilot.pause(0.02)
    raise AssertionError("It did not come to that")


async def rest(pilot: Pilot[None]) -> None:
    """Let everything that has begun come to its end."""
    await pilot.pause()
    await asyncio.sleep(0.6)
    await pilot.pause()


def saved(study: Project, entry: Entry, place: int | None = None) -> str:
    """What lies in the project under a question."""
    [draft] = study.unfinished()
    return draft.answers.get(entry.caret.place if place is None else place, ("blank", ""))[1]


async def test_finishing_twice_asks_once(study: Project, gate: Gate, entry: Entry) -> None:
    """A second F2 while the notes are still being looked through opens no second review."""
    app = Seat(Session(study, "A1", gate), entry)
    async with app.run_test() as pilot:
        await app.begin(pilot)
        app.area.insert(SAID)
        app.entering.action_finish()
        app.entering.action_finish()
        await until(pilot, lambda: app.shown(ReviewScreen) > 0)
        await rest(pilot)
        assert app.shown(ReviewScreen) == 1


async def test_leaving_twice_leaves_only_the_interview(study: Project, gate: Gate, entry: Entry) -> None:
    """A second Escape does not close the screen below, and what was typed after the first is saved."""
    app = Seat(Session(study, "A1", gate), entry)
    async with app.run_test() as pilot:
        await app.begin(pilot)
        depth = len(app.screen_stack)
        app.area.insert(SAID)
        app.entering.action_leave()
        app.entering.action_leave()
        app.area.insert("And then")
        await until(pilot, lambda: bool(app.left))
        await rest(pilot)
        assert len(app.screen_stack) == depth - 1
    assert saved(study, entry) == f"{SAID}And then"


async def test_a_name_added_as_missed_is_looked_for_after_leaving(
    study: Project, gate: Gate, entry: Entry
) -> None:
    """It is nowhere on disk, so the session has to remember it."""
    session = Session(study, "A1", gate)
    app = Seat(session, entry)
    async with app.run_test() as pilot:
        await app.begin(pilot)
        entry.review.missed(["Quelbin"])
        app.entering.action_leave()
        await until(pilot, lambda: bool(app.left))
    assert session.names == ("Quelbin",)


async def test_what_cannot_be_thrown_away_is_still_written(
    study: Project, gate: Gate, entry: Entry, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The file was busy: nothing is lost, and what is typed on is saved as before."""
    app = Seat(Session(study, "A1", gate), entry)
    async with app.run_test() as pilot:
        await app.begin(pilot)
        app.area.insert(SAID)
        await until(pilot, lambda: bool(study.unfinished()))
        with monkeypatch.context() as patched:
            patched.setattr(Project, "drop_draft", _busy)
            app.entering._thrown(sure=True)
            await rest(pilot)
        assert entry.words == 3
        app.area.insert("Then more. ")
        await until(pilot, lambda: saved(study, entry) == f"{SAID}Then more. ")


def _busy(*_: object) -> None:
    raise StoreError("The file is in use by another program.")


async def test_an_answer_is_left_when_a_field_is_shown(study: Project, gate: Gate, entry: Entry) -> None:
    """Its last sentence is written although nothing is typed in the field."""
    app = Seat(Session(study, "A1", gate), entry)
    place = entry.caret.place
    async with app.run_test() as pilot:
        await app.begin(pilot)
        app.area.insert(f"{SAID}Then half a sent")
        await app.entering._step(-1)
        assert not entry.is_open(app.entering._pane.place)
        await until(pilot, lambda: saved(study, entry, place) == f"{SAID}Then half a sent")


async def test_words_that_fit_no_category_choose_none(study: Project, gate: Gate, entry: Entry) -> None:
    """Enter on them does not record the first category of the list."""
    app = Seat(Session(study, "A1", gate), entry)
    async with app.run_test() as pilot:
        await app.begin(pilot)
        await app.entering._step(-1)
        field = app.entering._pane.place
        await pilot.press(*"zzq", "enter")
        await rest(pilot)
        assert (entry.text(field), app.entering._pane.place) == ("", field)


async def test_nothing_is_cut_where_there_is_no_clipboard(study: Project, gate: Gate, entry: Entry) -> None:
    """Ctrl+X would lose what is selected."""
    app = Seat(Session(study, "A1", gate), entry)
    async with app.run_test() as pilot:
        await app.begin(pilot)
        app.area.insert(SAID)
        app.area.select_all()
        await pilot.press("ctrl+x")
        assert app.area.text == SAID


async def test_a_program_told_to_end_writes_first(study: Project, gate: Gate, entry: Entry) -> None:
    """Also the sentence under the cursor, masked, as when the terminal is closed."""
    app = Seat(Session(study, "A1", gate), entry)
    async with app.run_test() as pilot:
        await app.begin(pilot)
        app.area.insert(f"{SAID}Then came Zorvina Blatt")
        await app._end()
        await pilot.pause()
    assert saved(study, entry) == f"{SAID}Then came [PERSON-1]"
    assert app.return_code == 1


async def test_notes_that_cannot_be_written_are_said_not_to_be(
    study: Project, gate: Gate, entry: Entry
) -> None:
    """A refusal by the gate is trouble as any other, never 'saved'."""
    app = Seat(Session(study, "A1", gate), entry)
    async with app.run_test() as pilot:
        await app.begin(pilot)
        entry.review.let_stand([("x" * 90, "not a name", False)])
        app.area.insert(f"{SAID}{'x' * 90}. ")
        await until(pilot, lambda: app.entering.busy)
