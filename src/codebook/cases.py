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
    """What a withdrawal came to, and the copies dealt with.

    Of the erased texts, `searched` were looked for in bytes, `leftovers` found, and `untold` are too short
    for that or stand in others' rows too. `allowed` counts the words allowed in the whole project: they are
    tied to no case, so they stay.
    """

    case: str
    leftovers: int
    copies: tuple[Path, ...]
    searched: int = 0
    untold: int = 0
    allowed: int = 0


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
    gone = project.withdraw(case.id)
    proof = project.proved(gone)
    for path in copies:
        with Project.open(path) as copy:
            if any(known.code == case.code for known in copy.cases()):
                gone_there = copy.withdraw(copy.case_named(case.code).id)
                proof += copy.proved([*gone, *gone_there])
    allowed = sum(1 for each in project.allowed() if each.interview is None)
    return Withdrawn(case.code, proof.left, copies, proof.searched, proof.untold, allowed)
