"""Answers written anew, put under another question, or given to the case they belong to."""

import sys
from dataclasses import dataclass

import typer

from codebook import coding, screening
from codebook.cli.fates import fate_counts, fate_lines
from codebook.cli.lists import opened
from codebook.cli.notes import role_named
from codebook.cli.printing import aside, emit, notice, say, typed
from codebook.errors import BadInputError, CodebookError
from codebook.intake import amending, giving, moving
from codebook.model.guide import STATUSES


@dataclass(frozen=True, slots=True)
class Keeping:
    """Who changes an answer, and whether that was agreed to already."""

    coder: str
    agreed: bool


def move(name: str, code: str, to: str, coder: str) -> None:
    """Put an answer under another question, or under none."""
    with opened(name) as project:
        passage = moving.passage_named(project, code)
        handle = coding.join(project, screening.gate_of(project), coder)
        ref = None if to.casefold() == "none" else to
        elsewhere = moving.move(project, handle, passage, ref)
    said = f"now under {to}" if ref else "now under no question"
    say(f"{passage.code}: {said}." if elsewhere else f"{passage.code} stands there already.")


def amend(name: str, code: str, text: str, status: str | None, *, how: Keeping, json: bool) -> None:
    """Write an answer anew, after saying what becomes of its codings; asks when somebody sits there."""
    wanted = next((known for known in STATUSES if known == status), None)
    if status is not None and wanted is None:
        raise BadInputError(f"--status is one of {', '.join(STATUSES)}.")
    words = typed(None if text == "-" else text)
    with opened(name) as project:
        gate = screening.gate_of(project)
        passage = moving.passage_named(project, code)
        made = amending.preview(project, gate, passage.id, words.removesuffix("\n"), wanted)
        for line in fate_lines(made.fates):
            aside(line)
        asks = sys.stdin.isatty() and not how.agreed
        if asks and not typer.confirm(f"Keep the new text of {passage.code}?", err=True):
            raise CodebookError("Nothing was changed.")
        changed = amending.amend(project, coding.join(project, gate, how.coder), made)
    if json:
        told = {"passage": passage.code, "status": made.status, "text": made.text, "masked": made.masked}
        emit(told, **fate_counts(made.fates))
        return
    masked = ", ".join(f"{count} {kind}" for kind, count in made.masked.items())
    say(f"{passage.code}: {'amended' if changed else 'nothing is new'}, counts as {made.status}.")
    say(f"  masked: {masked or 'nothing'}")


def give(name: str, codes: list[str], case: str, role: str | None, *, json: bool) -> None:
    """Move answers to an interview of another case, and show the withdrawal code of a new one once."""
    wanted = role_named(role)
    with opened(name) as project:
        named = {passage.id: passage for passage in (moving.passage_named(project, code) for code in codes)}
        given = giving.give(
            project,
            screening.gate_of(project),
            tuple(named.values()),
            case=None if case.casefold() == "new" else case,
            role=wanted,
        )
    if given.withdrawal_code:  # first of all: nothing that goes wrong later may lose it
        code = f"{given.withdrawal_code}  (on paper now; not shown again)"
        notice(f"withdrawal code of {given.case}: {code}")
    if json:
        emit(
            {
                "interview": given.interview,
                "case": given.case,
                "withdrawal_code": given.withdrawal_code,
                "passages": [passage.code for passage in given.passages],
                "consent": given.consent,
                "emptied": given.emptied,
                "masked": given.masked,
            }
        )
        return
    count = len(given.passages)
    say(f"{count} answers are {given.interview} of case {given.case} now, consent {given.consent}.")
    if given.masked:
        say(f"{given.masked} more stretches are masked, as the policy of today asks.")
    if given.emptied:
        say("Nothing was left of the interview they came from, so it is gone.")
    say("It cannot be undone; give them back if it was wrong.")
