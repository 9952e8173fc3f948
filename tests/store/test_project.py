"""Opening, refusing, migrating and copying a project file."""

import hashlib
import sqlite3
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from codebook import coding
from codebook.errors import StoreError
from codebook.model.span import Span
from codebook.store import migrations, sqlite
from codebook.store.header import HEADER
from codebook.store.project import Project
from codebook.store.tables import treatments
from tests.conftest import code_at


def digest(path: Path) -> str:
    """A file's content as one number."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def foreign(path: Path) -> None:
    """Another program's SQLite file."""
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE t (x)")
    connection.close()


def newer(path: Path) -> None:
    """A project of a version to come."""
    Project.create(path).close()
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA user_version = 99")
    connection.close()


NOT_OURS = {
    "empty": (lambda path: path.write_bytes(b""), "not a codebook project"),
    "text": (lambda path: path.write_text("hello"), "not a codebook project"),
    "folder": (lambda path: path.mkdir(), "is a folder"),
    "foreign": (foreign, "not a codebook project"),
    "newer": (newer, "newer version"),
    "cut off": (lambda path: path.write_bytes(HEADER + b"\x00" * 40), "codebook project"),
}


@pytest.mark.parametrize(("make", "says"), NOT_OURS.values(), ids=NOT_OURS)
def test_a_path_that_is_not_ours_is_refused_and_left_alone(tmp_path: Path, make: object, says: str) -> None:
    """One line names the file, and nothing in it changes."""
    path = tmp_path / "thing.db"
    assert callable(make)
    make(path)
    before = digest(path) if path.is_file() else None
    with pytest.raises(StoreError, match=says) as error:
        Project.open(path)
    assert str(path) in str(error.value)
    assert before is None or digest(path) == before


def test_a_missing_project_says_how_to_make_one(tmp_path: Path) -> None:
    """The message names the command."""
    with pytest.raises(StoreError, match="codebook new study"):
        Project.open(tmp_path / "study.db")


def test_an_existing_file_is_not_overwritten(project: Project) -> None:
    """Making a project where one is, is refused."""
    with pytest.raises(StoreError, match="exists already"):
        Project.create(project.path)


def test_a_locked_file_says_so(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another program's lock is reported as such, without waiting in this test."""
    project.close()
    monkeypatch.setattr(sqlite, "BUSY_SECONDS", 0)
    outside = sqlite3.connect(project.path, isolation_level=None)
    outside.execute("BEGIN EXCLUSIVE")
    with pytest.raises(StoreError, match="in use by another program"):
        Project.open(project.path)
    outside.close()


def test_an_older_file_is_brought_up_to_date_with_its_guards(project: Project) -> None:
    """A migration step runs once, keeps the guards, leaves no copy behind."""
    project.close()
    path = project.path

    def step(connection: sqlite3.Connection) -> None:
        connection.execute("ALTER TABLE interviews ADD COLUMN minutes INTEGER")

    migrations.bring_up_to_date(path, (*migrations.STEPS, step))
    with sqlite3.connect(path) as outside:
        assert outside.execute("PRAGMA user_version").fetchone() == (len(migrations.STEPS) + 2,)
        names = {name for (name,) in outside.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")}
    outside.close()
    assert "guard_passages_insert" in names
    assert list(path.parent.glob("*before-update*")) == []


ADDED_COLUMNS = {
    "guides": ("own",),
    "questions": ("section_names", "probes", "alternatives", "attribute", "choices", "identifying"),
    "cases": ("quotable",),
    "interviews": ("consent",),
}


def made_old(path: Path) -> None:
    """A project file as the first version of the program left it."""
    with sqlite3.connect(path) as outside:
        names = outside.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall()
        added = ("draft_answers", "draft_words", "drafts", "allowed", "treatments")
        for name in [*(f'TRIGGER "{row[0]}"' for row in names), *(f"TABLE {table}" for table in added)]:
            outside.execute(f"DROP {name}")
        for table, columns in ADDED_COLUMNS.items():
            for column in columns:
                outside.execute(f"ALTER TABLE {table} DROP COLUMN {column}")
        outside.execute("PRAGMA user_version = 1")
    outside.close()


def test_an_old_file_opened_by_several_at_once_opens_for_all(project: Project) -> None:
    """One brings it up to date, the others wait for that and find it done."""
    project.close()
    made_old(project.path)
    start = threading.Barrier(6)

    def opened(_: int) -> list[str]:
        start.wait()
        with Project.open(project.path) as again:
            return again.problems()

    with ThreadPoolExecutor(6) as pool:
        assert list(pool.map(opened, range(6))) == [[]] * 6
    assert list(project.path.parent.glob("*before-update*")) == []


def test_stopping_an_update_leaves_the_file_and_no_copy(project: Project) -> None:
    """Ctrl-C in the middle of a step; the copy kept meanwhile was its owner's alone."""
    project.close()
    seen = []

    def step(connection: sqlite3.Connection) -> None:
        connection.execute("ALTER TABLE interviews ADD COLUMN minutes INTEGER")
        seen.extend(path.stat().st_mode & 0o077 for path in project.path.parent.glob("*before-update*"))
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        migrations.bring_up_to_date(project.path, (*migrations.STEPS, step))
    assert seen == [0]
    assert list(project.path.parent.glob("*before-update*")) == []
    with Project.open(project.path) as again:
        assert again.problems() == []


def test_a_file_of_the_first_version_gains_a_policy(project: Project) -> None:
    """A project made before policies were kept opens, and keeps one from then on."""
    project.close()
    made_old(project.path)
    with Project.open(project.path) as again:
        assert again.problems() == []
        assert again.policy().version == 0
        with again.change("set policy") as rows:
            rows.insert(treatments, kind="large-city", role="survivor", treatment="mask")
        assert again.policy().treatment("large-city", "survivor") == "mask"
        assert again.policy().version == 1


def test_a_failing_migration_changes_nothing(project: Project) -> None:
    """A step that fails leaves the file as it was and removes the copy."""
    project.close()

    def step(connection: sqlite3.Connection) -> None:
        connection.execute("ALTER TABLE interviews ADD COLUMN minutes INTEGER")
        connection.execute("ALTER TABLE no_such_table ADD COLUMN x INTEGER")

    with pytest.raises(StoreError):
        migrations.bring_up_to_date(project.path, (*migrations.STEPS, step))
    with Project.open(project.path) as again:
        assert again.problems() == []
    assert list(project.path.parent.glob("*before-update*")) == []


def test_a_copy_is_the_project(project: Project, tmp_path: Path) -> None:
    """A backup opens and holds the same codings, is its owner's alone and takes no name that is used."""
    code_at(project, "A1", [(1, 0, 12, 2)])
    project.copy_to(tmp_path / "copy.db")
    assert (tmp_path / "copy.db").stat().st_mode & 0o077 == 0
    for taken, says in (
        (tmp_path / "copy.db", "exists already"),
        (tmp_path / "no" / "x.db", "cannot be opened"),
    ):
        with pytest.raises(StoreError, match=says):
            project.copy_to(taken)
    with Project.open(tmp_path / "copy.db") as copy:
        assert copy.codings() == project.codings()


@pytest.mark.parametrize(
    ("version", "mode"),
    [
        ((3, 40, 1), "DELETE"),
        ((3, 44, 5), "DELETE"),
        ((3, 44, 6), "WAL"),
        ((3, 50, 6), "DELETE"),
        ((3, 50, 7), "WAL"),
        ((3, 51, 2), "DELETE"),
        ((3, 51, 3), "WAL"),
        ((3, 52, 0), "WAL"),
    ],
)
def test_the_journal_fits_the_sqlite_version(version: tuple[int, int, int], mode: str) -> None:
    """WAL only where two writers cannot damage it."""
    assert sqlite.journal_mode(version) == mode


@pytest.mark.parametrize("name", ["q?mode=ro.db", "100%41.db", "with space é.db", "#1.db"])
def test_any_file_name_is_the_file(tmp_path: Path, name: str) -> None:
    """Signs that mean something in addresses are plain letters in a file's name."""
    with Project.create(tmp_path / name) as made:
        made.copy_to(tmp_path / f"copy {name}")
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([name, f"copy {name}"])
    Project.open(tmp_path / name).close()


def test_nobody_else_reads_a_project_file(project: Project) -> None:
    """The file is its owner's alone."""
    assert project.path.stat().st_mode & 0o077 == 0


def test_a_file_that_could_not_be_made_is_not_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After a failure the name is free again."""

    def broken() -> dict[str, str]:
        raise KeyboardInterrupt

    monkeypatch.setattr(migrations.guards, "triggers", broken)
    with pytest.raises(KeyboardInterrupt):
        Project.create(tmp_path / "study.db")
    assert list(tmp_path.iterdir()) == []


def test_the_same_codings_from_two_handles_are_made_once(project: Project) -> None:
    """Two programs applying one sheet as one coder: no refusal, no doubles, no empty entry."""
    wanted = [coding.Wanted(1, Span(at, at + 5), 2) for at in range(6)]
    with Project.open(project.path) as other:
        assert coding.apply(project, "A1", wanted[:4]) == 4
        assert coding.apply(other, "A1", wanted) == 2
        entries = len(project.history())
        assert coding.apply(other, "A1", wanted) == 0
    assert len(project.history()) == entries
    assert len(project.codings()) == 6


def test_lists_read_in_plain_values(project: Project) -> None:
    """An interview and its passages come back as they were written."""
    code_at(project, "B2", [(1, 0, 22, 2)])
    [interview] = project.interviews()
    assert (interview.code, interview.passages, interview.codings, interview.coders) == (
        "S-222-1",
        2,
        1,
        ("B2",),
    )
    first, second = project.passages(interview.id)
    assert (first.code, second.code) == ("S-222-1:1", "S-222-1:2")
    assert first.text[first.sentences[1] :].startswith("Nobody")
    assert project.texts([second.id]) == {second.id: second.text}
