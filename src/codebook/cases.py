"""A case: a participant known by a random code and coarse attributes, who may withdraw."""

from dataclasses import dataclass
from pathlib import Path

from codebook.deid.gate import Gate
from codebook.errors import CodebookError
from codebook.model.interview import RESERVED, Case
from codebook.store import writing
from codebook.store.project import Project


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """What a withdrawal came to: erased texts still found in bytes, and the copies dealt with."""

    case: str
    leftovers: int
    copies: tuple[Path, ...]


def set_attribute(project: Project, gate: Gate, code: str, name: str, value: str) -> None:
    """Give a case a coarse category, replacing an earlier one.

    Raises:
        CodebookError: there is no such case, the name is taken, or the gate found an identifier.
    """
    case = project.case_named(code)
    gate.phrase(name, place="attribute's name")  # as it was typed: capitals tell names
    plain = name.strip().casefold()
    if plain in RESERVED:
        raise CodebookError(
            f"An attribute cannot be called '{plain}': every case has that already. Choose another name."
        )
    masked = gate.phrase(plain, place="attribute's name"), gate.phrase(value, place="attribute's value")
    with project.change("set attribute") as rows:
        writing.put_attribute(rows, case.id, *masked)


def named(project: Project, code: str) -> Case:
    """The case with this code or withdrawal code.

    Raises:
        CodebookError: there is none.
    """
    wanted = project.case_of(code.strip().upper())
    for case in project.cases():
        if case.id == wanted:
            return case
    return project.case_named(code)


def _only(gone: list[str], project: Project) -> list[str]:
    """The erased texts that nobody else's row holds as well, so that bytes can prove them gone."""
    standing = [text for _, _, texts in project.every_text() for text in texts.values()]
    return [text for text in gone if not any(text in other for other in standing)]


def withdraw(project: Project, code: str) -> Withdrawn:
    """Erase a case for good, by its code or withdrawal code, also from copies in the project's folder.

    Interviews, codings, memos and everything the ledger remembers of them go; the files are rewritten
    and their bytes searched for what was there.

    Raises:
        CodebookError: there is no such case.
        StoreError: a file could not be rewritten; opening it again completes the purge.
    """
    case = named(project, code)
    copies = tuple(project.copies())
    gone = _only(project.withdraw(case.id), project)
    left = project.leftovers(gone)
    for path in copies:
        with Project.open(path) as copy:
            if any(known.code == case.code for known in copy.cases()):
                copy.withdraw(copy.case_named(case.code).id)
                left += copy.leftovers(gone)
    return Withdrawn(case.code, left, copies)
