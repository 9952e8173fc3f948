"""Files of notes on their way in: read, aligned to a guide, masked, kept."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from codebook.deid.gate import Gate
from codebook.errors import BadInputError, CodebookError
from codebook.exchange import files as disk
from codebook.exchange.align import align
from codebook.exchange.note_files import note_files
from codebook.exchange.readers import READERS, read_document
from codebook.intake.fields import coarse
from codebook.intake.keeping import Draft, Imported, KnownNotesError, Notes, keep, refuse_known
from codebook.model.document import Alignment
from codebook.model.guide import Guide, Role
from codebook.store import reading
from codebook.store.project import Project

KINDS = tuple(READERS)
NO_ANSWERS = Alignment(None, ())
# What a reader or the language model may still let out over one file; the files beside it go on.
UNFORESEEN = (ValueError, LookupError, TypeError, AttributeError, RuntimeError, OSError, MemoryError)
Done = TypeVar("Done")


@dataclass(frozen=True, slots=True)
class Failed:
    """A file that was not taken in, and why in one line; nothing of it is kept."""

    file: str
    error: str


@dataclass(frozen=True, slots=True)
class Named:
    """The files that were named, each once; how many others were passed over; names that fit no notes."""

    paths: tuple[Path, ...]
    skipped: int
    failed: tuple[Failed, ...]


def named(given: Sequence[Path]) -> Named:
    """The files that files, folders (with all below them) and patterns such as `notes/*.docx` name.

    A name that fits no notes is told of and stops none of the others.
    """
    paths: dict[Path, Path] = {}
    failed: list[Failed] = []
    skipped = 0
    for each in given:
        try:
            found = note_files([each])
        except BadInputError as error:
            failed.append(Failed(str(each), str(error)))
            continue
        skipped += found.skipped
        for path in found.paths:
            paths.setdefault(path.absolute(), path)
    return Named(tuple(paths.values()), skipped, tuple(failed))


def attempted(file: str, step: Callable[[], Done]) -> Done | Failed:
    """What a step with one file gives, or why it failed, so that the files after it go on.

    Raises:
        KnownNotesError: the content is in the project already.
    """
    try:
        return step()
    except KnownNotesError:
        raise
    except CodebookError as error:
        return Failed(file, str(error))
    except UNFORESEEN as error:  # its message may quote the notes
        return Failed(file, f"{file}: something went wrong inside the program ({type(error).__name__}).")


def interview_of(project: Project, path: Path) -> str | None:
    """The interview that a file's content was taken in as; None when it is new.

    Raises:
        BadInputError: the file cannot be read.
    """
    return project.read(reading.interview_of, project.digest(disk.content(path)))


def read_new(path: Path, guides: Sequence[Guide], project: Project) -> Notes:
    """Read a file as `read` does, unless it was taken in before, which is noticed at once.

    Raises:
        KnownNotesError: the content is in the project already.
        BadInputError: as `read` does.
    """
    refuse_known(project, Notes(str(path), NO_ANSWERS, digest=project.digest(disk.content(path))))
    return read(path, guides, project)


def read(path: Path, guides: Sequence[Guide], project: Project | None = None) -> Notes:
    """Read a file and find the answers in it; the guide that fits best is chosen among `guides`.

    On their way into a project, basic fields are categories and no more.

    Raises:
        BadInputError: the file cannot be read; the message says why and what to do.
    """
    document = read_document(path)
    digest = None if project is None else project.digest(path.read_bytes())
    alignment = align(document, guides)
    if project is not None:
        alignment = coarse(alignment)
    return Notes(str(path), alignment, document.left_out, digest)


def draft(
    project: Project, gate: Gate, notes: Notes, *, role: Role | None = None, case: str | None = None
) -> Draft:
    """A file's answers, ready to be looked through and kept.

    Raises:
        KnownNotesError: the content is in the project already.
        BadInputError: nobody said whose notes these are, or the case has another role.
        CodebookError: there is no such case.
    """
    refuse_known(project, notes)
    guide = notes.alignment.guide
    existing = None if case is None else project.case_named(case)
    spoken_by = role or (guide.role if guide else None) or (existing.role if existing else None)
    if spoken_by is None:
        raise BadInputError(
            f"{notes.name} follows no known guide. Say --role survivor or --role provider "
            "(in the workbench: r on the list of its passages)."
        )
    for said in (role, guide.role if guide else None):
        if existing is not None and said not in {None, existing.role}:
            raise BadInputError(
                f"{notes.name}: these are the notes of a {said}, and case {existing.code} is a "
                f"{existing.role}. Check --case, --role and --guide."
            )
    return Draft(gate, notes, spoken_by, existing)


def accept(
    project: Project, gate: Gate, notes: Notes, *, role: Role | None = None, case: str | None = None
) -> Imported:
    """Mask a file's answers and keep them as one interview, with all that was found masked.

    Raises:
        KnownNotesError, BadInputError, CodebookError: as `draft` does.
    """
    return keep(project, gate, draft(project, gate, notes, role=role, case=case))
