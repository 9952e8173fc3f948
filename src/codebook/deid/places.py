"""Places below the province: covered, with the region said where it keeps meaning."""

import re
from collections.abc import Iterable, Iterator
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


@cache
def _gazetteer() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{_any_of(regions())})(?![\w-])", re.IGNORECASE)


@cache
def _nation_names() -> re.Pattern[str]:
    names = _any_of(_names(NATIONS))
    return re.compile(rf"(?<![\w-])(?:{names})(?:\scree)?(?:\s(?:first )?nation)?(?![\w-])", re.IGNORECASE)


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
    for match in _gazetteer().finditer(reading.text):
        if _certain(reading, match.start(), match.end()):
            yield Hit(match.start(), match.end(), "place", "mask", "gazetteer", shown(match[0]))


def nations(reading: Reading) -> Iterator[Hit]:
    """First Nations: a name before First Nation, Nation, band or reserve, or a people's own name."""
    for match in _NATION.finditer(reading.text):
        lead = _NATION_LEAD.match(match["x"])
        start = match.start("x") + (lead.end() if lead else 0)
        if not re.fullmatch(_NATION_HEADS, reading.text[start : match.end()], re.IGNORECASE):
            yield Hit(start, match.end(), "first-nation", "mask", "nation-word")
    for match in _nation_names().finditer(reading.text):
        yield Hit(match.start(), match.end(), "first-nation", "mask", "nation-name")
