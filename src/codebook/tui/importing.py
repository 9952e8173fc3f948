"""Note files on their way in from the workbench: read, reviewed one by one, kept."""

import asyncio
from pathlib import Path

from textual.screen import Screen
from textual.widgets import Static

from codebook.errors import BadInputError, CodebookError
from codebook.intake import files, guiding
from codebook.intake.keeping import Draft, Imported, keep
from codebook.model.guide import Guide
from codebook.tui.reviewing import Outcome, ReviewScreen
from codebook.tui.session import Session

Line = tuple[str, str]
# What a reader or the language model may still let out over one file; the files before it have their codes.
UNFORESEEN = (ValueError, LookupError, TypeError, AttributeError, RuntimeError, OSError, MemoryError)


async def take_in(screen: Screen[None], session: Session, pattern: str) -> list[Line]:
    """Take in the files of a pattern, each after its review; what became of each, as lines to show.

    A file that cannot be read is told of and stops no other, so that every withdrawal code is shown.
    """
    said: list[Line] = []
    try:
        paths = await asyncio.to_thread(_named, pattern)
        guides = await asyncio.to_thread(guiding.guide_named, "auto", session.project)
    except CodebookError as error:
        return [("", str(error))]
    outcome: Outcome | None = "keep"
    for number, path in enumerate(paths, start=1):
        screen.query_one("#state", Static).update(f"Reading and masking {number} of {len(paths)} …")
        try:
            draft = await asyncio.to_thread(_draft, session, path, guides)
            gate = session.gate
            if outcome != "keep all":
                outcome = await screen.app.push_screen_wait(ReviewScreen(draft))
                session.watch((*session.names, *draft.review.named))  # also when the note is left out
            if outcome is None:
                said.append(("", f"{path.name}: left out, nothing of it is kept"))
                continue
            said += report(await asyncio.to_thread(keep, session.project, gate, draft))
        except CodebookError as error:
            said.append(("", str(error)))
        except UNFORESEEN as error:  # its message may quote the notes
            said.append(
                ("", f"{path.name}: something went wrong inside the program ({type(error).__name__})")
            )
    return said


def _named(pattern: str) -> list[Path]:
    """The files of a pattern, or the path itself when nothing fits, which is then told of.

    Raises:
        BadInputError: it cannot name files at all.
    """
    try:
        wanted = Path(pattern).expanduser()
        return sorted(wanted.parent.glob(wanted.name)) or [wanted]
    except (ValueError, RuntimeError, OSError):
        raise BadInputError(
            f"'{pattern}' names no files. Give a file, or a pattern such as notes/*.docx."
        ) from None


def _draft(session: Session, path: Path, guides: tuple[Guide, ...]) -> Draft:
    """A file read, aligned and screened under the project's policy of now, which takes a moment."""
    session.watch(session.names)
    draft = files.draft(session.project, session.gate, files.read(path, guides, session.project))
    draft.screen()
    return draft


def report(taken: Imported) -> list[Line]:
    """What became of notes, as lines to show."""
    matched = sum(1 for passage in taken.passages if passage.question_ref)
    masked = ", ".join(f"{count} {kind}" for kind, count in taken.findings.items()) or "nothing"
    lines = [
        (taken.interview, f"from {Path(taken.file).name}"),
        ("", f"guide {taken.guide or '–'}: {matched} of {len(taken.passages)} passages under a question"),
        ("", f"masked: {masked}"),
    ]
    lines += [("", f"left out: {what}") for what in taken.left_out]
    if taken.withdrawal_code:
        lines.append(("", f"withdrawal code: {taken.withdrawal_code}"))
    return lines
