"""Seconds that questions take on a project: `ask.py PROJECT.db`, as JSON, medians of five."""

import argparse
import json
import statistics
import time
from collections.abc import Callable
from pathlib import Path

from codebook import reporting
from codebook.store.project import Project


def median(work: Callable[[], object], times: int = 5) -> float:
    """The middle of several runs, in seconds."""
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return round(statistics.median(taken), 4)


def main() -> None:
    """Measure the columns, the whole matrix on two units, and the evidence of its fullest cell."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("project", type=Path)
    given = parser.parse_args()
    with Project.open(given.project) as project:
        start = time.perf_counter()
        corpus = project.corpus()
        found: dict[str, float] = {
            "codings": len(corpus.codings),
            "cold columns": round(time.perf_counter() - start, 4),
        }
        for unit in ("answer", "overlap"):
            asked = reporting.question(corpus, unit=unit, coder="any")
            found[f"matrix {unit}"] = median(lambda asked=asked: reporting.ask(project, asked))
            fullest = max(reporting.ask(project, asked).cells, key=lambda cell: cell.n12)
            found[f"open cell {unit}"] = median(
                lambda asked=asked, cell=fullest: reporting.open_cell(project, asked, cell)
            )
    print(json.dumps(found))


if __name__ == "__main__":
    main()
