"""Notes between reading and keeping: open to decisions, then kept as one interview, all or nothing."""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NoReturn

from codebook.deid.finding import phrase
from codebook.deid.gate import Gate
from codebook.deid.review import Review
from codebook.errors import BadInputError, CodebookError, ConflictError, StoreError
from codebook.intake.consent import shown_consent
from codebook.intake.fields import attributes_of
from codebook.intake.guiding import keep_guide
from codebook.model.document import Alignment, Answer
from codebook.model.guide import Role
from codebook.model.interview import Case, Consent, Passage
from codebook.model.masked import MaskedText, Screening
from codebook.model.policy import Reason
from codebook.store import drafts, reading, writing
from codebook.store.ledger import Rows
from codebook.store.project import Project

NOT_ALLOWED = "words let stand in the whole project (the file was busy; they stand in these notes alone)"
Standing = tuple[MaskedText, Reason, bool]  # words, why they may stand, and whether in the whole project


class KnownNotesError(BadInputError):
    """The same notes are in the project already; the message names the file and the interview."""


@dataclass(frozen=True, slots=True, repr=False)
class Notes:
    """Notes under the questions of a guide, raw and in memory only.

    `name` is what messages call them. `digest` is of a file's bytes, keyed; notes that were typed have
    none, but the key of the `draft` that lies in the project until they are kept, and its `revision`.
    """

    name: str
    alignment: Alignment
    left_out: tuple[str, ...] = ()
    digest: bytes | None = None
    draft: int | None = None
    revision: int = 0

    def __repr__(self) -> str:
        return "Notes(…)"

    def __reduce__(self) -> NoReturn:
        raise TypeError("raw text stays in memory")


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of notes. `withdrawal_code` is shown once, when the case is new.

    `without` names the questions of the guide that the notes do not mention at all.
    """

    file: str
    interview: str
    case: str
    withdrawal_code: str | None
    guide: str | None
    passages: tuple[Passage, ...]
    findings: dict[str, int]
    left_out: tuple[str, ...]
    without: tuple[str, ...] = ()

    @property
    def fits(self) -> bool:
        """Whether at least half of the text stands under a question of the guide, if it follows one."""
        under = sum(len(passage.text) for passage in self.passages if passage.question_ref)
        return self.guide is None or 2 * under >= sum(len(passage.text) for passage in self.passages)


class Draft:
    """Notes between reading and keeping: raw, in memory only, open to decisions on what was found."""

    __slots__ = ("_existing", "_gate", "_review", "_role", "notes")

    def __init__(
        self, gate: Gate, notes: Notes, role: Role, existing: Case | None, review: Review | None = None
    ) -> None:
        self.notes, self._gate, self._role, self._existing = notes, gate, role, existing
        self._review = review

    def __repr__(self) -> str:
        return "Draft(…)"

    def __reduce__(self) -> NoReturn:
        raise TypeError("raw text stays in memory")

    @property
    def review(self) -> Review:
        """The finds in the notes, screened at the first call."""
        if self._review is None:
            texts = [answer.text for answer in self.notes.alignment.answers]
            self._review = Review(self._gate, texts, self._role)
        return self._review

    def screen(self) -> None:
        """Screen the notes now, for instance in a thread, rather than at the first look."""
        self._review = self.review

    @property
    def role(self) -> Role:
        """Whose words these are."""
        return self._role

    @property
    def version(self) -> int:
        """The rules and policy the notes are screened under."""
        return self._gate.version

    @property
    def case(self) -> Case | None:
        """The case they belong to, or None when a new one is to be made."""
        return self._existing


def refuse_known(project: Project, notes: Notes) -> None:
    """Notice notes that were taken in before.

    Raises:
        KnownNotesError: the content is in the project already.
    """
    known = None if notes.digest is None else project.read(reading.interview_of, notes.digest)
    if known is not None:
        raise KnownNotesError(f"{notes.name}: the same notes are in the project already, as {known}.")


def _refuse_stale(project: Project, draft: Draft) -> None:
    if draft.version == Gate(policy=project.policy()).version:
        return
    changed = "the project's policy, or the words it allows, changed while these notes were"
    if draft.notes.draft is not None:
        raise CodebookError(
            f"{draft.notes.name}: {changed} typed. Leave them, and go on with them under the policy of now."
        )
    raise CodebookError(
        f"{draft.notes.name}: {changed} read, so nothing of them was kept. Import them again."
    )


def keep(project: Project, gate: Gate, draft: Draft, *, away: Collection[int] = ()) -> Imported:
    """Keep notes as they were decided, as one interview, all or nothing; the case is made when there is none.

    Passages at the places `away` are to be given to other cases at once: neither this case's attributes nor
    its consent are read from them. Undecided findings stay masked. Words that a person let stand are
    remembered with the interview, or with the project. What lay in the project while they were typed is gone
    with the same change.

    Raises:
        BadInputError: the gate sees an identifier in the guide's own words.
        KnownNotesError: somebody else has taken the same notes in meanwhile.
        ConflictError: notes that were typed have been kept or thrown away elsewhere, or the case withdrawn.
        CodebookError: the policy is another than the notes were screened under.
        GateRefusedError: what was let stand is a name that was added as missed, or is on the roster.
    """
    notes, guide = draft.notes, draft.notes.alignment.guide
    _refuse_stale(project, draft)
    if guide is not None:
        keep_guide(project, gate, guide)
    screened = draft.review.screenings
    standing = standing_words(gate, draft.review)
    done = "import interview" if notes.draft is None else "enter interview"
    with project.change(done) as rows:
        refuse_known(project, notes)  # once more: nobody else writes from here on
        _refuse_stale(project, draft)
        case_id, case_code, withdrawal = _case(project, gate, rows, draft)
        own = replace(notes.alignment, answers=tuple(_own(notes.alignment, away)))
        consent = shown_consent(own, draft.role)
        interview_id, number = _write(project, rows, draft, case_id, screened, consent=consent)
        for name, value in attributes_of(own).items():
            masked = gate.phrase(name, place="an attribute"), gate.phrase(value, place="an attribute")
            writing.put_attribute(rows, case_id, *masked)
        for words, reason, everywhere in standing:
            if not everywhere:
                writing.allow(rows, words, reason, interview_id)
        if notes.draft is not None and not drafts.drop(rows.connection, notes.draft, notes.revision):
            raise ConflictError(
                "These notes are no longer open: they were kept, thrown away or gone on with elsewhere."
            )
    left_out = notes.left_out
    try:
        allow_everywhere(project, standing)
    except StoreError:  # the notes are kept by now, and their withdrawal code has yet to be shown
        left_out = (*left_out, NOT_ALLOWED)
    return Imported(
        file=notes.name,
        interview=f"{case_code}-{number}",
        case=case_code,
        withdrawal_code=withdrawal,
        guide=guide.ref if guide else None,
        passages=tuple(project.passages(interview_id)),
        findings=dict(sorted(Counter(f.kind for seen in screened for f in seen.findings).items())),
        left_out=left_out,
        without=tuple(_without(notes.alignment)),
    )


def _without(alignment: Alignment) -> Iterator[str]:
    mentioned = {answer.question_ref for answer in alignment.answers}
    for question in alignment.guide.questions() if alignment.guide else ():
        if question.kind in {"question", "field"} and question.ref not in mentioned:
            yield f"{question.number} {question.label}".strip()


def _case(project: Project, gate: Gate, rows: Rows, draft: Draft) -> tuple[int, str, str | None]:
    """The key and code of the case the notes belong to, and its withdrawal code when it is made here."""
    if draft.case is None:
        code, withdrawal = gate.case_codes(draft.role, taken={known.code for known in project.cases()})
        key = writing.add_case(rows, code, project.digest(withdrawal.encode()), draft.role)
        return key, code.text, withdrawal
    if draft.case.id not in {known.id for known in project.cases()}:
        raise ConflictError(f"Case {draft.case.code} was withdrawn meanwhile, so nothing was kept.")
    return draft.case.id, draft.case.code, None


def standing_words(gate: Gate, review: Review, texts: Sequence[str] | None = None) -> list[Standing]:
    """What a person let stand, unless it is a name that was added as missed.

    Words for these notes alone count while they stand in a text: of `texts`, or of the review.

    Raises:
        GateRefusedError: it is such a name, or on the roster.
    """
    strict = gate.extended(roster=review.named) if review.named else gate
    said = "\n".join(review.texts if texts is None else texts)
    return [
        (strict.allowed(words), reason, everywhere)
        for words, reason, everywhere in review.kept()
        if everywhere or phrase([words]).search(said)
    ]


def allow_everywhere(project: Project, standing: Sequence[Standing]) -> None:
    """Remember the words that a person let stand in the whole project."""
    known = {each.text for each in project.allowed() if each.interview is None}
    wanted = {
        masked.text: (masked, reason)
        for masked, reason, everywhere in standing
        if everywhere and masked.text not in known
    }
    if wanted:
        with project.change("allow words") as rows:
            for masked, reason in wanted.values():
                writing.allow(rows, masked, reason, None)


def _own(alignment: Alignment, away: Collection[int]) -> Iterator[Answer]:
    return (answer for at, answer in enumerate(alignment.answers) if at not in away)


def _write(
    project: Project,
    rows: Rows,
    draft: Draft,
    case_id: int,
    screened: Sequence[Screening],
    *,
    consent: Consent,
) -> tuple[int, int]:
    alignment = draft.notes.alignment
    questions = project.question_ids()
    guide_id = project.guides().get(alignment.guide.ref) if alignment.guide else None
    interview_id, number = writing.add_interview(rows, case_id, guide_id, draft.notes.digest, consent)
    for position, (answer, seen) in enumerate(zip(alignment.answers, screened, strict=True), start=1):
        writing.add_passage(
            rows,
            interview_id,
            question_id=questions.get(answer.question_ref or ""),
            position=position,
            status=answer.status,
            screened=seen,
        )
    return interview_id, number
