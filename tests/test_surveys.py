"""A survey becomes coarse attributes, or nothing: no word of a respondent reaches the project.

Every organization and person in these files is invented.
"""

import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from codebook.deid.gate import Gate
from codebook.errors import ConflictError
from codebook.exchange.guides import read_guide
from codebook.intake import surveys
from codebook.intake.choices import JOINT, chosen
from codebook.settings import guide_files
from codebook.store import writing
from codebook.store.project import Project
from tests.conftest import Run

GUIDE = read_guide(guide_files()["A"])
QUESTIONS = {question.ref: question for question in GUIDE.questions()}
HEADINGS = ("Organization name", "E-mail", "Contact person", "Province", "Funding", "Challenges", "Telephone")
ROWS = (
    (
        "Oakenshield House",
        "w@oakenshield.example",
        "Wilhelmina Thistlewood",
        "BC",
        "bake sales",
        "rent",
        "555",
    ),
    ("Merrybell Centre", "m@merrybell.example", "Peregrin Quill", "AB", "government", "", "556"),
)
PLANTED = ("Oakenshield", "Merrybell", "Thistlewood", "Quill", "bake sales", "oakenshield.example", "rent,")


@pytest.mark.parametrize(
    ("ref", "typed", "value", "left"),
    [
        ("A.06", "", "", False),
        ("A.06", "B.C.", "British Columbia", False),
        ("A.06", " alberta. ", "Alberta", False),
        ("A.06", "Northern Ontario", "", True),
        ("A.07", "Victim services; Community services", "community services; victim services", False),
        ("A.07", "victim services\ncommunity services", "community services; victim services", False),
        ("A.07", "Other (please specify): a church in Kitimat", "other", True),
        ("A.10a", "Police, Family member, Wilhelmina", "family; police", True),
        ("A.10a", "police and family", "family; police", False),
        ("A.10a", "police; Wilhelmina", "police", True),
        ("A.10a", "our friend at the police, who knows us, and calls", "", True),
        ("A.10b", "120", "100+", False),
        ("A.10b", "about 1,200 a year", "100+", False),
        ("A.10b", "~ 12 clients", "10-49", False),
        ("A.10b", "12-20", "10-49", False),
        ("A.10b", "40 to 60", "", True),
        ("A.10b", "under 10", "under 10", False),
        ("A.10b", "less than 50", "", True),
        ("A.10b", "0", "under 10", False),
        ("A.10b", "3; 12", "", True),
        ("A.14", "15%", "10-24%", False),
        ("A.14", "24.5 %", "10-24%", False),
        ("A.14", "100", "75-100%", False),
        ("A.14", "101%", "", True),
        ("A.14", "DK", "unknown", False),
        ("A.14", "-5", "", True),
        ("A.16", "Yes, see 16b", "yes", False),
        ("A.16", "no, " * 200, "", True),
        ("A.10b", "12" + " " * 400 + "x", "", True),
        ("A.18a", "A very good fit", "very good", False),
    ],
)
def test_cells_become_categories(ref: str, typed: str, value: str, left: bool) -> None:  # noqa: FBT001 - a table
    """Words and numbers find their category; several stand in the order of the guide; the rest is let go."""
    assert chosen(QUESTIONS[ref], typed) == (value, left)


@given(ref=st.sampled_from([q.ref for q in QUESTIONS.values() if q.choices]), typed=st.text(max_size=60))
def test_nothing_but_categories_comes_out(ref: str, typed: str) -> None:
    """Whatever is typed, what is kept are values of the guide."""
    question = QUESTIONS[ref]
    value, left = chosen(question, typed)
    assert not value or set(value.split(JOINT)) <= {choice.value for choice in question.choices}
    assert value or left or not any(sign.isalnum() for sign in typed)


def test_every_category_passes_the_gate(gate: Gate) -> None:
    """A survey is never refused for the study's own words."""
    for question in QUESTIONS.values():
        if question.attribute:
            assert gate.phrase(question.attribute, place="name").text
            for choice in question.choices:
                assert gate.phrase(choice.value, place="value").text == choice.value
            joined = JOINT.join(choice.value for choice in question.choices)
            assert gate.phrase(joined, place="value").text == joined


def write(kind: str, *rows: tuple[str, ...], headings: tuple[str, ...] = HEADINGS) -> Path:
    """A survey file in the folder at hand."""
    path = Path(f"given.{kind}")
    if kind == "csv":
        path.write_text("\n".join(";".join(row) for row in (headings, *rows)), encoding="utf-8")
        return path
    book = Workbook()
    assert book.active is not None
    for row in (headings, *rows):
        book.active.append(row)
    book.save(path)
    return path


@pytest.fixture
def study(run: Run, tmp_path: Path) -> Path:
    """An empty project."""
    assert run("new", "study").code == 0
    return tmp_path / "projects" / "study.db"


def attributes(path: Path) -> list[dict[str, str]]:
    """The attributes of every case."""
    with Project.open(path) as project:
        return [dict(case.attributes) for case in project.cases()]


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_survey_is_taken_as_categories_and_nothing_else(run: Run, study: Path, kind: str) -> None:
    """New cases with a withdrawal code each; no name or answer in words is in the file or the output."""
    said = run("survey", "study", str(write(kind, *ROWS)))
    assert said.code == 0
    found = attributes(study)
    assert sorted(found, key=len) == [
        {"province": "British Columbia"},
        {"province": "Alberta", "funding": "government"},
    ]
    codes = re.findall(r"withdrawal code of (P-\w+), line ([23]): W-\w{4}-\w{4} ", said.err)
    assert [line for _, line in codes] == ["2", "3"]
    assert "rows without a case: 2; a new case was made for each" in said.out
    assert "column 4 (D) as province, column 5 (E) as funding" in said.out
    assert (
        "identifies: column 1 (A) Organization name, column 2 (B) Contact e-mail, column 3 (C) Contact person"
        in said.out
    )
    assert "free text: column 6 (F) Three main challenges" in said.out
    assert "no question fits: column 7 (G)" in said.out
    assert "cells of free text left out: 2" in said.out
    content = study.read_bytes()
    for planted in PLANTED:
        assert planted.encode() not in content
        assert planted not in said.out + said.err
    assert [line["phrase"] for line in run("history", "study", "--json").lines()] == [
        "take survey",
        "create project",
    ]
    assert run("check", "study").code == 0


def test_json_tells_each_case_and_column(run: Run, study: Path) -> None:
    """A line for each case in the order of the file, then what became of the columns."""
    *cases, last = run("survey", "study", str(write("csv", *ROWS)), "--json").lines()
    assert [case["line"] for case in cases] == [2, 3]
    assert all(str(case["withdrawal_code"]).startswith("W-") for case in cases)
    assert last == {
        "file": "given.csv",
        "taken": [
            {"column": 4, "question_ref": "A.06", "attribute": "province"},
            {"column": 5, "question_ref": "A.09", "attribute": "funding"},
        ],
        "dropped": [{"column": at, "question_ref": f"A.0{ref}"} for at, ref in ((1, 1), (2, 5), (3, 4))],
        "text": [{"column": 6, "question_ref": "A.19"}],
        "unknown": [7],
        "cells_left_out": 2,
        "cases": 2,
        "new_cases": 2,
    }


def test_a_withdrawal_code_of_a_survey_withdraws(run: Run, study: Path) -> None:
    """The code that was printed finds the case."""
    first, second, _ = run("survey", "study", str(write("csv", *ROWS)), "--json").lines()
    assert run("withdraw", "study", str(first["withdrawal_code"])).code == 0
    assert [line["case"] for line in run("cases", "study", "--json").lines()] == [second["case"]]


def test_rows_name_their_case(run: Run, study: Path) -> None:
    """A case that is named is described anew where there is an answer; an empty cell makes a new one."""
    first, second, _ = run("survey", "study", str(write("csv", *ROWS)), "--json").lines()
    again = write(
        "csv",
        (str(second["case"]).lower(), "BC", "", "good"),
        ("", "both", "", "somewhat"),
        headings=("case", "Province", "Funding", "Fit"),
    )
    *cases, last = run("survey", "study", str(again), "--json").lines()
    assert (cases[0]["case"], cases[0]["withdrawal_code"]) == (second["case"], None)
    assert (last["cases"], last["new_cases"]) == (2, 1)
    found = {line["case"]: line["attributes"] for line in run("cases", "study", "--json").lines()}
    assert found[second["case"]] == {"province": "British Columbia", "funding": "government", "fit": "good"}
    assert found[first["case"]] == {"province": "British Columbia"}
    assert found[cases[1]["case"]] == {"province": "both", "fit": "somewhat"}


def test_nothing_stored_follows_the_order_of_the_rows(run: Run, study: Path) -> None:
    """Twelve rows that could be told apart are kept in another order than the file has."""
    kinds = [choice.value for choice in QUESTIONS["A.13"].choices]
    rows = [(kinds[at % 6], ("BC", "AB")[at // 6]) for at in range(12)]
    said = run("survey", "study", str(write("csv", *rows, headings=("13", "6"))), "--json")
    listed = [str(line["case"]) for line in said.lines()[:-1]]
    with Project.open(study) as project:
        kept = [case.code for case in project.cases()]
    assert sorted(kept) == sorted(listed)
    assert kept != listed


def test_bad_rows_change_nothing(run: Run, study: Path) -> None:
    """An unknown, a withdrawn or a survivor's case, or one case twice: one line, and all as it was."""
    Path("note.md").write_text("# Interview with a survivor\n\n### Safe now\n\nYes.\n", encoding="utf-8")
    assert run("import", "study", "note.md", "--guide", "C").code == 0
    survivor = run("cases", "study", "--json").lines()[0]["case"]
    here, gone, _ = run("survey", "study", str(write("csv", *ROWS)), "--json").lines()
    assert run("withdraw", "study", str(gone["case"])).code == 0
    before = study.read_bytes()
    for case, told in (
        ("Oakenshield", "line 3: no case of the project has this code"),
        (gone["case"], "line 3: no case of the project has this code"),
        (survivor, "line 3: this is a survivor's case"),
        (here["case"], "line 3: the same case stands in line 2"),
    ):
        path = write("csv", (str(here["case"]), "AB"), (str(case), "BC"), headings=("case", "province"))
        said = run("survey", "study", str(path))
        assert (said.code, said.out) == (1, "")
        assert said.err.startswith(f"codebook: given.csv, {told}")
        assert said.err.count("\n") == 1
        assert "Oakenshield" not in said.err
        assert study.read_bytes() == before


def test_all_rows_or_none(
    project: Project, gate: Gate, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When the last row cannot be written, no row is."""
    monkeypatch.chdir(tmp_path)
    before = (len(project.history()), project.cases())
    real, written = writing.put_attribute, []

    def fails(*given: object) -> None:
        written.append(given)
        if len(written) == 3:
            raise ConflictError("the row has moved on")
        real(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(writing, "put_attribute", fails)
    with pytest.raises(ConflictError):
        surveys.take(project, gate, write("csv", *ROWS))
    assert len(written) == 3
    assert (len(project.history()), project.cases()) == before


WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc",), exclude_characters='";'), min_size=4, max_size=12
)


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(cells=st.lists(WORDS.map(lambda text: f"Zq{text}Xv"), min_size=7, max_size=7, unique=True))
def test_no_cell_is_kept_as_it_was(
    project: Project, gate: Gate, tmp_path_factory: pytest.TempPathFactory, cells: list[str]
) -> None:
    """Whatever stands in whichever column, none of it is in the bytes of the file."""
    path = tmp_path_factory.mktemp("survey") / "given.csv"
    path.write_text("\n".join(";".join(row) for row in (HEADINGS, cells)), encoding="utf-8")
    surveys.take(project, gate, path)
    content = project.path.read_bytes() + b"".join(
        beside.read_bytes() for beside in project.path.parent.glob(f"{project.path.name}-*")
    )
    assert not any(cell.encode() in content for cell in cells)
