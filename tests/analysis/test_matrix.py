"""Co-occurrence equals counting by hand, on every unit and for every coder mode."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from codebook.analysis import matrix
from codebook.analysis.matrix import Question
from codebook.analysis.scope import conditions, unit
from codebook.errors import CodebookError
from codebook.model.corpus import Corpus
from codebook.model.report import Cell
from codebook.model.span import Span, united
from tests.analysis.corpora import LABELS, corpus

PASSAGES = {1: (1, 1, "q1"), 2: (1, 1, "q2"), 3: (2, 2, "q1"), 4: (3, 2, "none")}
UNITS = ("answer", "question", "interview", "case", "overlap", "near:5c")
CODINGS = st.lists(
    st.tuples(
        st.integers(1, 4), st.integers(0, 20), st.integers(21, 40), st.integers(1, 6), st.integers(1, 2)
    ),
    max_size=14,
)


def ask(found: Corpus, unit_name: str, coder: str = "each", where: str = "") -> list[Cell]:
    """Every pair of the whole codebook."""
    nodes = matrix.subtree(found, None)
    asked = Question(nodes, nodes, unit(unit_name), coder, conditions(where))
    return list(matrix.cooccurrence(found, LABELS, asked).cells)


def by_hand(found: Corpus, cell: Cell, unit_name: str) -> tuple[int, int, int, int, int]:
    """n1, n2, n12, interviews and cases of a cell, counted without any cleverness."""
    sides: list[set[tuple[int, int, int]]] = []
    table = found.codings
    rows = zip(
        *(c.tolist() for c in (table.passage, table.start, table.end, table.code, table.coder)), strict=True
    )
    kept = [row for row in rows if cell.coder in ("any", found.coders[row[4]])]
    for path in (cell.a, cell.b):
        inside = found.tree.subtree(found.tree.find(path).id)
        spans: dict[int, list[Span]] = {}
        for passage, start, end, code, _ in kept:
            if code in inside:
                spans.setdefault(passage, []).append(Span(start, end))
        sides.append({(p, s.start, s.end) for p, found_here in spans.items() for s in united(found_here)})
    if unit_name in {"overlap", "near:5c"}:
        met = [
            (x, y)
            for x, y in product(*sides)
            if x[0] == y[0]
            and (
                x[1] < y[2] and y[1] < x[2] if unit_name == "overlap" else max(y[1] - x[2], x[1] - y[2]) <= 5
            )
        ]
        where = {x[0] for x, _ in met}
        n1, n2, n12 = len(sides[0]), len(sides[1]), len(met)
    else:
        keys = [{unit_of(p, unit_name): p for p, _, _ in side} for side in sides]
        both = keys[0].keys() & keys[1].keys()
        where = {p for side in sides for p, _, _ in side if unit_of(p, unit_name) in both}
        n1, n2, n12 = len(keys[0]), len(keys[1]), len(both)
        if unit_name == "case":
            where = {p for p in PASSAGES if PASSAGES[p][1] in both}
    interviews = {PASSAGES[p][0] for p in where}
    cases = {PASSAGES[p][1] for p in where}
    return n1, n2, n12, len(interviews), len(cases)


def unit_of(passage: int, name: str) -> object:
    """The unit a passage belongs to."""
    interview, case, question = PASSAGES[passage]
    by_question = ("unmatched", passage) if question == "none" else (interview, question)
    return {"answer": passage, "question": by_question, "interview": interview, "case": case}[name]


@settings(max_examples=60, deadline=None)
@given(codings=CODINGS, unit_name=st.sampled_from(UNITS), coder=st.sampled_from(["each", "any", "B2"]))
def test_the_table_equals_counting_by_hand(
    codings: list[tuple[int, int, int, int, int]], unit_name: str, coder: str
) -> None:
    """Every figure of every cell, subcodes rolled up, coders apart unless asked."""
    found = corpus(codings)
    for cell in ask(found, unit_name, coder):
        n1, n2, n12, interviews, cases = by_hand(found, cell, unit_name)
        assert (cell.n1, cell.n2, cell.n12) == (n1, n2, n12)
        if unit_name != "case":
            assert (cell.interviews, cell.cases) == (interviews, cases)
        assert cell.p_b_given_a is None if n1 == 0 else 0 <= (cell.p_b_given_a or 0) <= 1
        if unit_name in {"overlap", "near:5c"}:
            assert cell.c is None
            assert cell.lift is None
        else:
            assert cell.c == (n12 / (n1 + n2 - n12) if n1 + n2 else None)


@settings(max_examples=40, deadline=None)
@given(codings=CODINGS, unit_name=st.sampled_from(UNITS))
def test_every_number_opens_its_excerpts(
    codings: list[tuple[int, int, int, int, int]], unit_name: str
) -> None:
    """A cell with a count has codings of both codes behind it; an empty one has none."""
    found = corpus(codings)
    nodes = matrix.subtree(found, None)
    asked = Question(nodes, nodes, unit(unit_name), "each", ())
    for cell in matrix.cooccurrence(found, LABELS, asked).cells:
        behind = matrix.evidence(found, LABELS, asked, cell)
        inside = [found.tree.subtree(found.tree.find(path).id) for path in (cell.a, cell.b)]
        codes = set(behind.code.tolist())
        assert bool(len(behind)) == bool(cell.n12)
        assert {found.coders[coder] for coder in behind.coder.tolist()} <= {cell.coder}
        if cell.n12:
            assert codes & inside[0]
            assert codes & inside[1]


def test_two_coders_do_not_meet_each_other() -> None:
    """What one coder calls A and another B on the same words is no co-occurrence, unless mixed on purpose."""
    found = corpus([(1, 0, 10, 1, 1), (1, 0, 10, 6, 2)])
    apart = [cell for cell in ask(found, "answer") if (cell.a, cell.b) == ("barriers", "stigma")]
    assert [cell.n12 for cell in apart] == [0, 0]
    [mixed] = [cell for cell in ask(found, "answer", "any") if (cell.a, cell.b) == ("barriers", "stigma")]
    assert mixed.n12 == 1


def test_touching_spans_share_nothing() -> None:
    """Two excerpts end to end do not overlap, and are 0 characters away."""
    found = corpus([(1, 0, 10, 1, 1), (1, 10, 20, 6, 1)])
    for name, expected in (("overlap", 0), ("near:0c", 1)):
        [cell] = [c for c in ask(found, name, "A1") if (c.a, c.b) == ("barriers", "stigma")]
        assert cell.n12 == expected


def test_a_code_is_not_paired_with_its_ancestors() -> None:
    """No cell joins a code with itself or with a code above or below it."""
    pairs = {(cell.a, cell.b) for cell in ask(corpus([(1, 0, 10, 3, 1)]), "answer", "A1")}
    assert ("barriers", "barriers/waitlists/long") not in pairs
    assert ("stigma", "stigma") not in pairs
    assert ("barriers/waitlists", "police/ignored") in pairs


def test_lift_counts_units_with_text() -> None:
    """N of the lift is the answers in scope: four here, so two codes sharing one of one have lift 4."""
    found = corpus([(1, 0, 10, 1, 1), (1, 0, 10, 6, 1)])
    [cell] = [c for c in ask(found, "answer", "A1") if (c.a, c.b) == ("barriers", "stigma")]
    assert cell.lift == pytest.approx(4.0)
    [half] = [c for c in ask(found, "answer", "A1", "case = S-222") if (c.a, c.b) == ("barriers", "stigma")]
    assert half.lift == pytest.approx(2.0)


FILTERS = {
    "role = survivor": 1,
    "role = provider": 1,
    "region = BC": 1,
    'region != "BC"': 1,
    "question = C.reported": 2,
    "interview = s-333-1": 1,
    "guide = C AND region = Alberta": 1,
    "role != survivor AND region = Alberta": 0,
}


@pytest.mark.parametrize(("where", "expected"), FILTERS.items())
def test_filters_keep_what_they_say(where: str, expected: int) -> None:
    """Passages outside the filter do not count."""
    found = corpus([(1, 0, 10, 1, 1), (1, 0, 10, 6, 1), (3, 0, 10, 1, 1), (3, 0, 10, 6, 1)])
    [cell] = [c for c in ask(found, "answer", "A1", where) if (c.a, c.b) == ("barriers", "stigma")]
    assert cell.n12 == expected


@pytest.mark.parametrize(
    ("where", "says"),
    [("role survivor", "character 1"), ("role = survivor OR x = y", "character 17"), ("shoe = 3", "'shoe'")],
)
def test_a_filter_that_makes_no_sense_names_the_place(where: str, says: str) -> None:
    """The message tells where reading stopped, or what can be asked."""
    with pytest.raises(CodebookError, match=says):
        ask(corpus([]), "answer", "any", where)


@pytest.mark.parametrize("name", ["answers", "near:", "near:5x", ""])
def test_an_unknown_unit_is_refused(name: str) -> None:
    """The message lists the units there are."""
    with pytest.raises(CodebookError, match="overlap or near:40c"):
        unit(name)


def test_an_unknown_coder_is_refused() -> None:
    """The message lists who there is."""
    with pytest.raises(CodebookError, match="A1, B2"):
        ask(corpus([]), "answer", "C3")
