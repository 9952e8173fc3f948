"""Notes that hold several people's words: answers given to the case they belong to."""

from collections.abc import Sequence
from dataclasses import dataclass

from codebook.deid.gate import Gate
from codebook.errors import BadInputError, CodebookError, ConflictError
from codebook.intake.consent import shown_consent
from codebook.intake.guiding import guide_named
from codebook.intake.numbering import renumbered, reserved
from codebook.intake.remapping import carry_out, fates
from codebook.model.document import Alignment, Answer
from codebook.model.guide import Guide, Role
from codebook.model.interview import Case, Consent, Passage
from codebook.model.masked import Screening
from codebook.store import answers, writing
from codebook.store.answers import Home
from codebook.store.ledger import Rows
from codebook.store.project import Project
from codebook.store.tables import allowed, interviews, memos, passages


@dataclass(frozen=True, slots=True)
class Given:
    """Where answers went. `withdrawal_code` is shown once, when the case is new.

    `emptied` tells that nothing was left of the interview they came from, so that it is gone; `masked` counts
    the stretches that the gate of today masked besides.
    """

    interview: str
    case: str
    withdrawal_code: str | None
    passages: tuple[Passage, ...]
    consent: Consent
    emptied: bool
    masked: int = 0


def give(
    project: Project,
    gate: Gate,
    wanted: Sequence[Passage],
    *,
    case: str | None = None,
    role: Role | None = None,
) -> Given:
    """Move answers of one interview to a new interview of another case, None for a new case.

    Codings and memos on them go along, in their order; placeholders get numbers of the other case, and what
    the gate of today sees besides is masked. The new interview follows the same guide and is known
    by the same file; whether its consent is documented is asked of its own answers alone. Words that may
    stand in these answers may stand there. This cannot be undone: give the answers back instead.

    Raises:
        CodebookError: there is no such case, or it is the answers' own.
        BadInputError: the answers are of several interviews, or the guide is for another role.
        ConflictError: an answer is gone, or was changed meanwhile.
    """
    home = _home(project, wanted)
    existing = None if case is None else project.case_named(case)
    if existing is not None and existing.id == home.case:
        raise CodebookError(f"These answers are of case {existing.code} already.")
    guide = _guide(project, wanted[0])
    whose = _role(home, existing, role, guide)
    moved = sorted(wanted, key=lambda each: int(each.code.rpartition(":")[2]))
    consent = shown_consent(Alignment(guide, tuple(map(_answer, moved))), whose)
    screened = _screened(project, gate, home, moved, existing=existing, role=whose)
    withdrawal = None
    with project.change("give answers") as rows:
        _refuse_stale(project, moved)
        if existing is None:
            code, withdrawal = gate.case_codes(whose, taken={known.code for known in project.cases()})
            digest = project.digest(withdrawal.encode())
            case_id, case_code = writing.add_case(rows, code, digest, whose), code.text
        else:
            case_id, case_code = existing.id, existing.code
        interview_id, number = writing.add_interview(rows, case_id, home.guide, home.digest, consent)
        noted = project.memos()
        for position, (each, seen) in enumerate(zip(moved, screened, strict=True), start=1):
            own = project.codings(passage=each.id)
            carry_out(rows, fates(own, each.text, seen.masked.text, noted), noted)
            writing.rewrite_passage(rows, each.id, seen, interview_id=interview_id, position=position)
        _share_words(project, rows, gate, home, interview=interview_id, moved=moved)
        emptied = _clear(project, rows, home)
    return Given(
        f"{case_code}-{number}",
        case_code,
        withdrawal,
        tuple(project.passages(interview_id)),
        consent,
        emptied,
        sum(len(seen.findings) for seen in screened),
    )


def _home(project: Project, wanted: Sequence[Passage]) -> Home:
    if len({each.interview for each in wanted}) != 1:
        raise BadInputError("Give answers of one interview at a time.")
    home = project.read(answers.home_of, wanted[0].id)
    if home is None:
        raise ConflictError("These answers are no longer there.")
    return home


def _guide(project: Project, passage: Passage) -> Guide | None:
    ref = next((each.guide for each in project.interviews() if each.code == passage.interview), None)
    return None if ref is None else guide_named(ref, project)[0]


def _role(home: Home, existing: Case | None, role: Role | None, guide: Guide | None) -> Role:
    """Whose words they are from now on.

    Raises:
        BadInputError: the case, what was said and the guide do not agree.
    """
    whose = role or (existing.role if existing else None) or (guide.role if guide else home.role)
    for said in (guide.role if guide else whose, existing.role if existing else whose):
        if said != whose:
            raise BadInputError(
                f"Answers to the guide of a {said} do not go to a {whose}."
                if existing is None or existing.role == whose
                else f"Case {existing.code} is a {existing.role}. Check --case and --role."
            )
    return whose


def _screened(
    project: Project,
    gate: Gate,
    home: Home,
    moved: Sequence[Passage],
    *,
    existing: Case | None,
    role: Role,
) -> list[Screening]:
    """The answers with the numbers of the case they come to, through the gate of today."""
    told = [] if existing is None else [text for _, _, text in project.read(answers.told, existing.id)]
    texts = renumbered([each.text for each in moved], told)
    allow = [each.text for each in project.allowed() if each.interview == home.interview]
    reader = gate.extended(allow=allow) if allow else gate
    return reader.screen_note(texts, reserved(told), role=role)


def _answer(passage: Passage) -> Answer:
    return Answer(passage.question_ref, passage.status, passage.text, 1.0)


def _refuse_stale(project: Project, moved: Sequence[Passage]) -> None:
    now = project.passages_at([each.id for each in moved])
    if any(now.get(each.id) != each for each in moved):
        raise ConflictError("An answer has been changed since, so none was given away. Try again.")


def _share_words(
    project: Project, rows: Rows, gate: Gate, home: Home, *, interview: int, moved: Sequence[Passage]
) -> None:
    """Let stand in the new interview what stands in these answers by a person's decision."""
    said = "\n".join(each.text for each in moved).casefold()
    for each in project.allowed():
        if each.interview == home.interview and each.text.casefold() in said:
            writing.allow(rows, gate.allowed(each.text), each.reason, interview)


def _clear(project: Project, rows: Rows, home: Home) -> bool:
    """Remove an interview that has no answer left, unless there is a memo on it; whether it is gone."""
    on_it = rows.count(memos, target="interview", target_id=home.interview)
    if on_it or rows.count(passages, interview_id=home.interview):
        return False
    for each in project.allowed():
        if each.interview == home.interview:
            rows.delete(allowed, each.id)
    rows.delete(interviews, home.interview)
    return True
