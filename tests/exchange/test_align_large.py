"""Files of unusual size or script are read whole; everything said in them is invented."""

from pathlib import Path

import docx
import pytest

from codebook.exchange.readers import read_document
from tests.exchange.shapes import aligned, found

SAID = "The foreman kept every passport in a drawer and nobody asked. "
# Arabic and Hebrew letters, an emoji of several code points, and one beyond the first plane
SCRIPTS = "لا أحد سأل \u200f(مرتين) — אף אחד לא שאל. \U0001f469\u200d\U0001f467 \U0001f3e0 𐐷"


def read(path: Path) -> dict[str | None, str]:
    """The answers in a file."""
    return found(aligned(read_document(path)))


@pytest.mark.parametrize(
    "text",
    [
        SAID * 3_300,
        "a" * 200_000,
        "police: no; safe now: yes. What next? " * 5_000,
        "Q1 " * 60_000,
        "?" * 200_000,
    ],
    ids=["sentences", "one word", "labels", "numbers", "question marks"],
)
def test_a_file_that_is_one_line(tmp_path: Path, text: str) -> None:
    """It is kept whole."""
    path = tmp_path / "line.txt"
    path.write_text(text, encoding="utf-8")
    answers = read(path)
    assert len("".join(answers.values()).replace("\n", "").replace(" ", "")) >= 0.99 * len(
        text.replace(" ", "")
    )


def test_an_answer_of_two_hundred_thousand_letters(tmp_path: Path) -> None:
    """A very long answer stands whole under its question."""
    path = tmp_path / "long.txt"
    path.write_text(f"Safety now\n\n{SAID * 3_300}\n\nPlans\n\nA course.\n", encoding="utf-8")
    answers = read(path)
    assert answers == {"C.safety-now": (SAID * 3_300).strip(), "C.plans": "A course."}


def test_ten_thousand_paragraphs(tmp_path: Path) -> None:
    """A Word file of a book's length is aligned while somebody waits."""
    written = docx.Document()
    body = written.element.body
    first = written.add_paragraph(SAID)._p
    for _ in range(9_999):
        body.append(first.__deepcopy__({}))
    written.save(str(tmp_path / "book.docx"))
    answers = read(tmp_path / "book.docx")
    assert sum(text.count("foreman") for text in answers.values()) == 10_000


@pytest.mark.parametrize("suffix", [".txt", ".md", ".docx"])
def test_other_scripts_and_signs_survive(tmp_path: Path, suffix: str) -> None:
    """Letters from right to left and signs of several code points come through unchanged."""
    path = tmp_path / f"note{suffix}"
    lines = ["Safety now", SCRIPTS, "Plans", "A course."]
    if suffix == ".docx":
        written = docx.Document()
        for line in lines:
            written.add_paragraph(line)
        written.save(str(path))
    else:
        path.write_text("\n\n".join(lines), encoding="utf-8")
    assert found(aligned(read_document(path)))["C.safety-now"] == SCRIPTS
