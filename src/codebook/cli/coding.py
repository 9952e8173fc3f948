"""What a coder changes from the command line."""

import sys
from pathlib import Path

import typer

from codebook import cases, coding, screening
from codebook.cli.lists import opened
from codebook.cli.printing import say, typed
from codebook.errors import BadInputError, CodebookError
from codebook.model.interview import MEMO_KINDS, MemoTarget
from codebook.store.project import Project


def describe(name: str, code: str, wanted: list[str], *, quotable: bool | None) -> None:
    """Set coarse categories of a case, given as NAME=VALUE, and whether it may be quoted."""
    if not wanted and quotable is None:
        raise typer.BadParameter("Say --set NAME=VALUE, --quotes or --no-quotes.")
    pairs = [text.partition("=") for text in wanted]
    for attribute, sign, value in pairs:
        if not (attribute.strip() and sign and value.strip()):
            raise BadInputError("--set takes NAME=VALUE, such as --set region=BC.")
    with opened(name) as project:
        given = [(attribute.strip(), value.strip()) for attribute, _, value in pairs]
        cases.set_attributes(project, screening.gate_of(project), code, given)
        if quotable is not None:
            cases.set_quoting(project, code, quotable=quotable)
    if pairs:
        say(f"{code}: {len(pairs)} set.")
    if quotable is not None:
        say(f"{code}: {'may be quoted' if quotable else 'is quoted in no summary'} from now on.")


def consent(name: str, interview: str, coder: str) -> None:
    """Record that consent was given, after asking when somebody sits at the screen."""
    with opened(name) as project:
        found, attests = cases.attested(project, interview)
        if sys.stdin.isatty() and not typer.confirm(f"{attests} Do you attest this?"):
            raise CodebookError("Nothing was recorded.")
        handle = coding.join(project, screening.gate_of(project), coder)
        cases.record_consent(project, handle, found.code)
    say(f"{attests} Recorded for {handle}.")


def apply(name: str, file: Path, coder: str) -> None:
    """Apply the codings of a CSV file under a handle, all or none."""
    with opened(name) as project:
        wanted = coding.read_file(project, file)
        handle = coding.join(project, screening.gate_of(project), coder)
        new = coding.apply(project, handle, wanted)
    say(f"{file}: {new} codings applied as {handle}, {len(wanted) - new} were there already.")


def add_memo(name: str, text: str, *, on: str, kind: str, coder: str) -> None:
    """Write a memo on a passage, an interview, a case or a code."""
    wanted = next((known for known in MEMO_KINDS if known == kind), None)
    if wanted is None:
        raise BadInputError(f"--kind is one of {', '.join(MEMO_KINDS)}.")
    words = typed(None if text == "-" else text)
    with opened(name) as project:
        gate = screening.gate_of(project)
        target, number = _target(project, on)
        handle = coding.join(project, gate, coder)
        masked = coding.write_memo(
            project, gate, handle, target=target, target_id=number, kind=wanted, text=words
        )
    say(f"Memo kept on {on}{f'; {masked} stretches were masked' if masked else ''}.")


def _target(project: Project, on: str) -> tuple[MemoTarget, int]:
    for passage in project.passages():
        if passage.code == on:
            return "passage", passage.id
    for interview in project.interviews():
        if interview.code == on:
            return "interview", interview.id
    for case in project.cases():
        if case.code == on:
            return "case", case.id
    return "code", project.codes().find(on).id


def turn(name: str, coder: str | None, direction: str) -> None:
    """Undo or redo a coder's latest change."""
    with opened(name) as project:
        who = coder or project.latest_coder()
        if who is None:
            raise CodebookError("Nobody has coded here yet, so there is nothing to take back.")
        phrase = coding.undo(project, who) if direction == "undo" else coding.redo(project, who)
    if phrase is None:
        raise CodebookError(f"{who} has nothing to {direction}.")
    say(f"{direction}: {phrase} ({who})")
