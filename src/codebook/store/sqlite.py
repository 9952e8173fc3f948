"""What is particular to SQLite: opening a file, its pragmas, its transactions and its errors."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from sqlalchemy import URL, Connection, Engine, create_engine, event, exc
from sqlalchemy.pool import ConnectionPoolEntry

from codebook.errors import CodebookError, ConflictError, StoreError
from codebook.store import guards
from codebook.store.header import check_file

APPLICATION_ID = 0x43444258
BUSY_SECONDS = 30
BATCH = 500  # keys named in one query, well below what SQLite takes
# Earlier versions can damage a write-ahead log that two programs write to.
_WAL_SINCE = {(3, 44): 6, (3, 50): 7, (3, 51): 3}


def journal_mode(version: tuple[int, int, int] = sqlite3.sqlite_version_info) -> str:
    """WAL where two writers are safe with it, else the rollback journal."""
    branch, patch = version[:2], version[2]
    safe = branch > (3, 51) or patch >= _WAL_SINCE.get(branch, patch + 1)
    return "WAL" if safe else "DELETE"


def address(path: Path) -> URL:
    """The address of a file for SQLAlchemy, whatever signs its name holds."""
    return URL.create("sqlite", database=str(path))


@contextmanager
def rewriting(made: Engine) -> Iterator[sqlite3.Cursor]:
    """A cursor that may rewrite the whole file or copy it, which making tables is part of."""
    pooled = made.raw_connection()
    connection = pooled.dbapi_connection
    if not isinstance(connection, sqlite3.Connection):
        raise StoreError("The project is not open.")
    connection.set_authorizer(None)
    try:
        yield connection.cursor()
    finally:
        connection.set_authorizer(guards.authorizer)
        pooled.close()


def engine(path: Path, key: Callable[[], bytes | None]) -> Engine:
    """An engine on one project file; `key` gives the gate key once it is known."""
    made = create_engine(address(path), hide_parameters=True, connect_args={"timeout": BUSY_SECONDS})

    @event.listens_for(made, "connect")
    def connected(connection: sqlite3.Connection, _entry: ConnectionPoolEntry) -> None:
        connection.isolation_level = None
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA secure_delete = ON")
        connection.execute("PRAGMA temp_store = MEMORY")
        known = key()
        if known is not None:
            connection.create_function("deid_ok", -1, guards.checker(known), deterministic=True)
            connection.create_function("ours", 0, guards.ours, deterministic=True)
            connection.set_authorizer(guards.authorizer)

    @event.listens_for(made, "begin")
    def begun(connection: Connection) -> None:
        writes = connection.get_execution_options().get("writes", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return made


def gate_key(path: Path) -> bytes | None:
    """The key of the project a file holds, or None when it holds none that can be read."""
    try:
        check_file(path)
        connection = sqlite3.connect(f"file:{quote(str(path))}?mode=ro", uri=True)
        try:
            return bytes(connection.execute("SELECT gate_key FROM meta").fetchone()[0])
        finally:
            connection.close()
    except (StoreError, sqlite3.Error):
        return None


@contextmanager
def said_plainly(path: Path) -> Iterator[None]:
    """Turn the database's errors into sentences that show no stored or bound text.

    Raises:
        StoreError: the file is busy, damaged, full, read-only, or the guards refused.
        ConflictError: a row is still used, or is there already.
    """
    try:
        yield
    except exc.IntegrityError as error:
        text = str(error.orig)
        if "did not pass the gate" in text:
            raise StoreError("The project refused text that has not passed the gate.") from None
        if "UNIQUE" in text:
            raise ConflictError("That is there already, so nothing was changed.") from None
        raise ConflictError(
            "Later work depends on it, so nothing was changed. Undo or remove that first."
        ) from None
    except exc.StatementError as error:
        if isinstance(error.orig, CodebookError):
            raise error.orig from None
        raise StoreError(_sentence(path, str(error.orig))) from None
    except (exc.DBAPIError, sqlite3.Error) as error:
        raise StoreError(_sentence(path, str(error))) from None


def _sentence(path: Path, reason: str) -> str:
    reasons = {
        "locked": f"{path} is in use by another program. Close it there, or try again.",
        "malformed": f"{path} is damaged. Restore a backup of it.",
        "not a database": f"{path} is not a codebook project, or it is damaged.",
        "full": f"The disk is full, so nothing was written to {path}.",
        "readonly": f"{path} cannot be written. Check who may write to it.",
        "not authorized": f"{path}: tables and guards of a project cannot be removed.",
        "unable to open": f"{path} cannot be opened. Check the folder and who may write to it.",
    }
    found = (sentence for sign, sentence in reasons.items() if sign in reason)
    return next(found, f"{path}: the project file refused the change.")


@contextmanager
def new_file(path: Path) -> Iterator[None]:
    """Make an empty file that nobody else reads, to be filled inside; leave nothing of it on a failure.

    Raises:
        StoreError: the path is taken or cannot be written.
    """
    try:
        path.touch(mode=0o600, exist_ok=False)
    except FileExistsError:
        raise StoreError(f"{path} exists already. Choose another name, or open it.") from None
    except OSError:
        raise StoreError(_sentence(path, "unable to open")) from None
    made = False
    try:
        yield
        made = True
    finally:
        if not made:
            path.unlink(missing_ok=True)


def copy(made: Engine, target: Path) -> None:
    """Write a sound, compact copy of an open file, also while others write to it; its owner's alone."""
    with new_file(target), rewriting(made) as cursor:
        cursor.execute("VACUUM INTO ?", (str(target),))


def next_id(connection: Connection, table: str) -> int:
    """The first key of a table that was never used."""
    row = connection.exec_driver_sql("SELECT seq FROM sqlite_sequence WHERE name = ?", (table,)).first()
    return 1 if row is None else int(row[0]) + 1
