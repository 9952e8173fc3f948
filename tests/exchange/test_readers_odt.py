"""OpenDocument notes: the text as it stands, and nothing that hides behind it; names are invented."""

from pathlib import Path

import pytest
from odf import dc, draw, meta, office, style, table, text
from odf.element import Element
from odf.opendocument import OpenDocument, OpenDocumentText

from codebook.exchange.readers import read_document
from codebook.model.document import Document


@pytest.fixture
def written() -> OpenDocument:
    """An empty OpenDocument text."""
    return OpenDocumentText()


def saved(document: OpenDocument, folder: Path) -> Document:
    """The document as the reader sees it."""
    document.save(str(folder / "note.odt"))
    return read_document(folder / "note.odt")


def nested(outer: Element, *inner: Element) -> Element:
    """An element with children."""
    for element in inner:
        outer.addElement(element)
    return outer


def letters(document: OpenDocument, name: str, **properties: str) -> style.Style:
    """A style for letters."""
    made = nested(style.Style(name=name, family="text"), style.TextProperties(attributes=properties))
    document.automaticstyles.addElement(made)
    return made


def test_headings_prompts_lists_and_tables(written: OpenDocument, tmp_path: Path) -> None:
    """Each kind of paragraph keeps its kind; a fully bold one is marked strong."""
    bold = letters(written, "B", fontweight="bold")
    row = nested(
        table.TableRow(),
        nested(table.TableCell(), text.P(text="Age")),
        nested(table.TableCell(), text.P(text="30s"), text.P(text="or so")),
    )
    nested(
        written.text,
        text.H(outlinelevel=2, text="Needs"),
        nested(text.P(), text.Span(stylename=bold, text="Safe now?")),
        nested(text.P(text="partly "), text.Span(stylename=bold, text="bold")),
        nested(text.List(), nested(text.ListItem(), text.P(text="a point"))),
        nested(table.Table(), row),
    )
    blocks = saved(written, tmp_path).blocks
    assert [(b.kind, b.text, b.level, b.strong) for b in blocks] == [
        ("heading", "Needs", 2, False),
        ("text", "Safe now?", 0, True),
        ("text", "partly bold", 0, False),
        ("bullet", "a point", 1, False),
        ("row", "Age\t30s\nor so", 0, False),
    ]


def test_annotations_deletions_headers_and_properties(written: OpenDocument, tmp_path: Path) -> None:
    """What stands around or behind the text is counted and left out; notes of the writer stay."""
    change = nested(office.ChangeInfo(), dc.Creator(text="Ulla Brandt"))
    deletion = nested(text.Deletion(), change, text.P(text="with Ferdy Moss"))
    region = nested(text.ChangedRegion(check_grammar=False), deletion)
    note = nested(text.Note(noteclass="footnote"), nested(text.NoteBody(), text.P(text="her words")))
    annotation = nested(office.Annotation(), text.P(text="call Ferdy Moss"))
    frame = nested(draw.Frame(), nested(draw.TextBox(), text.P(text="aside")))
    page = nested(
        style.MasterPage(name="M", pagelayoutname="L"), nested(style.Header(), text.P(text="file 12"))
    )
    written.masterstyles.addElement(page)
    written.meta.addElement(meta.InitialCreator(text="Ulla Brandt"))
    nested(
        written.text,
        nested(text.TrackedChanges(), region),
        nested(text.P(text="kept"), annotation, note, frame),
    )
    document = saved(written, tmp_path)
    assert [block.text for block in document.blocks] == ["kept", "her words"]
    assert document.left_out == (
        "1 comment",
        "document properties",
        "1 header",
        "1 text box",
        "1 tracked deletion",
    )


def test_hidden_text_and_spaces(written: OpenDocument, tmp_path: Path) -> None:
    """Hidden spans are left out; written spaces, tabs and line breaks count."""
    hidden = letters(written, "H", display="none")
    line = nested(text.P(text="two"), text.S(c=2), text.Span(stylename=hidden, text="Ferdy Moss"))
    line.addText("words")
    nested(line, text.LineBreak(), text.Span(text="Age"), text.Tab(), text.Span(text="30s"))
    document = saved(nested_in(written, line), tmp_path)
    assert [(b.kind, b.text) for b in document.blocks] == [("text", "two  words"), ("row", "Age\t30s")]
    assert document.left_out == ("1 stretch of hidden text",)


def nested_in(document: OpenDocument, element: Element) -> OpenDocument:
    """The document with one more element."""
    document.text.addElement(element)
    return document
