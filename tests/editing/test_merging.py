"""Codes become one: nothing said about a text is lost, and all of it can be taken back."""

import shutil
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from codebook import coding
from codebook.deid.gate import Gate
from codebook.editing import making, merging, placing, wording
from codebook.errors import CodebookError, ConflictError
from codebook.model.interview import Coding
from codebook.model.span import Span, united
from codebook.store.project import Project
from tests.conftest import code_at
from tests.editing.codebooks import held, outline

BARRIERS, WAITLISTS, POLICE, STIGMA, SELF = 1, 2, 3, 4, 5
spans = st.tuples(st.integers(0, 30), st.integers(1, 9)).map(lambda pair: (pair[0], pair[0] + pair[1]))
placed = st.tuples(
    st.sampled_from([1, 2]), spans, st.sampled_from([WAITLISTS, POLICE, SELF]), st.sampled_from(["A1", "B2"])
)
MERGES = [
    (["waitlists"], "stigma"),
    (["self", "police-contact"], "stigma"),
    (["stigma", "self"], "police-contact"),
    (["barriers", "waitlists"], "self"),
    (["stigma", "barriers"], "police-contact"),
]
Texts = dict[tuple[str, int], frozenset[int]]


def standing(rows: Iterable[tuple[int, tuple[int, int], int, str]]) -> list[Coding]:
    """Codings with keys in the order given."""
    return [
        Coding(at, passage, *span, code, coder) for at, (passage, span, code, coder) in enumerate(rows, 1)
    ]


def covered(codings: Iterable[Coding], codes: set[int]) -> Texts:
    """The characters of each passage that each coder has under some codes."""
    found: dict[tuple[str, int], set[int]] = defaultdict(set)
    for each in codings:
        if each.code in codes:
            found[each.coder, each.passage].update(range(each.start, each.end))
    return {place: frozenset(characters) for place, characters in found.items()}


def merged(codings: Sequence[Coding], gone: set[int], target: int) -> list[Coding]:
    """Codings as they stand after a merge."""
    taking = [each for each in codings if each.code in {target, *gone}]
    unions = merging.unite(taking, target)
    away = {each.id for union in unions for each in union.absorbed} | {union.kept.id for union in unions}
    kept = [Coding(u.kept.id, u.kept.passage, u.span.start, u.span.end, target, u.kept.coder) for u in unions]
    return sorted([*(each for each in codings if each.id not in away), *kept], key=lambda each: each.id)


def shapes(codings: Iterable[Coding]) -> set[tuple[int, int, int, int, str]]:
    """Codings without their keys."""
    return {(each.passage, each.start, each.end, each.code, each.coder) for each in codings}


@given(st.lists(placed, max_size=12, unique=True))
def test_the_text_under_the_target_is_the_union(rows: list[tuple[int, tuple[int, int], int, str]]) -> None:
    """Every coder keeps each character they had, none is added, and no two united ones meet."""
    before = standing(rows)
    after = merged(before, {POLICE, SELF}, WAITLISTS)
    assert covered(after, {WAITLISTS}) == covered(before, {WAITLISTS, POLICE, SELF})
    assert not any(each.code in {POLICE, SELF} for each in after)
    assert len(shapes(after)) == len(after)
    for union in merging.unite(before, WAITLISTS):
        mine = [
            Span(e.start, e.end)
            for e in after
            if (e.passage, e.coder) == (union.kept.passage, union.kept.coder)
        ]
        assert union.span in united(mine)


@given(st.lists(placed, max_size=12, unique=True))
def test_the_order_of_merges_does_not_matter(rows: list[tuple[int, tuple[int, int], int, str]]) -> None:
    """One after the other, the other way round, or at once; and once more changes nothing."""
    before = standing(rows)
    at_once = merged(before, {POLICE, SELF}, WAITLISTS)
    one_way = merged(merged(before, {POLICE}, WAITLISTS), {SELF}, WAITLISTS)
    other = merged(merged(before, {SELF}, WAITLISTS), {POLICE}, WAITLISTS)
    assert shapes(at_once) == shapes(one_way) == shapes(other)
    assert merged(at_once, {POLICE, SELF}, WAITLISTS) == at_once


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(placed, min_size=1, max_size=8, unique=True),
    st.sampled_from(MERGES),
    st.data(),
)
def test_undo_gives_identical_rows(
    project: Project,
    gate: Gate,
    rows: list[tuple[int, tuple[int, int], int, str]],
    which: tuple[list[str], str],
    data: st.DataObject,
) -> None:
    """Whatever was coded and noted: merge and undo leave every row as it was, and redo merges again."""
    gone, into = which
    with TemporaryDirectory() as folder:
        copy = Path(folder) / "copy.db"
        shutil.copy(project.path, copy)
        with Project.open(copy) as study:
            for coder in ("A1", "B2"):
                mine = [(p, *s, c) for p, s, c, who in rows if who == coder]
                if mine:
                    code_at(study, coder, mine)
            known = study.codings()
            for each in data.draw(st.lists(st.sampled_from(known), max_size=3)):
                note(study, gate, "coding", each.id)
            note(study, gate, "code", SELF)
            before = held(study)
            making.make(study, "A1", merging.merge(gone, into=into))
            after = held(study)
            assert len(after["codes"]) == len(before["codes"]) - len(gone)
            assert len(after["memos"]) == len(before["memos"])
            assert study.problems() == []
            assert coding.undo(study, "A1") == "merge codes"
            assert held(study) == before
            assert coding.redo(study, "A1") == "merge codes"
            assert held(study) == after
            assert study.problems() == []


def note(project: Project, gate: Gate, target: str, number: int) -> None:
    """A memo by the second coder."""
    on = "coding" if target == "coding" else "code"
    coding.write_memo(project, gate, "B2", target=on, target_id=number, kind="theory", text="Compare later.")


def test_codings_memos_and_codes_below_pass_on(project: Project, gate: Gate) -> None:
    """What touches is united under one coder, others keep theirs, and the memos find their new place."""
    code_at(project, "A1", [(1, 0, 22, POLICE), (1, 22, 41, STIGMA), (2, 0, 3, STIGMA)])
    code_at(project, "B2", [(1, 10, 30, STIGMA)])
    own = {(each.start, each.coder): each.id for each in project.codings(passage=1)}
    note(project, gate, "coding", own[22, "A1"])
    note(project, gate, "code", STIGMA)
    wish = merging.merge(["stigma"], into="police-contact")
    seen = making.preview(project, wish)
    assert seen.touched == making.Touched(codes=1, codings=3, coders=2, passages=2, memos=2, united=1)
    assert seen.said == "stigma: merged into police-contact; 1 code below moves along"
    making.make(project, "A1", wish)
    assert outline(project) == ["barriers", "barriers/waitlists", "police-contact", "police-contact/self"]
    assert shapes(project.codings()) == {
        (1, 0, 41, POLICE, "A1"),
        (2, 0, 3, POLICE, "A1"),
        (1, 10, 30, POLICE, "B2"),
    }
    assert [(memo.target, memo.target_id) for memo in project.memos()] == [
        ("coding", own[0, "A1"]),
        ("code", POLICE),
    ]
    assert project.history()[0].phrase == "merge codes"
    assert project.corpus().tree.find("self").path == "police-contact/self"


def test_the_codings_of_the_target_that_meet_none_stay_apart(project: Project) -> None:
    """A merge joins what it brings, and leaves how somebody cut a text before."""
    code_at(project, "A1", [(1, 0, 5, POLICE), (1, 5, 9, POLICE), (1, 20, 25, SELF), (1, 25, 30, SELF)])
    making.make(project, "A1", merging.merge(["self"], into="police-contact"))
    assert [(c.start, c.end) for c in project.codings()] == [(0, 5), (5, 9), (20, 30)]


def test_a_code_merges_into_its_parent_with_the_codes_below_it(project: Project, gate: Gate) -> None:
    """What stood below it stands beside where it stood."""
    making.make(project, "A1", wording.add(gate, "stigma/self/shame", texts={}))
    making.make(project, "A1", merging.merge(["stigma/self"], into="stigma"))
    assert outline(project)[-2:] == ["stigma", "stigma/shame"]


def test_what_cannot_be_merged_is_refused(project: Project, gate: Gate) -> None:
    """Into itself, into a code below it, into a retired one, or two codes of one name; nothing changes."""
    making.make(project, "A1", wording.add(gate, "barriers/Self", texts={}))
    making.make(project, "A1", placing.retire("police-contact"))
    before = held(project)
    for gone, into, says in (
        (["barriers", "stigma"], "stigma", "merged into itself"),
        (["barriers"], "waitlists", "stands below 'barriers'"),
        (["barriers"], "police-contact", "is retired"),
        (["barriers"], "stigma", "'barriers/Self' and 'stigma/self' would have one name"),
        (["nothing-like-it"], "stigma", "No code answers"),
    ):
        with pytest.raises(CodebookError, match=says):
            making.make(project, "A1", merging.merge(gone, into=into))
    assert held(project) == before


def test_a_merge_is_not_taken_back_over_later_work(project: Project, gate: Gate) -> None:
    """When a united coding was changed since, undo refuses and changes nothing."""
    code_at(project, "A1", [(1, 0, 5, POLICE), (1, 3, 9, SELF)])
    making.make(project, "B2", merging.merge(["self"], into="police-contact"))
    [whole] = project.codings()
    coding.resize(project, "A1", whole, Span(0, 12))
    before = held(project)
    with pytest.raises(ConflictError, match="changed since"):
        coding.undo(project, "B2")
    assert held(project) == before
    coding.undo(project, "A1")
    assert coding.undo(project, "B2") == "merge codes"
    assert len(project.codings()) == 2
