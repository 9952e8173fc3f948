"""What identifies nobody by itself and passes, unless a project's policy says otherwise."""

import re
from collections.abc import Collection, Iterable, Iterator
from functools import cache

from codebook.deid.hits import Hit
from codebook.deid.listed import listed
from codebook.deid.reading import Reading
from codebook.deid.towns import COUNTRIES, LARGE, PEOPLES

# The lists hold names word by word; these say nothing alone, and the whole names stand below.
_PARTS = listed(
    """
    greater metro city lower mainland el costa rica burkina faso dominican republic saudi arabia sierra
    leone sri lanka us u.s black white
    """
)
_WHOLE = (
    "british columbia|alberta|saskatchewan|manitoba|ontario|québec|quebec|new brunswick|nova scotia"
    "|newfoundland and labrador|newfoundland|yukon|nunavut|northwest territories|prince edward island"
    "|united states|costa rica|burkina faso|dominican republic|saudi arabia|sierra leone|sri lanka"
    "|el salvador|new zealand|south africa|south korea|north korea"
)
_MONTH = re.compile(
    r"\b(?:(?:january|february|march|april|june|july|august|september|october|november|december|(?-i:May))"
    r"(?:,? (?:19|20)\d\d)?|(?:19|20)\d\d)\b(?!-)",
    re.IGNORECASE,
)
_BODY = re.compile(
    r"\b(?:RCMP|VPD|CBSA|IRCC|OPP|MCFD|CRA|WCB|WorkSafeBC|(?:provincial|supreme|federal|family) court"
    r"|(?:city|municipal|regional|local) police|ministry of [a-z]+(?: and [a-z]+)?)\b",
    re.IGNORECASE,
)


def _any_of(words: Collection[str]) -> re.Pattern[str]:
    ordered = sorted(set(words) - _PARTS, key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, ordered))})(?![\w-])", re.IGNORECASE)


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    return {
        "large-city": _any_of(LARGE),
        "country": _any_of({*_WHOLE.split("|"), *COUNTRIES}),
        "people": _any_of(PEOPLES),
        "month": _MONTH,
        "public-body": _BODY,
    }


def general(reading: Reading, kinds: Iterable[str]) -> Iterator[Hit]:
    """Large cities, countries, peoples, months and public bodies, as far as `kinds` asks for them."""
    for kind in kinds:
        pattern = _patterns().get(kind)
        for match in pattern.finditer(reading.text) if pattern else ():
            yield Hit(match.start(), match.end(), kind, "mask", "policy")
