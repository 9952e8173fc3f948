"""Descriptions that fit one person alone: an only or a first, a public person's kin, the news."""

import re
from collections.abc import Iterator

from codebook.deid.hits import Hit
from codebook.deid.listed import listed

_RELATIVES = (
    r"(?:ex-|step|half-|twin |late |former |younger |older |own )*"
    r"(?:wife|husband|widow|widower|brother|sister|son|daughter|nephew|niece|mother|father|mom|dad|cousin|uncle|aunt|auntie|boy|girl|girlfriend|boyfriend|fianc[ée]e?"
    r"|grandson|granddaughter|in-law|twin|partner|driver|secretary)"
)
_PUBLIC = (
    r"(?:mayor|chief|councillor|reeve|premier|mp|mla|mpp|senator|minister|pastor|bishop|imam|principal|sheriff"
    r"|judge|magistrate|commander|ambassador|consul|coach|news ?reader|weatherman|anchor|goalie|champion)"
)
_SINGULAR = (
    r"(?:only|first|sole|youngest|oldest|eldest|tallest|last|one and only|former|current|ex|late|retired"
    r"|defrocked|reigning|longest-serving|first-ever|world's \w+|province's \w+|country's \w+)"
)
# Who somebody may be; things and services are the only ones of their kind without telling of a person.
_SOMEBODY = listed(
    """
    man woman boy girl lad kid child person baby twin twins triplet triplets guy lady fellow widow widower
    bride
    immigrant refugee migrant survivor mother father grandmother grandfather mom dad son daughter sister
    brother amputee midwife nurse doctor surgeon dentist vet veterinarian pharmacist lawyer judge notary
    teacher principal professor coach librarian priest pastor nun bishop imam rabbi deacon minister monk
    mayor councillor chief senator premier officer cop sergeant constable detective sheriff soldier veteran
    pilot captain sailor trucker driver dispatcher mechanic welder plumber electrician carpenter roofer
    farmer rancher beekeeper fisherman trapper logger miner butcher baker chef cook waitress bartender barber
    hairdresser tailor seamstress dancer singer actor actress musician drummer fiddler pianist organist
    violinist painter sculptor poet author writer journalist reporter anchor host announcer weatherman
    athlete rower runner skier skater wrestler boxer goalie champion medallist olympian jockey referee
    student graduate valedictorian translator interpreter undertaker director mortician embalmer coroner
    clerk cashier postmaster astronaut geologist engineer scientist chemist accountant banker millionaire
    lottery winner queen king princess magician clown juggler wrestler player member speaker owner
    """
)
_SIGNS = r".,;:!?\n()\"\u201c\u201d"
_CLAUSE = rf"[^{_SIGNS}]{{0,70}}?(?=\s*(?:[{_SIGNS}]|$|\b(?:so|and|but|because|which)\b))"
_ONLY = re.compile(
    rf"\b(?:the|a|an|her|his|their|our|my|(?:\w+['\u2019]s))\s(?:\w+\s)?{_SINGULAR}\s"
    rf"(?P<who>(?:[\w'\u2019-]+\s){{0,4}}?[\w'\u2019-]+)\b(?P<rest>{_CLAUSE})",
    re.IGNORECASE,
)
_KIN = re.compile(
    rf"\b(?:the\s)?(?:\w+\s){{0,2}}?{_PUBLIC}['\u2019]?s['\u2019]?\s{_RELATIVES}\b(?!['\u2019]s)",
    re.IGNORECASE,
)
_NEWS = re.compile(
    r"\b(?:the|that|a|an|one of the)\s(?:[\w'\u2019-]+\s){1,4}?(?:who|whose|that|from)\s[^.;!?\n]{0,60}?"
    r"\b(?:on (?:tv|television|the (?:radio|cooking show))|in the (?:news|papers?)|made the (?:news|papers?)"
    r"|went viral|front page|documentary|world record|olympics?|medal|pageant|lottery|plane crash|bus crash"
    r"|avalanche|bombing|shooting|kidnapping)\b",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"\b(?:who|whose|to|in|from|of|on|at|that|with|for|up|ever|around|here|there)\b", re.IGNORECASE
)


def _somebody(words: str) -> bool:
    return any(word.strip("'\u2019").lower() in _SOMEBODY for word in words.split())


def descriptions(text: str) -> Iterator[Hit]:
    """Stretches that a person should look at; none of them is covered for good by itself."""
    for match in _ONLY.finditer(text):
        told = _somebody(match["who"]) or _somebody(match["rest"].split(" who ")[0])
        if told and (_TAIL.search(match["rest"]) or "'s" in match[0].split()[0]):
            yield Hit(match.start(), match.end(), "description", "flag", "only-one")
    for shape in (_KIN, _NEWS):
        for match in shape.finditer(text):
            yield Hit(match.start(), match.end(), "description", "flag", "well-known")
