"""What a rule found in raw text, and how overlapping finds become one."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from codebook.model.masked import Action

ROSTER = frozenset({"roster", "roster-like"})  # the rules that speak for the team's own list
_FEWEST = 12  # signs of a description that may still tell who is meant
# A blank or hyphen, or a middle initial, between two parts of one name.
_JOINT = re.compile(r"[ -]?|(?: [A-Z]\.? )")


@dataclass(frozen=True, slots=True, order=True)
class Hit:
    """A stretch of raw text, what it looks like, and the coarser wording it may be replaced by."""

    start: int
    end: int
    kind: str
    action: Action
    rule: str
    shown: str = ""


def covering(hits: Iterable[Hit], length: int) -> bytearray:
    """For each place of a text of so many signs, 1 where a find covers it."""
    covered = bytearray(length)
    for hit in hits:
        covered[hit.start : hit.end] = b"\x01" * (hit.end - hit.start)
    return covered


def _strength(hit: Hit) -> tuple[bool, bool, bool, bool, bool, int, bool, int]:
    return (
        hit.rule in ROSTER,
        hit.action == "mask",
        hit.kind != "name",
        not hit.rule.startswith("model-"),
        hit.kind != "number",
        hit.end - hit.start,
        hit.kind != "file-number",
        -hit.start,
    )


def _stronger(one: Hit, other: Hit) -> Hit:
    """The find that names the merged stretch: certain before possible, then longer, then earlier."""
    return max(one, other, key=_strength)


def resolved(hits: Iterable[Hit]) -> list[Hit]:
    """Sorted finds without overlaps; whatever any rule saw stays covered.

    A description gives way to what is named in it, so that letting it stand names nobody.
    """
    found = sorted(hits)
    named = _united([hit for hit in found if hit.kind != "description"])
    told = _united([hit for hit in found if hit.kind == "description"])
    return (
        sorted([*named, *chain.from_iterable(_around(hit, named, _FEWEST) for hit in told)])
        if told
        else named
    )


def _around(hit: Hit, named: Iterable[Hit], fewest: int) -> Iterator[Hit]:
    """What is left of a find beside others, where so many signs are left."""
    start = hit.start
    for other in [*(each for each in named if each.start < hit.end and hit.start < each.end), None]:
        end = hit.end if other is None else max(start, other.start)
        if end - start >= fewest:
            yield replace(hit, start=start, end=end)
        start = start if other is None else other.end


def beside_shapes(guesses: Iterable[Hit], text: str, told: Sequence[Hit]) -> Iterator[Hit]:
    """Guesses of numbers, dates and ages without what a rule knows by its shape; other guesses whole."""
    shaped = [hit for hit in told if hit.kind not in {"person", "name", "agency", "place", "description"}]
    for hit in guesses:
        if hit.kind not in {"number", "date", "age"}:
            yield hit
            continue
        for left in _around(hit, shaped, 1):
            if left == hit or any(sign.isdigit() for sign in text[left.start : left.end]):
                yield left


def _united(hits: Iterable[Hit]) -> list[Hit]:
    """Sorted finds, those that overlap made one."""
    kept: list[Hit] = []
    for hit in hits:
        if kept and hit.start < kept[-1].end:
            last = kept[-1]
            winner = _stronger(last, hit)
            wider = (min(last.start, hit.start), max(last.end, hit.end))
            kept[-1] = replace(winner, start=wider[0], end=wider[1])
        else:
            kept.append(hit)
    return kept


def joined_names(text: str, hits: list[Hit]) -> list[Hit]:
    """First name and surname found apart, with one space or hyphen between them, become one person."""
    kept: list[Hit] = []
    for hit in hits:
        last = kept[-1] if kept else None
        if (
            last is not None
            and {last.kind, hit.kind} <= {"person", "name"}
            and _JOINT.fullmatch(text, last.end, hit.start)
        ):
            kept[-1] = replace(_stronger(last, hit), start=last.start, end=hit.end)
        else:
            kept.append(hit)
    return kept
