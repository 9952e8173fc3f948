"""Which answer of an interview is which answer of the same notes taken in again."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

_WORD = re.compile(r"\[[^\[\]\n]{1,60}\]|\w+")
_SAME_QUESTION = 0.25  # what standing under the same question counts for
_ALIKE = 0.4  # answers under other questions are one from this likeness on


@dataclass(frozen=True, slots=True)
class Answered:
    """A question, None where the text stands under none, and a masked text."""

    question_ref: str | None
    text: str


def matched(old: Sequence[Answered], new: Sequence[Answered]) -> dict[int, int]:
    """The place of the old answer for each new one that has one, by the new one's place.

    Answers under the same question belong together, and so do those that share most of their words, the
    likest first and in order among equals; each has at most one partner.
    """
    before = [Counter(_WORD.findall(each.text.casefold())) for each in old]
    after = [Counter(_WORD.findall(each.text.casefold())) for each in new]
    pairs = []
    for place, answer in enumerate(new):
        for former, known in enumerate(old):
            alike = _likeness(before[former], after[place])
            same = answer.question_ref is not None and answer.question_ref == known.question_ref
            if same or alike >= _ALIKE:
                pairs.append((-alike - _SAME_QUESTION * same, abs(place - former), place, former))
    found: dict[int, int] = {}
    for _, _, place, former in sorted(pairs):
        if place not in found and former not in found.values():
            found[place] = former
    return found


def _likeness(one: Counter[str], other: Counter[str]) -> float:
    """The share of the words of both that they have in common: 0 to 1."""
    words = one.total() + other.total()
    return 2 * (one & other).total() / words if words else 0.0
