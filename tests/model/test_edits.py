"""Edits between two texts lead exactly from one to the other, and spans keep what was not edited."""

import random
import time
from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codebook.model.edits import edits_between
from codebook.model.span import Edit, Span, remapped

WORDS = st.sampled_from(
    ["she", "was", "told", "[PERSON-1]", "wait", "waits", ".", ",", "\n", "  ", "é", "一二三" * 12]
)
TEXTS = st.one_of(
    st.text(alphabet="ab \n.[]1", max_size=40),
    st.lists(WORDS, max_size=60).map(" ".join),
    st.text(max_size=30),
)


def applied(old: str, new: str, edits: Sequence[Edit]) -> str:
    """The old text with each edited stretch written anew, as the new text has it."""
    parts, last, shift = [], 0, 0
    for edit in edits:
        start = edit.start + shift
        parts += [old[last : edit.start], new[start : start + edit.length]]
        last, shift = edit.end, shift + edit.length - (edit.end - edit.start)
    return "".join([*parts, old[last:]])


def untouched(span: Span, edits: Sequence[Edit]) -> bool:
    """Whether no edit reaches into a span; what is put in at its boundary does not."""
    return all(edit.end <= span.start or edit.start >= span.end for edit in edits)


@given(old=TEXTS, new=TEXTS)
def test_the_edits_lead_from_one_text_to_the_other(old: str, new: str) -> None:
    """They are sorted, apart, and make the new text out of the old one; equal texts have none."""
    edits = edits_between(old, new)
    assert applied(old, new, edits) == new
    assert all(one.end <= other.start for one, other in pairwise(edits))
    assert all(edit.start < edit.end or edit.length for edit in edits)
    assert (old == new) is (not edits)


@given(old=TEXTS, new=TEXTS, places=st.tuples(st.integers(0, 60), st.integers(1, 20)))
def test_a_span_that_no_edit_touches_keeps_its_text(old: str, new: str, places: tuple[int, int]) -> None:
    """Its words stand at its new place, letter for letter."""
    span, edits = Span(places[0], places[0] + places[1]), edits_between(old, new)
    if span.end <= len(old) and untouched(span, edits):
        there = remapped(span, edits)
        assert there is not None
        assert new[there.start : there.end] == old[span.start : span.end]


@given(old=TEXTS, new=TEXTS)
def test_every_span_lands_inside_the_new_text(old: str, new: str) -> None:
    """A span that is left reaches neither before nor beyond the text."""
    edits = edits_between(old, new)
    for start in range(len(old)):
        there = remapped(Span(start, min(start + 3, len(old))), edits)
        assert there is None or there.end <= len(new)


@pytest.mark.parametrize(
    ("old", "new", "coded", "after"),
    [
        (
            "The wait was long.",
            "The wait was long. Nobody called.",
            "The wait was long.",
            "The wait was long.",
        ),
        ("Nobody called.", "So nobody called. Nobody called.", "Nobody called.", "Nobody called."),
        ("She met teh police.", "She met the police.", "teh", "the"),
        ("The shelter was full.", "The shelters were full.", "shelter", "shelters"),
        ("She met [PERSON-1] twice.", "She met [PERSON-2] twice.", "met [PERSON-1]", "met [PERSON-2]"),
        (
            "A lock on the door.",
            "A new lock on the front door.",
            "lock on the door",
            "lock on the front door",
        ),
        ("They never came back.", "They came.", "never", None),
    ],
)
def test_what_becomes_of_an_excerpt(old: str, new: str, coded: str, after: str | None) -> None:
    """Added text at a boundary stays outside, inside it belongs to the excerpt; words stay whole."""
    start = old.index(coded)
    there = remapped(Span(start, start + len(coded)), edits_between(old, new))
    assert (None if there is None else new[there.start : there.end]) == after


def test_two_hundred_thousand_characters_take_no_longer_than_a_breath() -> None:
    """A long text with scattered changes, one of a few words over and over, and one wholly new."""
    draw = random.Random(1)  # noqa: S311 - invented text
    words = [f"w{draw.randrange(3000)}" for _ in range(36_000)]
    changed = [word if draw.random() > 0.03 else f"n{draw.randrange(99)}" for word in words]
    few = [draw.choice(("she", "was", "told", "to", "wait")) for _ in range(45_000)]
    other = [draw.choice(("she", "was", "told", "to", "wait")) for _ in range(45_000)]
    pairs = [(words, changed), (few, other), (few, words), (["a"] * 100_000, ["a", "b"] * 50_000)]
    for one, two in pairs:
        for sign in (" ", "\n"):
            old, new = sign.join(one), sign.join(two)
            started = time.perf_counter()
            edits = edits_between(old, new)
            assert time.perf_counter() - started < 5
            assert applied(old, new, edits) == new


def test_a_sentence_put_in_behind_another_begins_behind_its_end_mark() -> None:
    """Also where the text was changed before it, so that an excerpt does not grow by what follows it."""
    old = "Never. In March she phoned before anyone spoke."
    new = "Once. In March she phoned before anyone spoke. She gave her name."
    span = Span(old.index("In March"), len(old))
    there = remapped(span, edits_between(old, new))
    assert there is not None
    assert new[there.start : there.end] == "In March she phoned before anyone spoke."
