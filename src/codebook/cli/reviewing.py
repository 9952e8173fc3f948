"""Going through what the gate found, line by line, before notes are kept."""

import sys
from collections.abc import Callable

from codebook.cli.printing import aside
from codebook.deid.gate import GateRefusedError
from codebook.deid.review import Review
from codebook.intake import Draft
from codebook.model.policy import REASONS
from codebook.model.review import Group

_KEYS = (
    "m mask · g generalise (g WORDS) · k keep · n never a name here · a all the rest stays masked · "
    "+ NAME mask a name that was missed · u undo · ? help"
)
_ABOUT = (
    "What is not decided stays masked for good. Keep lets the words stand in these notes, never lets them "
    "stand in the whole project."
)
_CONTEXT = 40


def go_through(draft: Draft) -> None:
    """Ask about every possible find; certain ones are listed first and stay masked."""
    review = draft.review
    sure = [group for group in review.groups if not group.open]
    aside(f"{draft.file.path}: {len(sure)} certain finds are masked, {review.left} need a decision.")
    aside(_KEYS)
    while review.left:
        group = next(group for group in review.groups if group.open)
        aside("")
        aside(f"[{review.left} left] {group.kind}: {_context(review, group)}")
        answer = _asked() or "a"
        if answer == "a":
            break
        _settle(review, group, answer)
    aside("")
    for screening in review.screenings:
        if screening.masked.text:
            aside(screening.masked.text)


def _context(review: Review, group: Group) -> str:
    place = group.places[0]
    text = review.texts[place.passage]
    before = text[max(0, place.start - _CONTEXT) : place.start].replace("\n", " ")
    after = text[place.end : place.end + _CONTEXT].replace("\n", " ")
    more = f"  ({len(group.places)} places)" if len(group.places) > 1 else ""
    return f"…{before}>>{group.text}<<{after}…{more}"


def _settle(review: Review, group: Group, answer: str) -> None:
    word, _, rest = answer.partition(" ")
    decisions: dict[str, Callable[[], object]] = {
        "m": lambda: review.mask(group),
        "g": lambda: review.generalise(group, rest),
        "k": lambda: review.keep(group, REASONS[_reason()]),
        "n": lambda: review.never(group),
        "+": lambda: aside(f"{review.missed(rest)} more stretches are masked."),
        "u": lambda: aside("Taken back." if review.undo() else "Nothing to take back."),
    }
    decide = decisions.get(word)
    if decide is None:
        aside(f"{_KEYS}\n{_ABOUT}")
        return
    try:
        decide()
    except GateRefusedError as refused:
        aside(str(refused))


def _reason() -> int:
    for number, reason in enumerate(REASONS, start=1):
        aside(f"  {number} {reason}")
    answer = _asked()
    return int(answer) - 1 if answer in {str(number) for number in range(1, len(REASONS) + 1)} else 0


def _asked() -> str:
    """The next line that is typed; "" at the end of input."""
    for line in sys.stdin:
        if line.strip():
            return line.strip()
    return ""
