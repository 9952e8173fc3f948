"""Text made safe for a terminal, one character for one, so that offsets hold."""

import re

from rich.cells import cell_len, set_cell_size

_PICTURES = {point: 0x2400 + point for point in range(0x20)} | {0x7F: 0x2421}
_UNPRINTABLE = (
    *range(0x80, 0xA0),  # C1: another way to write escape sequences
    *range(0x2028, 0x202F),  # line and paragraph separators, bidirectional overrides
    *range(0x2066, 0x206A),  # bidirectional isolates
)
_SUBSTITUTES = _PICTURES | dict.fromkeys(_UNPRINTABLE, 0xFFFD)
_UNSAFE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")

SUBSTITUTED = tuple(_SUBSTITUTES)
"""The code points, lone surrogates aside, that never reach the terminal as they are."""


def _substitute(match: re.Match[str]) -> str:
    return chr(_SUBSTITUTES.get(ord(match.group()), 0xFFFD))


def printable(text: str) -> str:
    """The text with each control character shown by a visible sign of the same length.

    ESC becomes `␛`, a tab `␉`, a C1 control or a bidirectional override `\ufffd`.
    """
    return _UNSAFE.sub(_substitute, text)


def one_line(text: str) -> str:
    """A label on one line: line breaks and tabs are spaces, other control characters visible signs."""
    return printable(" ".join(text.split()))


def clipped(text: str, width: int) -> str:
    """A label cut to a number of cells, with an ellipsis where something is missing."""
    return text if cell_len(text) <= width else set_cell_size(text, max(width - 1, 0)) + "…"
