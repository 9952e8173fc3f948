"""Eight colours that colour-blind people tell apart, fitted to light and dark themes."""

from collections.abc import Iterable
from functools import lru_cache

from textual.color import Color

OKABE_ITO = {
    "orange": Color.parse("#E69F00"),
    "sky": Color.parse("#56B4E9"),
    "green": Color.parse("#009E73"),
    "yellow": Color.parse("#F0E442"),
    "blue": Color.parse("#0072B2"),
    "vermilion": Color.parse("#D55E00"),
    "purple": Color.parse("#CC79A7"),
    "grey": Color.parse("#999999"),
}
"""Okabe and Ito's palette, by the names of `model.codes.COLOURS`; grey stands in for black."""

TEXT_CONTRAST = 4.5
SIGN_CONTRAST = 3.0
_DENSITY = (0.0, 0.26, 0.42, 0.56)
_STEPS = 40


def _luminance(colour: Color) -> float:
    channels = (value / 255 for value in (colour.r, colour.g, colour.b))
    red, green, blue = (
        value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: Color, other: Color) -> float:
    """The WCAG 2 contrast of two colours: 1 for equal ones, 21 for black and white."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


@lru_cache(maxsize=256)
def sign(name: str, surface: Color, ratio: float = SIGN_CONTRAST) -> Color:
    """A colour for stripes, swatches (3.0) or names (4.5): the palette's, moved away from the surface."""
    colour = OKABE_ITO[name]
    away = Color(255, 255, 255) if _luminance(surface) < 0.18 else Color(0, 0, 0)
    for step in range(_STEPS + 1):
        moved = colour.blend(away, step / _STEPS)
        if contrast(moved, surface) >= ratio:
            return moved
    return away


def _mean(names: Iterable[str]) -> Color:
    colours = [OKABE_ITO[name] for name in names]
    red, green, blue = (
        sum(channel) // len(colours) for channel in zip(*(c.rgb for c in colours), strict=True)
    )
    return Color(red, green, blue)


@lru_cache(maxsize=1024)
def highlight(names: tuple[str, ...], text: Color, surface: Color) -> Color:
    """The background of coded text: the codes' mean colour, denser the more codings overlap.

    It is as dense as the text stays readable on it: contrast 4.5, wherever the theme itself has that.
    """
    if not names:
        return surface
    colour = _mean(names)
    wanted = _DENSITY[min(len(names), len(_DENSITY) - 1)]
    for step in range(_STEPS):
        blended = surface.blend(colour, wanted * (1 - step / _STEPS), alpha=1)
        if contrast(blended, text) >= TEXT_CONTRAST:
            return blended
    return surface


def shade(share: float, text: Color, surface: Color, colour: Color) -> Color:
    """A cell of a heat map: `share` between 0 and 1 of the densest background that keeps text readable."""
    wanted = max(0.0, min(1.0, share)) * 0.85
    for step in range(_STEPS):
        blended = surface.blend(colour, wanted * (1 - step / _STEPS), alpha=1)
        if contrast(blended, text) >= TEXT_CONTRAST:
            return blended
    return surface
