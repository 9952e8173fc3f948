"""What holds for every text the gate sees. Every name and number here is invented."""

from hypothesis import given, settings
from hypothesis import strategies as st

from codebook.deid.gate import Gate, Surrogates
from codebook.model.span import Span, remapped

GATE = Gate()

PLANTED = (
    "Wanda Okafor", "Priya Dhanoa", "Sveltin Horvathy", "kiranjot", "phuong", "Dr. Vasquill", "250-555-0143",
    "anaq@mail.example.org",
    "www.royalhands.example/book", "@ana_lights", "PHN 9052 120 868", "UCI 11-1011-6316",
    "W303189116",
    "KN5 31R", "V0J 9Q7", "8304 Hollow St", "July 2, 2022", "2022-07-19", "Vanderhoof",
    "kamloops",
    "Ravenmoor Shelter", "fb.com/anaq.9", "046 454 286",
)  # fmt: skip
FILLERS = (
    "She said", "they told us that", "and then", "was taken to", "at the shelter", "near", "called from",
    "-", "\n- ",
    ".\n", ". The worker", "paid $10,000 to", "[PERSON-4]", "[TOWN: northern BC]", "[respondent]",
    "because the police",    "?", "(", ")", ", ", "\u201c", "\u201d", "\n\n", "2019", "with her sister",
)  # fmt: skip

composed = st.lists(st.sampled_from(PLANTED + FILLERS), min_size=1, max_size=14).map(" ".join)


@settings(max_examples=60, deadline=None)
@given(composed)
def test_no_planted_identifier_survives(text: str) -> None:
    """Whatever stands around it."""
    masked = GATE.screen(text).masked.text
    assert [planted for planted in PLANTED if planted in masked] == []


@settings(max_examples=60, deadline=None)
@given(composed)
def test_screening_what_was_screened_changes_nothing(text: str) -> None:
    """A stored text that is scanned again under the same policy has no findings."""
    masked = GATE.screen(text).masked.text
    again = GATE.screen(masked)
    assert again.findings == ()
    assert again.masked.text == masked


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="abcdeANS @.-/[]:'\n0123456789é\u2019", max_size=60))
def test_any_signs_are_screened_to_a_fixed_point(text: str) -> None:
    """Also text that is no prose, with half placeholders in it."""
    masked = GATE.screen(text).masked.text
    assert GATE.screen(masked).masked.text == masked


@settings(max_examples=60, deadline=None)
@given(composed)
def test_edits_lead_from_the_raw_text_to_the_masked_one(text: str) -> None:
    """Applying them rebuilds the masked text outside placeholders, and spans move with them."""
    screening = GATE.screen(text)
    masked, last, shift = screening.masked.text, 0, 0
    for edit, find in zip(screening.edits, screening.findings, strict=True):
        assert last <= edit.start < edit.end
        assert (edit.start, edit.end) == (find.start, find.end)
        assert text[last : edit.start] == masked[last + shift : edit.start + shift]
        placeholder = masked[edit.start + shift : edit.start + shift + edit.length]
        assert placeholder.startswith("[")
        assert placeholder.endswith("]")
        moved = remapped(Span(edit.start, edit.end), screening.edits)
        assert moved == Span(edit.start + shift, edit.start + shift + edit.length)
        last, shift = edit.end, shift + edit.length - (edit.end - edit.start)
    assert text[last:] == masked[last + shift :]


@settings(max_examples=40, deadline=None)
@given(composed)
def test_line_breaks_and_sentences_stay(text: str) -> None:
    """Lines are kept outside what is covered; sentence starts rise from 0 and stand on a sign."""
    screening = GATE.screen(text)
    masked = screening.masked.text
    covered = sum(text[find.start : find.end].count("\n") for find in screening.findings)
    assert masked.count("\n") == text.count("\n") - covered
    assert screening.sentences[0] == 0
    assert list(screening.sentences) == sorted(set(screening.sentences))
    assert all(not masked[start].isspace() for start in screening.sentences[1:])


@settings(max_examples=30, deadline=None)
@given(st.lists(composed, min_size=1, max_size=4))
def test_a_screened_note_is_screened_to_a_fixed_point(texts: list[str]) -> None:
    """All passages together, too."""
    masked = [screening.masked.text for screening in GATE.screen_note(texts, Surrogates())]
    assert [screening.masked.text for screening in GATE.screen_note(masked)] == masked


@settings(max_examples=80, deadline=None)
@given(st.text(max_size=120), st.text(alphabet=st.characters(), max_size=40))
def test_no_text_stops_the_gate(text: str, other: str) -> None:
    """Any Unicode, half surrogate pairs too, gives text that can be stored and that stays as it is."""
    masked = GATE.screen(f"{text} Wanda Okafor\n{other}").masked.text
    assert "Okafor" not in masked
    masked.encode("utf-8")
    assert GATE.screen(masked).masked.text == masked
