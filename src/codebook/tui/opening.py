"""From a path to a session and its first screen."""

from pathlib import Path

from textual.app import App

from codebook import coding, screening
from codebook.deid.gate import Gate, warm_up
from codebook.editing import loading
from codebook.errors import CodebookError
from codebook.store.project import Project
from codebook.tui.interviews import InterviewsScreen
from codebook.tui.session import Session


def session(path: Path, coder: str, codebook: Path | None) -> Session:
    """Open a project, or make one with a codebook, under a coder's handle.

    Raises:
        CodebookError: it cannot be opened or made, or the handle could name somebody.
    """
    gate = Gate()
    handle = gate.handle(coder).text
    project = Project.open(path) if codebook is None else _made(path, gate, codebook)
    return Session(project, coding.join(project, gate, handle), screening.gate_of(project))


def _made(path: Path, gate: Gate, codebook: Path) -> Project:
    project = Project.create(path)
    try:
        loading.load_codebook(project, gate, codebook)
    except CodebookError:
        project.close()
        path.unlink()
        raise
    return project


def enter(app: App[None], session: Session) -> None:
    """Show the interviews, and load the language model in the background for the first note or memo."""
    app.push_screen(InterviewsScreen(session))
    app.run_worker(warm_up, thread=True, exit_on_error=False)
