"""PDF notes: the text on their pages, and nothing that hangs on them; everything said is invented."""

import io
import logging
import time
import zlib
from pathlib import Path

import pytest
from pypdf import PdfWriter
from pypdf.annotations import FreeText, Text
from pypdf.generic import DictionaryObject, NameObject, TextStringObject

from codebook.errors import BadInputError
from codebook.exchange.readers import read_document
from codebook.model.document import Document
from pdf_pages import Shown, assembled, pdf

NAME = "Tancred Ilves"
Capture = pytest.CaptureFixture[str]
LONG = (
    "The foreman kept every passport in a drawer, and nobody who came to the farm that winter",
    "ever asked him what they were doing there or why the drawer was locked.",
)


def read(folder: Path, content: bytes) -> Document:
    """The document a PDF makes."""
    path = folder / "note.pdf"
    path.write_bytes(content)
    return read_document(path)


def down(*lines: tuple[str, float, bool], top: float = 760, step: float = 14, x: float = 72) -> list[Shown]:
    """Lines below each other, each given as text, size and whether bold."""
    return [Shown(x, top - at * step, text, size, bold) for at, (text, size, bold) in enumerate(lines)]


def test_headings_prompts_points_and_broken_lines(tmp_path: Path) -> None:
    """Large letters head, bold lines are strong, bullets lose their mark, and broken lines join."""
    page = [
        *down(("Needs", 16, True), top=760),
        *down(("Are you safe now?", 11, True), top=730),
        *down((LONG[0], 11, False), (LONG[1], 11, False), top=714),
        *down(("\u2022 Slept in the van.", 11, False), ("\u2022 Walked to work.", 11, False), top=670),
        Shown(72, 640, "Partly "),
        Shown(105, 640, "bold", bold=True),
    ]
    blocks = read(tmp_path, pdf([page])).blocks
    assert [(b.kind, b.text, b.strong) for b in blocks] == [
        ("heading", "Needs", False),
        ("text", "Are you safe now?", True),
        ("text", " ".join(LONG), False),
        ("bullet", "Slept in the van.", False),
        ("bullet", "Walked to work.", False),
        ("text", "Partly bold", False),
    ]


def test_short_lines_stay_apart(tmp_path: Path) -> None:
    """A line that had room for the next word ends its paragraph, even without space below it."""
    page = down(
        (LONG[0], 11, False), (LONG[1], 11, False), ("Nobody came.", 11, False), ("He left.", 11, False)
    )
    assert [b.text for b in read(tmp_path, pdf([page])).blocks] == [
        " ".join(LONG),
        "Nobody came.",
        "He left.",
    ]


@pytest.mark.parametrize(
    ("above", "below", "joined"),
    [
        ("exploi-", "tation went on for years", "exploitation went on"),
        ("self-", "employed on paper alone", "self-employed on paper"),
        ("well-", "known and well-known again", "well-known and"),
        ("25-", "34 years of age", "25-34 years"),
    ],
)
def test_words_cut_at_the_end_of_a_line(tmp_path: Path, above: str, below: str, joined: str) -> None:
    """A cut word is put together; a hyphen that belongs to it stays."""
    first = "Nobody at the farm that winter knew how things were done, or that the " + above
    (block,) = read(tmp_path, pdf([down((first, 11, False), (below, 11, False))])).blocks
    assert joined in block.text


def test_a_paragraph_runs_on_over_a_page(tmp_path: Path) -> None:
    """The end of a page ends no sentence."""
    pages = [down((LONG[0], 11, False), top=100), down((LONG[1], 11, False), top=760)]
    assert [b.text for b in read(tmp_path, pdf(pages)).blocks] == [" ".join(LONG)]


def test_headers_footers_and_page_numbers_are_left_out(tmp_path: Path) -> None:
    """What repeats in the margins is no part of any answer, and is counted."""
    pages = [
        [
            Shown(72, 810, f"Study of services, {NAME}", 9),
            *down((f"Answer {at} said on this page.", 11, False), top=740),
            *down(("declined", 11, False), top=700),
            Shown(280, 40, f"Page {at} of 3", 9),
        ]
        for at in (1, 2, 3)
    ]
    document = read(tmp_path, pdf(pages))
    assert [b.text for b in document.blocks] == [
        text for at in (1, 2, 3) for text in (f"Answer {at} said on this page.", "declined")
    ]
    assert document.left_out == ("3 page headers", "3 page numbers")


def test_tables_become_rows(tmp_path: Path) -> None:
    """Cells beside each other are one row, whatever the number of lines in them."""
    page = [
        Shown(72, 700, "Age"),
        Shown(250, 700, "30s"),
        Shown(72, 680, "What should helpers"),
        Shown(72, 667, "understand?"),
        Shown(250, 680, "That a bed for one night is no home, and that the"),
        Shown(250, 667, "days after it are longer."),
        Shown(72, 640, "Plans"),
        Shown(250, 640, "A course."),
    ]
    blocks = read(tmp_path, pdf([page])).blocks
    assert [(b.kind, b.text) for b in blocks] == [
        ("row", "Age\t30s"),
        (
            "row",
            (
                "What should helpers understand?\tThat a bed for one night is no home, "
                "and that the days after it are longer."
            ),
        ),
        ("row", "Plans\tA course."),
    ]


def test_what_hangs_on_a_page_is_named_and_left_out(tmp_path: Path) -> None:
    """Comments, attachments, filled fields and properties stay behind, and the reader says so."""
    writer = PdfWriter(clone_from=io.BytesIO(pdf([down(("Nobody came.", 11, False))])))
    writer.add_annotation(0, Text(text=NAME, rect=(50, 50, 80, 80)))
    writer.add_annotation(0, FreeText(text=NAME, rect=(50, 50, 80, 80)))
    field = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Annot"),
            NameObject("/Subtype"): NameObject("/Widget"),
            NameObject("/V"): TextStringObject(NAME),
        }
    )
    writer.pages[0]["/Annots"].append(field)  # type: ignore[attr-defined]
    writer.add_attachment("list.txt", NAME.encode())
    writer.add_metadata({"/Author": NAME})
    held = io.BytesIO()
    writer.write(held)
    document = read(tmp_path, held.getvalue())
    assert [b.text for b in document.blocks] == ["Nobody came."]
    assert document.left_out == ("1 attachment", "2 comments", "document properties", "1 filled form field")


def test_pictures_of_pages_are_no_text(tmp_path: Path) -> None:
    """A scan is turned away with what to do."""
    with pytest.raises(BadInputError, match=r"note\.pdf has no text in it: .*pictures of pages"):
        read(tmp_path, pdf([[]]))


def test_letters_nobody_can_name_are_no_text(tmp_path: Path) -> None:
    """Fonts that do not say which letters they show make a file that has to be read another way."""
    page = pdf([down(("Nobody came that winter.", 11, False))], packed=False)
    with pytest.raises(BadInputError, match="letters"):
        read(tmp_path, page.replace(b"Nobody came that winter.", bytes(range(1, 9)) * 3))


def test_a_password_is_asked_to_be_taken_off(tmp_path: Path) -> None:
    """A protected file is named as such."""
    writer = PdfWriter(clone_from=io.BytesIO(pdf([down((NAME, 11, False))])))
    writer.encrypt("secret", algorithm="RC4-128")
    held = io.BytesIO()
    writer.write(held)
    with pytest.raises(BadInputError, match="password"):
        read(tmp_path, held.getvalue())


def bomb(size: int) -> bytes:
    """A page whose text unpacks to so many letters."""
    packed = zlib.compress(b"BT /F0 11 Tf (" + b"A" * size + b") Tj ET", 9)
    return assembled(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Count 1/Kids[4 0 R]>>",
            b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Resources<</Font<</F0 3 0 R>>>>/Contents 5 0 R>>",
            b"<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream" % (len(packed), packed),
        ]
    )


def nested(depth: int) -> bytes:
    """A page that draws a form ten times, which draws another ten times, and so on."""
    forms = [
        b"<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</Font<</F0 3 0 R>>/XObject<</X %d 0 R>>>>"
        b"/Length %d>>stream\n%s\nendstream" % (at + 7, len(drawn), drawn)
        for at in range(depth)
        for drawn in [b"/X Do " * 10]
    ]
    return assembled(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Count 1/Kids[4 0 R]>>",
            b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
            (
                b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Resources<</XObject<</X 6 0 R>>>>"
                b"/Contents 5 0 R>>"
            ),
            b"<</Length 6>>stream\n/X Do \nendstream",
            *forms,
            (
                b"<</Subtype/Form/BBox[0 0 9 9]/Resources<</Font<</F0 3 0 R>>>>/Length 32>>stream\n"
                b"BT /F0 11 Tf (so it goes) Tj ET \nendstream"
            ),
        ]
    )


WHOLE = pdf([down((NAME, 11, False), (LONG[0], 11, False))])
BAD = {
    "cut": (WHOLE[: len(WHOLE) // 2], "damaged|no text"),
    "only a head": (b"%PDF-1.7\n" + NAME.encode(), "damaged"),
    "noise": (b"%PDF-1.7\n" + bytes(range(256)) * 400, "damaged"),
    "circle": (WHOLE.replace(b"/Kids[5 0 R]", b"/Kids[2 0 R]"), "damaged|no text"),
    "text bomb": (bomb(200_000_000), "far more"),
    "pages": (pdf([[]] * 2_000), "far more"),
    "no PDF": (NAME.encode(), "not a PDF"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_pdf_is_turned_away_at_once(tmp_path: Path, name: str, capfd: Capture) -> None:
    """In little time, in one line that quotes nothing, and with nothing else said."""
    content, said = BAD[name]
    started = time.perf_counter()
    with pytest.raises(BadInputError, match=said) as caught:
        read(tmp_path, content)
    assert time.perf_counter() - started < 3
    assert NAME not in str(caught.value)
    assert "\n" not in str(caught.value)
    assert caught.value.__suppress_context__ or caught.value.__context__ is None
    assert capfd.readouterr() == ("", "")


def test_forms_within_forms_end(tmp_path: Path) -> None:
    """Drawings that multiply are read so far and no further."""
    started = time.perf_counter()
    document = read(tmp_path, nested(8))
    assert {block.text for block in document.blocks} <= {"so it goes"}
    assert document.left_out == ("1 part of a page that cannot be read",)
    assert time.perf_counter() - started < 3


def test_the_log_of_the_pdf_library_is_still(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """Its records may quote the text; our own are not touched."""
    with caplog.at_level(logging.DEBUG), pytest.raises(BadInputError):
        read(tmp_path, b"%PDF-1.7\n" + NAME.encode() * 50)
    logging.getLogger("codebook").warning("ours")
    assert [record.name for record in caplog.records] == ["codebook"]
