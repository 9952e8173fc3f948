"""How the widgets look at 80×24 and 120×40; behaviour is proved elsewhere."""

from collections.abc import Callable

import pytest
from textual.app import App, ComposeResult
from textual.containers import Horizontal

from codebook.tui.code_tree import CodeTreeView
from codebook.tui.matrix_view import MatrixView
from codebook.tui.passage import PassageView
from codebook.tui.picker import CodePicker
from tests.tui import sample

SIZES = [(80, 24), (120, 40)]
Compare = Callable[..., bool]


class Desk(App[None]):
    """Codebook and interview side by side."""

    CSS = "CodeTreeView { width: 30; }"

    def compose(self) -> ComposeResult:
        """Outline left, interview right."""
        with Horizontal():
            yield CodeTreeView()
            yield PassageView()

    def on_mount(self) -> None:
        """Fill both."""
        tree, view = self.query_one(CodeTreeView), self.query_one(PassageView)
        tree.codes, tree.counts = sample.tree(), {2: 2, 6: 2, 11: 2, 9: 1}
        view.show(sample.interview())
        view.show_codings(sample.codings(), sample.tree(), "A1")
        view.focus()


class Table(App[None]):
    """A heat map alone."""

    def compose(self) -> ComposeResult:
        """Only the table."""
        yield MatrixView()

    def on_mount(self) -> None:
        """Fill it."""
        view = self.query_one(MatrixView)
        view.matrix = sample.matrix()
        view.focus()


class Picker(Desk):
    """The picker over the desk."""

    def on_mount(self) -> None:
        """Open the picker."""
        self.push_screen(CodePicker(sample.tree(), recent=(6, 2)))


@pytest.mark.parametrize("size", SIZES)
def test_the_interview_with_two_coders(snap_compare: Compare, size: tuple[int, int]) -> None:
    """The interview with two coders."""
    assert snap_compare(Desk(), terminal_size=size, press=["down", "S"])


@pytest.mark.parametrize("size", SIZES)
def test_the_interview_in_daylight(snap_compare: Compare, size: tuple[int, int]) -> None:
    """The interview in daylight."""
    app = Desk()
    app.theme = "textual-light"
    assert snap_compare(app, terminal_size=size)


@pytest.mark.parametrize("size", SIZES)
def test_the_heat_map(snap_compare: Compare, size: tuple[int, int]) -> None:
    """The heat map."""
    assert snap_compare(Table(), terminal_size=size, press=["down", "right", "right"])


@pytest.mark.parametrize("size", SIZES)
def test_the_picker(snap_compare: Compare, size: tuple[int, int]) -> None:
    """The picker."""
    assert snap_compare(Picker(), terminal_size=size, press=["s", "e"])
