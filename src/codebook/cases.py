"""A case: a participant known by a random code and coarse attributes only."""

from codebook.deid.gate import Gate
from codebook.errors import CodebookError
from codebook.model.interview import Case
from codebook.store import writing
from codebook.store.project import Project


def find(project: Project, code: str) -> Case:
    """The case with this code.

    Raises:
        CodebookError: there is none.
    """
    for case in project.cases():
        if case.code.casefold() == code.casefold():
            return case
    raise CodebookError(f"There is no case {code}. List them with 'codebook cases PROJECT'.")


def set_attribute(project: Project, gate: Gate, code: str, name: str, value: str) -> None:
    """Give a case a coarse category, replacing an earlier one.

    Raises:
        CodebookError: there is no such case, or the gate found an identifier in name or value.
    """
    case = find(project, code)
    masked = gate.phrase(name.casefold(), place="the attribute's name"), gate.phrase(value, place="its value")
    with project.change("set attribute") as rows:
        writing.put_attribute(rows, case.id, *masked)
