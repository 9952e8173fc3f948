"""The codebook is changed by commands that say what they touch, and refusals change nothing.

Everybody named here is invented.
"""

from pathlib import Path

import pytest

from tests.conftest import Run
from tests.test_commands import CODEBOOK, NOTE, digest, passage_of


@pytest.fixture
def study(run: Run, tmp_path: Path) -> Path:
    """A project with a small codebook, one interview, and two codings that touch."""
    (tmp_path / "small.yaml").write_text(CODEBOOK, encoding="utf-8")
    (tmp_path / "note.md").write_text(NOTE, encoding="utf-8")
    run("new", "study", "--codebook", "small.yaml")
    run("import", "study", "note.md")
    place, _ = passage_of(run, "C.reported")
    rows = f"passage,start,end,code\n{place},0,9,police-contact\n{place},9,20,waitlists\n"
    (tmp_path / "codings.csv").write_text(rows, encoding="utf-8")
    assert run("apply", "study", "codings.csv", "--as", "B2").code == 0
    return tmp_path / "projects" / "study.db"


def paths(run: Run) -> list[object]:
    """The codebook's paths in order."""
    return [line["code"] for line in run("codes", "study", "--json").lines()]


def test_a_codebook_is_worked_on_and_taken_back(run: Run, study: Path) -> None:
    """Add, describe, rename, move, merge; undo as often gives the same lists as before."""
    before = run("codes", "study", "--json").out, run("codings", "study", "--json").out
    who = ("--as", "A1")
    added = run("code", "add", "study", "barriers/pets", "--definition", "No dogs.", "--keyword", "dog", *who)
    assert added.out.splitlines()[0] == "barriers/pets: added."
    assert run("code", "describe", "study", "pets", "--example", "They took no dog.", *who).code == 0
    assert run("code", "rename", "study", "pets", "animals", *who).code == 0
    assert run("code", "move", "study", "animals", "--under", "top", "--before", "barriers", *who).code == 0
    assert paths(run) == ["animals", "barriers", "barriers/waitlists", "police-contact"]
    [code, *_] = run("codes", "study", "--json").lines()
    assert (code["definition"], code["keywords"], code["example"]) == (
        "No dogs.",
        ["dog"],
        "They took no dog.",
    )
    merged = run("code", "merge", "study", "waitlists", "--into", "police-contact", *who)
    assert "1 coding, 1 coder, 0 memos, 1 answer; 1 coding becomes part of another" in merged.out
    assert [line["end"] for line in run("codings", "study", "--json").lines()] == [20]
    for _ in range(5):
        assert run("undo", "study", *who).code == 0
    assert (run("codes", "study", "--json").out, run("codings", "study", "--json").out) == before
    assert run("check", "study").code == 0


def test_trying_out_changes_nothing(run: Run, study: Path) -> None:
    """Not even a new coder's handle is kept; what would be touched is told, also to programs."""
    before = digest(study)
    said = run("code", "merge", "study", "waitlists", "--into", "police-contact", "--as", "C3", "--dry-run")
    assert "(tried out only)" in said.out
    [line] = run("code", "retire", "study", "waitlists", "--dry-run", "--json").lines()
    assert (line["change"], line["made"], line["codings"], line["coders"]) == ("retire code", False, 1, 1)
    assert digest(study) == before


def test_a_retired_code_is_listed_and_refused(run: Run, study: Path) -> None:
    """The sheet that was applied once is refused whole, until the code is restored."""
    assert run("code", "retire", "study", "waitlists", "--as", "A1").code == 0
    assert "waitlists (retired)" in run("codes", "study").out
    said = run("apply", "study", "codings.csv", "--as", "A1")
    assert (said.code, "'barriers/waitlists' is retired" in said.err) == (1, True)
    assert run("code", "restore", "study", "waitlists", "--as", "A1").code == 0
    assert run("apply", "study", "codings.csv", "--as", "A1").code == 0


def test_a_codebook_goes_to_another_project(run: Run, study: Path) -> None:
    """What is printed makes the same codebook, retired codes included, and says that it is for the team."""
    run("code", "retire", "study", "waitlists", "--as", "A1")
    said = run("code", "show", "study")
    assert (said.code, "view for the team" in said.err) == (0, True)
    Path("out.yaml").write_text(said.out, encoding="utf-8")
    assert run("new", "other", "--codebook", "out.yaml").code == 0
    assert run("codes", "other", "--json").out == run("codes", "study", "--json").out


REFUSED = {
    "unknown": (("rename", "study", "waitlist", "queue"), "Did you mean barriers/waitlists?"),
    "a person": (("rename", "study", "waitlists", "Wilhelmina Oakenshield"), "could identify somebody"),
    "a namesake": (("add", "study", "Barriers"), "'barriers' is there already"),
    "a circle": (("move", "study", "barriers", "--under", "waitlists"), "cannot stand under itself"),
    "its parent": (("merge", "study", "barriers", "--into", "waitlists"), "Move it from there first"),
    "half a character": (("describe", "study", "barriers", "--definition", "\udce9"), "not UTF-8"),
}


@pytest.mark.parametrize(("words", "says"), REFUSED.values(), ids=REFUSED)
def test_a_refusal_is_one_line(run: Run, study: Path, words: tuple[str, ...], says: str) -> None:
    """Exit 1, one line on stderr that repeats no name, and not a byte of the project changed."""
    before = digest(study)
    said = run("code", *words, "--as", "A1")
    assert (said.code, said.out, len(said.err.splitlines())) == (1, "", 1)
    assert says in said.err
    assert "Wilhelmina" not in said.err
    assert digest(study) == before


def test_moving_nowhere_is_wrong_usage(run: Run, study: Path) -> None:
    """A move says where to."""
    assert study.exists()
    assert run("code", "move", "study", "barriers").code == 2


def test_a_code_is_split_by_answer_or_coder(run: Run, study: Path) -> None:
    """The chosen codings stand under the new code; an unknown answer is refused."""
    assert study.exists()
    place, _ = passage_of(run, "C.reported")
    said = run("code", "split", "study", "waitlists", "--into", "queues", "--on", place, "--as", "A1")
    assert said.code == 0
    assert [line["code"] for line in run("codings", "study", "--json").lines()][1] == "barriers/queues"
    said = run("code", "split", "study", "queues", "--into", "lines", "--on", "S-000-1:1", "--as", "A1")
    assert (said.code, "There is no answer" in said.err) == (1, True)
