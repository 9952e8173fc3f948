"""The interview pane moves, selects and tells in exact code points, whatever the script."""

from collections.abc import Sequence
from typing import Any

import pytest
from textual.app import App, ComposeResult
from textual.pilot import Pilot

from codebook.model.interview import Coding, Passage
from codebook.model.span import Span
from codebook.tui.passage import PassageView
from tests.tui import sample

FAMILY = "👩\u200d👩\u200d👧"


class Pane(App[None]):
    """One interview pane that remembers what it was told."""

    def __init__(self, passages: Sequence[Passage], codings: Sequence[Coding] = ()) -> None:
        super().__init__()
        self.passages, self.codings = passages, codings
        self.view = PassageView()
        self.moved: list[PassageView.CursorMoved] = []
        self.changed: list[PassageView.SelectionChanged] = []

    def compose(self) -> ComposeResult:
        """Only the pane."""
        yield self.view

    def on_mount(self) -> None:
        """Show the interview."""
        self.view.show(self.passages)
        self.view.show_codings(self.codings, sample.tree(), "A1")
        self.view.focus()

    def on_passage_view_cursor_moved(self, event: PassageView.CursorMoved) -> None:
        """Remember."""
        self.moved.append(event)

    def on_passage_view_selection_changed(self, event: PassageView.SelectionChanged) -> None:
        """Remember."""
        self.changed.append(event)

    def row(self, y: int) -> str:
        """What stands on a row of the pane."""
        return self.view.render_line(y).text.rstrip()


def pane(*texts: str) -> Pane:
    """A pane with these answers."""
    return Pane([sample.passage(number, text) for number, text in enumerate(texts, 1)])


def spans(app: Pane) -> list[tuple[int, int, int]]:
    """The selection as plain numbers."""
    return [(passage, span.start, span.end) for passage, span in app.view.selection()]


async def press(pilot: Pilot[Any], *keys: str) -> None:
    """Press keys and wait for what they do."""
    await pilot.press(*keys)
    await pilot.pause()


@pytest.mark.parametrize(
    ("text", "stops"),
    [
        (f"a{FAMILY}b", [1, 6, 7]),
        ("e\u0301te\u0301", [2, 3, 5]),
        ("漢字", [1, 2]),
        ("שלום", [1, 2, 3, 4]),
        ("a\tb", [1, 2, 3]),
        ("🇨🇦🇫🇷", [2, 4]),
        ("a\x1b[0mb", [1, 2, 3, 4, 5, 6]),
    ],
)
async def test_the_cursor_steps_over_whole_clusters(text: str, stops: list[int]) -> None:
    """The cursor steps over whole clusters."""
    app = pane(text)
    async with app.run_test(size=(60, 10)) as pilot:
        app.moved.clear()
        await press(pilot, *["right"] * len(stops))
        assert [event.offset for event in app.moved] == stops


async def test_words_are_selected_whole_and_counted_in_code_points() -> None:
    """Words are selected whole and counted in code points."""
    app = pane(f"Ana {FAMILY} cafe\u0301 [TOWN: northern BC] don't")
    async with app.run_test(size=(60, 10)) as pilot:
        app.view.go_to(1, 11)
        await press(pilot, "W")
        assert spans(app) == [(1, 10, 15)]
        await press(pilot, "W")
        assert spans(app) == [(1, 10, 35)]
        await press(pilot, "ctrl+shift+right")
        assert spans(app) == [(1, 10, 41)]
        assert app.changed[-1].spans == [(1, Span(10, 41))]


async def test_a_selection_snaps_to_words_unless_told_not_to() -> None:
    """A selection snaps to words unless told not to."""
    app = pane("Called the police once")
    async with app.run_test(size=(60, 10)) as pilot:
        app.view.go_to(1, 13)
        await press(pilot, "shift+right", "shift+right")
        assert spans(app) == [(1, 11, 17)]
        app.view.snap = False
        app.view.go_to(1, 13)
        await press(pilot, "shift+right", "shift+right")
        assert spans(app) == [(1, 13, 15)]
        await press(pilot, "escape")
        assert spans(app) == []


async def test_sentences_paragraphs_and_answers_grow_with_each_key() -> None:
    """Sentences paragraphs and answers grow with each key."""
    text = "One came. Two left.\nThree stayed."
    app = pane(text, "Next answer.")
    async with app.run_test(size=(60, 12)) as pilot:
        await press(pilot, "S")
        assert spans(app) == [(1, 0, 9)]
        await press(pilot, "S")
        assert spans(app) == [(1, 0, 19)]
        app.view.go_to(1, 2)
        await press(pilot, "P")
        assert spans(app) == [(1, 0, 19)]
        app.view.go_to(1, 2)
        await press(pilot, "A")
        assert spans(app) == [(1, 0, len(text))]
        await press(pilot, "A")
        assert spans(app) == [(1, 0, len(text)), (2, 0, 12)]


async def test_a_selection_over_answers_is_a_span_in_each_and_skips_empty_ones() -> None:
    """A selection over answers is a span in each and skips empty ones."""
    app = Pane(
        [sample.passage(1, "First."), sample.passage(2, "", status="declined"), sample.passage(3, "Third.")]
    )
    async with app.run_test(size=(60, 14)) as pilot:
        await press(pilot, "ctrl+shift+end")
        assert spans(app) == [(1, 0, 6), (3, 0, 6)]
        assert "declined" in "".join(app.row(y) for y in range(14))


async def test_marking_lets_plain_arrows_extend() -> None:
    """Marking lets plain arrows extend."""
    app = pane("one two three")
    async with app.run_test(size=(60, 10)) as pilot:
        await press(pilot, "space", "ctrl+right", "ctrl+right")
        assert spans(app) == [(1, 0, 7)]


async def test_home_end_and_lines_keep_to_what_is_on_screen() -> None:
    """Home end and lines keep to what is on screen."""
    app = pane("alpha beta gamma delta " * 6)
    async with app.run_test(size=(40, 12)) as pilot:
        await press(pilot, "right", "right", "right", "down")
        second = app.view.cursor
        assert second is not None
        assert second[1] > 20
        await press(pilot, "home")
        home = app.view.cursor
        assert home == (1, second[1] - 3)
        await press(pilot, "up", "end")
        assert app.view.cursor == (1, home[1] - 1)


async def test_alt_arrows_go_by_sentences_over_answers() -> None:
    """Alt arrows go by sentences over answers."""
    app = pane("One. Two.", "Three. Four.")
    async with app.run_test(size=(60, 12)) as pilot:
        app.moved.clear()
        await press(pilot, "alt+down", "alt+down", "alt+down", "alt+up", "alt+up")
        assert [(event.passage_id, event.offset) for event in app.moved] == [
            (1, 5),
            (2, 0),
            (2, 7),
            (2, 0),
            (1, 5),
        ]


async def test_the_mouse_places_drags_and_takes_words_and_sentences() -> None:
    """The mouse places drags and takes words and sentences."""
    app = pane("He said no. She left early.")
    async with app.run_test(size=(60, 10)) as pilot:
        left = app.view._frame.margin
        await pilot.click(PassageView, offset=(left + 3, 1))
        await pilot.pause()
        assert app.view.cursor == (1, 3)
        await pilot.click(PassageView, offset=(left + 13, 1), times=2)
        await pilot.pause()
        assert spans(app) == [(1, 12, 15)]
        await pilot.click(PassageView, offset=(left + 13, 1), times=3)
        await pilot.pause()
        assert spans(app) == [(1, 12, 27)]
        await pilot.mouse_down(PassageView, offset=(left + 3, 1))
        await pilot.hover(PassageView, offset=(left + 10, 1))
        await pilot.mouse_up(PassageView, offset=(left + 10, 1))
        await pilot.pause()
        assert spans(app) == [(1, 3, 10)]


async def test_the_cursor_tells_which_codings_cover_it_shortest_first() -> None:
    """The cursor tells which codings cover it shortest first."""
    app = Pane(sample.interview(), sample.codings())
    async with app.run_test(size=(80, 24)) as pilot:
        quote = app.passages[2].text.index("how much she charged")
        app.view.go_to(3, quote)
        await pilot.pause()
        names = [sample.tree()[coding.code].name for coding in app.moved[-1].codings_here]
        assert names == ["disbelieved-dismissed", "disbelieved-dismissed", "self", "police-contact"]
        assert app.view.codings_at_cursor() == app.moved[-1].codings_here


async def test_next_and_previous_visit_every_coding_in_reading_order() -> None:
    """Next and previous visit every coding in reading order."""
    app = Pane(sample.interview(), sample.codings())
    async with app.run_test(size=(80, 24)) as pilot:
        forward = []
        while (found := app.view.next_coding(1)) is not None:
            forward.append(found)
            assert spans(app) == [(found.passage, found.start, found.end)]
            await pilot.pause()
        assert len(forward) == len(app.codings)
        assert [(c.passage, c.start) for c in forward] == sorted((c.passage, c.start) for c in app.codings)
        backward = []
        while (found := app.view.next_coding(-1)) is not None:
            backward.append(found)
        assert backward == forward[-2::-1]


async def test_changed_codings_show_at_once() -> None:
    """Changed codings show at once."""
    app = Pane(sample.interview(), sample.codings())
    async with app.run_test(size=(80, 24)) as pilot:
        assert "┃" not in app.row(7)[:6]
        line = app.view._caret.layout
        start, _ = line.bounds(line.at_row(7)[0])
        app.view.refresh_codings(1, [Coding(99, 1, start, start + 5, 1, "A1")])
        await pilot.pause()
        assert "┃" in app.row(7)[:6]
        assert not {"┏", "┌", "╎"} & set(app.row(3)[:6] + app.row(4)[:6])


async def test_a_new_width_keeps_the_cursor_on_its_row_and_the_selection() -> None:
    """A new width keeps the cursor on its row and the selection."""
    app = pane(*[f"Answer {number}. " * 20 for number in range(20)])
    async with app.run_test(size=(120, 30)) as pilot:
        app.view.select(9, Span(10, 17))
        await pilot.pause()
        row = app.view._caret.layout.row(app.view._caret.place) - app.view.scroll_offset.y
        await pilot.resize_terminal(70, 30)
        await pilot.pause()
        assert app.view._caret.layout.row(app.view._caret.place) - app.view.scroll_offset.y == row
        assert spans(app) == [(9, 10, 17)]


async def test_nothing_that_acts_on_a_terminal_is_painted() -> None:
    """Nothing that acts on a terminal is painted."""
    app = pane("a\x1b]52;c;aGk=\x07b\x9b31m\u202ec\ttab")
    async with app.run_test(size=(80, 10)):
        shown = "".join(app.row(y) for y in range(10))
        assert not {"\x1b", "\x07", "\x9b", "\u202e", "\t"} & set(shown)
        assert "␛" in shown


async def test_names_stand_beside_wide_text_and_say_whose_they_are() -> None:
    """Names stand beside wide text and say whose they are."""
    app = Pane(sample.interview(), sample.codings())
    async with app.run_test(size=(120, 40)):
        shown = "\n".join(app.row(y) for y in range(40))
        assert "┃ debt-wages" in shown
        assert "· B2" in shown


async def test_many_overlaps_end_in_a_plus() -> None:
    """Many overlaps end in a plus."""
    codings = [Coding(number, 1, 0, 20, number % 15 + 1, "A1") for number in range(1, 7)]
    app = Pane([sample.passage(1, "Everything at once in one line.")], codings)
    async with app.run_test(size=(80, 10)):
        assert app.row(1).startswith("+┃┃┃┃ Everything")


async def test_an_empty_interview_takes_every_key() -> None:
    """An empty interview takes every key."""
    app = Pane([])
    async with app.run_test(size=(80, 10)) as pilot:
        await press(pilot, "down", "right", "S", "pagedown", "ctrl+shift+end", "escape")
        assert app.view.cursor is None
        assert app.view.next_coding() is None
        assert app.moved == []
