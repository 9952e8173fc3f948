"""Exact dates and great ages, and the coarser wording that keeps their meaning."""

import re
from collections.abc import Iterator

from codebook.deid.hits import Hit

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)(?:\.(?=[\s,-]*\d))?"
)
_FRENCH = (
    "janvier", "février", "mars", "avril", "mai", "juin",
    "juillet", "août", "septembre", "octobre", "novembre", "décembre",
)  # fmt: skip
_MONTH_FR = rf"(?P<month>{'|'.join(_FRENCH)}|fevrier|aout|decembre)"
_DD = r"(?:0?[1-9]|[12]\d|3[01])"
_DAY = rf"{_DD}(?:st|nd|rd|th)?"
_SPAN = rf"{_DAY}(?:\s?(?:-|\u2013|to|and|&)\s?{_DAY})?"
_YEAR = r"(?P<year>(?:19|20)\d\d|['\u2019]?\d\d)"
_SHAPES = tuple(
    re.compile(shape, re.IGNORECASE)
    for shape in (
        rf"(?<![\w/-]){_SPAN}\s?(?:of\s|-|/)?\s?{_MONTH}(?:[\s,/-]{{0,2}}{_YEAR})?(?!\w)",
        rf"(?<![\w/-])(?:1er|{_DD}(?:\s?(?:-|\u2013|et|au)\s?{_DD})?)\s{_MONTH_FR}(?:\s(?P<year>20\d\d|19\d\d))?(?!\w)",
        rf"\b{_MONTH}[\s-]{{0,2}}(?:the\s)?{_SPAN}(?:(?:,\s?|\s|/|-){_YEAR})?(?!\w|:\d)",
        r"(?<![\d/-])(?P<year>(?:19|20)\d\d)(?P<s>[-/.])(?P<m>0?[1-9]|1[0-2])(?P=s)(?:0?[1-9]|[12]\d|3[01])(?!\d)",
        rf"(?<![\d/.-])(?P<a>{_DD})(?P<s>[-/.])(?P<b>{_DD})(?P=s)(?P<year>(?:19|20)\d\d|\d\d)(?![\d/-])",
        r"(?<!\d)(?P<year>19\d\d|20[0-3]\d)(?P<m>0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?!\d)",
        rf"\bon (?P<x>(?P<a>{_DD})/(?P<b>{_DD}))(?![\w/])",
        r"\b(?:on|by|until|since|before|after) (?P<x>the (?:[12]?\d|3[01])(?:st|nd|rd|th))\b",
    )
)
_BIRTH = re.compile(
    r"\b(?:d\.?o\.?b\.?|born(?:\s+on)?|birth\s?da(?:te|y)|date of birth)\W{0,4}(?:is|was)?\W{0,3}$",
    re.IGNORECASE,
)

_TENS = r"ninety(?:[\s-](?:one|two|three|four|five|six|seven|eight|nine))?"
_OLD = rf"(?P<x>9\d|1[012]\d|{_TENS}|(?:a|one) hundred(?: and [a-z]+)?)"
_OLD_FR = (
    r"(?P<x>9\d|1[012]\d|quatre-vingt-(?:dix(?:-(?:sept|huit|neuf))?|onze|douze|treize|quatorze|quinze|seize)"
    r"|cent(?: (?:un|deux|trois|quatre|cinq))?)"
)
_PLAIN = str.maketrans("éû", "eu")
# What may be ninety-odd without being a person.
_COUNTED = r"(?:it|that|which|total|count|number|score|rate|average|temperature|percentage|share)"
_NEARLY = r"(?:now |about |almost |nearly |over )?"
_AGES = tuple(
    re.compile(shape, re.IGNORECASE)
    for shape in (
        rf"\b{_OLD}[\s-]*(?:(?:years?|yrs?)[\s-]*(?:old|of age)|y\.?/?o\.?\b)",
        rf"\b(?:aged?|turned|turning|age:)\s*{_OLD}\b(?!\s?(?:%|percent))",
        rf"\b(?!{_COUNTED}\b)[\w'\u2019]+\s(?:is|was)\s{_NEARLY}{_OLD}(?=\s*(?:[.,;!?)]|$))",
        rf"\b{_OLD_FR}\sans\b",
        r"\bin (?:her|his|their) (?P<x>nineties|90s|hundreds)\b",
    )
)


def _month(name: str) -> str:
    plain = name.lower().translate(_PLAIN)
    french = [month.translate(_PLAIN) for month in _FRENCH]
    if plain in french:
        return _MONTHS[french.index(plain)]
    return next(month for month in _MONTHS if month.lower().startswith(name.lower().rstrip(".")[:3]))


def _full_year(year: str) -> str:
    """Two digits become the nearest plausible century: 91 is 1991, 21 is 2021."""
    digits = year.lstrip("'\u2019")
    return digits if len(digits) == 4 else ("19" if int(digits) > 40 else "20") + digits


def _coarse(match: re.Match[str]) -> str:
    """Month and year, the month, or the year, whichever the date says without doubt."""
    part = {name: value for name, value in match.groupdict().items() if value}
    month = ""
    if "month" in part:
        month = _month(part["month"])
    elif "m" in part:
        month = _MONTHS[int(part["m"]) - 1]
    elif "a" in part:
        # 05/28 can only be May; 05/06 may be either, so the year alone is told.
        first, second = int(part["a"]), int(part["b"])
        known = first if second > 12 >= first else second if first > 12 >= second else 0
        month = _MONTHS[known - 1] if known else ""
    year = _full_year(part["year"]) if "year" in part else ""
    return " ".join(filter(None, (month, year)))


def dates(text: str) -> Iterator[Hit]:
    """Dates exact to the day; a month or a year alone passes."""
    for shape in _SHAPES:
        for match in shape.finditer(text):
            before = text[max(0, match.start() - 24) : match.start()]
            if _BIRTH.search(before):
                yield Hit(match.start(), match.end(), "birth-date", "mask", "birth-date")
                continue
            coarse = _coarse(match)
            start = match.start("x") if "x" in shape.groupindex else match.start()
            shown = f"[DATE: {coarse}]" if coarse else ""
            yield Hit(start, match.end(), "date", "mask", "date", shown)


def ages(text: str) -> Iterator[Hit]:
    """Ages from 90, in digits or words."""
    for shape in _AGES:
        for match in shape.finditer(text):
            yield Hit(match.start("x"), match.end("x"), "age", "mask", "age-90", "[AGE: 90+]")
