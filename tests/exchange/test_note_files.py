"""Files, folders and patterns become a list of notes."""

from pathlib import Path

import pytest

from codebook.errors import BadInputError
from codebook.exchange.note_files import note_files


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of notes and other things."""
    for name in (
        "b.md",
        "a.TXT",
        "list.csv",
        ".hidden.md",
        "~$b.docx",
        "in/c.docx",
        "in/deep/d.pdf",
        ".git/e.md",
    ):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("words", encoding="utf-8")
    (tmp_path / "empty").mkdir()
    return tmp_path


def names(folder: Path, *given: str) -> list[str]:
    """The notes that names in a folder stand for."""
    return [
        path.relative_to(folder).as_posix() for path in note_files([folder / each for each in given]).paths
    ]


def test_a_folder_is_its_notes_and_those_below(folder: Path) -> None:
    """By name, a folder's own first; what is hidden or no note is passed over and counted."""
    found = note_files([folder])
    assert names(folder, ".") == ["a.TXT", "b.md", "in/c.docx", "in/deep/d.pdf"]
    assert found.skipped == 3


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("*.md", ["b.md"]),
        ("*", ["a.TXT", "b.md", "in/c.docx", "in/deep/d.pdf"]),
        ("**/*.docx", ["in/c.docx"]),
        ("**/*.md", ["b.md"]),
        ("in/[cd].*", ["in/c.docx"]),
        ("i?/*.docx", ["in/c.docx"]),
    ],
)
def test_patterns_are_filled_in(folder: Path, pattern: str, expected: list[str]) -> None:
    """As shells do elsewhere, so that a pattern works everywhere."""
    assert sorted(names(folder, pattern)) == expected


def test_the_order_given_is_kept_and_doubles_are_dropped(folder: Path) -> None:
    """A file named twice is read once, where it was named first."""
    assert names(folder, "in", "b.md", "*.md", "in/c.docx") == ["in/c.docx", "in/deep/d.pdf", "b.md"]


def test_a_file_named_by_itself_is_kept(folder: Path) -> None:
    """Whatever it is, even missing or with signs of a pattern in its name, reading it says what is wrong."""
    (folder / "note[1].md").write_text("words", encoding="utf-8")
    assert names(folder, "list.csv", "none.md", "note[1].md") == ["list.csv", "none.md", "note[1].md"]


@pytest.mark.parametrize(("given", "said"), [("empty", "holds no notes"), ("*.odt", "fits no notes")])
def test_where_there_are_no_notes(folder: Path, given: str, said: str) -> None:
    """The message names the folder or pattern and the endings that notes have."""
    with pytest.raises(BadInputError, match=said) as caught:
        note_files([folder / given])
    assert given in str(caught.value)
    assert ".docx" in str(caught.value)


def test_a_link_round_in_a_circle_ends(folder: Path) -> None:
    """A link to a folder above is not followed."""
    (folder / "in" / "up").symlink_to(folder, target_is_directory=True)
    assert names(folder, "in") == ["in/c.docx", "in/deep/d.pdf"]


def test_patterns_are_read_from_where_one_stands(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A pattern without a folder is one of the folder a command is given in."""
    monkeypatch.chdir(folder)
    assert note_files([Path("*.md")]).paths == (Path("b.md"),)
