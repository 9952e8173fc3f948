"""What is wrong with a project file: damage, rows that fit nothing, and breaks in the ledger."""

from sqlalchemy import Connection

from codebook.store import erasing, guards, ledger
from codebook.store.tables import metadata


def problems(connection: Connection) -> list[str]:
    """Damage, rows whose stamp does not fit their text, and breaks in the ledger."""
    found = [
        f"the file is damaged: {text}"
        for (text,) in connection.exec_driver_sql("PRAGMA integrity_check(10)")
        if text != "ok"
    ]
    found += [
        f"{row[0]} {row[1]} refers to something that is gone"
        for row in connection.exec_driver_sql("PRAGMA foreign_key_check")
    ]
    astray = connection.exec_driver_sql(
        "SELECT count(*) FROM codings AS c JOIN passages AS p ON p.id = c.passage_id "
        'WHERE c.start < 0 OR c.start >= c."end" OR c."end" > p.length'
    ).scalar_one()
    if astray:
        found.append(f"{astray} codings lie outside their passages")
    if lost := erasing.without_target(connection):
        found.append(f"{len(lost)} memos are on something that is gone; a withdrawal erases them")
    found += [
        f"{name}: {count} rows hold text that has not passed the gate"
        for name, count in _unstamped(connection).items()
    ]
    found += [f"ledger entry {number} does not fit the chain" for number in ledger.broken_links(connection)]
    return found


def _unstamped(connection: Connection) -> dict[str, int]:
    counts = {}
    for table in metadata.sorted_tables:
        if names := guards.texts(table):
            columns = ", ".join(f'"{name}"' for name in names)
            query = (
                f"SELECT count(*) FROM \"{table.name}\" WHERE deid_ok('{table.name}', stamp, {columns}) <> 1"  # noqa: S608 - names of our own tables
            )
            if count := connection.exec_driver_sql(query).scalar_one():
                counts[table.name] = int(count)
    return counts
