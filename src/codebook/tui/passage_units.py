"""Words, sentences, paragraphs and answers of a document, and the ways a cursor moves by them."""

import re
import unicodedata
from bisect import bisect_right
from typing import Literal

from codebook.tui.passage_layout import Document, Layout

Unit = Literal["word", "sentence", "paragraph", "answer"]
Range = tuple[int, int]

_IDEOGRAPH = "\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_NEARBY = 500
_LETTERS = rf"(?:(?![{_IDEOGRAPH}])\w)+"
_WORD = re.compile(
    r"\[[A-Z][A-Z -]*(?:-\d+)?(?:: [^\]\n]{1,60})?\]"  # a placeholder such as [TOWN: northern BC]
    rf"|[{_IDEOGRAPH}]"
    rf"|{_LETTERS}(?:['\u2019\u2011-]{_LETTERS})*",
)


def _marked(text: str) -> str:
    """The text with combining marks and joiners as letters, which they belong to."""
    if text.isascii():
        return text
    return "".join(
        "x" if sign in "\u200c\u200d" or unicodedata.category(sign) in ("Mn", "Mc", "Me") else sign
        for sign in text
    )


def paragraph(document: Document, place: int) -> Range:
    """The text between the line feeds around a place."""
    text = document.measured.text
    end = text.find("\n", place)
    return text.rfind("\n", 0, place) + 1, len(text) if end < 0 else end


def words(document: Document, start: int, end: int) -> list[Range]:
    """The words of a stretch: letters and digits, a placeholder of the gate, or one ideograph each."""
    measured = document.measured
    found = (match.span() for match in _WORD.finditer(_marked(measured.text[start:end])))
    places = ((first + start, last + start) for first, last in found)
    return [(first, last) for first, last in places if measured.whole[first] and measured.whole[last]]


def _nearby(document: Document, place: int) -> Range:
    """The paragraph at a place, or of a very long one a thousand characters cut at spaces."""
    start, end = paragraph(document, place)
    text = document.measured.text
    if place - start > _NEARBY:
        start = max(text.find(" ", place - _NEARBY, place), place - _NEARBY)
    if end - place > _NEARBY:
        found = text.rfind(" ", place, place + _NEARBY)
        end = found if found >= 0 else place + _NEARBY
    return start, end


def _word(document: Document, place: int) -> Range:
    start, end = _nearby(document, place)
    found = words(document, start, end)
    inside = [(first, last) for first, last in found if first <= place < last]
    before = [(first, last) for first, last in found if last == place]
    if inside or before:
        return (inside or before)[0]
    return place, document.measured.step(place, 1) if place < end else place


def _sentence(document: Document, place: int) -> Range:
    index = document.index_at(place)
    base, end = document.bounds(index)
    starts = document.passages[index].sentences or (0,)
    number = max(bisect_right(starts, place - base) - 1, 0)
    return base + starts[number], base + starts[number + 1] if number + 1 < len(starts) else end


def unit(document: Document, kind: Unit, place: int) -> Range:
    """The word, sentence, paragraph or answer at a place, without the white space around it."""
    match kind:
        case "word":
            found = _word(document, place)
        case "sentence":
            found = _sentence(document, place)
        case "paragraph":
            found = paragraph(document, place)
        case "answer":
            found = document.bounds(document.index_at(place))
    return trimmed(document, *found)


def trimmed(document: Document, start: int, end: int) -> Range:
    """A stretch without white space at its edges."""
    text = document.measured.text
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def snapped(document: Document, start: int, end: int) -> Range:
    """A stretch widened to whole words and freed of white space at its edges."""
    start, end = trimmed(document, start, end)
    if start == end:
        return start, end
    return _around(document, start)[0], _around(document, end)[1]


def _around(document: Document, place: int) -> Range:
    """The word that a place is inside, or twice the place."""
    for first, last in words(document, *_nearby(document, place)):
        if first < place < last:
            return first, last
    return place, place


def following(document: Document, kind: Unit, place: int) -> Range:
    """The next unit whose text begins at or after a place; empty at the end of the document."""
    text = document.measured.text
    while place < len(text) and text[place].isspace():
        place += 1
    return unit(document, kind, place)


def next_word(document: Document, place: int, direction: int) -> int:
    """The end of the next word, or the beginning of the one before, across paragraphs."""
    length = document.length
    while 0 <= place <= length:
        start, end = _nearby(document, place)
        found = words(document, start, end)
        ahead = [last for _, last in found if last > place]
        behind = [first for first, _ in found if first < place]
        if direction > 0 and ahead:
            return ahead[0]
        if direction < 0 and behind:
            return behind[-1]
        place = end + 1 if direction > 0 else start - 1
    return min(max(place, 0), length)


def next_start(document: Document, kind: Unit, place: int, direction: int) -> int:
    """The beginning of the next unit, or of this one, or of the one before if at its beginning."""
    start, end = unit(document, kind, place)
    if direction > 0:
        text, place = document.measured.text, max(end, place)
        while place < len(text) and text[place].isspace():
            place += 1
        return place
    if place > start:
        return start
    return unit(document, kind, max(start - 1, 0))[0] if start else 0


def next_line(layout: Layout, place: int, direction: int, column: int) -> int:
    """The place in a column of a line above or below; the edge of the text beyond the last."""
    line = layout.line(place) + direction
    if line < 0:
        return 0
    if line >= len(layout.starts):
        return layout.document.length
    return layout.place_on(line, column)


def line_edge(layout: Layout, place: int, direction: int) -> int:
    """The beginning of a place's line, or its end."""
    line = layout.line(place)
    return int(layout.starts[line]) if direction < 0 else layout.place_on(line, layout.width + 1)
