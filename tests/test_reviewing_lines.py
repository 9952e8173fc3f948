"""`import --review`: questions in plain lines, and what the answers store. All names are invented."""

import io
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from codebook.__main__ import main
from codebook.store.project import Project

QUIET = "# Interview with a survivor\n\n### Safe now\n\nThe drawer was shut and nobody called back.\n"
ASKED = (
    "# Interview with a survivor\n\n### Safe now\n\nThe constable is the only Cree woman in the "
    "detachment. She took her away from the drawer.\n"
)

Import = Callable[..., str]


@pytest.fixture
def take(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Import:
    """Import files with these lines typed; what was said beside the output."""
    monkeypatch.chdir(tmp_path)

    def call(typed: str, *notes: str) -> str:
        files = [f"note-{number}.md" for number, _ in enumerate(notes)]
        for file, note in zip(files, notes, strict=True):
            (tmp_path / file).write_text(note, encoding="utf-8")
        monkeypatch.setattr(sys, "stdin", io.StringIO(typed))
        monkeypatch.setattr(sys, "argv", ["codebook", "import", str(project.path), *files, "--review"])
        capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            main()
        said = capsys.readouterr().err
        assert not ended.value.code, said
        return said

    return call


def stored(project: Project) -> list[str]:
    """The imported answers that hold text."""
    return [passage.text for passage in project.passages() if passage.question_ref and passage.text]


def test_a_note_without_doubtful_finds_is_shown_before_it_is_kept(take: Import, project: Project) -> None:
    """Nothing is open, and still somebody reads the note and may mask more, or leave it out."""
    said = take("+ drawer\n\n", QUIET)
    assert said.index("The drawer was shut") < said.index("x to leave out")
    assert "The [PERSON-1] was shut" in said
    assert [text for text in stored(project) if "drawer" in text] == []
    assert any("[PERSON-1] was shut" in text for text in stored(project))


def test_a_note_can_be_left_out_at_the_end(take: Import, project: Project) -> None:
    """Nothing of it is kept."""
    before = project.history()
    assert "left out" in take("x\n", QUIET)
    assert project.history() == before


def test_a_name_added_in_one_file_is_looked_for_in_the_next(take: Import, project: Project) -> None:
    """Also with a decision that is made for the whole project on the way."""
    take("+ drawer\n\nn\n\n", QUIET, ASKED)
    texts = " ".join(stored(project))
    assert "drawer" not in texts
    assert "the only Cree woman in the detachment" in texts
    assert [each.text for each in project.allowed()] == ["the only Cree woman in the detachment"]


def test_a_decision_for_the_project_does_not_stop_the_next_file(take: Import, project: Project) -> None:
    """The second file is screened under what the first one changed."""
    take("n\n\n\n", ASKED, QUIET)
    assert len(project.interviews()) == 3


def test_a_redirected_review_is_warned_of_once(take: Import) -> None:
    """Standard error holds text as typed, which a file would keep."""
    assert take("\n\n", QUIET, QUIET.replace("back", "twice")).count("text as typed") == 1


def test_little_words_are_refused_in_a_review(take: Import, project: Project) -> None:
    """The article stays, and the line says why."""
    assert "name 1: too short" in take("+ the\n\n", QUIET)
    assert any(text.startswith("The drawer") for text in stored(project))
