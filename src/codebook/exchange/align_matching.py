"""How well a line asks what a question of a guide asks."""

import math
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from codebook.exchange.align_words import alike, near
from codebook.model.guide import Guide, Question
from codebook.model.words import stems, words

CERTAIN = 0.88
NEARLY = 0.75
NAMED = 0.82
WORD_FOR_WORD = 0.1
UNKNOWN, UNKNOWN_ASKING = 0.7, 0.35


@dataclass(frozen=True, slots=True)
class Phrase:
    """A wording a question or section goes by."""

    plain: str
    stems: tuple[str, ...]

    @classmethod
    def of(cls, text: str) -> "Phrase":
        """A wording made comparable."""
        return cls(" ".join(words(text)), tuple(dict.fromkeys(stems(text))))


@dataclass(frozen=True, slots=True)
class Target:
    """A place of the guide that a line can open: a section, or a question in it.

    A section whose consent or other points are noted as a whole has a `question` of its own.
    """

    section: int
    question: Question | None
    phrases: tuple[Phrase, ...]
    vocabulary: frozenset[str]

    @property
    def is_section(self) -> bool:
        """Whether this is a section, not one of its questions."""
        return self.question is None or self.question.kind == "section"

    @property
    def kind(self) -> str:
        """What a line under it is."""
        return "section" if self.question is None else self.question.kind


@dataclass(frozen=True, slots=True)
class _Wordings:
    """Every wording of a guide once, short ones first: whose it is, what it weighs, in which a word stands.

    Words are alike only where they begin alike, so they are also kept by their first letter.
    """

    phrases: tuple[Phrase, ...]
    plains: tuple[str, ...]
    lengths: tuple[int, ...]
    targets: tuple[tuple[int, ...], ...]
    meanings: tuple[float, ...]
    holding: Mapping[str, tuple[int, ...]]
    initial: Mapping[str, tuple[str, ...]]

    @classmethod
    def of(cls, targets: Sequence[Target], weights: Mapping[str, float]) -> "_Wordings":
        """The wordings of some targets."""
        owners: dict[Phrase, list[int]] = {}
        for at, target in enumerate(targets):
            for phrase in target.phrases:
                owners.setdefault(phrase, []).append(at)
        owners = dict(sorted(owners.items(), key=lambda each: len(each[0].plain)))
        holding: dict[str, list[int]] = {}
        for place, phrase in enumerate(owners):
            for stem in phrase.stems:
                holding.setdefault(stem, []).append(place)
        initial: dict[str, list[str]] = {}
        for stem in weights:
            initial.setdefault(stem[:1], []).append(stem)
        return cls(
            tuple(owners),
            tuple(phrase.plain for phrase in owners),
            tuple(len(phrase.plain) for phrase in owners),
            tuple(map(tuple, owners.values())),
            tuple(sum(weights[stem] for stem in phrase.stems) for phrase in owners),
            {stem: tuple(places) for stem, places in holding.items()},
            {letter: tuple(begun) for letter, begun in initial.items()},
        )

    def close(self, plain: str) -> dict[int, float]:
        """The wordings of about the same length that are written nearly like a text, and how nearly."""
        first = bisect_left(self.lengths, (len(plain) - 3) / 1.3 - 1)
        last = bisect_right(self.lengths, (len(plain) + 3) / 0.7 + 1)
        return {
            first + at: score
            for at, score in near(plain, self.plains[first:last], NEARLY).items()
            if abs(len(plain) - self.lengths[first + at]) <= 0.3 * self.lengths[first + at] + 3
        }


@dataclass(slots=True)
class Matcher:
    """The targets of one guide in order, and what each word tells.

    A line is compared with the wordings that share a word with it, or are written nearly like it; all
    others score nothing. What a word of a note is like among the guide's is looked up once.
    """

    guide: Guide
    targets: tuple[Target, ...]
    weights: Mapping[str, float]
    _wordings: _Wordings
    _seen: dict[tuple[str, bool], dict[int, float]] = field(default_factory=dict)
    _alike: dict[str, dict[str, float]] = field(default_factory=dict)

    @classmethod
    def of(cls, guide: Guide) -> "Matcher":
        """A matcher for a guide."""
        return cls(guide, *_prepared(guide))

    def scores(self, text: str, *, asking: bool = False) -> dict[int, float]:
        """The targets a text may ask for, 0 to 1 each; those it hardly can are absent.

        Words the guide does not use speak against a target, but less so where the text is `asking`
        something for certain.
        """
        found = self._seen.get((text, asking))
        if found is None:
            asked = Phrase.of(text)
            best = self._best_wordings(asked, UNKNOWN_ASKING if asking else UNKNOWN) if asked.stems else {}
            rated = ((at, self._score(asked, at, best[at], asking=asking)) for at in sorted(best))
            found = self._seen[text, asking] = {at: score for at, score in rated if score >= 0.3}
        return found

    def is_field(self, label: str) -> bool:
        """Whether a label names a basic field of the guide."""
        plain = " ".join(words(label))
        fields = (target for target in self.targets if target.kind == "field")
        names = [phrase.plain for target in fields for phrase in target.phrases]
        return bool(plain) and bool(near(plain, names, CERTAIN))

    def asks(self, text: str) -> int | None:
        """The question a text most likely asks, None when that is not clear."""
        scores = {at: score for at, score in self.scores(text).items() if not self.targets[at].is_section}
        best = max(scores, key=lambda at: scores[at], default=None)
        return best if best is not None and scores[best] >= NEARLY else None

    def named(self, text: str, target: Target) -> bool:
        """Whether a text is one of a target's names and no more, give or take a slip."""
        plain = " ".join(words(text))
        return bool(near(plain, [phrase.plain for phrase in target.phrases], NAMED))

    def covered(self, text: str, target: Target) -> float:
        """The share of a text's meaning that a question's own words make up."""
        return self._share(tuple(dict.fromkeys(stems(text))), target, UNKNOWN)

    def _like(self, stem: str) -> dict[str, float]:
        """The guide's words that a word of a note may be, and how surely."""
        found = self._alike.get(stem)
        if found is None:
            rated = ((other, alike(stem, other)) for other in self._wordings.initial.get(stem[:1], ()))
            found = self._alike[stem] = {other: sure for other, sure in rated if sure}
        return found

    def _share(self, asked: tuple[str, ...], target: Target, unknown: float) -> float:
        whole = sum(self.weights.get(stem, unknown) for stem in asked)
        met = sum(self.weights.get(stem, unknown) * self._best(stem, target.vocabulary) for stem in asked)
        return met / whole if whole else 0.0

    def _best(self, stem: str, vocabulary: frozenset[str]) -> float:
        if stem in vocabulary:
            return 1.0
        return max((sure for other, sure in self._like(stem).items() if other in vocabulary), default=0.0)

    def _score(self, asked: Phrase, at: int, best: float, *, asking: bool) -> float:
        target = self.targets[at]
        if target.is_section or len(asked.stems) < 3 or best < 0.3:
            return best
        unknown = UNKNOWN_ASKING if asking else UNKNOWN
        return max(best, 0.55 * best + 0.45 * self._share(asked.stems, target, unknown))

    def _best_wordings(self, asked: Phrase, unknown: float) -> dict[int, float]:
        """How well the best wording of each target agrees with a text, where any does."""
        met: dict[str, float] = {}
        for stem in asked.stems:
            for other, sure in self._like(stem).items():
                met[other] = max(sure, met.get(other, 0.0))
        close = self._wordings.close(asked.plain)
        known = self._wordings
        meaning = sum(self.weights.get(stem, unknown) for stem in asked.stems)
        best: dict[int, float] = {}
        for place in {*close, *(place for stem in met for place in known.holding.get(stem, ()))}:
            phrase = known.phrases[place]
            shared = sum(self.weights[stem] * met[stem] for stem in phrase.stems if stem in met)
            agreed = _agreed(asked, phrase, shared, (known.meanings[place], meaning), close.get(place, 0.0))
            for at in known.targets[place]:
                best[at] = max(agreed, best.get(at, 0.0))
        return best


def _agreed(
    asked: Phrase, phrase: Phrase, shared: float, whole: tuple[float, float], alikeness: float
) -> float:
    """How well a text agrees with a wording: by the meaning they share of the `whole` of each, by letters."""
    if alikeness >= CERTAIN or not shared:
        return alikeness
    recall = min(1.0, shared / whole[0])
    precision = min(1.0, shared / whole[1])
    part = recall * (0.35 + 0.65 * math.sqrt(precision))
    if phrase.plain.count(" ") >= 2 and f" {phrase.plain} " in f" {asked.plain} ":
        part = min(1.0, part + WORD_FOR_WORD)
    cut_short = 0.75 * precision * math.sqrt(recall)
    return max(part, cut_short, alikeness * 0.95)


@lru_cache(maxsize=8)
def _prepared(guide: Guide) -> tuple[tuple[Target, ...], Mapping[str, float], _Wordings]:
    """What is the same for every note along a guide; nothing of any note."""
    targets = tuple(_targets(guide))
    places = Counter(stem for target in targets for stem in target.vocabulary)
    count = len(targets)
    most = math.log(1 + count)
    weights = {stem: math.log(1 + count / seen) / most for stem, seen in places.items()}
    return targets, weights, _Wordings.of(targets, weights)


def _targets(guide: Guide) -> list[Target]:
    found = []
    for at, section in enumerate(guide.sections):
        whole = next((question for question in section.questions if question.kind == "section"), None)
        names = [section.title, *section.alternatives]
        names += [] if whole is None else [whole.label, *whole.alternatives]
        phrases = tuple(dict.fromkeys(Phrase.of(name) for name in names))
        found.append(Target(at, whole, phrases, frozenset(s for p in phrases for s in p.stems)))
        found.extend(_question(at, question) for question in section.questions if question.kind != "section")
    return found


def _question(section: int, question: Question) -> Target:
    wordings = (question.label, question.prompt, *question.alternatives)
    phrases = tuple(dict.fromkeys(Phrase.of(text) for text in wordings))
    spoken = (*wordings, *question.probes)
    return Target(section, question, phrases, frozenset(stem for text in spoken for stem in stems(text)))
