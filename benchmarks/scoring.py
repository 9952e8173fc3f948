"""How much of what is known was found, and what was covered needlessly.

An identifier is found when every word of it that matters is covered whole: titles, kin words and little
words such as "of" need not be. A rare combination is found when one find covers half of its letters.
Needless is each covered word outside every identifier, other than those titles and little words.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from codebook.deid.listed import listed
from codebook.model.masked import Action
from marked import Marked, Passage

_WORD = re.compile(r"\w+")
_MINOR = listed(
    "mr mrs ms miss dr prof const cst cpl sgt insp judge pastor elder auntie aunty uncle kuya ate bhai mama "
    "ma kokum kohkom chacha mister boss lady lil big daddy mother father sister brother hon the of and at de "
    "la s unit ext in on a transit acct file no st go pr honourable justice sir madam lord rev capt "
    "staff"
)
_CONTEXT = 40


@dataclass(frozen=True, slots=True)
class Seen:
    """A stretch that a tool covers by itself (mask) or leaves to a person (flag)."""

    start: int
    end: int
    action: Action = "mask"


@dataclass(frozen=True, slots=True)
class Leak:
    """An identifier that nothing covers whole, or that only a flag does."""

    passage: str
    style: str
    type: str
    label: str
    how: str
    text: str
    context: str


@dataclass(slots=True)
class Share:
    """So many of so many, masked without a person and covered at all."""

    masked: int = 0
    covered: int = 0
    of: int = 0

    def add(self, *, masked: bool, covered: bool) -> None:
        """Count one more."""
        self.masked += masked
        self.covered += covered
        self.of += 1

    def told(self) -> dict[str, float | int | None]:
        """The shares, or null of nothing."""
        return {
            "masked": _ratio(self.masked, self.of),
            "covered": _ratio(self.covered, self.of),
            "of": self.of,
        }


@dataclass(slots=True)
class Score:
    """What a tool did on a set of passages."""

    labels: defaultdict[str, Share] = field(default_factory=lambda: defaultdict(Share))
    types: defaultdict[str, Share] = field(default_factory=lambda: defaultdict(Share))
    styles: defaultdict[str, Share] = field(default_factory=lambda: defaultdict(Share))
    needless: Share = field(default_factory=Share)
    counted: Counter[str] = field(default_factory=Counter)
    leaks: list[Leak] = field(default_factory=list)

    def add(self, passage: Passage, seen: Sequence[Seen]) -> None:
        """Count one passage."""
        masks = [each for each in seen if each.action == "mask"]
        masked, covered = cover(passage.text, masks), cover(passage.text, seen)
        for span in passage.spans:
            if span.label == "optional":
                continue
            if span.label == "hard":
                whole = [any(half(passage.text, span, each) for each in some) for some in (masks, seen)]
            else:
                whole = [found(passage.text, span, by) for by in (masked, covered)]
            self._count(passage, span, masked=whole[0], covered=whole[1])
        for at, _ in outside(passage):
            self.needless.add(masked=any(masked[at]), covered=any(covered[at]))
        flags = {passage.text[each.start : each.end].casefold() for each in seen if each.action == "flag"}
        self.counted.update(flags=len(flags), words=len(passage.text.split()), passages=1)

    def _count(self, passage: Passage, span: Marked, *, masked: bool, covered: bool) -> None:
        self.labels[span.label].add(masked=masked, covered=covered)
        self.types[f"{span.label}:{span.type}"].add(masked=masked, covered=covered)
        if span.label == "direct":
            self.styles[passage.style].add(masked=masked, covered=covered)
        if not masked:
            text = passage.text
            around = text[max(0, span.start - _CONTEXT) : span.end + _CONTEXT].replace("\n", " ")
            how = "flagged" if covered else "passed"
            words = text[span.start : span.end]
            self.leaks.append(Leak(passage.id, passage.style, span.type, span.label, how, words, around))

    def told(self) -> dict[str, object]:
        """The figures; nothing of the texts."""
        needless = self.needless.told()
        return {
            "direct": self.labels["direct"].told(),
            "direct in lower case": self.styles["lower"].told(),
            "indirect": self.labels["quasi"].told(),
            "rare": self.labels["hard"].told(),
            "over-masked": {"masked": needless["masked"], "covered": needless["covered"]},
            "flags per 100 words": round(100 * self.counted["flags"] / max(1, self.counted["words"]), 2),
            "by type": {name: share.told() for name, share in sorted(self.types.items())},
            "by style": {name: share.told() for name, share in sorted(self.styles.items()) if share.of},
        }


def _ratio(part: int, whole: int) -> float | None:
    return round(part / whole, 4) if whole else None


def cover(text: str, spans: Iterable[Seen | Marked]) -> bytearray:
    """A byte for each character, 1 where any of the spans covers it."""
    signs = bytearray(len(text) + 1)
    for each in spans:
        start, end = max(0, each.start), min(len(text), each.end)
        signs[start:end] = b"\x01" * max(0, end - start)
    return signs


def found(text: str, span: Marked, covered: bytearray) -> bool:
    """Whether every word of an identifier that matters is covered whole."""
    words = list(_WORD.finditer(text[span.start : span.end]))
    need = [word for word in words if word[0].lower() not in _MINOR] or words
    return all(all(covered[span.start + word.start() : span.start + word.end()]) for word in need)


def half(text: str, span: Marked, seen: Seen) -> bool:
    """Whether one find covers at least half of the letters of a stretch."""
    letters = [at for at in range(span.start, span.end) if text[at].isalpha()]
    return 2 * sum(seen.start <= at < seen.end for at in letters) >= len(letters) > 0


def outside(passage: Passage) -> Iterable[tuple[slice, str]]:
    """The words that no identifier, not even an optional one, touches; titles and little words apart."""
    told = cover(passage.text, passage.spans)
    for word in _WORD.finditer(passage.text):
        place = slice(word.start(), word.end())
        if not any(told[place]) and word[0].lower() not in _MINOR:
            yield place, word[0]


def scored(passages: Iterable[Passage], seen: Iterable[Sequence[Seen]]) -> Score:
    """The score of a set."""
    score = Score()
    for passage, finds in zip(passages, seen, strict=True):
        score.add(passage, finds)
    return score
