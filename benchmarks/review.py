"""What it takes a person to review a note of a thousand words: `review.py`; keys and seconds, as JSON."""

import argparse
import json
import statistics
import time
from pathlib import Path

from codebook.deid.gate import Gate, warm_up
from codebook.deid.review import Review
from marked import read_set

SETS = Path(__file__).parent / "passages"
WORDS = 1000


def notes(path: Path, count: int) -> list[list[str]]:
    """Notes of about a thousand words, made of whole passages in the order of the file."""
    made: list[list[str]] = [[]]
    for passage in read_set(path):
        if sum(len(text.split()) for text in made[-1]) >= WORDS:
            made.append([])
        made[-1].append(passage.text)
    full = [note for note in made if sum(len(text.split()) for text in note) >= WORDS]
    return full[:count]


def reviewed(texts: list[str]) -> dict[str, float]:
    """Decide every open find of a note with one key, as the screen asks; the last key takes the note in."""
    began = time.perf_counter()
    review = Review(Gate(), texts, None)
    opened, groups, waits = time.perf_counter() - began, len(review.groups), []
    decisions = 0
    while review.left:
        group = next(group for group in review.groups if group.open)
        began = time.perf_counter()
        review.mask(group)
        waits.append(time.perf_counter() - began)
        decisions += 1
    return {
        "words": sum(len(text.split()) for text in texts),
        "groups": groups,
        "keys": decisions + 1,
        "seconds to open": round(opened, 2),
        "slowest decision, s": round(max(waits, default=0.0), 2),
    }


def main() -> None:
    """Print the figures of each note and their medians."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--set", default="practice", help="a file of benchmarks/passages")
    parser.add_argument("--notes", type=int, default=8)
    given = parser.parse_args()
    warm_up()
    Gate().screen("The first text loads the word lists.")
    found = [reviewed(texts) for texts in notes(SETS / f"{given.set}.txt", given.notes)]
    medians = {name: statistics.median(each[name] for each in found) for name in found[0]}
    print(json.dumps({"notes": found, "median": medians}))


if __name__ == "__main__":
    main()
