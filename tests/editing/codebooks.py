"""A project's rows and outline, as the tests of the codebook's changes compare them."""

import sqlite3

from codebook.store.project import Project


def held(project: Project) -> dict[str, list[tuple[object, ...]]]:
    """Every row that a change of the codebook may write, as it stands in the file."""
    found = {}
    with sqlite3.connect(project.path) as outside:
        for table in ("codes", "codings", "memos"):
            found[table] = outside.execute(f"SELECT * FROM {table} ORDER BY id").fetchall()
    outside.close()
    return found


def outline(project: Project) -> list[str]:
    """The paths of all codes in order."""
    return [code.path for code in project.codes()]
