"""Stripes never share a line of a lane, and names stand where their coding is."""

from hypothesis import given
from hypothesis import strategies as st

from codebook.model.interview import Coding
from codebook.tui.lanes import lanes, stripes

RANGES = st.lists(
    st.tuples(st.integers(0, 30), st.integers(0, 10)).map(lambda pair: (pair[0], pair[0] + pair[1])),
    max_size=30,
)


def coding(number: int) -> Coding:
    """A coding of no particular text."""
    return Coding(number, 1, 0, 1, 1, "A1")


@given(RANGES)
def test_no_two_stripes_share_a_line_of_a_lane(ranges: list[tuple[int, int]]) -> None:
    """No two stripes share a line of a lane."""
    taken = [
        (lane, line)
        for lane, (first, last) in zip(lanes(ranges), ranges, strict=True)
        for line in range(first, last + 1)
    ]
    assert len(taken) == len(set(taken))


@given(RANGES)
def test_no_more_lanes_than_stripes_on_the_busiest_line(ranges: list[tuple[int, int]]) -> None:
    """No more lanes than stripes on the busiest line."""
    busiest = max((sum(a <= line <= b for a, b in ranges) for line in range(50)), default=0)
    assert max(lanes(ranges), default=-1) + 1 == busiest


@given(RANGES)
def test_every_coding_is_named_once_near_where_it_begins(ranges: list[tuple[int, int]]) -> None:
    """Every coding is named once near where it begins."""
    drawn = stripes([coding(number) for number in range(len(ranges))], ranges, 50)
    named = [(stripe, line) for line, held in drawn.labels.items() for stripe in held]
    assert sorted(stripe.coding.id for stripe, _ in named) == list(range(len(ranges)))
    assert all(stripe.first <= line <= stripe.last + 2 for stripe, line in named)


def test_the_longer_of_two_that_begin_together_takes_the_first_lane() -> None:
    """The longer of two that begin together takes the first lane."""
    assert lanes([(3, 4), (3, 9), (5, 5)]) == [1, 0, 1]


def test_a_crowded_line_names_the_rest_on_the_lines_below() -> None:
    """A crowded line names the rest on the lines below."""
    drawn = stripes([coding(1), coding(2), coding(3)], [(0, 2), (0, 0), (1, 1)], 4)
    assert {line: [s.coding.id for s in held] for line, held in drawn.labels.items()} == {
        0: [1],
        1: [3],
        2: [2],
    }
