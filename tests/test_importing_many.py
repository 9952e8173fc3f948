"""Many files at once on the command line: none stops another, and the same command goes on.

Everybody named here is invented.
"""

import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from codebook.cli import printing, taking
from codebook.errors import StoreError
from codebook.intake import files
from codebook.intake.keeping import Notes
from codebook.store.project import Project
from tests.conftest import Run
from tests.test_commands import BAD_NOTES

NOTE = (
    "# Interview with a survivor\n\nQ3 reported: nobody called back, {} times. Wilhelmina Oakenshield came.\n"
)
SKIPPED = "2 files are of no kind that is read"


@pytest.fixture
def study(run: Run, tmp_path: Path) -> Iterator[Path]:
    """An empty project beside three notes in a folder, with a folder below it."""
    assert run("new", "study").code == 0
    (tmp_path / "notes" / "north").mkdir(parents=True)
    for number, name in enumerate(("a", "b", "north/c"), start=2):
        (tmp_path / "notes" / f"{name}.md").write_text(NOTE.format(number), encoding="utf-8")
    yield tmp_path / "projects" / "study.db"
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def interviews(run: Run) -> int:
    """How many interviews there are."""
    return len(run("interviews", "study", "--json").lines())


def test_a_folder_and_a_pattern_are_taken_in(run: Run, study: Path) -> None:
    """Everything below a folder comes in once; what is of no kind that is read is counted."""
    for name in ("table.csv", "plan.pptx"):
        Path("notes", name).write_text("x", encoding="utf-8")
    said = run("import", "study", "notes", "notes/*.md")
    assert said.code == 0
    assert said.out.count("-1 (guide C") == 3
    assert SKIPPED in said.err
    assert interviews(run) == 3


@pytest.mark.parametrize(("name", "make"), BAD_NOTES.values(), ids=BAD_NOTES)
def test_a_bad_file_stops_no_other(run: Run, study: Path, name: str, make: object) -> None:
    """The files before and after it are kept; it is told of at the end, and none of its text."""
    assert callable(make)
    make(Path(name))
    said = run("import", "study", "notes/a.md", name, "notes/b.md")
    assert said.code == 1
    assert interviews(run) == 2
    *_, head, last = said.err.strip().splitlines()
    assert head == "codebook: 1 of 3 files could not be taken in:"
    assert name in last
    assert "Wilhelmina" not in said.err
    assert said.err.count("withdrawal code of") == 2


def test_what_failed_is_a_line_of_its_own_for_programs(run: Run, study: Path) -> None:
    """The lines of the other files keep their keys."""
    Path("empty.txt").write_bytes(b"")
    said = run("import", "study", "empty.txt", "notes/a.md", "nowhere/*.md", "--json")
    *_, kept, first, second = said.lines()
    assert (said.code, set(first)) == (1, {"file", "error"})
    assert {first["file"], second["file"]} == {"nowhere/*.md", "empty.txt"}
    assert set(kept) == {"file", "interview", "case", "withdrawal_code", "findings", "left_out"}


@pytest.mark.parametrize("kind", [ValueError, MemoryError, RecursionError])
def test_a_file_that_breaks_the_program_stops_no_other(
    run: Run, study: Path, monkeypatch: pytest.MonkeyPatch, kind: type[Exception]
) -> None:
    """Of it only the name and the kind of error are told."""
    read = files.read

    def breaking(file: Path, *more: object) -> Notes:
        if file.name == "b.md":
            raise kind("something said in confidence")
        return read(file, *more)  # type: ignore[arg-type]

    with monkeypatch.context() as patched:
        patched.setattr(files, "read", breaking)
        said = run("import", "study", "notes")
    assert said.code == 1
    assert f"notes/b.md: something went wrong inside the program ({kind.__name__})." in said.err
    assert "confidence" not in said.err
    assert interviews(run) == 2


def test_a_busy_project_is_told_of_with_the_file(
    run: Run, study: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A reason that names no file is told beside the file's name."""

    def busy(*_: object) -> None:
        raise StoreError("The project is busy.")

    monkeypatch.setattr(taking, "keep", busy)
    said = run("import", "study", "notes/a.md")
    assert (said.code, said.err) == (1, "codebook: notes/a.md: The project is busy.\n")


def test_the_same_command_goes_on_where_it_was_stopped(
    run: Run, study: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ctrl+C while a file is kept waits for its withdrawal code; the second run takes in the rest."""
    keep, calls = taking.keep, []

    def interrupted(*given: object) -> object:
        calls.append(1)
        if len(calls) == 2:
            signal.raise_signal(signal.SIGINT)
        return keep(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(taking, "keep", interrupted)
    said = run("import", "study", "notes")
    assert said.code == 1
    assert said.err.count("withdrawal code of") == 2
    assert "2 taken in now" in said.err
    assert "the same command goes on" in said.err
    assert interviews(run) == 2
    said = run("import", "study", "notes")
    assert said.code == 0
    assert said.err.count("the same notes are in the project already") == 2
    assert "1 taken in now, 2 in the project before." in said.err
    with Project.open(study) as project:
        assert project.problems() == []
        assert len(project.interviews()) == 3


def test_ctrl_c_while_a_file_is_read_keeps_nothing_of_it(
    run: Run, study: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The files before it stay, and the summary says so."""
    read = files.read

    def interrupted(file: Path, *more: object) -> Notes:
        if file.name == "b.md":
            raise KeyboardInterrupt
        return read(file, *more)  # type: ignore[arg-type]

    monkeypatch.setattr(files, "read", interrupted)
    said = run("import", "study", "notes")
    assert (said.code, said.err.count("withdrawal code of")) == (1, 1)
    assert "1 taken in now, 0 in the project before." in said.err


def test_a_terminal_is_told_how_far_it_is(
    run: Run, study: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """One line that is written over and gone at the end; redirected, there is none."""
    assert "of 3" not in run("import", "study", "notes").err
    Path("notes/d.md").write_text(NOTE.format("many"), encoding="utf-8")
    monkeypatch.setattr(printing, "_watched", lambda: True)
    said = run("import", "study", "notes")
    assert "\r\x1b[2K4 of 4 · c.md …" in said.err
    assert "4 of 4" not in said.err.replace("\n", "").rpartition("\r\x1b[2K")[2]


def test_align_takes_folders_and_tells_how_sure_it_is(run: Run, study: Path) -> None:
    """A file that cannot be read is told of at the end; doubtful places are marked in the table."""
    Path("notes/empty.txt").write_bytes(b"")
    Path("notes/d.md").write_text(
        "# Survivor\n\nQ3 reported: no.\n\nFuture hopes\nA flat.\n", encoding="utf-8"
    )
    said = run("align", "notes", "--json")
    assert said.code == 1
    assert "notes/empty.txt is empty." in said.err
    *answers, failed = said.lines()
    assert set(failed) == {"file", "error"}
    assert {answer["file"] for answer in answers} >= {"notes/a.md", "notes/north/c.md"}
    sure = [answer["confidence"] for answer in answers if answer["question_ref"]]
    assert all(isinstance(each, float) and 0 < each <= 1 for each in sure)
    shown = run("align", "notes").out
    assert " sure " in shown.splitlines()[0]
    assert any(f"{each:.2f}" in shown for each in sure if isinstance(each, float))
