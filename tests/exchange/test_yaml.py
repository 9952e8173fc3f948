"""Guides and codebooks from YAML, and complaints that name file and line; everything in them is invented."""

from collections.abc import Callable
from pathlib import Path

import pytest

from codebook.errors import BadInputError
from codebook.exchange.codebooks import read_codebook
from codebook.exchange.guides import read_guide
from codebook.settings import guide_files

GUIDE = """\
id: T
title: A short guide
role: survivor
sections:
  - title: Start
    alternatives: [opening]
    questions:
      - id: T.one
        kind: field
        number: "1"
        label: Age
        prompt: How old?
        attribute: age
        choices:
          - {value: young, words: ["1", "2"]}
      - {id: T.two, kind: question, label: Plans, prompt: What next?}
"""
CODES = """\
codes:
  - name: help
    colour: sky
    definition: Any help.
    codes:
      - {name: police, keywords: [cop]}
      - {name: friends}
"""


def write(folder: Path, content: str) -> Path:
    """A YAML file with this content."""
    path = folder / "given.yaml"
    path.write_text(content, encoding="utf-8")
    return path


def refused(read: Callable[[Path], object], path: Path) -> str:
    """What the researcher is told about a file."""
    with pytest.raises(BadInputError) as caught:
        read(path)
    assert "given.yaml" in str(caught.value)
    return str(caught.value)


@pytest.mark.parametrize("name", ["A", "B", "C"])
def test_built_in_guides_read(name: str) -> None:
    """Each has its own ids, a label and a wording for every question."""
    guide = read_guide(guide_files()[name])
    questions = list(guide.questions())
    assert guide.ref == name
    assert all(q.ref.startswith(f"{name}.") and q.label and q.prompt for q in questions)
    assert len({q.ref for q in questions}) == len(questions) >= 20


def test_a_guide_of_ones_own(tmp_path: Path) -> None:
    """What the file says is what the guide holds."""
    guide = read_guide(write(tmp_path, GUIDE))
    one, two = guide.questions()
    assert (guide.title, guide.role, guide.sections[0].alternatives) == (
        "A short guide",
        "survivor",
        ("opening",),
    )
    assert (one.section, one.attribute, one.choices[0].words) == ("Start", "age", ("1", "2"))
    assert (two.number, two.attribute, two.probes) == ("", None, ())


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("role: survivor", "role: visitor", "line 1: 'role' should be one of survivor, provider"),
        ("kind: field", "kind: guess", "line 8: 'kind' should be one of"),
        ("T.two", "T.one", "line 16: this question's id is given twice (also in line 8)"),
        ("label: Age", "label: 2020-99-99", "line 11: this is no date, number or text"),
        ("label: Age", "label: !!int zz", "line 11: this is no date, number or text"),
        ("label: Age", "label: !!timestamp zz", "line 11: this is no date, number or text"),
        ("label: Age", f"label: {'9' * 5000}", "line 11: this is no date, number or text"),
        ("label: Age", f"label: 0x{'f' * 5000}", "'label' should be a plain text"),
        ("label: Age", f"label: {'[' * 200_000}", "line 11: entries stand inside each other far too deep"),
        ("        label: Age\n", "", "line 8: 'label' is missing"),
        ("title: A short guide", "title: [A]", "'title' should be a plain text"),
        (
            "alternatives: [opening]",
            "alternatives: opening",
            "line 5: 'alternatives' should be a list of texts",
        ),
        ("id: T\n", "id: T\nid: U\n", "a key is given twice"),
        ("role: survivor", "role: [", "not valid YAML"),
    ],
)
def test_a_faulty_guide_is_explained(tmp_path: Path, old: str, new: str, said: str) -> None:
    """The complaint names the line and what should stand there."""
    assert said in refused(read_guide, write(tmp_path, GUIDE.replace(old, new, 1)))


def test_a_guide_without_questions_is_refused(tmp_path: Path) -> None:
    """An empty guide would align nothing."""
    assert "no questions" in refused(read_guide, write(tmp_path, "id: T\ntitle: t\nrole: survivor\n"))


def test_nested_codes(tmp_path: Path) -> None:
    """Parents come before children, which take their colour; lines are kept."""
    codes = read_codebook(write(tmp_path, CODES))
    assert [(code.path, code.name, code.parent) for code in codes] == [
        ("help", "help", ""),
        ("help/police", "police", "help"),
        ("help/friends", "friends", "help"),
    ]
    assert {code.colour for code in codes} == {codes[0].colour}
    assert codes[1].meaning.keywords == ("cop",)
    assert codes[1].line == 6


def test_flat_codes_name_their_parent(tmp_path: Path) -> None:
    """A flat list in any order becomes the same tree."""
    content = "codes:\n- {name: police, parent: help}\n- {name: report, parent: police}\n- {name: help}\n"
    assert [code.path for code in read_codebook(write(tmp_path, content))] == [
        "help",
        "help/police",
        "help/police/report",
    ]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("codes: []", "no codes"),
        ("codes:\n- {name: a/b}", "line 2: a code's name cannot contain '/'"),
        ("codes:\n- {name: a, colour: puce}", "'colour' should be one of"),
        ("codes:\n- {name: a, parent: b}", "line 2: there is no such code as 'parent' names"),
        ("codes:\n- {name: a, parent: b}\n- {name: b, parent: a}", "circle"),
        ("codes:\n- {name: Help}\n- {name: help}", "stands there twice"),
        ("codes: &all\n- name: a\n  codes: *all\n", "contains itself"),
        ("codes: yes", "should be a list of entries"),
        ("- a", "empty or not a list"),
        ("", "empty or not a list"),
    ],
)
def test_a_faulty_codebook_is_explained(tmp_path: Path, content: str, said: str) -> None:
    """The complaint names what is wrong."""
    assert said in refused(read_codebook, write(tmp_path, content))


@pytest.mark.parametrize(
    "content",
    [
        "codes:\n- {name: Tancred, parent: Ilves}",
        "codes:\n- {name: Tancred, parent: Ilves}\n- {name: Ilves, parent: Tancred}",
        "codes:\n- {name: Tancred}\n- {name: tancred}",
        "codes:\n- {name: Tancred/Ilves}",
        "codes:\n- {name: 2020-99-99 Tancred, definition: !!int Ilves}",
    ],
)
def test_a_complaint_quotes_nothing(tmp_path: Path, content: str) -> None:
    """File and line are named; what somebody typed into the file stays in the file."""
    said = refused(read_codebook, write(tmp_path, content)).casefold()
    assert ", line " in said
    assert "tancred" not in said
    assert "ilves" not in said


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    """Missing files, folders and other encodings are told apart."""
    path = tmp_path / "given.yaml"
    assert "no such file" in refused(read_guide, path)
    path.write_bytes(b"\xff\xfe\x00a")
    assert "UTF-8" in refused(read_guide, path)
    path.unlink()
    path.mkdir()
    assert "folder" in refused(read_guide, path)
