"""The rows of a CSV file or a spreadsheet as text, each with its line; raw, in memory only."""

import codecs
import csv
import io
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from codebook.errors import BadInputError
from codebook.exchange import files
from codebook.exchange.surveys_xlsx import sheet_rows

LARGEST = 10_000_000
MOST_ROWS, MOST_COLUMNS = 2_000, 500
DELIMITERS = ",;\t"
MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
FOREIGN = (
    b"PK\x03\x04",
    b"\xd0\xcf\x11\xe0",
    b"%PDF",
    b"{\\rtf",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"SQLite format 3",
)
Line = tuple[int, tuple[str, ...]]


@dataclass(frozen=True, slots=True, repr=False)
class Sheet:
    """Headings and the rows below them, each with its line in the file; every row has as many cells."""

    headings: tuple[str, ...]
    rows: tuple[Line, ...]


def read_sheet(path: Path) -> Sheet:
    """The rows of a file; lines without a word are passed over.

    Raises:
        BadInputError: it is empty, damaged, too large, of another kind, or its rows do not fit its headings;
            the message names the file and the line, and quotes nothing from it.
    """
    reader = READERS.get(path.suffix.casefold())
    if _size(path) > LARGEST:
        raise BadInputError(f"{path} is far larger than a survey. Save its answers alone as .csv.")
    content = files.content(path)
    if reader is None:
        raise BadInputError(f"{path} is of a kind that cannot be read. Save the survey as .csv or .xlsx.")
    if not content.strip():
        raise BadInputError(f"{path} is empty.")
    return _sheet(path, reader(path, content))


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:  # reading it says what is wrong
        return 0


def _sheet(path: Path, lines: Iterator[Line]) -> Sheet:
    kept: list[Line] = []
    for line, cells in lines:
        if len(cells) > MOST_COLUMNS:
            raise BadInputError(f"{path}, line {line}: more than {MOST_COLUMNS} columns. Is this the survey?")
        if any(cell.strip() for cell in cells):
            kept.append((line, cells))
        if len(kept) > MOST_ROWS + 1:
            raise BadInputError(f"{path} has more than {MOST_ROWS} rows. Take a survey in parts.")
    if not kept:
        raise BadInputError(f"{path} is empty.")
    (_, headings), *rows = kept
    if not rows:
        raise BadInputError(f"{path} has no rows below its headings.")
    for line, cells in rows:
        if len(cells) != len(headings):
            raise BadInputError(
                f"{path}, line {line}: this row has {_many(len(cells), 'cell')} under "
                f"{_many(len(headings), 'heading')}. Mend it; a text with a delimiter needs quotation marks."
            )
    return Sheet(headings, tuple(rows))


def _many(count: int, noun: str) -> str:
    return f"{count} {noun}{'s' * (count != 1)}"


def _csv(path: Path, content: bytes) -> Iterator[Line]:
    if content.startswith(FOREIGN):
        raise BadInputError(
            f"{path} is no text inside, although it ends in .csv. Save the survey as .csv again."
        )
    text = _text(path, content)
    first, _, rest = text.partition("\n")
    skipped = 0
    if first.strip().casefold().startswith("sep="):  # what Excel writes to tell itself the delimiter
        text, skipped = rest, 1
    start = text.lstrip("\r\n")
    skipped += text[: len(text) - len(start)].count("\n")
    reader = csv.reader(io.StringIO(start, newline=""), delimiter=_delimiter(start), strict=True)
    line = 1
    try:
        for cells in reader:
            yield line + skipped, tuple(cells)
            line = reader.line_num + 1
    except csv.Error:
        raise BadInputError(
            f"{path}, line {line + skipped}: this line cannot be read as CSV. Check its quotation marks."
        ) from None


def _delimiter(text: str) -> str:
    """What parts the headings most."""
    heading = text.partition("\n")[0]
    return max(DELIMITERS, key=heading.count)


def _text(path: Path, content: bytes) -> str:
    """The text of a file: by its mark, as UTF-8, or as Windows writes it in Western languages."""
    encoding = next((name for mark, name in MARKS if content.startswith(mark)), "utf-8")
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace") if encoding == "utf-8" else "\0"
    odd = sum(1 for letter in text if letter < " " and letter not in "\t\n\r\x0b\x0c")
    if "\0" in text or odd > len(text) * 0.01:
        raise BadInputError(
            f"{path} is no text inside, although it ends in .csv. Save the survey as .csv again."
        )
    return text


def _xlsx(path: Path, content: bytes) -> Iterator[Line]:
    """Rows of a spreadsheet, made as long as its headings; a sheet keeps no empty cells at the end."""
    if not content.startswith(b"PK\x03\x04"):
        raise BadInputError(
            f"{path} is no .xlsx file inside. Open it and save it again as .xlsx, without a password."
        )
    wide = 0
    for line, cells in sheet_rows(path, content):
        full = len(cells) - next((at for at, cell in enumerate(reversed(cells)) if cell.strip()), len(cells))
        wide = wide or full
        yield line, (*cells[:full], *("" for _ in range(wide - full)))


READERS: Mapping[str, Callable[[Path, bytes], Iterator[Line]]] = {".csv": _csv, ".xlsx": _xlsx}
