"""Numbers and contacts. Every name, number and address here is invented."""

import pytest

from codebook.deid.gate import Gate
from codebook.deid.patterns import luhn

# Shape, a text that holds it, and the stretch that must be covered.
FOUND = [
    ("email", "Write to ana.q+x@mail.example.org today.", "ana.q+x@mail.example.org"),
    ("email", "write anaq at mail dot ca please", "anaq at mail dot ca"),
    ("email", "try anaq [at] outreach [dot] example [dot] org", "anaq [at] outreach [dot] example [dot] org"),
    ("url", "See https://ads.example/post/55102.", "https://ads.example/post/55102"),
    ("url", "It is at royalhands.ca still.", "royalhands.ca"),
    ("url", "Look at fb.com/anaq.9 first.", "fb.com/anaq.9"),
    ("handle", "She posts as @ana_lights now.", "@ana_lights"),
    ("handle", "prairie_moss99 wrote again", "prairie_moss99"),
    ("handle", "xo.vee.xo on insta", "xo.vee.xo"),
    ("phone", "Call 250-555-0143 now.", "250-555-0143"),
    ("phone", "Call (250) 555.0143 now.", "(250) 555.0143"),
    ("phone", "Call 1 250 555 0143 ext 22 now.", "1 250 555 0143 ext 22"),
    ("phone", "Call 2505550143 now.", "2505550143"),
    ("phone", "Call 555-0143 now.", "555-0143"),
    ("phone", "From +63 917 555 0143 again.", "+63 917 555 0143"),
    (
        "phone",
        "at two five zero five five five zero one four four",
        "two five zero five five five zero one four four",
    ),
    ("sin", "SIN 046 454 286 was used.", "046 454 286"),
    ("sin", "He wrote 046454286 down.", "046454286"),
    ("health-number", "PHN 9052 120 868 on file.", "9052 120 868"),
    ("health-number", "ahc 42557-1664 given", "42557-1664"),
    ("passport", "passport P4417708B was kept", "P4417708B"),
    ("uci", "UCI: 11-1011-6316 noted", "11-1011-6316"),
    ("permit", "her permit W303189116 ended", "W303189116"),
    ("permit", "WP U 214 886 305 ended", "U 214 886 305"),
    ("file-number", "file 2021/3988 is open", "2021/3988"),
    ("file-number", "GO 2022-283455 is open", "2022-283455"),
    ("file-number", "docket 160483072Q1 sealed", "160483072Q1"),
    ("file-number", "about IMM-4321-22 again", "IMM-4321-22"),
    ("file-number", "Court file no. 85052-2-K sealed", "85052-2-K"),
    ("plate", "plate KN5 31R followed", "KN5 31R"),
    ("plate", "the car FCG-6475 again", "FCG-6475"),
    ("account", "transit 15788 acct 7377271 used", "7377271"),
    ("account", "card 4610-6406-8772-1420 used", "4610-6406-8772-1420"),
    ("postal-code", "mail to V0J 9Q7 please", "V0J 9Q7"),
    ("address", "at 8304 Hollow St. since May", "8304 Hollow St."),
    ("address", "at 58 Sallow Court since May", "58 Sallow Court"),
    ("address", "at 14174 cliffside drive, unit 3", "14174 cliffside drive"),
    ("address", "at #16-7964 99 Street since May", "#16-7964 99 Street"),
    ("address", "at 18881 Hwy 97 South since May", "18881 Hwy 97 South"),
    ("address", "to P.O. Box 118 please", "P.O. Box 118"),
    ("vehicle", "in a blue Mazda 3 again", "Mazda 3"),
    ("description", "She is the only midwife in town.", "the only midwife in town"),
    ("number", "the code was 773820 there", "773820"),
    ("number", "the code was kx93b7 there", "kx93b7"),
]

PASSES = [
    "She paid $10,000 and 15,000 for the second job.",
    "They owed $3,000.00 and paid 30 days later.",
    "Services are open 24/7 and 99% full.",
    "It closed in 2019-2021 and again in 2023.",
    "Call 911 or 211 at 10:30 pm.",
    "Section 5(1) of the act, and Bill C-36.",
    "Between 13 and 18; over 20 years; 5 hours per client.",
    "In 2022 about 40 people lost their place.",
    "Consent 1-6 given, Q7/8 answered, question 12.",
    "During COVID-19 the 2nd shelter closed.",
    "The 10 women found their way in court.",
    "The Provincial Court agreed.",
    "The email bounced and the phone was off.",
    "It cost 15000 dollars.",
]


@pytest.mark.parametrize(("kind", "text", "covered"), FOUND)
def test_an_identifier_is_covered_whole(gate: Gate, kind: str, text: str, covered: str) -> None:
    """The stretch is gone from the masked text and is reported under its kind."""
    screening = gate.screen(text)
    start = text.index(covered)
    assert any(
        find.start <= start and start + len(covered) <= find.end and find.kind == kind
        for find in screening.findings
    ), [(find.kind, text[find.start : find.end]) for find in screening.findings]
    assert covered not in screening.masked.text


@pytest.mark.parametrize("text", PASSES)
def test_ordinary_numbers_pass(gate: Gate, text: str) -> None:
    """Money, years, counts, times and public numbers identify nobody."""
    assert gate.screen(text).masked.text == text


def test_the_checksum_tells_a_social_insurance_number_from_other_digits() -> None:
    """One wrong digit fails the check."""
    assert luhn("046 454 286")
    assert not luhn("046 454 287")
