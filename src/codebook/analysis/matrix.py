"""Co-occurrence: where codes meet, on the unit asked for, with the figures of every cell."""

from dataclasses import dataclass

import numpy as np

from codebook.analysis.relations import partners, stride, united_on_axis
from codebook.analysis.scope import Condition, Labels, Unit, coder_blocks, rows_where
from codebook.model.codes import Code
from codebook.model.corpus import Codings, Corpus, Ints
from codebook.model.report import Cell, Matrix

IMBALANCE = 5


@dataclass(frozen=True, slots=True)
class Question:
    """What a lead asks: which codes down and across, on which unit, for which coders and passages."""

    rows: tuple[int, ...]
    columns: tuple[int, ...]
    unit: Unit
    coder: str = "each"
    where: tuple[Condition, ...] = ()


def subtree(corpus: Corpus, path: str | None) -> tuple[int, ...]:
    """The ids of a code and everything below it in outline order, or of the whole codebook for None."""
    if path is None:
        return tuple(code.id for code in corpus.tree)
    inside = corpus.tree.subtree(corpus.tree.find(path).id)
    return tuple(code.id for code in corpus.tree if code.id in inside)


def cooccurrence(corpus: Corpus, labels: Labels, question: Question) -> Matrix:
    """The table of two sets of codes, subcodes rolled up, a cell for each pair and coder.

    A code is paired neither with itself nor with its own ancestor. Formulas: docs/methods.md.

    Raises:
        CodebookError: the coder or a filter is unknown.
    """
    rows = rows_where(corpus, labels, question.where)
    scope = _in_scope(corpus, rows)
    cells: list[Cell] = []
    for handle, block in coder_blocks(corpus, scope, question.coder):
        count = _count_sets if question.unit.is_set else _count_excerpts
        cells += count(corpus, rows, block, question, handle)
    conditions = " AND ".join(f"{c.name} {'=' if c.equal else '!='} {c.value}" for c in question.where)
    return Matrix(
        unit=question.unit.name,
        coders=question.coder,
        filters=conditions or "none",
        sequence=corpus.sequence,
        rows=tuple(corpus.tree[code].path for code in question.rows),
        columns=tuple(corpus.tree[code].path for code in question.columns),
        cells=tuple(cells),
    )


def evidence(corpus: Corpus, labels: Labels, question: Question, cell: Cell) -> Codings:
    """The codings behind a cell: those of either code in the units where both are found.

    On overlap and near, those that meet one of the other code.
    """
    asked = _in_scope(corpus, rows_where(corpus, labels, question.where))
    [(_, block)] = coder_blocks(corpus, asked, cell.coder)
    sides = [
        np.isin(block.code, list(corpus.tree.subtree(corpus.tree.find(path).id))) for path in (cell.a, cell.b)
    ]
    if question.unit.is_set:
        keys = _unit_keys(corpus, block.passage, question.unit)
        shared = np.intersect1d(keys[sides[0]], keys[sides[1]])
        return block.take((sides[0] | sides[1]) & np.isin(keys, shared))
    reach = question.unit.reach
    step = stride(block, reach or 0)
    united = [united_on_axis(block.take(side), step) for side in sides]
    kept = np.zeros(len(block), dtype=bool)
    for side, other in ((0, 1), (1, 0)):
        meets = partners(united[side], united[other], reach) > 0
        starts = block.passage[sides[side]] * step + block.start[sides[side]]
        kept[np.flatnonzero(sides[side])] |= meets[np.searchsorted(united[side][0], starts, side="right") - 1]
    return block.take(kept)


def _in_scope(corpus: Corpus, rows: Ints) -> Codings:
    if len(rows) == len(corpus.passages):
        return corpus.codings
    return corpus.codings.take(np.isin(corpus.codings.passage, corpus.passages.id[rows]))


def _unit_keys(corpus: Corpus, passages: Ints, wanted: Unit) -> Ints:
    """The unit each passage id belongs to; unmatched text is its own question."""
    if wanted.name == "answer":
        return passages
    table, rows = corpus.passages, corpus.passages.rows(passages)
    if wanted.name == "interview":
        return table.interview[rows]
    if wanted.name == "case":
        return table.case[rows]
    question = table.question[rows]
    return np.where(
        question > 0, table.interview[rows] * (1 + table.question.max(initial=0)) + question, -passages
    )


def _pairs(corpus: Corpus, question: Question) -> list[tuple[Code, Code]]:
    tree = corpus.tree
    lineage = {code: {code, *tree.ancestors(code)} for code in {*question.rows, *question.columns}}
    return [
        (tree[a], tree[b])
        for a in question.rows
        for b in question.columns
        if a not in lineage[b] and b not in lineage[a]
    ]


def _count_sets(corpus: Corpus, rows: Ints, block: Codings, question: Question, handle: str) -> list[Cell]:
    table = corpus.passages
    with_text = table.id[rows][table.length[rows] > 0]
    total = len(np.unique(_unit_keys(corpus, with_text, question.unit)))
    places = _Places(corpus, block, _unit_keys(corpus, block.passage, question.unit))
    cells = []
    for a, b in _pairs(corpus, question):
        first, second = places.units(a.id), places.units(b.id)
        both = np.intersect1d(first, second, assume_unique=True)
        n1, n2, n12 = len(first), len(second), len(both)
        counts = _Counts(n1, n2, n12, c=_ratio(n12, n1 + n2 - n12), lift=_ratio(n12 * total, n1 * n2))
        cells.append(_cell(handle, a, b, counts, spread=places.spread(both)))
    return cells


class _Places:
    """In which units each code, with its subcodes, is found."""

    def __init__(self, corpus: Corpus, block: Codings, keys: Ints) -> None:
        self._corpus, self._block, self._keys = corpus, block, keys
        self._known: dict[int, Ints] = {}
        table = corpus.passages
        at = table.rows(block.passage)
        self._interview, self._case = table.interview[at], table.case[at]

    def units(self, code: int) -> Ints:
        if code not in self._known:
            inside = np.isin(self._block.code, list(self._corpus.tree.subtree(code)))
            self._known[code] = np.unique(self._keys[inside])
        return self._known[code]

    def spread(self, units: Ints) -> tuple[int, int]:
        """How many interviews and cases some units lie in."""
        if not len(units):
            return 0, 0
        inside = np.isin(self._keys, units)
        return len(np.unique(self._interview[inside])), len(np.unique(self._case[inside]))


def _count_excerpts(
    corpus: Corpus, rows: Ints, block: Codings, question: Question, handle: str
) -> list[Cell]:
    del rows  # pairs of excerpts are counted, so units without codings do not matter
    reach = question.unit.reach
    step = stride(block, reach or 0)
    table, cells = corpus.passages, []
    united = {
        code: united_on_axis(block.take(np.isin(block.code, list(corpus.tree.subtree(code)))), step)
        for code in {*question.rows, *question.columns}
    }
    for a, b in _pairs(corpus, question):
        met = partners(united[a.id], united[b.id], reach)
        back = partners(united[b.id], united[a.id], reach)
        at = table.rows(np.unique(united[a.id][0][met > 0] // step))
        counts = _Counts(len(met), len(back), int(met.sum()), int((met > 0).sum()), int((back > 0).sum()))
        spread = len(np.unique(table.interview[at])), len(np.unique(table.case[at]))
        cells.append(_cell(handle, a, b, counts, spread=spread))
    return cells


@dataclass(frozen=True, slots=True)
class _Counts:
    """Counts of a cell; `with_b` of A's units or excerpts meet a B (n12 for set units)."""

    n1: int
    n2: int
    n12: int
    with_b: int | None = None
    with_a: int | None = None
    c: float | None = None
    lift: float | None = None


def _cell(handle: str, a: Code, b: Code, counts: _Counts, *, spread: tuple[int, int]) -> Cell:
    n1, n2, n12 = counts.n1, counts.n2, counts.n12
    return Cell(
        coder=handle,
        a=a.path,
        b=b.path,
        n1=n1,
        n2=n2,
        n12=n12,
        c=counts.c,
        p_b_given_a=_ratio(n12 if counts.with_b is None else counts.with_b, n1),
        p_a_given_b=_ratio(n12 if counts.with_a is None else counts.with_a, n2),
        lift=counts.lift,
        interviews=spread[0],
        cases=spread[1],
        imbalanced=max(n1, n2) > IMBALANCE * min(n1, n2) > 0,
    )


def _ratio(part: int, whole: int) -> float | None:
    return part / whole if whole else None
