"""How alike two wordings are, letter by letter."""

from collections.abc import Sequence
from functools import lru_cache

from rapidfuzz import fuzz, process


@lru_cache(maxsize=200_000)
def alike(one: str, other: str) -> float:
    """How surely two stems are the same word, misspelt or cut short: 0 to 1."""
    if one == other:
        return 1.0
    if one.isdigit() or other.isdigit() or not one or not other or one[0] != other[0]:
        return 0.0
    short, long = sorted((one, other), key=len)
    if len(short) >= 3 and long.startswith(short):
        return 0.9 if len(short) >= 4 or len(long) <= 7 else 0.8
    if len(short) >= 4 and fuzz.ratio(one, other) >= 80:
        return 0.9
    return 0.0


def near(one: str, others: Sequence[str], least: float) -> dict[int, float]:
    """The places of wordings at least so like another letter by letter, in any order of words: 0 to 1."""
    found: dict[int, float] = {}
    for scorer in (fuzz.ratio, fuzz.token_sort_ratio):
        rated = process.extract(one, others, scorer=scorer, score_cutoff=100 * least, limit=None)
        for _, score, place in rated:
            found[place] = max(score / 100, found.get(place, 0.0))
    return found
