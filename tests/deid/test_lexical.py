"""What the lists say of a word goes to the recogniser in letters."""

import pytest

from codebook.deid.lexical import lexical_class, plain

CLASSES = [
    ("Wanda", "g"),
    ("hope", "wo"),
    ("HOPE", "wo"),
    ("the", "lo"),
    ("society", "ho"),
    ("Kitimat", "t"),
    ("zorblat", "u"),
    ("42", "n"),
    (",", "p"),
]


@pytest.mark.parametrize(("word", "letters"), CLASSES)
def test_each_list_that_holds_a_word_adds_its_letter(word: str, letters: str) -> None:
    """The letters do not depend on case; `u` is for a word of no list and no dictionary."""
    assert set(letters) <= set(lexical_class(word))
    assert ("u" in lexical_class(word)) == (letters == "u")


def test_a_possessive_is_read_without_its_ending() -> None:
    """With either apostrophe."""
    assert plain("Wanda\u2019s") == plain("wanda's") == "wanda"
