"""Notes on their way in: read a file, align it to a guide, mask it, keep it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

from codebook.deid.gate import Gate
from codebook.deid.review import Review
from codebook.errors import BadInputError, CodebookError, StoreError
from codebook.exchange.align import align
from codebook.exchange.guides import read_guide
from codebook.exchange.readers import read_document
from codebook.model.document import Alignment, Answer
from codebook.model.guide import Guide, Question, Role
from codebook.model.interview import Case, Passage
from codebook.model.masked import MaskedText, Screening
from codebook.model.policy import Reason
from codebook.settings import guide_files
from codebook.store import writing
from codebook.store.ledger import Rows
from codebook.store.project import Project

INTERVIEW_GUIDES = ("B", "C")
_NOT_ALLOWED = "words let stand in the whole project (the file was busy; they stand in these notes alone)"
Standing = tuple[MaskedText, Reason, bool]  # words, why they may stand, and whether in the whole project


class KnownNotesError(BadInputError):
    """The same notes are in the project already; the message names the file and the interview."""


@dataclass(frozen=True, slots=True, repr=False)
class ReadFile:
    """A file under the questions of a guide, raw and in memory only; `digest` is of its bytes, keyed."""

    path: Path
    alignment: Alignment
    left_out: tuple[str, ...]
    digest: bytes

    def __repr__(self) -> str:
        return "ReadFile(…)"

    def __reduce__(self) -> NoReturn:
        raise TypeError("raw text stays in memory")


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of a file. `withdrawal_code` is shown once, when the case is new."""

    file: str
    interview: str
    case: str
    withdrawal_code: str | None
    guide: str | None
    passages: tuple[Passage, ...]
    findings: dict[str, int]
    left_out: tuple[str, ...]


def guide_named(name: str) -> tuple[Guide, ...]:
    """The guides a name leaves to choose from: `auto`, `none`, a letter or a file of one's own.

    Raises:
        BadInputError: there is no such guide, or the file cannot be used.
    """
    files = guide_files()
    if name == "none":
        return ()
    if name == "auto":
        return tuple(read_guide(path) for letter, path in files.items() if letter in INTERVIEW_GUIDES)
    return (read_guide(files.get(name.upper(), Path(name))),)


def keep_guide(project: Project, gate: Gate, guide: Guide) -> None:
    """Keep a guide in the project unless it is there.

    Raises:
        BadInputError: the gate sees an identifier in the guide's own words.
    """
    if guide.ref in project.guides():
        if {question.ref for question in guide.questions()} != project.question_refs(guide.ref):
            raise BadInputError(
                f"Another guide {guide.ref} is kept in the project. Give this one another id."
            )
        return
    if guide in map(read_guide, guide_files().values()):
        gate = Gate()  # the study's own guides name nobody, whatever a roster or a policy makes of a word
    questions = list(guide.questions())
    words = {guide.title}.union(*((q.section, q.number, q.label, q.prompt) for q in questions))
    seen = dict(zip(sorted(words), gate.screen_note(sorted(words), labels=True), strict=True))
    if any(screening.findings for screening in seen.values()):
        raise BadInputError(f"Guide {guide.ref} seems to name somebody or somewhere. Take that out first.")
    masked = {text: screening.masked for text, screening in seen.items()}
    masked |= {ref: gate.ident(ref, place="guide's id") for ref in (guide.ref, *(q.ref for q in questions))}
    with project.change("load guide") as rows:
        writing.add_guide(rows, guide, masked)


def read(path: Path, guides: Sequence[Guide], project: Project | None = None) -> ReadFile:
    """Read a file and find the answers in it; the guide that fits best is chosen among `guides`.

    Raises:
        BadInputError: the file cannot be read; the message says why and what to do.
    """
    document = read_document(path)
    digest = b"" if project is None else project.digest(path.read_bytes())
    return ReadFile(path, align(document, guides), document.left_out, digest)


class Draft:
    """Notes between reading and keeping: raw, in memory only, open to decisions on what was found."""

    __slots__ = ("_existing", "_gate", "_review", "_role", "file")

    def __init__(self, gate: Gate, file: ReadFile, role: Role, existing: Case | None) -> None:
        self.file, self._gate, self._role, self._existing = file, gate, role, existing
        self._review: Review | None = None

    def __repr__(self) -> str:
        return "Draft(…)"

    def __reduce__(self) -> NoReturn:
        raise TypeError("raw text stays in memory")

    @property
    def review(self) -> Review:
        """The finds in the notes, screened at the first call."""
        if self._review is None:
            texts = [answer.text for answer in self.file.alignment.answers]
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


def draft(
    project: Project, gate: Gate, file: ReadFile, *, role: Role | None = None, case: str | None = None
) -> Draft:
    """A file's answers, ready to be looked through and kept.

    Raises:
        KnownNotesError: the content is in the project already.
        BadInputError: nobody said whose notes these are, or the case has another role.
        CodebookError: there is no such case.
    """
    _refuse_known(project, file)
    guide = file.alignment.guide
    existing = None if case is None else project.case_named(case)
    spoken_by = role or (guide.role if guide else None) or (existing.role if existing else None)
    if spoken_by is None:
        raise BadInputError(f"{file.path} follows no known guide. Say --role survivor or --role provider.")
    for said in (role, guide.role if guide else None):
        if existing is not None and said not in {None, existing.role}:
            raise BadInputError(
                f"{file.path}: these are the notes of a {said}, and case {existing.code} is a "
                f"{existing.role}. Check --case, --role and --guide."
            )
    return Draft(gate, file, spoken_by, existing)


def _refuse_known(project: Project, file: ReadFile) -> None:
    known = project.interview_of(file.digest)
    if known is not None:
        raise KnownNotesError(f"{file.path}: the same notes are in the project already, as {known}.")


def _refuse_stale(project: Project, notes: Draft) -> None:
    if notes.version != Gate(policy=project.policy()).version:
        raise CodebookError(
            f"{notes.file.path}: the project's policy, or the words it allows, changed while these notes "
            "were read, so nothing of them was kept. Import them again."
        )


def accept(
    project: Project, gate: Gate, file: ReadFile, *, role: Role | None = None, case: str | None = None
) -> Imported:
    """Mask a file's answers and keep them as one interview, with all that was found masked.

    Raises:
        KnownNotesError, BadInputError, CodebookError: as `draft` does.
    """
    return keep(project, gate, draft(project, gate, file, role=role, case=case))


def keep(project: Project, gate: Gate, notes: Draft) -> Imported:
    """Keep notes as they were decided, as one interview, all or nothing; the case is made when there is none.

    Undecided findings stay masked. Words that a person let stand are remembered with the interview, or with
    the project.

    Raises:
        BadInputError: the gate sees an identifier in the guide's own words.
        KnownNotesError: somebody else has taken the same notes in meanwhile.
        CodebookError: the policy is another than the notes were screened under.
        GateRefusedError: what was let stand is a name that was added as missed, or is on the roster.
    """
    file, guide = notes.file, notes.file.alignment.guide
    _refuse_stale(project, notes)
    if guide is not None:
        keep_guide(project, gate, guide)
    screened = notes.review.screenings
    standing = _standing(gate, notes.review)
    with project.change("import interview") as rows:
        _refuse_known(project, file)  # once more: nobody else writes from here on
        _refuse_stale(project, notes)
        withdrawal = None
        if notes.case is None:
            code, withdrawal = gate.case_codes(notes.role, taken={known.code for known in project.cases()})
            digest = project.digest(withdrawal.encode())
            case_id, case_code = writing.add_case(rows, code, digest, notes.role), code.text
        else:
            case_id, case_code = notes.case.id, notes.case.code
        interview_id, number = _write(project, rows, file, case_id, screened)
        for name, value in _attributes(file.alignment).items():
            masked = gate.phrase(name, place="an attribute"), gate.phrase(value, place="an attribute")
            writing.put_attribute(rows, case_id, *masked)
        for words, reason, everywhere in standing:
            if not everywhere:
                writing.allow(rows, words, reason, interview_id)
    left_out = file.left_out
    try:
        _allow_everywhere(project, standing)
    except StoreError:  # the notes are kept by now, and their withdrawal code has yet to be shown
        left_out = (*left_out, _NOT_ALLOWED)
    return Imported(
        file=str(file.path),
        interview=f"{case_code}-{number}",
        case=case_code,
        withdrawal_code=withdrawal,
        guide=guide.ref if guide else None,
        passages=tuple(project.passages(interview_id)),
        findings=dict(sorted(Counter(f.kind for seen in screened for f in seen.findings).items())),
        left_out=left_out,
    )


def _standing(gate: Gate, review: Review) -> list[Standing]:
    """What a person let stand, unless it is a name that was added as missed."""
    strict = gate.extended(roster=review.named) if review.named else gate
    return [(strict.allowed(words), reason, everywhere) for words, reason, everywhere in review.kept()]


def _allow_everywhere(project: Project, standing: Sequence[Standing]) -> None:
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


def _write(
    project: Project, rows: Rows, file: ReadFile, case_id: int, screened: Sequence[Screening]
) -> tuple[int, int]:
    guide = file.alignment.guide
    questions = project.question_ids()
    guide_id = project.guides().get(guide.ref) if guide else None
    interview_id, number = writing.add_interview(rows, case_id, guide_id, file.digest)
    for position, (answer, seen) in enumerate(zip(file.alignment.answers, screened, strict=True), start=1):
        writing.add_passage(
            rows,
            interview_id,
            question_id=questions.get(answer.question_ref or ""),
            position=position,
            status=answer.status,
            screened=seen,
        )
    return interview_id, number


def _attributes(alignment: Alignment) -> dict[str, str]:
    """The coarse categories that the basic fields of an interview name."""
    if alignment.guide is None:
        return {}
    fields = {q.ref: q for q in alignment.guide.questions() if q.attribute and q.choices}
    found = {}
    for answer in alignment.answers:
        question = fields.get(answer.question_ref or "")
        value = None if question is None else _category(question, answer)
        if question is not None and question.attribute and value is not None:
            found[question.attribute] = value
    return found


def _category(question: Question, answer: Answer) -> str | None:
    said = answer.text.casefold().strip(" .;,")
    for choice in question.choices:
        if said == choice.value.casefold() or said in choice.words:
            return choice.value
    return None
