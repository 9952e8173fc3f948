"""Answers put under another question, or given to the case they belong to."""

from codebook import coding, screening
from codebook.cli.lists import opened
from codebook.cli.notes import role_named
from codebook.cli.printing import emit, notice, say
from codebook.intake import giving, moving


def move(name: str, code: str, to: str, coder: str) -> None:
    """Put an answer under another question, or under none."""
    with opened(name) as project:
        passage = moving.passage_named(project, code)
        handle = coding.join(project, screening.gate_of(project), coder)
        ref = None if to.casefold() == "none" else to
        elsewhere = moving.move(project, handle, passage, ref)
    said = f"now under {to}" if ref else "now under no question"
    say(f"{passage.code}: {said}." if elsewhere else f"{passage.code} stands there already.")


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
            }
        )
        return
    count = len(given.passages)
    say(f"{count} answers are {given.interview} of case {given.case} now, consent {given.consent}.")
    if given.emptied:
        say("Nothing was left of the interview they came from, so it is gone.")
    say("It cannot be undone; give them back if it was wrong.")
