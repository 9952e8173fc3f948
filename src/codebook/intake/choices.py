"""What was ticked or typed in a survey becomes categories of its question; anything else is let go."""

import re
from collections.abc import Iterable
from functools import lru_cache

from codebook.intake.fields import bands
from codebook.model.guide import Question
from codebook.model.words import words

JOINT = "; "
LONGEST = 500  # a longer cell is prose
_PARTS = re.compile(r"[;|\n\r]+")
_FINER = re.compile(r"[,/&]|\band\b", re.IGNORECASE)
_OTHER = re.compile(r"other\b\W.*", re.IGNORECASE | re.DOTALL)
_NUMBER = r"(\d{1,3}(?:[ ,]\d{3})+|\d{1,9})(?:\.\d+)?"
_COUNTED = re.compile(
    rf"(?:about|around|roughly|approx\.?|approximately|circa|ca\.?|~)?\s*{_NUMBER}"
    rf"(?:\s*(?:%|percent)?\s*(?:-|–|to)\s*{_NUMBER})?"
    r"\s*(?:%|percent|per cent)?\s*(?:people|persons|clients|survivors|victims)?\s*(?:(?:a|per|each) year)?",
    re.IGNORECASE,
)
_MOST = 10**9


def chosen(question: Question, typed: str) -> tuple[str, bool]:
    """The categories a cell names, in the order of the guide, and whether anything in it was let go.

    Several are joined; a number becomes its band where the categories are bands.
    """
    said = typed.strip()
    if not said or len(said) > LONGEST:
        return "", bool(said)
    whole = _category(question, said)
    if whole:
        return whole, False
    found: set[str] = set()
    left = False
    for part in filter(str.strip, _PARTS.split(said)):
        values, odd = _part(question, part)
        found, left = found | values, left or odd
    if len(found) > 1 and any(True for _ in bands(question)):
        return "", True
    return _joined(question, found), left


def _part(question: Question, part: str) -> tuple[set[str], bool]:
    """One of several answers; a list with commas counts while half of it or more are categories."""
    value = _category(question, part)
    if value:
        return {value}, False
    if _OTHER.fullmatch(part.strip()) and (other := _category(question, "other")):
        return {other}, True
    finer = [_category(question, piece) for piece in _FINER.split(part) if piece.strip()]
    named = {value for value in finer if value}
    if len(finer) < 2 or 2 * sum(map(bool, finer)) < len(finer):
        return set(), True
    return named, "" in finer


def _joined(question: Question, values: Iterable[str]) -> str:
    wanted = set(values)
    return JOINT.join(dict.fromkeys(choice.value for choice in question.choices if choice.value in wanted))


def _category(question: Question, said: str) -> str:
    """The category that some words mean, or a number belongs to; "" when there is none."""
    asked = _plain(said)
    for choice in question.choices:
        if asked in {_plain(choice.value), *map(_plain, choice.words)}:
            return choice.value
    counted = _COUNTED.fullmatch(" ".join(said.split()).strip(" .;,"))
    if counted is None:
        return ""
    first, last = (int(re.sub(r"\D", "", text)) for text in (counted[1], counted[2] or counted[1]))
    return next((v for v, low, high in bands(question, _MOST) if low <= first <= last <= high), "")


@lru_cache(maxsize=2_000)
def _plain(text: str) -> str:
    return " ".join(words(text)) or text.strip().casefold()
