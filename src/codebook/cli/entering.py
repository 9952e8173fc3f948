"""Guided entry question by question, in plain lines, so that a screen reader can follow."""

import re
import sys
from collections.abc import Callable

from codebook import coding, screening
from codebook.cli import reviewing
from codebook.cli.lists import opened
from codebook.cli.printing import aside, notice, say
from codebook.deid.gate import GateRefusedError
from codebook.errors import BadInputError, CodebookError
from codebook.intake import entering
from codebook.intake.entering import Caret, Entry
from codebook.intake.guiding import guide_named
from codebook.intake.keeping import Imported, keep
from codebook.model.guide import Question, Status
from codebook.store.project import Project

_HELP = (
    "An empty line ends an answer. /p probes · /d declined · /n not asked · /x does not apply · /b back · "
    "/o what was said off the guide · /m mask · /g WORDS coarser · /k keep: the find named last, or by its "
    "number (/m 2) · "
    "/stop the participant stopped · /q leave for later · /? this help"
)
_NUMBER = re.compile(r"(\d{1,3})(?:\s+(.*))?")
_MARKS: dict[str, Status] = {"/d": "declined", "/n": "not-asked", "/x": "not-applicable"}


class _LeftError(Exception):
    """Somebody leaves the notes for later, or the input has ended."""


class _StoppedError(Exception):
    """The participant ended the interview."""


def enter(name: str, guide: str, case: str | None, coder: str) -> None:
    """Go through consent, basics and questions; keep the interview after a review.

    Raises:
        CodebookError: a consent point was refused, so that nothing was kept; or the project cannot be used.
    """
    with opened(name) as project:
        gate = screening.gate_of(project)
        handle = coding.join(project, gate, coder)
        reviewing.beside()
        entry = _entry(project, guide, case, handle)
        aside(_HELP)
        try:
            _Conversation(entry).hold()
        except _LeftError:
            entry.look(leaving=True)
            say("Left for later; what was typed is kept, masked. The same command goes on.")
            return
        except _StoppedError:
            keeps = _answer("Keep what was said? y keeps it, n throws all of it away.")
            if keeps is None:
                entry.look(leaving=True)
                say("Left for later; what was typed is kept, masked. The same command goes on.")
                return
            if not keeps:
                entry.discard()
                say("Nothing was kept.")
                return
            entry.stop()
        draft = entry.finished()
        open_ones = [each.label for at, each in enumerate(entry.questions) if entry.status(at) == "blank"]
        if open_ones:
            aside(f"Without an answer: {', '.join(open_ones)}")
        if not reviewing.go_through(draft):
            say("Left for later; what was typed is kept, masked. The same command goes on.")
            return
        _told(keep(project, gate, draft))


def _entry(project: Project, guide: str, case: str | None, coder: str) -> Entry:
    [chosen, *more] = guide_named(guide, project) or (None,)
    if chosen is None or more:
        raise BadInputError("Name one guide to follow: --guide B, --guide C, or a guide FILE.")
    gate = screening.gate_of(project)
    for left in project.unfinished():
        if left.guide == chosen.ref and (case is None or left.case == case):
            aside(f"Notes along guide {left.guide} were left open ({left.case or 'a new participant'}).")
            if _agreed("Go on with them? y goes on, n begins another interview."):
                return entering.go_on(project, gate, left)
    entry = entering.begin(project, gate, chosen, coder, case)
    points = entry.points
    for number, point in enumerate(points, start=1):
        aside(f"Consent {number} of {len(points)}: {point.label}. {point.prompt}")
        if not _agreed("y said and agreed, n refused.") and not _agreed(
            "Refused: end here, with nothing kept? n ends it, y takes the point as agreed to."
        ):
            raise CodebookError(
                "A consent point was not confirmed, so the interview ends and nothing was kept."
            )
        entry.confirm(point)
    return entry


def _agreed(asked: str) -> bool:
    """Whether y is answered; the end of input is a no."""
    return bool(_answer(asked))


def _answer(asked: str) -> bool | None:
    """Whether y or n is answered, which is asked until one is; None when the input has ended."""
    while True:
        aside(asked)
        line = sys.stdin.readline()
        if not line:
            return None
        if line.strip().casefold() in {"n", "no"}:
            return False
        if line.strip().casefold() in {"y", "yes"}:
            return True


def _line() -> str:
    """The next line.

    Raises:
        _LeftError: the input has ended.
    """
    line = sys.stdin.readline()
    if not line:
        raise _LeftError
    return line.rstrip("\n")


class _Conversation:
    """The questions of an entry in turn; what was said about a find is not said twice."""

    def __init__(self, entry: Entry) -> None:
        self._entry, self._from = entry, 0
        self._told: dict[str, str] = {}
        self._numbered: list[str] = []
        others = (at for at, each in enumerate(entry.questions) if each.kind != "consent")
        self._first = next(others, len(entry.questions))

    def hold(self) -> None:
        """Go from where the notes stand to the end of the guide and what was said off it.

        Raises:
            _LeftError, _StoppedError: somebody ends it before.
        """
        place, last = max(self._entry.caret.place, self._first), len(self._entry.questions)
        self._from = last + 1
        while place <= last:
            if self._entry.is_open(place):
                place = self._answer(place)
            else:
                self._field(place)
                place += 1

    def _field(self, place: int) -> None:
        question = self._entry.questions[place]
        aside(f"\n{question.label}. {question.prompt}")
        aside(
            f"One of: {', '.join(choice.value for choice in question.choices)}. An empty line leaves it open."
        )
        while typed := _line().strip():
            if typed == "/q":
                raise _LeftError
            found = self._entry.choose(place, typed) or self._entry.choose(place, _begun(question, typed))
            if found:
                aside(f"Kept: {found}")
                return
            aside("That fits none of them, and was not kept.")

    def _answer(self, place: int) -> int:
        """Take the lines of one answer; the place to go on at."""
        entry = self._entry
        text = self._ask(place)
        while line := _line():
            if not line.startswith("/"):
                text = f"{text}{line}\n"
                entry.type(text, Caret(place, len(text)))
                self._look(place)
            elif line in _MARKS:
                try:
                    entry.mark(place, _MARKS[line])
                except CodebookError as refused:
                    aside(str(refused))
                    continue
                self._look(place)
                return place + 1
            elif line == "/b":
                return max(place - 1, self._first)
            elif line == "/o" and place < len(entry.questions):
                self._from = place
                return len(entry.questions)
            else:
                self._command(place, line)
        return self._from if place == len(entry.questions) else place + 1

    def _ask(self, place: int) -> str:
        off = place == len(self._entry.questions)
        question = None if off else self._entry.questions[place]
        said = "What was said that no question asks for." if question is None else question.prompt
        head = "Off the guide" if question is None else f"{question.number} {question.label}".strip()
        aside(f"\n{head}. {said}")
        text = self._entry.text(place).rstrip()
        if text:
            aside(f"So far: {text}")
        return f"{text}\n" if text else ""

    def _command(self, place: int, line: str) -> None:
        word, _, rest = line.partition(" ")
        if word == "/stop":
            raise _StoppedError
        if word == "/q":
            raise _LeftError
        if word == "/p" and place < len(self._entry.questions):
            for probe in self._entry.questions[place].probes:
                aside(f"- {probe}")
        elif word in {"/m", "/g", "/k"}:
            self._decide(word, rest.strip())
            self._look(place)
        else:
            aside(_HELP)

    def _decide(self, word: str, rest: str) -> None:
        review = self._entry.review
        numbered = _NUMBER.fullmatch(rest)
        words = (numbered[2] or "") if numbered else rest
        at = int(numbered[1]) - 1 if numbered else len(self._numbered) - 1
        wanted = self._numbered[at] if 0 <= at < len(self._numbered) else None
        group = next((each for each in review.groups if each.key == wanted), None)
        if group is None:
            aside("No such find was named here.")
            return
        decisions: dict[str, Callable[[], object]] = {
            "/m": lambda: review.mask(group),
            "/g": lambda: review.generalise(group, words),
            "/k": lambda: reviewing.keep(review, group),
        }
        try:
            decisions[word]()
        except GateRefusedError as refused:
            aside(str(refused))

    def _look(self, place: int) -> None:
        """Screen and write what was typed, and name the finds of this answer that are new or changed."""
        self._entry.look()
        for group in self._entry.review.groups:
            if not any(at.passage == place for at in group.places):
                continue
            kept = group.decision in {"keep", "never"}
            becomes = "stands as it is" if kept else f"is written as {group.shown}"
            told = f"{group.kind}{' (?)' if group.open else ''}: {group.text} {becomes}"
            if self._told.get(group.key) != told:
                self._told[group.key] = told
                if group.key not in self._numbered:
                    self._numbered.append(group.key)
                aside(f"  {self._numbered.index(group.key) + 1} {told}")


def _begun(question: Question, typed: str) -> str:
    said = typed.casefold()
    fitting = [choice.value for choice in question.choices if choice.value.casefold().startswith(said)]
    return fitting[0] if len(fitting) == 1 else ""


def _told(kept: Imported) -> None:
    if kept.withdrawal_code:
        notice(f"withdrawal code of {kept.case}: {kept.withdrawal_code}  (on paper now; not shown again)")
    answered = sum(1 for passage in kept.passages if passage.status == "answered" and passage.question_ref)
    masked = ", ".join(f"{count} {kind}" for kind, count in kept.findings.items())
    say(f"{kept.interview} (guide {kept.guide}, {answered} answers)")
    say(f"  masked: {masked or 'nothing'}")
