"""The heat map names its pair, shows its figure and opens its excerpts."""

from textual.app import App, ComposeResult

from codebook.model.report import Matrix
from codebook.tui.matrix_view import HEAD, MatrixView
from tests.tui import sample


class Heat(App[None]):
    """One table that remembers what it was told."""

    def __init__(self, matrix: Matrix) -> None:
        super().__init__()
        self.matrix = matrix
        self.view = MatrixView()
        self.told: list[MatrixView.CellHighlighted] = []
        self.opened: list[MatrixView.CellOpened] = []

    def compose(self) -> ComposeResult:
        """Only the table."""
        yield self.view

    def on_mount(self) -> None:
        """Show the table."""
        self.view.matrix = self.matrix
        self.view.focus()

    def on_matrix_view_cell_highlighted(self, event: MatrixView.CellHighlighted) -> None:
        """Remember."""
        self.told.append(event)

    def on_matrix_view_cell_opened(self, event: MatrixView.CellOpened) -> None:
        """Remember."""
        self.opened.append(event)


async def test_arrows_move_and_the_pair_is_told_in_words() -> None:
    """Arrows move and the pair is told in words."""
    app = Heat(sample.matrix())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("down", "down", "right")
        assert app.told[-1].cell == app.view.cell
        assert app.told[-1].told.startswith(
            "police-contact/helpful-police with police-contact/disbelieved-dismissed: "
        )
        assert "by A1 (1 of 2 coders)" in app.told[-1].told


async def test_enter_opens_a_cell_and_not_a_pair_that_is_none() -> None:
    """Enter opens a cell and not a pair that is none."""
    app = Heat(sample.matrix())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter")
        assert app.opened == []
        await pilot.press("end", "enter")
        assert (app.opened[0].cell.a, app.opened[0].cell.b) == ("police-contact", "services/peer")


async def test_headers_stay_in_view() -> None:
    """Headers stay in view."""
    app = Heat(sample.matrix())
    async with app.run_test(size=(80, 10)) as pilot:
        await pilot.press("end", *["down"] * 14)
        shown = [app.view.render_line(y).text for y in range(10)]
        assert "peer" in shown[HEAD - 1]
        assert shown[-1].startswith(" peer")


async def test_another_measure_and_coder_change_the_figures() -> None:
    """Another measure and coder change the figures."""
    app = Heat(sample.matrix())
    async with app.run_test(size=(80, 24)):
        first = app.view.render_line(HEAD + 4).text
        app.view.measure = "c"
        assert "0." in app.view.render_line(HEAD + 4).text
        app.view.measure, app.view.coder = "n12", "B2"
        assert app.view.coders == ("A1", "B2")
        assert app.view.render_line(HEAD + 4).text != first


async def test_an_empty_table_takes_every_key() -> None:
    """An empty table takes every key."""
    app = Heat(Matrix("answer", "A1", "none", 1, (), (), ()))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("down", "right", "end", "enter", "pagedown")
        assert app.opened == []
        assert app.view.told() == "no codes to compare"


async def test_a_click_highlights_and_two_open() -> None:
    """A click highlights and two open."""
    app = Heat(sample.matrix())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.click(MatrixView, offset=(20 + 9 * 4 + 2, HEAD + 1), times=2)
        assert [(e.cell.a, e.cell.b) for e in app.opened] == [
            ("police-contact/disbelieved-dismissed", "stigma")
        ]
