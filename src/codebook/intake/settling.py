"""How much of a text that is being typed may be written: all but the sentence under the cursor."""

import re

from codebook.deid.reading import sentence_starts
from codebook.deid.words import is_ordinary

_CLOSED = re.compile(r"(?:[.!?\u2026]+[\"'\u201d\u2019)\]]*[ \t]+|\n)\Z")
_MARK = r"[\"'\u201d\u2019)\]]*\s*\Z"
_ENDED = re.compile(
    rf"(?:[^\W\d_]{{3,}}|\b[a-z]{{2}}|(?<!\d)(?:\d{{1,2}}|(?:19|20)\d\d))[.]+{_MARK}|[!?\u2026]{_MARK}"
)
_LAST = re.compile(rf"([^\W\d_]+)[.]+{_MARK}")
_NUMBER_GOES_ON = re.compile(r"(?<!\d)(?:\d{3}|\d{5,})\.[ \t]*\Z")


def settled(text: str, cursor: int, before: str, *, idle: bool) -> tuple[str, int]:
    """What of `text` may be written while somebody types at `cursor`, and where the cursor stands in it.

    `before` is what was written last. The sentence under the cursor keeps the form it has there, or is
    left out when it is new: half a name or half a number would pass the gate. A sentence is closed by its
    end mark with a blank or a line break behind it, or when nobody types on (`idle`); a number before a
    full stop may go on, so it stays open, and so may the first half of an address. Offsets are code points.
    """
    start, end = _sentence_at(text, cursor)
    if start == end or (idle and end == len(text) and _ended(text[start:end])):
        return text, min(cursor, len(text))
    first, last = text[:start], text[end:]
    kept = before[len(first) : len(before) - len(last)] if _frames(before, first, last) else ""
    return first + kept + last, len(first) + len(kept)


def _ended(sentence: str) -> bool:
    """Whether a sentence has its end mark, and not the full stop in an e-mail or web address."""
    last = _LAST.search(sentence)
    half = last is not None and last[1].islower() and not is_ordinary(last[1])
    return _ENDED.search(sentence) is not None and not half


def _in_number(typed: str, at: int) -> bool:
    """Whether what looks like the start of a sentence goes on with a number, as in 604. 555."""
    return typed[at : at + 1].isdigit() and _NUMBER_GOES_ON.search(typed[:at]) is not None


def _frames(before: str, first: str, last: str) -> bool:
    return len(before) >= len(first) + len(last) and before.startswith(first) and before.endswith(last)


def _sentence_at(text: str, cursor: int) -> tuple[int, int]:
    """The sentence somebody is typing in; empty behind a sentence that has just been closed."""
    typed = text[:cursor]
    if not typed:
        start = 0
    elif _CLOSED.search(typed) and not _NUMBER_GOES_ON.search(typed):
        start = cursor
    else:
        start = max((at for at in sentence_starts(typed) if not _in_number(typed, at)), default=0)
    rest = text[start:]
    ends = [at for at in sentence_starts(rest) if at > max(0, cursor - start)]
    end = start + (ends[0] if ends else len(rest))
    if start == cursor and text[cursor : cursor + 1] in {"", "\n"}:
        return start, start
    return start, end
