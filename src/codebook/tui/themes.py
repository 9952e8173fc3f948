"""A theme summary on screen as its audience will see it, and the file written from it."""

from pathlib import Path
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Footer, Markdown, Static

from codebook import reporting
from codebook.errors import CodebookError
from codebook.model.report import Audience
from codebook.settings import EXPORTS
from codebook.tui.dialogs import Confirm, Help, LinePrompt
from codebook.tui.picker import CodePicker
from codebook.tui.session import Session

AUDIENCES: tuple[Audience, ...] = ("team", "partner", "public")


class ThemesScreen(Screen[None]):
    """Choose themes and an audience, read the summary, write it."""

    TITLE = "Theme summaries"
    ABOUT = (
        "A summary holds each theme's definition, counts and quotes. What stands beside a quote depends on "
        "the audience: fewer people than the threshold are never described. This preview is what the file "
        "will say; 'Write' makes it as Word (.docx) or Markdown (.md)."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("t", "pick", "Themes"),
        Binding("a", "audience", "Audience"),
        Binding("w", "write", "Write file"),
        Binding("q,escape", "leave", "Back"),
    ]

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._tree = session.project.codes()
        self._themes: list[int] = []
        self._audience: Audience = "public"

    def compose(self) -> ComposeResult:
        """What is chosen, and the summary."""
        yield Static("", classes="bar", id="asked")
        with VerticalScroll():
            yield Markdown("Press **t** to choose themes: Space marks several, Enter takes them.")
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        """Say what is chosen, and let the arrows scroll."""
        self._title()
        self.query_one(VerticalScroll).focus()

    def _title(self) -> None:
        names = ", ".join(self._tree[code].name for code in self._themes) or "none chosen"
        said = f" {self._session.name} · theme summary for {self._audience} · themes: {names}"
        self.query_one("#asked", Static).update(Content(said))

    def action_pick(self) -> None:
        """Choose the themes of the summary."""

        def picked(codes: list[int] | None) -> None:
            if codes:
                self._themes = codes
                self._preview()

        self.app.push_screen(
            CodePicker(self._tree, marked=self._themes, title="Themes of the summary"), picked
        )

    def action_audience(self) -> None:
        """Write for another audience."""
        self._audience = AUDIENCES[(AUDIENCES.index(self._audience) + 1) % len(AUDIENCES)]
        self._title()
        if self._themes:
            self._preview()

    def _paths(self) -> list[str]:
        return [self._tree[code].path for code in self._themes]

    @work(thread=True, exclusive=True)
    def _preview(self) -> None:
        session, audience = self._session, self._audience
        try:
            text = reporting.preview(session.project, session.gate, self._paths(), audience)
        except CodebookError as error:
            text = str(error)
        self.app.call_from_thread(self._show, text)

    def _show(self, text: str) -> None:
        self._title()
        self.query_one(Markdown).update(text)

    def action_write(self) -> None:
        """Ask where to write the summary."""
        if not self._themes:
            self.notify("Choose themes first, with t.")
            return

        def named(name: str | None) -> None:
            target = Path(name or "").expanduser()
            if not name:
                return
            if target.exists():
                question = f"{target} exists. Write the summary for {self._audience} over it?"
                self.app.push_screen(Confirm(question, yes="Write over"), lambda yes: self._over(target, yes))
            else:
                self._write(target)

        proposed = str(EXPORTS / f"themes-{self._audience}.docx")
        self.app.push_screen(LinePrompt("Write the summary to", proposed), named)

    def _over(self, target: Path, yes: bool | None) -> None:  # noqa: FBT001 - the answer of a dialog
        if yes:
            self._write(target)

    @work(thread=True, exclusive=True)
    def _write(self, target: Path) -> None:
        session = self._session
        try:
            cleared = reporting.write_summary(
                session.project, session.gate, self._paths(), self._audience, target
            )
        except CodebookError as error:
            self.app.call_from_thread(self.notify, str(error), severity="error", markup=False)
            return
        rows = [("left out", change) for change in cleared.changes] or [("left out", "nothing")]
        self.app.call_from_thread(self.app.push_screen, Help(f"Written: {target}", "", rows))

    def action_leave(self) -> None:
        """Go back to the interviews."""
        self.dismiss()
