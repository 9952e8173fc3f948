"""The first screen: choose a project, make one, or try the sample."""

from pathlib import Path
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Footer, Label, OptionList, Static
from textual.widgets.option_list import Option

from codebook.errors import CodebookError
from codebook.settings import PROJECTS, codebook_file, project_path
from codebook.tui.attempt import attempt
from codebook.tui.dialogs import LinePrompt


class HomeScreen(Screen[None]):
    """Projects of this folder; one can be opened or made."""

    TITLE = "Projects"
    ABOUT = (
        "A project is one file in the folder 'projects'. Open one with Enter, or make a new one: it begins "
        "with the codebook for survivor services and takes notes along guides B and C."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "make", "New project"),
        Binding("c", "coder", "Change coder"),
        Binding("q", "app.quit", "Quit"),
    ]

    def __init__(self, coder: str, path: Path | None) -> None:
        super().__init__()
        self._coder, self._path = coder, path

    def compose(self) -> ComposeResult:
        """A title, the projects there are, and the promise."""
        yield Static(" codebook", classes="bar")
        with Vertical(classes="page"):
            yield Label(f"Projects in {PROJECTS}/", classes="lead")
            yield OptionList(id="projects")
            yield Static("", id="state")
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        """List projects; open the one that was asked for once this is painted."""
        self._list()
        if self._path is not None:
            self.call_after_refresh(self._open, self._path)

    def on_screen_resume(self) -> None:
        """Come back from a project."""
        self._list()
        self._say(f"You are coder {self._coder}.")

    def _list(self) -> None:
        listed = self.query_one(OptionList)
        listed.clear_options()
        listed.add_options(
            [Option(Content(path.stem), id=str(path)) for path in sorted(PROJECTS.glob("*.db"))]
        )
        if not listed.option_count:
            listed.add_option(Option("No project yet: press n to make one.", disabled=True))
        listed.focus()

    def _say(self, text: str) -> None:
        self.query_one("#state", Static).update(Content(text))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Open the chosen project."""
        self._open(Path(str(event.option.id)))

    def _open(self, path: Path) -> None:
        self._say(f"Opening {path.stem} …")
        self._load(path, None)

    def action_make(self) -> None:
        """Ask for a name and make a project of it."""

        def named(name: str | None) -> None:
            if name:
                self._say(f"Making {name}: its codebook goes through the gate, a moment …")
                self._load(project_path(name), codebook_file("survivor-services"))

        self.app.push_screen(LinePrompt("New project", placeholder="a short name, such as study"), named)

    def action_coder(self) -> None:
        """Ask who is at the keyboard."""

        def named(handle: str | None) -> None:
            if handle:
                # The gate's patterns take 0.15 s to load, so they wait for the first handle.
                from codebook.deid.gate import Gate

                self._coder = attempt(self, lambda: Gate().handle(handle).text) or self._coder
                self._say(f"You are coder {self._coder}.")

        self.app.push_screen(LinePrompt("Your handle", self._coder, placeholder="such as A1 or B2"), named)

    @work(thread=True, exclusive=True)
    def _load(self, path: Path, codebook: Path | None) -> None:
        # The store brings SQLAlchemy (0.24 s), so it loads after the first screen is painted.
        from codebook.tui import opening

        try:
            session = opening.session(path, self._coder, codebook)
        except CodebookError as error:
            self.app.call_from_thread(self._say, str(error))
            return
        self.app.call_from_thread(opening.enter, self.app, session)
