"""Interview notes from files: which reader reads what, and which files are turned away at once."""

from collections.abc import Callable, Mapping
from pathlib import Path

from codebook.errors import BadInputError
from codebook.exchange import files
from codebook.exchange.readers_docx import read_docx
from codebook.exchange.readers_odt import read_odt
from codebook.exchange.readers_pdf import read_pdf
from codebook.exchange.readers_rtf import read_rtf
from codebook.exchange.readers_text import read_text
from codebook.model.document import Document

READERS: Mapping[str, Callable[[Path, bytes], Document]] = {
    ".md": read_text,
    ".txt": read_text,
    ".docx": read_docx,
    ".odt": read_odt,
    ".rtf": read_rtf,
    ".pdf": read_pdf,
}
SIGNATURES = (
    (b"PK\x03\x04", "a zip package such as .docx or .odt", (".docx", ".odt")),
    (b"PK\x05\x06", "an empty zip package", ()),
    (b"\xd0\xcf\x11\xe0", "an old or password-protected Office file", ()),
    (b"%PDF", "a PDF", (".pdf",)),
    (b"{\\rtf", "an RTF file", (".rtf",)),
    (b"\x89PNG", "a picture", ()),
    (b"\xff\xd8\xff", "a picture", ()),
    (b"GIF8", "a picture", ()),
    (b"SQLite format 3\x00", "a database", ()),
)


def read_document(path: Path) -> Document:
    """The blocks of a file of notes, and the kinds of things in it that were left out.

    Raises:
        BadInputError: the file is missing, empty, damaged, protected or of another kind than its
            name says; the message names the file and what to do, and quotes nothing from it.
    """
    suffix = path.suffix.casefold()
    content = files.content(path)
    reader = READERS.get(suffix)
    if reader is None:
        known = ", ".join(READERS)
        raise BadInputError(f"{path} is of a kind that cannot be read. Save it as one of {known}.")
    if not content.strip():
        raise BadInputError(f"{path} is empty.")
    _check_kind(path, content, suffix)
    document = reader(path, content)
    if not document.blocks:
        raise BadInputError(f"{path} has no text in it.")
    return document


def _check_kind(path: Path, content: bytes, suffix: str) -> None:
    for signature, kind, suffixes in SIGNATURES:
        if not content.startswith(signature) or suffix in suffixes:
            continue
        if signature.startswith(b"\xd0\xcf"):
            advice = "Take the password off, or save it again in the current format."
        elif suffixes:
            advice = f"Rename it to end in {' or '.join(suffixes)}, or save it again as {suffix}."
        else:
            advice = f"Save the notes themselves as {suffix}."
        raise BadInputError(f"{path} is {kind}, although it ends in {suffix}. {advice}")
    if suffix in {".docx", ".odt"} and not content.startswith(b"PK\x03\x04"):
        raise BadInputError(f"{path} is not a {suffix} file inside. Open it and save it again as {suffix}.")
    if suffix == ".rtf" and not content.lstrip().startswith(b"{\\rtf"):
        raise BadInputError(f"{path} is not an RTF file inside. Open it and save it again as .rtf.")
    if suffix == ".pdf" and b"%PDF" not in content[:1024]:
        raise BadInputError(f"{path} is not a PDF inside. Open it and save it again as a PDF.")
