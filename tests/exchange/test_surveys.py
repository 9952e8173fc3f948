"""Survey files: which column answers which question, and files that cannot be one.

Organizations and people in them are invented.
"""

import io
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook

from codebook.errors import BadInputError
from codebook.exchange.guides import read_guide
from codebook.exchange.surveys import Survey, read_survey
from codebook.exchange.surveys_rows import LARGEST, MOST_COLUMNS, MOST_ROWS
from codebook.settings import guide_files

GUIDE = read_guide(guide_files()["A"])
SECRET = "Oakenshield"  # noqa: S105 - an invented name that no message may hold


def survey(path: Path) -> Survey:
    """The file against the study's survey."""
    return read_survey(path, GUIDE)


def csv(tmp_path: Path, text: str, encoding: str = "utf-8") -> Path:
    """A CSV file."""
    path = tmp_path / "given.csv"
    path.write_bytes(text.encode(encoding))
    return path


def xlsx(tmp_path: Path, *rows: tuple[object, ...], before: tuple[str, ...] = ()) -> Path:
    """A spreadsheet with these rows on its first sheet, after empty sheets of these names."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for at, name in enumerate(before):
        book.create_sheet(name, at)
    for row in rows:
        sheet.append(row)
    path = tmp_path / "given.xlsx"
    book.save(path)
    return path


@pytest.mark.parametrize(
    ("heading", "ref"),
    [
        ("7", "A.07"),
        ("Q7", "A.07"),
        ("question 10a", "A.10a"),
        ("10 b.", "A.10b"),
        ("A.07", "A.07"),
        ("a7", "A.07"),
        ("7. Type of organization", "A.07"),
        ("TYPE OF ORGANISATION", "A.07"),
        ("Org type", "A.07"),
        ("Which of these describes what your organization does? Tick as many as fit.", "A.07"),
        ("Wich of these describes what you're organisation does", "A.07"),
        ("3 challenges", "A.19"),
        ("10. How do clients come to your attention?", "A.10a"),
        ("% reported to police", "A.14"),
        ("E-mail address of contact person", "A.05"),
        ("Phone", None),
        ("Timestamp", None),
        ("Year founded", None),
        ("99", None),
        ("", None),
    ],
)
def test_headings_find_their_question(tmp_path: Path, heading: str, ref: str | None) -> None:
    """By number, id, label, prompt or another wording; what fits none is unknown."""
    rows = [(heading, "Province", "Fit"), ("x", "BC", "good")]
    first = survey(xlsx(tmp_path, *rows)).columns[0]
    assert (first.question.ref if first.question else None) == ref
    assert (first.use == "unknown") == (ref is None)


def test_only_codes_and_categories_are_read_out(tmp_path: Path) -> None:
    """What identifies, free text and unknown columns stay in the file; cells of free text are counted."""
    text = (
        "Case,Organization,Address,E-mail,Phone,Province,Challenges,Anything to add\n"
        f"P-4K7,{SECRET} House,1 Elm St,o@x.example,555,BC,{SECRET} left,\n"
        f",,,,,AB,money,{SECRET}\n"
    )
    found = survey(csv(tmp_path, text))
    assert [column.use for column in found.columns] == [
        "case",
        *["identifying"] * 3,
        "unknown",
        "category",
        *["text"] * 2,
    ]
    assert [(row.line, row.case, dict(row.answers)) for row in found.rows] == [
        (2, "P-4K7", {"A.06": "BC"}),
        (3, "", {"A.06": "AB"}),
    ]
    assert found.texts == 3
    assert SECRET not in repr(found) + repr(found.rows)


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_csv_as_programs_write_it(tmp_path: Path, delimiter: str, encoding: str, end: str) -> None:
    """Any usual delimiter, encoding and line end; a cell may hold line ends, and lines are still counted."""
    rows = [("Province", "Organisation", "Fit"), ("BC", '"Été\n«12»"', "good"), ("AB", "b", "very good")]
    found = survey(csv(tmp_path, end.join(delimiter.join(row) for row in rows), encoding))
    assert [dict(row.answers) for row in found.rows] == [
        {"A.06": "BC", "A.18a": "good"},
        {"A.06": "AB", "A.18a": "very good"},
    ]
    assert [row.line for row in found.rows] == [2, 4]


def test_excels_own_first_line_and_empty_lines_are_passed_over(tmp_path: Path) -> None:
    """Excel names the delimiter in a line of its own; lines are counted as an editor counts them."""
    found = survey(csv(tmp_path, "sep=;\nProvince;Fit\n;\n\nBC;good\n"))
    assert [(row.line, dict(row.answers)) for row in found.rows] == [(5, {"A.06": "BC", "A.18a": "good"})]


def test_a_spreadsheet_gives_what_it_shows(tmp_path: Path) -> None:
    """Whole numbers, percentages, yes and no, empty cells; the first sheet that has anything."""
    rows = [
        (10, "10b", "14", "16", "Province"),
        ("x", 120.0, 0.15, True, None),
        (),
        (None, "7", 0.5, False, "BC"),
    ]
    path = xlsx(tmp_path, *rows, before=("Cover",))
    from openpyxl import load_workbook

    book = load_workbook(path)
    book.worksheets[1]["C2"].number_format = "0%"
    book.save(path)
    first, second = survey(path).rows
    assert (first.line, dict(first.answers)) == (
        2,
        {"A.10b": "120", "A.14": "15%", "A.16": "yes", "A.06": ""},
    )
    assert (second.line, dict(second.answers)) == (
        4,
        {"A.10b": "7", "A.14": "0.5", "A.16": "no", "A.06": "BC"},
    )


def test_a_formula_counts_as_its_last_value(tmp_path: Path) -> None:
    """Nothing is worked out; a formula that was never calculated is empty."""
    path = xlsx(tmp_path, ("Province", "10b"), ("BC", "=1+1"))
    assert dict(survey(path).rows[0].answers) == {"A.06": "BC", "A.10b": ""}
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    parts[sheet] = parts[sheet].replace(b"<v></v>", b"<v>120</v>").replace(b"<v />", b"<v>120</v>")
    assert b"<v>120</v>" in parts[sheet]
    with zipfile.ZipFile(path, "w") as package:
        for name, content in parts.items():
            package.writestr(name, content)
    assert dict(survey(path).rows[0].answers)["A.10b"] == "120"


def test_what_identifies_may_stand_twice(tmp_path: Path) -> None:
    """Two columns of addresses are both dropped; a column that fits less well than another is left out."""
    found = survey(csv(tmp_path, "Address,Mailing address,Province,Province where you may offer\na,b,BC,d\n"))
    assert [column.use for column in found.columns] == ["identifying", "identifying", "category", "unknown"]


def zipped(tmp_path: Path, parts: dict[str, bytes]) -> Path:
    """A zip package in spreadsheet clothing."""
    path = tmp_path / "given.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return path


def declared(tmp_path: Path) -> Path:
    """A spreadsheet whose strings declare entities that multiply."""
    path = xlsx(tmp_path, ("Province",), ("BC",))
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    parts["xl/workbook.xml"] = b'<!DOCTYPE a [<!ENTITY b "ccc">]>' + parts["xl/workbook.xml"]
    return zipped(tmp_path, parts)


def lying(tmp_path: Path) -> Path:
    """A bomb that says it is small."""
    path = zipped(tmp_path, {"xl/workbook.xml": bytes(60_000_000)})
    content = path.read_bytes().replace(struct.pack("<I", 60_000_000), struct.pack("<I", 1_000))
    path.write_bytes(content)
    return path


def far_down(tmp_path: Path) -> Path:
    """A spreadsheet with a cell in an absurd row."""
    path = xlsx(tmp_path, ("Province",), ("BC",))
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    parts[sheet] = parts[sheet].replace(b'<row r="2">', b'<row r="99999999999">').replace(b'r="A2"', b"")
    return zipped(tmp_path, parts)


def protected(tmp_path: Path) -> Path:
    """An encrypted spreadsheet is an old kind of Office file outside."""
    path = tmp_path / "given.xlsx"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    return path


def renamed(tmp_path: Path) -> Path:
    """A spreadsheet called CSV."""
    content = xlsx(tmp_path, ("Province",), ("BC",)).read_bytes()
    path = tmp_path / "given.csv"
    path.write_bytes(content)
    return path


def other_kind(tmp_path: Path) -> Path:
    """A kind that is not read."""
    path = tmp_path / "given.ods"
    path.write_bytes(b"x")
    return path


REFUSED: dict[str, tuple[Callable[[Path], Path], str]] = {
    "empty": (lambda folder: csv(folder, " \n"), "is empty"),
    "only empty cells": (lambda folder: csv(folder, ",,\n,,\n"), "is empty"),
    "an empty spreadsheet": (xlsx, "is empty"),
    "only headings": (lambda folder: csv(folder, "Province,Fit\n"), "no rows"),
    "no column that fits": (lambda folder: csv(folder, f"{SECRET},Phone\na,b\n"), "no heading"),
    "only what identifies": (lambda folder: csv(folder, "Address,E-mail\na,b\n"), "no heading"),
    "two for one": (
        lambda folder: csv(folder, f"7,{SECRET},Type of organization\na,b,c\n"),
        "column 1 (A) and column 3 (C) both answer question 7 (Type of organization)",
    ),
    "two cases": (
        lambda folder: csv(folder, "case,Case code,7\na,b,c\n"),
        "column 1 (A) and column 2 (B) both name",
    ),
    "a short row": (
        lambda folder: csv(folder, f"Province,Fit\nBC,good\n{SECRET}\n"),
        "line 3: this row has 1 cell under 2",
    ),
    "a long row": (
        lambda folder: csv(folder, f"Province,Fit\nBC,good,{SECRET}\n"),
        "line 2: this row has 3 cells under 2",
    ),
    "a cell beside the sheet": (
        lambda folder: xlsx(folder, ("Province",), ("BC",), ("BC", SECRET)),
        "line 3: this row has 2 cells under 1 heading.",
    ),
    "an open quotation": (lambda folder: csv(folder, f'Province,Fit\nBC,good\n"{SECRET},x\n'), "line 3"),
    "a stray quotation": (lambda folder: csv(folder, f'Province,Fit\n"BC"{SECRET},x\n'), "line 2"),
    "a huge cell": (lambda folder: csv(folder, f"Province,Fit\n{'x' * 200_000},b\n"), "line 2"),
    "many columns": (lambda folder: csv(folder, "Fit," * MOST_COLUMNS + "\n"), "columns"),
    "many rows": (lambda folder: csv(folder, "Fit,Province\n" + "good,BC\n" * (MOST_ROWS + 1)), "rows"),
    "a huge file": (lambda folder: csv(folder, "x" * (LARGEST + 1)), "larger"),
    "bytes": (lambda folder: csv(folder, "Fit,\0\x01\x02\n"), "no text inside"),
    "half an encoding": (
        lambda folder: csv(folder, "\ufeffFit,Province\n", "utf-16-le").with_suffix(".csv"),
        "rows",
    ),
    "a spreadsheet called CSV": (renamed, "no text inside"),
    "a protected spreadsheet": (protected, "no .xlsx file inside"),
    "another zip": (lambda folder: zipped(folder, {"a.txt": b"x"}), "damaged"),
    "a broken zip": (lambda folder: _cut(xlsx(folder, ("Fit",), ("good",))), "damaged"),
    "a bomb": (lambda folder: zipped(folder, {"xl/workbook.xml": bytes(60_000_000)}), "unpacks to far more"),
    "a bomb that lies": (lying, "damaged"),
    "entities": (declared, "no spreadsheet program"),
    "an absurd row": (far_down, "unpacks to far more"),
    "another kind": (other_kind, "Save the survey as .csv or .xlsx"),
    "nothing": (lambda folder: folder / "given.csv", "no such file"),
}


def _cut(path: Path) -> Path:
    path.write_bytes(path.read_bytes()[:-600])
    return path


@pytest.mark.parametrize(("make", "told"), REFUSED.values(), ids=REFUSED)
def test_what_is_no_survey_is_refused_in_one_line(
    tmp_path: Path, make: Callable[[Path], Path], told: str
) -> None:
    """The message names the file and the place, and quotes nothing from it."""
    path = make(tmp_path)
    with pytest.raises(BadInputError) as caught:
        survey(path)
    said = str(caught.value)
    assert told in said
    assert said.startswith(str(path))
    assert "\n" not in said
    assert SECRET not in said


def tried(path: Path) -> Survey | None:
    """The survey, or None when it was refused by name; no error of a library comes through."""
    try:
        return survey(path)
    except BadInputError as error:
        if not str(error).startswith(str(path)):
            raise
        return None


def test_a_spreadsheet_with_a_wrong_byte_is_said_to_be_damaged(tmp_path: Path) -> None:
    """Wherever it is: the right answers or one clear line."""
    content = xlsx(tmp_path, ("Province", "Fit"), ("BC", "good")).read_bytes()
    path = tmp_path / "broken.xlsx"
    refused = 0
    for at in range(0, len(content), 97):
        path.write_bytes(content[:at] + bytes([content[at] ^ 0x55]) + content[at + 1 :])
        found = tried(path)
        refused += found is None
        assert found is None or [dict(r.answers) for r in found.rows] == [{"A.06": "BC", "A.18a": "good"}]
    assert refused > 10


def test_a_spreadsheet_with_a_wrong_part_is_said_to_be_damaged(tmp_path: Path) -> None:
    """Each part, replaced by something else."""
    content = xlsx(tmp_path, ("Province", "Fit"), ("BC", "good")).read_bytes()
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    refused = 0
    for name in parts:
        for other in (b"", b"<", b"<a/>", b"\xff\xfe", parts["[Content_Types].xml"]):
            found = tried(zipped(tmp_path, parts | {name: other}))
            refused += found is None
            assert found is None or len(found.columns) == 2
    assert refused > 10
