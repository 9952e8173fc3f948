"""The database's own refusal: stamps over text, triggers that check them, and a test that none is missing."""

import hashlib
import hmac
import json
from collections.abc import Callable, Mapping, Sequence
from sqlite3 import SQLITE_DENY, SQLITE_OK

from sqlalchemy import Connection, Table

from codebook.errors import StoreError
from codebook.model.masked import MaskedText
from codebook.store.columns import Masked, Term
from codebook.store.tables import metadata

# The numbers of SQLite's published interface for making, changing and removing tables, indices, views and
# triggers, also temporary ones, and for attaching other files.
_SCHEMA = frozenset({*range(1, 9), *range(10, 18), 24, 25, 26, 29, 30})
_DELETE, _INSERT, _PRAGMA, _UPDATE = 9, 18, 19, 23


def texts(table: Table) -> tuple[str, ...]:
    """The names of a table's masked text columns, in order."""
    return tuple(column.name for column in table.columns if isinstance(column.type, Masked))


def stamp(key: bytes, table: str, values: Sequence[str | None]) -> bytes:
    """The proof that a row's texts came through the gate: HMAC-SHA256, 16 bytes.

    `values` are the row's masked texts in the order of `texts(table)`.
    """
    message = json.dumps([table, *values], ensure_ascii=True).encode()
    return hmac.digest(key, message, hashlib.sha256)[:16]


def row_stamp(key: bytes, table: Table, values: Mapping[str, object]) -> bytes:
    """The stamp of a row about to be written.

    Raises:
        StoreError: one of its texts is not a `MaskedText`.
    """
    found: list[str | None] = []
    for name in texts(table):
        value = values.get(name)
        if value is not None and not isinstance(value, MaskedText):
            raise StoreError("This text has not passed the gate, so it was not stored.")
        found.append(None if value is None else value.text)
    return stamp(key, table.name, found)


def checker(key: bytes) -> Callable[..., int]:
    """The SQL function `deid_ok(table, stamp, text, …)`: 1 when the stamp fits the texts, else 0."""

    def deid_ok(table: str, given: object, *values: object) -> int:
        if not isinstance(given, bytes) or not all(v is None or isinstance(v, str) for v in values):
            return 0
        return int(
            hmac.compare_digest(
                given, stamp(key, table, [v for v in values if v is None or isinstance(v, str)])
            )
        )

    return deid_ok


def _condition(table: Table) -> str:
    parts = ["ours() <> 1"]
    if "uuid" in table.c:
        parts.append("length(NEW.uuid) <> 16")
    if names := texts(table):
        new = ", ".join(f'NEW."{name}"' for name in names)
        parts.append(f"deid_ok('{table.name}', NEW.stamp, {new}) <> 1")
    for column in table.columns:
        if isinstance(column.type, Term):
            words = ", ".join(f"'{word}'" for word in column.type.words)
            parts.append(f'NEW."{column.name}" NOT IN ({words})')
    return " OR ".join(parts)


def triggers() -> dict[str, str]:
    """The guard triggers by name, as SQL."""
    found = {}
    for table in metadata.sorted_tables:
        for verb in ("INSERT", "UPDATE", "DELETE"):
            condition = "ours() <> 1" if verb == "DELETE" else _condition(table)
            name = f"guard_{table.name}_{verb.lower()}"
            found[name] = (
                f'CREATE TRIGGER {name} BEFORE {verb} ON "{table.name}" WHEN {condition} '
                "BEGIN SELECT RAISE(ABORT, 'text did not pass the gate'); END"
            )
    return found


def verify(connection: Connection) -> None:
    """Check that every text column of the file is guarded by the trigger this program would make.

    Raises:
        StoreError: a text column is unknown, or a trigger is missing or changed.
    """
    query = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
    standing = {str(row[0]): str(row[1]) for row in connection.exec_driver_sql(query)}
    if standing != triggers():
        raise StoreError("The guards of this project file are missing or changed. Restore a backup of it.")
    expected = {"sqlite_sequence", *metadata.tables}
    expected |= {str(index.name) for table in metadata.sorted_tables for index in table.indexes}
    query = "SELECT name FROM sqlite_master WHERE type <> 'trigger' AND name NOT LIKE 'sqlite_autoindex_%'"
    if {str(row[0]) for row in connection.exec_driver_sql(query)} != expected:
        raise StoreError(
            "This project file holds something the program did not put there. Restore a backup of it."
        )
    known = {
        (table.name, column.name)
        for table in metadata.sorted_tables
        for column in table.columns
        if isinstance(column.type, Masked | Term)
    }
    written = connection.exec_driver_sql(
        "SELECT m.name, c.name FROM sqlite_master AS m, pragma_table_info(m.name) AS c "
        "WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%' AND c.type NOT IN ('INTEGER', 'BLOB')"
    )
    if {(table, column) for table, column in written} != known:
        raise StoreError("This project file has a text column that nothing guards. Restore a backup of it.")


def ours() -> int:
    """The SQL function that tells a guard that this program is writing; other programs have none."""
    return 1


def authorizer(action: int, first: str | None, *_rest: object) -> int:
    """Refuse to change the schema from inside the program, by any way SQLite knows."""
    if action in _SCHEMA:
        return SQLITE_DENY
    if action in {_DELETE, _INSERT, _UPDATE} and first in {
        "sqlite_master",
        "sqlite_schema",
        "sqlite_temp_master",
    }:
        return SQLITE_DENY
    if action == _PRAGMA and first in {"writable_schema", "ignore_check_constraints", "trusted_schema"}:
        return SQLITE_DENY
    return SQLITE_OK
