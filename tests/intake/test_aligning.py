"""Passages moved, joined and given to other cases before they are kept. Everybody is invented."""

import pickle
from pathlib import Path

import pytest

from codebook import screening
from codebook.deid.gate import Gate
from codebook.errors import CodebookError
from codebook.intake import files, guiding
from codebook.intake.aligning import NEW, OWN, Arranged, keep_arranged
from codebook.intake.files import Failed
from codebook.intake.giving import Given
from codebook.model.document import Alignment, Answer
from codebook.store.project import Project

TOLD = (
    Answer(None, "answered", "Notes of a long afternoon.", 0.0),
    Answer("C.reported", "blank", "", 0.9),
    Answer("C.help-needed", "answered", "A bed.", 0.4),
    Answer("C.suggestions", "answered", "declined to answer, and left", 0.95),
)
MIXED = """# Interview with a survivor

Age: 35-44
Q3 reported: Wilhelmina Oakenshield went along, nobody called back.
Q13 suggestions: shorter lists.

Age: 19-24
Q3 reported: never. Oakenshield told her not to.
Q13 suggestions: a lock on the door.
"""


def arranged() -> Arranged:
    """Four passages of one case."""
    return Arranged.of(Alignment(None, TOLD))


def refs(now: Arranged) -> list[str | None]:
    """The questions of the passages."""
    return [each.question_ref for each in now.alignment.answers]


def test_a_moved_passage_answers_its_question_beyond_doubt() -> None:
    """The blank one that stood under the question goes; the others stay as they are."""
    now = arranged().moved({0}, "C.reported")
    assert refs(now) == ["C.reported", "C.help-needed", "C.suggestions"]
    assert now.alignment.answers[0] == Answer("C.reported", "answered", "Notes of a long afternoon.", 1.0)
    assert now.alignment.answers[1:] == TOLD[2:]
    assert now.owners == (OWN,) * 3


def test_a_passage_under_no_question_is_answered_and_sure_of_nothing() -> None:
    """So it counts as text that fits no question."""
    assert arranged().moved({2}, None).alignment.answers[2] == Answer(None, "answered", "A bed.", 0.0)


@pytest.mark.parametrize(
    ("text", "status"), [("Declined.", "declined"), ("not asked", "not-asked"), ("A bed.", "answered")]
)
def test_what_is_moved_says_what_became_of_the_question(text: str, status: str) -> None:
    """The words under a question tell its status, wherever they stood before."""
    now = Arranged.of(Alignment(None, (Answer(None, "answered", text, 0.0),))).moved({0}, "C.reported")
    assert now.alignment.answers[0].status == status


def test_several_passages_move_at_once_and_blank_ones_stay() -> None:
    """Only text is moved; blank questions alone are refused."""
    now = arranged().moved({0, 1, 2}, "C.safety-now")
    assert refs(now) == ["C.safety-now", "C.reported", "C.safety-now", "C.suggestions"]
    with pytest.raises(CodebookError, match="no text"):
        arranged().moved({1}, "C.safety-now")


def test_a_joined_passage_stands_under_the_question_above() -> None:
    """Their texts follow each other; a blank question gets its answer."""
    now = arranged().joined(3)
    assert refs(now) == [None, "C.reported", "C.help-needed"]
    assert now.alignment.answers[2].text == "A bed.\ndeclined to answer, and left"
    assert arranged().joined(2).alignment.answers[1] == Answer("C.reported", "answered", "A bed.", 0.9)


def test_what_cannot_be_joined_is_refused() -> None:
    """There is nothing above the first, and nobody's words run into another's."""
    with pytest.raises(CodebookError, match="no passage above"):
        arranged().joined(0)
    with pytest.raises(CodebookError, match="another case"):
        arranged().given({2}, f"{NEW}1").joined(3)


def test_owners_follow_their_passages() -> None:
    """Moving and joining leave each with its own case."""
    now = arranged().given({2, 3}, "S-4K7").moved({0}, "C.reported").joined(2)
    assert now.owners == (OWN, "S-4K7")
    assert now.others == ("S-4K7",)


def test_raw_text_is_neither_shown_nor_pickled() -> None:
    """As everywhere before the gate."""
    assert "afternoon" not in repr(arranged())
    with pytest.raises(TypeError):
        pickle.dumps(arranged())


def mixed(project: Project, gate: Gate, folder: Path) -> tuple[files.Draft, Arranged]:
    """A file with two people's words, the second one's given to a new case."""
    path = folder / "mixed.md"
    path.write_text(MIXED, encoding="utf-8")
    notes = files.read(path, guiding.guide_named("C"), project)
    answers = notes.alignment.answers
    second = next(at for at, each in enumerate(answers) if "19-24" in each.text)
    now = Arranged.of(notes.alignment).given(set(range(second, len(answers))), f"{NEW}1")
    return files.draft(project, gate, notes), now


def test_the_passages_of_another_person_become_an_interview_of_theirs(
    project: Project, tmp_path: Path
) -> None:
    """Each case has its own answers, attributes and withdrawal code; names are masked in both."""
    gate = screening.gate_of(project)
    draft, now = mixed(project, gate, tmp_path)
    kept = keep_arranged(project, gate, draft, now.owners)
    [given] = kept.given
    assert isinstance(given, Given)
    assert given.withdrawal_code
    assert given.withdrawal_code != kept.imported.withdrawal_code
    assert given.case != kept.imported.case
    told = {
        code: " ".join(each.text for each in project.passages() if each.interview == code)
        for code in (kept.imported.interview, given.interview)
    }
    assert "nobody called back" in told[kept.imported.interview]
    assert "lock on the door" in told[given.interview]
    assert "lock on the door" not in told[kept.imported.interview]
    assert "Oakenshield" not in " ".join(told.values())
    ages = {case.code: dict(case.attributes) for case in project.cases()}
    assert "35-44" in ages[kept.imported.case].values()
    assert "19-24" not in ages[kept.imported.case].values()
    assert project.problems() == []
    with pytest.raises(files.KnownNotesError):
        files.read_new(tmp_path / "mixed.md", (), project)


def test_passages_that_cannot_be_given_stay_where_they_are(project: Project, tmp_path: Path) -> None:
    """A case that was withdrawn meanwhile is told of; the interview is kept with all its passages."""
    gate = screening.gate_of(project)
    draft, now = mixed(project, gate, tmp_path)
    owners = tuple("S-GONE" if owner else OWN for owner in now.owners)
    kept = keep_arranged(project, gate, draft, owners)
    [given] = kept.given
    assert isinstance(given, Failed)
    assert "no case" in given.error
    own = [each for each in project.passages() if each.interview == kept.imported.interview]
    assert len(own) == len(owners)
