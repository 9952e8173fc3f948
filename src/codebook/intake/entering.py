"""An interview typed along its guide: raw in memory, its masked image in the project."""

import time
from dataclasses import dataclass
from typing import NoReturn

from codebook.deid.gate import Gate, GateRefusedError
from codebook.deid.review import Review
from codebook.errors import CodebookError
from codebook.intake.fields import category
from codebook.intake.guiding import fitting, guide_named, keep_guide
from codebook.intake.keeping import Draft, Notes, standing_words
from codebook.intake.numbering import taken_in
from codebook.intake.settling import settled
from codebook.model.document import Alignment, Answer
from codebook.model.guide import Guide, Question, Status
from codebook.model.interview import Case, Unfinished
from codebook.model.masked import MaskedText
from codebook.model.span import moved
from codebook.store import drafts
from codebook.store.project import Project

CONFIRMED = "confirmed"


@dataclass(frozen=True, slots=True)
class Caret:
    """Where somebody types: the place of the answer, code points of its text, and whether they pause."""

    place: int
    offset: int
    idle: bool = False


class Entry:
    """Notes being typed. Places are the questions of the guide in order; the last holds what fits none.

    `type`, `mark`, `choose` and `confirm` change what is in memory and cost nothing; `look` screens and
    writes, and is for a thread beside the keys. It holds raw text, so it shows nothing and cannot be pickled.
    """

    __slots__ = (
        "_case",
        "_coder",
        "_decided",
        "_draft",
        "_gate",
        "_images",
        "_marks",
        "_project",
        "_revision",
        "_seconds",
        "_since",
        "_stored",
        "_texts",
        "caret",
        "guide",
        "questions",
        "review",
    )

    def __init__(self, project: Project, gate: Gate, guide: Guide, coder: str, case: Case | None) -> None:
        self._project, self._gate, self._case, self._coder = project, gate, case, coder
        self.guide = guide
        self.questions = tuple(q for q in guide.questions() if q.kind != "section")
        self._texts = [""] * (len(self.questions) + 1)
        self._marks: list[Status | None] = [None] * (len(self.questions) + 1)
        self._images = list(self._texts)
        self._stored: dict[int, tuple[Status, str]] = {}
        self._draft: int | None = None
        self._revision = 0
        self._seconds, self._since = 0, time.monotonic()
        self.caret = Caret(next((at for at, q in enumerate(self.questions) if q.kind != "consent"), 0), 0)
        self.review = Review(gate, self._texts, guide.role, taken_in(project, case))
        self._decided: object = self.review.decided

    def __repr__(self) -> str:
        return "Entry(…)"

    def __reduce__(self) -> NoReturn:
        raise TypeError("raw text stays in memory")

    @property
    def case(self) -> Case | None:
        """The participant, or None when a new case is to be made."""
        return self._case

    @property
    def seconds(self) -> int:
        """How long somebody has been at it, in seconds, pauses included."""
        return self._seconds + int(time.monotonic() - self._since)

    @property
    def words(self) -> int:
        """How many words are typed under questions and off the guide."""
        return sum(len(text.split()) for place, text in enumerate(self._texts) if self.is_open(place))

    @property
    def points(self) -> tuple[Question, ...]:
        """The consent points that are not confirmed yet."""
        return tuple(
            question
            for place, question in enumerate(self.questions)
            if question.kind == "consent" and self._marks[place] is None
        )

    def text(self, place: int) -> str:
        """What is typed at a place."""
        return self._texts[place]

    def is_open(self, place: int) -> bool:
        """Whether words are typed there, rather than a category chosen or a point confirmed."""
        return place == len(self.questions) or self.questions[place].kind in {"question", "statement"}

    def status(self, place: int) -> Status:
        """What became of a question: as it was marked, else answered when there is text."""
        return self._marks[place] or ("answered" if self._texts[place].strip() else "blank")

    def confirm(self, question: Question) -> None:
        """Note that the participant was taken through a consent point and agreed."""
        place = self.questions.index(question)
        self._texts[place], self._marks[place] = CONFIRMED, "answered"

    def type(self, text: str, caret: Caret) -> None:
        """What an answer says now.

        Raises:
            CodebookError: the consent points come first.
        """
        if self.points:
            raise CodebookError("Go through the consent points first; notes can be typed after that.")
        self._texts[caret.place], self.caret = text, caret

    def mark(self, place: int, status: Status | None) -> None:
        """Say that a question was declined, not asked or does not apply; None takes that back.

        Raises:
            CodebookError: there is an answer under a question that is said to be not asked or not to apply.
        """
        if status in {"not-asked", "not-applicable"} and self.is_open(place) and self._texts[place].strip():
            raise CodebookError(
                "There is an answer under this question. Take it out first, or leave the mark."
            )
        self._marks[place] = status

    def choose(self, place: int, typed: str) -> str | None:
        """Fill a basic field with the category that was typed or chosen; None when it fits none.

        An exact value becomes its band, and is not remembered.
        """
        found = category(self.questions[place], typed)
        if found is not None:
            self._texts[place], self._marks[place] = found, None
        return found

    def look(self, *, leaving: bool = False) -> None:
        """Screen what is typed and write the masked image of all that is finished.

        With `leaving`, the sentence under the cursor counts as finished.

        Raises:
            StoreError: the project could not be written; what is typed is still in memory.
            ConflictError: these notes were kept, thrown away or withdrawn elsewhere.
            GateRefusedError: what was let stand is a name that was added as missed, or is on the roster.
        """
        caret, texts = self.caret, list(self._texts)
        self.review.retext(texts)
        if self.points:
            return  # nothing may be kept before the participant has agreed
        images, cursor = texts, caret.offset
        if not leaving and self.is_open(caret.place):
            images = list(texts)
            images[caret.place], cursor = settled(
                texts[caret.place], caret.offset, self._images[caret.place], idle=caret.idle
            )
        self._write(images, texts, Caret(caret.place, cursor), leaving=leaving)

    def _write(self, images: list[str], texts: list[str], caret: Caret, *, leaving: bool) -> None:
        statuses = [self.status(at) for at in range(len(images))]
        decided = self.review.decided
        if images == self._images and decided is self._decided and not leaving and self._same(statuses):
            return
        screened = self.review.screened(images) if images != texts else self.review.screenings
        changed: dict[int, tuple[Status, MaskedText]] = {}
        for at, (status, seen) in enumerate(zip(statuses, screened, strict=True)):
            if self._stored.get(at, ("blank", "")) != (status, seen.masked.text):
                changed[at] = (status, seen.masked)
        project = self._project
        if self._draft is None:
            keep_guide(project, self._gate, self.guide)
        head = drafts.Head(
            guide=project.guides()[self.guide.ref],
            case=None if self._case is None else self._case.id,
            coder=project.coder_id(self._coder),
            place=caret.place,
            cursor=moved(caret.offset, screened[caret.place].edits, inclusive_end=True),
            seconds=self.seconds,
            revision=self._revision,
        )
        words = standing_words(self._gate, self.review, images)
        self._draft = project.save_draft(self._draft, drafts.Image(head, changed, words))
        self._images, self._decided, self._revision = images, decided, self._revision + 1
        self._stored |= {at: (status, masked.text) for at, (status, masked) in changed.items()}

    def _same(self, statuses: list[Status]) -> bool:
        return all(self._stored.get(at, ("blank", ""))[0] == status for at, status in enumerate(statuses))

    def stop(self) -> None:
        """Note that the participant ended the interview: what was not reached was not asked."""
        for place, question in enumerate(self.questions):
            if self.status(place) == "blank" and question.kind in {"question", "statement"}:
                self._marks[place] = "not-asked"

    def discard(self) -> None:
        """Throw everything away, in memory and in the project."""
        if self._draft is not None:
            self._project.drop_draft(self._draft)
        self._texts = [""] * len(self._texts)
        self.review.retext(self._texts)

    def finished(self) -> Draft:
        """The interview as it is to be kept, after a last look, with what was decided so far.

        Raises:
            CodebookError: consent points are open, or nothing is typed yet.
            StoreError, ConflictError, GateRefusedError: as `look` does.
        """
        if self.points:
            raise CodebookError("The consent points are not all confirmed, so nothing can be kept.")
        if not any(self.is_open(at) and self.status(at) != "blank" for at in range(len(self._texts))):
            raise CodebookError("Nothing is written yet: answer a question, or mark it, before you finish.")
        self.look(leaving=True)
        answers = [
            Answer(question.ref, self.status(place), self._texts[place].strip(), 1.0)
            for place, question in enumerate(self.questions)
        ]
        if self._texts[-1].strip():
            answers.append(Answer(None, "answered", self._texts[-1].strip(), 1.0))
        self.review.retext([answer.text for answer in answers])
        alignment = Alignment(self.guide, tuple(answers))
        notes = Notes("These notes", alignment, draft=self._draft, revision=self._revision)
        return Draft(self._gate, notes, self.guide.role, self._case, self.review)

    def take_up(self, kept: Unfinished) -> None:
        """Go on with notes as they lie in the project; placeholders stand where something was masked."""
        self._draft, self._seconds, self._revision = kept.id, kept.seconds, kept.revision
        for place, (status, text) in kept.answers.items():
            self._texts[place] = self._images[place] = text
            self._stored[place] = (status, text)
            told = status != ("answered" if text.strip() else "blank")
            consent = place < len(self.questions) and self.questions[place].kind == "consent"
            self._marks[place] = status if told or consent else None
        self.caret = Caret(min(kept.place, len(self.questions)), kept.cursor)
        self.review.let_stand([each for each in kept.words if _may_stand(self._gate, each[0])])
        self.review.retext(self._texts)
        self._decided = None  # what may no longer stand is masked by the next look


def _may_stand(gate: Gate, words: str) -> bool:
    """Whether words that were let stand may stand still; the roster may name them by now."""
    try:
        gate.allowed(words)
    except GateRefusedError:
        return False
    return True


def begin(project: Project, gate: Gate, guide: Guide, coder: str, case: str | None = None) -> Entry:
    """A new interview along a guide, of a new participant or of a case.

    Raises:
        CodebookError: there is no such case, or the guide is not for its role.
        BadInputError: the guide cannot be kept beside those of the project, or its words name somebody.
    """
    guide = fitting(project, gate, guide)
    existing = None if case is None else project.case_named(case)
    if existing is not None and existing.role != guide.role:
        raise CodebookError(
            f"Case {existing.code} is a {existing.role}, and guide {guide.ref} is for a {guide.role}. "
            "Choose another guide or case."
        )
    return Entry(project, gate, guide, coder, existing)


def go_on(project: Project, gate: Gate, kept: Unfinished) -> Entry:
    """An interview that was left, at the question and cursor where it was left.

    Raises:
        CodebookError: its case is gone.
    """
    [guide] = guide_named(kept.guide, project)
    entry = begin(project, gate, guide, kept.coder, kept.case)
    entry.take_up(kept)
    return entry
