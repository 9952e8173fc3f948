"""Where sentences start. The sentences are invented."""

from itertools import pairwise

import pytest

from codebook.deid.gate import Gate
from codebook.deid.reading import sentence_starts


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("", []),
        ("One only", ["One only"]),
        ("First one. Second one? Third!", ["First one. ", "Second one? ", "Third!"]),
        ("it ended. then it began", ["it ended. ", "then it began"]),
        (
            "Dr. Who saw St. Paul, e.g. twice. Then left.",
            ["Dr. Who saw St. Paul, e.g. twice. ", "Then left."],
        ),
        ('She said "no." He left.', ['She said "no." ', "He left."]),
        ("- a bullet\n- another\n\nA line", ["- a bullet\n", "- another\n\n", "A line"]),
        ("Paid $3.50 in all.", ["Paid $3.50 in all."]),
    ],
)
def test_sentences_start_after_marks_and_at_lines(text: str, sentences: list[str]) -> None:
    """Abbreviations and numbers do not end a sentence; a bullet or a line starts one."""
    starts = [*sentence_starts(text), len(text)]
    assert [text[a:b] for a, b in pairwise(starts)] == sentences


def test_sentence_starts_are_those_of_the_masked_text(gate: Gate) -> None:
    """They are offsets into what is stored, not into what was typed."""
    screening = gate.screen("Wanda Okafor-Lindqvist came. She stayed.")
    assert screening.masked.text == "[PERSON-1] came. She stayed."
    assert screening.sentences == (0, 17)
