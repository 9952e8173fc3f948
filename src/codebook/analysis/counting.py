"""Counts of where codes meet, for all pairs at once, in NumPy."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from codebook.analysis.relations import stride, united_on_axis
from codebook.model.codes import CodeTree
from codebook.model.corpus import Codings, Ints


@dataclass(frozen=True, slots=True)
class Rolled:
    """Codings under each code of a list and under the listed codes above it.

    `row` points to the coding, `node` to the place in the list; both have one entry for each pair.
    """

    nodes: tuple[int, ...]
    row: Ints
    node: Ints


@dataclass(frozen=True, slots=True)
class Counts:
    """For a list of C codes: n1 by code (shape C), the rest by pair of codes (shape C by C).

    `meeting[a, b]` counts units or excerpts of a that meet b; `pairs` counts pairs, the same for set
    units; `interviews` and `cases` tell where they lie.
    """

    single: Ints
    pairs: Ints
    meeting: Ints
    interviews: Ints
    cases: Ints


def rolled(tree: CodeTree, codings: Codings, nodes: Sequence[int]) -> Rolled:
    """Spread codings over the listed codes that contain theirs."""
    place = {node: at for at, node in enumerate(nodes)}
    above = {
        code: [place[up] for up in (code, *tree.ancestors(code)) if up in place]
        for code in np.unique(codings.code).tolist()
    }
    size = 1 + max(above, default=0)
    counts, first = np.zeros(size, np.int64), np.zeros(size, np.int64)
    flat: list[int] = []
    for code, places in above.items():
        counts[code], first[code] = len(places), len(flat)
        flat += places
    repeat = counts[codings.code]
    row = np.repeat(np.arange(len(codings)), repeat)
    offset = np.arange(len(row)) - np.repeat(np.cumsum(repeat) - repeat, repeat)
    node = np.asarray(flat, dtype=np.int64)[first[codings.code[row]] + offset] if flat else row
    return Rolled(tuple(nodes), row, node)


def on_units(spread: Rolled, units: Ints, groups: Mapping[str, Ints]) -> Counts:
    """Codes present or absent per unit; `units` and `groups` (interviews, cases) stand beside the codings."""
    kept, index = np.unique(units, return_inverse=True)
    present = np.zeros((len(kept), len(spread.nodes)), dtype=np.float32)
    present[index[spread.row], spread.node] = 1
    pairs = _whole(present.T @ present)
    lying = {}
    for name in ("interviews", "cases"):
        group = np.zeros(len(kept), dtype=np.int64)
        group[index] = groups[name]
        lying[name] = _grouped(present, group)
    return Counts(_whole(present.sum(axis=0)), pairs, pairs, lying["interviews"], lying["cases"])


def _whole(values: np.ndarray[tuple[int, ...], np.dtype[np.float32]]) -> Ints:
    # float32 counts exactly up to 16 million, more units than a project has.
    return values.astype(np.int64)


def _grouped(present: np.ndarray[tuple[int, ...], np.dtype[np.float32]], group: Ints) -> Ints:
    """In how many groups two codes share a unit."""
    order = np.argsort(group, kind="stable")
    edges = np.flatnonzero(np.diff(group[order])) + 1
    found = np.zeros((present.shape[1], present.shape[1]), dtype=np.int64)
    if not len(order):
        return found
    if len(edges) + 1 == len(group):
        return _whole(present.T @ present)
    for part in np.split(order, edges):
        block = present[part]
        used = np.flatnonzero(block.any(axis=0))
        inner = block[:, used]
        found[np.ix_(used, used)] += inner.T @ inner > 0
    return found


def on_excerpts(spread: Rolled, codings: Codings, reach: int | None, groups: Mapping[str, Ints]) -> Counts:
    """Pairs of united excerpts that share a character, or lie at most `reach` characters apart."""
    size = len(spread.nodes)
    step = stride(codings, reach or 0)
    whole = (1 + int(codings.passage.max(initial=0))) * step
    start, end = united_on_axis(spread.node * whole, codings.take(spread.row), step)
    node, start, end = start // whole, start % whole, end - start // whole * whole
    order = np.argsort(start, kind="stable")
    node, start, end = node[order], start[order], end[order]
    stop = np.searchsorted(
        start, end if reach is None else end + reach, side="left" if reach is None else "right"
    )
    width = np.maximum(stop - np.arange(len(start)) - 1, 0)
    left = np.repeat(np.arange(len(start)), width)
    right = left + 1 + np.arange(len(left)) - np.repeat(np.cumsum(width) - width, width)
    apart = node[left] != node[right]
    a, b = np.concatenate((left[apart], right[apart])), np.concatenate((right[apart], left[apart]))
    cell = node[a] * size + node[b]
    met = _sorted_set(a * size + node[b])
    passage = start[a] // step
    return Counts(
        np.bincount(node, minlength=size),
        _table(cell, size),
        _table(node[met // size] * size + met % size, size),
        _distinct(cell, _of_passage(codings, groups["interviews"], passage), size),
        _distinct(cell, _of_passage(codings, groups["cases"], passage), size),
    )


def _sorted_set(values: Ints) -> Ints:
    # Sorting is 20 times faster here than the hashing of np.unique.
    ordered = np.sort(values)
    return ordered[np.concatenate(([True], ordered[1:] != ordered[:-1]))] if len(ordered) else ordered


def _table(cell: Ints, size: int) -> Ints:
    return np.bincount(cell, minlength=size * size).reshape(size, size)


def _distinct(cell: Ints, group: Ints, size: int) -> Ints:
    span = 1 + int(group.max(initial=0))
    return _table(_sorted_set(cell * span + group) // span, size)


def _of_passage(codings: Codings, group: Ints, passage: Ints) -> Ints:
    """The group of each passage id, read off the codings that stand in it."""
    return group[np.searchsorted(codings.passage, passage)]
