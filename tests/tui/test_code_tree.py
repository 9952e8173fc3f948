"""The outline folds, counts, filters and tells which code it stands on."""

from textual.app import App, ComposeResult

from codebook.tui.code_tree import CodeTreeView
from tests.tui import sample


class Outline(App[None]):
    """One outline that remembers what it was told."""

    def __init__(self) -> None:
        super().__init__()
        self.view = CodeTreeView()
        self.highlighted: list[int] = []
        self.chosen: list[int] = []

    def compose(self) -> ComposeResult:
        """Only the outline."""
        yield self.view

    def on_mount(self) -> None:
        """Show the codebook."""
        self.view.codes = sample.tree()
        self.view.counts = {2: 3, 3: 1, 6: 5}
        self.view.focus()

    def on_code_tree_view_highlighted(self, event: CodeTreeView.Highlighted) -> None:
        """Remember."""
        self.highlighted.append(event.code_id)

    def on_code_tree_view_chosen(self, event: CodeTreeView.Chosen) -> None:
        """Remember."""
        self.chosen.append(event.code_id)


async def test_arrows_move_and_enter_chooses() -> None:
    """Arrows move and enter chooses."""
    app = Outline()
    async with app.run_test(size=(40, 20)) as pilot:
        await pilot.press("down", "down", "enter")
        assert app.highlighted[-2:] == [2, 3]
        assert app.chosen == [3]


async def test_left_folds_or_goes_up_and_right_unfolds_or_goes_in() -> None:
    """Left folds or goes up and right unfolds or goes in."""
    app = Outline()
    async with app.run_test(size=(40, 20)) as pilot:
        await pilot.press("down", "left")
        assert app.view.highlighted == 1
        await pilot.press("left")
        assert app.view.shown[:2] == (1, 5)
        await pilot.press("right")
        assert app.view.shown[:2] == (1, 2)
        await pilot.press("right")
        assert app.view.highlighted == 2


async def test_a_theme_counts_everything_below_it() -> None:
    """A theme counts everything below it."""
    app = Outline()
    async with app.run_test(size=(40, 20)):
        assert app.view.render_line(0).text.rstrip().endswith(" 4")
        assert app.view.render_line(1).text.rstrip().endswith(" 3")
        assert app.view.render_line(4).text.rstrip().endswith(" 5")


async def test_typing_narrows_only_where_it_is_wanted() -> None:
    """Typing narrows only where it is wanted."""
    app = Outline()
    async with app.run_test(size=(40, 20)) as pilot:
        await pilot.press("d", "i", "s")
        assert len(app.view.shown) == 15
        app.view.filterable = True
        await pilot.press("d", "i", "s")
        assert app.view.shown == (2,)
        await pilot.press("backspace", "backspace", "backspace")
        assert len(app.view.shown) == 15


async def test_a_new_codebook_keeps_the_cursor_on_its_code() -> None:
    """A new codebook keeps the cursor on its code."""
    app = Outline()
    async with app.run_test(size=(40, 8)) as pilot:
        app.view.highlight(9)
        await pilot.pause()
        app.view.codes = sample.tree()
        assert app.view.highlighted == 9
        assert any("transportation" in app.view.render_line(y).text for y in range(8))


async def test_a_click_highlights_and_two_choose() -> None:
    """A click highlights and two choose."""
    app = Outline()
    async with app.run_test(size=(40, 20)) as pilot:
        await pilot.click(CodeTreeView, offset=(6, 3))
        assert app.view.highlighted == 4
        await pilot.click(CodeTreeView, offset=(6, 5), times=2)
        assert app.chosen == [6]
