"""From the import key to the stored interview, by keyboard. All names are invented."""

from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from codebook import coding, screening
from codebook.store.project import Project
from codebook.tui.aligning import AligningScreen
from codebook.tui.app import Workbench
from codebook.tui.checking import CheckScreen
from codebook.tui.dialogs import Confirm, LinePrompt
from codebook.tui.interviews import InterviewsScreen
from codebook.tui.picking_files import FilePicker
from codebook.tui.reviewing import ReviewScreen

NOTE = """# Interview with a survivor

### Safe now

met ashleigh friesen at the shelter in kitimat. hope said it was full, and zorblat never called.
the constable is the only cree woman in the detachment.
ashleigh left.
"""


def held(path: Path, word: str) -> bool:
    """Whether a word stands in a file's bytes."""
    return word.encode() in path.read_bytes()


async def until(pilot: Pilot[None], kind: type) -> None:
    """Wait for a screen."""
    for _ in range(400):
        if isinstance(pilot.app.screen, kind):
            break
        await pilot.pause(0.02)
    assert isinstance(pilot.app.screen, kind)
    await pilot.pause()


@pytest.fixture
def path(tmp_path: Path, project: Project, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A note beside a project."""
    (tmp_path / "note.md").write_text(NOTE, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return project.path


async def begin(pilot: Pilot[None]) -> None:
    """Open the project and import the note as far as its review."""
    await until(pilot, InterviewsScreen)
    await pilot.press("i")
    await until(pilot, FilePicker)
    await pilot.press(*"note.md", "enter")
    await until(pilot, AligningScreen)
    await pilot.press("enter")
    await until(pilot, ReviewScreen)


async def test_a_note_is_reviewed_and_kept(path: Path) -> None:
    """Keys decide, the next undecided find is under the cursor, and what was decided is what is stored."""
    async with Workbench(path, "A1").run_test(size=(80, 24)) as pilot:
        await begin(pilot)
        screen = pilot.app.screen
        assert isinstance(screen, ReviewScreen)
        review = screen._review
        while review.left:
            group = screen._current()
            assert group is not None
            assert group.open
            if group.kind == "description":
                await pilot.press("k", "1")
            else:
                await pilot.press("m")
            await pilot.pause()
        await pilot.press("plus")
        await pilot.pause()
        pilot.app.screen.query_one(Input).value = "shelter"
        await pilot.press("enter")
        await pilot.pause()
        await pilot.press("f2")
        for _ in range(200):
            if not isinstance(pilot.app.screen, ReviewScreen | InterviewsScreen):
                break
            await pilot.pause(0.02)
        await pilot.press("f2")
        await until(pilot, InterviewsScreen)
    with Project.open(path) as project:
        text = project.passages()[-1].text
        assert "the only cree woman in the detachment" in text
        assert "ashleigh" not in text
        assert "shelter" not in text
        assert "[TOWN: northern BC]" in text
        assert [each.text for each in project.allowed()] == ["the only cree woman in the detachment"]
    assert not held(path, "ashleigh")


async def test_a_note_that_is_left_out_leaves_nothing(path: Path) -> None:
    """Escape and yes: no interview, no trace; a name that was added is looked for in later files."""
    with Project.open(path) as project:
        before = len(project.interviews())
    async with Workbench(path, "A1").run_test(size=(80, 24)) as pilot:
        await begin(pilot)
        screen = pilot.app.screen
        assert isinstance(screen, ReviewScreen)
        await pilot.press("plus")
        await until(pilot, LinePrompt)
        pilot.app.screen.query_one(Input).value = "shelter"
        await pilot.press("enter")
        await until(pilot, ReviewScreen)
        await pilot.press("escape")
        await pilot.pause()
        await pilot.press("y")
        for _ in range(200):
            if not isinstance(pilot.app.screen, ReviewScreen):
                break
            await pilot.pause(0.02)
        interviews = next(each for each in pilot.app.screen_stack if isinstance(each, InterviewsScreen))
        assert interviews._session.names == ("shelter",)
    with Project.open(path) as project:
        assert len(project.interviews()) == before
    assert not held(path, "zorblat")


async def test_an_import_follows_the_policy_of_now(path: Path) -> None:
    """A policy that another process sets while the workbench is open holds for the next file."""
    async with Workbench(path, "A1").run_test(size=(80, 24)) as pilot:
        await until(pilot, InterviewsScreen)
        (path.parent / "policy.yaml").write_text("kinds:\n  place: mask\n", encoding="utf-8")
        with Project.open(path) as other:
            screening.set_policy(other, path.parent / "policy.yaml")
        await begin(pilot)
        screen = pilot.app.screen
        assert isinstance(screen, ReviewScreen)
        written = " ".join(each.masked.text for each in screen._review.screenings)
        assert "northern BC" not in written
        assert "kitimat" not in written


async def test_undecided_finds_stay_masked_after_asking(path: Path) -> None:
    """F2 with finds left asks first; yes takes the note in with them masked."""
    async with Workbench(path, "A1").run_test(size=(80, 24)) as pilot:
        await begin(pilot)
        await pilot.press("f2")
        await pilot.pause()
        await pilot.press("y")
        for _ in range(300):
            if not isinstance(pilot.app.screen, ReviewScreen | InterviewsScreen):
                break
            await pilot.pause(0.02)
        await pilot.press("f2")
        await until(pilot, InterviewsScreen)
    with Project.open(path) as project:
        text = project.passages()[-1].text
    for word in ("ashleigh", "friesen", "zorblat", "hope said", "kitimat"):
        assert word not in text


async def test_the_watch_list_is_looked_for_and_never_stored(path: Path) -> None:
    """Names typed once are masked in memos too, and stand in no byte."""
    async with Workbench(path, "A1").run_test(size=(80, 24)) as pilot:
        await until(pilot, InterviewsScreen)
        await pilot.press("w")
        await pilot.pause()
        await pilot.press(*"drawer")
        await pilot.press("f2")
        await pilot.pause()
        screen = pilot.app.screen
        assert isinstance(screen, InterviewsScreen)
        session = screen._session
        assert session.names == ("drawer",)
        coding.write_memo(
            session.project,
            session.gate,
            "A1",
            target="interview",
            target_id=1,
            kind="theory",
            text="ask about the drawer",
        )
    assert not held(path, "drawer")


async def test_a_late_find_is_masked_from_the_check(path: Path) -> None:
    """The check lists what would now be masked, by place; r and yes mask it for good."""
    with Project.open(path) as project:
        loose = screening.gate_of(project)
        coding.write_memo(
            project, loose, "A1", target="interview", target_id=1, kind="theory", text="ask about the drawer"
        )
    async with Workbench(path, "A1").run_test(size=(80, 24)) as pilot:
        await until(pilot, InterviewsScreen)
        await pilot.press("c", "n")
        await pilot.pause(0.2)
        for _ in range(100):
            if pilot.app.screen.query(Input):
                break
            await pilot.press("n")
            await pilot.pause(0.1)
        pilot.app.screen.query_one(Input).value = "the, she"
        await pilot.press("enter")
        await until(pilot, CheckScreen)
        await pilot.press("n")
        await until(pilot, LinePrompt)
        pilot.app.screen.query_one(Input).value = "she, drawer"
        await pilot.press("enter")
        await until(pilot, Confirm)
        assert held(path, "drawer")
        await pilot.press("y")
        for _ in range(200):
            if not held(path, "drawer"):
                break
            await pilot.pause(0.05)
        for _ in range(200):
            if not getattr(pilot.app.screen, "busy", False):
                break
            await pilot.pause(0.05)
        screen = pilot.app.screen
        assert isinstance(screen, CheckScreen)
        session = screen._session
        assert session.names == ("drawer",)
        assert "drawer" not in session.gate.screen("ask about the drawer").masked.text
    assert not held(path, "drawer")
    with Project.open(path) as project:
        assert project.memos()[0].text == "ask about the [PERSON-1]"
        assert project.problems() == []
