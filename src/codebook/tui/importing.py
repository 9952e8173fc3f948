"""Note files on their way in from the workbench: read, arranged, reviewed one by one, kept."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from textual.screen import Screen

from codebook.errors import CodebookError
from codebook.intake import files, guiding
from codebook.intake.aligning import Kept, keep_arranged
from codebook.intake.files import Failed
from codebook.intake.giving import Given
from codebook.intake.keeping import Draft, Imported, KnownNotesError
from codebook.model.guide import Guide
from codebook.tui.aligning import AligningScreen
from codebook.tui.prepared import Prepared
from codebook.tui.reviewing import ReviewScreen
from codebook.tui.session import Session

Line = tuple[str, str]
NOT_STARTED = "not taken in: choose the same files again to go on, those that are in are passed over"


@dataclass(slots=True)
class Intake:
    """Files being taken in over a screen, one after the other; `stop` ends it after the file at hand.

    What became of each is told in lines at the end, so that every withdrawal code is shown.
    """

    screen: Screen[None]
    session: Session
    tell: Callable[[str], None]
    stopped: bool = False
    _as_they_are: bool = False
    _said: list[Line] = field(default_factory=list)

    @property
    def untold(self) -> list[Line]:
        """What became of the files so far, which nobody has seen yet."""
        return list(self._said)

    def stop(self) -> None:
        """Take in no further file."""
        self.stopped = True

    async def take(self, given: tuple[Path, ...]) -> list[Line]:
        """Take in files, each after its preview and review; what became of each, as lines to show.

        A file that cannot be read is told of and stops no other.
        """
        try:
            found = await asyncio.to_thread(files.named, given)
            guides = await asyncio.to_thread(guiding.guide_named, "auto", self.session.project)
        except CodebookError as error:
            return [("", str(error))]
        count = len(found.paths)
        for number, path in enumerate(found.paths, start=1):
            if self.stopped:
                self._said.append(("", f"{count - number + 1} of {count} files {NOT_STARTED}"))
                break
            try:
                await self._one(path, guides, f"File {number} of {count}")
            except KnownNotesError as error:
                self._said.append(("", str(error)))
        self._said += [("", each.error) for each in found.failed]
        return self._said

    async def _one(self, path: Path, guides: tuple[Guide, ...], where: str) -> None:
        name, project = path.name, self.session.project
        self.tell(f"{where} · reading {name} …")
        notes = await self._attempted(name, partial(files.read_new, path, guides, project))
        if notes is None:
            return
        if self._as_they_are:
            prepared: Prepared | bool | None = Prepared(notes)
        else:
            prepared = await self.screen.app.push_screen_wait(
                AligningScreen(self.session, path, notes, where)
            )
        if isinstance(prepared, Prepared):
            self._as_they_are |= prepared.rest
            self.tell(f"{where} · masking {name} …")
            draft = await self._attempted(name, partial(_screened, self.session, prepared))
            if draft is None:
                return
            gate = self.session.gate
            if self._as_they_are or await self._reviewed(draft):
                self.tell(f"{where} · keeping {name} …")
                keep = partial(keep_arranged, project, gate, draft, prepared.owners)
                kept = await self._attempted(name, keep)
                self._said += [] if kept is None else told(kept)
                return
        elif prepared is not None:
            self.stopped = True
        self._said.append(("", f"{name}: left out, nothing of it is kept"))

    async def _reviewed(self, draft: Draft) -> bool:
        """Whether a note is to be kept after its finds were decided."""
        outcome = await self.screen.app.push_screen_wait(ReviewScreen(draft))
        self.session.watch((*self.session.names, *draft.review.named))  # also when the note is left out
        self._as_they_are |= outcome == "keep all"
        return outcome is not None

    async def _attempted(self, name: str, step: Callable[[], files.Done]) -> files.Done | None:
        done = await asyncio.to_thread(files.attempted, name, step)
        if isinstance(done, Failed):
            self._said.append(("", done.error if name in done.error else f"{name}: {done.error}"))
            return None
        return done


def _screened(session: Session, prepared: Prepared) -> Draft:
    """Notes screened under the project's policy of now, which takes a moment."""
    session.watch(session.names)
    draft = prepared.draft(session)
    draft.screen()
    return draft


def told(kept: Kept) -> list[Line]:
    """What became of a file and of the passages in it that were given to other cases."""
    lines = report(kept.imported)
    for each in kept.given:
        if isinstance(each, Given):
            count = len(each.passages)
            what = f"{count} of these passages, given to case {each.case}; consent {each.consent}"
            lines.append((each.interview, what))
            if each.withdrawal_code:
                lines.append(("", f"withdrawal code: {each.withdrawal_code}"))
        else:
            lines.append(("", f"Not given to another case, so they stay in this one: {each.error}"))
    return lines


def report(taken: Imported) -> list[Line]:
    """What became of notes, as lines to show."""
    matched = sum(1 for passage in taken.passages if passage.question_ref)
    masked = ", ".join(f"{count} {kind}" for kind, count in taken.findings.items()) or "nothing"
    lines = [
        (taken.interview, f"from {Path(taken.file).name}"),
        ("", f"guide {taken.guide or '–'}: {matched} of {len(taken.passages)} passages under a question"),
        ("", f"masked: {masked}"),
    ]
    if taken.without:
        lines.append(("", f"no text for: {', '.join(taken.without)}"))
    if not taken.fits:
        lines.append(("", "less than half of it stands under a question"))
    lines += [("", f"left out: {what}") for what in taken.left_out]
    if taken.withdrawal_code:
        lines.append(("", f"withdrawal code: {taken.withdrawal_code}"))
    return lines
