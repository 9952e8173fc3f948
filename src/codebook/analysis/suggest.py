"""Codes that may fit a text, ranked, with the reasons: from the codebook and what was coded so far."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Self

import numpy as np

from codebook.analysis.suggest_profiles import TWICE, Profile, profiles
from codebook.analysis.suggest_words import TOPIC, Bag, Floats, Index, Rarity, bag, telling
from codebook.model.codes import CodeTree
from codebook.model.suggestion import Coded, Suggestion

NEIGHBOURS = 10
WORDS_SHOWN = 4
_LEAST = 1e-9


@dataclass(frozen=True, slots=True)
class Weights:
    """What counts how much beside the likeness to what the codebook says of a code, which counts 1.

    `topic` and `pair` are counts of a topic and of two neighbouring stems beside a stem's 1; `inherited` is
    the share of its parent's likeness that a code gets; `neighbour` weighs excerpts already coded.
    """

    topic: float = 1.0
    pair: float = 0.3
    inherited: float = 0.4
    neighbour: float = 1.0


WEIGHTS = Weights()


@dataclass(frozen=True, slots=True)
class _Neighbour:
    """A text that was coded, under which rows of the profiles, and where it stands."""

    text: str
    rows: tuple[int, ...]
    place: str


@dataclass(frozen=True, slots=True)
class Suggester:
    """An index of a codebook and of coded excerpts, built once for many texts."""

    weights: Weights
    profiles: tuple[Profile, ...]
    parents: tuple[int, ...]
    keywords: Mapping[tuple[str, ...], tuple[int, ...]]
    rarity: Rarity
    said: tuple[Bag, ...]
    told: Index
    neighbours: tuple[_Neighbour, ...]
    coded: Index

    @classmethod
    def of(cls, tree: CodeTree, excerpts: Iterable[Coded], weights: Weights = WEIGHTS) -> Self:
        """The index of a codebook, whose retired codes are left out, and of excerpts coded with it."""
        found = profiles(tree)
        row = {profile.code.id: at for at, profile in enumerate(found)}
        neighbours = _neighbours(excerpts, row)
        said = [_said(profile, weights) for profile in found]
        coded = [_bag(each.text, weights) for each in neighbours]
        rarity = Rarity.of([*said, *coded])
        vectors = tuple(rarity.weighed(each) for each in said)
        keywords: defaultdict[tuple[str, ...], tuple[int, ...]] = defaultdict(tuple)
        for stems, at in ((stems, at) for at, profile in enumerate(found) for stems in profile.keywords):
            keywords[stems] += (at,)
        return cls(
            weights,
            tuple(found),
            tuple(row.get(profile.code.parent or 0, -1) for profile in found),
            dict(keywords),
            rarity,
            vectors,
            Index.of(vectors),
            neighbours,
            Index.of([rarity.weighed(each) for each in coded]),
        )

    def suggest(self, text: str, *, most: int | None = None, without: str | None = None) -> list[Suggestion]:
        """The codes that something speaks for, or the `most` likely, best first; the score is 1 - exp(-s).

        s = cos(text, code) + inherited · cos(text, parent) + neighbour · Σ cos²(text, excerpt), the sum over
        those of the ten nearest excerpts that have the code. `without` names a passage whose excerpts are
        not asked.
        """
        vector = self.rarity.weighed(_bag(text, self.weights))
        told = self.told.cosines(vector)
        above = np.append(told, 0.0)[list(self.parents)]
        hits = self._keywords(text)
        votes, nearest = self._votes(vector, without)
        raw = told + self.weights.inherited * above + self.weights.neighbour * votes
        return [
            Suggestion(
                self.profiles[at].code.id,
                self.profiles[at].code.path,
                round(float(1 - np.exp(-raw[at])), 4),
                tuple(self._reasons(at, vector, hits.get(at, []), nearest.get(at))),
            )
            for at in np.argsort(-raw, kind="stable")[:most].tolist()
            if raw[at] > _LEAST
        ]

    def _keywords(self, text: str) -> dict[int, list[tuple[str, ...]]]:
        """The keywords of each row that stand in a text."""
        stems = tuple(stem for _, stem in telling(text))
        longest = max(map(len, self.keywords), default=0)
        runs = {
            stems[at : at + length]
            for length in range(1, longest + 1)
            for at in range(len(stems) - length + 1)
        }
        found: defaultdict[int, list[tuple[str, ...]]] = defaultdict(list)
        for run in sorted(runs & self.keywords.keys(), key=lambda run: (-len(run), run)):
            for at in self.keywords[run]:
                found[at].append(run)
        return found

    def _votes(self, vector: Bag, without: str | None) -> tuple[Floats, dict[int, str]]:
        """The votes for each row, and the place of the nearest excerpt that has it."""
        likeness = self.coded.cosines(vector)
        votes, nearest = np.zeros(len(self.profiles)), dict[int, str]()
        asked = 0
        for at in np.argsort(-likeness, kind="stable").tolist():
            neighbour = self.neighbours[at]
            if likeness[at] < _LEAST or asked == NEIGHBOURS:
                break
            if neighbour.place == without:
                continue
            asked += 1
            for row in neighbour.rows:
                votes[row] += likeness[at] ** 2
                nearest.setdefault(row, neighbour.place)
        return votes, nearest

    def _reasons(
        self, at: int, vector: Bag, hits: list[tuple[str, ...]], nearest: str | None
    ) -> Iterator[str]:
        """What speaks for a code, in words of the codebook alone, never of the text or an excerpt."""
        profile = self.profiles[at]
        yield from (f"keyword: {profile.keywords[run]}" for run in hits[:WORDS_SHOWN])
        if nearest is not None:
            yield f"like a coded excerpt: {nearest}"
        said = self.said[at]
        shared = sorted(vector.keys() & said.keys(), key=lambda word: (-vector[word] * said[word], word))
        yield from _worded(profile, [word for word in shared if word in profile.wording][:WORDS_SHOWN])
        topics = [word.removeprefix(TOPIC) for word in shared if word.startswith(TOPIC)]
        if topics:
            yield f"topic: {', '.join(topics[:2])}"
        if not shared and not hits and nearest is None:
            yield f"what is above it: {self.profiles[self.parents[at]].code.path}"


def _bag(text: str, weights: Weights) -> dict[str, float]:
    return bag(text, topic=weights.topic, pair=weights.pair)


def _said(profile: Profile, weights: Weights) -> dict[str, float]:
    found: defaultdict[str, float] = defaultdict(float)
    for what, text in profile.said:
        for word, count in _bag(text, weights).items():
            found[word] += count * (2 if what in TWICE else 1)
    return dict(found)


def _neighbours(excerpts: Iterable[Coded], row: Mapping[int, int]) -> tuple[_Neighbour, ...]:
    """Each text of a passage once, with all codes that it has."""
    found: defaultdict[tuple[str, str], dict[int, None]] = defaultdict(dict)
    for excerpt in excerpts:
        if excerpt.code in row:
            found[excerpt.text, excerpt.place][row[excerpt.code]] = None
    return tuple(_Neighbour(text, tuple(rows), place) for (text, place), rows in found.items())


def _worded(profile: Profile, stems: Iterable[str]) -> Iterator[str]:
    """Stems as words of the codebook, by the text that says them."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for stem in stems:
        if stem in profile.wording:
            what, word = profile.wording[stem]
            found[what].append(word)
    yield from (f"words of the {what}: {', '.join(said)}" for what, said in found.items())
