"""What was seen in the lines and texts of one note, so that looking again costs only what is new."""

from collections.abc import Callable, Iterable, Sequence
from typing import NoReturn

from codebook.deid.hits import Hit


class Seen:
    """Finds by line, as the recogniser saw them, and by text, under one gate; raw text, in memory only.

    What two turns in a row did not ask for is forgotten, so that typing does not fill the memory.
    """

    __slots__ = ("_lines", "_old_lines", "_old_texts", "_texts")

    def __init__(self) -> None:
        self._lines: dict[str, list[Hit]] = {}
        self._texts: dict[str, list[Hit]] = {}
        self._old_lines: dict[str, list[Hit]] = {}
        self._old_texts: dict[str, list[Hit]] = {}

    def __repr__(self) -> str:
        return "Seen(…)"

    def __reduce__(self) -> NoReturn:
        raise TypeError("raw text stays in memory")

    def turn(self) -> None:
        """Begin to look again: what is not asked for until the next turn is forgotten then."""
        self._old_lines, self._lines = self._lines, {}
        self._old_texts, self._texts = self._texts, {}

    def another_gate(self) -> None:
        """Forget the finds of texts: rules, names and allowed words are others now; lines read the same."""
        self._texts, self._old_texts = {}, {}

    def lines(
        self, wanted: Iterable[str], read: Callable[[Sequence[str]], list[list[Hit]]]
    ) -> dict[str, list[Hit]]:
        """The recogniser's finds by line; `read` is asked for those that are new."""
        asked = list(dict.fromkeys(wanted))
        for line in asked:
            if line not in self._lines and line in self._old_lines:
                self._lines[line] = self._old_lines[line]
        new = [line for line in asked if line not in self._lines]
        self._lines.update(zip(new, read(new), strict=True))
        return self._lines

    def text(self, text: str, find: Callable[[str], list[Hit]]) -> list[Hit]:
        """The finds of a text; `find` is asked when it is new."""
        found = self._texts.get(text)
        if found is None:
            found = self._old_texts.get(text)
        if found is None:
            found = find(text)
        self._texts[text] = found
        return list(found)
