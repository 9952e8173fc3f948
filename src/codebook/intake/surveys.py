"""A survey of providers: each row's answers become coarse attributes of a case, all rows or none."""

from collections.abc import Iterable
from pathlib import Path
from secrets import SystemRandom

from codebook.deid.gate import Gate
from codebook.errors import BadInputError
from codebook.exchange.surveys import Survey, read_survey
from codebook.intake.choices import chosen
from codebook.intake.guiding import guide_named
from codebook.model.guide import Guide, Role
from codebook.model.interview import Case
from codebook.model.survey import Described, Taken
from codebook.store import writing
from codebook.store.ledger import Rows
from codebook.store.project import Project

GUIDE = "A"


def take(project: Project, gate: Gate, path: Path) -> Taken:
    """Describe cases by their answers to the survey, as one change; a row that names no case makes a new one.

    Only categories of the guide are kept. Cases are written in an order of their own, so that nothing tells
    which row was whose.

    Raises:
        BadInputError: the file cannot be used, or a row names a case that is unknown or of another role.
        GateRefusedError: the guide's own words name somebody.
        StoreError: the project file is busy, full or damaged.
    """
    [guide] = guide_named(GUIDE, project)
    survey = read_survey(path, guide)
    _cases(path, survey, guide.role, project.cases())
    described, odd = _described(survey, guide)
    words = {text for attributes in described.values() for pair in attributes.items() for text in pair}
    masked = {text: gate.phrase(text, place="guide's category") for text in sorted(words)}
    order = list(survey.rows)
    SystemRandom().shuffle(order)
    with project.change("take survey") as rows:
        known = project.cases()  # once more: nobody else writes from here on
        named = _cases(path, survey, guide.role, known)
        taken = {case.code for case in known}
        done = []
        for row in order:
            case = named.get(row.line)
            key, code, withdrawal = (
                _new(project, gate, rows, guide.role, taken) if case is None else (case.id, case.code, None)
            )
            for attribute, value in sorted(described[row.line].items()):
                writing.put_attribute(rows, key, masked[attribute], masked[value])
            done.append(Described(row.line, code, withdrawal))
    return Taken(
        str(path), survey.columns, tuple(sorted(done, key=lambda each: each.line)), survey.texts + odd
    )


def _described(survey: Survey, guide: Guide) -> tuple[dict[int, dict[str, str]], int]:
    """The attributes each line gives, and how many cells held words that are no category."""
    asked = {question.ref: question for question in guide.questions()}
    found: dict[int, dict[str, str]] = {}
    odd = 0
    for row in survey.rows:
        attributes = found[row.line] = {}
        for ref, cell in row.answers.items():
            value, left = chosen(asked[ref], cell)
            odd += left
            if value:
                attributes[asked[ref].attribute or ref] = value
    return found, odd


def _cases(path: Path, survey: Survey, role: Role, cases: Iterable[Case]) -> dict[int, Case]:
    """The cases that lines name."""
    known = {case.code.casefold(): case for case in cases}
    found: dict[int, Case] = {}
    lines: dict[str, int] = {}
    for row in survey.rows:
        if not row.case:
            continue
        case = known.get(row.case.casefold())
        place = f"{path}, line {row.line}"
        if case is None:
            raise BadInputError(
                f"{place}: no case of the project has this code, or it was withdrawn. 'codebook cases' "
                "lists them; leave the cell empty for a new case."
            )
        if case.role != role:
            raise BadInputError(f"{place}: this is a {case.role}'s case, and the survey is for {role}s.")
        if case.code in lines:
            raise BadInputError(
                f"{place}: the same case stands in line {lines[case.code]}. Keep one of them."
            )
        lines[case.code], found[row.line] = row.line, case
    return found


def _new(project: Project, gate: Gate, rows: Rows, role: Role, taken: set[str]) -> tuple[int, str, str]:
    """A case of its own for a row: its key, its code, and the withdrawal code."""
    code, withdrawal = gate.case_codes(role, taken=taken)
    taken.add(code.text)
    return writing.add_case(rows, code, project.digest(withdrawal.encode()), role), code.text, withdrawal
