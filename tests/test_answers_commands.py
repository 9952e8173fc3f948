"""Commands that change answers: taking a file in again, moving answers, giving them to another case.

Everybody named here is invented.
"""

import io
import sys
from pathlib import Path

import pytest
import typer

from codebook import coding
from codebook.deid.gate import Gate
from codebook.model.span import Span
from codebook.store.project import Project
from tests.test_commands import NOTE, Run, passage_of, study

__all__ = ["study"]


def code(path: Path, gate: Gate, quote: str) -> None:
    """Code some words of the project."""
    with Project.open(path) as project:
        coding.join(project, gate, "A1")
        place = next(each for each in project.passages() if quote in each.text)
        start = place.text.index(quote)
        wanted = coding.Wanted(
            place.id, Span(start, start + len(quote)), project.codes().find("waitlists").id
        )
        coding.apply(project, "A1", [wanted])


def interview_of(run: Run) -> str:
    """The code of the first interview."""
    return str(run("interviews", "study", "--json").lines()[0]["interview"])


def test_a_file_replaces_an_interview_and_undo_takes_it_back(
    run: Run, study: Path, gate: Gate, tmp_path: Path
) -> None:
    """It says what becomes of the codings; the last line counts them; the text before comes back."""
    code(study, gate, "The waitlist was long.")
    (tmp_path / "better.md").write_text(NOTE.replace("went to", "walked over to"), encoding="utf-8")
    said = run("import", "study", "better.md", "--replace", interview_of(run), "--json")
    assert said.code == 0
    *answers, last = said.lines()
    assert any("walked over to" in str(answer["text"]) for answer in answers)
    assert (last["moved"], last["changed"], last["removed"]) == (1, 0, 0)
    assert last["withdrawal_code"] is None
    assert "1 keep their words" in said.err
    assert b"Oakenshield" not in study.read_bytes()
    [row] = run("codings", "study", "--json").lines()
    assert row["text"] == "The waitlist was long."
    assert run("undo", "study").code == 0
    assert "went to" in passage_of(run, "C.reported")[1]
    assert run("check", "study").code == 0


def test_replacing_asks_when_somebody_is_there(
    run: Run, study: Path, gate: Gate, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No at the question changes nothing; --yes is not asked."""
    (tmp_path / "better.md").write_text(NOTE.replace("went to", "walked over to"), encoding="utf-8")
    before = study.read_bytes()
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
    monkeypatch.setattr(typer, "confirm", lambda *_, **__: False)
    said = run("import", "study", "better.md", "--replace", interview_of(run))
    assert (said.code, "Nothing was replaced" in said.err) == (1, True)
    assert study.read_bytes() == before
    assert run("import", "study", "better.md", "--replace", interview_of(run), "--yes").code == 0
    assert "walked over to" in passage_of(run, "C.reported")[1]


def test_an_answer_is_moved_and_given(run: Run, study: Path, gate: Gate) -> None:
    """To another question, then to a new case, whose withdrawal code is shown once and kept nowhere."""
    code(study, gate, "The waitlist was long.")
    place, _ = passage_of(run, "C.reported")
    said = run("move", "study", place, "--to", "C.safety-now", "--as", "B2")
    assert (said.code, said.out) == (0, f"{place}: now under C.safety-now.\n")
    assert "The waitlist was long." in passage_of(run, "C.safety-now")[1]
    assert run("move", "study", place, "--to", "C.nowhere").code == 1
    assert run("undo", "study", "--as", "B2").code == 0
    said = run("give", "study", place, "--case", "new", "--json")
    assert said.code == 0
    [told] = said.lines()
    assert set(told) == {"interview", "case", "withdrawal_code", "passages", "consent", "emptied", "masked"}
    assert told["passages"] == [f"{told['interview']}:1"]
    paper = str(told["withdrawal_code"])
    assert f"withdrawal code of {told['case']}: {paper}" in said.err
    assert paper.encode() not in study.read_bytes()
    [row] = run("codings", "study", "--json").lines()
    assert (row["interview"], row["text"]) == (told["interview"], "The waitlist was long.")
    assert run("check", "study").code == 0
    assert run("withdraw", "study", paper).code == 0
    assert b"The waitlist was long" not in study.read_bytes()
    assert run("codings", "study", "--json").out == ""


def test_an_answer_is_amended_from_the_command_line(
    run: Run, study: Path, gate: Gate, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its codings move along, a name is masked, and a wrong status is refused before anything is written."""
    code(study, gate, "The waitlist was long.")
    place, text = passage_of(run, "C.reported")
    typed = f"Ada Lovelace-Byron drove her. {text}\n"
    monkeypatch.setattr(sys, "stdin", io.StringIO(typed))
    [told] = run("amend", "study", place, "-", "--json").lines()
    assert (told["passage"], told["status"], told["moved"], told["removed"]) == (place, "answered", 1, 0)
    assert str(told["text"]).startswith("[PERSON-")
    assert b"Lovelace" not in study.read_bytes()
    [row] = run("codings", "study", "--json").lines()
    assert row["text"] == "The waitlist was long."
    said = run("amend", "study", place, "", "--status", "declined")
    assert said.code == 0
    assert "lose all their words" in said.err
    assert "counts as declined" in said.out
    assert run("amend", "study", place, "x", "--status", "gone").code == 1
    assert run("undo", "study").code == 0
    assert run("codings", "study", "--json").lines() == [row]


def test_giving_back_says_so_in_words(run: Run, study: Path) -> None:
    """All answers to another case: the interview they came from is gone, and it is said."""
    place, _ = passage_of(run, "C.reported")
    run("give", "study", place, "--case", "new")
    old, new = run("interviews", "study", "--json").lines()
    said = run("give", "study", f"{new['interview']}:1", "--case", str(old["case"]))
    assert said.code == 0
    assert "so it is gone" in said.out
    assert run("give", "study", "S-999-1:1", "--case", "new").code == 1


def test_replacing_takes_one_file_and_no_case(run: Run, study: Path) -> None:
    """What does not go together is refused in one line."""
    said = run("import", "study", "note.md", "--replace", "S-999-1")
    assert (said.code, "no interview" in said.err) == (1, True)
    said = run("import", "study", "note.md", "--replace", interview_of(run), "--case", "S-999")
    assert (said.code, "--replace takes one FILE" in said.err) == (1, True)
