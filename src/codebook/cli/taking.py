"""Taking many files in, one after the other: what fails stops no other, what is kept stays kept."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from types import FrameType

import typer

from codebook import screening
from codebook.cli import reviewing
from codebook.cli.lists import opened
from codebook.cli.notes import (
    Taking,
    emit_taken,
    named,
    role_named,
    say_taken,
    tell_failed,
    tell_skipped,
    warn,
)
from codebook.cli.printing import notice, progress
from codebook.deid.gate import Gate
from codebook.intake import files, guiding
from codebook.intake.files import Failed
from codebook.intake.keeping import Draft, Imported, KnownNotesError, keep
from codebook.model.guide import Guide, Role
from codebook.store.project import Project


@dataclass(slots=True)
class _Run:
    """Files being taken in: how, the names looked for so far, and what became of those that are done."""

    project: Project
    guides: tuple[Guide, ...]
    how: Taking
    role: Role | None
    names: tuple[str, ...]
    json: bool
    kept: int = 0
    known: int = 0
    failed: list[Failed] = field(default_factory=list)

    def take(self, path: Path) -> None:
        """Read, mask and keep one file, whole or not at all."""
        try:
            looked = files.attempted(str(path), partial(self._draft, path))
            if looked is None:
                notice(f"{path}: left out, nothing of it is kept.")
                return
            with _unbroken():
                self._tell(looked if isinstance(looked, Failed) else self._keep(*looked))
        except KnownNotesError as error:
            self.known += 1
            progress("")
            notice(str(error))

    def _tell(self, done: Imported | Failed) -> None:
        if isinstance(done, Failed):
            self.failed.append(done)
            return
        self.kept += 1
        (emit_taken if self.json else say_taken)(done)

    def _draft(self, path: Path) -> tuple[Gate, Draft] | None:
        """A file read, screened by a gate and looked through; None when it is to be left out."""
        gate = screening.gate_of(self.project, self.names)
        notes = files.read_new(path, self.guides, self.project)
        draft = files.draft(self.project, gate, notes, role=self.role, case=self.how.case)
        draft.screen()
        progress("")
        warn(draft)
        wanted = reviewing.go_through(draft) if self.how.review else True
        self.names = (*self.names, *draft.review.named)  # the files that follow may name them too
        return (gate, draft) if wanted else None

    def _keep(self, gate: Gate, draft: Draft) -> Imported | Failed:
        taken = files.attempted(draft.notes.name, partial(keep, self.project, gate, draft))
        if isinstance(taken, Imported) and taken.withdrawal_code:
            # first of all: nothing that goes wrong later may lose it
            code = f"{taken.withdrawal_code}  (on paper now; not shown again)"
            notice(f"withdrawal code of {taken.case}: {code}")
        return taken


def take_in(name: str, given: list[Path], how: Taking, *, json: bool) -> None:
    """Take files in one by one; a list of what failed ends it, and what is in the project is passed over.

    So the same command, given again, goes on where it was stopped. Names added in the review of one file
    are looked for in the next. Ctrl+C ends it; a file is kept whole or not at all.

    Raises:
        Exit: a file failed, or it was stopped.
    """
    role = role_named(how.role)
    names = named(how.roster)
    found = files.named(given)
    count = len(found.paths)
    stopped = False
    with opened(name) as project:
        guides = guiding.guide_named(how.guide, project)
        if how.guide == "auto":  # whoever says whose words these are has chosen among the guides
            guides = tuple(guide for guide in guides if role in {None, guide.role})
        run = _Run(project, guides, how, role, names, json, failed=list(found.failed))
        if how.review and count:
            reviewing.beside()
        try:
            for number, path in enumerate(found.paths, start=1):
                progress(f"{number} of {count} · {path.name} …")
                run.take(path)
        except KeyboardInterrupt:
            stopped = True
        finally:
            progress("")
    tell_skipped(found.skipped)
    if run.known or (run.kept and (run.failed or stopped)):
        notice(f"{run.kept} taken in now, {run.known} in the project before.")
    if stopped:
        notice("stopped. What was taken in stays; the same command goes on with the rest.")
    tell_failed(run.failed, of=count + len(found.failed), json=json)
    if stopped:
        raise typer.Exit(1)


@contextmanager
def _unbroken() -> Iterator[None]:
    """Let Ctrl+C wait until what is kept is also told: a withdrawal code is shown once."""
    asked: list[int] = []

    def wait(number: int, _: FrameType | None) -> None:
        asked.append(number)

    before = signal.signal(signal.SIGINT, wait)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
    if asked:
        raise KeyboardInterrupt
