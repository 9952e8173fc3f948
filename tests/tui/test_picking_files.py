"""Note files chosen with the keyboard: by name, by marks, by path and by pattern. All files are invented."""

from pathlib import Path

import pytest
from textual.app import App
from textual.pilot import Pilot
from textual.widgets import DataTable, Input, Static

from codebook.intake import files, guiding
from codebook.screening import gate_of
from codebook.store.project import Project
from codebook.tui.picking_files import FilePicker

NOTE = "# Interview with a survivor\n\n### Safe now\n\nNobody called back, {} times.\n"
Picked = list[tuple[Path, ...] | None]


class Host(App[None]):
    """Shows the picker and notes what it returned."""

    def __init__(self, project: Project, folder: Path) -> None:
        super().__init__()
        self._project, self._start = project, folder
        self.picked: Picked = []

    def on_mount(self) -> None:
        """Open it."""
        self.push_screen(FilePicker(self._project, self._start), self.picked.append)


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    """A folder with notes, other files, and a folder below it."""
    folder = tmp_path / "notes"
    (folder / "north").mkdir(parents=True)
    for number, name in enumerate(("a.md", "Bea [x].docx", "c.txt", "north/d.odt")):
        (folder / name).write_text(NOTE.format(number), encoding="utf-8")
    for name in (".hidden.md", "table.csv", "~$Bea [x].docx"):
        (folder / name).write_text("x", encoding="utf-8")
    return folder


async def pick(project: Project, folder: Path, *keys: str, wait: float = 0) -> list[list[str]]:
    """Press keys; what was picked, by name."""
    app = Host(project, folder)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause(wait)
        for key in keys:
            await pilot.press(key)
            await pilot.pause()
    return [[path.name for path in paths] for paths in app.picked if paths is not None]


def listed(pilot: Pilot[None]) -> list[str]:
    """The names on the screen."""
    table = pilot.app.screen.query_one(DataTable)
    return [str(table.get_row_at(row)[1]) for row in range(table.row_count)]


async def test_folders_and_notes_are_listed_and_nothing_else(project: Project, notes: Path) -> None:
    """Hidden files, locks and other kinds stay out; a name that looks like markup is shown as it is."""
    async with Host(project, notes).run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert listed(pilot) == ["..", "north/", "a.md", "Bea [x].docx", "c.txt"]


@pytest.mark.parametrize(
    ("keys", "names"),
    [
        (("enter",), ["a.md"]),
        (("down", "enter"), ["Bea [x].docx"]),
        (("b", "enter"), ["Bea [x].docx"]),
        ((*"c.txt", "enter"), ["c.txt"]),
        (("space", "down", "space", "enter"), ["a.md", "c.txt"]),
        (("space", "up", "space", "f2"), None),
        (("ctrl+a", "enter"), ["a.md", "Bea [x].docx", "c.txt"]),
        ((*"tx", "ctrl+a", "f2"), ["c.txt"]),
        ((*"*.md", "enter"), ["*.md"]),
        ((*"../notes/c.txt", "enter"), ["c.txt"]),
        ((*"~nobodyhere/x", "enter"), None),
        ((*"zzz", "enter"), None),
        (("escape",), None),
        (("z", "escape", "enter"), ["a.md"]),
    ],
)
async def test_keys_choose_files(
    project: Project, notes: Path, keys: tuple[str, ...], names: list[str] | None
) -> None:
    """Enter takes what is marked, else the file under the cursor; a path or pattern is taken as typed."""
    assert await pick(project, notes, *keys) == ([] if names is None else [names])


async def test_marks_outlast_a_change_of_folder(project: Project, notes: Path) -> None:
    """Files of two folders are taken at once; Enter on a folder opens it, `..` leads back."""
    keys = ("space", *"north", "enter", "space", "up", "up", "enter", "f2")
    assert await pick(project, notes, *keys) == [["a.md", "d.odt"]]


async def test_a_typed_folder_is_opened(project: Project, notes: Path) -> None:
    """Its files are listed, and the line is empty again."""
    async with Host(project, notes.parent).run_test(size=(80, 24)) as pilot:
        await pilot.press(*"notes/north", "enter")
        await pilot.pause()
        assert listed(pilot) == ["..", "d.odt"]
        assert pilot.app.screen.query_one(Input).value == ""


async def test_a_path_may_hold_a_blank(project: Project, notes: Path) -> None:
    """Space marks nothing while a path is typed."""
    async with Host(project, notes).run_test(size=(80, 24)) as pilot:
        await pilot.press(*"./a", "space", "b")
        assert pilot.app.screen.query_one(Input).value == "./a b"


async def test_files_of_the_project_are_named_and_not_marked_with_the_others(
    project: Project, notes: Path
) -> None:
    """They are known by their content, whatever they are called; nothing of a name is stored."""
    (notes / "copy.md").write_bytes((notes / "a.md").read_bytes())
    read = files.read(notes / "a.md", guiding.guide_named("C"), project)
    code = files.accept(project, gate_of(project), read).interview
    app = Host(project, notes)
    async with app.run_test(size=(80, 24)) as pilot:
        for _ in range(200):
            table = pilot.app.screen.query_one(DataTable)
            told = {
                str(table.get_row_at(at)[1]): str(table.get_row_at(at)[3]) for at in range(table.row_count)
            }
            if told["copy.md"]:
                break
            await pilot.pause(0.02)
        assert told["a.md"] == told["copy.md"] == code
        assert told["c.txt"] == ""
        await pilot.press("ctrl+a", "f2")
        await pilot.pause()
    assert [[path.name for path in paths or ()] for paths in app.picked] == [["Bea [x].docx", "c.txt"]]
    assert b"Bea" not in project.path.read_bytes()


async def test_a_folder_that_is_gone_is_told_of(project: Project, notes: Path) -> None:
    """The screen stays where it is."""
    async with Host(project, notes).run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        (notes / "north" / "d.odt").unlink()
        (notes / "north").rmdir()
        await pilot.press(*"north", "enter")
        await pilot.pause()
        assert "notes" in str(pilot.app.screen.query(Static).first().render())
        assert "cannot be opened" in " ".join(str(each.message) for each in pilot.app._notifications)
