"""The record of every change: written with it, chained over digests, and read backwards to undo."""

import hashlib
import hmac
import json
import secrets
import uuid
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, Row, Table, delete, func, insert, select, update

from codebook.errors import ConflictError, StoreError
from codebook.model.interview import MEMO_TARGETS
from codebook.model.masked import MaskedText
from codebook.store import guards
from codebook.store.fitting import refuse_misplaced, refuse_tangled
from codebook.store.images import KEPT_IN_STORE, Values, bulk_image, digest, from_image, image_of, sealed
from codebook.store.sqlite import next_id
from codebook.store.tables import changes, ledger, memos, metadata


def iso_week(day: date) -> int:
    """A day as year and ISO week, such as 202647: the finest date the ledger keeps."""
    year, week, _ = day.isocalendar()
    return year * 100 + week


@dataclass(frozen=True, slots=True)
class Author:
    """Who makes a change, when, and what it is called."""

    coder: int | None
    week: int
    phrase: str
    kind: str = "do"
    undoes: int | None = None


class Rows:
    """The rows a change may write; each write leaves its line in the ledger entry."""

    def __init__(self, connection: Connection, key: bytes, sequence: int) -> None:
        self._connection = connection
        self._key = key
        self._sequence = sequence

    @property
    def connection(self) -> Connection:
        """The open transaction, for reading what the change depends on."""
        return self._connection

    def insert(self, table: Table, **values: object) -> int:
        """Add a row and return its key.

        Raises:
            StoreError: one of its texts is not a `MaskedText`.
        """
        row_id = next_id(self._connection, table.name)
        row = {"id": row_id, "uuid": uuid.uuid4().bytes, **values}
        self._connection.execute(insert(table), self._stamped(table, row))
        self._note(table, "insert", (row_id, row_id), after=image_of(self._read(table, row_id)))
        return row_id

    def find(self, table: Table, **values: object) -> int | None:
        """The key of the row with these values, or None."""
        same = (table.c[name] == value for name, value in values.items())
        found = self._connection.execute(select(table.c.id).where(*same)).scalar()
        return None if found is None else int(found)

    def count(self, table: Table, **values: object) -> int:
        """How many rows have these values."""
        same = (table.c[name] == value for name, value in values.items())
        return int(self._connection.execute(select(func.count()).where(*same)).scalar_one())

    def highest(self, table: Table, column: str, **values: object) -> int:
        """The highest number in a column among the rows with these values, 0 when there is none."""
        same = (table.c[name] == value for name, value in values.items())
        return int(self._connection.execute(select(func.max(table.c[column])).where(*same)).scalar() or 0)

    def standing(
        self, table: Table, passages: Iterable[int], coder_id: int
    ) -> set[tuple[int, int, int, int]]:
        """A coder's codings in some passages, as (passage, start, end, code)."""
        found: set[tuple[int, int, int, int]] = set()
        names = ("passage_id", "start", "end", "code_id")
        for passage in passages:
            query = select(*(table.c[name] for name in names)).where(
                table.c.passage_id == passage, table.c.coder_id == coder_id
            )
            found.update((int(a), int(b), int(c), int(d)) for a, b, c, d in self._connection.execute(query))
        return found

    def insert_many(self, table: Table, rows: Sequence[tuple[int, ...]]) -> range:
        """Add many rows of integers at once; the ledger keeps their identities, not copies.

        Each row holds the table's columns after `id` and `uuid`, in order. Returns the keys given.

        Raises:
            StoreError: the table holds text.
        """
        if guards.texts(table):
            raise StoreError("Rows with text are written one by one.")
        columns = [column.name for column in table.columns][2:]
        if len(rows) == 1:
            only = self.insert(table, **dict(zip(columns, rows[0], strict=True)))
            return range(only, only + 1)
        first = next_id(self._connection, table.name)
        keys = _random_uuids(len(rows))
        names, marks = (
            ", ".join(f'"{name}"' for name in ("id", "uuid", *columns)),
            "?, ?" + ", ?" * len(columns),
        )
        self._connection.exec_driver_sql(
            f'INSERT INTO "{table.name}" ({names}) VALUES ({marks})',  # noqa: S608 - names of our own tables
            [(first + at, keys[at], *row) for at, row in enumerate(rows)],
        )
        last = first + len(rows) - 1
        self._note(table, "insert", (first, last), after=bulk_image(keys, rows))
        return range(first, last + 1)

    def update(self, table: Table, row_id: int, **values: object) -> None:
        """Change columns of a row.

        Raises:
            ConflictError: the row is gone.
            StoreError: a text is not a `MaskedText`.
        """
        old = self._read(table, row_id)
        row = sealed(table, old) | values
        stamped = self._stamped(table, row)
        changed = {name: stamped[name] for name in (*values, *(("stamp",) if "stamp" in stamped else ()))}
        self._connection.execute(update(table).where(table.c.id == row_id).values(changed))
        self._note(table, "update", (row_id, row_id), before=old, after=image_of(self._read(table, row_id)))

    def delete(self, table: Table, row_id: int) -> None:
        """Remove a row; the entry keeps its image so that it can be put back.

        Raises:
            ConflictError: the row is gone, or something else still needs it.
        """
        old = self._read(table, row_id)
        self._connection.execute(delete(table).where(table.c.id == row_id))
        self._note(table, "delete", (row_id, row_id), before=old)

    def overwrite(self, table: Table, row_id: int, **values: object) -> None:
        """Change a row for good: no image is kept. Close its history with `erasing.forget`."""
        stamped = self._stamped(table, sealed(table, self._read(table, row_id)) | values)
        changed = {name: stamped[name] for name in (*values, *(("stamp",) if "stamp" in stamped else ()))}
        self._connection.execute(update(table).where(table.c.id == row_id).values(changed))
        self._note(table, "erase", (row_id, row_id))

    def erase(self, table: Table, row_id: int) -> None:
        """Remove a row for good, as `overwrite` does."""
        self._connection.execute(delete(table).where(table.c.id == row_id))
        self._note(table, "erase", (row_id, row_id))

    def restore(self, table: Table, image: Values) -> None:
        """Put a row back as it was."""
        row = sealed(table, image)
        self._connection.execute(insert(table), self._stamped(table, row))
        key = int(str(row["id"]))
        self._note(table, "insert", (key, key), after=image_of(self._read(table, key)))

    def _stamped(self, table: Table, row: Values) -> dict[str, object]:
        if "stamp" not in table.c:
            return dict(row)
        return dict(row) | {"stamp": guards.row_stamp(self._key, table, row)}

    def _read(self, table: Table, row_id: int) -> dict[str, object]:
        found = self._connection.execute(select(table).where(table.c.id == row_id)).mappings().first()
        if found is None:
            raise ConflictError("It is no longer there: somebody removed it in the meantime.")
        return {name: value for name, value in found.items() if name != "stamp"}

    def _note(
        self,
        table: Table,
        operation: str,
        ids: tuple[int, int],
        *,
        before: Values | None = None,
        after: bytes | None = None,
    ) -> None:
        nonce = secrets.token_bytes(32)
        image = None if before is None else image_of(before).decode()
        line = {
            "sequence": self._sequence,
            "relation": table.name,
            "operation": operation,
            "first_id": ids[0],
            "last_id": ids[1],
            "image": None if image is None else MaskedText(image, KEPT_IN_STORE),
            "nonce": nonce,
            "before": None if image is None else digest(nonce, image.encode()),
            "after": None if after is None else digest(nonce, after),
        }
        self._connection.execute(insert(changes), self._stamped(changes, line))


def _random_uuids(count: int) -> list[bytes]:
    drawn = bytearray(secrets.token_bytes(16 * count))
    for at in range(0, 16 * count, 16):
        drawn[at + 6] = drawn[at + 6] & 0x0F | 0x40
        drawn[at + 8] = drawn[at + 8] & 0x3F | 0x80
    return [bytes(drawn[at : at + 16]) for at in range(0, 16 * count, 16)]


def begin(connection: Connection, key: bytes, author: Author) -> Rows:
    """Open an entry; `finish` chains it once its changes are written."""
    last = connection.execute(select(ledger.c.sequence).order_by(ledger.c.sequence.desc()).limit(1)).scalar()
    sequence = (last or 0) + 1
    connection.execute(
        insert(ledger).values(
            sequence=sequence,
            coder_id=author.coder,
            week=author.week,
            phrase=author.phrase,
            kind=author.kind,
            undoes=author.undoes,
            closed=0,
            chain=b"",
        )
    )
    return Rows(connection, key, sequence)


def finish(connection: Connection, rows: Rows) -> int:
    """Chain the entry to the one before it and return its number; a change that wrote nothing leaves none."""
    sequence = rows._sequence  # noqa: SLF001 - one module, one secret
    entry = connection.execute(select(ledger).where(ledger.c.sequence == sequence)).one()
    previous = connection.execute(select(ledger.c.chain).where(ledger.c.sequence == sequence - 1)).scalar()
    lines = _lines(connection, sequence)
    if not lines and sequence > 1:
        connection.execute(delete(ledger).where(ledger.c.sequence == sequence))
        return sequence - 1
    link = _link(previous or b"", entry, lines)
    connection.execute(update(ledger).where(ledger.c.sequence == sequence).values(chain=link))
    return sequence


def _lines(connection: Connection, sequence: int) -> Sequence[Row[tuple[object, ...]]]:
    return connection.execute(
        select(changes).where(changes.c.sequence == sequence).order_by(changes.c.id)
    ).all()


def _link(previous: bytes, entry: Row[tuple[object, ...]], lines: Sequence[Row[tuple[object, ...]]]) -> bytes:
    summary = [entry.sequence, entry.coder_id, entry.week, entry.phrase, entry.kind, entry.undoes]
    for line in lines:
        digests = [None if value is None else value.hex() for value in (line.before, line.after)]
        summary += [line.relation, line.operation, line.first_id, line.last_id, *digests]
    return hashlib.sha256(previous + json.dumps(summary).encode()).digest()


def broken_links(connection: Connection) -> Iterator[int]:
    """The sequence numbers whose entry no longer fits the chain."""
    previous, expected = b"", 1
    for entry in connection.execute(select(ledger).order_by(ledger.c.sequence)).all():
        if entry.sequence != expected or entry.chain != _link(
            previous, entry, _lines(connection, entry.sequence)
        ):
            yield expected
        previous, expected = entry.chain, entry.sequence + 1


def last_to_undo(connection: Connection, coder: int) -> Row[tuple[object, ...]] | None:
    """The coder's latest change that still stands, or None."""
    undone = 0
    for entry in _backwards(connection, coder):
        if entry.kind == "undo":
            undone += 1
        elif undone == 0:
            return entry
        else:
            undone -= 1
    return None


def last_to_redo(connection: Connection, coder: int) -> Row[tuple[object, ...]] | None:
    """The coder's latest undo that nothing new has followed, or None."""
    redone = 0
    for entry in _backwards(connection, coder):
        if entry.kind == "do":
            return None
        if entry.kind == "redo":
            redone += 1
        elif redone == 0:
            return entry
        else:
            redone -= 1
    return None


def _backwards(connection: Connection, coder: int) -> Iterator[Row[tuple[object, ...]]]:
    query = select(ledger).where(ledger.c.coder_id == coder, ledger.c.closed == 0)
    query = query.order_by(ledger.c.sequence.desc())
    yield from connection.execute(query)


def invert(rows: Rows, sequence: int) -> None:
    """Write the opposite of an entry, last line first.

    Raises:
        ConflictError: a row has moved on since, or a coding or code would not fit where it stood.
    """
    lines = _lines(rows.connection, sequence)
    refuse_misplaced(rows.connection, sequence, lines)
    for line in reversed(lines):
        table = metadata.tables[line.relation]
        if line.operation == "delete":
            rows.restore(table, from_image(line.image))
        elif line.operation == "update":
            _refuse_if_moved(rows, table, line)
            old = from_image(line.image)
            rows.update(table, line.first_id, **{k: v for k, v in sealed(table, old).items() if k != "id"})
        else:
            _remove_all(rows, table, line)
    if any(line.relation == "codes" for line in lines):
        refuse_tangled(rows.connection)


def _remove_all(rows: Rows, table: Table, line: Row[tuple[object, ...]]) -> None:
    _refuse_if_moved(rows, table, line)
    for row_id in range(line.last_id, line.first_id - 1, -1):
        target = table.name.removesuffix("s")
        if target in MEMO_TARGETS and rows.count(memos, target=target, target_id=row_id):
            raise ConflictError("It has a memo by now, so it stays. Remove the memo first.")
        rows.delete(table, row_id)


def _refuse_if_moved(rows: Rows, table: Table, line: Row[tuple[object, ...]]) -> None:
    if line.first_id == line.last_id:
        now = image_of(rows._read(table, line.first_id))  # noqa: SLF001 - one module, one secret
    else:
        query = select(table).where(table.c.id.between(line.first_id, line.last_id)).order_by(table.c.id)
        found = [tuple(row) for row in rows.connection.execute(query)]
        now = bulk_image([row[1] for row in found], [row[2:] for row in found])
    if not hmac.compare_digest(line.after, digest(line.nonce, now)):
        raise ConflictError("It has been changed since, so this step cannot be taken back.")
