"""Texts as weighted words, and the likeness of a text to many others at once."""

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Self

import numpy as np
from numpy.typing import NDArray

from codebook.analysis.suggest_topics import topics_by_stem
from codebook.model.words import stem, words

Floats = NDArray[np.float64]
Bag = Mapping[str, float]

TOPIC, PAIR = "#", " "
"""How a topic begins, and what stands between two stems; neither can stand in a word."""
STOP = frozenset(
    """
    a about all also an and any are as at be because been being but by can could did do does each etc even
    for from had has have he her him his how i if in into is it its just may me might more most my of on one
    only or other our same she so some than that the their them then there these they thing things this
    those to too us very was way ways we were what when where which who whom will with would you your
    """.split()  # noqa: SIM905 - a word list reads best as prose
)
_TOPICS = topics_by_stem()


def telling(text: str) -> list[tuple[str, str]]:
    """The words of a text that carry meaning, each with its stem."""
    return [(word, stem(word)) for word in words(text) if word not in STOP]


def bag(text: str, *, topic: float, pair: float) -> dict[str, float]:
    """The stems of a text by how often they stand there, with topics and pairs of neighbours for less.

    A stem counts 1, each topic it speaks of `topic`, two stems side by side `pair`.
    """
    found: defaultdict[str, float] = defaultdict(float)
    stems = [each for _, each in telling(text)]
    for each in stems:
        found[each] += 1
        for name in _TOPICS.get(each, ()):
            found[TOPIC + name] += topic
    for one, next_one in pairwise(stems):
        found[f"{one}{PAIR}{next_one}"] += pair
    return dict(found)


@dataclass(frozen=True, slots=True)
class Rarity:
    """How telling words are: ln(1 + N / (1 + n)) for a word in n of N texts (Spärck Jones 1972)."""

    texts: int
    among: Mapping[str, int]

    @classmethod
    def of(cls, bags: Sequence[Bag]) -> Self:
        """The rarity of every word of some texts."""
        return cls(len(bags), Counter(word for each in bags for word in each))

    def weighed(self, words_of: Bag) -> dict[str, float]:
        """A bag as a vector of length 1: ln(1 + count) times rarity."""
        found = {
            word: math.log1p(count) * math.log(1 + self.texts / (1 + self.among.get(word, 0)))
            for word, count in words_of.items()
        }
        length = math.sqrt(sum(weight * weight for weight in found.values()))
        return {word: weight / length for word, weight in found.items()} if length else {}


@dataclass(frozen=True, slots=True)
class Index:
    """Weighed texts turned round: for each word the rows it stands in, and its weight in each."""

    rows: int
    postings: Mapping[str, tuple[NDArray[np.int64], Floats]]

    @classmethod
    def of(cls, vectors: Sequence[Bag]) -> Self:
        """The index of some texts, a row each."""
        found: defaultdict[str, tuple[list[int], list[float]]] = defaultdict(lambda: ([], []))
        for row, vector in enumerate(vectors):
            for word, weight in vector.items():
                found[word][0].append(row)
                found[word][1].append(weight)
        turned = {word: (np.array(at, dtype=np.int64), np.array(by)) for word, (at, by) in found.items()}
        return cls(len(vectors), turned)

    def cosines(self, vector: Bag) -> Floats:
        """The cosine of a weighed text with every row, from 0 to 1."""
        found = np.zeros(self.rows)
        for word, weight in vector.items():
            if word in self.postings:
                at, by = self.postings[word]
                found[at] += weight * by
        return found
