"""What of a half-typed text may be written: never the sentence under the cursor, always the others."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codebook.intake.settling import settled

SENTENCES = st.lists(
    st.sampled_from(["She left.", "They waited a year!", "Who helped?", "No answer.", "It was cold."]),
    max_size=5,
)


@pytest.mark.parametrize(
    ("text", "cursor", "before", "idle", "image"),
    [
        ("", 0, "", False, ""),
        ("She met Zor", 11, "", False, ""),
        ("She met Zorvina.", 16, "", False, ""),
        ("She met Zorvina.", 16, "", True, "She met Zorvina."),
        ("Write to zorvblatt.", 19, "", True, ""),
        ("Write to zorvblatt. ", 20, "", False, "Write to zorvblatt. "),
        ("She was waitlisted.", 19, "", True, "She was waitlisted."),
        ("She met Zorvina. ", 17, "", False, "She met Zorvina. "),
        ("She left. Then Zor", 18, "", False, "She left. "),
        ("She left. Then Zor", 18, "She left. ", True, "She left. "),
        ("- a bed\n- Zor", 13, "", False, "- a bed\n"),
        ("Call 604. ", 10, "", True, ""),
        ("Call 604. 555", 13, "", True, ""),
        ("It was in 2019. ", 16, "", False, "It was in 2019. "),
        ("She was 17.", 11, "", True, "She was 17."),
        ("One. Twoo. Three.", 8, "One. Two. Three.", False, "One. Two. Three."),
        ("One. Zor three. Four. ", 8, "", False, "One. Four. "),
        ("She left. Then nothing", 3, "", False, "Then nothing"),
    ],
)
def test_only_the_sentence_under_the_cursor_waits(
    text: str, cursor: int, before: str, image: str, *, idle: bool
) -> None:
    """A new sentence is left out until it is closed or left; a changed one keeps its earlier form."""
    assert settled(text, cursor, before, idle=idle)[0] == image


@given(SENTENCES, st.text("abc ", min_size=1, max_size=12))
def test_closed_sentences_are_all_written(sentences: list[str], tail: str) -> None:
    """Whatever is typed behind them, and whether or not anybody pauses."""
    closed = "".join(f"{sentence} " for sentence in sentences)
    text = closed + tail.lstrip()
    image, cursor = settled(text, len(text), closed, idle=False)
    assert image == closed
    assert cursor == len(closed)


@given(SENTENCES, st.data())
def test_what_was_written_comes_back_when_nothing_changed(sentences: list[str], data: st.DataObject) -> None:
    """Moving the cursor through a written text changes nothing of it."""
    text = " ".join(sentences)
    cursor = data.draw(st.integers(0, len(text)))
    image, place = settled(text, cursor, text, idle=False)
    assert image == text
    assert 0 <= place <= len(text)
