"""Coded text stays readable and its colours tell apart, on light and on dark."""

import itertools

import pytest
from textual.color import Color

from codebook.model.codes import COLOURS
from codebook.tui.colours import OKABE_ITO, contrast, highlight, shade, sign

THEMES = {
    "dark": (Color.parse("#e0e0e0"), Color.parse("#121212")),
    "light": (Color.parse("#1f1f1f"), Color.parse("#e0e0e0")),
    "black": (Color.parse("#ffffff"), Color.parse("#000000")),
    "paper": (Color.parse("#000000"), Color.parse("#ffffff")),
    "nord": (Color.parse("#d8dee9"), Color.parse("#2e3440")),
}


def test_every_colour_of_the_codebook_has_its_paint() -> None:
    """Every colour of the codebook has its paint."""
    assert set(OKABE_ITO) == set(COLOURS)


def test_contrast_is_that_of_the_guidelines() -> None:
    """Contrast is that of the guidelines."""
    assert contrast(Color(0, 0, 0), Color(255, 255, 255)) == pytest.approx(21)
    assert contrast(Color.parse("#777777"), Color(255, 255, 255)) == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("count", [1, 2, 3])
def test_text_is_readable_on_every_mixture(theme: str, count: int) -> None:
    """Text is readable on every mixture."""
    text, surface = THEMES[theme]
    for names in itertools.combinations_with_replacement(sorted(COLOURS), count):
        assert contrast(highlight(names, text, surface), text) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("name", COLOURS)
def test_overlap_is_denser(theme: str, name: str) -> None:
    """Overlap is denser."""
    text, surface = THEMES[theme]
    once, twice = (contrast(highlight((name,) * count, text, surface), surface) for count in (1, 2))
    assert twice >= once > 1


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("name", COLOURS)
def test_stripes_and_names_stand_out_from_the_ground(theme: str, name: str) -> None:
    """Stripes and names stand out from the ground."""
    _, surface = THEMES[theme]
    assert contrast(sign(name, surface), surface) >= 3
    assert contrast(sign(name, surface, 4.5), surface) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
def test_a_heat_map_darkens_with_its_numbers_and_stays_readable(theme: str) -> None:
    """A heat map darkens with its numbers and stays readable."""
    text, surface = THEMES[theme]
    grounds = [shade(step / 10, text, surface, OKABE_ITO["blue"]) for step in range(11)]
    assert grounds[0] == surface
    assert all(contrast(ground, text) >= 4.5 for ground in grounds)
