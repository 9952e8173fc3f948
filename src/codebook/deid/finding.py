"""Every rule run over a text, and names of one note looked for in all of it."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import NoReturn

from rapidfuzz import fuzz

from codebook.deid import agencies, dates, language, patterns, people, places
from codebook.deid.descriptions import descriptions
from codebook.deid.general import general
from codebook.deid.given_names import GIVEN, WORD_NAMES
from codebook.deid.hits import Hit, beside_shapes, covering, joined_names, resolved
from codebook.deid.reading import Reading, pieces
from codebook.deid.remembering import Seen
from codebook.deid.treating import treated
from codebook.deid.words import LITTLE, is_ordinary
from codebook.model.masked import Action
from codebook.model.policy import Treatment

_PART = re.compile(r"[^\W\d_]+(?:['\u2019-][^\W\d_]+)*")
_SIMILAR = 88
# Public acts, forms and bodies whose names look like somebody's.
_PUBLIC = re.compile(
    r"\b(?:Bill [CS]-\d{1,3}|(?:Form )?IMM ?\d{4}|Criminal Code|Salvation Army|Red Cross|Lower Mainland"
    r"|Legal Aid BC|Health Canada|Covid-?19|British Columbia)\b",
    re.IGNORECASE,
)
RULES = (*people.RULES, agencies.agencies, agencies.acronyms, places.places, places.nations)


class Seeker:
    """The rules with one team's roster, allowed words and vocabulary; it holds names and shows nothing.

    `vocabulary` holds the words of the project's codebook, which make no unknown word of themselves.
    """

    __slots__ = ("_allowed", "_roster", "_tokens", "_vocabulary")

    def __init__(self, roster: Sequence[str], allow: Iterable[str], vocabulary: Iterable[str]) -> None:
        names = [name.strip() for name in roster if name.strip()]
        self._roster = [(phrase([name]), _kind(name)) for name in names]
        self._tokens = [
            (part.lower(), _kind(name))
            for name in names
            for part in _PART.findall(name)
            if len(part) >= 4
            and part.lower() not in LITTLE | agencies.HEADS
            and not (_kind(name) == "agency" and is_ordinary(part.lower()))
        ]
        allowed = [phrase.strip() for phrase in allow if phrase.strip()]
        self._allowed = phrase(allowed) if allowed else None
        self._vocabulary = frozenset(
            word.strip().casefold()
            for word in vocabulary
            if word.strip().casefold() not in GIVEN | WORD_NAMES
        )

    def __repr__(self) -> str:
        return "Seeker(…)"

    def __reduce__(self) -> NoReturn:
        raise TypeError("the roster stays in memory")

    def find_all(
        self,
        texts: Sequence[str],
        seen: Seen,
        treatments: Mapping[str, Treatment],
        *,
        labels: bool = False,
    ) -> list[list[Hit]]:
        """The finds of each text; `seen` remembers lines and texts and spares a second look.

        `labels` are read by rules and lists alone.
        """
        if labels:
            return [list(treated(text, self._find(text, {}, treatments), treatments)) for text in texts]
        lines = (text[start:end] for text in texts for start, end in pieces(text))
        read = seen.lines(lines, language.entities)

        def find(text: str) -> list[Hit]:
            return list(treated(text, self._find(text, read, treatments), treatments))

        return [seen.text(text, find) for text in texts]

    def find(self, text: str, treatments: Mapping[str, Treatment]) -> list[Hit]:
        """Sorted, separate finds of rules and lists in one label."""
        return self.find_all([text], Seen(), treatments, labels=True)[0]

    def _find(
        self, text: str, read: Mapping[str, list[Hit]], treatments: Mapping[str, Treatment]
    ) -> list[Hit]:
        reading = Reading(text, places.region_names())
        known = list(self._known(reading))
        hits = list(
            chain(
                *(pattern.find(reading.text) for pattern in patterns.RULES),
                dates.dates(reading.text),
                dates.ages(reading.text),
                descriptions(reading.text),
                *(rule(reading) for rule in RULES),
                general(reading, (kind for kind, treatment in treatments.items() if treatment != "pass")),
                known,
            )
        )
        hits += beside_shapes(_modelled(reading, text, read), text, sorted(hits))
        parts = chain.from_iterable(_pieces(reading.text, hit) for hit in hits)
        hits = self._passing(reading, resolved(parts), known)
        hits = resolved([*hits, *self._passing(reading, list(people.beside(reading, hits)), known)])
        hits = resolved([*hits, *people.initials(reading, hits)])
        return joined_names(reading.text, hits)

    def _known(self, reading: Reading) -> Iterable[Hit]:
        """Names of the roster, exact or nearly so."""
        for pattern, kind in self._roster:
            for match in pattern.finditer(reading.text):
                yield Hit(match.start(), match.end(), kind, "mask", "roster")
        for word in reading.words if self._tokens else ():
            bare = word.plain.removesuffix("'s")
            for token, kind in self._tokens:
                if len(bare) >= 4 and fuzz.ratio(bare, token) >= _SIMILAR:
                    yield Hit(word.start, word.end, kind, "mask", "roster-like")
                    break

    def _passing(self, reading: Reading, hits: list[Hit], known: list[Hit]) -> list[Hit]:
        """The finds that no phrase which may pass covers whole; nothing that the roster names passes."""
        named = covering(known, len(reading.text))
        phrases = (_PUBLIC,) if self._allowed is None else (_PUBLIC, self._allowed)
        spans = [match.span() for phrase in phrases for match in phrase.finditer(reading.text)]
        return [
            hit
            for hit in hits
            if any(named[hit.start : hit.end])
            or not (
                self._spoken(reading.text[hit.start : hit.end], hit)
                or any(start <= hit.start and hit.end <= end for start, end in spans)
            )
        ]

    def _spoken(self, found: str, hit: Hit) -> bool:
        """Whether a guess is a word or phrase of the project's own codebook."""
        unknown = hit.kind == "name" or hit.rule == "acronym" or hit.rule.startswith("model-")
        return unknown and _key(found) in self._vocabulary

    def spread(
        self, texts: Sequence[str], found: list[list[Hit]], treatments: Mapping[str, Treatment]
    ) -> list[list[Hit]]:
        """Names found anywhere in the note covered everywhere in it, also by first name or surname alone."""
        names: dict[str, Known] = {}
        for text, hits in zip(texts, found, strict=True):
            for hit in hits:
                if hit.kind in {"person", "name", "agency"}:
                    _learn(names, text[hit.start : hit.end], hit)
        if not names:
            return found
        pattern = phrase(names)
        spread = []
        for text, hits in zip(texts, found, strict=True):
            reading = Reading(text, places.region_names())
            again = [
                Hit(match.start(), match.end(), learnt.kind, learnt.action, "same-name")
                for match in pattern.finditer(reading.text)
                if (learnt := names[_key(match[0])]).any_case or match[0][0].isupper()
            ]
            covered = covering(hits, len(text))
            new = [hit for hit in again if not all(covered[hit.start : hit.end])]
            known = list(self._known(reading)) if new else []
            both = [*_renamed(text, hits, names), *self._passing(reading, new, known)]
            spread.append(list(treated(text, joined_names(text, resolved(both)), treatments)))
        return spread


def _key(name: str) -> str:
    return re.sub(r"\s+", " ", name.lower().replace("\u2019", "'")).removesuffix("'s")


def _kind(name: str) -> str:
    """A roster line with an organisation word names a body, any other a person."""
    return "agency" if any(part.lower() in agencies.HEADS for part in _PART.findall(name)) else "person"


def phrase(names: Iterable[str]) -> re.Pattern[str]:
    """Any of the names, whole, in any case and with any blanks between its words."""
    written = sorted({r"\s+".join(map(re.escape, name.split())) for name in names}, key=len, reverse=True)
    joined = "|".join(written).replace("'", "['\u2019]").replace("\u2019]\u2019]", "\u2019]")
    return re.compile(rf"(?<!\w)(?:{joined})(?!\w)", re.IGNORECASE)


def _pieces(text: str, hit: Hit) -> Iterable[Hit]:
    """The find without the placeholders it ran across."""
    if "\x00" not in text[hit.start : hit.end]:
        return [hit]
    return [
        replace(hit, start=piece.start(), end=piece.end(), shown="")
        for piece in re.compile(r"[^\x00\s][^\x00]*").finditer(text, hit.start, hit.end)
        if any(sign.isalnum() for sign in piece[0])
    ]


@dataclass(frozen=True, slots=True)
class Known:
    """What a name of the note is, whether it counts in lower case too, and what becomes of it elsewhere."""

    kind: str
    any_case: bool
    action: Action


def _learn(names: dict[str, Known], found: str, hit: Hit) -> None:
    """Remember a name and its parts."""
    parts = [_key(part) for part in _PART.findall(found)]
    whole = _key(found)
    for name in {whole, *parts}:
        telling = name == whole or (len(name) > 2 and name not in LITTLE and name not in agencies.HEADS)
        strange = not is_ordinary(name) if " " not in name else True
        if not telling or (hit.kind == "agency" and name != whole and not strange):
            continue
        # An ordinary word in lower case may be a name here and a word there.
        named = name == whole and found[0].islower() and not hit.rule.startswith("model-")
        known = Known(hit.kind, strange or named, hit.action)
        names[name] = _surer(names[name], known) if name in names else known


def _surer(one: Known, other: Known) -> Known:
    """A person before another kind and a kind before a guess; any case and a mask if either has it."""
    kind = min((one.kind, other.kind), key=lambda kind: (kind != "person", kind == "name"))
    action: Action = "mask" if "mask" in {one.action, other.action} else "flag"
    return Known(kind, one.any_case or other.any_case, action)


def _guessed(hit: Hit) -> bool:
    """Whether the kind of the find is no more than a guess."""
    return hit.kind == "name" or hit.rule == "acronym" or hit.rule.startswith("model-")


def _renamed(text: str, hits: list[Hit], names: Mapping[str, Known]) -> list[Hit]:
    """Unknown words and guesses of the model that elsewhere turned out to be a person or body."""
    return [
        replace(hit, kind=names[_key(text[hit.start : hit.end])].kind, shown="")
        if _guessed(hit) and _key(text[hit.start : hit.end]) in names
        else hit
        for hit in hits
    ]


def _modelled(reading: Reading, text: str, read: Mapping[str, list[Hit]]) -> Iterable[Hit]:
    """What the model sees, line by line, so that a line is read alike wherever it stands."""
    for first, last in pieces(text):
        for hit in read.get(text[first:last], ()):
            start, end = first + hit.start, first + hit.end
            if "\x00" not in reading.text[start:end]:
                yield replace(hit, start=start, end=end)
