"""What trains the recogniser is well marked and shares nothing with what measures it."""

from pathlib import Path

import pytest

from marked import LABELS, read_set

BENCHMARKS = Path(__file__).parents[2] / "benchmarks"
FILES = sorted((BENCHMARKS / "recogniser" / "passages").glob("*.txt"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_passage_is_well_marked(path: Path) -> None:
    """Every file reads, and every mark is of a known type and not empty."""
    passages = read_set(path)
    assert passages
    for passage in passages:
        assert all(span.type in LABELS and span.start < span.end for span in passage.spans)


def test_what_measures_trains_nothing() -> None:
    """No passage of the unseen set, nor a run of eight words of it, stands in a passage that trains."""
    sets = BENCHMARKS / "passages"
    training = [
        passage for path in (*FILES, sets / "practice.txt", sets / "kept.txt") for passage in read_set(path)
    ]
    runs = {run for passage in training for run in _runs(passage.text)}
    unseen = read_set(sets / "unseen.txt")
    assert [passage.id for passage in unseen if not runs.isdisjoint(_runs(passage.text))] == []


def _runs(text: str) -> set[str]:
    words = text.lower().split()
    return {" ".join(words[at : at + 8]) for at in range(len(words) - 7)}
