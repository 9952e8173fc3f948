"""What a policy makes of a find: covered, coarser, doubtful or let through."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from codebook.deid.agencies import HEADS
from codebook.deid.dates import dates
from codebook.deid.hits import ROSTER, Hit
from codebook.deid.places import shown
from codebook.deid.reading import is_general
from codebook.model.policy import KINDS, Treatment

# Heads that say what kind of body it is; the others (palace, harbour) belong to the name.
_BODIES = {
    "shelter": "shelter",
    "society": "society",
    "centre": "centre",
    "center": "centre",
    "clinic": "clinic",
    "hospital": "hospital",
    "school": "school",
    "college": "college",
    "church": "church",
    "parish": "church",
    "mosque": "mosque",
    "temple": "temple",
    "gurdwara": "gurdwara",
    "restaurant": "restaurant",
    "diner": "restaurant",
    "grill": "restaurant",
    "hotel": "hotel",
    "motel": "motel",
    "inn": "hotel",
    "farm": "farm",
    "farms": "farm",
    "ranch": "farm",
    "orchards": "farm",
    "nursery": "nursery",
    "spa": "spa",
    "salon": "salon",
    "massage": "spa",
    "cleaners": "cleaning firm",
    "cleaning": "cleaning firm",
    "janitorial": "cleaning firm",
    "construction": "building firm",
    "roofing": "building firm",
    "staffing": "staffing agency",
    "recruitment": "staffing agency",
    "recruiting": "staffing agency",
    "services": "service",
    "foundation": "foundation",
    "association": "association",
    "ltd": "company",
    "inc": "company",
    "corp": "company",
}


def coarser(kind: str, found: str) -> str:
    """The placeholder that keeps what kind of thing was named, or nothing: `[AGENCY: shelter]`."""
    if kind == "place":
        return shown(found)
    if kind == "date":
        return next((hit.shown for hit in dates(found)), "")
    if kind != "agency":
        return ""
    last = [part.strip(".,'\u2019").casefold() for part in found.split()]
    body = next((_BODIES[word] for word in reversed(last) if word in HEADS and word in _BODIES), "")
    return wording(kind, body) or ""


def wording(kind: str, words: str) -> str | None:
    """The placeholder that says `words`, or None where they could name somebody themselves.

    Lower-case ordinary words, up to 40 letters.
    """
    plain = " ".join(words.casefold().split())
    if not plain or len(plain) > 40 or not plain.replace(" ", "").replace("-", "").isalpha():
        return None
    return f"[{KINDS[kind].label}: {plain}]" if plain.isascii() and is_general(plain) else None


def treated(text: str, hits: Iterable[Hit], treatments: Mapping[str, Treatment]) -> Iterator[Hit]:
    """The finds as the policy wants them."""
    for hit in hits:
        treatment = treatments[hit.kind]
        # Whatever a policy lets through, the team's own list of names does not.
        if treatment == "mask" or (treatment == "pass" and hit.rule in ROSTER):
            yield replace(hit, shown="") if hit.shown else hit
        elif treatment == "flag":
            yield hit if hit.action == "flag" else replace(hit, action="flag")
        elif treatment == "generalise":
            yield hit if hit.shown else replace(hit, shown=coarser(hit.kind, text[hit.start : hit.end]))
