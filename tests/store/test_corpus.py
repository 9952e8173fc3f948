"""The columns follow the ledger and read only what changed."""

import numpy as np
import pytest
from sqlalchemy import event

from codebook.store.project import Project
from codebook.store.tables import codings
from tests.conftest import Masker, add_codes, code_at


def rows(project: Project) -> list[tuple[int, ...]]:
    """The corpus' codings as tuples."""
    table = project.corpus().codings
    columns = (table.id, table.passage, table.start, table.end, table.code, table.coder)
    return list(zip(*(column.tolist() for column in columns), strict=True))


def fresh(project: Project) -> list[tuple[int, ...]]:
    """The same from a handle that has seen nothing yet."""
    with Project.open(project.path) as other:
        return rows(other)


def test_each_change_reaches_the_columns(project: Project) -> None:
    """Applying, resizing, removing, undoing: the overlay equals a fresh reading."""
    assert rows(project) == []
    code_at(project, "A1", [(1, 0, 12, 2), (2, 0, 3, 4)])
    assert rows(project) == fresh(project)
    with project.change("resize coding", "A1") as change:
        change.update(codings, 1, end=20)
    assert rows(project) == fresh(project)
    with project.change("remove coding", "A1") as change:
        change.delete(codings, 2)
    assert rows(project) == fresh(project)
    project.undo("A1")
    assert rows(project) == fresh(project)
    assert len(rows(project)) == 2


def test_another_process_work_is_seen(project: Project) -> None:
    """Codings written through another handle arrive at the next look."""
    code_at(project, "A1", [(1, 0, 12, 2)])
    assert len(rows(project)) == 1
    with Project.open(project.path) as other:
        code_at(other, "B2", [(1, 4, 12, 2)])
    assert len(rows(project)) == 2


def test_one_coding_does_not_read_the_project_again(project: Project) -> None:
    """After a first reading, a change to one passage reads that passage only."""
    code_at(project, "A1", [(1, at, at + 3, 2) for at in range(50)])
    base = project.corpus()
    code_at(project, "A1", [(2, 0, 5, 2)])
    after = project.corpus()
    assert after.base is base.base
    assert set(after.overlay) == {2}
    assert len(after.of_passage(1)) == 50
    assert len(after.of_passage(2)) == 1
    compact = after.compacted()
    assert not compact.overlay
    assert np.array_equal(compact.codings.id, after.codings.id)


def test_a_new_code_is_in_the_tree(project: Project, masked: Masker) -> None:
    """A change beyond codings rebuilds the view."""
    project.corpus()
    add_codes(project, masked, ["needs"])
    assert project.corpus().tree.find("needs").path == "needs"


def test_an_unchanged_project_is_not_read(project: Project) -> None:
    """Asking twice gives the same view and reads only the ledger's end."""
    code_at(project, "A1", [(1, 0, 12, 2)])
    first = project.corpus()
    statements: list[str] = []
    event.listen(project._engine, "before_cursor_execute", lambda *args: statements.append(args[2]))
    assert project.corpus() is first
    assert not [sql for sql in statements if "codings" in sql]


def test_passage_rows_are_found_by_id(project: Project) -> None:
    """Ids map to rows of the passage columns."""
    table = project.corpus().passages
    assert table.rows(np.array([2, 1])).tolist() == [1, 0]
    assert table.words.tolist() == [15, 9]


@pytest.mark.parametrize("count", [0, 1])
def test_an_empty_view_has_columns(project: Project, count: int) -> None:
    """No codings is an empty column, not an error."""
    if count:
        code_at(project, "A1", [(1, 0, 12, 2)])
    assert len(project.corpus().of_passage(1)) == count
