"""Notes of our own in many shapes: nothing is lost and nearly all of it is right; all of it is invented."""

from functools import cache

import pytest

from alignment import measure, totals
from note_marks import Note, notes
from note_scores import Score

NOTES = notes()
SETS = sorted({note.held for note in NOTES})


@cache
def scored() -> dict[str, tuple[Note, Score, float]]:
    """Every note's score by its file."""
    return {row[0].file: row for row in measure(NOTES)}


@pytest.mark.parametrize("file", [note.file for note in NOTES])
def test_no_letter_of_a_note_is_lost(file: str) -> None:
    """Whatever its shape."""
    score = scored()[file][1]
    assert score.lost == 0, score.astray


@pytest.mark.parametrize("held", SETS)
def test_marks_of_each_set(held: str) -> None:
    """Nearly all letters, and what became of a question, are right; less where nobody ever looked."""
    (figures,) = totals([row for row in scored().values() if row[0].held == held], "set")
    assert float(str(figures["right_percent"])) >= (90 if held == "unseen" else 99)
    right, asked = map(int, str(figures["statuses_right"]).split("/"))
    assert right >= (0.9 if held == "unseen" else 0.97) * asked


def test_every_format_and_both_guides_are_there() -> None:
    """The notes are in all formats that can be read, and follow both interview guides."""
    assert {note.file.rpartition(".")[2] for note in NOTES} == {"md", "txt", "docx", "odt", "rtf", "pdf"}
    assert {note.guide for note in NOTES} == {"B", "C"}
    assert len({note.file for note in NOTES}) == len(NOTES) >= 22
