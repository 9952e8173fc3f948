"""Which lines of a plain text are one paragraph, broken to fit a screen."""

import re
from dataclasses import dataclass
from itertools import pairwise

WIDEST = 120
NARROWEST = 45
QUESTION_NUMBER = re.compile(
    r"^(?:Q(?:uestion)?\s?\.?\s?\d|\(?\d{1,2}[a-z]?(?:\s?[/&-]\s?\d{1,2})?[.):]\s|\(\d{1,2}\))", re.IGNORECASE
)
LABEL = re.compile(r"^[A-Z(][^:.!,;\"“”]{0,44}\??:(?:\s|$)")
META = re.compile(r"^(?://|#|;|%%)")
SPEAKER_END = (".", "!", "?", ":", '"', "”", "»", ")")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a file: what it looks like by itself, and its text without marks of layout."""

    kind: str
    text: str
    number: int
    level: int = 0
    indent: int = 0


def wrap_width(lines: list[Line]) -> int:
    """The width the file was broken at, 0 when its paragraphs are whole lines."""
    running = [
        len(line.text) + line.indent
        for line, after in pairwise(lines)
        if line.kind in {"text", "bullet", "quote"} and after.kind == "text"
    ]
    longest = max((len(line.text) for line in lines if line.kind in {"text", "bullet", "quote"}), default=0)
    if not running or not max(running) >= NARROWEST or longest > WIDEST:
        return 0
    width = max(running)
    full = sum(length >= width * 0.85 for length in running)
    return width if full >= max(3, len(running) * 0.25) else 0


def continues(first: Line, above: Line, line: Line, width: int, *, markdown: bool) -> bool:
    """Whether a line goes on with the paragraph that `first` began and `above` left."""
    if not line.text or not above.text:
        return False
    if first.kind == "quote" and line.kind == "quote":
        return _flows(above, line, width)
    if line.kind != "text" or first.kind in {"heading", "capitals", "row"}:
        return False
    if META.match(line.text) or META.match(above.text) or QUESTION_NUMBER.match(line.text):
        return False
    if LABEL.match(line.text) and not _runs_on(above, line, width):
        return False
    if first.kind == "bullet" and line.indent > 0:
        return width == 0 or _flows(above, line, width) or line.text[0].islower()
    if width == 0:
        return markdown and _soft(above, line)
    return line.indent <= first.indent + 1 and _flows(above, line, width)


def _flows(above: Line, line: Line, width: int) -> bool:
    """The line above had no room for this line's first word, and does not end a question."""
    word = line.text.split(maxsplit=1)[0]
    full = len(above.text) + above.indent + 1 + len(word) > width
    if not full:
        return False
    return not (above.text.endswith(("?", "?)")) and line.text[:1] in '"“«')


def _runs_on(above: Line, line: Line, width: int) -> bool:
    return width > 0 and _flows(above, line, width) and not above.text.endswith(SPEAKER_END)


def _soft(above: Line, line: Line) -> bool:
    """In Markdown a single line end inside a sentence is no paragraph."""
    return not above.text.endswith(SPEAKER_END) and line.text[:1].islower() and not above.text.endswith("\\")
