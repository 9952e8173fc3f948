"""Making, copying and checking a project file."""

from pathlib import Path

import typer

from codebook import editing, intake
from codebook.cli.lists import opened
from codebook.cli.printing import emit, say
from codebook.deid.gate import Gate
from codebook.errors import BadInputError, CodebookError
from codebook.settings import project_path
from codebook.store.project import Project


def new(name: str, codebook: Path | None, guide: Path | None) -> None:
    """Make an empty project, with a codebook and a guide when given; nothing is left of a failed one."""
    path, gate = project_path(name), Gate()
    own = None if guide is None else intake.guide_named(str(guide))
    with Project.create(path) as project:
        try:
            masked = 0 if codebook is None else editing.load_codebook(project, gate, codebook)
            for each in own or ():
                intake.keep_guide(project, gate, each)
        except CodebookError:
            project.close()
            path.unlink()
            raise
        say(f"{path}: a new project with {len(project.codes())} codes.")
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
        found = project.problems() + intake.unmasked(project, Gate())
    for problem in found:
        if json:
            emit({"problem": problem})
        else:
            say(problem)
    if found:
        raise typer.Exit(1)
    if not json:
        say("Nothing is wrong: the file is sound, every text is masked, the ledger is unbroken.")
