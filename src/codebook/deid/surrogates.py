"""The numbers behind one case's placeholders: same person, same number, kept in memory only."""

import re
from typing import NoReturn

from codebook.deid.listed import listed

_PART = re.compile(r"\w{2,}")
_POSSESSIVE = re.compile(r"['\u2019]s\b|['\u2019]$")
_NAMED = frozenset({"PERSON", "NAME", "AGENCY"})
_SILENT = listed("mr mrs ms miss dr prof sgt cst const cpl judge the of and")


Person = tuple[str, frozenset[str], int]
Memory = tuple[dict[str, int], dict[tuple[str, str], int], tuple[Person, ...]]


_HIGHEST = 5000  # a number typed beyond this is nobody's, so that ours keep to four digits


class Surrogates:
    """Remembers which placeholder number stands for whom within one case.

    It is the only mapping from a name to its number, so it shows nothing and cannot be pickled.
    """

    __slots__ = ("_last", "_named", "_people")

    def __init__(self) -> None:
        self._last: dict[str, int] = {}
        self._named: dict[tuple[str, str], int] = {}
        self._people: list[Person] = []

    def placeholder(self, label: str, found: str) -> str:
        """The numbered placeholder of what was found, for example `[PERSON-1]`."""
        number = self._body(label, found) if label in _NAMED else self._other(label, found)
        return f"[{label}-{number}]"

    def reserve(self, label: str, number: int) -> None:
        """Leave out a number that stands in the text already, so that nobody new takes it over."""
        if number <= _HIGHEST:
            self._last[label] = max(self._last.get(label, 0), number)

    def snapshot(self) -> Memory:
        """What is remembered now, to come back to after a rendering that did not count."""
        people = tuple((label, frozenset(parts), number) for label, parts, number in self._people)
        return dict(self._last), dict(self._named), people

    def restore(self, memory: Memory) -> None:
        """Forget everything since the snapshot."""
        last, named, people = memory
        self._last, self._named, self._people = dict(last), dict(named), list(people)

    def _next(self, label: str) -> int:
        self._last[label] = self._last.get(label, 0) + 1
        return self._last[label]

    def _body(self, label: str, found: str) -> int:
        """A person or agency is recognised by the whole name or by any part of it: Ana Ruiz, Ana, Ruiz."""
        plain = _POSSESSIVE.sub("", found.casefold())
        parts = frozenset(part for part in _PART.findall(plain) if part not in _SILENT) or frozenset([plain])
        for place, (kind, known, number) in enumerate(self._people):
            if kind == label and (parts <= known or known <= parts):
                self._people[place] = (label, known | parts, number)
                return number
        number = self._next(label)
        self._people.append((label, parts, number))
        return number

    def _other(self, label: str, found: str) -> int:
        key = (label, "".join(re.findall(r"\w", _POSSESSIVE.sub("", found.casefold()))).removeprefix("the"))
        if key not in self._named:
            self._named[key] = self._next(label)
        return self._named[key]

    def __repr__(self) -> str:
        return "Surrogates(…)"

    def __reduce__(self) -> NoReturn:
        raise TypeError("placeholder numbers stay in memory")
