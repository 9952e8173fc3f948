"""Codes are added, renamed and described, each change one step that is taken back and made again.

Everybody named here is invented.
"""

from collections.abc import Callable

import pytest

from codebook import coding
from codebook.deid.gate import Gate
from codebook.editing import making, placing, wording
from codebook.errors import CodebookError, ConflictError
from codebook.store.project import Project
from tests.conftest import code_at
from tests.editing.codebooks import held, outline

Wished = Callable[[Gate], making.Wish]
CHANGES: dict[str, tuple[Wished, str]] = {
    "add": (lambda gate: wording.add(gate, "stigma/family", texts={"definition": "By kin."}), "add code"),
    "add at the top": (lambda gate: wording.add(gate, "housing", texts={}), "add code"),
    "rename": (lambda gate: wording.rename(gate, "barriers", "obstacles"), "rename code"),
    "describe": (
        lambda gate: wording.describe(gate, "self", colour="sky", texts={"keywords": "shame\nblame"}),
        "edit code",
    ),
    "move": (lambda _: placing.move("waitlists", under="stigma", before="self"), "move code"),
    "move to the top": (lambda _: placing.move("self", under="top", before="barriers"), "move code"),
    "retire": (lambda _: placing.retire("stigma"), "retire code"),
}


@pytest.mark.parametrize(("wished", "phrase"), CHANGES.values(), ids=CHANGES)
def test_each_change_is_one_step_back_and_forth(
    project: Project, gate: Gate, wished: Wished, phrase: str
) -> None:
    """One ledger entry; undo gives every row back as it was, redo the change, and codings stay."""
    code_at(project, "A1", [(1, 0, 22, 2), (1, 23, 41, 5)])
    before, entries = held(project), len(project.history())
    assert making.preview(project, wished(gate)).write is not None
    assert held(project) == before
    making.make(project, "A1", wished(gate))
    after = held(project)
    assert after["codes"] != before["codes"]
    assert after["codings"] == before["codings"]
    assert [entry.phrase for entry in project.history()][: -entries or None] == [phrase]
    assert coding.undo(project, "A1") == phrase
    assert held(project) == before
    assert coding.redo(project, "A1") == phrase
    assert held(project) == after
    assert project.problems() == []


def test_a_new_code_stands_last_and_takes_its_parents_colour(project: Project, gate: Gate) -> None:
    """All its texts are kept, and it can be found by its name."""
    texts = {"definition": "Judged by kin.", "near_miss": "Judged by staff.", "keywords": "kin\nfamily"}
    making.make(project, "A1", wording.add(gate, "family", under="stigma", texts=texts))
    found = project.codes().find("family")
    assert outline(project)[-2:] == ["stigma/self", "stigma/family"]
    assert (found.colour, found.meaning.definition) == ("orange", "Judged by kin.")
    assert (found.meaning.near_miss, found.meaning.keywords) == ("Judged by staff.", ("kin", "family"))


def test_renaming_in_capitals_only_is_a_change(project: Project, gate: Gate) -> None:
    """A code is no namesake of itself, and the paths below it follow."""
    making.make(project, "A1", wording.rename(gate, "stigma", "Stigma"))
    assert outline(project)[-2:] == ["Stigma", "Stigma/self"]


def test_texts_that_name_somebody_are_masked(project: Project, gate: Gate) -> None:
    """A definition keeps its sense without the name, and the count is told."""
    texts = {"definition": "As when calling 604-555-0142.", "example": "Nobody came."}
    edit = making.make(project, "A1", wording.describe(gate, "self", texts=texts))
    assert edit.masked == 1
    assert "604-555-0142" not in project.codes().find("self").meaning.definition
    assert project.codes().find("self").meaning.example == "Nobody came."


def test_what_is_not_given_stays(project: Project, gate: Gate) -> None:
    """Only the named fields are written; an empty text empties one; the same text again is no change."""
    first = {"definition": "Blaming oneself.", "include": "Shame."}
    making.make(project, "A1", wording.describe(gate, "self", texts=first))
    making.make(project, "A1", wording.describe(gate, "self", texts={"include": ""}))
    meaning = project.codes().find("self").meaning
    assert (meaning.definition, meaning.include) == ("Blaming oneself.", "")
    entries = len(project.history())
    same = making.make(
        project, "A1", wording.describe(gate, "self", texts={"definition": "Blaming oneself."})
    )
    assert same.write is None
    assert len(project.history()) == entries


REFUSED: dict[str, tuple[Wished, str]] = {
    "a namesake": (lambda gate: wording.add(gate, "STIGMA/Self", texts={}), "'stigma/self' is there already"),
    "an unknown parent": (lambda gate: wording.add(gate, "stigmas/kin", texts={}), "Did you mean stigma?"),
    "two parents": (lambda gate: wording.add(gate, "stigma/kin", under="self", texts={}), "not both"),
    "no name": (lambda gate: wording.add(gate, "stigma/ ", texts={}), "needs a name"),
    "a person": (lambda gate: wording.add(gate, "Wilhelmina Oakenshield", texts={}), "could identify"),
    "a colour": (lambda gate: wording.add(gate, "kin", colour="mauve", texts={}), "A colour is one of"),
    "to a namesake": (lambda gate: wording.rename(gate, "barriers", "Stigma"), "'stigma' is there already"),
    "to a path": (lambda gate: wording.rename(gate, "barriers", "a/b"), "cannot contain '/'"),
    "to a person": (lambda gate: wording.rename(gate, "self", "Wilhelmina Oakenshield"), "could identify"),
    "nothing said": (lambda gate: wording.describe(gate, "self", texts={}), "Say what to describe"),
    "unknown": (lambda _: placing.retire("polise-contact"), "Did you mean police-contact?"),
    "under itself": (lambda _: placing.move("stigma", under="self"), "under itself or a code below"),
    "beside a namesake": (lambda _: placing.move("self", under="nowhere"), "No code answers"),
    "before a stranger": (
        lambda _: placing.move("self", under="top", before="waitlists"),
        "does not stand there",
    ),
}


@pytest.mark.parametrize(("wished", "says"), REFUSED.values(), ids=REFUSED)
def test_a_refusal_changes_nothing(project: Project, gate: Gate, wished: Wished, says: str) -> None:
    """One sentence that says what to do; no row and no entry is written, and no name is repeated."""
    before, entries = held(project), len(project.history())
    with pytest.raises(CodebookError, match=says) as refused:
        making.make(project, "A1", wished(gate))
    assert "Wilhelmina" not in str(refused.value)
    assert held(project) == before
    assert len(project.history()) == entries


def test_undo_makes_no_two_siblings_of_one_name(project: Project, gate: Gate) -> None:
    """A name that somebody else took since stays theirs, and the step is not taken back."""
    making.make(project, "A1", wording.rename(gate, "stigma", "shame"))
    making.make(project, "B2", wording.add(gate, "Stigma", texts={}))
    before = held(project)
    with pytest.raises(ConflictError, match="Another code has that name"):
        coding.undo(project, "A1")
    assert held(project) == before


def test_undo_makes_no_circle(project: Project) -> None:
    """When somebody else moved the former parent below a code, the code does not go back under it."""
    making.make(project, "A1", placing.move("self", under="top"))
    making.make(project, "B2", placing.move("stigma", under="self"))
    with pytest.raises(ConflictError, match="stands below it by now"):
        coding.undo(project, "A1")
    assert outline(project)[-2:] == ["self", "self/stigma"]


def test_an_added_code_that_is_in_use_stays(project: Project, gate: Gate) -> None:
    """Adding cannot be taken back under somebody's codings."""
    making.make(project, "A1", wording.add(gate, "kin", texts={}))
    code_at(project, "B2", [(1, 0, 5, project.codes().find("kin").id)])
    with pytest.raises(ConflictError, match="Later work depends on it"):
        coding.undo(project, "A1")
