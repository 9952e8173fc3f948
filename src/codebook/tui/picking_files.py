"""The screen on which note files are chosen: from a folder, by name, by path or by pattern."""

from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.screen import Screen
from textual.widgets import DataTable, Footer, Input, Static
from textual.worker import get_current_worker

from codebook.errors import CodebookError
from codebook.intake import files
from codebook.store.project import Project
from codebook.tui.safe_text import clipped, one_line

COLUMNS = ("", "Name", "Size", "In the project")
UP = ".."
PATH_SIGNS = frozenset("/\\*[~")
LARGEST = 50_000_000  # bytes; a larger file is not read only to tell whether it is known


@dataclass(frozen=True, slots=True)
class _Place:
    """A folder, or a note file with its size."""

    path: Path
    name: str
    size: int | None = None


class _Line(Input):
    """A line in which Space is no letter, so that it can mark."""

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Leave Space to the screen."""
        return key != "space" and super().check_consume_key(key, character)


class FilePicker(Screen[tuple[Path, ...] | None]):
    """Files, or a path or pattern that was typed; None when it is cancelled.

    Names stay on the screen: nothing of them is stored.
    """

    TITLE = "Which notes?"
    ABOUT = (
        "The note files of a folder. Type part of a name to see only what fits, or a path or pattern such as "
        "notes/*.docx. Space marks a file, also in several folders one after the other, Ctrl+A all that is "
        "shown. Enter opens a folder; on a file it takes what is marked, or this file when nothing is. Files "
        "that were taken in before are named with their interview."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "take", "Take, open", priority=True),
        Binding("space", "mark", "Mark", priority=True),
        Binding("ctrl+a", "mark_all", "Mark all", priority=True),
        Binding("f2", "take_marked", "Take all marked", key_display="F2", priority=True),
        Binding("escape", "cancel", "Back", priority=True),
        Binding("down", "step(1)", "Down", show=False, priority=True),
        Binding("up", "step(-1)", "Up", show=False, priority=True),
        Binding("pagedown", "step(10)", "Further down", show=False, priority=True),
        Binding("pageup", "step(-10)", "Further up", show=False, priority=True),
    ]

    def __init__(self, project: Project, folder: Path) -> None:
        super().__init__()
        self._project, self._folder = project, folder.absolute()
        self._held: list[_Place] = []
        self._shown: list[_Place] = []
        self._marked: dict[Path, None] = {}
        self._known: dict[Path, str] = {}

    def compose(self) -> ComposeResult:
        """The folder, the line that is typed in, what is there."""
        yield Static("", classes="bar")
        yield _Line(placeholder="part of a name, a path, or a pattern such as notes/*.docx", compact=True)
        table: DataTable[Content] = DataTable(cursor_type="row", zebra_stripes=True)
        table.can_focus = False
        yield table
        yield Static("", id="state")
        yield Footer(show_command_palette=False, compact=True)

    def on_mount(self) -> None:
        """Show the folder."""
        self.query_one(Input).focus()
        self._enter(self._folder)

    def on_resize(self) -> None:
        """Fill the width there is."""
        self._list()

    @property
    def _typed(self) -> str:
        return self.query_one(Input).value.strip()

    def _enter(self, folder: Path) -> None:
        try:
            self._held = _held(folder)
        except OSError:
            self.notify(f"{one_line(str(folder))} cannot be opened.", severity="error", markup=False)
            return
        self._folder = folder
        self.query_one(Input).clear()
        self._list()
        self._recognise()

    def _list(self) -> None:
        """Show what fits the typed words; the cursor goes to what fits best."""
        typed = self._typed.casefold()
        wanted = "" if _is_path(typed) else typed
        self._shown = [each for each in self._held if wanted in each.name.casefold()]
        table = self.query_one(DataTable)
        table.clear(columns=True)
        wide = max(20, self.size.width - 37)
        for head, width in zip(COLUMNS, (1, wide, 9, 16), strict=True):
            table.add_column(head, width=width, key=head or "mark")
        for at, each in enumerate(self._shown):
            size = "folder" if each.size is None else _said(each.size)
            known = Content(self._known.get(each.path, ""))
            name = Content(clipped(one_line(each.name), wide))
            table.add_row(self._mark_of(each), name, Content(f"{size:>9}"), known, key=str(at))
        if self._shown:
            table.move_cursor(row=min(range(len(self._shown)), key=lambda at: _rank(self._shown[at], wanted)))
        self._say()

    def _mark_of(self, each: _Place) -> Content:
        return Content("✓" if each.path in self._marked else " ")

    def _say(self) -> None:
        count = len(self._marked)
        where = _shown_folder(self._folder, self.size.width - 26)
        self.query_one(".bar", Static).update(Content(f" Import · {where} · {count} marked"))
        notes = sum(each.size is not None for each in self._held)
        kinds = " ".join(files.KINDS)
        said = f" {notes} note file{'s' * (notes != 1)} here ({kinds})"
        if self._typed and not _is_path(self._typed):
            said = f" {len(self._shown)} of {len(self._held)} fit"
        elif self._typed:
            said = " Enter takes this path or pattern"
        self.query_one("#state", Static).update(Content(said))

    @work(thread=True, exclusive=True, group="recognising")
    def _recognise(self) -> None:
        """Tell which files of the folder were taken in before; reading them may take a moment."""
        worker = get_current_worker()
        for each in self._held:
            if worker.is_cancelled:
                return
            if each.size is None or each.size > LARGEST or each.path in self._known:
                continue
            try:
                code = files.interview_of(self._project, each.path)
            except CodebookError:
                continue
            if code is not None:
                self.app.call_from_thread(self._recognised, each, code)

    def _recognised(self, place: _Place, code: str) -> None:
        self._known[place.path] = code
        if self.is_mounted and place in self._shown:
            table = self.query_one(DataTable)
            table.update_cell(str(self._shown.index(place)), COLUMNS[-1], Content(code))

    def _current(self) -> _Place | None:
        row = self.query_one(DataTable).cursor_row
        return self._shown[row] if 0 <= row < len(self._shown) else None

    def on_input_changed(self) -> None:
        """Leave what fits."""
        self._list()

    def on_data_table_row_selected(self, event: DataTable.RowSelected) -> None:
        """A click on the highlighted line opens the folder, or marks the file."""
        place = self._shown[event.cursor_row]
        if place.size is None:
            self._enter(place.path)
        else:
            self.action_mark()

    def action_step(self, lines: int) -> None:
        """Go to another line while the words are typed in."""
        table = self.query_one(DataTable)
        table.move_cursor(row=min(max(table.cursor_row + lines, 0), max(len(self._shown) - 1, 0)))

    def action_mark(self) -> None:
        """Mark the file under the cursor, or take its mark away; a path that is typed gets its blank."""
        if _is_path(self._typed):
            self.query_one(Input).insert_text_at_cursor(" ")
            return
        place = self._current()
        if place is not None and place.size is not None:
            self._turn(place, marked=place.path not in self._marked)
            self.action_step(1)

    def action_mark_all(self) -> None:
        """Mark every file shown that is new to the project, or take all these marks away."""
        new = [each for each in self._shown if each.size is not None and each.path not in self._known]
        marked = not all(each.path in self._marked for each in new)
        for each in new:
            self._turn(each, marked=marked)

    def _turn(self, place: _Place, *, marked: bool) -> None:
        if marked:
            self._marked[place.path] = None
        else:
            self._marked.pop(place.path, None)
        row = str(self._shown.index(place))
        self.query_one(DataTable).update_cell(row, "mark", self._mark_of(place))
        self._say()

    def action_take(self) -> None:
        """Open a folder, or take what is marked, the file under the cursor, or what is typed."""
        if _is_path(self._typed):
            self._take_typed()
            return
        place = self._current()
        if place is None:
            self.notify("Nothing here fits what you typed.")
        elif place.size is None:
            self._enter(place.path)
        else:
            self.dismiss(tuple(self._marked) or (place.path,))

    def _take_typed(self) -> None:
        try:
            wanted = self._folder / Path(self._typed).expanduser()
        except RuntimeError:
            self.notify("There is no such home folder.", severity="error")
            return
        if wanted.is_dir():
            self._enter(wanted.resolve())
        else:
            self.dismiss((*self._marked, wanted))

    def action_take_marked(self) -> None:
        """Take what is marked."""
        if self._marked:
            self.dismiss(tuple(self._marked))
        else:
            self.notify("Nothing is marked yet. Space marks the file under the cursor.")

    def action_cancel(self) -> None:
        """Empty the line; when it is empty, choose nothing."""
        if self._typed:
            self.query_one(Input).clear()
        else:
            self.dismiss(None)


def _held(folder: Path) -> list[_Place]:
    """The folder above, the folders and the note files of a folder, by name; hidden ones stay out.

    Raises:
        OSError: the folder cannot be opened.
    """
    folders: list[_Place] = []
    notes: list[_Place] = []
    for path in sorted(folder.iterdir(), key=lambda path: path.name.casefold()):
        if path.name.startswith((".", "~$")):
            continue
        if path.is_dir():
            folders.append(_Place(path, f"{path.name}/"))
        elif path.suffix.casefold() in files.KINDS and path.is_file():
            notes.append(_Place(path, path.name, path.stat().st_size))
    up = [_Place(folder.parent, UP)] * (folder.parent != folder)
    return [*up, *folders, *notes]


def _shown_folder(folder: Path, room: int) -> str:
    """A folder's path, or its end where there is no room for all."""
    where = one_line(str(folder))
    return where if len(where) <= room else f"…{where[1 - room :]}"


def _is_path(typed: str) -> bool:
    return not PATH_SIGNS.isdisjoint(typed)


def _rank(place: _Place, typed: str) -> tuple[bool, bool, bool]:
    """What fits best comes first: the very name, then its beginning, then files before folders."""
    name = place.name.casefold()
    return name != typed, not (typed and name.startswith(typed)), place.size is None


def _said(size: int) -> str:
    if size < 1000:
        return f"{size} B"
    return f"{size / 1_000_000:.1f} MB" if size >= 1_000_000 else f"{size / 1000:.1f} kB"
