"""Passages put right before they are kept: under another question, joined, or given to another case."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from functools import partial
from typing import NoReturn

from codebook.deid.gate import Gate
from codebook.errors import CodebookError
from codebook.exchange.align_statuses import status_of
from codebook.intake import giving
from codebook.intake.files import Failed, attempted
from codebook.intake.giving import Given
from codebook.intake.keeping import Draft, Imported, keep
from codebook.model.document import Alignment, Answer
from codebook.model.guide import Role, Status
from codebook.store.project import Project

OWN = ""
NEW = "new case "


@dataclass(frozen=True, slots=True, repr=False)
class Arranged:
    """An alignment, and whose words each passage is; raw, so it shows nothing and cannot be pickled.

    An owner is `OWN` for the case of the file, the code of another case, or `NEW` and a number for a case
    that is to be made.
    """

    alignment: Alignment
    owners: tuple[str, ...]

    def __repr__(self) -> str:
        return "Arranged(…)"

    def __reduce__(self) -> NoReturn:
        raise TypeError("raw text stays in memory")

    @classmethod
    def of(cls, alignment: Alignment) -> "Arranged":
        """Passages as they were found, all of one case."""
        return cls(alignment, (OWN,) * len(alignment.answers))

    def moved(self, places: Collection[int], ref: str | None) -> "Arranged":
        """Put passages under a question, None for under none; what stands there may say 'declined'.

        A blank one of that question goes, for it has an answer now.

        Raises:
            CodebookError: there is no text in these passages.
        """
        answers = self.alignment.answers
        wanted = [at for at in sorted(places) if answers[at].text]
        if not wanted:
            raise CodebookError("There is no text here to put under a question.")
        made = list(answers)
        for at in wanted:
            text = answers[at].text
            made[at] = Answer(ref, _status(ref, text), text, 0.0 if ref is None else 1.0)
        return self._with(made, [at for at, each in enumerate(made) if each.text or each.question_ref != ref])

    def joined(self, place: int) -> "Arranged":
        """Put a passage at the end of the one above it, under that one's question.

        Raises:
            CodebookError: there is none above, or it is another case's.
        """
        if place < 1:
            raise CodebookError("There is no passage above this one.")
        above, here = self.alignment.answers[place - 1], self.alignment.answers[place]
        if self.owners[place - 1] != self.owners[place]:
            raise CodebookError("The passage above is given to another case.")
        text = "\n".join(filter(None, (above.text, here.text)))
        made = list(self.alignment.answers)
        made[place - 1] = Answer(
            above.question_ref, _status(above.question_ref, text), text, above.confidence
        )
        return self._with(made, [at for at in range(len(made)) if at != place])

    def given(self, places: Collection[int], owner: str) -> "Arranged":
        """Say whose words passages are."""
        owners = (owner if at in places else each for at, each in enumerate(self.owners))
        return replace(self, owners=tuple(owners))

    @property
    def others(self) -> tuple[str, ...]:
        """The other cases that passages are given to, in the order of the notes."""
        return tuple(dict.fromkeys(owner for owner in self.owners if owner != OWN))

    def _with(self, answers: list[Answer], left: list[int]) -> "Arranged":
        alignment = replace(self.alignment, answers=tuple(answers[at] for at in left))
        return Arranged(alignment, tuple(self.owners[at] for at in left))


def _status(ref: str | None, text: str) -> Status:
    return "answered" if ref is None and text else status_of(text)


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of a file, and of the passages in it that are other people's words."""

    imported: Imported
    given: tuple[Given | Failed, ...]


def keep_arranged(project: Project, gate: Gate, draft: Draft, owners: tuple[str, ...]) -> Kept:
    """Keep notes as `keep` does, then give the passages of other cases to them.

    Each other case gets an interview of its own, known by the same file. Where giving fails the passages
    stay where they are, which is told.

    Raises:
        KnownNotesError, BadInputError, CodebookError, GateRefusedError: as `keep` does; nothing is kept.
    """
    away = {at for at, owner in enumerate(owners) if owner != OWN}
    imported = keep(project, gate, draft, away=away)
    given = []
    for other in dict.fromkeys(owner for owner in owners if owner != OWN):
        wanted = [imported.passages[at] for at, owner in enumerate(owners) if owner == other]
        case = None if other.startswith(NEW) else other
        role: Role | None = draft.role if case is None else None
        step = partial(giving.give, project, gate, wanted, case=case, role=role)
        given.append(attempted(imported.file, step))
    return Kept(imported, tuple(given))
