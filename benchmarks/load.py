"""Build a project of any size from synthetic text: `load.py --docs docs.jsonl --codings codings.csv OUT.db`.

This is the one named exception to the gate: the text is made by a generator and names nobody, the
project is marked synthetic, and a synthetic project refuses to export.
"""

import argparse
import csv
import json
import time
from pathlib import Path

from codebook.model.codes import COLOURS
from codebook.model.masked import MaskedText, Screening
from codebook.store import writing
from codebook.store.ledger import Rows
from codebook.store.project import Project
from codebook.store.tables import codings

MEANING = ("definition", "include", "exclude", "near_miss", "example", "keywords")


def minted(text: str) -> MaskedText:
    """Synthetic text as if it had been masked."""
    return MaskedText(text, 1)


def load_codes(rows: Rows, paths: list[str]) -> dict[str, int]:
    """Codes for all paths and their parents, each parent first."""
    wanted = {
        "/".join(path.split("/")[: depth + 1]) for path in paths for depth in range(path.count("/") + 1)
    }
    keys: dict[str, int] = {}
    empty = dict.fromkeys(MEANING, minted(""))
    for at, path in enumerate(sorted(wanted, key=lambda path: (path.count("/"), path))):
        parent, _, name = path.rpartition("/")
        colour = COLOURS[at % len(COLOURS)]
        keys[path] = writing.add_code(
            rows, keys.get(parent), name=minted(name), colour=colour, position=at, meaning=empty
        )
    return keys


def load_documents(rows: Rows, path: Path) -> dict[str, int]:
    """One case, interview and passage for each document."""
    keys = {}
    with path.open(encoding="utf-8") as lines:
        for at, line in enumerate(lines):
            document = json.loads(line)
            case = writing.add_case(
                rows, minted(f"S-{at:05}"), bytes(32), "survivor" if at % 2 else "provider"
            )
            interview, _ = writing.add_interview(rows, case, None, document["id"].encode(), "documented")
            seen = Screening(minted(document["text"]), (), (), (0,))
            keys[document["id"]] = writing.add_passage(
                rows, interview, question_id=None, position=1, status="answered", screened=seen
            )
    return keys


def load_codings(path: Path) -> list[dict[str, str]]:
    """The rows of the codings file."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def main() -> None:
    """Load, and print the seconds each part took as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--docs", type=Path, required=True)
    parser.add_argument("--codings", type=Path, required=True)
    parser.add_argument("out", type=Path)
    given = parser.parse_args()
    given.out.unlink(missing_ok=True)
    wanted = load_codings(given.codings)
    took: dict[str, float] = {}
    with Project.create(given.out, synthetic=True) as project:
        for number in range(len({row["coder"] for row in wanted})):
            project.add_coder(minted(f"C{number + 1}"))
        coders = {name: at + 1 for at, name in enumerate(sorted({row["coder"] for row in wanted}))}
        start = time.perf_counter()
        with project.change("load benchmark") as rows:
            codes = load_codes(rows, sorted({row["code_path"] for row in wanted}))
            documents = load_documents(rows, given.docs)
        took["documents"] = time.perf_counter() - start
        made = [
            (documents[r["doc"]], int(r["start"]), int(r["end"]), codes[r["code_path"]], coders[r["coder"]])
            for r in wanted
        ]
        start = time.perf_counter()
        with project.change("load benchmark", "C1") as rows:
            rows.insert_many(codings, made)
        took["codings"] = time.perf_counter() - start
    print(
        json.dumps({"codings": len(made), "seconds": {name: round(value, 2) for name, value in took.items()}})
    )


if __name__ == "__main__":
    main()
