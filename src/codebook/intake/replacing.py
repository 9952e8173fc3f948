"""Notes taken in again in place of an interview's text; its codings and memos move along."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

from codebook.deid.gate import Gate
from codebook.errors import BadInputError, CodebookError, ConflictError, StoreError
from codebook.intake.consent import shown_consent
from codebook.intake.fields import attributes_of
from codebook.intake.guiding import keep_guide
from codebook.intake.keeping import (
    NOT_ALLOWED,
    Draft,
    Imported,
    Notes,
    allow_everywhere,
    refuse_known,
    standing_words,
)
from codebook.intake.matching import Answered, matched
from codebook.intake.remapping import Fated, carry_out, fates
from codebook.model.guide import Status
from codebook.model.interview import Coding, Interview, Memo, Passage
from codebook.model.masked import Screening
from codebook.store import answers, writing
from codebook.store.answers import Home
from codebook.store.ledger import Rows
from codebook.store.project import Project
from codebook.store.tables import allowed, interviews, passages


@dataclass(frozen=True, slots=True)
class Replaced:
    """One answer as it will be; `passage` is the one it takes the place of, None where it is new.

    `screened` None says that the answer stays as it is, since the new notes have no text for it.
    """

    passage: Passage | None
    question_ref: str | None
    status: Status
    screened: Screening | None
    fates: tuple[Fated, ...] = ()


@dataclass(frozen=True, slots=True, repr=False)
class Replacement:
    """What taking notes in again would do to an interview, in the order its answers will have."""

    draft: Draft
    interview: Interview
    home: Home
    before: tuple[Passage, ...]
    standing: tuple[Coding, ...]
    answers: tuple[Replaced, ...]
    gone: tuple[Passage, ...]
    reviewed: bool

    def __repr__(self) -> str:
        return "Replacement(…)"

    @property
    def fates(self) -> tuple[Fated, ...]:
        """What becomes of every coding on answers that the new notes have."""
        return tuple(chain.from_iterable(each.fates for each in self.answers))

    @property
    def kept(self) -> tuple[Passage, ...]:
        """Coded or annotated answers that the new notes have no text for; they stay as they are."""
        return tuple(each.passage for each in self.answers if each.passage and each.screened is None)


def draft(project: Project, gate: Gate, notes: Notes, code: str, *, reviewed: bool = False) -> Draft:
    """Notes that are to take the place of an interview, ready to be looked through.

    Words that may stand in the interview may stand in them, unless everything is to be decided anew.

    Raises:
        CodebookError: there is no such interview.
        KnownNotesError: the content is in the project already, as another interview.
        BadInputError: the notes follow the guide of another role.
    """
    interview, home = _interview(project, code)
    if notes.digest != home.digest:
        refuse_known(project, notes)
    guide = notes.alignment.guide
    if guide is not None and guide.role != home.role:
        raise BadInputError(
            f"{notes.name}: these are the notes of a {guide.role}, and interview {interview.code} is a "
            f"{home.role}'s. Check --replace and --guide."
        )
    words = [each.text for each in project.allowed() if each.interview == interview.id]
    reader = gate.extended(allow=words) if words and not reviewed else gate
    return Draft(reader, notes, home.role, project.case_named(interview.case))


def _interview(project: Project, code: str) -> tuple[Interview, Home]:
    for each in project.interviews():
        home = project.read(answers.home, each.id) if each.code.casefold() == code.casefold() else None
        if home is not None:
            return each, home
    raise CodebookError(f"There is no interview {code}. List them with 'codebook interviews PROJECT'.")


def preview(project: Project, draft: Draft, code: str, *, reviewed: bool = False) -> Replacement:
    """Match notes as they were decided with the answers of an interview; writes nothing.

    Raises:
        CodebookError: there is no such interview.
    """
    interview, home = _interview(project, code)
    before, standing = project.passages(interview.id), project.codings(interview=interview.id)
    noted = project.memos()
    given = draft.notes.alignment.answers
    texts = [seen.masked.text for seen in draft.review.screenings]
    partners = matched(
        [Answered(each.question_ref, each.text) for each in before],
        [Answered(answer.question_ref, text) for answer, text in zip(given, texts, strict=True)],
    )
    busy = _busy(before, standing, noted)
    found: list[Replaced] = []
    for place, (answer, seen) in enumerate(zip(given, draft.review.screenings, strict=True)):
        former = before[partners[place]] if place in partners else None
        if former is not None and former.id in busy and not seen.masked.text:
            del partners[place]  # what is coded stays rather than being emptied
            continue
        own = [each for each in standing if former is not None and each.passage == former.id]
        fated = () if former is None else fates(own, former.text, seen.masked.text, noted)
        ref = answer.question_ref or (former.question_ref if former else None)
        found.append(Replaced(former, ref, answer.status, seen, fated))
    left = [each for at, each in enumerate(before) if at not in partners.values()]
    for passage in left:
        if passage.id in busy:
            _put_back(found, before, passage)
    gone = tuple(each for each in left if each.id not in busy)
    return Replacement(draft, interview, home, tuple(before), tuple(standing), tuple(found), gone, reviewed)


def _busy(before: Sequence[Passage], standing: Sequence[Coding], noted: Sequence[Memo]) -> set[int]:
    """The answers with a coding or a memo on them."""
    return {each.passage for each in standing} | {
        memo.target_id
        for memo in noted
        if memo.target == "passage" and memo.target_id in {each.id for each in before}
    }


def _put_back(found: list[Replaced], before: Sequence[Passage], passage: Passage) -> None:
    """Keep an answer as it is, behind the one it stood behind."""
    ahead = [each.id for each in before[: before.index(passage)]]
    places = [at for at, each in enumerate(found, start=1) if each.passage and each.passage.id in ahead]
    found.insert(max(places, default=0), Replaced(passage, passage.question_ref, passage.status, None))


def replace(project: Project, gate: Gate, coder: str, planned: Replacement) -> Imported:
    """Carry a replacement out as one change, which its coder can take back.

    Raises:
        ConflictError: the interview, a coding on it, or the policy is another than at the preview.
        BadInputError: the gate sees an identifier in the guide's own words.
        GateRefusedError: what was let stand is a name that was added as missed, or is on the roster.
    """
    notes, interview = planned.draft.notes, planned.interview
    if notes.alignment.guide is not None:
        keep_guide(project, gate, notes.alignment.guide)
    standing = standing_words(gate, planned.draft.review)
    with project.change("replace interview", coder) as rows:
        _refuse_stale(project, planned)
        _write_interview(project, rows, planned)
        _write_answers(project, rows, planned)
        for name, value in attributes_of(notes.alignment).items():
            masked = gate.phrase(name, place="an attribute"), gate.phrase(value, place="an attribute")
            writing.put_attribute(rows, planned.home.case, *masked)
        if planned.reviewed:
            _forget_words(project, rows, planned, {words.text for words, _, _ in standing})
        for words, reason, everywhere in standing:
            if not everywhere:
                writing.allow(rows, words, reason, interview.id)
    left_out = notes.left_out
    try:
        allow_everywhere(project, standing)
    except StoreError:  # the text is replaced by now, and what became of the codings has yet to be told
        left_out = (*left_out, NOT_ALLOWED)
    screened = planned.draft.review.screenings
    now = next(each for each in project.interviews() if each.id == interview.id)
    return Imported(
        file=notes.name,
        interview=interview.code,
        case=interview.case,
        withdrawal_code=None,
        guide=now.guide,
        passages=tuple(project.passages(interview.id)),
        findings=dict(sorted(Counter(f.kind for seen in screened for f in seen.findings).items())),
        left_out=left_out,
    )


def _refuse_stale(project: Project, planned: Replacement) -> None:
    number = planned.interview.id
    same = (
        tuple(project.passages(number)) == planned.before
        and tuple(project.codings(interview=number)) == planned.standing
        and project.read(answers.home, number) == planned.home
        and planned.draft.version == Gate(policy=project.policy()).version
    )
    if not same:
        raise ConflictError(
            f"Interview {planned.interview.code}, its codings or the policy changed while the notes were "
            "read, so nothing was replaced. Try again."
        )


def _write_interview(project: Project, rows: Rows, planned: Replacement) -> None:
    alignment, home = planned.draft.notes.alignment, planned.home
    guide = home.guide if alignment.guide is None else project.guides().get(alignment.guide.ref)
    shown = shown_consent(alignment, home.role)
    rows.update(
        interviews,
        home.interview,
        digest=planned.draft.notes.digest,
        guide_id=guide,
        consent=home.consent if home.consent == "documented" else shown,
    )


def _write_answers(project: Project, rows: Rows, planned: Replacement) -> None:
    questions, noted = project.question_ids(), project.memos()
    for passage in planned.gone:
        rows.delete(passages, passage.id)
    for position, each in enumerate(planned.answers, start=1):
        question = questions.get(each.question_ref or "")
        if each.passage is None and each.screened is not None:
            writing.add_passage(
                rows,
                planned.home.interview,
                question_id=question,
                position=position,
                status=each.status,
                screened=each.screened,
            )
        elif each.passage is not None and _differs(each, position):
            placed = {"question_id": question, "position": position, "status": each.status}
            if each.screened is None:
                rows.update(passages, each.passage.id, **placed)
            else:
                carry_out(rows, each.fates, noted)
                writing.rewrite_passage(rows, each.passage.id, each.screened, **placed)


def _differs(each: Replaced, position: int) -> bool:
    now = each.passage
    text = now.text if now and each.screened is None else each.screened and each.screened.masked.text
    return now is None or (text, each.status, each.question_ref, f"{now.interview}:{position}") != (
        now.text,
        now.status,
        now.question_ref,
        now.code,
    )


def _forget_words(project: Project, rows: Rows, planned: Replacement, standing: set[str]) -> None:
    """Take back what might stand in the interview before, unless it stands in an answer that stays."""
    left = "\n".join(each.text for each in planned.kept).casefold()
    for each in project.allowed():
        mine = each.interview == planned.interview.id and each.text not in standing
        if mine and each.text.casefold() not in left:
            rows.delete(allowed, each.id)
