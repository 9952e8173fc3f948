"""Suggestions come from the codebook and from what was coded, say why, and leave retired codes alone."""

from dataclasses import replace

import pytest

from codebook.analysis.suggest import Suggester
from codebook.analysis.suggest_words import Index, Rarity, bag
from codebook.model.codes import Code, CodeText, CodeTree
from codebook.model.suggestion import Coded, Suggestion

BARRIERS, WAITING, HOURS, NEEDS, DOCTOR = range(1, 6)
MEANINGS = {
    BARRIERS: ("barriers", CodeText(definition="What keeps somebody from a service.")),
    WAITING: (
        "barriers/waitlists",
        CodeText(
            definition="People queue for a place.",
            exclude="Doors shut at midnight (barriers/hours).",
            near_miss='"The kettle was cold" is barriers/hours, because nobody was in.',
            keywords=("waitlist", "put on a list"),
        ),
    ),
    HOURS: ("barriers/hours", CodeText(definition="Closed when it is wanted.")),
    NEEDS: ("needs", CodeText(definition="What somebody wanted.")),
    DOCTOR: ("needs/health", CodeText(definition="Care of the body.", example="Nobody looked at her hand.")),
}


def codes(**retired: bool) -> CodeTree:
    """Five codes in two themes."""
    keys = {path: number for number, (path, _) in MEANINGS.items()}
    return CodeTree(
        Code(
            number,
            keys.get(path.rpartition("/")[0]),
            path.rpartition("/")[2],
            path,
            "orange",
            number,
            meaning,
            retired=retired.get(path.rpartition("/")[2], False),
        )
        for number, (path, meaning) in MEANINGS.items()
    )


def first(text: str, excerpts: tuple[Coded, ...] = (), without: str | None = None) -> Suggestion:
    """The likeliest code for a text."""
    return Suggester.of(codes(), excerpts).suggest(text, without=without)[0]


@pytest.mark.parametrize(
    ("text", "code", "reason"),
    [
        ("They put her on a list in May.", "barriers/waitlists", "keyword: put on a list"),
        ("He was queueing again.", "barriers/waitlists", "words of the definition: queue"),
        ("Her hand was swollen.", "needs/health", "words of the example: hand"),
        ("A clinic, at last.", "needs/health", "topic: health"),
        ("After midnight the doors stay shut.", "barriers/hours", "near miss of another code: doors"),
        ("There was a kettle.", "barriers/hours", "words of the near miss of another code: kettle"),
    ],
)
def test_each_kind_of_word_speaks_for_its_code(text: str, code: str, reason: str) -> None:
    """Keywords, definitions, examples, topics, and what other codes say belongs here; the reason names it."""
    found = first(text)
    assert found.code == code
    assert any(reason in said for said in found.reasons)


def test_an_excerpt_coded_alike_speaks_for_its_code_and_is_named() -> None:
    """Words the codebook does not know are learnt from codings."""
    coded = Coded("The tram never ran on Sundays", HOURS, "S-222-1:4")
    found = first("No tram on Sundays", (coded,))
    assert found.code == "barriers/hours"
    assert "like a coded excerpt: S-222-1:4" in found.reasons


def test_a_passage_is_not_asked_about_itself() -> None:
    """Its own codings neither vote nor show among the reasons."""
    suggester = Suggester.of(codes(), (Coded("tram on Sundays", HOURS, "S-222-1:4"),))
    assert suggester.suggest("tram on Sundays")
    assert suggester.suggest("tram on Sundays", without="S-222-1:4") == []


def test_two_coders_of_one_excerpt_count_once() -> None:
    """The same words under the same code in the same passage are one neighbour."""
    coded = Coded("tram on Sundays", HOURS, "S-222-1:4")
    assert first("tram", (coded, coded)) == first("tram", (coded,))


def test_retired_codes_are_never_suggested() -> None:
    """Neither from the codebook nor from what was coded with them."""
    suggester = Suggester.of(codes(hours=True), (Coded("tram on Sundays", HOURS, "S-222-1:4"),))
    found = suggester.suggest("No tram on Sundays, closed at midnight, waitlist")
    assert [each.code for each in found if each.code == "barriers/hours"] == []
    assert found[0].code == "barriers/waitlists"


def test_a_code_gets_a_share_of_what_speaks_for_the_code_above() -> None:
    """Below the theme itself, and with a reason of its own."""
    found = {each.code: each for each in Suggester.of(codes(), ()).suggest("kept from a service")}
    assert found["barriers"].score > found["barriers/hours"].score > 0
    assert found["barriers/hours"].reasons == ("what is above it: barriers",)


def test_scores_fall_from_at_most_one_and_each_has_a_reason() -> None:
    """Also for one text that resembles everything, coded a hundred times."""
    text = " ".join(meaning.definition for _, meaning in MEANINGS.values())
    many = [Coded(f"{text} {at}", WAITING, f"S-{at}:1") for at in range(100)]
    found = Suggester.of(codes(), many).suggest(text)
    scores = [each.score for each in found]
    assert scores == sorted(scores, reverse=True)
    assert all(0 < score <= 1 for score in scores)
    assert all(each.reasons for each in found)


def test_reasons_hold_no_word_that_only_the_text_has() -> None:
    """What is asked about may be raw, so nothing of it is shown."""
    found = Suggester.of(codes(), ()).suggest("Zebedee was put on a list for his hand")
    assert found
    assert not any("zebedee" in reason.casefold() for each in found for reason in each.reasons)


def test_nothing_is_suggested_for_words_nobody_knows() -> None:
    """Neither for no words at all, and not in an empty codebook."""
    assert Suggester.of(codes(), ()).suggest("xyzzy") == []
    assert Suggester.of(codes(), ()).suggest("") == []
    assert Suggester.of(CodeTree(()), ()).suggest("waitlist") == []


def test_as_many_as_wanted_are_returned() -> None:
    """The likeliest of all."""
    suggester = Suggester.of(codes(), ())
    text = "a doctor, a service, a queue"
    assert suggester.suggest(text, most=2) == suggester.suggest(text)[:2]


def test_a_code_without_a_meaning_is_found_by_its_name() -> None:
    """A codebook of bare names works too."""
    bare = CodeTree(replace(code, meaning=CodeText()) for code in codes())
    [found] = Suggester.of(bare, ()).suggest("on the waitlists")
    assert found.code == "barriers/waitlists"
    assert found.reasons[0] == "words of the name: waitlists"


def test_a_bag_counts_stems_topics_and_pairs() -> None:
    """Little words count nothing and part no pair."""
    assert bag("The officer waits", topic=0.5, pair=0.25) == {
        "officer": 1,
        "#police": 0.5,
        "wait": 1,
        "#waiting": 0.5,
        "officer wait": 0.25,
    }


def test_likeness_is_the_cosine() -> None:
    """1 for the same words, 0 for others, in between by what is shared."""
    rarity = Rarity(2, {"one": 1, "two": 1, "three": 1})
    texts = [rarity.weighed({"one": 1, "two": 1}), rarity.weighed({"three": 1})]
    found = Index.of(texts).cosines(rarity.weighed({"one": 1}))
    assert found.tolist() == pytest.approx([0.5**0.5, 0])
