"""PDF notes: the text on their pages, and nothing that hangs on them."""

import io
import logging
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from codebook.errors import BadInputError
from codebook.exchange.readers_left_out import listed
from codebook.exchange.readers_pdf_blocks import blocks_of
from codebook.exchange.readers_pdf_lines import UNKNOWN, Printed, lines_of_page
from codebook.exchange.readers_pdf_margins import without_margins
from codebook.model.document import Document

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader

MOST_PAGES = 400
LARGEST_PAGE = 4_000_000
LARGEST_FILE = 60_000_000
MOST_LINES = 60_000
UNREADABLE = 0.05
LIMITS = {
    "zlib_maximum_output_length": LARGEST_PAGE,
    "lzw_maximum_output_length": LARGEST_PAGE,
    "run_length_maximum_output_length": LARGEST_PAGE,
    "array_based_stream_maximum_output_length": LARGEST_PAGE,
    "stream_decoding_work_maximum_length": 4 * LARGEST_PAGE,
    "stream_parsing_work_maximum_count": 400_000,
    "xform_maximum_invocations_per_extraction": 200,
    "zlib_maximum_recovery_input_length": 200_000,
    "page_tree_maximum_entries": 20 * MOST_PAGES,
}
BROKEN = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    NotImplementedError,
    OSError,
    RecursionError,
    TypeError,
    ValueError,
    zlib.error,
)
NOTES = frozenset({"/Text", "/FreeText", "/Popup", "/Highlight", "/Underline", "/StrikeOut", "/Squiggly"})
DRAWN = frozenset({"/Stamp", "/Ink", "/Caret", "/Line", "/Square", "/Circle", "/Polygon", "/PolyLine"})


def read_pdf(path: Path, content: bytes) -> Document:
    """The blocks of a PDF.

    Raises:
        BadInputError: it is damaged, protected, far too large, or holds pictures of pages only.
    """
    # 0.05 s, and only PDF files need it
    from pypdf import PdfReader, apply_configuration, get_configuration
    from pypdf.errors import LimitReachedError, PyPdfError

    if len(content) > LARGEST_FILE:
        raise _too_large(path)
    with apply_configuration(get_configuration().with_overwrites(**LIMITS)), _listening() as missed:
        try:
            reader = PdfReader(io.BytesIO(content), strict=False)
            if reader.is_encrypted:
                raise BadInputError(f"{path} is protected by a password. Save it without one.")
            return _document(path, reader, missed)
        except LimitReachedError:
            raise _too_large(path) from None
        except (PyPdfError, *BROKEN):
            raise BadInputError(
                f"{path} is damaged. Open it, print or save it as a PDF again, or ask for another copy."
            ) from None


class _Missed(logging.Handler):
    """Counts what on pages could not be read; what is said of it quotes text and goes nowhere."""

    count = 0

    def emit(self, record: logging.LogRecord) -> None:
        """Take note of a record, and let it end here."""
        self.count += str(record.msg).startswith(("Impossible to decode", "Exceeded"))


@contextmanager
def _listening() -> Iterator[_Missed]:
    log, missed = logging.getLogger("pypdf"), _Missed()
    before = log.propagate
    log.propagate = False
    log.addHandler(missed)
    try:
        yield missed
    finally:
        log.removeHandler(missed)
        log.propagate = before


def _document(path: Path, reader: "PdfReader", missed: _Missed) -> Document:
    pages: list[list[Printed]] = []
    left_out: Counter[str] = Counter()
    count = 0
    for at, page in enumerate(reader.pages):
        if at >= MOST_PAGES:
            raise _too_large(path)
        pages.append(lines_of_page(page, at, most=MOST_LINES - count))
        count += len(pages[-1])
        if count >= MOST_LINES:
            raise _too_large(path)
        left_out["picture"] += _pictures(page)
        left_out.update(_hung_on(page))
    if not count:
        raise BadInputError(
            f"{path} has no text in it: it is empty or pictures of pages. "
            "Have the text recognised first, or type the notes in."
        )
    _check_letters(path, pages)
    left_out["part of a page that cannot be read"] = missed.count
    left_out["attachment"] += _attachments(reader)
    left_out["document properties"] = int(bool(reader.metadata and any(reader.metadata.values())))
    body, margins = without_margins(pages)
    return Document(tuple(blocks_of(body)), listed(left_out + margins))


def _check_letters(path: Path, pages: Sequence[Sequence[Printed]]) -> None:
    letters = "".join(line.text for page in pages for line in page)
    if letters.count(UNKNOWN) > UNREADABLE * len(letters):
        raise BadInputError(
            f"{path} does not say which letters it shows. Have its text recognised, or type the notes in."
        )


def _pictures(page: "PageObject") -> int:
    resources = page.get("/Resources")
    drawn = resources.get_object().get("/XObject") if resources is not None else None
    if drawn is None:
        return 0
    forms = drawn.get_object().values()
    return sum(form.get_object().get("/Subtype") == "/Image" for form in forms)


def _hung_on(page: "PageObject") -> Iterator[str]:
    """What hangs on a page beside its text, by kind."""
    hung = page.get("/Annots")
    for each in hung.get_object() if hung is not None else ():
        mark = each.get_object()
        kind = mark.get("/Subtype")
        if kind in NOTES and kind != "/Popup":
            yield "comment"
        elif kind in DRAWN:
            yield "drawing"
        elif kind == "/FileAttachment":
            yield "attachment"
        elif kind == "/Widget" and mark.get("/V") is not None:
            yield "filled form field"


def _attachments(reader: "PdfReader") -> int:
    return sum(1 for _ in reader.attachment_list)


def _too_large(path: Path) -> BadInputError:
    return BadInputError(
        f"{path} holds far more than the notes of an interview. Save the notes by themselves."
    )
