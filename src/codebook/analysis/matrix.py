"""Co-occurrence: where codes meet, on the unit asked for, with the figures of every cell."""

from dataclasses import dataclass

import numpy as np

from codebook.analysis.counting import Counts, on_excerpts, on_units, rolled
from codebook.analysis.relations import partners, stride, united_on_axis
from codebook.analysis.scope import Condition, Labels, Unit, coder_blocks, rows_where
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
    nodes = tuple(dict.fromkeys((*question.rows, *question.columns)))
    pairs = _pairs(corpus, question, nodes)
    total = _units_with_text(corpus, rows, question.unit)
    cells: list[Cell] = []
    for handle, block in coder_blocks(corpus, _in_scope(corpus, rows), question.coder):
        counts = _counted(corpus, block, question.unit, nodes)
        cells += [_cell(corpus, counts, (handle, nodes), pair, total) for pair in pairs]
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
    united = [united_on_axis(block.passage[side] * 0, block.take(side), step) for side in sides]
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


def _pairs(corpus: Corpus, question: Question, nodes: tuple[int, ...]) -> list[tuple[int, int]]:
    """Places in `nodes` of the codes to pair: not with themselves, nor across one line of descent."""
    place = {code: at for at, code in enumerate(nodes)}
    lineage = {code: {code, *corpus.tree.ancestors(code)} for code in nodes}
    return [
        (place[a], place[b])
        for a in question.rows
        for b in question.columns
        if a not in lineage[b] and b not in lineage[a]
    ]


def _units_with_text(corpus: Corpus, rows: Ints, wanted: Unit) -> int | None:
    """N of the lift: the units in scope that hold text; None where lift is undefined."""
    if not wanted.is_set:
        return None
    table = corpus.passages
    return len(np.unique(_unit_keys(corpus, table.id[rows][table.length[rows] > 0], wanted)))


def _counted(corpus: Corpus, block: Codings, wanted: Unit, nodes: tuple[int, ...]) -> Counts:
    at = corpus.passages.rows(block.passage)
    groups = {"interviews": corpus.passages.interview[at], "cases": corpus.passages.case[at]}
    spread = rolled(corpus.tree, block, nodes)
    if wanted.is_set:
        return on_units(spread, _unit_keys(corpus, block.passage, wanted), groups)
    return on_excerpts(spread, block, wanted.reach, groups)


def _cell(
    corpus: Corpus,
    counts: Counts,
    named: tuple[str, tuple[int, ...]],
    pair: tuple[int, int],
    total: int | None,
) -> Cell:
    handle, nodes = named
    a, b = pair
    n1, n2, n12 = int(counts.single[a]), int(counts.single[b]), int(counts.pairs[a, b])
    return Cell(
        coder=handle,
        a=corpus.tree[nodes[a]].path,
        b=corpus.tree[nodes[b]].path,
        n1=n1,
        n2=n2,
        n12=n12,
        c=None if total is None else _ratio(n12, n1 + n2 - n12),
        p_b_given_a=_ratio(int(counts.meeting[a, b]), n1),
        p_a_given_b=_ratio(int(counts.meeting[b, a]), n2),
        lift=None if total is None else _ratio(n12 * total, n1 * n2),
        interviews=int(counts.interviews[a, b]),
        cases=int(counts.cases[a, b]),
        imbalanced=max(n1, n2) > IMBALANCE * min(n1, n2) > 0,
    )


def _ratio(part: int, whole: int) -> float | None:
    return part / whole if whole else None
