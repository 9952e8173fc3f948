"""Making, copying and checking a project file."""

import sys
from pathlib import Path

import typer

from codebook import cases, redaction, screening
from codebook.cli.lists import opened
from codebook.cli.printing import emit, notice, say, typed
from codebook.deid.gate import Gate
from codebook.editing import loading
from codebook.errors import BadInputError, CodebookError
from codebook.intake import guiding
from codebook.settings import project_path
from codebook.store.project import Project


def new(name: str, codebook: Path | None, guide: Path | None) -> None:
    """Make an empty project, with a codebook and a guide when given; nothing is left of a failed one."""
    path, gate = project_path(name), Gate()
    own = None if guide is None else guiding.guide_named(str(guide))
    with Project.create(path) as project:
        try:
            masked = 0 if codebook is None else loading.load_codebook(project, gate, codebook)
            for each in own or ():
                guiding.keep_guide(project, gate, each)
        except CodebookError:
            project.close()
            path.unlink()
            raise
        count = len(project.codes())
        say(f"{path}: a new project with {count} codes.")
        if not count:
            say("Give it a codebook with --codebook FILE; 'codebooks' has two to start from.")
    if masked:
        say(f"{masked} stretches of the codebook's texts looked like identifiers and were masked.")


def backup(name: str, file: Path) -> None:
    """Copy a project soundly, also while it is in use."""
    if file.exists():
        raise BadInputError(f"{file} exists already. Choose another name.")
    with opened(name) as project:
        project.copy_to(file)
    say(f"{file}: a copy of {project_path(name)}.")


def check(name: str, *, json: bool) -> None:
    """Print what is wrong with a project and end with 1, or say that nothing is."""
    with opened(name) as project:
        found = project.problems() + redaction.unmasked(project, screening.gate_of(project))
    for problem in found:
        if json:
            emit({"problem": problem})
        else:
            say(problem)
    if found:
        raise typer.Exit(1)
    if not json:
        say("Checked: the file is sound, the ledger unbroken, and the gate sees nothing more to mask.")


def policy(name: str, file: Path | None) -> None:
    """Print what becomes of each kind of find, or set it from a file."""
    with opened(name) as project:
        if file is None:
            say(screening.shown_policy(project).rstrip())
            return
        made = screening.set_policy(project, file)
    say(f"The project follows {file} from now on (version {made.version}).")
    say("What is stored already stays as it is: 'check' lists what would now be masked, 'redact' masks it.")


def redact(name: str, *, from_check: bool) -> None:
    """Mask words given on standard input, or what the gate of today would mask, in every stored text."""
    words = () if from_check else _words()
    with opened(name) as project:
        done = redaction.redact(project, screening.gate_of(project, words))
    say(
        f"{done.rows} texts were masked anew and {done.codings} codings moved with them. It cannot be undone."
    )
    for path in done.copies:
        say(f"  also in {path}")
    _prove(done.leftovers, done.searched, done.ids)
    if done.untold:
        say(f"{done.untold} are too short for that: every row and all history was read again instead.")


def _words() -> tuple[str, ...]:
    """The words on standard input without little ones, after saying what is odd about them.

    Raises:
        BadInputError: there is none to look for.
    """
    read = screening.roster(typed().splitlines(), called="standard input, line")
    for warning in read.warnings:
        notice(warning)
    if not read.names:
        raise BadInputError(
            "There is no word to mask, so nothing was changed."
            if read.warnings
            else "Give the words to redact on standard input, one a line, or use --from-check."
        )
    return read.names


def withdraw(name: str, code: str) -> None:
    """Erase a case, after asking when somebody sits at the screen."""
    with opened(name) as project:
        case = cases.named(project, code)
        if sys.stdin.isatty() and not typer.confirm(f"Erase {case.code} with all that is on it, for good?"):
            raise CodebookError("Nothing was erased.")
        done = cases.withdraw(project, code)
    say(f"{done.case} is gone, with every interview, coding and memo of it.")
    for path in done.copies:
        say(f"  also from {path}")
    _prove(done.leftovers, done.searched)
    if done.untold:
        say(f"{done.untold} are too short for that, or stand in others' rows too; their own rows are gone.")
    if done.allowed:
        say(f"{done.allowed} words allowed in the whole project stay, since they are tied to no case.")
        say(f"Read them with 'codebook policy {name}', and take out what names somebody.")
    say("Not reached: files handed over, copies elsewhere, and what the disk keeps below its files.")


def _prove(leftovers: int, searched: int, ids: int = 0) -> None:
    if ids:
        say(f"{ids} ids of guides or questions seem to hold such words. Ids cannot be masked, so they stay.")
    if leftovers:
        raise CodebookError(f"{leftovers} of these texts still stand elsewhere in the project or its copies.")
    if searched:
        say(f"The bytes of the files were searched for {searched} erased texts: none is left.")
