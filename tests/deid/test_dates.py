"""Exact dates and great ages become coarser. Everything here is invented."""

import pytest

from codebook.deid.gate import Gate

SHOWN = [
    ("It was July 2, 2022.", "It was [DATE: July 2022]."),
    ("It was 2 November 2023.", "It was [DATE: November 2023]."),
    ("It was the 2nd of May.", "It was the [DATE: May]."),
    ("It was Apr 15.", "It was [DATE: April]."),
    ("It was 10-Jul-2018.", "It was [DATE: July 2018]."),
    ("It was Aug 14/21.", "It was [DATE: August 2021]."),
    ("It was Feb 10/91.", "It was [DATE: February 1991]."),
    ("It was 2022-07-19.", "It was [DATE: July 2022]."),
    ("It was 05/28/2018.", "It was [DATE: May 2018]."),
    ("It was 05/06/2018.", "It was [DATE: 2018]."),
    ("It was 20060627.", "It was [DATE: June 2006]."),
    ("Seen on the 15th again.", "Seen on [DATE-1] again."),
    ("DOB March 17, 1976.", "DOB [BIRTHDATE-1]."),
    ("She was born on 12/05/1990.", "She was born on [BIRTHDATE-1]."),
    ("The woman is 94 years old.", "The woman is [AGE: 90+] years old."),
    ("Elle est venue le 14 février 2021.", "Elle est venue le [DATE: February 2021]."),
    ("Vue le 1er août.", "Vue le [DATE: August]."),
    ("Sa grand-mère a 92 ans.", "Sa grand-mère a [AGE: 90+] ans."),
    ("The grandmother is a hundred and one.", "The grandmother is [AGE: 90+]."),
    ("The elder, aged 91, spoke.", "The elder, aged [AGE: 90+], spoke."),
]

PASSES = [
    "It was in July 2022, or in 2021, or last May.",
    "She is 34 years old and was 17 then.",
    "The score was 95% and it was 92.",
    "On Monday and in early spring.",
    "They may 'agree' in March.",
]


@pytest.mark.parametrize(("text", "masked"), SHOWN)
def test_what_is_exact_becomes_coarse(gate: Gate, text: str, masked: str) -> None:
    """The placeholder says the month and year that keep the meaning."""
    assert gate.screen(text).masked.text == masked


@pytest.mark.parametrize("text", PASSES)
def test_months_years_and_usual_ages_pass(gate: Gate, text: str) -> None:
    """What is coarse already stays."""
    assert gate.screen(text).masked.text == text


def test_a_birth_date_is_a_direct_identifier_and_another_date_is_not(gate: Gate) -> None:
    """The finding says which of the two it is."""
    birth, other = gate.screen("dob 1988-11-05, seen 2022-07-19").findings
    assert (birth.kind, birth.direct) == ("birth-date", True)
    assert (other.kind, other.direct) == ("date", False)
