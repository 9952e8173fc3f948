"""How every screen looks at 80×24 and 120×40, on a small invented project with frozen codes."""

from collections.abc import Awaitable, Callable
from datetime import date
from pathlib import Path

import pytest
from textual.pilot import Pilot

from codebook import coding
from codebook.deid import gate as gate_module
from codebook.deid.gate import Gate
from codebook.editing import loading
from codebook.intake import files, guiding
from codebook.model.span import Span
from codebook.settings import codebook_file
from codebook.store import project as project_module
from codebook.store.project import Project
from codebook.tui import picking_files
from codebook.tui.aligning import AligningScreen
from codebook.tui.app import Workbench
from codebook.tui.home import HomeScreen
from codebook.tui.reviewing import ReviewScreen

SIZES = [(80, 24), (120, 40)]
Compare = Callable[..., bool]
NOTE = """# Interview with a survivor

## Questions about victimization

### Reported to the police

She went to the police twice. Nobody called her back. "They looked at my clothes and not at me."

### Safe now

The shelter has a lock on the door. She sleeps with the light on.
"""


# Raw: everybody and everything in it is invented.
RAW = """# Interview with a survivor

## Questions about victimization

### Reported to the police

met ashleigh friesen at bridges to safety in kitimat on july 2, 2022. her boss, mr. dhanoa, had her passport.
ashleigh called 250-555-0143 twice. the constable is the only cree woman in the detachment, she said.

### Safe now

zorblat never called. hope said the shelter was full.
"""


@pytest.fixture
def study(tmp_path: Path, gate: Gate, monkeypatch: pytest.MonkeyPatch) -> Path:
    """One coded interview whose case code does not change from run to run."""
    monkeypatch.setattr(gate_module, "_drawn", lambda length: "4K72"[:length])
    monkeypatch.setattr(project_module, "today", lambda: date(2026, 1, 5))
    monkeypatch.chdir(tmp_path)
    note = tmp_path / "note.md"
    note.write_text(NOTE, encoding="utf-8")
    (tmp_path / "raw.md").write_text(RAW, encoding="utf-8")
    path = tmp_path / "projects" / "study.db"
    with Project.create(path) as project:
        loading.load_codebook(project, gate, codebook_file("starter"))
        files.accept(project, gate, files.read(note, guiding.guide_named("C"), project))
        tree, place = project.codes(), project.passages()[1]
        for coder, names in (("A1", ("access", "experience/bad")), ("B2", ("people/power",))):
            coding.join(project, gate, coder)
            wanted = [coding.Wanted(place.id, Span(30, 53), tree.find(name).id) for name in names]
            coding.apply(project, coder, wanted)
    return path


def steps(*keys: str) -> Callable[[Pilot[None]], Awaitable[None]]:
    """Wait for the project to open, then press keys, leaving time for each screen to settle."""

    async def run(pilot: Pilot[None]) -> None:
        for _ in range(300):
            if not isinstance(pilot.app.screen, HomeScreen) and len(pilot.app.screen_stack) > 2:
                break
            await pilot.pause(0.02)
        for key in keys:
            await pilot.press(key)
            await pilot.pause(0.1)
        for _ in range(100):
            if not pilot.app.workers:
                break
            await pilot.pause(0.02)
        await pilot.pause()

    return run


SCREENS = {
    "interviews": (),
    "desk": ("enter", "down", "down"),
    "amend": ("enter", "right_square_bracket", "E", "f4"),
    "amended": ("enter", "right_square_bracket", "E", *"Not so ", "f2"),
    "question": ("enter", "right_square_bracket", "Q"),
    "definition": ("enter", "right_square_bracket", "d"),
    "explore": ("e", "down"),
    "themes": ("t", "a", "t", "a", "c", "c", "enter"),
    "help": ("enter", "question_mark"),
    "history": ("h",),
    "consent": ("a",),
    "fieldwork": ("f", "down"),
}


@pytest.mark.parametrize("size", SIZES, ids=["80x24", "120x40"])
@pytest.mark.parametrize("keys", SCREENS.values(), ids=SCREENS)
def test_screen(snap_compare: Compare, study: Path, size: tuple[int, int], keys: tuple[str, ...]) -> None:
    """The screen looks as it did when somebody last looked at it."""
    assert snap_compare(Workbench(study, "A1"), terminal_size=size, run_before=steps(*keys))


def review(*keys: str) -> Callable[[Pilot[None]], Awaitable[None]]:
    """Take the raw note in as far as its review, then press keys."""

    async def run(pilot: Pilot[None]) -> None:
        await steps("i", *"raw.md", "enter")(pilot)
        for screen in (AligningScreen, ReviewScreen):
            for _ in range(400):
                if isinstance(pilot.app.screen, screen):
                    break
                await pilot.pause(0.02)
            if screen is AligningScreen:
                await pilot.press("enter")
        for key in keys:
            await pilot.press(key)
            await pilot.pause(0.1)
        await pilot.pause()

    return run


@pytest.mark.parametrize("size", SIZES, ids=["80x24", "120x40"])
@pytest.mark.parametrize("keys", [("k", "1"), ("v",)], ids=["decide", "read"])
def test_review(snap_compare: Compare, study: Path, size: tuple[int, int], keys: tuple[str, ...]) -> None:
    """The finds of a note as they are decided, and the note as it will be stored."""
    assert snap_compare(Workbench(study, "A1"), terminal_size=size, run_before=review(*keys))


# Raw: two people's words in one file; everybody and everything in it is invented.
MIXED = """# Interview with a survivor

Q3 reported: went to the police twice, nobody called back.
Where they turned for help
The shelter, where there was a bed for three nights. Then a cousin's sofa, and then the shelter again.

The second one came later.

Q3 reported: never, and would not.
"""


@pytest.fixture
def notes(study: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of notes beside the project, one taken in already, and a file of two people's words."""
    folder = study.parents[1] / "notes"
    for name in ("one.md", "two.docx", "three.txt", "south/four.odt"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(f"invented {name}", encoding="utf-8")
    (folder / "known.md").write_text(NOTE, encoding="utf-8")
    (folder.parent / "mixed.md").write_text(MIXED, encoding="utf-8")
    monkeypatch.setattr(picking_files, "_shown_folder", lambda _folder, _room: "notes")
    return study


def aligning(*keys: str) -> Callable[[Pilot[None]], Awaitable[None]]:
    """Take a file of two people's words in as far as the list of its passages, then press keys."""

    async def run(pilot: Pilot[None]) -> None:
        await steps("i", *"mixed", "enter")(pilot)
        for _ in range(400):
            if isinstance(pilot.app.screen, AligningScreen):
                break
            await pilot.pause(0.02)
        for key in keys:
            await pilot.press(key)
            await pilot.pause(0.1)
        await pilot.pause()

    return run


@pytest.mark.parametrize("size", SIZES, ids=["80x24", "120x40"])
@pytest.mark.parametrize("keys", [("space", "down", "space"), (*"thr",)], ids=["marked", "typed"])
def test_picking(snap_compare: Compare, notes: Path, size: tuple[int, int], keys: tuple[str, ...]) -> None:
    """The note files of a folder, marked and looked for by name."""
    run = steps("i", *"notes/", "enter", *keys)
    assert snap_compare(Workbench(notes, "A1"), terminal_size=size, run_before=run)


@pytest.mark.parametrize("size", SIZES, ids=["80x24", "120x40"])
@pytest.mark.parametrize(
    "keys", [(), ("down", "down", "down", "space", "space", "G", "1")], ids=["found", "given"]
)
def test_aligning(snap_compare: Compare, notes: Path, size: tuple[int, int], keys: tuple[str, ...]) -> None:
    """The passages of a file as they were found, and with some given to another case."""
    assert snap_compare(Workbench(notes, "A1"), terminal_size=size, run_before=aligning(*keys))


@pytest.mark.parametrize("size", SIZES, ids=["80x24", "120x40"])
def test_home(snap_compare: Compare, study: Path, size: tuple[int, int]) -> None:
    """The projects of the folder."""
    assert snap_compare(Workbench(None, "A1"), terminal_size=size)


ENTRY = {
    "choose": ("n",),
    "points": ("n", "2", "1", "y", "y"),
    "refused": ("n", "2", "1", "y", "n"),
    "field": ("n", "2", "1", *"yyyyyy", "2", "7"),
    "answer": ("n", "2", "1", *"yyyyyy", *["tab"] * 5, *"she met ashleigh friesen", "full_stop"),
    "help": ("n", "2", "1", *"yyyyyy", "tab", "f1"),
}


@pytest.mark.parametrize("size", SIZES, ids=["80x24", "120x40"])
@pytest.mark.parametrize("keys", ENTRY.values(), ids=ENTRY)
def test_entry(snap_compare: Compare, study: Path, size: tuple[int, int], keys: tuple[str, ...]) -> None:
    """An interview from the choice of a guide to an answer with a find."""

    async def run(pilot: Pilot[None]) -> None:
        for _ in range(300):
            if not isinstance(pilot.app.screen, HomeScreen) and len(pilot.app.screen_stack) > 2:
                break
            await pilot.pause(0.02)
        for key in keys:
            await pilot.press("space" if key == " " else key)
            await pilot.pause(0.0 if key.isalpha() and key not in "ny" else 0.1)
        await pilot.pause(0.9)

    assert snap_compare(Workbench(study, "A1"), terminal_size=size, run_before=run)
