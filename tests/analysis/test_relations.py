"""Every pair of spans has one relation, its converse from the other side, and a gap."""

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from codebook.analysis.relations import CONVERSE, Relation, gap, partners, relation, united_on_axis
from codebook.model.corpus import Codings
from codebook.model.span import Edit, Span, moved, remapped, united

SPANS = st.tuples(st.integers(0, 30), st.integers(1, 12)).map(lambda pair: Span(pair[0], pair[0] + pair[1]))

EXAMPLES = [
    (Span(2, 5), Span(2, 5), Relation.EQUAL),
    (Span(2, 9), Span(4, 6), Relation.CONTAINS),
    (Span(2, 9), Span(2, 6), Relation.CONTAINS),
    (Span(4, 6), Span(2, 9), Relation.INSIDE),
    (Span(2, 6), Span(5, 9), Relation.OVERLAPS),
    (Span(2, 5), Span(5, 9), Relation.TOUCHES),
    (Span(2, 4), Span(5, 9), Relation.BEFORE),
    (Span(7, 9), Span(2, 4), Relation.AFTER),
]


@pytest.mark.parametrize(("a", "b", "expected"), EXAMPLES)
def test_each_class_has_its_example(a: Span, b: Span, expected: Relation) -> None:
    """Worked examples of docs/methods.md."""
    assert relation(a, b) is expected


@given(a=SPANS, b=SPANS)
def test_the_other_side_sees_the_converse(a: Span, b: Span) -> None:
    """Relation and converse agree, and only spans that share nothing have a gap or touch."""
    assert relation(b, a) is CONVERSE[relation(a, b)]
    shares = max(a.start, b.start) < min(a.end, b.end)
    apart = {Relation.TOUCHES, Relation.BEFORE, Relation.AFTER}
    assert shares == (relation(a, b) not in apart)
    assert (gap(a, b) > 0) == (relation(a, b) in {Relation.BEFORE, Relation.AFTER})


@given(spans=st.lists(SPANS, max_size=12))
def test_uniting_covers_the_same_text_with_gaps_between(spans: list[Span]) -> None:
    """The union keeps every character and leaves nothing touching."""
    joined = united(spans)
    assert {at for s in spans for at in range(s.start, s.end)} == {
        at for s in joined for at in range(s.start, s.end)
    }
    assert all(gap(a, b) > 0 for a, b in itertools.pairwise(joined))


@given(spans=st.lists(st.tuples(st.integers(1, 3), SPANS), max_size=12))
def test_uniting_on_an_axis_is_uniting_passage_by_passage(spans: list[tuple[int, Span]]) -> None:
    """The columnar union equals the plain one for each passage."""
    spans.sort(key=lambda pair: (pair[0], pair[1]))
    columns = np.array([(p, s.start, s.end) for p, s in spans], dtype=np.int64).reshape(-1, 3).T
    zeros = np.zeros(len(spans), dtype=np.int64)
    block = Codings(zeros, columns[0], columns[1], columns[2], zeros, zeros)
    starts, ends = united_on_axis(zeros, block, 100)
    found = [(int(s) // 100, int(s) % 100, int(e) % 100) for s, e in zip(starts, ends, strict=True)]
    expected = [(p, s.start, s.end) for p in (1, 2, 3) for s in united(x for q, x in spans if q == p)]
    assert found == expected


@given(a=st.lists(SPANS, max_size=8), b=st.lists(SPANS, max_size=8), reach=st.none() | st.integers(0, 6))
def test_partners_are_those_that_share_or_lie_near(a: list[Span], b: list[Span], reach: int | None) -> None:
    """The search on sorted columns finds what comparing each pair finds."""
    first, second = united(a), united(b)
    columns = [
        (np.array([s.start for s in side], dtype=np.int64), np.array([s.end for s in side], dtype=np.int64))
        for side in (first, second)
    ]

    def meets(x: Span, y: Span) -> bool:
        return x.start < y.end and y.start < x.end if reach is None else gap(x, y) <= reach

    assert partners(columns[0], columns[1], reach).tolist() == [
        sum(meets(x, y) for y in second) for x in first
    ]


def test_a_span_moves_with_its_text() -> None:
    """Boundaries follow an edit; one inside it covers what replaced its text; additions stay out."""
    edits = [Edit(4, 9, 2), Edit(12, 12, 3)]
    assert remapped(Span(0, 4), edits) == Span(0, 4)
    assert remapped(Span(9, 12), edits) == Span(6, 9)
    assert remapped(Span(9, 13), edits) == Span(6, 13)
    assert remapped(Span(2, 6), edits) == Span(2, 6)
    assert remapped(Span(6, 14), edits) == Span(4, 14)
    assert remapped(Span(5, 8), [Edit(4, 9, 0)]) is None
    assert moved(20, edits, inclusive_end=False) == 20


@pytest.mark.parametrize(("start", "end"), [(3, 3), (4, 2), (-1, 2)])
def test_an_empty_or_reversed_span_cannot_be_made(start: int, end: int) -> None:
    """A span holds at least one character."""
    with pytest.raises(ValueError, match="not a span"):
        Span(start, end)
