"""How well a line asks what a question of a guide asks."""

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain

from rapidfuzz import fuzz, process

from codebook.exchange.align_words import alike, likeness, stems, words
from codebook.model.guide import Guide, Question

CERTAIN = 0.88
NEARLY = 0.75
NAMED = 0.82
WORD_FOR_WORD = 0.1
LONGEST_SLIP = 7  # words; a longer text shares some word with its wording
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


@dataclass(slots=True)
class Matcher:
    """The targets of one guide in order, and what each word tells."""

    guide: Guide
    targets: tuple[Target, ...]
    weights: Mapping[str, float]
    places: Mapping[str, tuple[tuple[int, Phrase], ...]]
    initials: Mapping[str, tuple[str, ...]]
    plains: tuple[str, ...]
    wordings: tuple[int, ...]
    _seen: dict[tuple[str, bool], dict[int, float]] = field(default_factory=dict)

    @classmethod
    def of(cls, guide: Guide) -> "Matcher":
        """A matcher for a guide."""
        targets = tuple(_targets(guide))
        places = Counter(stem for target in targets for stem in target.vocabulary)
        count = len(targets)
        most = math.log(1 + count)
        weights = {stem: math.log(1 + count / seen) / most for stem, seen in places.items()}
        index: dict[str, list[tuple[int, Phrase]]] = {}
        for at, target in enumerate(targets):
            for phrase in target.phrases:
                for stem in phrase.stems:
                    index.setdefault(stem, []).append((at, phrase))
        initials: dict[str, list[str]] = {}
        for stem in index:
            initials.setdefault(stem[:1], []).append(stem)
        return cls(
            guide,
            targets,
            weights,
            {stem: tuple(where) for stem, where in index.items()},
            {letter: tuple(alphabetic) for letter, alphabetic in initials.items()},
            tuple(phrase.plain for target in targets for phrase in target.phrases),
            tuple(at for at, target in enumerate(targets) for _ in target.phrases),
        )

    def scores(self, text: str, *, asking: bool = False) -> dict[int, float]:
        """The targets a text may ask for, 0 to 1 each; those it hardly can are absent.

        Words the guide does not use speak against a target, but less so where the text is `asking`
        something for certain.
        """
        found = self._seen.get((text, asking))
        if found is None:
            asked = Phrase.of(text)
            met = self._met(asked)
            unknown = UNKNOWN_ASKING if asking else UNKNOWN
            near: dict[int, set[Phrase]] = {}
            for at, phrase in chain.from_iterable(self.places[stem] for stem in met):
                near.setdefault(at, set()).add(phrase)
            rated = {at: self._score(asked, met, at, near[at], unknown) for at in sorted(near)}
            if max(rated.values(), default=0.0) < NEARLY:
                for at, sure in self._alike(asked):
                    rated[at] = max(rated.get(at, 0.0), sure)
            found = self._seen[text, asking] = {at: rated[at] for at in sorted(rated) if rated[at] >= 0.3}
        return found

    def _met(self, asked: Phrase) -> dict[str, float]:
        """The guide's stems that a text holds, also misspelt or cut short; words alike begin alike."""
        met: dict[str, float] = {}
        for other in asked.stems:
            for stem in self.initials.get(other[:1], ()):
                sure = alike(stem, other)
                if sure > met.get(stem, 0.0):
                    met[stem] = sure
        return met

    def _alike(self, asked: Phrase) -> Iterator[tuple[int, float]]:
        """The targets a short text names letter by letter, with slips in every word."""
        if not asked.plain or asked.plain.count(" ") >= LONGEST_SLIP:
            return
        cut = 100 * NEARLY
        for _, score, place in process.extract(
            asked.plain, self.plains, scorer=fuzz.ratio, score_cutoff=cut, limit=None
        ):
            yield self.wordings[place], score / 100 * (1.0 if score >= 100 * CERTAIN else 0.95)

    def is_field(self, label: str) -> bool:
        """Whether a label names a basic field of the guide."""
        plain = " ".join(words(label))
        fields = (target for target in self.targets if target.kind == "field")
        return bool(plain) and any(
            likeness(plain, phrase.plain) >= CERTAIN for target in fields for phrase in target.phrases
        )

    def asks(self, text: str) -> int | None:
        """The question a text most likely asks, None when that is not clear."""
        scores = {at: score for at, score in self.scores(text).items() if not self.targets[at].is_section}
        best = max(scores, key=lambda at: scores[at], default=None)
        return best if best is not None and scores[best] >= NEARLY else None

    def named(self, text: str, target: Target) -> bool:
        """Whether a text is one of a target's names and no more, give or take a slip."""
        plain = " ".join(words(text))
        return any(likeness(plain, phrase.plain) >= NAMED for phrase in target.phrases)

    def covered(self, text: str, target: Target) -> float:
        """The share of a text's meaning that a question's own words make up."""
        return self._share(tuple(dict.fromkeys(stems(text))), target, UNKNOWN)

    def _share(self, asked: tuple[str, ...], target: Target, unknown: float) -> float:
        whole = sum(self.weights.get(stem, unknown) for stem in asked)
        met = sum(self.weights.get(stem, unknown) * _best(stem, target.vocabulary) for stem in asked)
        return met / whole if whole else 0.0

    def _score(
        self, asked: Phrase, met: Mapping[str, float], at: int, near: Iterable[Phrase], unknown: float
    ) -> float:
        target = self.targets[at]
        whole = sum(self.weights.get(stem, unknown) for stem in asked.stems)
        best = max(self._phrase(asked, met, phrase, whole) for phrase in near)
        if target.is_section or len(asked.stems) < 3 or best < 0.3:
            return best
        return max(best, 0.55 * best + 0.45 * self._share(asked.stems, target, unknown))

    def _phrase(self, asked: Phrase, met: Mapping[str, float], phrase: Phrase, whole: float) -> float:
        """How well a text agrees with one wording; `whole` is what all its own words weigh."""
        weighed = [(self.weights[stem], met.get(stem, 0.0)) for stem in phrase.stems]
        shared = sum(weight * sure for weight, sure in weighed)
        alikeness = 0.0
        if abs(len(asked.plain) - len(phrase.plain)) <= 0.3 * len(phrase.plain) + 3:
            alikeness = likeness(asked.plain, phrase.plain)
            if alikeness >= CERTAIN:
                return alikeness
        recall = min(1.0, shared / sum(weight for weight, _ in weighed))
        precision = min(1.0, shared / whole)
        part = recall * (0.35 + 0.65 * math.sqrt(precision))
        if phrase.plain.count(" ") >= 2 and f" {phrase.plain} " in f" {asked.plain} ":
            part = min(1.0, part + WORD_FOR_WORD)
        cut_short = 0.75 * precision * math.sqrt(recall)
        return max(part, cut_short, alikeness * 0.95 if alikeness >= NEARLY else 0.0)


def _best(stem: str, vocabulary: frozenset[str]) -> float:
    if stem in vocabulary:
        return 1.0
    return max((alike(stem, other) for other in vocabulary), default=0.0)


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
