"""Going through what was found: every decision, and what is written for it. All names are invented."""

import pickle

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from codebook.deid.gate import Gate, GateRefusedError
from codebook.deid.review import Review, manner, names_in
from codebook.model.policy import REASONS
from codebook.model.review import Group

NOTE = (
    "Ashleigh Friesen said the shelter in Kitimat was full. Zorblat never called.",
    "Then Ashleigh went back to Kitimat. Her number is 604-555-0133.",
    "The constable is the only Cree woman in the detachment.",
)


@pytest.fixture
def review(gate: Gate) -> Review:
    """A note of two passages."""
    return Review(gate, NOTE, "survivor")


def named(review: Review, text: str) -> Group:
    """The group with this form in it."""
    return next(group for group in review.groups if text in group.texts)


def stored(review: Review) -> str:
    """The note as it would be stored."""
    return " | ".join(screening.masked.text for screening in review.screenings)


def test_one_person_is_one_group_in_full_and_in_part(review: Review) -> None:
    """Full name and first name are decided together."""
    group = named(review, "Ashleigh")
    assert group.texts == ("Ashleigh Friesen", "Ashleigh")
    assert [place.passage for place in group.places] == [0, 1]


def test_keep_lets_every_occurrence_stand_and_can_be_taken_back(review: Review) -> None:
    """The words stand in the text, the group says so, undo covers them again."""
    before = stored(review)
    review.keep(named(review, "Kitimat"), "says nothing about a person")
    assert stored(review).count("Kitimat") == 2
    assert named(review, "Kitimat").decision == "keep"
    assert review.kept() == [("Kitimat", "says nothing about a person", False)]
    assert review.undo()
    assert stored(review) == before
    assert not review.undo()


def test_mask_writes_a_number_where_a_region_stood(review: Review) -> None:
    """A person may want less than the region to be said, and go back to it."""
    assert "[TOWN: northern BC]" in stored(review)
    review.mask(named(review, "Kitimat"))
    assert "northern" not in stored(review)
    assert stored(review).count("[PLACE-1]") == 2
    review.generalise(named(review, "Kitimat"))
    assert stored(review).count("[TOWN: northern BC]") == 2


def test_coarser_words_are_ordinary_words(review: Review) -> None:
    """A friend is fine, a name or a number is not, and what is written is read as a placeholder."""
    review.generalise(named(review, "Ashleigh"), "a friend")
    assert stored(review).count("[PERSON: a friend]") == 2
    assert Gate().screen(stored(review)).masked.text == stored(review)
    for words in ("Maria", "joy", "unit 5", "zorblat", ""):
        with pytest.raises(GateRefusedError):
            review.generalise(named(review, "Zorblat"), words)


def test_possible_finds_are_counted_until_they_are_settled(review: Review) -> None:
    """Only finds the gate is not sure of wait; a decision takes them off the count."""
    open_groups = [group for group in review.groups if group.open]
    assert review.left == len(open_groups) > 0
    for group in open_groups:
        review.mask(group)
    assert review.left == 0


def test_a_name_the_gate_missed_is_masked_everywhere(gate: Gate) -> None:
    """What is added covers also a misspelling, and is remembered as a name."""
    review = Review(
        gate, ["it was in the drawer when she left. they never looked in the draweer again."], None
    )
    assert review.missed(["drawer"]) >= 1
    assert "drawer" not in stored(review)
    assert "draweer" not in stored(review)
    assert review.named == ("drawer",)


@pytest.mark.parametrize("added", ["zorblat", "Zorblatt", "Zorblat Quiggle"])
def test_a_name_added_late_takes_back_what_was_let_stand(review: Review, added: str) -> None:
    """Kept and then added as missed, also misspelt or in a longer name: masked, and nothing is let stand."""
    review.keep(named(review, "Zorblat"), REASONS[0])
    review.missed([added])
    assert review.kept() == []
    assert "Zorblat" not in stored(review)
    assert len({group.key for group in review.groups}) == len(review.groups)
    assert review.undo()
    assert [text for text, _, _ in review.kept()] == ["Zorblat"]


def test_a_name_added_as_missed_cannot_be_let_stand(gate: Gate) -> None:
    """Added first and kept then: refused, still masked, and listed once."""
    review = Review(gate, ["she slept behind the bakery all winter."], None)
    review.missed(["bakery"])
    for decide in (lambda group: review.keep(group, REASONS[0]), review.never):
        with pytest.raises(GateRefusedError):
            decide(named(review, "bakery"))
    assert review.kept() == []
    assert "bakery" not in stored(review)
    assert [group.text for group in review.groups] == ["bakery"]


def test_little_words_are_no_names(review: Review) -> None:
    """They would be masked all over the note: refused in one line, and nothing is changed."""
    before = stored(review)
    for typed in ("the", "A", "she, Zorblat"):
        with pytest.raises(GateRefusedError, match="too common"):
            review.missed(names_in(typed))
    assert stored(review) == before
    assert review.missed([]) == 0
    assert not review.undo()


def test_numbers_are_never_allowed_for_a_whole_project(review: Review) -> None:
    """A phone number may stand in one note, by a decision; never in all."""
    phone = named(review, "604-555-0133")
    with pytest.raises(GateRefusedError):
        review.never(phone)
    review.keep(phone, REASONS[1])
    assert "604-555-0133" in stored(review)


def test_the_roster_wins_over_a_decision(gate: Gate) -> None:
    """A name of the roster cannot be let through by mistake."""
    review = Review(gate.extended(roster=["Zorblat"]), NOTE, None)
    with pytest.raises(GateRefusedError):
        review.never(named(review, "Zorblat"))
    assert "Zorblat" not in stored(review)


def test_nothing_of_a_review_is_shown_or_pickled(review: Review) -> None:
    """Neither the review nor a group says what it holds."""
    group = review.groups[0]
    for each in (review, group):
        assert "Ashleigh" not in repr(each)
        with pytest.raises(TypeError):
            pickle.dumps(each)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Intake\nshe was told to come back on monday and nobody was there when she came, so she left.",
            "lower",
        ),
        (
            "SHE WAS TOLD TO COME BACK ON MONDAY AND NOBODY WAS THERE WHEN SHE CAME, SO SHE LEFT AGAIN.",
            "capitals",
        ),
        ("She was told to come back on Monday and nobody was there when she came. So she left again.", None),
        ("short", None),
    ],
)
def test_the_way_a_note_is_typed(text: str, expected: str | None) -> None:
    """Whole notes in lower case or capitals are told from ordinary ones; headings do not count."""
    assert manner([text]) == expected


@settings(max_examples=12, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 20), st.sampled_from(["mask", "keep", "coarser", "undo"])), max_size=6)
)
def test_any_decisions_leave_the_rest_covered(steps: list[tuple[int, str]]) -> None:
    """What is not kept never survives, and undoing everything is the first screening."""
    review = Review(Gate(), NOTE, "survivor")
    first = stored(review)
    for at, what in steps:
        group = review.groups[at % len(review.groups)]
        if what == "mask":
            review.mask(group)
        elif what == "keep":
            review.keep(group, REASONS[0])
        elif what == "coarser" and group.coarser:
            review.generalise(group)
        else:
            review.undo()
        kept = {text for text, _, _ in review.kept()}
        for each in review.groups:
            if each.decision != "keep":
                assert each.text not in stored(review) or any(each.text in text for text in kept)
    while review.undo():
        pass
    assert stored(review) == first
