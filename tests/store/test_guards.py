"""Unmasked text is refused by the column, by the database and at the next opening."""

import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import func, insert, text, update

from codebook.errors import CodebookError, StoreError
from codebook.model.masked import MaskedText
from codebook.store import guards
from codebook.store.project import Project
from codebook.store.tables import codes, memos, metadata, passages
from tests.conftest import code_at

PLANTED = "Zelda Quackenbush-Invented"


def bytes_of(project: Project) -> bytes:
    """The whole file as it lies on disk."""
    return project.path.read_bytes()


def test_the_column_refuses_plain_text(project: Project) -> None:
    """A plain string in a text column is an error that does not repeat it."""
    with pytest.raises(StoreError) as error, project.change("edit code") as rows:
        rows.update(codes, 1, name=PLANTED)
    assert "Quackenbush" not in str(error.value)
    assert b"Quackenbush" not in bytes_of(project)


ATTEMPTS = {
    "raw SQL": lambda c: c.execute(text("UPDATE codes SET name = :n"), {"n": PLANTED}),
    "driver SQL": lambda c: c.exec_driver_sql("UPDATE passages SET text = ?", (PLANTED,)),
    "a function": lambda c: c.execute(
        update(passages).values(text=func.replace(passages.c.text, "a", PLANTED))
    ),
    "a forged stamp": lambda c: c.exec_driver_sql(
        "UPDATE passages SET text = ?, stamp = ?", (PLANTED, b"x" * 16)
    ),
    "an integer column": lambda c: c.exec_driver_sql("UPDATE passages SET words = ?", (PLANTED,)),
    "a listed word": lambda c: c.exec_driver_sql("UPDATE passages SET status = ?", (PLANTED,)),
    "a plain insert": lambda c: c.execute(
        insert(memos).values(uuid=b"1" * 16, target="code", target_id=1, kind="theory", coder_id=1, stamp=b"")
    ),
    "a dropped guard": lambda c: c.exec_driver_sql("DROP TRIGGER guard_codes_update"),
    "a blob key": lambda c: c.exec_driver_sql("UPDATE codes SET uuid = ?", (PLANTED.encode(),)),
    "a new table": lambda c: c.exec_driver_sql("CREATE TABLE notes (note BLOB)"),
    "a view": lambda c: c.exec_driver_sql(f"CREATE VIEW seen AS SELECT '{PLANTED}'"),
    "an index": lambda c: c.exec_driver_sql(f"CREATE INDEX i ON codes (id) WHERE name = '{PLANTED}'"),
    "a temporary table": lambda c: c.exec_driver_sql("CREATE TEMP TABLE notes (note BLOB)"),
    "another file": lambda c: c.exec_driver_sql("ATTACH ':memory:' AS beside"),
    "the schema itself": lambda c: c.exec_driver_sql("DELETE FROM sqlite_master WHERE type = 'trigger'"),
    "a loosened schema": lambda c: c.exec_driver_sql("PRAGMA writable_schema = ON"),
    "a dropped table": lambda c: c.exec_driver_sql("DROP TABLE changes"),
}


@pytest.mark.parametrize("attempt", ATTEMPTS.values(), ids=ATTEMPTS)
def test_the_database_refuses_around_the_column(project: Project, attempt: object) -> None:
    """No other way in lets text past the guards, and no error repeats it."""
    assert callable(attempt)
    with pytest.raises(CodebookError) as error, project.change("edit code") as rows:
        attempt(rows.connection)
    assert "Quackenbush" not in str(error.value)
    assert error.value.__cause__ is None
    assert error.value.__suppress_context__
    assert b"Quackenbush" not in bytes_of(project)
    assert project.problems() == []


def test_other_programs_cannot_write(project: Project) -> None:
    """A shell or another program has no checker, so its writes fail."""
    project.close()
    with sqlite3.connect(project.path) as outside, pytest.raises(sqlite3.OperationalError):
        outside.execute("UPDATE codes SET name = ?", (PLANTED,))
    outside.close()


WRITES = (
    "UPDATE codes SET position = 9",
    "DELETE FROM passages",
    "DELETE FROM codings",
    "UPDATE interviews SET case_id = 1",
    "UPDATE meta SET k_public = 1",
    "DELETE FROM ledger",
)


@pytest.mark.parametrize("statement", WRITES)
def test_other_programs_can_change_and_delete_nothing(project: Project, statement: str) -> None:
    """Also in tables without text, and by deleting."""
    code_at(project, "A1", [(1, 0, 12, 2)])
    project.close()
    with (
        sqlite3.connect(project.path) as outside,
        pytest.raises(sqlite3.OperationalError, match="no such function"),
    ):
        outside.execute(statement)
    outside.close()


def test_rows_changed_behind_our_back_are_found(project: Project) -> None:
    """Whoever fakes the guards and leaves codings astray or references broken is found by the check."""
    code_at(project, "A1", [(1, 0, 12, 2), (1, 4, 12, 2)])
    project.close()
    with sqlite3.connect(project.path) as outside:
        outside.create_function("deid_ok", -1, lambda *_: 1)
        outside.create_function("ours", 0, lambda: 1)
        outside.execute('UPDATE codings SET "end" = 100000 WHERE id = 1')
        outside.execute("DELETE FROM coders WHERE id = 1")
    outside.close()
    with Project.open(project.path) as again:
        found = " ".join(again.problems())
    assert "outside their passages" in found
    assert "gone" in found


def test_what_the_program_did_not_make_is_noticed_at_opening(project: Project) -> None:
    """A table of somebody else's is not opened over."""
    project.close()
    with sqlite3.connect(project.path) as outside:
        outside.execute("CREATE TABLE notes (note BLOB)")
    outside.close()
    with pytest.raises(StoreError, match="did not put there"):
        Project.open(project.path)


def test_a_missing_guard_is_noticed_at_opening(project: Project) -> None:
    """A file whose guards were taken away elsewhere is not opened."""
    project.close()
    with sqlite3.connect(project.path) as outside:
        outside.execute("DROP TRIGGER guard_codes_update")
    outside.close()
    with pytest.raises(StoreError, match="guards"):
        Project.open(project.path)


def test_an_unguarded_column_is_noticed_at_opening(project: Project) -> None:
    """A text column the program does not know could take anything, so the file is not opened."""
    project.close()
    with sqlite3.connect(project.path) as outside:
        outside.execute("ALTER TABLE interviews ADD COLUMN nickname TEXT")
    outside.close()
    with pytest.raises(StoreError, match="nothing guards"):
        Project.open(project.path)


def test_text_smuggled_in_with_a_permissive_checker_is_found(project: Project) -> None:
    """Whoever fakes the checker is found by the check, because the stamp is keyed."""
    project.close()
    with sqlite3.connect(project.path) as outside:
        outside.create_function("deid_ok", -1, lambda *_: 1)
        outside.create_function("ours", 0, lambda: 1)
        outside.execute("UPDATE memos SET text = 'x'")
        outside.execute("UPDATE codes SET name = 'smuggled' WHERE id = 1")
    outside.close()
    with Project.open(project.path) as again:
        assert any("codes: 1 rows" in problem for problem in again.problems())


def test_every_text_column_is_masked_or_listed() -> None:
    """No table of ours has a text column that is neither."""
    for table in metadata.sorted_tables:
        for column in table.columns:
            kind = type(column.type).__name__
            assert kind in {"Integer", "LargeBinary", "Masked", "Term"}, f"{table.name}.{column.name}: {kind}"
        if guards.texts(table):
            assert "stamp" in table.c


def test_a_stamp_belongs_to_its_table_and_text() -> None:
    """The same text has another stamp in another table, for another column order, under another key."""
    made = {
        guards.stamp(b"k" * 32, "codes", ["a", "b"]),
        guards.stamp(b"k" * 32, "memos", ["a", "b"]),
        guards.stamp(b"k" * 32, "codes", ["b", "a"]),
        guards.stamp(b"l" * 32, "codes", ["a", "b"]),
        guards.stamp(b"k" * 32, "codes", ["ab", None]),
    }
    assert len(made) == 5


def test_masked_text_needs_a_proof(project: Project) -> None:
    """What the gate made is stored; what only looks like it is not."""
    with pytest.raises(StoreError), project.change("edit code") as rows:
        rows.update(codes, 1, name=("barriers", 1))
    with project.change("edit code") as rows:
        rows.update(codes, 1, name=MaskedText("obstacles", 1))
    assert project.codes()[1].name == "obstacles"


def test_a_project_keeps_the_gate_key_to_itself(project: Project, tmp_path: Path) -> None:
    """Two projects stamp the same text differently."""
    with Project.create(tmp_path / "other.db") as other:
        assert other.digest(b"same") != project.digest(b"same")
