"""How well a line asks what a question of a guide asks."""

import math
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from codebook.exchange.align_words import alike, likeness, stems, words
from codebook.model.guide import Guide, Question

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


@dataclass(slots=True)
class Matcher:
    """The targets of one guide in order, and what each word tells."""

    guide: Guide
    targets: tuple[Target, ...]
    weights: Mapping[str, float]
    known: frozenset[str]
    _seen: dict[tuple[str, bool], dict[int, float]] = field(default_factory=dict)

    @classmethod
    def of(cls, guide: Guide) -> "Matcher":
        """A matcher for a guide."""
        targets = tuple(_targets(guide))
        places = Counter(stem for target in targets for stem in target.vocabulary)
        count = len(targets)
        most = math.log(1 + count)
        weights = {stem: math.log(1 + count / seen) / most for stem, seen in places.items()}
        known = frozenset(stem for target in targets for phrase in target.phrases for stem in phrase.stems)
        return cls(guide, targets, weights, known)

    def scores(self, text: str, *, asking: bool = False) -> dict[int, float]:
        """The targets a text may ask for, 0 to 1 each; those it hardly can are absent.

        Words the guide does not use speak against a target, but less so where the text is `asking`
        something for certain.
        """
        found = self._seen.get((text, asking))
        if found is None:
            asked = Phrase.of(text)
            met = {
                stem: max((alike(stem, other) for other in asked.stems), default=0.0) for stem in self.known
            }
            unknown = UNKNOWN_ASKING if asking else UNKNOWN
            rated = ((at, self._score(asked, met, target, unknown)) for at, target in enumerate(self.targets))
            found = self._seen[text, asking] = {at: score for at, score in rated if score >= 0.3}
        return found

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

    def _score(self, asked: Phrase, met: Mapping[str, float], target: Target, unknown: float) -> float:
        if not asked.stems:
            return 0.0
        best = max((self._phrase(asked, met, phrase, unknown) for phrase in target.phrases), default=0.0)
        if target.is_section or len(asked.stems) < 3 or best < 0.3:
            return best
        return max(best, 0.55 * best + 0.45 * self._share(asked.stems, target, unknown))

    def _phrase(self, asked: Phrase, met: Mapping[str, float], phrase: Phrase, unknown: float) -> float:
        shared = sum(self.weights.get(stem, unknown) * met[stem] for stem in phrase.stems)
        alikeness = 0.0
        if abs(len(asked.plain) - len(phrase.plain)) <= 0.3 * len(phrase.plain) + 3:
            alikeness = likeness(asked.plain, phrase.plain)
            if alikeness >= CERTAIN:
                return alikeness
        if not shared:
            return alikeness if alikeness >= NEARLY else 0.0
        recall = min(1.0, shared / sum(self.weights.get(stem, unknown) for stem in phrase.stems))
        precision = min(1.0, shared / sum(self.weights.get(stem, unknown) for stem in asked.stems))
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
