"""Files of notes on their way in: read, aligned to a guide, masked, kept."""

from collections.abc import Sequence
from pathlib import Path

from codebook.deid.gate import Gate
from codebook.errors import BadInputError
from codebook.exchange.align import align
from codebook.exchange.readers import read_document
from codebook.intake.fields import coarse
from codebook.intake.keeping import Draft, Imported, Notes, keep, refuse_known
from codebook.model.guide import Guide, Role
from codebook.store.project import Project


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
        raise BadInputError(f"{notes.name} follows no known guide. Say --role survivor or --role provider.")
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
