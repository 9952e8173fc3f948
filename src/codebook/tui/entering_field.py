"""A basic field: one coarse category, chosen from a list or typed; what is typed is never stored."""

from dataclasses import dataclass
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.events import Key
from textual.message import Message
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from codebook.intake.fields import category
from codebook.model.guide import Choice, Question

HINT = "Type a few letters or a number, or use the arrows. Enter takes the category; only that is stored."
MORE = "Several begin so: type on, or use the arrows."
NOTHING = "That fits none of them, and is not kept. Choose one with the arrows."


class FieldPicker(Vertical):
    """The categories of a field; typing goes to the one that fits, Enter takes it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab,ctrl+down", "leave(1)", "Next question", priority=True, show=False),
        Binding("shift+tab,ctrl+up", "leave(-1)", "Previous question", priority=True, show=False),
        Binding("enter", "take", "Take", priority=True),
    ]

    @dataclass
    class Taken(Message):
        """A category was chosen."""

        value: str

    @dataclass
    class Left(Message):
        """The next question is wanted (1), or the one before (-1)."""

        direction: int

    def compose(self) -> ComposeResult:
        """What is typed, the categories, and what becomes of it."""
        typed = Input(placeholder="type here", compact=True)
        typed.cursor_blink = False
        yield typed
        yield OptionList(compact=True)
        yield Static(HINT, classes="hint")

    def ask(self, question: Question, chosen: str) -> None:
        """Offer the categories of a field, the chosen one marked."""
        self._question = question
        typed, listed = self.query_one(Input), self.query_one(OptionList)
        with self.prevent(Input.Changed):
            typed.value = ""
        listed.can_focus = False
        listed.clear_options()
        signs = ("●" if each.value == chosen else "○" for each in question.choices)
        listed.add_options(
            Option(Content(f"{sign} {each.value}"))
            for sign, each in zip(signs, question.choices, strict=True)
        )
        values = [each.value for each in question.choices]
        listed.highlighted = values.index(chosen) if chosen in values else None
        self._say(HINT)
        typed.focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Go to the category that fits what is typed."""
        event.stop()
        said = event.value.casefold().strip()
        choices = self._question.choices
        fits = category(self._question, said)
        fitting = [at for at, each in enumerate(choices) if fits == each.value or _begins(each, said)]
        sure = fits is not None or len(fitting) == 1
        # where nothing fits, Enter must not take what stood there before
        self.query_one(OptionList).highlighted = fitting[0] if said and sure else None
        self._say(HINT if sure or not said else MORE if fitting else NOTHING)

    def _say(self, hint: str) -> None:
        self.query_one(".hint", Static).update(hint)

    def on_key(self, event: Key) -> None:
        """Arrows move in the list while the words are typed beside it."""
        listed = self.query_one(OptionList)
        if event.key == "down":
            listed.action_cursor_down()
            event.stop()
        elif event.key == "up":
            listed.action_cursor_up()
            event.stop()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """A click takes a category."""
        event.stop()
        self.action_take()

    def action_take(self) -> None:
        """Take the category under the cursor; with nothing typed and nothing chosen, leave it open."""
        at = self.query_one(OptionList).highlighted
        if at is not None:
            self.post_message(self.Taken(self._question.choices[at].value))
        elif not self.query_one(Input).value.strip():
            self.post_message(self.Left(1))
        else:
            self._say(NOTHING)

    def action_leave(self, direction: int) -> None:
        """Go on without a choice."""
        self.post_message(self.Left(direction))


def _begins(choice: Choice, said: str) -> bool:
    return any(word.casefold().startswith(said) for word in (choice.value, *choice.value.split()))
