"""Answers move to another question, or to the case whose words they are.

Everybody named here is invented.
"""

import pytest

from codebook import cases, coding, redaction, screening
from codebook.deid.gate import Gate
from codebook.errors import BadInputError, CodebookError, ConflictError
from codebook.intake import amending, files, giving, guiding, moving
from codebook.intake.keeping import KnownNotesError
from codebook.model.interview import Passage
from codebook.store import writing
from codebook.store.project import Project
from tests.conftest import add_interview, code_at
from tests.intake.test_amending import held
from tests.intake.test_replacing import NOTE, quotes, study, written

__all__ = ["study"]


def answer(project: Project, words: str) -> Passage:
    """The answer that holds some words."""
    return next(each for each in project.passages() if words in each.text)


def test_an_answer_moves_with_its_codings_and_back(study: Project) -> None:
    """The question changes and nothing else; a question may have two answers; undo and redo are exact."""
    before, coded = held(study), quotes(study)
    place = answer(study, "a lock on the door")
    assert moving.move(study, "A1", place, "c.reported")
    moved = answer(study, "a lock on the door")
    assert (moved.question_ref, moved.code, moved.text) == ("C.reported", place.code, place.text)
    assert sum(each.question_ref == "C.reported" for each in study.passages()) == 2
    assert quotes(study) == coded
    after = held(study)
    assert study.undo("A1") == "move answer"
    assert held(study) == before
    study.redo("A1")
    assert held(study) == after
    assert moving.move(study, "A1", moved, None)
    assert answer(study, "a lock on the door").question_ref is None
    assert not moving.move(study, "A1", answer(study, "a lock on the door"), None)


def test_an_answer_moves_to_a_question_of_its_guide_alone(study: Project) -> None:
    """A question of another guide, and an answer moved meanwhile, are refused."""
    place = answer(study, "a lock on the door")
    with pytest.raises(CodebookError, match="no question B\\.services"):
        moving.move(study, "A1", place, "B.services")
    moving.move(study, "B2", place, "C.reported")
    with pytest.raises(ConflictError, match="moved or removed since"):
        moving.move(study, "A1", place, None)
    assert moving.passage_named(study, place.code.lower()).id == place.id
    with pytest.raises(CodebookError, match="no passage"):
        moving.passage_named(study, "S-999-1:1")


def test_answers_are_given_to_a_new_case_with_all_that_is_on_them(study: Project, gate: Gate) -> None:
    """Text, codings and memos go along in order; the file is still known; consent is asked for anew."""
    place, coded = answer(study, "a lock on the door"), quotes(study)
    coding.write_memo(
        study, gate, "B2", target="passage", target_id=place.id, kind="theory", text="Her sister says so."
    )
    later = answer(study, "Shorter waiting")
    given = giving.give(study, gate, [later, place])
    assert given.withdrawal_code is not None
    assert study.case_of(given.withdrawal_code) is not None
    assert [each.text for each in given.passages] == [place.text, later.text]
    assert [each.code for each in given.passages] == [f"{given.interview}:1", f"{given.interview}:2"]
    assert (given.consent, given.emptied) == ("missing", False)
    assert quotes(study) == coded
    assert [memo.target_id for memo in study.memos()] == [place.id]
    old, new = study.interviews()
    assert (new.guide, new.role, new.codings) == (old.guide, old.role, 1)
    assert study.history()[0].phrase == "give answers"
    assert study.undo("A1") == "apply code"
    assert study.problems() == []
    again = files.read(written(study.path.parent, NOTE), guiding.guide_named("C"), study)
    with pytest.raises(KnownNotesError):
        files.accept(study, gate, again)


@pytest.mark.parametrize("who", ["giver", "receiver"])
def test_withdrawal_of_either_case_erases_its_own_answers_alone(study: Project, gate: Gate, who: str) -> None:
    """After an amendment, a gift and another amendment, rows and bytes hold the other's words and no more."""
    place = answer(study, "a lock on the door")
    amending.amend(study, "A1", amending.preview(study, gate, place.id, place.text + " It sticks in winter."))
    given = giving.give(study, gate, [answer(study, "a lock on the door")])
    amending.amend(study, "A1", amending.preview(study, gate, place.id, place.text + " Nobody mended it."))
    theirs = {"giver": [b"She went to the police twice", b"Shorter waiting lists"]}
    theirs["receiver"] = [b"The shelter has a lock", b"sticks in winter", b"Nobody mended it"]
    old, _ = study.cases()
    done = cases.withdraw(study, old.code if who == "giver" else str(given.withdrawal_code))
    assert done.leftovers == 0
    content = study.path.read_bytes()
    other = "receiver" if who == "giver" else "giver"
    assert not any(words in content for words in theirs[who])
    standing = "\n".join(each.text for each in study.passages()).encode()
    assert all(words in standing for words in theirs[other] if words != b"sticks in winter")
    assert study.problems() == []


def test_answers_go_to_a_case_that_is_there(study: Project, gate: Gate) -> None:
    """They become its next interview; the emptied one is gone; words that may stand may still stand."""
    add_interview(study, gate, "S-555", ["Another session."])
    named = answer(study, "Shorter waiting")
    with study.change("import interview") as rows:
        writing.allow(rows, gate.allowed("Rosalind Farthingale"), "not a name", study.interviews()[0].id)
    typed = named.text + " Rosalind Farthingale agreed."
    amending.amend(study, "A1", amending.preview(study, gate, named.id, typed))
    own = study.passages(study.interviews()[0].id)
    given = giving.give(study, gate, own, case="s-555")
    assert (given.case, given.interview, given.withdrawal_code) == ("S-555", "S-555-2", None)
    assert given.emptied
    assert [each.code for each in study.interviews()] == ["S-555-1", "S-555-2"]
    assert redaction.unmasked(study, screening.gate_of(study)) == []
    assert study.problems() == []


def test_no_number_of_a_placeholder_links_two_cases(study: Project, gate: Gate) -> None:
    """Who is [PERSON-7] here is the next person there, in all answers given; codings keep their words."""
    [there] = add_interview(study, gate, "S-555", ["She met [PERSON-1] and [AGENCY-2]."])
    here = add_interview(
        study, gate, "S-666", ["[PERSON-7] told [PERSON-3] at [AGENCY-1].", "Then [PERSON-3] left.", "So."]
    )
    code_at(study, "A1", [(here[0], 0, 10, 1), (here[0], 16, 26, 1), (here[1], 16, 20, 1)])
    found = study.passages_at(here)
    given = giving.give(study, gate, [found[here[0]], found[here[1]]], case="S-555")
    assert [each.text for each in given.passages] == [
        "[PERSON-2] told [PERSON-3] at [AGENCY-3].",
        "Then [PERSON-3] left.",
    ]
    assert {("A1", "[PERSON-2]"), ("A1", "[PERSON-3]"), ("A1", "left")} <= quotes(study)
    assert study.texts([there])[there] == "She met [PERSON-1] and [AGENCY-2]."
    new = giving.give(study, gate, list(given.passages))
    assert new.passages[0].text == "[PERSON-1] told [PERSON-2] at [AGENCY-1]."
    assert (given.masked, new.masked) == (0, 0)
    assert redaction.unmasked(study, screening.gate_of(study)) == []
    assert study.problems() == []


def test_what_cannot_be_given_is_refused(study: Project, gate: Gate) -> None:
    """To a case of another role, to the same case, from several interviews, or after a change."""
    [other] = add_interview(study, gate, "P-555", ["We offer beds."], role="provider")
    place, only = answer(study, "a lock on the door"), study.cases()[0]
    before = held(study)
    with pytest.raises(BadInputError, match="provider"):
        giving.give(study, gate, [place], case="P-555")
    with pytest.raises(BadInputError, match="survivor"):
        giving.give(study, gate, [place], role="provider")
    with pytest.raises(CodebookError, match="already"):
        giving.give(study, gate, [place], case=only.code)
    with pytest.raises(BadInputError, match="one interview"):
        giving.give(study, gate, [place, study.passages_at([other])[other]])
    assert held(study) == before
    moving.move(study, "A1", place, None)
    with pytest.raises(ConflictError, match="changed since"):
        giving.give(study, gate, [place])


def test_nothing_on_a_given_answer_is_taken_back_into_the_old_case(study: Project, gate: Gate) -> None:
    """An amendment made before the gift stays: its undo is refused rather than moving the answer back."""
    place = answer(study, "a lock on the door")
    amending.amend(study, "A1", amending.preview(study, gate, place.id, place.text + " It sticks."))
    given = giving.give(study, gate, [answer(study, "a lock on the door")])
    with pytest.raises(ConflictError):
        study.undo("A1")
    assert answer(study, "It sticks").interview == given.interview
