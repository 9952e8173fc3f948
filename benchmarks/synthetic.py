"""Synthetic documents and codings of any size, for `load.py`: `synthetic.py OUT --docs 20 --codings 2000`."""

import argparse
import csv
import json
from pathlib import Path

import numpy as np

SYLLABLES = ("ba", "de", "ki", "lo", "mu", "na", "re", "si", "to", "vu")


def main() -> None:
    """Write OUT/docs.jsonl and OUT/codings.csv."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--docs", type=int, default=20)
    parser.add_argument("--words", type=int, default=500)
    parser.add_argument("--codings", type=int, default=2000)
    parser.add_argument("--codes", type=int, default=40)
    given = parser.parse_args()
    rng = np.random.default_rng(7)
    given.out.mkdir(parents=True, exist_ok=True)
    paths = [f"theme{at % 5}" if at < 5 else f"theme{at % 5}/code{at}" for at in range(given.codes)]
    lengths = []
    with (given.out / "docs.jsonl").open("w", encoding="utf-8") as file:
        for at in range(given.docs):
            words = ["".join(rng.choice(SYLLABLES, size=3)) for _ in range(given.words)]
            text = " ".join(words)
            lengths.append(len(text))
            file.write(json.dumps({"id": f"doc{at}", "text": text}) + "\n")
    with (given.out / "codings.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["doc", "start", "end", "code_path", "coder"])
        seen = set()
        while len(seen) < given.codings:
            doc = int(rng.integers(given.docs))
            start = int(rng.integers(lengths[doc] - 50))
            row = (f"doc{doc}", start, start + int(rng.integers(10, 50)))
            key = (*row, paths[int(rng.integers(given.codes))], f"coder{int(rng.integers(1, 3))}")
            if key not in seen:
                seen.add(key)
                writer.writerow(key)


if __name__ == "__main__":
    main()
