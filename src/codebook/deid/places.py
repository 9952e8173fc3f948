"""Places below the province: covered, with the region said where it keeps meaning."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from codebook.deid.hits import Hit
from codebook.deid.reading import Reading
from codebook.deid.towns import ABROAD, DOUBTFUL, NATIONS, REGIONS

_NATION_HEADS = (
    r"(?:first nations?|nation|indian band|band|reserve|rez|tribe|m[ée]tis settlement|friendship centre)"
)
_NATION = re.compile(
    rf"\b(?P<x>(?-i:(?:[A-Z][\w'\u2019-]+ ){{1,3}}){_NATION_HEADS}|(?:[\w'\u2019-]+ ){{1,2}}first nation)\b",
    re.IGNORECASE,
)
_NATION_LEAD = re.compile(
    r"^(?:(?:the|a|an|her|his|their|our|my|from|is|was|are|at|in|of|on|to|and|or|for|with|any|each|every|another|local"
    r"|near|nearby|one|this|that|home|urban|off|same|neighbouring|no)\s+)+",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    r"\b(?:in|from|to|near|at|of|around|outside|via|through|left|for|rcmp|region:|lives:|town:|city:|location:)\s*$",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\d+ $")
_FIRST_WORD = re.compile(r"[^\W\d_]+")
# In lower case only these, so that hope and trail stay words elsewhere.
_LOWER_BEFORE = re.compile(
    r"\b(?:in|from|(?:drove|moved|went|bus|ride|back|taken)(?: \w+)? to|and then) $", re.IGNORECASE
)


def _names(lines: str) -> list[str]:
    return [name.strip() for line in lines.splitlines() for name in line.split("|") if name.strip()]


@cache
def regions() -> dict[str, str]:
    """Town -> the region its placeholder shows; empty for a place abroad."""
    known = dict.fromkeys(_names(ABROAD), "")
    known |= {name: region for region, lines in REGIONS.items() for name in _names(lines)}
    known |= {f"ft {name[5:]}": region for name, region in known.items() if name.startswith("fort ")}
    return known


@cache
def region_names() -> frozenset[str]:
    """The regions a placeholder may show."""
    return frozenset(REGIONS)


def _any_of(names: Iterable[str]) -> str:
    # Longest first, so that West Kelowna is not read as Kelowna.
    ordered = sorted(names, key=len, reverse=True)
    return "|".join(re.escape(name).replace("'", "['\u2019]").replace(r"\ ", r"\s") for name in ordered)


Names = Mapping[str, re.Pattern[str]]  # by the first word of the names


def _by_first_word(names: Iterable[str], after: str = "") -> Names:
    """A pattern for the names that begin alike: tried only where their first word stands, which is quick."""
    groups: dict[str, list[str]] = defaultdict(list)
    for name in names:
        first = _FIRST_WORD.search(name.lower())
        groups[first[0] if first else name.lower()].append(name)
    return {
        word: re.compile(rf"(?<![\w-])(?:{_any_of(some)}){after}(?![\w-])", re.IGNORECASE)
        for word, some in groups.items()
    }


@cache
def _gazetteer() -> Names:
    return _by_first_word(regions())


@cache
def _nation_names() -> Names:
    return _by_first_word(_names(NATIONS), r"(?:\scree)?(?:\s(?:first )?nation)?")


def _named(reading: Reading, names: Names) -> Iterator[re.Match[str]]:
    """Where one of the names stands; the longest of those that begin at a place, and none inside another."""
    end = 0
    for word in reading.words:
        first = _FIRST_WORD.match(word.plain)
        pattern = names.get(first[0]) if first and word.start >= end else None
        if pattern is None:
            continue
        # A number may come first: 100 Mile House.
        number = _NUMBER.search(reading.text, max(0, word.start - 5), word.start)
        starts = (word.start,) if number is None else (number.start(), word.start)
        match = next(filter(None, (pattern.match(reading.text, start) for start in starts)), None)
        if match:
            end = match.end()
            yield match


def shown(place: str) -> str:
    """The placeholder that keeps a town's region, or nothing when the region is not known."""
    region = regions().get(re.sub(r"\s", " ", place.lower().replace("\u2019", "'")), "")
    return f"[TOWN: {region}]" if region else ""


def _certain(reading: Reading, start: int, end: int) -> bool:
    """Whether a town whose name is also a word or a first name is meant as the town."""
    text = reading.text
    place = text[start:end].lower()
    if place not in DOUBTFUL:
        return True
    before = text[max(0, start - 20) : start]
    after = text[end : end + 14].lower()
    if re.match(r",?\s(?:bc|b\.c\.|ab|alberta|british col)", after):
        return True
    if re.search(r"\binterview \d+\.\s+$|\b(?:region|town|city|lives): ?$", before, re.IGNORECASE):
        return True
    shouted = text[start:end].isupper()
    capital = text[start].isupper() and not shouted
    if capital or place in {"newton", "grandview"} or shouted:
        return _BEFORE.search(before) is not None and not re.match(r"\s[A-Z][a-z]", text[end : end + 3])
    return (
        _LOWER_BEFORE.search(before) is not None
        and re.match(r"\s*[.,;&)]|\s*$|\s(?:and|then)\b", after) is not None
    )


def places(reading: Reading) -> Iterator[Hit]:
    """Towns, neighbourhoods and far cities of the gazetteer."""
    for match in _named(reading, _gazetteer()):
        if _certain(reading, match.start(), match.end()):
            yield Hit(match.start(), match.end(), "place", "mask", "gazetteer", shown(match[0]))


def nations(reading: Reading) -> Iterator[Hit]:
    """First Nations: a name before First Nation, Nation, band or reserve, or a people's own name."""
    for match in _NATION.finditer(reading.text):
        lead = _NATION_LEAD.match(match["x"])
        start = match.start("x") + (lead.end() if lead else 0)
        if not re.fullmatch(_NATION_HEADS, reading.text[start : match.end()], re.IGNORECASE):
            yield Hit(start, match.end(), "first-nation", "mask", "nation-word")
    for match in _named(reading, _nation_names()):
        yield Hit(match.start(), match.end(), "first-nation", "mask", "nation-name")
