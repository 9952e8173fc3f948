"""The cells of a spreadsheet (.xlsx) as text, opened with care: no macros, no links, no formulas run."""

import io
import warnings
import zipfile
import zlib
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import ParseError

from lxml.etree import XMLSyntaxError

from codebook.errors import BadInputError

UNPACKED = 50_000_000
CELLS = 2_000_000
PIECE = 65_536
DECLARED = b"<!DOCTYPE"
# What openpyxl and the zip module raise on a damaged package.
DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    LookupError,
    ValueError,
    TypeError,
    AttributeError,
    ArithmeticError,
    NotImplementedError,
    RuntimeError,
    ParseError,
    XMLSyntaxError,
)


def sheet_rows(path: Path, content: bytes) -> list[tuple[int, tuple[str, ...]]]:
    """The rows of the first visible sheet with any, each with its line; a formula counts as its last value.

    Raises:
        BadInputError: the file is damaged, protected, or unpacks to far more than a survey.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            parts = package.infolist()
            if sum(part.file_size for part in parts) > UNPACKED:
                raise _too_much(path)
            if any(_declares(package, part) for part in parts):
                raise BadInputError(f"{path} was written by no spreadsheet program. Save the survey as .csv.")
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # they may quote a cell
            return _first(path, content)
    except DAMAGE:
        raise BadInputError(f"{path} is damaged. Open it and save it again as .xlsx.") from None


def _too_much(path: Path) -> BadInputError:
    return BadInputError(f"{path} unpacks to far more than a survey. Save its answers alone as .csv.")


def _declares(package: zipfile.ZipFile, part: zipfile.ZipInfo) -> bool:
    """Whether a part declares XML of its own; read in pieces, for a part may be larger than it says."""
    end = b""
    with package.open(part) as file:
        while piece := file.read(PIECE):
            if DECLARED in end + piece:
                return True
            end = piece[-len(DECLARED) :]
    return False


def _first(path: Path, content: bytes) -> list[tuple[int, tuple[str, ...]]]:
    # 0.15 s, and only a survey in a spreadsheet needs it
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
    try:
        for sheet in book.worksheets:
            if sheet.sheet_state == "visible" and (found := _rows(path, sheet)):
                return found
    finally:
        book.close()
    return []


def _rows(path: Path, sheet: Any) -> list[tuple[int, tuple[str, ...]]]:  # noqa: ANN401 - openpyxl has no types
    sheet.reset_dimensions()  # what a sheet says of its own size may be wrong
    found, left = [], CELLS
    for line, cells in enumerate(sheet.iter_rows(), start=1):
        left -= 1 + len(cells)
        if left < 0:
            raise _too_much(path)
        texts = tuple(map(_text, cells))
        if any(texts):
            found.append((line, texts))
    return found


def _text(cell: Any) -> str:  # noqa: ANN401 - openpyxl has no types
    value = cell.value
    if value is None or cell.data_type == "e":
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        return f"{value * 100:.10g}%" if "%" in cell.number_format else f"{value:.10g}"
    return str(value)
