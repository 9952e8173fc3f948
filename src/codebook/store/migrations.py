"""Making a new project file, and bringing an older one up to date without losing its guards."""

import secrets
import sqlite3
from collections.abc import Callable, Sequence
from pathlib import Path

from sqlalchemy import create_engine, insert

from codebook.errors import StoreError
from codebook.settings import THRESHOLDS
from codebook.store import guards, sqlite, steps
from codebook.store.header import check_file
from codebook.store.tables import meta, metadata

Step = Callable[[sqlite3.Connection], None]


def _policy_tables(connection: sqlite3.Connection) -> None:
    _execute(connection, steps.POLICY)


def _entry_tables(connection: sqlite3.Connection) -> None:
    _execute(connection, steps.ENTRY)
    key = bytes(connection.execute("SELECT gate_key FROM meta").fetchone()[0])
    kept = "SELECT id, ref, section, number, label, prompt FROM questions"
    for number, *texts in connection.execute(kept).fetchall():
        proof = guards.stamp(key, "questions", [*texts, *[""] * 5])
        connection.execute("UPDATE questions SET stamp = ? WHERE id = ?", (proof, number))


def _execute(connection: sqlite3.Connection, statements: str) -> None:
    for statement in statements.split(";"):
        connection.execute(statement)


# Step N brings a file of version N to version N + 1. Guards are made anew after the last one.
STEPS: tuple[Step, ...] = (_policy_tables, _entry_tables)


def create(path: Path, *, synthetic: bool) -> None:
    """Write an empty project file.

    Raises:
        StoreError: the path is taken or cannot be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError:
        raise StoreError(f"{path.parent} cannot be made. Check the folder and who may write to it.") from None
    plain = create_engine(sqlite.address(path), hide_parameters=True)
    with sqlite.new_file(path), sqlite.said_plainly(path), plain.begin() as connection:
        metadata.create_all(connection)
        thresholds = {f"k_{audience}": k for audience, k in THRESHOLDS.items()}
        keys = {"gate_key": secrets.token_bytes(32), "label_key": secrets.token_bytes(32)}
        connection.execute(
            insert(meta).values(id=1, synthetic=int(synthetic), purge_pending=0, **keys, **thresholds)
        )
        for statement in guards.triggers().values():
            connection.exec_driver_sql(statement)
        connection.exec_driver_sql(f"PRAGMA application_id = {sqlite.APPLICATION_ID}")
        connection.exec_driver_sql(f"PRAGMA user_version = {len(STEPS) + 1}")
    plain.dispose()
    file = sqlite3.connect(path)
    file.execute(f"PRAGMA journal_mode = {sqlite.journal_mode()}")
    file.close()


def bring_up_to_date(path: Path, to_take: Sequence[Step] = STEPS) -> None:
    """Check whose file it is and run the steps it has not seen, all or none.

    A copy is kept beside the file while the steps run. Of several programs that open the file at once, one
    runs them and the others wait.

    Raises:
        StoreError: the file is another program's, from a newer version, busy or damaged.
    """
    check_file(path)
    with sqlite.said_plainly(path):
        connection = sqlite3.connect(path, timeout=sqlite.BUSY_SECONDS, isolation_level=None)
        try:
            version = _version(connection, path, newest=len(to_take) + 1)
            if version <= len(to_take):
                _keeping_a_copy(connection, path, to_take)
        finally:
            connection.close()


def _version(connection: sqlite3.Connection, path: Path, newest: int) -> int:
    if connection.execute("PRAGMA application_id").fetchone()[0] != sqlite.APPLICATION_ID:
        raise StoreError(f"{path} is not a codebook project.")
    version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    if version > newest:
        raise StoreError(f"{path} was written by a newer version of codebook. Update the program to open it.")
    return version


def _keeping_a_copy(connection: sqlite3.Connection, path: Path, to_take: Sequence[Step]) -> None:
    backup = path.with_name(f"{path.stem}.before-update-{secrets.token_hex(4)}.db")
    with sqlite.new_file(backup):
        connection.execute("VACUUM INTO ?", (str(backup),))
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute("BEGIN EXCLUSIVE")
        try:
            _run(connection, to_take)
            connection.execute("COMMIT")
        finally:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
    backup.unlink()


def _run(connection: sqlite3.Connection, to_take: Sequence[Step]) -> None:
    """The steps the file has not seen, now that nobody else can run them."""
    version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    if version > len(to_take):
        return
    for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        connection.execute(f'DROP TRIGGER "{name}"')
    for step in to_take[version - 1 :]:
        step(connection)
    for statement in guards.triggers().values():
        connection.execute(statement)
    connection.execute(f"PRAGMA user_version = {len(to_take) + 1}")
