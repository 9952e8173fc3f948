"""Rich text notes: the text as it stands, and nothing that hides behind it; names are invented."""

from pathlib import Path

from codebook.exchange.readers import read_document
from codebook.model.document import Document

HEAD = (
    r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0 Calibri;}{\f1\fcharset204 Arial;}}"
    r"{\stylesheet{\s2 heading 2;}}\fs22 "
)


def read(folder: Path, body: str) -> Document:
    """The document a body of rich text makes."""
    path = folder / "note.rtf"
    path.write_bytes((HEAD + body + "}").encode("latin-1"))
    return read_document(path)


def test_headings_prompts_and_points(tmp_path: Path) -> None:
    """Large bold lines and heading styles head; bold lines are strong; bullets lose their mark."""
    body = (
        r"\pard{\b\fs32 Notes}\par\pard\s2 Needs\par\pard{\b Safe now?}\par"
        r"\pard mostly {\b yes} and a good deal more\par"
        r"\pard{\bullet\tab}first\par\pard{\listtext\'b7\tab}\ls1 second\par"
    )
    assert [(b.kind, b.text, b.strong) for b in read(tmp_path, body).blocks] == [
        ("heading", "Notes", False),
        ("heading", "Needs", False),
        ("text", "Safe now?", True),
        ("text", "mostly yes and a good deal more", False),
        ("bullet", "first", False),
        ("bullet", "second", False),
    ]


def test_tables_become_rows(tmp_path: Path) -> None:
    """Cells of a row are one block; paragraphs in a cell are lines."""
    body = (
        r"\trowd\cellx3000\cellx9000\pard\intbl Age\cell 30s\par or so\cell\row"
        r"\trowd\cellx9000\pard\intbl framed\cell\row\pard after\par"
    )
    blocks = read(tmp_path, body).blocks
    assert [(b.kind, b.text) for b in blocks] == [
        ("row", "Age\t30s\nor so"),
        ("text", "framed"),
        ("text", "after"),
    ]


def test_letters_beyond_ascii(tmp_path: Path) -> None:
    """Code pages, fonts with their own, Unicode with and without a stand-in, and far planes."""
    body = r"caf\'e9 \'96 \u8220?so\u8221? \uc0\u233 \uc1 {\f1\'c4\'e0} \u-10179?\u-8704? \{x\} a\~b\par"
    assert read(tmp_path, body).blocks[0].text == "café – “so” éДа 😀 {x} a b"


def test_what_hides_is_left_out_and_said(tmp_path: Path) -> None:
    """Annotations, deletions, hidden text, headers, properties and pictures are counted only."""
    body = (
        r"{\info{\author Ulla Brandt}}{\header file 12\par}{\footer page}kept"
        r"{\v  Ferdy}{\deleted  Moss}{\*\atnid UB}{\*\atnauthor Ulla}"
        r"\chatn{\*\annotation{\*\atnref 1}call him}"
        r"{\footnote her words}{\pict\pngblip 8950}{\*\unknown Elstree Lane} too\par"
    )
    document = read(tmp_path, body)
    assert [block.text for block in document.blocks] == ["kept too", "her words"]
    assert document.left_out == (
        "1 comment",
        "document properties",
        "1 footer",
        "1 header",
        "1 picture",
        "1 stretch of hidden text",
        "1 tracked deletion",
    )


def test_line_breaks_and_tabs(tmp_path: Path) -> None:
    """A line break parts lines and a tab parts cells."""
    blocks = read(tmp_path, r"one\line Age\tab 30s\par").blocks
    assert [(b.kind, b.text) for b in blocks] == [("text", "one"), ("row", "Age\t30s")]


def test_links_keep_their_words(tmp_path: Path) -> None:
    """The shown words of a field are kept, its instruction is not."""
    body = r'see {\field{\*\fldinst HYPERLINK "http://example.org"}{\fldrslt the site}} now\par'
    assert read(tmp_path, body).blocks[0].text == "see the site now"
