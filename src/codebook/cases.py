"""A case: a participant known by a random code and coarse attributes, who may withdraw."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from codebook.deid.gate import Gate
from codebook.errors import CodebookError
from codebook.model.interview import RESERVED, Case, Interview
from codebook.model.masked import MaskedText
from codebook.store import tables, writing
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


def set_attributes(project: Project, gate: Gate, code: str, wanted: Sequence[tuple[str, str]]) -> None:
    """Give a case coarse categories, by name, replacing earlier ones; all of them or none.

    Raises:
        CodebookError: there is no such case, a name is taken, or the gate found an identifier.
    """
    case = project.case_named(code)
    masked = [_attribute(gate, name, value) for name, value in wanted]
    for name, value in masked:
        with project.change("set attribute") as rows:
            writing.put_attribute(rows, case.id, name, value)


def _attribute(gate: Gate, name: str, value: str) -> tuple[MaskedText, MaskedText]:
    gate.phrase(name, place="attribute's name")  # as it was typed: capitals tell names
    plain = name.strip().casefold()
    if plain in RESERVED:
        raise CodebookError(
            f"An attribute cannot be called '{plain}': every case has that already. Choose another name."
        )
    return gate.phrase(plain, place="attribute's name"), gate.phrase(value, place="attribute's value")


def set_quoting(project: Project, code: str, *, quotable: bool) -> None:
    """Say whether a case may be quoted in what leaves; its excerpts count in figures either way.

    Raises:
        CodebookError: there is no such case.
    """
    case = project.case_named(code)
    if case.quotable != quotable:
        with project.change("set quoting") as rows:
            rows.update(tables.cases, case.id, quotable=int(quotable))


def attested(project: Project, code: str) -> tuple[Interview, str]:
    """An interview whose consent is not documented yet, and what somebody attests who records it.

    Raises:
        CodebookError: there is no such interview, it needs no consent, or has it documented.
    """
    found = {each.code.casefold(): each for each in project.interviews()}.get(code.strip().casefold())
    if found is None:
        raise CodebookError(f"There is no interview {code}. List them with 'codebook interviews PROJECT'.")
    if found.consent != "missing":
        said = "needs no consent points" if found.consent == "not-needed" else "has its consent documented"
        raise CodebookError(f"{found.code} {said}, so nothing was changed.")
    points = f"every consent point of guide {found.guide}" if found.guide else "the points of consent"
    return found, f"The participant of {found.code} was taken through {points}, and agreed."


def record_consent(project: Project, coder: str, code: str) -> None:
    """Record, in a coder's name, that the consent of an interview was given: it may be quoted from now on.

    Raises:
        CodebookError: as `attested`, or there is no such coder.
    """
    interview, _ = attested(project, code)
    with project.change("record consent", coder) as rows:
        rows.update(tables.interviews, interview.id, consent="documented")


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
