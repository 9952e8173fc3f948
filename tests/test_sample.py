"""The sample project: every person, agency, place, number and event in its notes is invented."""

import csv
import re
import shutil
from collections import defaultdict
from functools import cache
from pathlib import Path

import pytest

from codebook import reporting
from codebook.cli.sample import COLUMNS, ROWS, THEMES, Built, build, keep_work
from codebook.exchange.readers import read_document
from codebook.settings import codebook_file, guide_files, sample_folder
from codebook.store.project import Project

SAMPLE = sample_folder()
NOTES = sorted(path.name for path in (SAMPLE / "notes").iterdir())
CODERS = ("A1", "B2")
ATTRIBUTES = {"age-band", "gender", "status", "region"}
KEEPS_A_COARSE_PART = {"date"}  # a month and a year may stay
PLACEHOLDER_WORDS = {"nation"}  # as in [FIRST-NATION-1]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The sample, made once."""
    return build(tmp_path_factory.mktemp("sample") / "sample.db")


def sheet(name: str) -> list[dict[str, str]]:
    """The rows of one of the sample's sheets."""
    with (SAMPLE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def raw(note: str) -> str:
    """A note as its writer left it."""
    return "\n".join(block.text for block in read_document(SAMPLE / "notes" / note).blocks)


@cache
def plain_words() -> set[str]:
    """The words that stand in small letters in the notes, guides or codebook."""
    ordinary = codebook_file("survivor-services").read_text(encoding="utf-8")
    ordinary += "".join(path.read_text(encoding="utf-8") for path in guide_files().values())
    ordinary += "".join(raw(note) for note in NOTES)
    return PLACEHOLDER_WORDS | set(re.findall(r"\b[a-z]{4,}\b", re.sub(r"\S+\.example", "", ordinary)))


def distinctive(planted: dict[str, str]) -> set[str]:
    """What would give a planted identifier away: all of it, and each word of it that is no ordinary word."""
    parts = set() if planted["kind"] in KEEPS_A_COARSE_PART else set(re.findall(r"\w{4,}", planted["string"]))
    return {planted["string"].casefold()} | {part.casefold() for part in parts} - plain_words()


def test_a_sample_somebody_worked_in_is_kept(built: Built, tmp_path: Path) -> None:
    """Making the sample anew moves one with work in it aside, and replaces one without."""
    shutil.copy(built.path, tmp_path / "sample.db")
    shutil.copy(built.path, tmp_path / "new.db")
    assert keep_work(tmp_path / "sample.db", tmp_path / "new.db") is None
    with Project.open(tmp_path / "sample.db") as project:
        project.undo("A1")
    kept = keep_work(tmp_path / "sample.db", tmp_path / "new.db")
    assert kept is not None
    assert kept.name == "sample-kept-1.db"


def test_every_quote_is_found_and_every_code_exists(built: Built) -> None:
    """Each line of the coding sheet is one coding in the project."""
    rows = sheet("codings.csv")
    with Project.open(built.path) as project:
        paths = {code.path for code in project.codes()}
        assert {row["code"] for row in rows} <= paths
        assert built.codings == len(rows) == len(project.codings())
    assert len({row["code"] for row in rows}) >= 80


def test_memos_come_along(built: Built) -> None:
    """Each memo of the sheet is attached to an interview or a code."""
    rows = sheet("memos.csv")
    assert all(bool(row["file"]) != bool(row["code"]) for row in rows)
    with Project.open(built.path) as project:
        assert built.memos == len(rows) == len(project.memos())


@pytest.mark.parametrize("note", NOTES)
def test_identifiers_stand_in_the_notes(note: str) -> None:
    """Each note has identifiers for the gate to find, and the list of them is true."""
    planted = [row["string"] for row in sheet("planted.csv") if row["file"] == note]
    text = " ".join(raw(note).split())
    assert 3 <= len(planted) <= 8
    assert [string for string in planted if string not in text] == []


def test_no_identifier_reaches_a_reader(built: Built) -> None:
    """No planted identifier, nor a distinctive word of it, stands in a passage or memo."""
    with Project.open(built.path) as project:
        texts = [passage.text for passage in project.passages()] + [memo.text for memo in project.memos()]
    stored = "\n".join(texts).casefold()
    found = {
        part
        for planted in sheet("planted.csv")
        for part in distinctive(planted)
        if re.search(rf"(?<!\w){re.escape(part)}(?!\w)", stored)
    }
    assert found == set()


def test_no_identifier_is_left_in_the_file(built: Built) -> None:
    """The bytes of the project and of what stands beside it hold no planted identifier."""
    files = [path for path in built.path.parent.iterdir() if path.is_file()]
    data = b"\n".join(path.read_bytes() for path in files).lower()
    parts = {part for planted in sheet("planted.csv") for part in distinctive(planted)}
    # Shorter words could stand in random digests by chance.
    found = {part for part in parts if len(part) >= 6 and part.encode() in data}
    assert found == set()


@pytest.mark.parametrize("note", NOTES)
def test_a_note_is_an_interview_of_ordinary_length(note: str) -> None:
    """A note says first that it is invented and has the length of real ones."""
    text = raw(note)
    assert "invented" in text[:80].casefold()
    assert 600 <= len(text.split()) <= 1500


def test_the_guide_is_chosen_by_the_notes(built: Built) -> None:
    """Providers' notes fall under guide B and survivors' under guide C, with few words left over."""
    with Project.open(built.path) as project:
        by_code = {interview.code: interview for interview in project.interviews()}
        for note, code in built.interviews.items():
            interview = by_code[code]
            passages = project.passages(interview.id)
            letter = "B" if note.startswith("provider") else "C"
            refs = [passage.question_ref for passage in passages if passage.question_ref]
            assert {ref[0] for ref in refs} == {letter}
            assert len(refs) >= 18
            loose = sum(len(passage.text) for passage in passages if not passage.question_ref)
            assert loose < 500, note


def test_basics_become_attributes(built: Built) -> None:
    """Every survivor's age band, gender, status and region is recognised."""
    with Project.open(built.path) as project:
        survivors = [case for case in project.cases() if case.role == "survivor"]
        assert len(survivors) == 6
        assert all(set(case.attributes) >= ATTRIBUTES for case in survivors)


def test_both_coders_coded_everything() -> None:
    """Each coder has ten or more codings in every interview."""
    counted: dict[tuple[str, str], int] = defaultdict(int)
    for row in sheet("codings.csv"):
        counted[row["file"], row["coder"]] += 1
    assert set(counted) == {(note, coder) for note in NOTES for coder in CODERS}
    assert min(counted.values()) >= 10


def test_coders_agree_and_differ() -> None:
    """The coders made many codings alike, and each made some that the other did not."""
    made = {
        coder: {
            (row["file"], row["question_ref"], row["quote"], row["code"])
            for row in sheet("codings.csv")
            if row["coder"] == coder
        }
        for coder in CODERS
    }
    first, second = (made[coder] for coder in CODERS)
    assert len(first & second) > 50
    assert len(first - second) > 20
    assert len(second - first) > 20


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("role", ["survivor", "provider"])
@pytest.mark.parametrize("coder", CODERS)
def test_themes_rest_on_enough_cases(theme: str, role: str, coder: str) -> None:
    """A theme of the public summary is met in at least five cases of each kind."""
    met = {
        row["file"]
        for row in sheet("codings.csv")
        if row["code"].split("/")[0] == theme and row["file"].startswith(role) and row["coder"] == coder
    }
    assert len(met) >= 5


def test_the_question_of_the_sample_has_an_answer(built: Built) -> None:
    """Police contact and stigma meet in several answers of the sample."""
    with Project.open(built.path) as project:
        table = reporting.ask(project, reporting.question(project.corpus(), rows=ROWS, columns=COLUMNS))
    meeting = [cell for cell in table.cells if cell.n12]
    assert {cell.coder for cell in meeting} == set(CODERS)
    assert max(cell.cases for cell in meeting) >= 5
