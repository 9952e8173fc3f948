"""Text and Markdown notes become paragraphs, whatever their encoding and line breaks; names are invented."""

from pathlib import Path

import pytest

from codebook.exchange.readers import read_document
from codebook.model.document import Document


def read(folder: Path, content: str | bytes, name: str = "note.txt", encoding: str = "utf-8") -> Document:
    """The document a file with this content makes."""
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
    return read_document(path)


def texts(document: Document) -> list[str]:
    """The text of every block."""
    return [block.text for block in document.blocks]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"])
def test_common_encodings_read_alike(tmp_path: Path, encoding: str) -> None:
    """Dashes, curly quotes and accents arrive as written, and no byte order mark does."""
    said = "Q1: “we don’t know” – the café"
    assert texts(read(tmp_path, said, encoding=encoding)) == [said]


def test_cyrillic_bytes_are_guessed(tmp_path: Path) -> None:
    """Bytes that make no sense in the usual encodings are read in a likelier one."""
    said = "Она рассказала о работе на ферме, документы забрал хозяин. " * 6  # noqa: RUF001 - Cyrillic
    assert "работе на ферме" in texts(read(tmp_path, said, encoding="cp1251"))[0]


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_line_ends_of_every_system(tmp_path: Path, ending: str) -> None:
    """Paragraphs part at blank lines, however lines end."""
    assert texts(read(tmp_path, f"one{ending}{ending}two{ending}")) == ["one", "two"]


WRAPPED = """\
Gaps in services
----------------

She said that the waiting lists for a bed are far too long, and that the
women she works with give up before a place is free. Nobody calls them
back.
"Three months is what they tell us, and three months is what it takes in a
good year."

Q3 police?: never went, because the last time a friend of hers had gone to
the counter they asked for papers first
- a first point that also runs on and on until it no longer fits on a line
  and goes on below
- a second point
"""


def test_hard_wrapped_lines_are_joined(tmp_path: Path) -> None:
    """A paragraph broken to fit a screen is one block; headings, points and prompts stay apart."""
    blocks = read(tmp_path, WRAPPED).blocks
    assert [block.kind for block in blocks] == ["heading", "text", "text", "text", "bullet", "bullet"]
    assert blocks[1].text.endswith("give up before a place is free. Nobody calls them back.")
    assert blocks[2].text.endswith('in a good year."')
    assert blocks[3].text.startswith("Q3 police?:")
    assert blocks[4].text.endswith("on a line and goes on below")


def test_short_lines_are_left_alone(tmp_path: Path) -> None:
    """A list of short notes is not a wrapped paragraph."""
    lines = ["lost the job", "no papers", "slept at a friend's place", "age: 30s", "status: visitor"]
    assert texts(read(tmp_path, "\n".join(lines))) == lines


def test_markdown_blocks_and_marks(tmp_path: Path) -> None:
    """Headings, points, quotes and tables are told apart, and their marks are gone."""
    content = (
        "# Notes\n\n**Safe now?**\n\nSays *mostly* \\*yes\\* and __now__ a_b_c\n\n* one\n  + two\n\n"
        "> “quoted”\n\n"
        "| Item | Value |\n|:--|--:|\n| Age | 30s |\n\n[site](http://example.org)\n"
    )
    blocks = read(tmp_path, content, "note.md").blocks
    assert [(b.kind, b.text, b.strong) for b in blocks] == [
        ("heading", "Notes", False),
        ("text", "Safe now?", True),
        ("text", "Says mostly *yes* and now a_b_c", False),
        ("bullet", "one", False),
        ("bullet", "two", False),
        ("quote", "“quoted”", False),
        ("row", "Item\tValue", False),
        ("row", "Age\t30s", False),
        ("text", "site (http://example.org)", False),
    ]


def test_front_matter_and_comments_are_left_out_and_said(tmp_path: Path) -> None:
    """What Markdown hides from readers does not come in, and the importer says so."""
    content = "---\nauthor: Odalric Venn\nfile: X-1\n---\n\nkept <!-- ask Odalric -->\n\n"
    content += "<!-- two\nlines -->\nalso kept\n"
    document = read(tmp_path, content, "note.md")
    assert texts(document) == ["kept", "also kept"]
    assert document.left_out == ("2 comments", "front matter")
    assert [block.line for block in document.blocks] == [6, 10]


def test_rules_of_dashes_are_no_front_matter(tmp_path: Path) -> None:
    """A line of dashes at the top of plain text costs nothing that stands below it."""
    assert "kept words here" in texts(read(tmp_path, "---\nkept words here\n\nmore\n---\nend\n"))


def test_note_takers_own_preamble_is_kept(tmp_path: Path) -> None:
    """Lines that begin like program comments are text, each by itself."""
    content = "// subject 12, second visit\n// by phone\nnotes\n"
    assert texts(read(tmp_path, content)) == content.splitlines()


def test_columns_become_rows(tmp_path: Path) -> None:
    """A label and a value set apart by tabs or wide space are two cells."""
    assert texts(read(tmp_path, "Age\t30s\nGender      F\n")) == ["Age\t30s", "Gender\tF"]
    assert {block.kind for block in read(tmp_path, "Age\t30s\n").blocks} == {"row"}


def test_capitals_are_headings(tmp_path: Path) -> None:
    """A line in capitals by itself heads what follows."""
    kinds = [block.kind for block in read(tmp_path, "BARRIERS TO ACCESS\nno bus, no phone\n").blocks]
    assert kinds == ["heading", "text"]
