"""Numbers and contacts: what can be recognised by its shape, the words beside it and a checksum."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from codebook.deid.hits import Hit
from codebook.deid.listed import listed
from codebook.model.masked import Action

_TLD = r"(?:ca|com|org|net|info|example|edu|gov|int|biz|test|xyz|online|site|club|ph|cn|uk|fr)"
_STREET = (
    r"(?:st|str|street|ave|av|avenue|rd|road|blvd|boulevard|cres|crescent|crt|ln|pl|terrace|hwy|highway"
    r"|parkway|pkwy|mews)"
)
# These end sentences about other things too, so they need a capital or a longer house number.
_WAY = r"(?:drive|dr|court|way|lane|place|trail|close|circle|row|gate|heights|crossing|line)"
_WAY_NAMED = r"(?-i:Drive|Dr|Court|Way|Lane|Place|Trail|Close|Circle|Row|Gate|Heights|Crossing|Line)"
_OWN_WORD = r"(?:(?!(?:in|of|the|and|on|for|a|to|at|per|people|women|men|days|hours)\b)[\w.'\u2019-]+\s+)"
_UNIT = r"(?:,?\s*(?:unit|apt|apartment|suite|ste|room|rm|#)\.?\s*#?\d{1,5}[a-z]?)?"
_DIGIT_WORDS = r"(?:zero|oh|one|two|three|four|five|six|seven|eight|nine)"
_MAKES = (
    r"(?:acura|audi|bmw|buick|cadillac|chevrolet|chevy|chrysler|dodge|ford|gmc|honda|hyundai|infiniti|jeep|kia"
    r"|lexus|lincoln|mazda|mercedes(?:-benz)?|mitsubishi|nissan|pontiac|porsche|subaru|suzuki|tesla|toyota"
    r"|volkswagen|vw|volvo)"
)
_MODELS = (
    r"(?:econoline|civic|corolla|camry|accord|f-?[123]50|silverado|caravan|escalade|tahoe|outback|odyssey"
    r"|sienna|rav4|cr-v|wrangler|mustang|impala|elantra|sentra|jetta|tacoma|altima|forester)"
)


_ANY_STREET = listed("her his their our this that main city busy quiet same every any gravel back")


@dataclass(frozen=True, slots=True)
class Pattern:
    """One shape: group `x` if there is one, else the whole match, is what gets covered."""

    kind: str
    rule: str
    regex: re.Pattern[str]
    action: Action = "mask"
    check: Callable[[str], bool] | None = None

    def find(self, text: str) -> Iterator[Hit]:
        """Every stretch of this shape that passes the check."""
        group = "x" if "x" in self.regex.groupindex else 0
        for match in self.regex.finditer(text):
            if self.check is None or self.check(match[group]):
                yield Hit(match.start(group), match.end(group), self.kind, self.action, self.rule)


def luhn(text: str) -> bool:
    """Whether the digits pass the check that social insurance and card numbers carry."""
    total = 0
    for place, digit in enumerate(reversed(re.sub(r"\D", "", text))):
        doubled = int(digit) * (1 + place % 2)
        total += doubled - 9 if doubled > 9 else doubled
    return total % 10 == 0


def _enough_digits(text: str) -> bool:
    """Digits in groups count as an identifier from seven on, unless they are a pair of years."""
    digits = re.sub(r"\D", "", text)
    return len(digits) >= 7 and not re.fullmatch(r"(?:19|20)\d\d\s?[-/\u2013]\s?(?:19|20)\d\d", text)


def _mixed(text: str) -> bool:
    """Letters and digits in one token identify somebody from two digits and five signs on."""
    plain = re.sub(r"[^A-Za-z\d]", "", text)
    return (
        sum(sign.isdigit() for sign in plain) >= 2
        and any(sign.isalpha() for sign in plain)
        and len(plain) >= 5
        and not re.fullmatch(r"(?i)\d+(?:st|nd|rd|th|s|k|km|kg|pm|am|yo|yrs?|hrs?|min|mg|ml|x)", plain)
        and not re.fullmatch(r"(?i)covid19|(?:19|20)\d\ds?", plain)
    )


def _has_digits(text: str) -> bool:
    """Three digits after a label tell, but not a year and not the numbers everybody may call."""
    digits = sum(sign.isdigit() for sign in text)
    return digits >= 3 and not re.fullmatch(r"(?:19|20)\d\d|[2-9]11|988", text.strip())


def _has_own_street(text: str) -> bool:
    """A street with a name, not the street as such."""
    return not any(word in _ANY_STREET for word in text.lower().split()[:-1])


def _pattern(
    kind: str, rule: str, regex: str, action: Action = "mask", check: Callable[[str], bool] | None = None
) -> Pattern:
    return Pattern(kind, rule, re.compile(regex, re.IGNORECASE), action, check)


def _labelled(kind: str, rule: str, words: str, shape: str) -> Pattern:
    """A number recognised by the word before it: `PHN 9052 120 868`, `file no. 85052-2-K`."""
    # The label may be followed by more labels and little words; a line break ends it.
    link = (
        r"(?:[ \t]*(?:no|nos|number|num|nr|is|was|id|file|acct|account|#)\b\.?)*[ \t]*[:#=.,-]*[ \t]*#?[ \t]*"
    )
    return _pattern(kind, rule, rf"\b(?:{words}){link}(?P<x>{shape})(?!\w)", check=_has_digits)


_FILE_SHAPE = r"[a-z]{0,4}[ -]?\d[a-z\d]*(?:[-/. ]\d[a-z\d]*){0,4}(?:-[a-z])?"

RULES: tuple[Pattern, ...] = (
    _pattern("email", "email", r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+"),
    _pattern(
        "email",
        "email-spelled",
        rf"\b(?!(?:look|is|are|was|see|found|posted|listed|site|up|still|contact|or|and|ad|ads) at\b)"
        rf"[\w.+-]+\s*(?:\[at\]|\(at\)|\bat\b|@)\s*[\w-]+(?:\s*(?:\[dot\]|\(dot\)|\bdot\b|\.)\s*[\w-]+)*"
        rf"(?:\s*(?:\[dot\]|\(dot\)|\bdot\b)\s*|\.){_TLD}\b",
    ),
    _pattern("url", "url", r"(?:https?://|www\.)[^\s<>\"”]+[^\s<>\"”.,;:!?)\]]"),
    _pattern("url", "domain", rf"\b(?:[a-z\d-]+\.)+{_TLD}\b(?!-)(?:/[^\s<>\"”]*[^\s<>\"”.,;:!?)\]])?"),
    _pattern("url", "domain-path", r"\b(?:[a-z\d-]+\.)+[a-z]{2,6}/[\w./?=&%~@-]*\w"),
    _pattern("handle", "handle", r"(?<![\w.])@[\w.]*\w"),
    _pattern("handle", "handle-shape", r"\b(?=\w*[a-z\d]_)\w{4,}\b"),
    _pattern("handle", "handle-dots", r"\b[a-z]{2,}\.[a-z\d]{2,}\.[a-z\d]{2,}\b"),
    _pattern(
        "handle",
        "handle-network",
        r"\b(?=[\w.]*[\d_.])(?P<x>[\w.]*\w)\s+"
        r"on\s+(?:insta|ig\b|instagram|tik ?tok|snap|facebook|fb\b|telegram)",
    ),
    _pattern(
        "handle",
        "handle-label",
        r"\b(?:handle|username|user name|insta(?:gram)?|snap(?:chat)?|tik ?tok|telegram|profile|screen name)"
        r"\s*[:=]\s*(?P<x>[\w.@-]*\w)",
    ),
    _pattern("phone", "phone-foreign", r"(?<!\w)\+\d{1,3}(?:[\s./()-]{0,2}\d{2,4}){2,5}(?!\d)"),
    _pattern(
        "phone",
        "phone",
        r"(?<![\d$-])(?:\+?1[\s./-]*)?\(?[2-9]\d{2}\)?[\s./-]{0,3}[2-9]\d{2}[\s./-]{0,3}\d{4}(?!\d)"
        r"(?:\s*(?:ext|x|extension)\.?\s*\d{1,5})?",
    ),
    _pattern(
        "phone", "phone-short", r"(?<![\d$/.-])[2-9]\d{2}[-.]\d{4}(?![\d/-])(?:\s*(?:ext|x)\.?\s*\d{1,5})?"
    ),
    _labelled(
        "phone",
        "phone-label",
        r"phone|tel|telephone|cell|mobile|fax|call|text|whatsapp|ext|extension",
        r"\(?\d{2,}\)?(?:[ .-]?\d{2,})*",
    ),
    _pattern("phone", "phone-words", rf"\b(?:{_DIGIT_WORDS}[\s,-]+){{6,}}{_DIGIT_WORDS}\b"),
    _labelled("sin", "sin-label", r"s\.?i\.?n\.?|social insurance", r"\d{3}[ -]?\d{3}[ -]?\d{3}"),
    _pattern("sin", "sin", r"(?<![\d-])\d{3}([ -]?)\d{3}\1\d{3}(?![\d-])", check=luhn),
    _labelled(
        "health-number",
        "health-label",
        r"phn|ahc|ahcip|care ?card|health (?:card|number)|msp|ohip",
        r"\d[\d -]{5,12}\d",
    ),
    _pattern("health-number", "phn", r"(?<![\d-])9\d{3}[ -]?\d{3}[ -]?\d{3}(?![\d-])"),
    _labelled("passport", "passport", r"passport|pp", r"[a-z]{1,2}[ ]?\d{6,8}[a-z]?|[a-z]\d{7}"),
    _labelled("uci", "uci", r"uci|client id", r"\d{2}[- ]?\d{4}[- ]?\d{4}|\d{4}[- ]?\d{4}"),
    _pattern("permit", "permit", r"\b[evwsuf][ ]?\d{3}[ ]?\d{3}[ ]?\d{3}\b"),
    _labelled(
        "file-number",
        "file-label",
        r"file|docket|case|court|ref|reference|badge|warrant|claim|invoice|(?-i:GO)|occurrence|application|permit"
        r"|student",
        _FILE_SHAPE,
    ),
    _pattern(
        "file-number",
        "file-shape",
        r"#?\b[a-z]{1,6}-(?!(?:19|20)\d\d\b(?!-))(?=[\d-]*\d{4})\d{2,}(?:-\d+)*(?:-[a-z])?\b",
    ),
    _pattern("file-number", "file-court", r"\b(?:imm|[sth])-\d{4,6}(?:-\d{2})?\b"),
    _pattern("file-number", "file-year", r"\b(?:19|20)\d\d[-/]\d{4,}\b(?<!20\d\d)"),
    _labelled(
        "plate",
        "plate-label",
        r"plates?|licen[cs]e(?: plate)?|plate of [\w ]{3,30}",
        r"[a-z\d]{2,4}[ -]?[a-z\d]{2,4}",
    ),
    _pattern(
        "plate",
        "plate",
        r"\b(?:[a-z]{2}\d \d{2}[a-z]|(?-i:[A-Z]{3})-\d{3,4}|\d{3} (?-i:[A-Z]{3})|\d[a-z]{2}\d{3})\b",
    ),
    _labelled(
        "account",
        "account-label",
        r"transit|acct|account|institution|branch|routing|iban|card|visa|mastercard",
        r"\d[\d -]*\d",
    ),
    _pattern("account", "card", r"(?<![\d-])\d{4}([ -]?)\d{4}\1\d{4}\1\d{3,4}(?![\d-])"),
    _pattern("account", "account", r"(?<![\d-])\d{3,5}[- ]\d{3,5}[- ]\d{7,12}(?![\d-])"),
    _pattern("postal-code", "postal-code", r"\b[abceghj-nprstvxy]\d[a-z][ -]?\d[a-z]\d\b"),
    _pattern(
        "address",
        "address",
        rf"(?:(?<!\w)#?\d{{1,5}}[a-z]?\s?-\s?)?(?<![\w$.,])\d{{1,6}}[a-z]?\s+(?:(?:[ns]?[ew]?)\s)?"
        rf"(?:{_OWN_WORD}){{1,3}}{_STREET}\b\.?"
        rf"(?:\s(?:north|south|east|west|[ns]?[ew]|[ns])\b)?{_UNIT}",
    ),
    _pattern(
        "address",
        "address-way",
        rf"#?\b(?:\d{{3,6}}[a-z]?\s+(?:{_OWN_WORD}){{1,2}}{_WAY}|\d{{1,6}}[a-z]?\s+(?:{_OWN_WORD}){{1,2}}{_WAY_NAMED})\b{_UNIT}",
    ),
    _pattern(
        "address",
        "address-numbered",
        rf"(?:#?\d{{1,5}}-)?\b\d{{2,6}}\s+\d{{1,3}}(?:st|nd|rd|th)?\s+{_STREET}\b\.?(?:\s[ns]?[ew]\b)?{_UNIT}",
    ),
    _pattern(
        "address",
        "address-highway",
        r"(?:#?\d{1,5}-)?\b(?:\d{2,6}\s+)?(?:hwy|highway)\s+\d{1,3}[a-z]?(?:\s(?:north|south|east|west|[nsew])\b)?",
    ),
    _pattern(
        "address",
        "street",
        r"\b(?!(?:supreme|provincial|family|federal|criminal|drug|traffic|crown|high|youth|bc|alberta|the|test)\b)"
        r"(?-i:[A-Z][\w'\u2019-]+) (?-i:Street|Avenue|Road|Crescent|Boulevard|Drive|Lane|Court)\b",
        "flag",
    ),
    _pattern(
        "address",
        "street-words",
        rf"\b(?:on|at|off|near) "
        rf"(?P<x>(?:{_OWN_WORD}){{1,2}}(?:street|avenue|ave|road|crescent|boulevard|blvd))\b",
        "flag",
        _has_own_street,
    ),
    _pattern("address", "box", r"\bp\.?\s?o\.?\s?box\s+\d+"),
    _pattern("address", "unit", r"\b(?:unit|apt|apartment|suite)\.?\s+#?\d{1,5}[a-z]?\b", "flag"),
    _pattern(
        "vehicle",
        "vehicle",
        rf"\b(?:{_MAKES}\s+(?:(?!and\b|or\b|in\b|the\b|with\b|that\b)[\w-]+)|{_MAKES}s?"
        rf"|{_MODELS}(?:\s(?:van|truck|car|suv))?)\b(?!\s(?:motion|the))",
    ),
    _pattern(
        "number",
        "digits",
        r"(?<![\d$€£])(?<!\d[.,])\d{5,}(?!\d|,\d{3}|\s?(?:dollars|bucks|cad\b|%|percent))",
        "mask",
    ),
    _pattern(
        "number",
        "digit-groups",
        r"\(?(?<![\d$€£])(?<!\d[.,:])\d+(?:\s?[-/.)]{1,2}\s?\d+|(?<=\d{3}) \d{3,}){1,5}(?![\d:]|,\d{3})",
        "mask",
        _enough_digits,
    ),
    _pattern("number", "mixed", r"\b[a-z\d]*(?:[a-z]\d|\d[a-z])[a-z\d]*(?:-[a-z\d]+)*\b", "mask", _mixed),
)
