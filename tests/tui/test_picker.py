"""A few letters and Enter choose a code."""

import pytest
from textual.app import App

from codebook.tui.picker import CodePicker
from codebook.tui.picker_ranking import ranking
from tests.tui import sample


class Picking(App[None]):
    """An app that opens the picker and keeps what it returns."""

    def __init__(self, *recent: int) -> None:
        super().__init__()
        self.recent = recent
        self.answers: list[list[int] | None] = []

    def on_mount(self) -> None:
        """Open the picker."""
        self.push_screen(CodePicker(sample.tree(), recent=self.recent), self.answers.append)


async def pick(*keys: str, recent: tuple[int, ...] = ()) -> list[list[int] | None]:
    """What the picker returns after some keys."""
    app = Picking(*recent)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(*keys)
        await pilot.pause()
    return app.answers


async def test_three_letters_and_enter_choose_a_code() -> None:
    """Three letters and enter choose a code."""
    assert await pick("d", "i", "s", "enter") == [[2]]


async def test_escape_chooses_nothing() -> None:
    """Escape chooses nothing."""
    assert await pick("d", "escape") == [None]


async def test_recent_codes_come_first() -> None:
    """Recent codes come first."""
    assert await pick("enter", recent=(9, 4)) == [[9]]
    assert await pick("down", "enter", recent=(9, 4)) == [[4]]


async def test_several_are_marked_and_the_one_searched_last_is_taken_too() -> None:
    """Several are marked and the one searched last is taken too."""
    assert await pick("d", "i", "s", "space", "p", "e", "e", "r", "enter") == [[2, 15]]
    assert await pick("tab", "tab", "enter", recent=(9, 4)) == [[9, 4]]
    assert await pick("tab", "up", "tab", "enter", recent=(9, 4)) == [[4]]


async def test_enter_waits_while_nothing_answers() -> None:
    """Enter waits while nothing answers."""
    assert await pick(*"zzzzzzzz", "enter") == []


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("self", "self"),
        ("sl", "slow-justice"),
        ("justice", "slow-justice"),
        ("stig self", "self"),
        ("police/help", "helpful-police"),
        ("threats", "control-methods"),
        ("transprotation", "transportation"),
        ("TRANS", "transportation"),
    ],
)
def test_the_code_that_is_meant_comes_first(typed: str, first: str) -> None:
    """The code that is meant comes first."""
    assert ranking(sample.tree()).best(typed)[0].name == first


async def test_the_meaning_of_the_highlighted_code_is_shown() -> None:
    """The meaning of the highlighted code is shown."""
    app = Picking()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(*"helpf")
        choices = app.screen.children[0]
        shown = "\n".join(choices.render_line(y).text for y in range(choices.content_size.height))
        assert "An officer listens" in shown
        assert "Include: What is said outright." in shown
