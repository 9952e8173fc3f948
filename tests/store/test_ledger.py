"""Every change is one entry that can be taken back, survives a restart and cannot be rewritten unseen."""

import sqlite3
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from codebook.errors import CodebookError, ConflictError
from codebook.store.project import Project
from codebook.store.tables import codings, memos
from tests.conftest import Masker, code_at


def spans(project: Project) -> set[tuple[int, int, int, str]]:
    """Codings as what a coder sees of them."""
    return {(c.start, c.end, c.code, c.coder) for c in project.codings()}


def test_undo_and_redo_restore_exactly_what_was(project: Project) -> None:
    """A coding applied, resized and removed comes back step by step, and goes again."""
    code_at(project, "A1", [(1, 0, 12, 2)])
    [coding] = project.codings()
    with project.change("resize coding", "A1") as rows:
        rows.update(codings, coding.id, end=22)
    with project.change("remove coding", "A1") as rows:
        rows.delete(codings, coding.id)
    seen = [spans(project)]
    while (phrase := project.undo("A1")) is not None:
        seen.append(spans(project))
        assert phrase.endswith(("coding", "code", "codings"))
    assert seen == [set(), {(0, 22, 2, "A1")}, {(0, 12, 2, "A1")}, set()]
    while project.redo("A1") is not None:
        pass
    assert spans(project) == set()
    assert project.problems() == []


def test_undo_is_each_coders_own(project: Project) -> None:
    """One coder's undo leaves the other's work alone."""
    code_at(project, "A1", [(1, 0, 12, 2)])
    code_at(project, "B2", [(1, 4, 12, 2)])
    assert project.undo("A1") is not None
    assert spans(project) == {(4, 12, 2, "B2")}
    assert project.undo("A1") is None


def test_undo_survives_a_restart(project: Project) -> None:
    """The history is in the file, not in the session."""
    code_at(project, "A1", [(1, 0, 12, 2)])
    with Project.open(project.path) as again:
        assert again.undo("A1") == "apply codings"
        assert again.codings() == []


def test_new_work_ends_redo(project: Project) -> None:
    """After something new, the undone change cannot come back in between."""
    code_at(project, "A1", [(1, 0, 12, 2)])
    project.undo("A1")
    code_at(project, "A1", [(1, 4, 12, 2)])
    assert project.redo("A1") is None


def test_undo_refuses_when_somebody_built_on_it(project: Project, masked: Masker) -> None:
    """A coding with another coder's memo stays until the memo is gone."""
    code_at(project, "A1", [(1, 0, 12, 2)])
    [coding] = project.codings()
    with project.change("write memo", "B2") as rows:
        rows.insert(
            memos,
            target="coding",
            target_id=coding.id,
            kind="theory",
            coder_id=2,
            text=masked("See this again."),
        )
    with pytest.raises(ConflictError, match="memo"):
        project.undo("A1")
    assert len(project.codings()) == 1


def test_undo_refuses_a_row_that_moved_on(project: Project) -> None:
    """What another change has touched since is not overwritten."""
    code_at(project, "A1", [(1, 0, 12, 2), (1, 4, 12, 2)])
    with project.change("resize coding", "B2") as rows:
        rows.update(codings, 1, end=22)
    with pytest.raises(ConflictError, match="changed since"):
        project.undo("A1")
    assert len(project.codings()) == 2


def test_a_failed_change_leaves_no_entry(project: Project) -> None:
    """A change is written whole or not at all."""
    before = project.history()
    with pytest.raises(ConflictError), project.change("apply codings", "A1") as rows:
        rows.insert(codings, passage_id=1, start=0, end=3, code_id=1, coder_id=1)
        rows.insert(codings, passage_id=99, start=0, end=3, code_id=1, coder_id=1)
    assert project.history() == before
    assert project.codings() == []


def test_history_names_weeks_not_days(project: Project) -> None:
    """An entry tells who and what, and when only to the week."""
    code_at(project, "A1", [(1, 0, 12, 2)])
    newest = project.history()[0]
    assert (newest.phrase, newest.coder) == ("apply codings", "A1")
    assert newest.week[4:6] == "-W"


def test_a_rewritten_entry_breaks_the_chain(project: Project) -> None:
    """An entry changed behind the program's back is found by the check."""
    code_at(project, "A1", [(1, 0, 12, 2)])
    project.close()
    with sqlite3.connect(project.path) as outside:
        outside.create_function("deid_ok", -1, lambda *_: 1)
        outside.create_function("ours", 0, lambda: 1)
        outside.execute("UPDATE ledger SET coder_id = 2 WHERE phrase = 'apply codings'")
    outside.close()
    with Project.open(project.path) as again:
        assert any("chain" in problem for problem in again.problems())


def test_an_unknown_coder_is_refused(project: Project) -> None:
    """Nobody writes under a handle the project does not know."""
    with pytest.raises(CodebookError, match="no coder 'Z9'"), project.change("apply code", "Z9"):
        pass


ACTIONS = st.lists(
    st.one_of(
        st.tuples(st.just("apply"), st.integers(0, 20), st.integers(21, 40), st.integers(1, 5)),
        st.tuples(st.just("resize"), st.integers(0, 9), st.integers(41, 60), st.just(0)),
        st.tuples(st.just("remove"), st.integers(0, 9), st.just(0), st.just(0)),
        st.tuples(st.just("undo"), st.just(0), st.just(0), st.just(0)),
        st.tuples(st.just("redo"), st.just(0), st.just(0), st.just(0)),
    ),
    max_size=14,
)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(actions=ACTIONS)
def test_undoing_all_and_redoing_all_is_the_identity(
    project: Project, actions: list[tuple[str, int, int, int]]
) -> None:
    """Whatever a coder did, undoing everything clears it and redoing everything brings it back."""
    while project.undo("A1") is not None:
        pass
    for action in actions:
        _perform(project, *action)
    done = spans(project)
    steps = 0
    while project.undo("A1") is not None:
        steps += 1
    assert spans(project) == set()
    for _ in range(steps):
        assert project.redo("A1") is not None
    assert spans(project) == done
    assert {(c.start, c.end) for c in project.codings()} == set(
        zip(project.corpus().codings.start.tolist(), project.corpus().codings.end.tolist(), strict=True)
    )


def _perform(project: Project, kind: str, first: int, second: int, third: int) -> None:
    standing = project.codings()
    if kind == "apply" and (first, second, third) not in {(c.start, c.end, c.code) for c in standing}:
        code_at(project, "A1", [(1, first, second, third)])
    elif kind == "resize" and standing:
        chosen = standing[first % len(standing)]
        taken = {(c.start, c.end, c.code) for c in standing}
        if (chosen.start, second, chosen.code) not in taken:
            with project.change("resize coding", "A1") as rows:
                rows.update(codings, chosen.id, end=second)
    elif kind == "remove" and standing:
        with project.change("remove coding", "A1") as rows:
            rows.delete(codings, standing[first % len(standing)].id)
    elif kind == "undo":
        project.undo("A1")
    elif kind == "redo":
        project.redo("A1")


def test_bulk_work_is_one_step(project: Project) -> None:
    """Many codings applied together are taken back together."""
    code_at(project, "A1", [(1, at, at + 5, 2) for at in range(30)])
    assert len(project.codings()) == 30
    project.undo("A1")
    assert project.codings() == []
    project.redo("A1")
    assert len({coding.start for coding in project.codings()}) == 30


def test_the_ledger_keeps_no_copy_of_bulk_rows(project: Project) -> None:
    """A bulk entry holds identities and a digest, not thirty images."""
    code_at(project, "A1", [(1, at, at + 5, 2) for at in range(30)])
    project.close()
    with sqlite3.connect(project.path) as outside:
        lines = outside.execute(
            "SELECT first_id, last_id, image FROM changes WHERE relation = 'codings'"
        ).fetchall()
    outside.close()
    assert lines == [(1, 30, None)]


def test_a_project_path_is_kept(project: Project, tmp_path: Path) -> None:
    """The handle knows its file."""
    assert project.path == tmp_path / "study.db"
