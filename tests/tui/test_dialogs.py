"""Dialogs return a value, and Escape always leaves without one."""

from typing import Any

import pytest
from textual.app import App
from textual.screen import ModalScreen
from textual.widgets import Label, Static

from codebook.tui.dialogs import Confirm, Help, LinePrompt, TextPrompt


async def answer(dialog: ModalScreen[Any], *keys: str) -> list[Any]:
    """What a dialog returns after some keys."""
    app: App[None] = App()
    answers: list[Any] = []
    async with app.run_test(size=(80, 24)) as pilot:
        app.push_screen(dialog, answers.append)
        await pilot.pause()
        await pilot.press(*keys)
        await pilot.pause()
    return answers


@pytest.mark.parametrize("save", ["ctrl+s", "f2"])
async def test_a_memo_keeps_its_lines(save: str) -> None:
    """A memo keeps its lines."""
    assert await answer(TextPrompt("Memo", "One"), "enter", "x", save) == ["One\nx"]


async def test_escape_leaves_a_memo_unwritten() -> None:
    """Escape leaves a memo unwritten."""
    assert await answer(TextPrompt("Memo"), "escape") == [None]
    assert await answer(TextPrompt("Memo"), "x", "escape", "y") == [None]


async def test_a_line_is_accepted_with_enter_and_empty_is_none() -> None:
    """A line is accepted with enter and empty is none."""
    assert await answer(LinePrompt("Name"), "a", "b", "enter") == ["ab"]
    assert await answer(LinePrompt("Name"), "space", "enter") == [None]
    assert await answer(LinePrompt("Name", "old"), "x", "escape") == [None]


@pytest.mark.parametrize(
    ("keys", "said"), [("y", True), ("n", False), ("escape", False), ("enter", False), ("tab enter", True)]
)
async def test_only_a_clear_yes_is_yes(keys: str, said: bool) -> None:  # noqa: FBT001 - a table of cases
    """Only a clear yes is yes."""
    assert await answer(Confirm("Remove it?"), *keys.split()) == [said]


@pytest.mark.parametrize("key", ["escape", "question_mark", "q"])
async def test_help_closes(key: str) -> None:
    """Help closes."""
    assert await answer(Help("Coding", "Select and code.", [("c", "code")]), key) == [None]


async def test_square_brackets_and_escapes_are_shown_and_not_obeyed() -> None:
    """Square brackets and escapes are shown and not obeyed."""
    app: App[None] = App()
    async with app.run_test(size=(80, 24)) as pilot:
        app.push_screen(Help("[b]Keys[/b]", "Press [ or ].", [("[", "back"), ("]", "on")]))
        await pilot.pause()
        texts = [str(static.render()) for static in app.screen.query(Static) if not isinstance(static, Label)]
        assert "Press [ or ]." in texts[0]
        assert texts[1:3] == ["[", "back"]
