"""A text without what hides a name: invisible signs, controls, accents apart from their letters."""

import re
import unicodedata
from collections.abc import Iterator, Sequence

from codebook.model.span import Edit

_JOINER = "\u200d"
_INVISIBLE = frozenset("\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u3164\uffa0")
_BLANKS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029]")
_MARKS = r"\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u064b-\u065f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20f0"
_CLUSTER = re.compile(rf"(?s).[{_MARKS}]*")


class Plain:
    """A text as the gate reads and stores it, and the way back to the offsets it was given in.

    Composed (NFC) cluster by cluster; invisible signs are dropped, but for joiners between symbols;
    controls other than tab and line feed become blanks.
    """

    __slots__ = ("_edits", "_starts", "text")

    def __init__(self, raw: str) -> None:
        self._edits: list[Edit] = []
        self._starts: list[int] | None = None
        self.text = raw
        if raw.isascii() and not _BLANKS.search(raw):
            return
        starts: list[int] = []
        parts: list[str] = []
        for start, end, shown in _clusters(raw):
            if shown != raw[start:end]:
                self._edits.append(Edit(start, end, len(shown)))
            starts += [start] * len(shown) if len(shown) != end - start else range(start, end)
            parts.append(shown)
        if self._edits:
            self.text, self._starts = "".join(parts), [*starts, len(raw)]

    def raw(self, place: int) -> int:
        """Where a place of the plain text stood in the text that was given."""
        return place if self._starts is None else self._starts[place]

    def edits(self, later: Sequence[Edit]) -> tuple[Edit, ...]:
        """Edits of the plain text as edits of the text that was given, with what made it plain."""
        if self._starts is None:
            return tuple(later)
        moved = [Edit(self.raw(edit.start), self.raw(edit.end), edit.length) for edit in later]
        own = [
            edit
            for edit in self._edits
            if not any(other.start < edit.end and edit.start < other.end for other in moved)
        ]
        return tuple(sorted([*moved, *own], key=lambda edit: (edit.start, edit.end)))


def _clusters(raw: str) -> Iterator[tuple[int, int, str]]:
    """Letters with their marks: where each stands and what it becomes."""
    for found in _CLUSTER.finditer(raw):
        sign, shown = found[0][0], found[0]
        if _hidden(raw, found.start(), sign):
            shown = unicodedata.normalize("NFC", shown[1:])
        elif "\ud800" <= sign <= "\udfff":
            shown = "\ufffd" + shown[1:]
        elif _BLANKS.match(sign):
            shown = " " + shown[1:]
        else:
            shown = unicodedata.normalize("NFC", "".join(part for part in shown if part not in _INVISIBLE))
        yield found.start(), found.end(), shown


def _hidden(raw: str, at: int, sign: str) -> bool:
    if sign == _JOINER:
        around = raw[at - 1 : at], raw[at + 1 : at + 2]
        return not all(
            part and (unicodedata.category(part) in {"So", "Sk"} or part == "\ufe0f") for part in around
        )
    return sign in _INVISIBLE or unicodedata.category(sign) == "Cf"
