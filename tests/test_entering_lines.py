"""Guided entry in plain lines: what is asked, what is kept, and how it goes on. Names are invented."""

import subprocess
import sys
from pathlib import Path

import pytest

from codebook.store.project import Project

CONSENT = "y\n" * 6
BASICS = "27\nwoman\n\n\n"


def enter(path: Path, lines: str, *more: str) -> subprocess.CompletedProcess[str]:
    """Run the command over some lines."""
    command = [sys.executable, "-m", "codebook", "enter", str(path), *(more or ("--guide", "C"))]
    return subprocess.run(command, input=lines, capture_output=True, text=True, check=False)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """An empty project."""
    Project.create(tmp_path / "study.db").close()
    return tmp_path / "study.db"


def test_an_interview_is_typed_and_kept(path: Path) -> None:
    """Answers, marks, a decision, the end of the session; the withdrawal code once, on standard error."""
    lines = f"{CONSENT}{BASICS}Yes.\n\nmet zorvina blatt at the shelter.\n/m\nshe left.\n\n/d\n/stop\ny\n\n"
    done = enter(path, lines)
    assert done.returncode == 0, done.stderr
    assert "withdrawal code of S-" in done.stderr
    assert "zorvina" not in done.stdout
    with Project.open(path) as project:
        [interview] = project.interviews()
        found = {passage.question_ref: passage for passage in project.passages(interview.id)}
        assert found["C.how-exploited"].text == "met [PERSON-1] at the shelter.\nshe left."
        assert found["C.reported"].status == "declined"
        assert found["C.plans"].status == "not-asked"
        assert project.cases()[0].attributes == {"age-band": "25-34", "gender": "woman"}
    assert b"zorvina" not in path.read_bytes()


def test_a_refused_point_keeps_nothing(path: Path) -> None:
    """The command says so, and the project is as it was."""
    done = enter(path, "y\ny\nn\n")
    assert done.returncode == 1
    assert "nothing was kept" in done.stderr
    with Project.open(path) as project:
        assert project.unfinished() == []
        assert project.cases() == []
        assert project.guides() == {}


def test_lines_that_end_are_kept_for_later(path: Path) -> None:
    """The same command goes on where the input ended, with what was typed masked."""
    done = enter(path, f"{CONSENT}{BASICS}Yes.\n\nmet zorvina blatt at the shelter.\n")
    assert done.returncode == 0
    assert "Left for later" in done.stdout
    done = enter(path, "y\nshe left.\n\n/stop\ny\n\n")
    assert done.returncode == 0, done.stderr
    assert "So far: met [PERSON-1] at the shelter." in done.stderr
    with Project.open(path) as project:
        found = {passage.question_ref: passage for passage in project.passages()}
        assert found["C.how-exploited"].text == "met [PERSON-1] at the shelter.\nshe left."
        assert project.unfinished() == []


def test_somebody_who_stops_can_take_all_of_it_back(path: Path) -> None:
    """Nothing is left, not even a case."""
    done = enter(path, f"{CONSENT}{BASICS}The quiet harbour was cold.\n/stop\nn\n")
    assert done.returncode == 0
    assert "Nothing was kept" in done.stdout
    with Project.open(path) as project:
        assert (project.unfinished(), project.cases()) == ([], [])
    assert b"quiet harbour" not in path.read_bytes()


def test_input_that_ends_at_the_question_throws_nothing_away(path: Path) -> None:
    """A terminal that is closed after /stop is no decision to keep nothing."""
    done = enter(path, f"{CONSENT}{BASICS}The quiet harbour was cold.\n/stop\n")
    assert "Left for later" in done.stdout
    with Project.open(path) as project:
        assert len(project.unfinished()) == 1


def test_an_unknown_category_is_not_kept(path: Path) -> None:
    """What fits no category is asked for again, and stands nowhere."""
    done = enter(path, f"{CONSENT}somewhere in her prime\n/q\n")
    assert "fits none of them" in done.stderr
    assert b"prime" not in path.read_bytes()


def test_no_guide_is_a_clear_refusal(path: Path) -> None:
    """Guided entry follows one guide."""
    done = enter(path, "", "--guide", "none")
    assert done.returncode == 1
    assert "Name one guide" in done.stderr


def test_only_a_number_lets_a_find_stand(path: Path) -> None:
    """Anything else leaves it masked, and each find of an answer is named with its number."""
    lines = f"{CONSENT}{BASICS}Yes.\n\nzorvina blatt met ashleigh friesen.\n/k\nzzz\n/k 1\n2\n/q\n"
    done = enter(path, lines)
    assert "It stays masked." in done.stderr
    with Project.open(path) as project:
        text = "".join(text for _, text in project.unfinished()[0].answers.values())
    assert "ashleigh" not in text
    assert "zorvina" in text


def test_off_the_guide_comes_back_to_the_question(path: Path) -> None:
    """What was said off the guide is typed in between; the guide goes on after it."""
    done = enter(path, f"{CONSENT}{BASICS}/o\nIt rained.\n\nYes.\n/q\n")
    assert done.stderr.rindex("Sees self as survivor") > done.stderr.index("Off the guide")
    with Project.open(path) as project:
        said = {text.strip() for _, text in project.unfinished()[0].answers.values()}
    assert said - {""} == {"confirmed", "25-34", "woman", "It rained.", "Yes."}


def test_an_answer_is_not_marked_as_never_asked(path: Path) -> None:
    """The mark is refused as long as there is an answer."""
    done = enter(path, f"{CONSENT}{BASICS}Yes.\n/n\n/q\n")
    assert "There is an answer under this question" in done.stderr
