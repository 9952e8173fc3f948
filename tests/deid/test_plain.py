"""Names and numbers cannot hide behind invisible signs, odd dashes or borrowed placeholders.

Everybody named here is invented.
"""

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from codebook.deid.gate import Gate, GateRefusedError
from codebook.deid.plain import Plain

HIDING = ["\u00ad", "\u200b", "\u200c", "\u200d", "\u2060", "\u034f", "\ufeff", "\u202e", "\u2063"]


@pytest.mark.parametrize("sign", HIDING, ids=[f"U+{ord(sign):04X}" for sign in HIDING])
def test_an_invisible_sign_hides_no_name(gate: Gate, sign: str) -> None:
    """The name is found as if the sign were not there, and nothing of it is left."""
    text = f"Then Quill{sign}haven came, with Maria Okonk{sign}wo."
    seen = gate.screen(text)
    assert "haven" not in seen.masked.text
    assert "Quill" not in seen.masked.text
    assert "wo" not in seen.masked.text.replace("[", " ").split()
    first = seen.findings[0]
    assert text[first.start : first.end].startswith("Quill")


@pytest.mark.parametrize("sign", ["\x00", "\x0b", "\x0c", "\x85", "\u2028", "\u2029", "\r"])
def test_a_control_sign_becomes_a_blank(gate: Gate, sign: str) -> None:
    """No control sign but tab and line feed is stored."""
    seen = gate.screen(f"call 604-555-0123{sign}or Maria Okonkwo")
    assert sign not in seen.masked.text
    assert "Okonkwo" not in seen.masked.text


def test_accents_apart_from_their_letters_hide_no_name(gate: Gate) -> None:
    """A name typed with combining accents is masked whole."""
    text = unicodedata.normalize("NFD", "Her worker Thérèse Béliveau came.")
    seen = gate.screen(text)
    for part in ("Th", "Be", "liveau"):
        assert part not in seen.masked.text
    [found] = seen.findings
    assert unicodedata.normalize("NFC", text[found.start : found.end]) == "Thérèse Béliveau"


@pytest.mark.parametrize(
    "dash", ["\u2010", "\u2011", "\u2012", "\u2013", "\u2014", "\u2212", "\u00b7", "\uff0d"]
)
def test_any_dash_parts_a_number(gate: Gate, dash: str) -> None:
    """Word processors turn hyphens into other dashes; the number is found all the same."""
    assert gate.screen(f"I called 250{dash}555{dash}0143 today.").masked.text == "I called [PHONE-1] today."
    assert "454" not in gate.screen(f"SIN 046{dash}454{dash}286 on file").masked.text


@pytest.mark.parametrize("typed", ["[QUILLHAVEN-1]", "[MARIA-2]", "[OKONKWO-15]", "[NATIONS-3] Quillhaven"])
def test_a_borrowed_placeholder_is_read_like_any_word(gate: Gate, typed: str) -> None:
    """Only placeholders the gate itself writes pass unread."""
    shown = gate.screen(f"She met {typed} and later left.").masked.text
    for name in ("QUILLHAVEN", "MARIA", "OKONKWO", "Quillhaven"):
        assert name not in shown


def test_numbers_of_placeholders_are_never_shared(gate: Gate) -> None:
    """An id typed as a placeholder keeps its number; the next id gets another one."""
    assert gate.screen("[ID-1] has SIN 046 454 286").masked.text == "[ID-1] has SIN [ID-2]"


@pytest.mark.parametrize("number", [4999, 9999, 99999])
def test_a_high_placeholder_number_ends(gate: Gate, number: int) -> None:
    """However high a typed number is, screening comes to an end and masks the rest."""
    seen = gate.screen(f"[PHONE-{number}] then call 604 555 0123")
    assert "0123" not in seen.masked.text
    assert gate.screen(seen.masked.text).findings == ()


def test_names_in_ids_and_handles_are_refused(gate: Gate) -> None:
    """An id of a guide may hold abbreviations, not names; a handle is no first name."""
    for text in ("Quillhaven", "B.quillhaven.okonkwo-steele", "B.maria"):
        with pytest.raises(GateRefusedError):
            gate.ident(text, place="guide's id")
    for text in ("Ann1", "Sue", "Maria"):
        with pytest.raises(GateRefusedError):
            gate.handle(text)
    assert gate.handle("b2").text == "B2"


SIGNS = st.text(
    alphabet=st.one_of(
        st.characters(codec="utf-8"),
        st.sampled_from(
            [
                *HIDING,
                "e",
                "\u0301",
                "\u0327",
                "👩",
                "\u200d",
                "🌾",
                "\ufe0f",
                " ",
                "\n",
                "\x00",
                "한",
                "क",
                "्",
            ]
        ),
    ),
    max_size=60,
)


@settings(max_examples=200, deadline=None)
@given(text=SIGNS)
def test_plain_text_is_plain_and_leads_back(text: str) -> None:
    """Making plain twice changes nothing more; places lead back in order; edits rebuild the plain text."""
    plain = Plain(text)
    assert Plain(plain.text).text == plain.text
    places = [plain.raw(at) for at in range(len(plain.text) + 1)]
    assert places == sorted(places)
    assert places[-1] == len(text)
    edits = plain.edits(())
    assert all(one.end <= other.start for one, other in pairwise(edits))
    assert len(text) + sum(edit.length - (edit.end - edit.start) for edit in edits) == len(plain.text)


@settings(max_examples=60, deadline=None)
@given(text=SIGNS)
def test_the_gate_takes_any_text_and_is_done_with_it(gate: Gate, text: str) -> None:
    """No Unicode string raises; what comes out is found clean; edits lead to its length."""
    seen = gate.screen(text)
    assert gate.screen(seen.masked.text).findings == ()
    grown = sum(edit.length - (edit.end - edit.start) for edit in seen.edits)
    assert len(text) + grown == len(seen.masked.text)


def test_emoji_keep_their_joiners() -> None:
    """A joiner between two symbols is part of one picture and stays."""
    assert Plain("👩\u200d🌾 came").text == "👩\u200d🌾 came"
    assert Plain("Quill\u200dhaven").text == "Quillhaven"
