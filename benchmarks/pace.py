"""How fast one tool is and what it takes, on one core in a process of its own: `pace.py TOOL` < texts (JSON).

The start is from no process to the first text screened. Words a second are told for every text by itself, and
for all of them as one long note. Memory is the most the process held.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Sequence
from statistics import median

from tools import TOOLS

STARTS = 3
_ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "BLIS_NUM_THREADS"), "1")
LONGEST = 60_000  # characters of the long note, some ten thousand words


def measured(tool: str, texts: Sequence[str]) -> dict[str, float]:
    """The figures of one tool on some texts."""
    starts = []
    for _ in range(STARTS):
        began = time.perf_counter()
        _run(tool, [])
        starts.append(time.perf_counter() - began)
    told = _run(tool, texts)
    return {"start-up seconds": round(median(starts), 2), **told}


def _run(tool: str, texts: Sequence[str]) -> dict[str, float]:
    done = subprocess.run(
        [sys.executable, __file__, tool],
        input=json.dumps(texts),
        capture_output=True,
        text=True,
        check=True,
        env=os.environ | _ONE_THREAD,
    )
    told: dict[str, float] = json.loads(done.stdout)
    return told


def _one_core() -> None:
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})


def _pace(tool: str, texts: Sequence[str]) -> dict[str, float]:
    _one_core()
    screen = TOOLS[tool]()
    screen("Met her on Monday.", ())
    if not texts:
        return {}
    began = time.perf_counter()
    for text in texts:
        screen(text, ())
    short = sum(len(text.split()) for text in texts) / (time.perf_counter() - began)
    note = "\n\n".join(texts)[:LONGEST]
    began = time.perf_counter()
    screen(note, ())
    long = len(note.split()) / (time.perf_counter() - began)
    # Kilobytes, but bytes on a Mac.
    size = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1 if sys.platform == "darwin" else 1 / 1024)
    return {
        "words a second, short texts": round(short),
        "words a second, one long note": round(long),
        "peak memory in MB": round(size / 1e6),
    }


def main() -> None:
    """Measure one tool on the texts of standard input."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("tool", choices=TOOLS)
    print(json.dumps(_pace(parser.parse_args().tool, json.load(sys.stdin))))


if __name__ == "__main__":
    main()
