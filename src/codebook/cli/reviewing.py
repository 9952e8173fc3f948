"""Going through what the gate found, line by line, before notes are kept."""

import sys
from collections.abc import Callable

from codebook import screening
from codebook.cli.printing import aside, notice
from codebook.deid.gate import GateRefusedError
from codebook.deid.review import Review, names_in
from codebook.intake.keeping import Draft
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
_LAST = "+ NAME to mask more · Enter to keep · x to leave out"
_CONTEXT = 40


def beside() -> None:
    """Say, when standard error is redirected, that a review writes raw text there."""
    if not sys.stderr.isatty():
        notice("the review shows text as typed on standard error; keep that off disks and delete it soon.")


def go_through(draft: Draft) -> bool:
    """Ask about every possible find, then show the note as it will be stored; whether it is to be kept.

    Certain finds are counted first and stay masked.
    """
    review = draft.review
    sure = [group for group in review.groups if not group.open]
    aside(f"{draft.notes.name}: {len(sure)} certain finds are masked, {review.left} need a decision.")
    aside(_KEYS)
    while review.left:
        group = next(group for group in review.groups if group.open)
        aside("")
        aside(f"[{review.left} left] {group.kind}: {_context(review, group)}")
        answer = _asked() or "a"
        if answer == "a":
            break
        _settle(review, group, answer)
    return _agreed(review)


def _agreed(review: Review) -> bool:
    """Whether the note may be kept as it is shown; names may be added until somebody says so."""
    _show(review)
    while True:
        kept = [group.text for group in review.groups if group.decision in {"keep", "never"}]
        if kept:
            aside(f"Kept as typed: {', '.join(kept)}")
        aside(_LAST)
        answer = _line()
        if answer in {"", "x", "/q", "q"}:
            return not answer
        if answer.startswith("+"):
            _mask_also(review, answer[1:])
            _show(review)


def _show(review: Review) -> None:
    aside("")
    for each in review.screenings:
        if each.masked.text:
            aside(each.masked.text)


def _mask_also(review: Review, typed: str) -> None:
    """Cover names that were missed; little words are left out, and everyday words warned of."""
    made = screening.roster(names_in(typed), called="name")
    for warning in made.warnings:
        aside(warning)
    aside(f"{review.missed(made.names)} more stretches are masked.")


def _context(review: Review, group: Group) -> str:
    place = group.places[0]
    text = review.texts[place.passage]
    before = text[max(0, place.start - _CONTEXT) : place.start].replace("\n", " ")
    after = text[place.end : place.end + _CONTEXT].replace("\n", " ")
    more = f"  ({len(group.places)} places)" if len(group.places) > 1 else ""
    return f"…{before}>>{group.text}<<{after}…{more}"


def _settle(review: Review, group: Group, answer: str) -> None:
    if answer.startswith("+"):
        _mask_also(review, answer[1:])
        return
    word, _, rest = answer.partition(" ")
    decisions: dict[str, Callable[[], object]] = {
        "m": lambda: review.mask(group),
        "g": lambda: review.generalise(group, rest),
        "k": lambda: keep(review, group),
        "n": lambda: review.never(group),
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


def keep(review: Review, group: Group) -> None:
    """Ask why a find may stand, and let it stand for that reason; without one it stays masked."""
    for number, each in enumerate(REASONS, start=1):
        aside(f"  {number} {each}")
    aside(f"Why may {group.text} stand? Its number; anything else leaves it masked.")
    answer = _line()
    if answer in {str(number) for number in range(1, len(REASONS) + 1)}:
        review.keep(group, REASONS[int(answer) - 1])
    else:
        aside("It stays masked.")


def _asked() -> str:
    """The next line that says something; "" at the end of input."""
    return next((line.strip() for line in sys.stdin if line.strip()), "")


def _line() -> str:
    """The next line, also an empty one; "" at the end of input."""
    return sys.stdin.readline().strip()
