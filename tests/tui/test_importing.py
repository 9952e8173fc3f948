"""What becomes of several files at once, and of what is typed in place of them. All names are invented."""

import threading
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, Static

from codebook.intake import files
from codebook.intake.keeping import Notes
from codebook.store.project import Project
from codebook.tui.aligning import AligningScreen
from codebook.tui.app import Workbench
from codebook.tui.dialogs import Confirm, Help, Written
from codebook.tui.interviews import InterviewsScreen
from codebook.tui.picking_files import FilePicker
from codebook.tui.reviewing import ReviewScreen

NOTE = "# Interview with a survivor\n\n### Safe now\n\nNobody called back, {} times.\n"


async def until(pilot: Pilot[None], kind: type) -> None:
    """Wait for a screen."""
    for _ in range(400):
        if isinstance(pilot.app.screen, kind):
            break
        await pilot.pause(0.02)
    assert isinstance(pilot.app.screen, kind)
    await pilot.pause()


async def ask_for(pilot: Pilot[None], pattern: str) -> None:
    """Type what to import."""
    await until(pilot, InterviewsScreen)
    await pilot.press("i")
    await until(pilot, FilePicker)
    pilot.app.screen.query_one(Input).value = pattern
    await pilot.pause()
    await pilot.press("enter")


def shown(pilot: Pilot[None]) -> str:
    """The lines of the dialog on top."""
    return " ".join(str(each.render()) for each in pilot.app.screen.query(Static))


@pytest.fixture
def path(tmp_path: Path, project: Project, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Three notes beside a project."""
    for number, name in enumerate("abc", start=2):
        (tmp_path / f"note-{name}.md").write_text(NOTE.format(number), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return project.path


async def test_a_pattern_that_names_no_files_is_told_of(path: Path) -> None:
    """It ends nothing, and files can be imported after it."""
    async with Workbench(path, "A1").run_test(size=(80, 24)) as pilot:
        await ask_for(pilot, "none/*.md")
        await until(pilot, Help)
        assert "fits no notes" in shown(pilot)
        await pilot.press("escape")
        await ask_for(pilot, "note-a.md")
        await until(pilot, AligningScreen)
        await pilot.press("enter")
        await until(pilot, ReviewScreen)
        await pilot.press("f3")
        await until(pilot, Written)


async def test_a_second_import_waits_for_the_codes_of_the_first(path: Path) -> None:
    """The import key does nothing but say so while files come in, and the first code is shown."""
    async with Workbench(path, "A1").run_test(size=(80, 24)) as pilot:
        await until(pilot, InterviewsScreen)
        screen = pilot.app.screen
        assert isinstance(screen, InterviewsScreen)
        screen.busy = True
        await pilot.press("i", "n")
        await pilot.pause()
        assert isinstance(pilot.app.screen, InterviewsScreen)
        screen.busy = False
        await pilot.press("i")
        await until(pilot, FilePicker)


@pytest.mark.parametrize("kind", [ValueError, MemoryError, RecursionError])
async def test_a_file_that_breaks_the_program_loses_no_code(
    path: Path, monkeypatch: pytest.MonkeyPatch, kind: type[Exception]
) -> None:
    """The files before and after it are kept, their codes are shown; of it only name and kind of error."""
    read = files.read

    def breaking(file: Path, *more: object) -> Notes:
        if file.name == "note-b.md":
            raise kind("something said in confidence")
        return read(file, *more)  # type: ignore[arg-type]

    monkeypatch.setattr(files, "read", breaking)
    async with Workbench(path, "A1").run_test(size=(80, 60)) as pilot:
        await ask_for(pilot, "note-*.md")
        await until(pilot, AligningScreen)
        await pilot.press("f3")
        await until(pilot, Written)
        said = shown(pilot)
        assert said.count("withdrawal code: W-") == 2
        assert f"note-b.md: something went wrong inside the program ({kind.__name__})" in said
        assert "confidence" not in said


def interviews(path: Path) -> int:
    """How many interviews were kept besides the one there was."""
    with Project.open(path) as project:
        return len(project.interviews()) - 1


async def test_an_import_is_stopped_after_the_file_at_hand(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The key x while files are read: what is at hand is kept, its code is shown, and the rest is counted."""
    read = files.read
    going = threading.Event()

    def slow(file: Path, *more: object) -> Notes:
        if file.name == "note-b.md":
            assert going.wait(20)
        return read(file, *more)  # type: ignore[arg-type]

    monkeypatch.setattr(files, "read", slow)
    async with Workbench(path, "A1").run_test(size=(80, 40)) as pilot:
        await ask_for(pilot, "./note-*.md")
        await until(pilot, AligningScreen)
        assert "File 1 of 3" in shown(pilot)
        await pilot.press("f3")
        await until(pilot, InterviewsScreen)
        for _ in range(400):
            if "File 2 of 3" in shown(pilot):
                break
            await pilot.pause(0.02)
        assert "File 2 of 3 · reading note-b.md … x stops after this file" in " ".join(shown(pilot).split())
        await pilot.press("x")
        going.set()
        await until(pilot, Written)
        said = shown(pilot)
        assert said.count("withdrawal code: W-") == 2
        assert "1 of 3 files not taken in: choose the same files again" in said
        await pilot.press("f2")
        await until(pilot, InterviewsScreen)
        await ask_for(pilot, "./note-*.md")
        await until(pilot, AligningScreen)
        await pilot.press("f3")
        await until(pilot, Written)
        assert shown(pilot).count("the same notes are in the project already") == 2
    assert interviews(path) == 3


async def test_the_preview_stops_all_or_leaves_one_out(path: Path) -> None:
    """Escape leaves a file out and goes on with the next; x leaves out this one and the rest."""
    async with Workbench(path, "A1").run_test(size=(80, 40)) as pilot:
        await ask_for(pilot, "./note-*.md")
        await until(pilot, AligningScreen)
        await pilot.press("escape")
        await until(pilot, Confirm)
        await pilot.press("y")
        await until(pilot, AligningScreen)
        for _ in range(200):
            if "File 2 of 3" in shown(pilot):
                break
            await pilot.pause(0.02)
        await pilot.press("x")
        await until(pilot, Confirm)
        await pilot.press("y")
        await until(pilot, Help)
        said = shown(pilot)
        assert said.count("left out, nothing of it is kept") == 2
        assert "1 of 3 files not taken in" in said
    assert interviews(path) == 0


async def test_a_crash_in_the_middle_tells_the_codes_there_are(path: Path) -> None:
    """What ends the program says the withdrawal codes nobody has seen yet, and nothing of the notes."""
    app = Workbench(path, "A1")
    async with app.run_test(size=(80, 40)) as pilot:
        await ask_for(pilot, "./note-*.md")
        await until(pilot, AligningScreen)
        await pilot.press("enter")
        await until(pilot, ReviewScreen)
        await pilot.press("f2")
        for _ in range(400):
            if isinstance(pilot.app.screen, AligningScreen):
                break
            await pilot.pause(0.02)
        app._exception = ValueError("something said in confidence")
        app._fatal_error()
        said = " ".join(str(getattr(each, "plain", each)) for each in app._exit_renderables)
        app._exit_renderables.clear()
        app._exception = None
    assert said.count("withdrawal code: W-") == 1
    assert "confidence" not in said
    assert interviews(path) == 1
