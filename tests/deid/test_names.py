"""Persons, agencies and places. Every name here is invented or stands for nobody in particular."""

import pytest

from codebook.deid.gate import Gate

GONE = [
    ("Met Wanda Okafor at noon.", ["Wanda", "Okafor"]),
    ("she said kim lan and thuy left", ["kim", "lan", "thuy"]),
    ("MANDEEP AND JADE LEFT WITH THE MONEY", ["MANDEEP", "JADE"]),
    ("Dr. Vasquill saw her, then Cst. Brome.", ["Vasquill", "Brome"]),
    ("mr wong and auntie pearl paid", ["wong", "pearl"]),
    ("Her boss Rell Tovik kept it.", ["Rell", "Tovik"]),
    ("Everyone calls her Zuzi.", ["Zuzi"]),
    ('He was known as "Prince" there.', ["Prince"]),
    ("real name folake obi, from far", ["folake", "obi"]),
    ("Joy says it was fine.", ["Joy"]),
    ("said joy introduced them", ["joy"]),
    ("she told star, and left", ["star"]),
    ("tammy wood took minutes", ["tammy", "wood"]),
    ("Interview with J.S., a manager.", ["J.S."]),
    ("A. Sandhawalia answered.", ["A. S", "Sandhawalia"]),
    ("kiranjot's mom phoned", ["kiranjot"]),
    ("She stayed at Ravenmoor Shelter.", ["Ravenmoor"]),
    ("she worked at sandhu farms then", ["sandhu farms"]),
    ("phoned lotus house twice", ["lotus house"]),
    ("the owner of black spruce oilfield services", ["black spruce"]),
    ("came from St. Mark's Drop-in", ["Mark"]),
    ("from Whitmoor Family Care Inc., then", ["Whitmoor Family Care"]),
    ("harmony house referred her", ["harmony house"]),
    ("a guy named dutch came", ["dutch"]),
    ("he was known as 'hammer' there", ["hammer"]),
    ("the house on maple street was his", ["maple"]),
    ("drove from ft st john that night", ["john"]),
    ("BVRC sent regrets.", ["BVRC"]),
    ("in Hudson's Hope and Vanderhoof", ["Hudson", "Vanderhoof"]),
    ("hospital in kamloops", ["kamloops"]),
    ("driven straight to Field, then on", ["Field"]),
    ("at a party in dtes", ["dtes"]),
    ("recruited in ludhiana", ["ludhiana"]),
    ("from Otter Creek First Nation", ["Otter"]),
    ("the wet'suwet'en and others", ["wet'suwet'en"]),
]

PASSES = [
    "The RCMP in Vancouver, Surrey and Calgary helped; MCFD and IRCC did not.",
    "In BC and Alberta, in the Lower Mainland, in Northern BC and in Ontario.",
    "She speaks Tagalog, Punjabi and English; he is Nigerian and Muslim.",
    "We may revisit this code. It sits under Control, next to Debt and Isolation.",
    "She hopes to study. Hope comes up again in the closing.",
    "a grace period on rent would help; bill payments, bus fare, art therapy",
    "Mark as Deception, not Coercion.",
    "Rose early, worked late.",
    "The judge was kind. The boss was not. Her mother said no.",
    "She stayed in a transition house, then a women's shelter and a safe house.",
    "There is a lack of services, and the settlement agency has a community centre.",
    "First Nations women and Indigenous girls on and off reserve.",
    "Temporary Foreign Worker Program; the Criminal Code; Legal Aid BC; the Salvation Army.",
    "Respondent: [respondent], in [province withheld].",
    "They won't say, don't ask, and it's the survivors' choice.",
    "Our constable sits in; the detective gave me a number; a support worker will be there.",
    "unsafe shelter, sober house, visit farms, cooperation among services",
    "Withheld pay, situational factors, psychosocial support, trans people, waitlists.",
    "One year the call was for art, the next for jobs.",
    "Underfunded helplines, caseloads, retraumatization and couchsurfing.",
]


@pytest.mark.parametrize(("text", "names"), GONE)
def test_a_name_does_not_survive(gate: Gate, text: str, names: list[str]) -> None:
    """No part of the name stands in the masked text."""
    masked = gate.screen(text).masked.text
    assert [name for name in names if name in masked] == [], masked


def test_prose_stays_readable(gate: Gate) -> None:
    """General bodies, large places, peoples and ordinary words pass: at most 2 words in 100 are masked.

    The marks are 4 masked and 3 flagged of a hundred words.
    """
    words = sum(len(text.split()) for text in PASSES)
    found = [find.action for text in PASSES for find in gate.screen(text).findings]
    assert found.count("mask") <= 0.02 * words
    assert found.count("flag") <= 0.03 * words


@pytest.mark.parametrize("text", PASSES)
def test_general_words_pass_every_list(gate: Gate, text: str) -> None:
    """Lists and rules, which have no sentence to go by, take none of them for a name."""
    assert [screening.findings for screening in gate.screen_note([text], labels=True)] == [()]


def test_a_town_shows_its_region(gate: Gate) -> None:
    """The region keeps the meaning that the town had."""
    assert gate.screen("She lives in Vanderhoof.").masked.text == "She lives in [TOWN: northern BC]."
    assert gate.screen("She lives in Lethbridge.").masked.text == "She lives in [TOWN: southern Alberta]."


def test_the_whole_name_is_one_finding(gate: Gate) -> None:
    """First name and surname are decided together."""
    screening = gate.screen("Met Wanda Okafor at noon.")
    assert [(find.start, find.end, find.kind, find.direct) for find in screening.findings] == [
        (4, 16, "person", True)
    ]
