"""Slips of the keyboard: words one letter away from an ordinary one."""

from functools import lru_cache
from string import ascii_lowercase

from codebook.deid.given_names import GIVEN, WORD_NAMES
from codebook.deid.words import is_ordinary

_SHORTEST = 7


def _one_off(word: str) -> set[str]:
    cuts = [(word[:at], word[at:]) for at in range(1, len(word) + 1)]
    return (
        {left + right[1:] for left, right in cuts if right}
        | {left + right[1] + right[0] + right[2:] for left, right in cuts if len(right) > 1}
        | {left + sign + right[1:] for left, right in cuts if right for sign in ascii_lowercase}
        | {left + sign + right for left, right in cuts for sign in ascii_lowercase}
    )


@lru_cache(maxsize=1 << 13)
def is_slip(word: str) -> bool:
    """Whether a long lower-case word is an ordinary one but for a letter, and no name but for a letter."""
    if len(word) < _SHORTEST or not word.isascii() or not word.isalpha():
        return False
    near = _one_off(word)
    return near.isdisjoint(GIVEN | WORD_NAMES) and any(is_ordinary(form) for form in near)
