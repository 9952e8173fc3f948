"""Things that edits move never meet on the way, in either direction."""

from hypothesis import given
from hypothesis import strategies as st

from codebook.model.edits import edits_between
from codebook.model.span import Span, one_by_one, remapped

TEXT = "one two three four five six seven eight nine ten"
KEPT = st.lists(st.sampled_from([*TEXT.split(), "or", "more", ""]), max_size=14)


@given(new=KEPT)
def test_no_two_codings_meet_on_the_way(new: list[str]) -> None:
    """Every stretch of a text moves to its new place; each step, back too, goes to a free one."""
    edits = edits_between(TEXT, " ".join(new))
    moves: dict[tuple[int, int], tuple[int, int]] = {}
    for start in range(len(TEXT)):
        for end in range(start + 1, min(start + 12, len(TEXT))):
            there = remapped(Span(start, end), edits)
            if there is not None and (there.start, there.end) not in moves.values():
                moves[start, end] = (there.start, there.end)
    standing = set(moves)
    order = one_by_one(moves)
    for place in order:
        standing.remove(place)
        assert moves[place] not in standing
        standing.add(moves[place])
    assert standing == set(moves.values())
    for place in reversed(order):
        standing.remove(moves[place])
        assert place not in standing
        standing.add(place)
