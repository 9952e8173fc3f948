"""The passages of a file put right with the keyboard before they are kept. Everybody is invented."""

from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import DataTable, Input, Static

from codebook.store.project import Project
from codebook.tui.aligning import AligningScreen
from codebook.tui.app import Workbench
from codebook.tui.dialogs import Choose, LinePrompt, Written
from codebook.tui.interviews import InterviewsScreen
from codebook.tui.picking_files import FilePicker
from codebook.tui.question_picker import QuestionPicker
from codebook.tui.reviewing import ReviewScreen

NOTE = """# Interview with a survivor

Q3 reported: went to the police, nobody called back.
Q5 help needed: a safe place to sleep.
Q13 suggestions: a lock on the [bold]door[/bold].
"""
LOOSE = "A note of no shape, with an odd \u202e sign in it.\n\n# Second part\n\nMore of it.\n"


async def until(pilot: Pilot[None], kind: type) -> None:
    """Wait for a screen."""
    for _ in range(500):
        if isinstance(pilot.app.screen, kind):
            break
        await pilot.pause(0.02)
    assert isinstance(pilot.app.screen, kind)
    await pilot.pause()


async def preview(pilot: Pilot[None], name: str) -> AligningScreen:
    """Open the preview of a file."""
    await until(pilot, InterviewsScreen)
    await pilot.press("i")
    await until(pilot, FilePicker)
    await pilot.press(*name, "enter")
    await until(pilot, AligningScreen)
    assert isinstance(pilot.app.screen, AligningScreen)
    return pilot.app.screen


async def take_in(pilot: Pilot[None]) -> str:
    """Go on through the review to the end; what was told."""
    await pilot.press("enter")
    await until(pilot, ReviewScreen)
    await pilot.press("f3")
    await until(pilot, Written)
    said = " ".join(str(each.render()) for each in pilot.app.screen.query(Static))
    await pilot.press("f2")
    await until(pilot, InterviewsScreen)
    return said


def shown(screen: AligningScreen) -> list[list[str]]:
    """The lines of the table."""
    table = screen.query_one(DataTable)
    return [[str(cell) for cell in table.get_row_at(at)] for at in range(table.row_count)]


def kept(path: Path) -> list[tuple[str | None, str, str]]:
    """Question, status and text of the answers of the newest interview."""
    with Project.open(path) as project:
        newest = project.interviews()[-1].code
        return [(e.question_ref, e.status, e.text) for e in project.passages() if e.interview == newest]


@pytest.fixture
def path(tmp_path: Path, project: Project, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two notes beside a project."""
    (tmp_path / "note.md").write_text(NOTE, encoding="utf-8")
    (tmp_path / "loose.md").write_text(LOOSE, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return project.path


async def test_the_passages_are_listed_as_they_were_found(path: Path) -> None:
    """Number and label of the question, status, how sure, first words; nothing is read as markup."""
    async with Workbench(path, "A1").run_test(size=(120, 40)) as pilot:
        screen = await preview(pilot, "note.md")
        assert shown(screen)[1][1:4] == ["3 Reported to police", "answered", "sure"]
        assert shown(screen)[3][4] == "a lock on the [bold]door[/bold]."
        await pilot.press("down", "down", "down")
        await pilot.pause()
        assert "[bold]door[/bold]" in str(screen.query_one("#passage", Static).render())
        await take_in(pilot)
    assert [ref for ref, _, _ in kept(path)] == [None, "C.reported", "C.help-needed", "C.suggestions"]


async def test_a_passage_moves_to_another_question_and_back(path: Path) -> None:
    """The question picker puts it there; u takes it back; what was moved is what is stored."""
    async with Workbench(path, "A1").run_test(size=(80, 24)) as pilot:
        screen = await preview(pilot, "note.md")
        await pilot.press("down", "down", "m")
        await until(pilot, QuestionPicker)
        await pilot.press(*"safety", "enter")
        await until(pilot, AligningScreen)
        assert shown(screen)[2][1:4] == ["4 Safety now", "answered", "sure"]
        await pilot.press("u")
        assert shown(screen)[2][1] == "5 Help needed"
        await pilot.press("Q")
        await until(pilot, QuestionPicker)
        await pilot.press(*"not under", "enter")
        await until(pilot, AligningScreen)
        assert shown(screen)[2][1:4] == ["not under a question", "answered", "–"]
        await take_in(pilot)
    assert kept(path)[2] == (None, "answered", "a safe place to sleep.")


async def test_a_passage_is_joined_with_the_one_above(path: Path) -> None:
    """The two are one answer of the question above; the first cannot be joined, and says so."""
    async with Workbench(path, "A1").run_test(size=(80, 24)) as pilot:
        screen = await preview(pilot, "note.md")
        await pilot.press("j")
        assert len(shown(screen)) == 4
        await pilot.press("down", "down", "down", "j")
        assert len(shown(screen)) == 3
        await take_in(pilot)
    assert kept(path)[2][0] == "C.help-needed"
    assert kept(path)[2][2].startswith("a safe place to sleep.\na lock on the")


async def test_another_guide_or_none_splits_the_file_anew(path: Path) -> None:
    """Without a guide the role is asked for before anything goes on; control signs are shown as signs."""
    async with Workbench(path, "A1").run_test(size=(80, 24)) as pilot:
        screen = await preview(pilot, "note.md")
        await pilot.press("g")
        await until(pilot, Choose)
        await pilot.press("2")
        await until(pilot, AligningScreen)
        for _ in range(200):
            if "guide none" in str(screen.query_one(".bar", Static).render()):
                break
            await pilot.pause(0.02)
        assert {line[1] for line in shown(screen)} == {"not under a question"}
        await pilot.press("enter")
        await pilot.pause()
        assert pilot.app.screen is screen
        await pilot.press("r")
        await until(pilot, Choose)
        await pilot.press("2")
        await until(pilot, AligningScreen)
        await take_in(pilot)
    with Project.open(path) as project:
        newest = project.interviews()[-1]
        assert (newest.role, newest.guide) == ("provider", None)


async def test_control_signs_are_shown_as_signs(path: Path) -> None:
    """Neither the list nor the pane steers the terminal."""
    async with Workbench(path, "A1").run_test(size=(80, 24)) as pilot:
        screen = await preview(pilot, "loose.md")
        pane = str(screen.query_one("#passage", Static).render())
        assert "A note of no shape" in pane
        assert "\u202e" not in pane + "".join(map("".join, shown(screen)))


async def test_the_file_goes_to_a_case_that_is_there(path: Path) -> None:
    """An unknown code and a case of another role are refused; a right one gets another interview."""
    with Project.open(path) as project:
        [case] = project.cases()
        before = len(project.interviews())
    async with Workbench(path, "A1").run_test(size=(80, 24)) as pilot:
        screen = await preview(pilot, "note.md")
        for code in ("S-000", case.code.casefold()):
            await pilot.press("c")
            await until(pilot, Choose)
            await pilot.press("2")
            await until(pilot, LinePrompt)
            pilot.app.screen.query_one(Input).value = code
            await pilot.press("enter")
            await until(pilot, AligningScreen)
        assert case.code in str(screen.query_one(".bar", Static).render())
        await pilot.press("enter")
        await until(pilot, ReviewScreen)
        await pilot.press("f3")
        for _ in range(300):
            if not isinstance(pilot.app.screen, ReviewScreen | InterviewsScreen):
                break
            await pilot.pause(0.02)
    with Project.open(path) as project:
        assert len(project.cases()) == 1
        assert len(project.interviews()) == before + 1


async def test_marked_passages_are_given_to_a_new_case(path: Path) -> None:
    """Two withdrawal codes are shown, and each case has its own words."""
    async with Workbench(path, "A1").run_test(size=(80, 40)) as pilot:
        screen = await preview(pilot, "note.md")
        await pilot.press("down", "down", "space", "space", "G")
        await until(pilot, Choose)
        await pilot.press("1")
        await until(pilot, AligningScreen)
        assert [line[0] for line in shown(screen)] == [" ", " ", "→", "→"]
        said = await take_in(pilot)
    assert said.count("withdrawal code: W-") == 2
    assert "2 of these passages, given to case S-" in said
    with Project.open(path) as project:
        first, second = project.interviews()[-2:]
        assert first.case != second.case
        assert (first.passages, second.passages) == (2, 2)
        assert project.problems() == []


async def test_a_very_long_passage_is_shown_in_part_and_kept_whole(path: Path) -> None:
    """The list and the pane stay quick; nothing of the passage is lost."""
    (path.parent / "long.md").write_text(f"{NOTE}\n{'and so on ' * 6_000}the end.\n", encoding="utf-8")
    async with Workbench(path, "A1").run_test(size=(80, 24)) as pilot:
        screen = await preview(pilot, "long.md")
        await pilot.press("down", "down", "down")
        await pilot.pause()
        pane = str(screen.query_one("#passage", Static).render())
        assert "… and more, which is taken in as well" in pane
        assert len(pane) < 21_000
        await take_in(pilot)
    assert kept(path)[-1][2].endswith("the end.")
