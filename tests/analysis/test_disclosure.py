"""What leaves tells no audience more about a person than its threshold allows."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codebook.analysis import themes
from codebook.analysis.disclosure import Rules, beside, clear, safe_counts
from codebook.errors import CodebookError
from codebook.model.report import Audience, Cleared, ClearedTheme, Quote, ThemeFigures
from tests.analysis.corpora import LABELS, corpus

CASES: list[Mapping[str, str]] = [
    *({"role": "survivor", "region": "BC"} for _ in range(5)),
    *({"role": "survivor", "region": "Alberta"} for _ in range(5)),
    *({"role": "provider", "region": "BC"} for _ in range(5)),
    {"role": "provider", "region": "Alberta"},
]


def rules(audience: Audience, k: int, policy: int = 1) -> Rules:
    """Rules with a scan that marks what it saw."""
    return Rules(audience, k, b"k" * 32, policy, lambda text: f"scanned: {text}", frozenset({1}))


def figures(quotes: list[Quote], survivors: int = 10, providers: int = 6) -> ThemeFigures:
    """A theme with these quotes."""
    return ThemeFigures(
        path="barriers",
        definition="What stands in the way.",
        excerpts=len(quotes),
        interviews=survivors + providers,
        cases=survivors + providers,
        by_role={"survivor": survivors, "provider": providers},
        dominant_share=0.6,
        quotes=tuple(quotes),
    )


def quote(text: str, role: str = "survivor", region: str = "BC", policy: int = 1, passage: int = 1) -> Quote:
    """An invented quote."""
    return Quote(text, "barriers", 1, 1, passage, {"role": role, "region": region}, policy)


def many(survivors: int, providers: int) -> list[Quote]:
    """One quote from each of so many."""
    return [
        *(quote(f"s{at}", passage=at) for at in range(survivors)),
        *(quote(f"p{at}", "provider", passage=100 + at) for at in range(providers)),
    ]


def counted(survivors: int, providers: int, excerpts: int | None = None) -> ClearedTheme:
    """What the public reads of a theme with so many cases of each role."""
    theme = figures(many(survivors, providers), survivors, providers)
    theme = replace(theme, excerpts=theme.excerpts if excerpts is None else excerpts)
    return clear([theme], CASES, rules("public", 5), speakers=CASES, title="T", methods=()).themes[0]


def cleared(quotes: list[Quote], audience: Audience = "public", k: int = 5, policy: int = 1) -> Cleared:
    """The theme as an audience gets it."""
    return clear([figures(quotes)], CASES, rules(audience, k, policy), speakers=CASES, title="T", methods=())


def test_attributes_beside_a_quote_describe_enough_cases() -> None:
    """Five survivors in each region: it is said. One provider is elsewhere: no provider's region is."""
    [theme] = cleared([quote("one"), quote("two", region="Alberta"), quote("three", role="provider")]).themes
    said = {q.text: q.attribution for q in theme.quotes}
    assert said == {"one": "survivor, BC", "two": "survivor, Alberta", "three": "provider"}


def test_the_one_who_is_left_over_is_not_singled_out() -> None:
    """Six survivors in BC and one elsewhere: nobody's region is shown, so that none stands without one."""
    cases = [{"role": "survivor", "region": "BC"}] * 6 + [{"role": "survivor", "region": "Alberta"}]
    cases += [{"role": "provider"}] * 5
    allowed = beside(cases, 5)
    assert {", ".join(allowed.of(case, with_role=True).values()) for case in cases} == {
        "survivor",
        "provider",
    }
    assert allowed.of(cases[0], with_role=False) == {}


def test_few_of_a_role_keep_everybodys_role_back() -> None:
    """Two providers in the project: a quote without a role would be theirs if survivors' had one."""
    cases = [{"role": "survivor"}] * 6 + [{"role": "provider"}] * 2
    allowed = beside(cases, 5)
    assert [allowed.of(case, with_role=True) for case in cases] == [{}] * 8


def test_the_team_sees_everything() -> None:
    """With a threshold of one, nothing is held back."""
    summary = cleared([quote("two", "provider", "Alberta")], "team", 1)
    [theme] = summary.themes
    assert theme.quotes[0].attribution == "provider, Alberta"
    assert theme.by_role == {"survivor": 10, "provider": 6}
    assert (theme.excerpts, theme.cases) == ("1", "16")
    assert "one case" in theme.warning
    assert summary.changes == ()


def test_changes_are_said_without_the_values() -> None:
    """The report of changes names attributes, not what was hidden, and is the same whoever speaks."""
    changes = cleared([quote("two", region="Alberta")]).changes
    assert "region is not shown" in " ".join(changes)
    assert "Alberta" not in " ".join(changes)
    assert changes == cleared([quote("two", "provider")]).changes


def test_two_small_counts_do_not_follow_from_their_total() -> None:
    """Four and four, both below five: a total of eight would tell both."""
    theme = counted(4, 4, excerpts=30)
    assert theme.by_role == {"survivor": None, "provider": None}
    assert (theme.cases, theme.interviews, theme.excerpts) == ("not shown",) * 3


def test_one_quote_is_nobody_in_particular() -> None:
    """One excerpt of one provider: no number, no warning that it is one case, no role beside the quote."""
    theme = counted(0, 1)
    assert (theme.cases, theme.interviews, theme.excerpts) == ("not shown",) * 3
    assert theme.warning == ""
    assert [q.attribution for q in theme.quotes] == ["BC"]


def test_as_many_quotes_as_survivors_tell_nothing_of_providers() -> None:
    """Seven survivors with one excerpt each: the quotes, counted, would say that no provider spoke."""
    assert counted(7, 0).by_role == {"survivor": None, "provider": None}
    theme = counted(7, 0, excerpts=11)
    assert theme.by_role == {"survivor": 7, "provider": None}
    assert theme.excerpts == "not shown"


def test_enough_of_each_role_are_counted_and_named() -> None:
    """Five and six: all figures stand, and roles beside quotes."""
    theme = counted(5, 6)
    assert theme.by_role == {"survivor": 5, "provider": 6}
    assert (theme.cases, theme.interviews, theme.excerpts) == ("11", "11", "11")
    assert "one case" in theme.warning
    assert {q.attribution for q in theme.quotes} == {"survivor, BC", "provider"}


def test_a_quote_has_no_role_elsewhere_in_the_same_export() -> None:
    """What a small theme keeps back is not told by the same answer under a larger one."""
    larger = figures(many(10, 6))
    smaller = replace(figures(many(10, 1), 10, 1), path="barriers/waitlists")
    summary = clear([larger, smaller], CASES, rules("public", 5), speakers=CASES, title="T", methods=())
    first, second = ({q.text: q.attribution for q in theme.quotes} for theme in summary.themes)
    assert set(second.values()) == {"BC"}
    assert {text: first[text] for text in second} == second
    assert first["p1"] == "provider"


def test_a_role_nobody_has_is_not_counted() -> None:
    """A project of survivors alone has nothing to withhold about providers."""
    theme = clear(
        [figures(many(6, 0), 6, 0)],
        CASES[:10],
        rules("public", 5),
        speakers=CASES[:10],
        title="T",
        methods=(),
    ).themes[0]
    assert (theme.by_role, theme.cases) == ({"survivor": 6}, "6")


def test_older_scans_are_scanned_again() -> None:
    """A quote last seen under an older policy goes through the gate once more, a newer one does not."""
    [theme] = cleared([quote("old", policy=1), quote("new", policy=2)], policy=2).themes
    assert {q.text for q in theme.quotes} == {"scanned: old", "new"}


def test_order_outside_the_team_does_not_follow_the_cases() -> None:
    """Public quotes come in the order of a keyed digest: stable, and not the reading order."""
    quotes = [quote(f"number {at}") for at in range(9)]
    once, twice = cleared(quotes), cleared(list(reversed(quotes)))
    assert [q.text for q in once.themes[0].quotes] == [q.text for q in twice.themes[0].quotes]
    assert [q.text for q in once.themes[0].quotes] != [q.text for q in quotes]
    assert [q.text for q in cleared(quotes, "team", 1).themes[0].quotes] == [q.text for q in quotes]


def test_a_small_project_is_not_published() -> None:
    """Fewer cases than the threshold: no summary at all."""
    with pytest.raises(CodebookError, match="threshold is 17 cases"):
        cleared([quote("one")], k=17)


@given(
    counts=st.dictionaries(st.sampled_from("abcd"), st.integers(0, 12), min_size=1),
    more=st.integers(0, 20),
    k=st.integers(1, 6),
)
def test_withheld_counts_could_be_anything_below_the_threshold(
    counts: dict[str, int], more: int, k: int
) -> None:
    """A total is shown only when all counts are; else what is shown and the quotes leave all counts open."""
    excerpts = sum(counts.values()) + more
    shown, total = safe_counts(counts, k, excerpts)
    if k == 1:
        assert (shown, total) == (counts, sum(counts.values()))
        return
    assert all(value is None or value >= k for value in shown.values())
    hidden = [name for name, value in shown.items() if value is None]
    if hidden or total is None:
        assert total is None
    else:
        assert total == sum(counts.values()) >= k
    if len(hidden) < len(shown):
        assert sum(value or 0 for value in shown.values()) + len(hidden) * (k - 1) <= excerpts or not hidden


def people() -> st.SearchStrategy[list[dict[str, str]]]:
    """Every case of a project; attributes may be missing."""
    words = st.sampled_from("XY")
    return st.lists(
        st.sampled_from(["survivor", "provider"]).flatmap(
            lambda role: st.fixed_dictionaries(
                {"role": st.just(role)}, optional={"age": words, "region": words, "status": st.just("Z")}
            )
        ),
        min_size=1,
        max_size=40,
    )


@given(cases=people(), k=st.integers(2, 6), with_role=st.booleans())
def test_every_group_that_looks_alike_is_large_enough(
    cases: list[dict[str, str]],
    k: int,
    with_role: bool,  # noqa: FBT001 - both ways are tried
) -> None:
    """Whatever stands beside quotes, k cases share it, and k or none are left over within a wider set."""
    allowed = beside(cases, k)
    shown = [allowed.of(case, with_role=with_role) for case in cases]
    groups = Counter(tuple(found.items()) for found in shown)
    assert all(size >= k for size in groups.values()) or set(groups) == {()}
    for narrow in groups:
        for size in range(len(narrow)):
            wide = dict(narrow[:size]).items()
            left = sum(1 for found in shown if wide <= found.items()) - sum(
                1 for found in shown if dict(narrow).items() <= found.items()
            )
            assert left == 0 or left >= k
    assert all(
        case[name] == value for case, found in zip(cases, shown, strict=True) for name, value in found.items()
    )


@given(cases=people(), k=st.integers(2, 6))
def test_nothing_tells_a_role_that_is_not_shown(cases: list[dict[str, str]], k: int) -> None:
    """Where roles are kept back, whatever stands beside a quote fits somebody of every role."""
    allowed = beside(cases, k)
    roles = {case["role"] for case in cases}
    by_text: dict[str, set[str]] = {}
    for case in cases:
        text = ", ".join(allowed.of(case, with_role=False).values())
        by_text.setdefault(text, set()).add(case["role"])
    assert all(found == roles for found in by_text.values())


def test_an_attribute_called_role_is_not_the_role() -> None:
    """A case stays what it is, whatever an older file calls its attributes."""
    found = corpus([(1, 0, 10, 2, 1)])
    renamed = replace(LABELS, attributes={case: {"role": "minister"} for case in LABELS.attributes})
    [said] = themes.theme(found, renamed, "barriers", {1: "a" * 60}).quotes
    assert said.attributes["role"] == "provider"


def test_a_theme_unites_coders_and_takes_turns_between_cases() -> None:
    """Two coders on one sentence give one quote; quotes alternate between participants."""
    found = corpus([(1, 0, 10, 2, 1), (1, 5, 15, 1, 2), (2, 0, 5, 1, 1), (3, 0, 8, 3, 2)])
    texts = {1: "a" * 60, 2: "b" * 60, 3: "c" * 60}
    assert themes.excerpt_passages(found, LABELS, "barriers") == [1, 2, 3]
    theme = themes.theme(found, LABELS, "barriers", texts)
    assert (theme.excerpts, theme.interviews, theme.cases) == (3, 2, 2)
    assert [q.text for q in theme.quotes] == ["a" * 15, "c" * 8, "b" * 5]
    assert theme.quotes[0].path == "barriers, barriers/waitlists"
    assert theme.by_role == {"survivor": 1, "provider": 1}
    assert theme.quotes[0].attributes == {"role": "provider", "region": "BC"}
