"""What leaves tells no audience more about a person than its threshold allows."""

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codebook.analysis import themes
from codebook.analysis.disclosure import Rules, attribution, clear, safe_counts
from codebook.errors import CodebookError
from codebook.model.report import Audience, Cleared, Quote, ThemeFigures
from tests.analysis.corpora import LABELS, corpus

CASES: list[Mapping[str, str]] = [
    *({"role": "survivor", "region": "BC"} for _ in range(5)),
    {"role": "survivor", "region": "Alberta"},
    *({"role": "provider", "region": "BC"} for _ in range(2)),
]


def rules(audience: Audience, k: int, policy: int = 1) -> Rules:
    """Rules with a scan that marks what it saw."""
    return Rules(audience, k, b"k" * 32, policy, lambda text: f"scanned: {text}")


def figures(quotes: list[Quote]) -> ThemeFigures:
    """A theme with these quotes."""
    return ThemeFigures(
        path="barriers",
        definition="What stands in the way.",
        excerpts=len(quotes),
        interviews=7,
        cases=7,
        by_role={"survivor": 6, "provider": 1},
        dominant_share=0.6,
        quotes=tuple(quotes),
    )


def quote(text: str, role: str = "survivor", region: str = "BC", policy: int = 1) -> Quote:
    """An invented quote."""
    return Quote(text, "barriers", 1, 1, {"role": role, "region": region}, policy)


def cleared(quotes: list[Quote], audience: Audience = "public", k: int = 5, policy: int = 1) -> Cleared:
    """The theme as an audience gets it."""
    return clear([figures(quotes)], CASES, rules(audience, k, policy), title="T", methods=())


def test_attributes_beside_a_quote_describe_enough_cases() -> None:
    """Five survivors in BC may be called so; the only survivor of another region is just a survivor."""
    [theme] = cleared([quote("one"), quote("two", region="Alberta"), quote("three", role="provider")]).themes
    said = {q.text: q.attribution for q in theme.quotes}
    assert said == {"one": "survivor, BC", "two": "survivor", "three": "BC"}


def test_the_team_sees_everything() -> None:
    """With a threshold of one, nothing is held back."""
    summary = cleared([quote("two", region="Alberta")], "team", 1)
    assert summary.themes[0].quotes[0].attribution == "survivor, Alberta"
    assert summary.themes[0].by_role == {"survivor": 6, "provider": 1}
    assert summary.changes == ()


def test_changes_are_said_without_the_values() -> None:
    """The report of changes names attributes, not what was hidden."""
    changes = " ".join(cleared([quote("two", region="Alberta")]).changes)
    assert "region is not shown" in changes
    assert "Alberta" not in changes


def test_interviews_do_not_tell_what_cases_do_not() -> None:
    """When the number of cases is withheld, so is that of interviews."""
    [theme] = cleared([quote("one")]).themes
    assert (theme.cases, theme.interviews) == ("not shown", "not shown")
    assert theme.by_role == {"survivor": 6, "provider": None}


def test_a_theme_carried_by_one_case_says_so() -> None:
    """More than half of the excerpts from one case is worth a warning."""
    assert "one case" in cleared([quote("one")]).themes[0].warning


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
    with pytest.raises(CodebookError, match="threshold is 9 cases"):
        cleared([quote("one")], k=9)


@given(counts=st.dictionaries(st.sampled_from("abcdef"), st.integers(0, 12), min_size=1), k=st.integers(1, 6))
def test_no_small_count_is_shown_or_follows_from_the_total(counts: dict[str, int], k: int) -> None:
    """Every count below the threshold is withheld, and no difference gives a single one away."""
    shown, total = safe_counts(counts, k)
    if k == 1:
        assert (shown, total) == (counts, sum(counts.values()))
        return
    assert all(value is None or value >= k for value in shown.values())
    hidden = [name for name, value in shown.items() if value is None]
    if total is not None:
        assert len(hidden) != 1
        assert total == sum(counts.values()) >= k


@given(
    cases=st.lists(
        st.fixed_dictionaries(
            {"role": st.sampled_from(["survivor", "provider"]), "region": st.sampled_from("XYZ")}
        ),
        min_size=1,
        max_size=14,
    ),
    k=st.integers(1, 5),
)
def test_shown_attributes_are_shared_together(cases: list[dict[str, str]], k: int) -> None:
    """Whatever stands beside a quote, at least k cases share all of it."""
    for case in cases:
        shown = attribution(case, cases, k)
        if shown:
            assert sum(1 for other in cases if shown.items() <= other.items()) >= k


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
