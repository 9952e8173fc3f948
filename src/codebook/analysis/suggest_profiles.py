"""What a codebook says of each code, and what it says of it elsewhere."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from codebook.analysis.suggest_words import telling
from codebook.model.codes import Code, CodeTree

_QUOTED = re.compile(r"[\"“](.+?)[\"”]")
_BRACKETS = re.compile(r"([^();]+)\(([^)]*)\)")
_PATH = re.compile(r"[\w-]+(?:/[\w-]+)*")
TWICE = ("name", "keywords")
"""What is said in the fewest words counts double."""


@dataclass(frozen=True, slots=True)
class Profile:
    """A code in the words of its codebook.

    `said` are its texts, each with what it is; `keywords` are the stems of each keyword with its wording;
    `wording` tells for each stem which text other than a keyword says it first, and in which word.
    """

    code: Code
    said: tuple[tuple[str, str], ...]
    keywords: Mapping[tuple[str, ...], str]
    wording: Mapping[str, tuple[str, str]]


def profiles(tree: CodeTree) -> list[Profile]:
    """The profile of every code that is not retired, in outline order.

    A near miss such as `"quote" is theme/code, because …` is an example of the code it names, and so are the
    words before a code in brackets under "exclude".
    """
    elsewhere = defaultdict(list)
    for code in tree:
        for path, text in _redirected(code):
            elsewhere[path].append(text)
    return [_profile(code, elsewhere[code.path.casefold()]) for code in tree if not code.retired]


def _profile(code: Code, elsewhere: list[str]) -> Profile:
    told = code.meaning
    said = [("name", code.name), ("definition", told.definition), ("inclusion", told.include)]
    said += [("example", told.example), *(("keywords", keyword) for keyword in told.keywords)]
    said += [("near miss of another code", text) for text in elsewhere]
    said = [(what, text) for what, text in said if text]
    keywords = {tuple(stem for _, stem in telling(keyword)): keyword for keyword in told.keywords}
    wording: dict[str, tuple[str, str]] = {}
    for what, text in said:
        if what != "keywords":
            for word, stem in telling(text):
                wording.setdefault(stem, (what, word))
    keywords.pop((), None)
    return Profile(code, tuple(said), keywords, wording)


def _redirected(code: Code) -> Iterator[tuple[str, str]]:
    """The paths that a code's near miss and exclusions name, with what is said to belong there."""
    quoted = _QUOTED.search(code.meaning.near_miss)
    if quoted:
        named = [path for path in _PATH.findall(code.meaning.near_miss[quoted.end() :]) if "/" in path]
        yield from ((path.casefold(), quoted[1]) for path in named[:1])
    for told in _BRACKETS.finditer(code.meaning.exclude):
        yield from ((path.casefold(), told[1]) for path in _PATH.findall(told[2]) if "/" in path)
