"""Taking a file in again in place of an interview's text."""

import sys
from dataclasses import dataclass
from pathlib import Path

import typer

from codebook import coding, screening
from codebook.cli import reviewing
from codebook.cli.fates import fate_counts, fate_lines
from codebook.cli.lists import opened
from codebook.cli.notes import Taking, emit_taken, named, say_taken, warn
from codebook.cli.printing import aside, notice, say
from codebook.errors import BadInputError, CodebookError
from codebook.intake import files, guiding, replacing
from codebook.intake.replacing import Replacement
from codebook.settings import DEFAULT_CODER


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which interview is replaced, by whom, and whether that was agreed to already."""

    interview: str
    coder: str | None
    agreed: bool


def replace(name: str, paths: list[Path], how: Taking, wanted: Wanted, *, json: bool) -> None:
    """Say what becomes of the codings, ask when somebody sits at the screen, and replace the text."""
    if len(paths) != 1 or how.case or how.role:
        raise BadInputError("--replace takes one FILE, and the case and role of the interview it names.")
    names = named(how.roster)
    with opened(name) as project:
        gate = screening.gate_of(project, names)
        notes = files.read(paths[0], guiding.guide_named(how.guide, project), project)
        draft = replacing.draft(project, gate, notes, wanted.interview, reviewed=how.review)
        warn(draft)
        if how.review:
            reviewing.beside()
            if not reviewing.go_through(draft):
                raise CodebookError("Nothing was replaced.")
        planned = replacing.preview(project, draft, wanted.interview, reviewed=how.review)
        for line in told(planned):
            aside(line)
        asks = sys.stdin.isatty() and not wanted.agreed
        if asks and not typer.confirm(f"Replace the text of {planned.interview.code}?", err=True):
            raise CodebookError("Nothing was replaced.")
        coder = wanted.coder or project.latest_coder() or DEFAULT_CODER
        done = replacing.replace(project, gate, coding.join(project, gate, coder), planned)
    if json:
        emit_taken(done, **fate_counts(planned.fates))
        return
    say_taken(done)
    say(f"  in place of the text of {done.interview}; 'codebook undo {name} --as {coder}' takes it back")
    notice("what was there before stays in the history until it is redacted or withdrawn.")


def told(planned: Replacement) -> list[str]:
    """What a replacement does to answers and codings, in lines; masked text alone stands in them."""
    new = sum(1 for each in planned.answers if each.passage is None)
    gone = len(planned.gone)
    return [
        f"{planned.interview.code}: {len(planned.answers)} answers, {new} new, {gone} gone.",
        *fate_lines(planned.fates),
        *(
            f"  {passage.code} has codings or memos and no text in the new notes: it stays as it is."
            for passage in planned.kept
        ),
    ]
