"""How often the right code is suggested: `suggest.py [--data DIR]`, a JSON line for each way of asking.

With `--data`, each of the quotations of DIR/quotes.jsonl is left out in turn, and the others are what was
coded so far. Without, the coded sentences of the invented sample are asked, those of the same interview left
out. A code is right when it is a gold code or lies below one. `plain` is what suggestions should beat: the
nearest quotation by TF-IDF, and the names of codes.
"""

import argparse
import csv
import json
import math
import random
import statistics
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product
from pathlib import Path

import yaml

from codebook.analysis.suggest import WEIGHTS, Suggester, Weights
from codebook.exchange.codebooks import read_codebook
from codebook.model.codes import Code, CodeTree
from codebook.model.suggestion import Coded
from codebook.model.words import words

HERE = Path(__file__).parent
CODEBOOK = HERE.parent / "codebooks" / "survivor-services.yaml"
SAMPLE = HERE.parent / "src" / "codebook" / "sample" / "codings.csv"
SEEDS, FIRST = range(3), 5
MARKS = {"first": 0.48, f"first {FIRST}": 0.8, "theme": 0.68}
GRID = {
    "topic": (0.0, 0.5, 1.0),
    "pair": (0.0, 0.3),
    "inherited": (0.2, 0.4, 0.6),
    "neighbour": (0.5, 1.0, 2.0),
}

Ranking = Callable[["Quotation"], list[int]]


@dataclass(frozen=True, slots=True)
class Quotation:
    """A text with its gold codes and other defensible ones; all of the same place are left out together."""

    text: str
    gold: frozenset[int]
    also: frozenset[int]
    place: str


def codebook() -> CodeTree:
    """The codebook that comes with the program."""
    made: dict[str, Code] = {}
    for at, read in enumerate(read_codebook(CODEBOOK), start=1):
        above, _, name = read.path.rpartition("/")
        parent = made[above].id if above else None
        made[read.path] = Code(at, parent, name, read.path, read.colour, at, read.meaning)
    return CodeTree(made.values())


def quotations(tree: CodeTree, folder: Path) -> list[Quotation]:
    """The quotations of a folder that have a gold code."""
    mapping = yaml.safe_load((HERE / "codebook_mapping.yaml").read_text(encoding="utf-8"))

    def named(paths: Sequence[str]) -> frozenset[int]:
        return frozenset(tree.find(mapping[path]).id for path in paths)

    lines = (folder / "quotes.jsonl").read_text(encoding="utf-8").splitlines()
    found = [json.loads(line) for line in lines]
    return [
        Quotation(each["text"], named(each["gold_codes"]), named(each["alt_codes"]), each["id"])
        for each in found
        if each["gold_codes"]
    ]


def sample(tree: CodeTree) -> list[Quotation]:
    """The coded sentences of the sample, one for each wording, with the codes anybody gave it."""
    known = {code.path: code.id for code in tree}
    codes: defaultdict[tuple[str, str], set[int]] = defaultdict(set)
    with SAMPLE.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            codes[row["quote"].strip(' ."'), row["file"]].add(known[row["code"]])
    return [Quotation(text, frozenset(gold), frozenset(), place) for (text, place), gold in codes.items()]


def figures(
    tree: CodeTree, asked: Sequence[Quotation], ranking: Ranking, *, also: bool = False
) -> dict[str, float]:
    """The shares of quotations whose right code is first, is among the first, and whose theme is first.

    With `also`, defensible codes are right too.
    """
    first = among = theme = 0
    for one in asked:
        ranked = ranking(one)
        wanted = one.gold | one.also if also else one.gold
        right = frozenset[int]().union(*(tree.subtree(code) for code in wanted))
        first += not right.isdisjoint(ranked[:1])
        among += not right.isdisjoint(ranked[:FIRST])
        theme += any(top(tree, code) in {top(tree, each) for each in wanted} for code in ranked[:1])
    count = len(asked)
    shares = {"first": first / count, f"first {FIRST}": among / count, "theme": theme / count}
    return {name: round(share, 3) for name, share in shares.items()}


def top(tree: CodeTree, code: int) -> int:
    """The theme a code belongs to."""
    return (code, *tree.ancestors(code))[-1]


def suggested(tree: CodeTree, known: Sequence[Quotation], weights: Weights = WEIGHTS) -> Ranking:
    """The ranking of the program, which has never seen what it is asked."""

    def rank(asked: Quotation) -> list[int]:
        others = [each for each in known if each.place != asked.place]
        found = Suggester.of(tree, coded(others), weights).suggest(asked.text, most=FIRST)
        return [each.id for each in found]

    return rank


def quickly(tree: CodeTree, known: Sequence[Quotation], weights: Weights) -> Ranking:
    """Nearly the same from one index, for choosing weights: only how rare words are is known of all."""
    suggester = Suggester.of(tree, coded(known), weights)
    return lambda asked: [each.id for each in suggester.suggest(asked.text, most=FIRST, without=asked.place)]


def coded(known: Sequence[Quotation]) -> Iterator[Coded]:
    """Quotations as excerpts of a project."""
    return (Coded(each.text, code, each.place) for each in known for code in sorted(each.gold))


def plain(tree: CodeTree, known: Sequence[Quotation]) -> Ranking:
    """TF-IDF: the nearest quotation with a code, and the words of the code's path."""
    names = {code.id: Counter(words(code.path.replace("/", " ").replace("-", " "))) for code in tree}

    def rank(asked: Quotation) -> list[int]:
        others = [each for each in known if each.place != asked.place]
        bags = [Counter(words(each.text)) for each in others]
        among = Counter(word for each in bags for word in each)
        vector = weighed(Counter(words(asked.text)), among, len(bags))
        nearest: defaultdict[int, float] = defaultdict(float)
        for each, bag in zip(others, bags, strict=True):
            likeness = cosine(vector, weighed(bag, among, len(bags)))
            for code in each.gold:
                nearest[code] = max(nearest[code], likeness)
        score = {
            code: nearest[code] + cosine(vector, weighed(name, among, len(bags)))
            for code, name in names.items()
        }
        return sorted(score, key=lambda code: -score[code])

    return rank


def weighed(bag: Counter[str], among: Counter[str], texts: int) -> dict[str, float]:
    """A bag of words as a TF-IDF vector of length 1."""
    vector = {word: count * (1 + math.log((1 + texts) / (1 + among[word]))) for word, count in bag.items()}
    length = math.sqrt(sum(weight**2 for weight in vector.values())) or 1
    return {word: weight / length for word, weight in vector.items()}


def cosine(one: dict[str, float], other: dict[str, float]) -> float:
    """The cosine of two vectors of length 1."""
    return sum(weight * other.get(word, 0) for word, weight in one.items())


def halves(tree: CodeTree, every: Sequence[Quotation]) -> Iterator[dict[str, object]]:
    """Halves that learn nothing from each other, and weights chosen on one half and measured on the other."""
    apart, chosen = [], []
    for seed in SEEDS:
        places = sorted({each.place for each in every})
        random.Random(seed).shuffle(places)  # noqa: S311  # quotations, not secrets
        left = set(places[: len(places) // 2])
        one = [each for each in every if each.place in left]
        other = [each for each in every if each.place not in left]
        for known, asked in ((one, other), (other, one)):
            apart.append(figures(tree, asked, quickly(tree, known, WEIGHTS)))
            best = max(
                grid(), key=lambda weights: sum(figures(tree, known, quickly(tree, known, weights)).values())
            )
            chosen.append(figures(tree, asked, suggested(tree, every, best)))
    yield {"way": "suggested, only the other half coded", **means(apart)}
    yield {"way": "suggested, weights chosen on the other half", **means(chosen)}


def means(found: Sequence[dict[str, float]]) -> dict[str, float]:
    """The mean of each figure."""
    return {name: round(statistics.mean(each[name] for each in found), 3) for name in found[0]}


def grid() -> Iterator[Weights]:
    """The weights to choose among."""
    for values in product(*GRID.values()):
        yield replace(WEIGHTS, **dict(zip(GRID, values, strict=True)))


def pace(tree: CodeTree, every: Sequence[Quotation]) -> dict[str, object]:
    """Milliseconds for a passage of 150 words among 5,000 coded excerpts, and seconds to index those."""
    chance = random.Random(1)  # noqa: S311  # words, not secrets
    known = [word for each in every for word in each.text.split()]
    codes = [code.id for code in tree]
    excerpts = [
        Coded(" ".join(chance.choices(known, k=30)), chance.choice(codes), f"S-{at}:1") for at in range(5000)
    ]
    started = time.perf_counter()
    suggester = Suggester.of(tree, excerpts)
    indexed = time.perf_counter() - started
    taken = []
    for _ in range(20):
        text = " ".join(chance.choices(known, k=150))
        started = time.perf_counter()
        suggester.suggest(text)
        taken.append(1000 * (time.perf_counter() - started))
    return {"index_s": round(indexed, 2), "passage_ms": round(statistics.median(taken), 2)}


def main() -> None:
    """Print the figures of the plain way and of the program, with halves apart when asked, and the pace."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--data", type=Path, help="a folder with quotes.jsonl")
    parser.add_argument("--halves", action="store_true", help="cross-validate as well (a minute)")
    parser.add_argument("--first", type=int, help="only so many quotations, for a try")
    given = parser.parse_args()
    tree = codebook()
    every = (quotations(tree, given.data) if given.data else sample(tree))[: given.first]
    print(json.dumps({"quotations": len(every), **({"marks": MARKS} if given.data else {})}))
    for way, ranking in (("plain", plain(tree, every)), ("suggested", suggested(tree, every))):
        print(json.dumps({"way": way, **figures(tree, every, ranking)}))
        if given.data:
            also = figures(tree, every, ranking, also=True)
            print(json.dumps({"way": f"{way}, defensible codes right too", **also}))
    for line in halves(tree, every) if given.halves else ():
        print(json.dumps(line))
    print(json.dumps(pace(tree, every)))


if __name__ == "__main__":
    main()
