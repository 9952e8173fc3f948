"""An interview typed with real keys: consent first, finds decided, nothing lost. All names are invented."""

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import event
from textual.events import Paste
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widgets import OptionList, Static

from codebook.deid.gate import Gate, warm_up
from codebook.store.project import Project
from codebook.tui.app import Workbench
from codebook.tui.consenting import ConsentScreen
from codebook.tui.dialogs import Choose, Confirm, Written
from codebook.tui.entering import EntryScreen
from codebook.tui.entering_answer import AnswerArea
from codebook.tui.interviews import InterviewsScreen
from codebook.tui.reviewing import ReviewScreen

SAID = "She met Zorvina Blatt at the shelter. "


@pytest.fixture
def path(tmp_path: Path, gate: Gate) -> Path:
    """An empty project with one coder."""
    with Project.create(tmp_path / "study.db") as made:
        made.add_coder(gate.handle("A1"))
    warm_up()
    return tmp_path / "study.db"


def held(path: Path, words: str) -> bool:
    """Whether words stand in a file's bytes."""
    return words.encode() in path.read_bytes()


async def until(pilot: Pilot[None], kind: type[Screen[object]]) -> None:
    """Wait for a screen."""
    for _ in range(400):
        if isinstance(pilot.app.screen, kind):
            break
        await pilot.pause(0.02)
    assert isinstance(pilot.app.screen, kind)
    await pilot.pause()


async def typed(pilot: Pilot[None], text: str) -> None:
    """Type the last signs one by one, after pasting what comes before them, and let the gate look."""
    names = {" ": "space", "\n": "enter", ".": "full_stop", "?": "question_mark", "/": "slash"}
    if len(text) > 6:
        pilot.app.post_message(Paste(text[:-6]))
        await pilot.pause()
    await pilot.press(*(names.get(sign, sign) for sign in text[-6:]))
    await looked(pilot, 0.4 if text.endswith(" ") else 0.8)


async def looked(pilot: Pilot[None], seconds: float = 0.4) -> None:
    """Wait until the gate has looked at what is typed."""
    await pilot.pause(seconds)


async def begin(pilot: Pilot[None], choice: str = "2") -> EntryScreen:
    """From the list of interviews to the first basic field of guide C."""
    await until(pilot, InterviewsScreen)
    await pilot.press("n")
    await until(pilot, Choose)
    await pilot.press(choice)
    await until(pilot, ConsentScreen)
    await pilot.press("y", "y", "y", "enter", "y", "y")
    await until(pilot, EntryScreen)
    screen = pilot.app.screen
    assert isinstance(screen, EntryScreen)
    return screen


def area(pilot: Pilot[None]) -> AnswerArea:
    """The text area in focus."""
    focused = pilot.app.screen.focused
    assert isinstance(focused, AnswerArea)
    return focused


def find_line(pilot: Pilot[None]) -> str:
    """What the screen says about the find under the cursor."""
    return str(pilot.app.screen.query_one("#find", Static).content)


async def told(pilot: Pilot[None], words: str, *, there: bool) -> None:
    """Wait until the line at the bottom says something, or no longer says it."""
    for _ in range(60):
        if (words in str(pilot.app.screen.query_one("#state", Static).content)) is there:
            return
        await pilot.pause(0.1)
    raise AssertionError(words)


def setting(pragma: str) -> Callable[..., None]:
    """A listener that sets a pragma on every connection that is taken."""
    return lambda opened, *_: opened.execute(pragma)


def draft_text(path: Path) -> str:
    """All that lies in the project of notes being typed."""
    with Project.open(path) as project:
        return "|".join(text for each in project.unfinished() for _, text in each.answers.values())


async def test_an_interview_is_typed_reviewed_and_kept(path: Path) -> None:
    """Fields by typing, answers, marks, the review, the withdrawal code; the name is never on disk."""
    async with Workbench(path, "A1").run_test(size=(80, 24)) as pilot:
        await begin(pilot)
        await pilot.press("2", "7", "enter")
        await pilot.press("w", "o", "enter", "tab", "tab")
        await typed(pilot, "Yes, she does.")
        await pilot.press("tab")
        await typed(pilot, SAID)
        assert "[PERSON-1]" in find_line(pilot)
        await pilot.press("tab", "f9")
        await until(pilot, Choose)
        await pilot.press("1")
        await until(pilot, EntryScreen)
        assert not held(path, "Zorvina")
        await pilot.press("f2")
        await until(pilot, ReviewScreen)
        await pilot.press("f2")
        await until(pilot, Written)
        await pilot.press("f2")
        await until(pilot, InterviewsScreen)
    with Project.open(path) as project:
        [interview] = project.interviews()
        found = {passage.question_ref: passage for passage in project.passages(interview.id)}
        assert found["C.self-identify"].text == "Yes, she does."
        assert found["C.how-exploited"].text == "She met [PERSON-1] at the shelter."
        assert found["C.reported"].status == "declined"
        assert project.cases()[0].attributes == {"age-band": "25-34", "gender": "woman"}
        assert project.unfinished() == []
    assert not held(path, "Zorvina")


@pytest.mark.parametrize(
    ("keys", "kept"),
    [("abc", None), ("", None), ("31", "25-34"), ("not s", "not said")],
)
async def test_a_category_is_taken_only_when_it_fits(path: Path, keys: str, kept: str | None) -> None:
    """Enter on words that fit nothing says so and stays; on an empty field it goes on without a choice."""
    async with Workbench(path, "A1").run_test(size=(80, 24)) as pilot:
        screen = await begin(pilot)
        await pilot.press(*("space" if key == " " else key for key in keys), "enter")
        await pilot.pause()
        entry = screen._entry
        place = next(at for at, each in enumerate(entry.questions) if each.ref == "C.basic-age")
        assert entry.text(place) == (kept or "")
        moved = screen._pane.place != place
        assert moved is (kept is not None or not keys)


async def test_a_refused_point_ends_with_nothing_kept(path: Path) -> None:
    """Not even a guide lies in the project; back goes a point back."""
    async with Workbench(path, "A1").run_test(size=(80, 24)) as pilot:
        await until(pilot, InterviewsScreen)
        await pilot.press("n")
        await until(pilot, Choose)
        await pilot.press("2")
        await until(pilot, ConsentScreen)
        await pilot.press("y", "y", "b", "y", "n")
        await until(pilot, Confirm)
        await pilot.press("y")
        await until(pilot, InterviewsScreen)
    with Project.open(path) as project:
        assert (project.unfinished(), project.cases(), project.guides()) == ([], [], {})


async def test_leaving_loses_nothing_and_going_on_stands_there(path: Path) -> None:
    """Same question, cursor behind what was typed; the unfinished sentence too, when somebody leaves."""
    async with Workbench(path, "A1").run_test(size=(80, 24)) as pilot:
        await begin(pilot)
        await pilot.press(*["tab"] * 5)
        await typed(pilot, f"{SAID}Then they left for")
        assert draft_text(path).endswith("at the shelter. ")
        await pilot.press("escape")
        await until(pilot, InterviewsScreen)
    assert draft_text(path).endswith("She met [PERSON-1] at the shelter. Then they left for")
    async with Workbench(path, "A1").run_test(size=(80, 24)) as pilot:
        await until(pilot, InterviewsScreen)
        await pilot.press("n")
        await until(pilot, Choose)
        await pilot.press("1")
        await until(pilot, EntryScreen)
        assert area(pilot).caret == len("She met [PERSON-1] at the shelter. Then they left for")
        await typed(pilot, " the coast.")
        await pilot.press("ctrl+q")
        await pilot.pause(0.5)
    assert draft_text(path).endswith("Then they left for the coast.")


async def test_finds_are_decided_with_one_key(path: Path) -> None:
    """Keep with a reason lets the words stand; mask covers them again; the next one is one key away."""
    async with Workbench(path, "A1").run_test(size=(120, 40)) as pilot:
        screen = await begin(pilot)
        await pilot.press(*["tab"] * 5)
        await typed(pilot, SAID)
        await pilot.press("f8")
        await until(pilot, Choose)
        await pilot.press("2")
        await until(pilot, EntryScreen)
        await looked(pilot)
        assert "Zorvina Blatt" in draft_text(path)
        assert "stands as it is" in find_line(pilot)
        await pilot.press("f6")
        await looked(pilot)
        assert "Zorvina" not in draft_text(path)
        await typed(pilot, "hope said no to zorblat.")
        if any(group.open for group in screen._entry.review.groups):
            await pilot.press("f5")
            await pilot.pause()
            assert find_line(pilot).startswith("?")


async def test_the_participant_stops_and_nothing_is_kept(path: Path) -> None:
    """The whole draft is thrown away, also from the file's bytes."""
    async with Workbench(path, "A1").run_test(size=(80, 24)) as pilot:
        await begin(pilot)
        await pilot.press(*["tab"] * 5)
        await typed(pilot, "The quiet harbour was cold. ")
        assert held(path, "quiet harbour")
        await pilot.press("f10")
        await until(pilot, Choose)
        await pilot.press("2")
        await until(pilot, Confirm)
        await pilot.press("y")
        await until(pilot, InterviewsScreen)
    assert not held(path, "quiet harbour")
    with Project.open(path) as project:
        assert (project.unfinished(), project.interviews()) == ([], [])


async def test_the_participant_stops_and_what_was_said_is_kept(path: Path) -> None:
    """The questions that were not reached were not asked."""
    async with Workbench(path, "A1").run_test(size=(80, 24)) as pilot:
        await begin(pilot)
        await pilot.press(*["tab"] * 5)
        await typed(pilot, "It was cold. ")
        await pilot.press("f10")
        await until(pilot, Choose)
        await pilot.press("1")
        await until(pilot, ReviewScreen)
        await pilot.press("f2")
        await until(pilot, Written)
    with Project.open(path) as project:
        found = {passage.question_ref: passage.status for passage in project.passages()}
    assert found["C.how-exploited"] == "answered"
    assert found["C.suggestions"] == "not-asked"


async def test_coming_back_from_the_review_goes_on_typing(path: Path) -> None:
    """Escape in the review of typed notes leaves nothing out."""
    async with Workbench(path, "A1").run_test(size=(80, 24)) as pilot:
        await begin(pilot)
        await pilot.press(*["tab"] * 5)
        await typed(pilot, SAID)
        await pilot.press("f2")
        await until(pilot, ReviewScreen)
        await pilot.press("escape")
        await until(pilot, EntryScreen)
        await typed(pilot, "Then it rained. ")
        assert draft_text(path).endswith("Then it rained. ")


async def test_a_quote_is_marked_as_the_participants_own_words(path: Path) -> None:
    """The sentence just typed, or what is selected; once more takes the marks off."""
    async with Workbench(path, "A1").run_test(size=(80, 24)) as pilot:
        await begin(pilot)
        await pilot.press(*["tab"] * 5)
        await typed(pilot, "Cold there. I was afraid.")
        await pilot.press("f4")
        await pilot.pause()
        assert area(pilot).text == "Cold there. “I was afraid.”"
        await pilot.press("f4")
        await pilot.pause()
        assert area(pilot).text == "Cold there. I was afraid."
        await pilot.press("ctrl+shift+left", "ctrl+shift+left", "f4")
        await pilot.pause()
        assert area(pilot).text == "Cold there. I was “afraid.”"
        await pilot.press("space", "f4")
        await typed(pilot, "Never")
        await pilot.press("f4")
        await typed(pilot, " she said")
        assert area(pilot).text == "Cold there. I was “afraid.” “Never” she said"


async def test_the_guide_shows_where_one_is(path: Path) -> None:
    """The outline marks what is answered; a click goes to a question; probes fold."""
    async with Workbench(path, "A1").run_test(size=(80, 24)) as pilot:
        screen = await begin(pilot)
        await pilot.press(*["tab"] * 5)
        await typed(pilot, "It was cold. ")
        outline = screen.query_one("Outline", OptionList)
        assert outline.highlighted is not None
        assert str(outline.get_option_at_index(outline.highlighted).prompt).startswith("✓ 2")
        probes = screen.query_one("#probes", Static)
        assert "4 probes" in str(probes.content)
        await pilot.press("f3")
        await pilot.pause()
        assert "recruitment happened" in str(probes.content)
        await pilot.press("shift+tab")
        await pilot.pause()
        assert screen.query_one("#probes", Static).display is False


async def test_a_project_that_cannot_be_written_says_so_and_keeps_what_is_typed(path: Path) -> None:
    """The line at the bottom tells; when it can be written again it is."""
    async with Workbench(path, "A1").run_test(size=(80, 24)) as pilot:
        screen = await begin(pilot)
        await pilot.press(*["tab"] * 5)
        await typed(pilot, "It was cold. ")
        engine = screen._session.project._engine
        for state, sign in (("ON", True), ("OFF", False)):
            event.listen(
                engine, "checkout", lambda opened, *_, to=state: opened.execute(f"PRAGMA query_only = {to}")
            )
            await typed(pilot, "Then it rained. ")
            await told(pilot, "NOT SAVED", there=sign)
            assert screen.busy is sign
        assert draft_text(path).endswith("Then it rained. ")
