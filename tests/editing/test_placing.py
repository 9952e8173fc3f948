"""Codes are moved about the tree, retired and restored."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codebook import coding
from codebook.deid.gate import Gate
from codebook.editing import making, placing, wording
from codebook.errors import CodebookError
from codebook.model.codes import Code
from codebook.model.span import Span
from codebook.store.project import Project
from tests.conftest import code_at
from tests.editing.codebooks import held, outline


def test_a_code_moves_with_all_below_it(project: Project) -> None:
    """Under another code, between siblings, and last when no place is said."""
    making.make(project, "A1", placing.move("stigma", under="barriers", before="waitlists"))
    assert outline(project) == [
        "barriers",
        "barriers/stigma",
        "barriers/stigma/self",
        "barriers/waitlists",
        "police-contact",
    ]
    making.make(project, "A1", placing.move("barriers", under="top"))
    assert outline(project)[0] == "police-contact"


def test_a_code_moves_among_its_siblings(project: Project) -> None:
    """Without a parent it stays under its own; where it stands already is no change."""
    making.make(project, "A1", placing.move("stigma", under=None, before="barriers"))
    assert outline(project)[:2] == ["stigma", "stigma/self"]
    entries = len(project.history())
    assert making.make(project, "A1", placing.move("stigma", under="top", before="barriers")).write is None
    assert len(project.history()) == entries


def test_a_namesake_in_the_new_place_is_refused(project: Project, gate: Gate) -> None:
    """The clash is named, and nothing moves."""
    making.make(project, "A1", wording.add(gate, "barriers/Self", texts={}))
    before = held(project)
    with pytest.raises(CodebookError, match="'barriers/Self' is there already"):
        making.make(project, "A1", placing.move("stigma/self", under="barriers"))
    assert held(project) == before


@given(st.lists(st.integers(0, 9), max_size=8), st.integers(0, 9), st.integers(0, 8))
def test_positions_keep_the_order_wished_for(positions: list[int], own: int, at: int) -> None:
    """Whatever positions siblings had, the moved one stands where it was put; as few as can be change."""
    siblings = [
        Code(n, None, f"c{n}", f"c{n}", "grey", p, retired=False) for n, p in enumerate(sorted(positions))
    ]
    moved = Code(99, None, "moved", "moved", "grey", own)
    wanted = [*siblings[:at], moved, *siblings[at:]]
    found = placing.spread(wanted, moved.id)
    then = [found.get(code.id, code.position) for code in wanted]
    assert then == sorted(set(then))
    if at >= len(siblings) and len(set(positions)) == len(positions):
        assert set(found) == {moved.id}


def test_a_retired_code_is_not_applied_and_keeps_its_codings(project: Project) -> None:
    """It is refused by name until it is restored; the code below it stays in use."""
    code_at(project, "A1", [(1, 0, 22, 4)])
    making.make(project, "A1", placing.retire("stigma"))
    entries = len(project.history())
    with pytest.raises(CodebookError, match="'stigma' is retired, so nothing was coded"):
        coding.apply(project, "B2", [coding.Wanted(1, Span(0, 5), 5), coding.Wanted(1, Span(0, 5), 4)])
    assert len(project.history()) == entries
    assert len(project.codings()) == 1
    assert coding.apply(project, "B2", [coding.Wanted(1, Span(0, 5), 5)]) == 1
    assert making.make(project, "A1", placing.retire("stigma")).write is None
    making.make(project, "A1", placing.restore("stigma"))
    assert coding.apply(project, "B2", [coding.Wanted(1, Span(0, 5), 4)]) == 1
