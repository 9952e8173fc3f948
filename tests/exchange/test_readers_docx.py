"""Word notes: the text as it stands, and nothing that hides behind it; names are invented."""

import zipfile
from pathlib import Path

import docx
import pytest
from docx.document import Document as Written
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from codebook.exchange.readers import read_document
from codebook.model.document import Document

OTHERS = (
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)


@pytest.fixture
def written() -> Written:
    """A Word document without properties that name anyone."""
    document = docx.Document()
    document.core_properties.author = document.core_properties.comments = ""
    return document


def saved(document: Written, folder: Path) -> Document:
    """The document as the reader sees it."""
    document.save(str(folder / "note.docx"))
    return read_document(folder / "note.docx")


def run(text: str, properties: str = "", tag: str = "t") -> str:
    """A run in Word's XML."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:{tag} xml:space="preserve">{text}</w:{tag}></w:r>'


def paragraph(inside: str) -> object:
    """A paragraph in Word's XML."""
    return parse_xml(f"<w:p {nsdecls('w')} {OTHERS}>{inside}</w:p>")


def put(document: Written, inside: str) -> None:
    """Add a paragraph given as XML."""
    document.element.body.insert(0, paragraph(inside))


def test_headings_prompts_lists_and_tables(written: Written, tmp_path: Path) -> None:
    """Each kind of paragraph keeps its kind; a fully bold one is marked strong."""
    written.add_heading("Title", 0)
    written.add_heading("Needs", 2)
    written.add_paragraph().add_run("Safe now?").bold = True
    mixed = written.add_paragraph("partly ")
    mixed.add_run("bold").bold = True
    written.add_paragraph("a point", style="List Bullet")
    written.add_paragraph("said", style="Intense Quote")
    table = written.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Age", "30s\nor so"
    blocks = saved(written, tmp_path).blocks
    assert [(b.kind, b.text, b.strong) for b in blocks] == [
        ("heading", "Title", False),
        ("heading", "Needs", False),
        ("text", "Safe now?", True),
        ("text", "partly bold", False),
        ("bullet", "a point", False),
        ("quote", "said", True),
        ("row", "Age\t30s\nor so", False),
    ]
    assert [block.line for block in blocks] == list(range(1, 8))


def test_tracked_changes(written: Written, tmp_path: Path) -> None:
    """What was inserted or moved here is kept; what was deleted or moved away is counted only."""
    put(
        written,
        run("He stayed ")
        + f'<w:ins w:id="1" w:author="Ulla Brandt">{run("two weeks")}</w:ins>'
        + f'<w:del w:id="2" w:author="Ulla Brandt">{run("with Ferdy Moss", tag="delText")}</w:del>'
        + f'<w:moveFrom w:id="3">{run("Elstree Lane")}</w:moveFrom>'
        + f'<w:moveTo w:id="4">{run(" there")}</w:moveTo>',
    )
    document = saved(written, tmp_path)
    assert document.blocks[0].text == "He stayed two weeks there"
    assert document.left_out == ("2 tracked deletions",)


def test_hidden_text_by_run_and_by_style(written: Written, tmp_path: Path) -> None:
    """Hidden letters are left out, whether the run or its style hides them."""
    style = written.styles.add_style("Secret", docx.enum.style.WD_STYLE_TYPE.CHARACTER)
    style.font.hidden = True
    seen = written.add_paragraph("seen")
    seen.add_run(" Ferdy").font.hidden = True
    seen.add_run(" Moss", style="Secret")
    document = saved(written, tmp_path)
    assert document.blocks[0].text == "seen"
    assert document.left_out == ("2 stretches of hidden text",)


def test_comments_headers_and_properties_are_counted(tmp_path: Path) -> None:
    """What stands around the text does not come in."""
    written = docx.Document()
    words = written.add_paragraph("kept")
    written.add_comment(words.runs, text="call Ferdy Moss", author="Ulla Brandt")
    written.sections[0].header.paragraphs[0].text = "file 12"
    written.sections[0].footer.paragraphs[0].text = "page"
    written.core_properties.author = "Ulla Brandt"
    document = saved(written, tmp_path)
    assert [block.text for block in document.blocks] == ["kept"]
    assert document.left_out == ("1 comment", "document properties", "1 footer", "1 header")


def test_text_boxes_are_counted_once(written: Written, tmp_path: Path) -> None:
    """A text box and its copy for old programs are one box, left out."""
    box = "<w:txbxContent><w:p><w:r><w:t>aside</w:t></w:r></w:p></w:txbxContent>"
    names = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    put(
        written,
        run("kept")
        + f"<w:r><mc:AlternateContent {names}><mc:Choice Requires='wps'>{box}</mc:Choice>"
        + f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r>",
    )
    document = saved(written, tmp_path)
    assert [block.text for block in document.blocks] == ["kept"]
    assert document.left_out == ("1 text box",)


def test_tables_inside_tables_and_around_everything(written: Written, tmp_path: Path) -> None:
    """A table used as a frame is taken off; a table in a cell becomes lines of that cell."""
    frame = written.add_table(1, 1).cell(0, 0)
    frame.paragraphs[0].text = "inside the frame"
    outer = written.add_table(1, 2)
    outer.cell(0, 0).text = "Needs"
    inner = outer.cell(0, 1).add_table(1, 2)
    inner.cell(0, 0).text, inner.cell(0, 1).text = "bed", "yes"
    blocks = saved(written, tmp_path).blocks
    assert [(b.kind, b.text) for b in blocks] == [("text", "inside the frame"), ("row", "Needs\tbed | yes")]


def test_breaks_tabs_links_and_fields(written: Written, tmp_path: Path) -> None:
    """A line break parts lines, a tab parts cells, linked words are kept, field codes are not."""
    put(
        written,
        run("one")
        + "<w:r><w:br/></w:r>"
        + run("Age")
        + "<w:r><w:tab/></w:r>"
        + f"<w:hyperlink>{run('30s')}</w:hyperlink>"
        + run("HYPERLINK x", tag="instrText"),
    )
    assert [(b.kind, b.text) for b in saved(written, tmp_path).blocks] == [
        ("text", "one"),
        ("row", "Age\t30s"),
    ]


WRAPPED = {
    "bdo": "<w:bdo w:val='rtl'>{}</w:bdo>",
    "dir": "<w:dir w:val='rtl'>{}</w:dir>",
    "choice": "<mc:AlternateContent><mc:Choice Requires='x'>{}</mc:Choice>"
    "<mc:Fallback><w:r><w:t>old copy</w:t></w:r></mc:Fallback></mc:AlternateContent>",
    "fallback": "<mc:AlternateContent><mc:Choice Requires='x'/><mc:Fallback>{}</mc:Fallback>"
    "</mc:AlternateContent>",
    "nested": "<w:bdo w:val='ltr'><w:dir w:val='rtl'><w:ins w:id='1'>{}</w:ins></w:dir></w:bdo>",
}


@pytest.mark.parametrize("wrapper", WRAPPED.values(), ids=WRAPPED)
def test_words_in_any_wrapper_are_read_once(written: Written, tmp_path: Path, wrapper: str) -> None:
    """Direction marks and several renderings hold words of the note like any other place."""
    put(written, run("He ") + wrapper.format(run("stayed")) + run(" here"))
    document = saved(written, tmp_path)
    assert [block.text for block in document.blocks] == ["He stayed here"]
    assert document.left_out == ()


def test_renderings_inside_a_run(written: Written, tmp_path: Path) -> None:
    """A choice within a run is read, its copy is not."""
    inside = WRAPPED["choice"].format("<w:t>stayed</w:t>")
    put(written, run("He ") + f"<w:r>{inside}</w:r>")
    document = saved(written, tmp_path)
    assert document.blocks[0].text == "He stayed"
    assert document.left_out == ()


def test_words_with_their_pronunciation_above(written: Written, tmp_path: Path) -> None:
    """The words are kept; what stands above them is counted."""
    ruby = f"<w:ruby><w:rt>{run('kana')}</w:rt><w:rubyBase>{run('kanji')}</w:rubyBase></w:ruby>"
    put(written, run("wrote ") + f"<w:r>{ruby}</w:r>")
    document = saved(written, tmp_path)
    assert document.blocks[0].text == "wrote kanji"
    assert document.left_out == ("1 pronunciation",)


def test_formulas_are_text(written: Written, tmp_path: Path) -> None:
    """A fraction or a power reads on one line."""

    def math(text: str) -> str:
        return f"<m:r><m:t>{text}</m:t></m:r>"

    half = f"<m:f><m:num>{math('1')}</m:num><m:den>{math('2')}</m:den></m:f>"
    power = f"<m:sSup><m:e>{math('x')}</m:e><m:sup>{math('2')}</m:sup></m:sSup>"
    put(written, run("about ") + f"<m:oMath>{half}</m:oMath>" + run(" of them"))
    put(written, f"<m:oMathPara><m:oMath>{power}</m:oMath></m:oMathPara>")
    document = saved(written, tmp_path)
    assert [block.text for block in document.blocks] == ["x^2", "about 1/2 of them"]
    assert document.left_out == ()


def test_words_in_unknown_places_are_counted(written: Written, tmp_path: Path) -> None:
    """Nothing is dropped unsaid, whatever a word processor thinks of next."""
    put(written, run("kept") + f"<w:novelty>{run('one')}{run('two')}</w:novelty>")
    document = saved(written, tmp_path)
    assert document.blocks[0].text == "kept"
    assert document.left_out == ("2 stretches of text of an unknown kind",)


def test_an_entity_does_not_cut_the_text_off(tmp_path: Path) -> None:
    """It stays as it is written, never looked up, and the words after it are kept."""
    inside = "<w:body><w:p><w:r><w:t>hi &x; there<?mark now?> again</w:t></w:r></w:p></w:body>"
    with zipfile.ZipFile(tmp_path / "note.docx", "w") as archive:
        archive.writestr(
            "word/document.xml",
            f"<!DOCTYPE d [<!ENTITY x SYSTEM 'file:///etc/hosts'>]>"
            f"<w:document {nsdecls('w')}>{inside}</w:document>",
        )
    [block] = read_document(tmp_path / "note.docx").blocks
    assert block.text == "hi &x; there again"
