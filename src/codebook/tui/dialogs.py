"""Small dialogs that return a value: a text, a line, a yes or no, a page of keys."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Button, Input, Label, Static, TextArea

from codebook.tui.safe_text import one_line, printable


class TextPrompt(ModalScreen[str | None]):
    """Several lines of text, such as a memo; None when it is cancelled. The title says on what."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s,f2", "save", "Save", priority=True),
        Binding("escape", "cancel", "Cancel", priority=True),
    ]
    DEFAULT_CSS = """
    TextPrompt { align: center middle; }
    TextPrompt > Vertical {
        width: 72; max-width: 96%; height: 16; max-height: 90%;
        border: round $primary; padding: 0 1; background: $surface;
    }
    TextPrompt TextArea { height: 1fr; border: none; padding: 0; }
    TextPrompt .hint { color: $text-muted; }
    """

    def __init__(self, title: str, text: str = "") -> None:
        super().__init__()
        self._title, self._text = title, text

    def compose(self) -> ComposeResult:
        """A title, the text, and how to leave."""
        with Vertical() as frame:
            frame.border_title = Content(one_line(self._title))
            yield TextArea(self._text, soft_wrap=True, tab_behavior="focus")
            yield Label("Ctrl+S or F2 saves · Escape cancels", classes="hint")

    def on_mount(self) -> None:
        """Write on at the end."""
        area = self.query_one(TextArea)
        area.move_cursor(area.document.end)
        area.focus()

    def action_save(self) -> None:
        """Return the text."""
        self.dismiss(self.query_one(TextArea).text)

    def action_cancel(self) -> None:
        """Return nothing; what was typed is given up only when asked."""
        if self.query_one(TextArea).text.strip() in ("", self._text.strip()):
            self.dismiss(None)
            return

        self.app.push_screen(Confirm("Throw away what you typed?", no="Go on"), self._gave_up)

    def _gave_up(self, sure: bool | None) -> None:  # noqa: FBT001 - the answer of a dialog
        if sure:
            self.dismiss(None)


class LinePrompt(ModalScreen[str | None]):
    """One line of text; None when it is cancelled or empty."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "cancel", "Cancel", priority=True)]
    DEFAULT_CSS = """
    LinePrompt { align: center middle; }
    LinePrompt > Vertical {
        width: 60; max-width: 96%; height: auto;
        border: round $primary; padding: 0 1; background: $surface;
    }
    LinePrompt .hint { color: $text-muted; }
    """

    def __init__(self, title: str, text: str = "", *, placeholder: str = "") -> None:
        super().__init__()
        self._title, self._text, self._placeholder = title, text, placeholder

    def compose(self) -> ComposeResult:
        """A title and the line."""
        with Vertical() as frame:
            frame.border_title = Content(one_line(self._title))
            yield Input(self._text, placeholder=self._placeholder, compact=True)
            yield Label("Enter accepts · Escape cancels", classes="hint")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Return the line."""
        self.dismiss(event.value.strip() or None)

    def action_cancel(self) -> None:
        """Return nothing."""
        self.dismiss(None)


class Confirm(ModalScreen[bool]):
    """A question that is answered with a key; anything but yes leaves all as it is."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "answer(True)", "Yes"),
        Binding("n,escape", "answer(False)", "No"),
    ]
    DEFAULT_CSS = """
    Confirm { align: center middle; }
    Confirm > Vertical {
        width: 60; max-width: 96%; height: auto;
        border: round $warning; padding: 1 2 0 2; background: $surface;
    }
    Confirm Horizontal { height: 1; margin: 1 0; align-horizontal: right; }
    Confirm Button { margin-left: 2; }
    """

    def __init__(self, question: str, *, yes: str = "Yes", no: str = "No") -> None:
        super().__init__()
        self._question, self._yes, self._no = question, yes, no

    def compose(self) -> ComposeResult:
        """The question, and No where Enter is."""
        with Vertical():
            yield Static(Content("\n".join(map(printable, self._question.splitlines()))))
            with Horizontal():
                yield Button(Content(f"{self._no} (n)"), id="no", compact=True)
                yield Button(Content(f"{self._yes} (y)"), id="yes", variant="warning", compact=True)

    def on_mount(self) -> None:
        """Enter says no unless somebody goes to the other button."""
        self.query_one("#no", Button).focus()

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Return the answer."""
        self.dismiss(event.button.id == "yes")

    def action_answer(self, answer: bool) -> None:  # noqa: FBT001 - Textual passes it so
        """Return the answer."""
        self.dismiss(answer)


class Choose(ModalScreen[int | None]):
    """One of a few answers, by its number; None when it is cancelled."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(str(number), f"choose({number})", show=False) for number in range(1, 10)),
        Binding("escape", "cancel", "Cancel"),
    ]
    DEFAULT_CSS = """
    Choose { align: center middle; }
    Choose > Vertical {
        width: 60; max-width: 96%; height: auto;
        border: round $primary; padding: 0 1; background: $surface;
    }
    Choose .hint { color: $text-muted; }
    """

    def __init__(self, question: str, answers: Sequence[str]) -> None:
        super().__init__()
        self._question, self._answers = question, tuple(answers)

    def compose(self) -> ComposeResult:
        """The answers with their numbers."""
        with Vertical() as frame:
            frame.border_title = Content(one_line(self._question))
            yield Static(Content("\n".join(f"{at}  {said}" for at, said in enumerate(self._answers, 1))))
            yield Label("The number chooses · Escape cancels", classes="hint")

    def action_choose(self, number: int) -> None:
        """Return the answer's place, from 0."""
        if number <= len(self._answers):
            self.dismiss(number - 1)

    def action_cancel(self) -> None:
        """Return nothing."""
        self.dismiss(None)


class Help(ModalScreen[None]):
    """The keys of a screen and a paragraph on what it is for."""

    SUBTITLE = "Escape closes"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,question_mark,q", "close", "Close")]
    DEFAULT_CSS = """
    Help { align: center middle; }
    Help > VerticalScroll {
        width: 76; max-width: 96%; height: auto; max-height: 90%;
        border: round $primary; padding: 0 1; background: $surface;
    }
    Help .about { margin-bottom: 1; }
    Help Horizontal { height: auto; }
    Help .key { color: $text-accent; text-style: bold; }
    Help .what { width: 1fr; }
    """

    def __init__(self, title: str, paragraph: str, keys: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self._title, self._paragraph, self._keys = title, paragraph, keys

    def compose(self) -> ComposeResult:
        """The paragraph, then a line for each key."""
        with VerticalScroll() as frame:
            frame.border_title = Content(one_line(self._title))
            frame.border_subtitle = Content(self.SUBTITLE)
            if self._paragraph:
                yield Static(Content(self._paragraph), classes="about")
            wide = min(22, max((len(key) for key, _ in self._keys), default=0)) + 2
            for key, what in self._keys:
                with Horizontal():
                    name = Static(Content(key), classes="key")
                    name.styles.width = wide
                    yield name
                    yield Static(Content(what), classes="what")

    def on_mount(self) -> None:
        """Arrows scroll."""
        self.query_one(VerticalScroll).focus()

    def action_close(self) -> None:
        """Go back."""
        self.dismiss(None)


class Written(Help, inherit_bindings=False):
    """Something that is shown once: it stays until the reader says that it is on paper."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("f2", "close", "It is on paper")]
    SUBTITLE = "F2: I have written the codes down"
