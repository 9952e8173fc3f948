"""The command that suggests codes ranks them with reasons, and keeps and applies nothing."""

import io
import sys
from pathlib import Path

import pytest

from tests.conftest import Run
from tests.test_commands import digest, passage_of, study

__all__ = ["study"]


def test_a_passage_gets_codes_with_reasons(run: Run, study: Path) -> None:
    """JSON lines with stable keys; the project stays as it was, byte for byte."""
    passage, _ = passage_of(run, "C.reported")
    before = digest(study)
    found = run("suggest", "study", "--passage", passage, "--json").lines()
    assert {tuple(line) for line in found} == {("code", "score", "reasons")}
    assert {str(line["code"]) for line in found} >= {"police-contact", "barriers/waitlists"}
    assert digest(study) == before
    assert run("codings", "study", "--json").lines() == []


def test_what_was_coded_is_learnt_from(run: Run, study: Path) -> None:
    """An excerpt under a code speaks for it elsewhere, and not in its own passage."""
    passage, text = passage_of(run, "C.help-needed")
    rows = f"passage,start,end,code\n{passage},0,{text.index(',')},barriers\n"
    Path("rows.csv").write_text(rows, encoding="utf-8")
    assert run("apply", "study", "rows.csv", "--as", "A1").code == 0
    [there] = run("suggest", "study", "--text", "somewhere safe to sleep", "--json").lines()
    assert there["code"] == "barriers"
    assert f"like a coded excerpt: {passage}" in str(there["reasons"])
    assert passage not in run("suggest", "study", "--passage", passage, "--json").out


def test_a_raw_text_is_read_and_never_kept(
    run: Run, study: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Standard input may name somebody: no file and no line of output holds the name."""
    raw = "Rosalind Pettibone-Achterberg is on a waitlist"
    monkeypatch.setattr(sys, "stdin", io.StringIO(raw))
    before = digest(study)
    said = run("suggest", "study", "--text", "-")
    assert said.code == 0
    assert "barriers/waitlists" in said.out
    assert "Pettibone" not in said.out + said.err
    assert digest(study) == before
    assert not any(b"Pettibone" in path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())


def test_no_likeness_is_said_in_words(run: Run, study: Path) -> None:
    """And as JSON it is no line at all."""
    assert "No code is suggested" in run("suggest", "study", "--text", "xyzzy").out
    assert run("suggest", "study", "--text", "xyzzy", "--json").out == ""


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ((), 2),
        (("--text", "wait", "--passage", "S-222-1:1"), 2),
        (("--passage", "S-222-1:99"), 1),
        (("--text", " "), 1),
    ],
    ids=["neither", "both", "no such passage", "no text"],
)
def test_one_passage_or_one_text_is_asked_about(
    run: Run, study: Path, words: tuple[str, ...], code: int
) -> None:
    """Anything else is wrong usage or refused, and says so."""
    said = run("suggest", "study", *words)
    assert said.code == code
    assert said.err.strip()
