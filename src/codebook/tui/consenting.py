"""The consent points of a guide, confirmed one by one before any note can be typed."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Footer, Static

from codebook.model.guide import Question
from codebook.tui.dialogs import Confirm
from codebook.tui.safe_text import printable


class ConsentScreen(Screen[bool]):
    """Whether the participant agreed to every point; a refusal ends the interview with nothing kept."""

    TITLE = "Consent"
    ABOUT = (
        "Each point was said to the participant at the start of the session. Confirm what was said and "
        "agreed to, one point at a time. If the participant refused a point, n ends the entry and nothing "
        "is kept, not even that there was an interview."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y,enter", "agree", "Said and agreed", key_display="y"),
        Binding("n", "refuse", "Refused"),
        Binding("b,backspace", "back", "Back one"),
        Binding("escape", "cancel", "Cancel"),
    ]

    def __init__(self, title: str, points: Sequence[Question]) -> None:
        super().__init__()
        self._title, self._points, self._at = title, tuple(points), 0

    def compose(self) -> ComposeResult:
        """The points, and the one that is being confirmed."""
        yield Static(Content(f" {self._title} · consent"), classes="bar")
        with VerticalScroll(classes="page"):
            yield Static("", id="points")
            with Vertical(id="point"):
                yield Static("", id="asked")
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        """Begin with the first point."""
        self._show()

    def _show(self) -> None:
        lines = []
        for at, point in enumerate(self._points):
            sign = "✓" if at < self._at else "▸" if at == self._at else " "
            style = "bold" if at == self._at else "dim" if at > self._at else ""
            lines.append(Content.styled(f"{sign} {at + 1}  {printable(point.label)}", style))
        self.query_one("#points", Static).update(Content("\n").join(lines))
        point = self._points[self._at]
        self.query_one("#asked", Static).update(Content(printable(point.prompt)))
        self.query_one("#point").border_title = Content(f"{self._at + 1} of {len(self._points)}")
        self.query_one("#point").border_subtitle = Content("y  said and agreed   n  refused")

    def action_agree(self) -> None:
        """Confirm this point and go to the next."""
        self._at += 1
        if self._at == len(self._points):
            self.dismiss(result=True)
        else:
            self._show()

    def action_back(self) -> None:
        """Go back to the point before."""
        self._at = max(0, self._at - 1)
        self._show()

    def action_refuse(self) -> None:
        """End with nothing kept, after asking."""
        question = "The participant refused this point. End here? Nothing is kept of this interview."
        self.app.push_screen(Confirm(question, yes="End", no="Go back"), self._refused)

    def _refused(self, sure: bool | None) -> None:  # noqa: FBT001 - the answer of a dialog
        if sure:
            self.dismiss(result=False)

    def action_cancel(self) -> None:
        """Go back without an interview; nothing was kept so far."""
        self.dismiss(result=False)
