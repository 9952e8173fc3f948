"""An answer written anew: masked, compared with what stands there, its codings and memos moved along."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from codebook.deid.gate import Gate
from codebook.errors import CodebookError, ConflictError
from codebook.intake.numbering import reserved
from codebook.intake.remapping import Fated, carry_out, fates
from codebook.model.guide import Status
from codebook.model.interview import Coding, Passage
from codebook.model.masked import Finding, Screening
from codebook.store import answers, writing
from codebook.store.project import Project

_GONE = "This answer is no longer there: it was removed in the meantime."
_MOVED_ON = "The answer, or a coding on it, has been changed since the preview. Look at it again."


@dataclass(frozen=True, slots=True)
class Amendment:
    """What keeping a new text would do: nothing is raw in it.

    `standing` are the codings it was made for, by every coder; `memos` counts those on the answer itself,
    which stay.
    """

    passage: Passage
    screened: Screening
    status: Status
    standing: tuple[Coding, ...]
    fates: tuple[Fated, ...]
    memos: int

    @property
    def text(self) -> str:
        """The text as it would be stored."""
        return self.screened.masked.text

    @property
    def masked(self) -> Mapping[str, int]:
        """How many stretches of the new text were masked, by kind."""
        return Counter(finding.kind for finding in self.screened.findings)

    @property
    def written(self) -> tuple[tuple[Finding, str], ...]:
        """What the gate found in the text as typed, and what stands in its stead."""
        shift, stored = 0, {}
        for edit in self.screened.edits:
            start = edit.start + shift
            stored[edit.start] = self.text[start : start + edit.length]
            shift += edit.length - (edit.end - edit.start)
        return tuple((finding, stored.get(finding.start, "")) for finding in self.screened.findings)

    @property
    def nothing(self) -> bool:
        """Whether all would stay as it is."""
        return (self.text, self.status) == (self.passage.text, self.passage.status)


def preview(
    project: Project, gate: Gate, passage_id: int, typed: str, status: Status | None = None
) -> Amendment:
    """Mask a new text for an answer and say what becomes of the codings and memos on it; writes nothing.

    The other answers of the interview are read along, so that a name known there is masked here, and words
    that may stand in the interview may stand here. Nobody new gets the number of a placeholder that stands
    in the case. Without a `status`, text makes a blank answer an answered one, and none a blank one.

    Raises:
        ConflictError: the answer is gone.
        CodebookError: it is said to be answered, and there is no text.
    """
    passage = project.passages_at([passage_id]).get(passage_id)
    home = project.read(answers.home_of, passage_id)
    if passage is None or home is None:
        raise ConflictError(_GONE)
    wanted = _status(passage.status, typed, status)
    told = project.read(answers.told, home.case)
    numbers = reserved(text for _, _, text in told)
    allow = [each.text for each in project.allowed() if each.interview == home.interview]
    beside = [text for interview, other, text in told if interview == home.interview and other != passage_id]
    reader = gate.extended(allow=allow) if allow else gate
    screened = reader.screen_note([_trimmed(typed), *beside], numbers, role=home.role)[0]
    standing = tuple(project.codings(passage=passage_id))
    noted = project.memos()
    fated = fates(standing, passage.text, screened.masked.text, noted)
    own = sum((memo.target, memo.target_id) == ("passage", passage_id) for memo in noted)
    return Amendment(passage, screened, wanted, standing, fated, own)


def _trimmed(typed: str) -> str:
    return typed if typed.strip() else ""


def _status(now: Status, typed: str, wanted: Status | None) -> Status:
    if wanted == "answered" and not typed.strip():
        raise CodebookError("An answered question needs a text. Type it, or choose another status.")
    if wanted is not None:
        return wanted
    if typed.strip():
        return "answered" if now == "blank" else now
    return "blank" if now == "answered" else now


def amend(project: Project, coder: str, amendment: Amendment) -> bool:
    """Keep an amendment as one change, which its coder can take back; whether there was anything to keep.

    A coding that loses all its text is removed, and its memos pass to the answer; codings of one code and
    coder that come to stand in the same place are united.

    Raises:
        ConflictError: the answer, a coding on it, or the policy is another than at the preview.
    """
    if amendment.nothing:
        return False
    with project.change("amend answer", coder) as rows:
        passage_id = amendment.passage.id
        if project.passages_at([passage_id]).get(passage_id) != amendment.passage:
            raise ConflictError(_MOVED_ON)
        if tuple(project.codings(passage=passage_id)) != amendment.standing:
            raise ConflictError(_MOVED_ON)
        if amendment.screened.masked.policy != Gate(policy=project.policy()).version:
            raise ConflictError("The project's policy has been changed since the preview. Look at it again.")
        carry_out(rows, amendment.fates, project.memos())
        writing.rewrite_passage(rows, passage_id, amendment.screened, status=amendment.status)
    return True
