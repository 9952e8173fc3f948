"""What becomes of the codings and memos on an answer whose text changes."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from codebook.model.edits import edits_between
from codebook.model.interview import Coding, Memo
from codebook.model.span import Span, one_by_one, remapped
from codebook.store.ledger import Rows
from codebook.store.tables import codings, memos

_WORD = re.compile(r"\w")
Fate = Literal["unchanged", "moved", "changed", "united", "removed"]


@dataclass(frozen=True, slots=True)
class Fated:
    """What becomes of one coding; `before` and `after` are its excerpts, both masked.

    `moved` keeps its text at another place. `changed` has another text. `united` would stand where another
    of the same code and coder stands, `into`, and becomes one with it. `removed` has no word left: the
    `memos` on it pass to the answer. `span` is where it stands afterwards.
    """

    coding: Coding
    fate: Fate
    span: Span | None
    before: str
    after: str
    memos: int = 0
    into: int | None = None


def fates(standing: Sequence[Coding], old: str, new: str, noted: Iterable[Memo]) -> tuple[Fated, ...]:
    """What becomes of the codings on a text when another takes its place, in reading order."""
    edits = edits_between(old, new)
    on = Counter(memo.target_id for memo in noted if memo.target == "coding")
    taken: dict[tuple[int, int, int, str], int] = {}
    found = []
    for coding in sorted(standing, key=lambda coding: (coding.start, coding.end, coding.id)):
        span = remapped(Span(coding.start, coding.end), edits)
        before = old[coding.start : coding.end]
        after = "" if span is None else new[span.start : span.end]
        if span is None or (_WORD.search(before) and not _WORD.search(after)):
            found.append(Fated(coding, "removed", None, before, "", on[coding.id]))
            continue
        place = (span.start, span.end, coding.code, coding.coder)
        into = taken.setdefault(place, coding.id)
        fate: Fate = "unchanged" if (span.start, span.end) == (coding.start, coding.end) else "moved"
        if into != coding.id:
            fate = "united"
        elif after != before:
            fate = "changed"
        found.append(
            Fated(coding, fate, span, before, after, on[coding.id], into if into != coding.id else None)
        )
    return tuple(found)


def count(fated: Iterable[Fated]) -> Mapping[Fate, int]:
    """How many codings come to what."""
    return Counter(each.fate for each in fated)


def carry_out(rows: Rows, fated: Sequence[Fated], noted: Iterable[Memo]) -> None:
    """Write what becomes of the codings of an answer, with the memos on them as they are now.

    No two of them coincide on the way, nor when it is taken back line by line.
    """
    gone = {each.coding.id: each for each in fated if not _stays(each)}
    for memo in noted:
        lost = gone.get(memo.target_id) if memo.target == "coding" else None
        if lost is not None and lost.into is not None:
            rows.update(memos, memo.id, target_id=lost.into)
        elif lost is not None:
            rows.update(memos, memo.id, target="passage", target_id=lost.coding.passage)
    for number in gone:
        rows.delete(codings, number)
    left = {
        _place(each.coding, Span(each.coding.start, each.coding.end)): each for each in fated if _stays(each)
    }
    goals = {place: _place(each.coding, each.span) for place, each in left.items() if each.span}
    for place in one_by_one(goals):
        rows.update(codings, left[place].coding.id, start=goals[place][0], end=goals[place][1])


def _stays(each: Fated) -> bool:
    return each.fate not in {"united", "removed"}


def _place(coding: Coding, span: Span) -> tuple[int, int, int, str]:
    return span.start, span.end, coding.code, coding.coder
