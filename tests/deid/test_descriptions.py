"""Descriptions that fit one person alone are flagged; what is only or first of its kind otherwise is not."""

import pytest

from codebook.deid.descriptions import descriptions

TELLING = [
    "She is the only Eritrean midwife in the valley, so no.",
    "he is the town's only funeral director, so who would believe me",
    "The complainant is the first Black woman to sit on the school board up there.",
    "Her father is the mayor's twin brother.",
    "She was married to the councillor's nephew for a year.",
    "He is the man from the bus crash that was on TV.",
    "their youngest ever champion who left for the city",
]

GENERAL = [
    "The only thing she wanted was sleep.",
    "It was the first time anyone had asked.",
    "the only shelter with space is two hours away",
    "one of the few who stayed",
    "Everyone knew, and it was in the news in general.",
    "She lost her only son.",
]


@pytest.mark.parametrize("text", TELLING)
def test_a_telling_description_is_flagged_and_never_masked_for_sure(text: str) -> None:
    """A person decides."""
    found = list(descriptions(text))
    assert found
    assert {hit.action for hit in found} == {"flag"}
    assert all(hit.end - hit.start > 12 for hit in found)


@pytest.mark.parametrize("text", GENERAL)
def test_an_only_or_first_that_singles_out_nobody_passes(text: str) -> None:
    """Most of them tell nothing of a person."""
    assert list(descriptions(text)) == []
