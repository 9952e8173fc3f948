"""Who may not be quoted is in no summary, in no format, and still counts in its figures."""

import io
import zipfile
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codebook.analysis import themes
from codebook.analysis.disclosure import Rules, beside, clear
from codebook.analysis.quoting import unquoted
from codebook.exchange.prose import WRITERS
from codebook.model.guide import ROLES
from codebook.model.interview import CONSENTS, Case, Consent, Interview
from codebook.model.report import Audience, Cleared
from codebook.settings import AUDIENCES
from tests.analysis.corpora import LABELS, corpus

SENTENCES = {
    1: "Nobody called me back for weeks.",
    2: "Then the bed was gone again.",
    3: "We had no interpreter that year.",
    4: "The list was closed in spring.",
}
CASES = (Case(1, "S-222", "provider", {}), Case(2, "S-333", "survivor", {}))


def interview(number: int, case: str, consent: Consent = "documented") -> Interview:
    """An interview that nobody has coded."""
    return Interview(number, f"{case}-{number}", case, "survivor", "C", 1, 10, 0, (), consent)


def written(summary: Cleared) -> list[bytes]:
    """What every writer makes of a summary, with what is inside a package laid open."""
    made = [writer(summary) for writer in WRITERS.values()]
    for content in tuple(made):
        if content.startswith(b"PK"):
            with zipfile.ZipFile(io.BytesIO(content)) as package:
                made += [package.read(name) for name in package.namelist()]
    return made


def summary(codings: list[tuple[int, int, int, int, int]], quotable: frozenset[int]) -> Cleared:
    """A summary for the team of what these codings say, from those who may be quoted."""
    found = corpus(codings)
    texts = {number: SENTENCES[number] for number in themes.excerpt_passages(found, LABELS, "barriers")}
    figures = [themes.theme(found, LABELS, path, texts) for path in ("barriers", "barriers/waitlists")]
    rules = Rules("team", 1, b"k" * 32, 1, lambda text: text, quotable)
    everybody = [{"role": case.role} for case in CASES]
    return clear(figures, everybody, rules, speakers=everybody, title="T", methods=())


@pytest.mark.parametrize("audience", AUDIENCES)
@pytest.mark.parametrize("consent", CONSENTS)
@pytest.mark.parametrize("quotable", [True, False])
def test_each_reason_by_itself(audience: Audience, consent: Consent, *, quotable: bool) -> None:
    """A case that is not to be quoted never is; missing consent silences outside the team."""
    case = Case(1, "S-222", "survivor", {}, quotable)
    found = unquoted([interview(7, "S-222", consent), interview(8, "S-333")], [case], audience)
    assert found.asked == (frozenset() if quotable else {7})
    assert found.undocumented == ({7} if consent == "missing" and audience != "team" else frozenset())
    assert found.interviews == found.asked | found.undocumented


def spans() -> st.SearchStrategy[list[tuple[int, int, int, int, int]]]:
    """Codings by two coders of parts of the four sentences, under a code and those below it."""
    part = st.tuples(
        st.sampled_from(sorted(SENTENCES)), st.integers(0, 8), st.integers(18, 28), st.integers(1, 3)
    )
    whole = st.sampled_from(sorted(SENTENCES)).map(lambda passage: (passage, 0, 28, 1))
    return st.lists(st.tuples(st.one_of(part, whole), st.integers(1, 2)), max_size=12).map(
        lambda made: [(*place, coder) for place, coder in made]
    )


@given(codings=spans(), quotable=st.frozensets(st.integers(1, 3)))
def test_words_withheld_are_in_no_file(
    codings: list[tuple[int, int, int, int, int]], quotable: frozenset[int]
) -> None:
    """Whoever coded them, and whatever was united with them: not a piece of such an interview is written."""
    files = written(summary(codings, quotable))
    owners = {1: 1, 2: 1, 3: 2, 4: 3}
    for passage, start, end, _, _ in codings:
        piece = SENTENCES[passage][start:end].strip().encode()
        assert any(piece in content for content in files) == (owners[passage] in quotable)


def test_the_same_sentence_of_two_coders_is_withheld_once_and_for_all() -> None:
    """Two coders and two codes on one sentence: counted as one excerpt, quoted nowhere."""
    codings = [(1, 0, 28, 1, 1), (1, 0, 28, 1, 2), (1, 7, 20, 2, 2), (3, 0, 20, 1, 1)]
    [theme, _] = summary(codings, frozenset({2, 3})).themes
    assert (theme.excerpts, theme.interviews, theme.cases) == ("2", "2", "2")
    assert [quote.text for quote in theme.quotes] == [SENTENCES[3][:20]]


@given(
    counts=st.lists(st.tuples(st.sampled_from(ROLES), st.sampled_from("XYZ"), st.booleans()), max_size=30),
    k=st.integers(2, 5),
)
def test_what_stands_beside_a_quote_fits_enough_who_may_be_quoted(
    counts: list[tuple[str, str, bool]], k: int
) -> None:
    """Leaving out those who are not quoted leaves no small group among those who are."""
    everybody: list[Mapping[str, str]] = [{"role": role, "region": region} for role, region, _ in counts]
    speakers = [case for case, (_, _, quoted) in zip(everybody, counts, strict=True) if quoted]
    allowed = beside(everybody, k).and_also(beside(speakers, k))
    for group in (everybody, speakers):
        shown = [tuple(allowed.of(case, with_role=True).items()) for case in group]
        assert all(not said or shown.count(said) >= k for said in shown)
