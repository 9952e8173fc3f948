"""Small corpora to count in, made from tuples."""

import numpy as np

from codebook.analysis.scope import Labels
from codebook.model.codes import Code, CodeTree
from codebook.model.corpus import Codings, Corpus, Passages

PATHS = ("barriers", "barriers/waitlists", "barriers/waitlists/long", "police", "police/ignored", "stigma")


def tree(paths: tuple[str, ...] = PATHS) -> CodeTree:
    """Codes numbered from 1 in the order of their paths."""
    keys = {path: at for at, path in enumerate(paths, start=1)}
    return CodeTree(
        Code(
            keys[path], keys.get(path.rpartition("/")[0]), path.rpartition("/")[2], path, "orange", keys[path]
        )
        for path in paths
    )


def corpus(
    codings: list[tuple[int, int, int, int, int]], passages: list[tuple[int, int, int, int]] | None = None
) -> Corpus:
    """Codings as (passage, start, end, code, coder); passages as (id, interview, case, question)."""
    places = passages or [(1, 1, 1, 1), (2, 1, 1, 2), (3, 2, 2, 1), (4, 3, 2, 0)]
    count = len(places)
    columns = np.array(places, dtype=np.int64).T
    ones = np.ones(count, dtype=np.int64)
    rows = sorted({(*coding, 0) for coding in codings})
    table = np.array([row[:5] for row in rows], dtype=np.int64).reshape(-1, 5).T
    return Corpus(
        sequence=7,
        tree=tree(),
        passages=Passages(
            columns[0], columns[1], columns[2], columns[3], ones, columns[2] % 2, ones * 60, ones, ones
        ),
        base=Codings(np.arange(1, len(rows) + 1), *(column.copy() for column in table)),
        coders={1: "A1", 2: "B2"},
        questions={1: "C.reported", 2: "C.plans"},
    )


LABELS = Labels(
    attributes={1: {"region": "BC"}, 2: {"region": "Alberta"}},
    interviews={1: "S-222-1", 2: "S-333-1", 3: "S-333-2"},
    guides={1: "C"},
    cases={1: "S-222", 2: "S-333"},
)
