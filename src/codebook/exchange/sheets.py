"""Codings from CSV."""

import csv
from dataclasses import dataclass, field
from pathlib import Path

from codebook.errors import BadInputError

_BY_PLACE = ("passage", "start", "end", "code")
_BY_QUOTE = ("interview", "question_ref", "quote", "code")
_DIGITS = 9


@dataclass(frozen=True, slots=True)
class CodingRow:
    """One line of a codings file: a passage with offsets, or an interview's answer with a quote."""

    line: int
    code: str
    passage: str = ""
    start: int = 0
    end: int = 0
    interview: str = ""
    question_ref: str = ""
    quote: str = field(default="", repr=False)


def read_codings(path: Path) -> list[CodingRow]:
    """The rows of a CSV file that names passages and offsets, or interviews, questions and quotes.

    Raises:
        BadInputError: the file or a line cannot be used; the message names file and line.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file, strict=True)
            header = tuple(reader.fieldnames or ())
            lines = [(reader.line_num, row) for row in reader]
    except (OSError, UnicodeDecodeError):
        raise BadInputError(f"{path} cannot be read as a UTF-8 text file.") from None
    except csv.Error:
        raise BadInputError(
            f"{path} is not a CSV file: a quotation mark or separator is out of place."
        ) from None
    for columns in (_BY_PLACE, _BY_QUOTE):
        if set(columns) <= set(header):
            return [_row(path, line, row, columns) for line, row in lines]
    raise BadInputError(
        f"{path}: the first line should name {', '.join(_BY_PLACE)} or {', '.join(_BY_QUOTE)}."
    )


def _row(path: Path, line: int, row: dict[str, str], columns: tuple[str, ...]) -> CodingRow:
    if any(not row[name] for name in columns if name != "question_ref"):
        raise BadInputError(f"{path}, line {line}: a value is missing.")
    if columns == _BY_QUOTE:
        return CodingRow(
            line,
            row["code"],
            interview=row["interview"],
            question_ref=row["question_ref"],
            quote=row["quote"],
        )
    if not (row["start"].isdecimal() and row["end"].isdecimal()):
        raise BadInputError(f"{path}, line {line}: start and end are whole numbers.")
    if max(len(row["start"]), len(row["end"])) > _DIGITS:
        raise BadInputError(f"{path}, line {line}: start or end is larger than any passage is long.")
    start, end = int(row["start"]), int(row["end"])
    if start >= end:
        raise BadInputError(f"{path}, line {line}: end must be greater than start.")
    return CodingRow(line, row["code"], passage=row["passage"], start=start, end=end)
