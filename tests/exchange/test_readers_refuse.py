"""Files that cannot be read are turned away in one line that quotes nothing; names are invented."""

import io
import time
import tracemalloc
import zipfile
from pathlib import Path

import pytest

from codebook.errors import BadInputError
from codebook.exchange.readers import READERS, read_document

NAME = "Tancred Ilves"


def zipped(**parts: str) -> bytes:
    """A zip with these parts."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/"), content)
    return held.getvalue()


MANIFEST = (
    '<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
    '<m:file-entry m:full-path="content.xml"><m:encryption-data/></m:file-entry></m:manifest>'
)
BROKEN = f"<w:document xmlns:w='x'><w:body>{NAME}"
CASES = {
    "empty.txt": (b"  \n", "empty"),
    "blank.md": (b"<!-- only a comment -->", "no text"),
    "binary.txt": (b"\x00\x01\x02" + NAME.encode() + b"\x00" * 40, "not a text file"),
    "control.txt": (b"\x01\x02\x03\x04" * 10 + NAME.encode(), "not a text file"),
    "nul.txt": (b"Safe now? " + NAME.encode() + b"\0", "not a text file"),
    "nul-wide.txt": (f"Safe now? {NAME}\0".encode("utf-16"), "not a text file"),
    "halved.txt": (b"\xff\xfe\x41", "not a text file"),
    "letter.doc": (NAME.encode(), "kind"),
    "plain.docx": (NAME.encode(), "not a .docx"),
    "plain.odt": (NAME.encode(), "not a .odt"),
    "plain.rtf": (NAME.encode(), "not an RTF"),
    "zip.txt": (zipped(secret=NAME), "zip package"),
    "pdf.txt": (b"%PDF-1.7 " + NAME.encode(), "PDF"),
    "pdf.docx": (b"%PDF-1.7 " + NAME.encode(), "PDF"),
    "rtf.docx": (b"{\\rtf1 " + NAME.encode() + b"}", ".rtf"),
    "locked.docx": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + NAME.encode(), "password"),
    "locked.odt": (zipped(**{"META-INF__manifest.xml": MANIFEST, "content.xml": NAME}), "password"),
    "other.docx": (zipped(**{"content.xml": f"<a>{NAME}</a>"}), "not a Word document"),
    "other.odt": (zipped(**{"content.xml": f"<a>{NAME}</a>"}), "not an OpenDocument"),
    "broken.docx": (zipped(**{"word__document.xml": BROKEN}), "damaged"),
    "broken.odt": (zipped(**{"content.xml": BROKEN}), "damaged"),
    "cut.docx": (zipped(**{"word__document.xml": BROKEN})[:60], "damaged"),
    "cut.odt": (zipped(**{"content.xml": BROKEN})[:60], "damaged"),
    "cut.rtf": (b"{\\rtf1\\ansi {\\b " + NAME.encode(), "breaks off"),
    "bare.rtf": (b"{\\rtf1\\ansi \\par}", "no text"),
}


@pytest.mark.parametrize("name", CASES)
def test_a_bad_file_is_named_and_not_quoted(tmp_path: Path, name: str) -> None:
    """The message says which file and what is wrong; its words and its cause hold nothing of the text."""
    content, said = CASES[name]
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(BadInputError) as caught:
        read_document(path)
    message = str(caught.value)
    assert name in message
    assert said in message
    assert "\n" not in message
    assert NAME not in message
    assert NAME not in str(caught.value.__cause__)
    assert caught.value.__cause__ is None
    assert caught.value.__suppress_context__ or caught.value.__context__ is None


def test_a_missing_file_and_a_folder_are_told_apart(tmp_path: Path) -> None:
    """Neither is called unreadable."""
    with pytest.raises(BadInputError, match="no such file"):
        read_document(tmp_path / "none.txt")
    (tmp_path / "folder.txt").mkdir()
    with pytest.raises(BadInputError, match="folder"):
        read_document(tmp_path / "folder.txt")


def test_endings_may_be_in_capitals(tmp_path: Path) -> None:
    """A file from another system reads by its ending in any case."""
    path = tmp_path / "NOTE.TXT"
    path.write_text("words", encoding="utf-8")
    assert read_document(path).blocks[0].text == "words"
    assert set(READERS) == {".md", ".txt", ".docx", ".odt", ".rtf", ".pdf"}


def bomb(inside: str, size: int) -> bytes:
    """A zip one part of which unpacks to so many bytes."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr("META-INF/manifest.xml", "<a/>")
        with archive.open(inside, "w") as part:
            for _ in range(size // 1_000_000):
                part.write(b" " * 1_000_000)
    return held.getvalue()


@pytest.mark.parametrize("lies", [False, True])
@pytest.mark.parametrize(("name", "inside"), [("big.docx", "word/document.xml"), ("big.odt", "content.xml")])
def test_a_part_that_swells_is_turned_away(tmp_path: Path, name: str, inside: str, *, lies: bool) -> None:
    """A package that unpacks to far too much costs no time and memory, even if it understates its size."""
    content = bomb(inside, 400_000_000)
    if lies:
        content = content.replace((400_000_000).to_bytes(4, "little"), (1_000).to_bytes(4, "little"))
    path = tmp_path / name
    path.write_bytes(content)
    tracemalloc.start()
    started = time.perf_counter()
    with pytest.raises(BadInputError, match="damaged" if lies else "far more text"):
        read_document(path)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert time.perf_counter() - started < 2
    assert peak < 20_000_000
