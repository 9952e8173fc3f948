"""Some codings of a code pass to a new code beside it, and back."""

import pytest

from codebook import coding
from codebook.deid.gate import Gate
from codebook.editing import making, splitting
from codebook.errors import CodebookError
from codebook.store.project import Project
from tests.conftest import code_at
from tests.editing.codebooks import held, outline

STIGMA = 4


def test_a_split_is_one_step_back_and_forth(project: Project, gate: Gate) -> None:
    """The new code stands right after, with the chosen codings and their memos; undo restores each row."""
    code_at(project, "A1", [(1, 0, 22, STIGMA), (2, 0, 3, STIGMA)])
    code_at(project, "B2", [(1, 0, 22, STIGMA)])
    [*_, last] = project.codings()
    coding.write_memo(project, gate, "B2", target="coding", target_id=last.id, kind="theory", text="Later.")
    before = held(project)
    wish = splitting.split(gate, "stigma", into="shame", coder="A1", passages={2})
    assert making.preview(project, wish).touched == making.Touched(2, 1, 1, 1, 1)
    making.make(project, "A1", wish)
    assert outline(project)[-3:] == ["stigma", "stigma/self", "shame"]
    new = project.codes().find("shame").id
    assert [(c.passage, c.coder, c.code == new) for c in project.codings()] == [
        (1, "A1", False),
        (1, "B2", False),
        (2, "A1", True),
    ]
    after = held(project)
    assert coding.undo(project, "A1") == "split code"
    assert held(project) == before
    assert coding.redo(project, "A1") == "split code"
    assert held(project) == after
    assert project.problems() == []


def test_a_split_makes_room_after_the_code(project: Project, gate: Gate) -> None:
    """The codes that follow keep their order."""
    code_at(project, "A1", [(1, 0, 22, 1)])
    making.make(project, "A1", splitting.split(gate, "barriers", into="obstacles", coder="A1"))
    assert outline(project) == [
        "barriers",
        "barriers/waitlists",
        "obstacles",
        "police-contact",
        "stigma",
        "stigma/self",
    ]


def test_a_split_without_codings_is_refused(project: Project, gate: Gate) -> None:
    """Nothing said, nothing found, or a name that is taken: one sentence, and no row is written."""
    code_at(project, "A1", [(1, 0, 22, STIGMA)])
    before = held(project)
    for into, coder, says in (
        ("shame", None, "Say which codings pass on"),
        ("shame", "B2", "No coding of 'stigma' is chosen"),
        ("Barriers", "A1", "'barriers' is there already"),
        ("Wilhelmina Oakenshield", "A1", "could identify"),
    ):
        with pytest.raises(CodebookError, match=says):
            making.make(project, "A1", splitting.split(gate, "stigma", into=into, coder=coder))
    assert held(project) == before
