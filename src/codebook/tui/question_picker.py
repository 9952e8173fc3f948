"""The dialog in which a question of the guide is chosen."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Label, OptionList
from textual.widgets.option_list import Option

from codebook.tui.safe_text import one_line

NONE = ""


class QuestionPicker(ModalScreen[str | None]):
    """Choose a question by its words or its id; its id, "" for no question, None when cancelled.

    `asked` gives id, section and label of each question in the order of the guide.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "cancel", "Cancel", priority=True),
        Binding("down", "step(1)", "Down", show=False, priority=True),
        Binding("up", "step(-1)", "Up", show=False, priority=True),
    ]
    DEFAULT_CSS = """
    QuestionPicker { align: center middle; }
    QuestionPicker > Vertical {
        width: 76; max-width: 96%; height: 20; max-height: 90%;
        border: round $primary; padding: 0 1; background: $surface;
    }
    QuestionPicker OptionList { height: 1fr; border: none; padding: 0; }
    QuestionPicker .hint { color: $text-muted; }
    """

    def __init__(self, asked: Sequence[tuple[str, str, str]], now: str | None) -> None:
        super().__init__()
        self._asked, self._now = tuple(asked), now or NONE

    def compose(self) -> ComposeResult:
        """What is looked for, the questions, and how to leave."""
        with Vertical() as frame:
            frame.border_title = "Which question does it answer?"
            yield Input(placeholder="part of the question or its id", compact=True)
            yield OptionList()
            yield Label("Enter chooses · Escape cancels", classes="hint")

    def on_mount(self) -> None:
        """List all questions and stand on the present one."""
        self._list("")
        places = [ref for ref, _, _ in self._found]
        if self._now in places:
            self.query_one(OptionList).highlighted = places.index(self._now)
        self.query_one(Input).focus()

    def _list(self, typed: str) -> None:
        words = typed.casefold().split()
        rows = [*self._asked, (NONE, "", "Not under a question")]
        self._found = [row for row in rows if all(word in " ".join(row).casefold() for word in words)]
        options = self.query_one(OptionList)
        options.clear_options()
        for ref, section, label in self._found:
            where = f"  {ref}  {one_line(section)}{'  (now)' * (ref == self._now)}"
            options.add_option(Option(Content.assemble(one_line(label), (where, "dim"))))
        options.highlighted = 0 if self._found else None

    def on_input_changed(self, event: Input.Changed) -> None:
        """Leave the questions that fit what is typed."""
        self._list(event.value)

    def on_input_submitted(self) -> None:
        """Choose the highlighted question."""
        at = self.query_one(OptionList).highlighted
        if at is not None:
            self.dismiss(self._found[at][0])

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Choose the question that was clicked."""
        self.dismiss(self._found[event.option_index][0])

    def action_step(self, lines: int) -> None:
        """Highlight another question while the line is typed in."""
        options = self.query_one(OptionList)
        if options.highlighted is not None:
            options.highlighted = min(max(options.highlighted + lines, 0), len(self._found) - 1)

    def action_cancel(self) -> None:
        """Choose nothing."""
        self.dismiss(None)
