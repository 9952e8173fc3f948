"""Commands do what the contract says, and bad input is refused in one line that changes nothing.

Everybody named here is invented.
"""

import hashlib
import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document

from codebook.store.project import Project
from tests.conftest import Run

NOTE = """# Interview with a survivor

Q1 self: she sees herself as a survivor. Her friend Wilhelmina Oakenshield told her so.
Q3 reported: went to the police, nobody called back. The waitlist was long.
Q5 help needed: a safe place to sleep, call 604-555-0142.
Q13 suggestions: shorter waiting lists.
"""
CODEBOOK = """
title: Small
codes:
  - name: barriers
    colour: orange
    definition: What stands in the way.
    codes:
      - name: waitlists
        definition: Waiting for a place.
  - name: police-contact
    definition: Dealings with the police.
"""


@pytest.fixture
def study(run: Run, tmp_path: Path) -> Path:
    """A project with a small codebook and one interview."""
    (tmp_path / "small.yaml").write_text(CODEBOOK, encoding="utf-8")
    (tmp_path / "note.md").write_text(NOTE, encoding="utf-8")
    assert run("new", "study", "--codebook", "small.yaml").code == 0
    assert run("import", "study", "note.md").code == 0
    return tmp_path / "projects" / "study.db"


def digest(path: Path) -> str:
    """A file's content as one number."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def passage_of(run: Run, ref: str) -> tuple[str, str]:
    """The short code and text of the answer to a question."""
    for line in run("passages", "study", "--json").lines():
        if line["question_ref"] == ref:
            return str(line["passage"]), str(line["text"])
    raise AssertionError(ref)


def test_an_imported_note_is_masked_and_aligned(run: Run, study: Path) -> None:
    """Each answer stands under its question, and no name or number of the note is in the file."""
    assert "nobody called back" in passage_of(run, "C.reported")[1]
    assert passage_of(run, "C.help-needed")[1].count("[PHONE-1]") == 1
    content = study.read_bytes()
    for planted in (b"Wilhelmina", b"Oakenshield", b"555-0142", b"note.md"):
        assert planted not in content
    assert run("check", "study").code == 0


def test_import_prints_lines_with_stable_keys(run: Run, study: Path, tmp_path: Path) -> None:
    """An answer a line, then the file with its findings, and nothing else on stdout."""
    (tmp_path / "second.md").write_text(NOTE.replace("friend", "sister"), encoding="utf-8")
    *answers, last = run("import", "study", "second.md", "--json").lines()
    assert {frozenset(answer) for answer in answers} == {
        frozenset({"file", "interview", "passage", "question_ref", "status", "text"})
    }
    assert set(last) == {"file", "interview", "case", "withdrawal_code", "findings", "left_out"}
    assert last["findings"] == {"person": 1, "phone": 1}
    assert "W-" in str(last["withdrawal_code"])


def test_the_same_notes_are_not_taken_in_twice(run: Run, study: Path) -> None:
    """The content is recognised, whatever the file is called; that is no failure, but how one goes on."""
    Path("copy.md").write_bytes(Path("note.md").read_bytes())
    before = digest(study)
    said = run("import", "study", "copy.md")
    assert (said.code, said.out) == (0, "")
    assert "in the project already" in said.err
    assert digest(study) == before


def test_known_notes_are_passed_over_among_new_ones(run: Run, study: Path) -> None:
    """The day after, the same folder brings in what is new and says what was there."""
    Path("later.md").write_text(NOTE.replace("friend", "aunt"), encoding="utf-8")
    said = run("import", "study", "note.md", "later.md")
    assert said.code == 0
    assert "later.md" in said.out
    assert "note.md: the same notes" in said.err
    assert len(run("interviews", "study", "--json").lines()) == 2


def test_codings_are_applied_counted_and_taken_back(run: Run, study: Path) -> None:
    """From a CSV file to a cell of the co-occurrence table, and back with undo."""
    place, text = passage_of(run, "C.reported")
    waiting = text.index("The waitlist")
    rows = [f"{place},0,{len(text)},police-contact", f"{place},{waiting},{len(text)},waitlists"]
    Path("codings.csv").write_text("\n".join(["passage,start,end,code", *rows]), encoding="utf-8")
    assert run("apply", "study", "codings.csv", "--as", "B2").code == 0
    [first, second] = run("codings", "study", "--json").lines()
    assert (first["code"], second["code"]) == ("police-contact", "barriers/waitlists")
    assert second["text"] == "The waitlist was long."
    cells = run("cooccur", "study", "--rows", "barriers", "--cols", "police-contact", "--json").lines()
    by_pair = {(cell["a"], cell["b"], cell["coder"]): cell for cell in cells}
    assert by_pair["barriers", "police-contact", "B2"]["n12"] == 1
    figures = ("n1", "n2", "n12", "c", "p_b_given_a", "p_a_given_b", "lift", "interviews", "cases")
    assert tuple(cells[0]) == ("coder", "a", "b", *figures)
    assert "undo: apply codings (B2)" in run("undo", "study").out
    assert run("codings", "study", "--json").lines() == []
    assert run("redo", "study", "--as", "B2").code == 0
    assert len(run("codings", "study", "--json").lines()) == 2


def test_quotes_find_their_place(run: Run, study: Path) -> None:
    """A coding can be given by interview, question and quoted words."""
    [interview] = [line["interview"] for line in run("interviews", "study", "--json").lines()]
    quoted = (
        f'interview,question_ref,quote,code\n{interview},C.reported,"nobody  called back",police-contact\n'
    )
    Path("quotes.csv").write_text(quoted, encoding="utf-8")
    assert run("apply", "study", "quotes.csv", "--as", "A1").code == 0
    [coding] = run("codings", "study", "--json").lines()
    assert coding["text"] == "nobody called back"


def test_memos_and_attributes_go_through_the_gate(run: Run, study: Path) -> None:
    """A memo is masked; an attribute that names somebody is refused."""
    place, _ = passage_of(run, "C.reported")
    said = run("memo", "add", "study", "Ask Wilhelmina Oakenshield again.", "--on", place, "--as", "A1")
    assert "masked" in said.out
    [memo] = run("memos", "study", "--json").lines()
    assert memo == {"on": place, "kind": "theory", "coder": "A1", "text": "Ask [PERSON-1] again."}
    [case] = run("cases", "study", "--json").lines()
    assert run("case", "study", str(case["case"]), "--set", "region=BC").code == 0
    refused = run("case", "study", str(case["case"]), "--set", "friend=Wilhelmina Oakenshield")
    assert refused.code == 1
    assert "Wilhelmina" not in refused.err
    assert run("cases", "study", "--json").lines()[0]["attributes"] == {"region": "BC"}
    assert b"Wilhelmina" not in study.read_bytes()


def test_screen_answers_line_by_line(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """JSON lines in, findings with raw offsets and masked text out; nothing is written."""
    line = json.dumps({"id": 7, "text": "Call 604-555-0142 today."})
    monkeypatch.setattr(sys, "stdin", io.StringIO(line + "\n"))
    [answer] = run("screen", "--jsonl").lines()
    assert answer["id"] == 7
    assert answer["masked"] == "Call [PHONE-1] today."
    [found] = answer["findings"]  # type: ignore[misc]
    assert found == {
        "start": 5,
        "end": 17,
        "kind": "phone",
        "direct": True,
        "action": "mask",
        "rule": found["rule"],
    }
    assert list(Path.cwd().iterdir()) == []


def test_a_roster_catches_what_patterns_cannot(run: Run, study: Path, tmp_path: Path) -> None:
    """Names known to the team are masked, also in lower case and misspelt, and the list is not kept."""
    Path("roster.txt").write_text("Bridges to Safety\nCherry Maywood\n", encoding="utf-8")
    text = NOTE.replace("nobody called back", "cherry maywod from bridges to safety came along")
    Path("third.md").write_text(text, encoding="utf-8")
    assert run("import", "study", "third.md", "--roster", "roster.txt").code == 0
    content = study.read_bytes().lower()
    for planted in (b"maywod", b"bridges to safety", b"cherry"):
        assert planted not in content


def test_align_shows_answers_and_keeps_nothing(run: Run) -> None:
    """Raw answers on stdout, a warning on stderr when redirected, no file."""
    Path("note.md").write_text(NOTE, encoding="utf-8")
    said = run("align", "note.md", "--json")
    assert list(said.lines()[0]) == ["file", "guide", "question_ref", "status", "text", "confidence"]
    assert [line["question_ref"] for line in said.lines()][-1] == "C.suggestions"
    assert "raw text" in said.err
    assert [path.name for path in Path.cwd().iterdir()] == ["note.md"]


def test_lists_say_that_they_are_for_the_team(run: Run, study: Path) -> None:
    """Redirected lists remind on stderr that they are no hand-over."""
    assert "for the team" in run("codings", "study", "--json").err


def test_a_backup_is_a_project(run: Run, study: Path) -> None:
    """The copy opens; an existing file is not overwritten."""
    assert run("backup", "study", "copy.db").code == 0
    with Project.open(Path("copy.db")) as copy:
        assert len(copy.interviews()) == 1
    assert run("backup", "study", "copy.db").code == 1


def test_a_case_withdraws_by_its_paper_code(run: Run, study: Path) -> None:
    """Interview, codings and text are gone; the answer says what was proved and what cannot be reached."""
    Path("later.md").write_text(
        NOTE.replace("nobody called back", "the lighthouse was dark"), encoding="utf-8"
    )
    *_, last = run("import", "study", "later.md", "--json").lines()
    assert b"the lighthouse was dark" in study.read_bytes()
    said = run("withdraw", "study", str(last["withdrawal_code"]))
    assert said.code == 0
    assert "none is left" in said.out
    assert "Not reached" in said.out
    assert b"the lighthouse was dark" not in study.read_bytes()
    assert len(run("interviews", "study", "--json").lines()) == 1
    assert run("check", "study").code == 0


def test_words_found_late_are_redacted(run: Run, study: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """They come in on standard input, never as arguments, and are gone from the file."""
    copy = study.with_name("copy.db")
    assert run("backup", "study", str(copy)).code == 0
    monkeypatch.setattr(sys, "stdin", io.StringIO("safe place to sleep\n"))
    said = run("redact", "study")
    assert said.code == 0
    assert "1 texts were masked anew" in said.out
    assert "also in" in said.out
    assert "searched for 1 erased texts: none is left" in said.out
    for file in (study, copy):
        assert b"safe place to sleep" not in file.read_bytes()
    monkeypatch.setattr(sys, "stdin", io.StringIO("reported\n"))
    said = run("redact", "study")
    assert "1 ids of guides or questions" in said.out
    assert (said.code, "none is left" in said.out) == (1, False)
    monkeypatch.setattr(sys, "stdin", io.StringIO(""))
    assert run("redact", "study").code == 1
    assert run("redact", "study", "--from-check").code == 0


def test_little_words_are_not_redacted(run: Run, study: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """They are left out with their line, and alone they change nothing; everyday words are warned of."""
    before = digest(study)
    monkeypatch.setattr(sys, "stdin", io.StringIO("the\na\nshe\n"))
    refused = run("redact", "study")
    assert refused.code == 1
    assert "lines 1, 2, 3: too short or too common" in refused.err
    assert digest(study) == before
    monkeypatch.setattr(sys, "stdin", io.StringIO("the\npolice\n"))
    said = run("redact", "study")
    assert said.code == 0, said.err
    assert "standard input, line 1: too short" in said.err
    assert "standard input, line 2: everyday words" in said.err
    with Project.open(study) as project:
        text = " ".join(passage.text for passage in project.passages())
    assert "police" not in text
    assert "went to the [" in text


def test_history_and_codes_are_listed(run: Run, study: Path) -> None:
    """What was done, newest first; the codebook as an outline."""
    phrases = [line["phrase"] for line in run("history", "study", "--json").lines()]
    assert phrases == ["import interview", "load guide", "load codebook", "create project"]
    assert [line["code"] for line in run("codes", "study", "--json").lines()] == [
        "barriers",
        "barriers/waitlists",
        "police-contact",
    ]


def encrypted_docx(path: Path) -> None:
    """What a word processor writes when a password is set: an OLE container."""
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))


def as_docx(path: Path) -> None:
    """A Word file under a text file's name."""
    document = Document()
    document.add_paragraph("Wilhelmina")
    document.save(str(path))


BAD_NOTES: dict[str, tuple[str, Callable[[Path], object]]] = {
    "missing": ("gone.md", lambda _: None),
    "empty": ("empty.txt", lambda path: path.write_bytes(b"")),
    "folder": ("folder.md", lambda path: path.mkdir()),
    "unknown ending": ("note.xyz", lambda path: path.write_text("Wilhelmina")),
    "corrupt": ("cut.docx", lambda path: path.write_bytes(b"PK\x03\x04 Wilhelmina")),
    "wrong ending": ("word.txt", as_docx),
    "password": ("locked.docx", encrypted_docx),
    "binary": ("binary.txt", lambda path: path.write_bytes(bytes(range(256)) * 4)),
}


@pytest.mark.parametrize(("name", "make"), BAD_NOTES.values(), ids=BAD_NOTES)
def test_a_bad_note_file_is_refused(run: Run, study: Path, name: str, make: Callable[[Path], object]) -> None:
    """One line names the file and shows none of its text; nothing changes."""
    make(Path(name))
    before = digest(study)
    said = run("import", "study", name)
    assert said.code == 1
    assert said.out == ""
    assert name in said.err
    assert len(said.err.strip().splitlines()) == 1
    assert "Wilhelmina" not in said.err
    assert digest(study) == before


BAD_CODEBOOKS = {
    "cycle of parents": ("codes:\n - {name: a, parent: b}\n - {name: b, parent: a}\n", "circle"),
    "a code inside itself": ("codes:\n - &a\n  name: a\n  codes: [*a]\n", "contains itself"),
    "duplicate": ("codes:\n - name: a\n - name: A\n", "twice"),
    "duplicate key": ("codes:\n - name: a\n   name: b\n", "given twice"),
    "no name": ("codes:\n - definition: x\n", "'name' is missing"),
    "unknown parent": ("codes:\n - {name: a, parent: z}\n", "line 2: there is no such code"),
    "a date that is none": ("codes:\n - name: a\n   definition: 2020-99-99\n", "line 3"),
    "unknown colour": ("codes:\n - {name: a, colour: mauve}\n", "colour"),
    "slash": ("codes:\n - name: a/b\n", "cannot contain"),
    "not YAML": ("codes: [\n", "not valid YAML"),
    "empty": ("", "empty"),
    "no codes": ("title: x\n", "no codes"),
    "a name in it": ("codes:\n - name: Wilhelmina Oakenshield\n", "looks like an identifier"),
}


@pytest.mark.parametrize(("text", "says"), BAD_CODEBOOKS.values(), ids=BAD_CODEBOOKS)
def test_a_bad_codebook_makes_no_project(run: Run, text: str, says: str) -> None:
    """The line names the file and the place, and no half-made project is left."""
    Path("bad.yaml").write_text(text, encoding="utf-8")
    said = run("new", "study", "--codebook", "bad.yaml")
    assert said.code == 1
    assert "bad.yaml" in said.err
    assert says in said.err
    assert len(said.err.strip().splitlines()) == 1
    assert not Path("projects/study.db").exists()


BAD_SHEETS = {
    "unknown code": ("passage,start,end,code\n{place},0,5,nonsense\n", "line 2"),
    "unknown passage": ("passage,start,end,code\nX-999-1:1,0,5,barriers\n", "line 2"),
    "beyond the text": ("passage,start,end,code\n{place},0,99999,barriers\n", "line 2"),
    "reversed": ("passage,start,end,code\n{place},9,5,barriers\n", "line 2"),
    "not a number": ("passage,start,end,code\n{place},a,5,barriers\n", "line 2"),
    "missing value": ("passage,start,end,code\n{place},0,5,\n", "line 2"),
    "missing column": ("passage,start,code\n{place},0,barriers\n", "first line"),
    "thousands of digits": ("passage,start,end,code\n{place},0," + "9" * 5000 + ",barriers\n", "line 2"),
    "unknown interview": ("interview,question_ref,quote,code\nX-999-1,C.reported,went,barriers\n", "line 2"),
    "second line bad": ("passage,start,end,code\n{place},0,5,barriers\n{place},0,5,zzz\n", "line 3"),
}


@pytest.mark.parametrize(("text", "says"), BAD_SHEETS.values(), ids=BAD_SHEETS)
def test_a_bad_coding_sheet_applies_nothing(run: Run, study: Path, text: str, says: str) -> None:
    """The line names file and line, and no coding of the sheet is made."""
    place, _ = passage_of(run, "C.reported")
    Path("bad.csv").write_text(text.format(place=place), encoding="utf-8")
    before = digest(study)
    said = run("apply", "study", "bad.csv", "--as", "B2")
    assert said.code == 1
    assert "bad.csv" in said.err
    assert says in said.err
    for typed in (place, "nonsense", "X-999", "zzz", "went", "99999"):
        assert typed not in said.err
    assert digest(study) == before


REFUSED = {
    "no project": (("interviews", "nowhere"), "no project here"),
    "taken name": (("new", "study"), "exists already"),
    "unknown unit": (("cooccur", "study", "--unit", "page"), "no unit"),
    "unknown code": (("cooccur", "study", "--rows", "zzz"), "No code answers"),
    "unknown coder": (("cooccur", "study", "--coder", "Z9"), "no coder"),
    "too few cases": (
        ("summary", "study", "--theme", "barriers", "--audience", "public", "-o", "x.md"),
        "threshold is 5",
    ),
    "unknown format": (
        ("summary", "study", "--theme", "barriers", "--audience", "team", "-o", "x.pdf"),
        "end in",
    ),
    "nothing to undo": (("undo", "study", "--as", "A9"), "no coder"),
    "a name as handle": (("apply", "study", "note.md", "--as", "Wilhelmina"), "note.md"),
    "unknown case": (("case", "study", "S-000", "--set", "a=b"), "no case"),
    "a reserved attribute": (
        ("case", "study", "{case}", "--set", " Role =minister"),
        "cannot be called 'role'",
    ),
    "notes of another role": (
        ("import", "study", "new.md", "--case", "{case}", "--guide", "B"),
        "new.md: these are the notes of a provider",
    ),
    "another role by hand": (
        ("import", "study", "new.md", "--case", "{case}", "--guide", "none", "--role", "provider"),
        "new.md: these are the notes of a provider",
    ),
    "a filter that breaks off": (
        ("cooccur", "study", "--where", "region = BC AND"),
        "nothing follows the AND",
    ),
}


@pytest.mark.parametrize(("words", "says"), REFUSED.values(), ids=REFUSED)
def test_a_refusal_is_one_clear_line(run: Run, study: Path, words: tuple[str, ...], says: str) -> None:
    """Exit 1, one line on stderr, nothing changed."""
    Path("new.md").write_text(NOTE.replace("friend", "aunt"), encoding="utf-8")
    [case] = run("cases", "study", "--json").lines()
    before = digest(study)
    said = run(*(word.format(case=case["case"]) for word in words))
    assert said.code == 1
    assert says in said.err
    assert len([line for line in said.err.splitlines() if "for the team" not in line]) == 1
    assert digest(study) == before


BOSS = ("import", "study", "note.md", "--role", "boss")


@pytest.mark.parametrize(
    "words", [("nonsense",), ("agree", "study"), ("summary", "study"), ("new",), ("screen",), BOSS]
)
def test_wrong_usage_ends_with_two(run: Run, words: tuple[str, ...]) -> None:
    """An unknown command, a missing file or option, or a role there is not, is wrong usage."""
    assert run(*words).code == 2


def test_a_handle_that_could_be_a_name_is_refused(run: Run, study: Path) -> None:
    """Coders are known by short handles only."""
    Path("none.csv").write_text("passage,start,end,code\n", encoding="utf-8")
    said = run("apply", "study", "none.csv", "--as", "Wilhelmina")
    assert said.code == 1
    assert "RA1" in said.err
    assert "Wilhelmina" not in said.err


def test_a_team_summary_is_written_twice_alike(run: Run, study: Path) -> None:
    """The same request on the same content gives the same bytes; the ledger notes each."""
    place, text = passage_of(run, "C.reported")
    Path("c.csv").write_text(f"passage,start,end,code\n{place},0,{len(text)},barriers\n", encoding="utf-8")
    run("apply", "study", "c.csv", "--as", "A1")
    for kind in ("md", "docx"):
        for name in ("one", "two"):
            command = (
                "summary",
                "study",
                "--theme",
                "barriers",
                "--audience",
                "team",
                "-o",
                f"{name}.{kind}",
            )
            assert run(*command).code == 0
        assert Path(f"one.{kind}").read_bytes() == Path(f"two.{kind}").read_bytes()
    assert "nobody called back" in Path("one.md").read_text(encoding="utf-8")
    phrases = [line["phrase"] for line in run("history", "study", "--json").lines()]
    assert phrases.count("export summary") == 4


def test_a_summary_is_written_whole_or_not_at_all(
    run: Run, study: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A full disk leaves the earlier file and nothing beside it; what is written is its owner's alone."""
    command = ("summary", "study", "--theme", "barriers", "--audience", "team", "-o", "out/s.md")
    Path("out").mkdir()
    target = Path("out/s.md")
    target.write_text("the earlier summary", encoding="utf-8")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr("os.fsync", full)
        said = run(*command)
    assert said.code == 1
    assert "cannot be written" in said.err
    assert target.read_text(encoding="utf-8") == "the earlier summary"
    assert list(Path("out").iterdir()) == [target]
    assert run(*command).code == 0
    assert target.read_text(encoding="utf-8").startswith("# Theme summary")
    assert target.stat().st_mode & 0o777 == 0o600
    assert list(Path("out").iterdir()) == [target]


def test_an_interrupted_import_leaves_nothing_of_the_file(
    run: Run, study: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ctrl+C in the middle of writing a file takes back all of it."""
    from codebook.store import writing

    Path("other.md").write_text(NOTE.replace("friend", "aunt"), encoding="utf-8")
    real, calls = writing.add_passage, []

    def interrupted(*words: object, **more: object) -> int:
        calls.append(1)
        if len(calls) == 3:
            raise KeyboardInterrupt
        return real(*words, **more)  # type: ignore[arg-type]

    before = run("passages", "study", "--json").out
    monkeypatch.setattr(writing, "add_passage", interrupted)
    assert run("import", "study", "other.md").code != 0
    monkeypatch.undo()
    with Project.open(study) as project:
        assert len(project.interviews()) == 1
        assert project.problems() == []
        assert len(project.passages()) == len(before.splitlines())


def test_the_same_notes_twice_in_one_command_are_taken_in_once(run: Run, study: Path) -> None:
    """A name given twice is one file; a copy is passed over, by its content, and the next file comes in."""
    Path("a.md").write_text(NOTE.replace("friend", "aunt"), encoding="utf-8")
    Path("copy.md").write_bytes(Path("a.md").read_bytes())
    Path("b.md").write_text(NOTE.replace("friend", "cousin"), encoding="utf-8")
    said = run("import", "study", "a.md", "a.md", "copy.md", "b.md")
    assert said.code == 0
    assert said.err.count("the same notes are in the project already") == 1
    assert len(run("interviews", "study", "--json").lines()) == 3


@pytest.mark.parametrize("errors", ["strict", "surrogateescape"])
def test_a_memo_that_is_not_text_is_refused(
    run: Run, study: Path, monkeypatch: pytest.MonkeyPatch, errors: str
) -> None:
    """Bytes of another encoding end in one clear line, and nothing is kept."""
    given = io.TextIOWrapper(io.BytesIO(b"caf\xe9"), encoding="utf-8", errors=errors)
    monkeypatch.setattr(sys, "stdin", given)
    before = digest(study)
    said = run("memo", "add", "study", "-", "--on", "barriers", "--as", "A1")
    assert said.code == 1
    assert "standard input is not UTF-8 text" in said.err
    assert len(said.err.splitlines()) == 1
    assert digest(study) == before


BAD_LINES = {
    "half a character": b'{"id": 1, "text": "a \\ud800 b"}\n',
    "half a character as id": b'{"id": "\\udfff", "text": "b"}\n',
    "another encoding": b'{"id": 1, "text": "caf\xe9"}\n',
    "no JSON": b"hello\n",
    "far too deep": b"[" * 200_000,
}


@pytest.mark.parametrize("line", BAD_LINES.values(), ids=BAD_LINES)
def test_a_bad_line_to_screen_is_refused(run: Run, monkeypatch: pytest.MonkeyPatch, line: bytes) -> None:
    """One clear line on stderr, nothing on stdout."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(line), encoding="utf-8"))
    said = run("screen", "--jsonl")
    assert (said.code, said.out) == (1, "")
    assert "standard input" in said.err
    assert len(said.err.splitlines()) == 1


def test_stored_text_cannot_steer_the_terminal(run: Run, study: Path) -> None:
    """Control signs are blanks before they are stored, so lists and JSON show none."""
    steering = "before \x1b[2J\x9b2J\u202e after"
    assert run("memo", "add", "study", steering, "--on", "barriers", "--as", "A1").code == 0
    for shown in (run("memos", "study").out, run("memos", "study", "--json").out):
        assert "before" in shown
        assert not {"\x1b", "\x9b", "\u202e"} & set(shown)


def process(*words: str, stdout: int, encoding: str) -> subprocess.CompletedProcess[str]:
    """A command in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "codebook", *words],
        stdout=stdout,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONIOENCODING": encoding},
        text=True,
        check=False,
    )


@pytest.mark.parametrize("form", [(), ("--json",)], ids=["lines", "json"])
def test_nobody_reading_loses_no_withdrawal_code(run: Run, study: Path, form: tuple[str, ...]) -> None:
    """Every file is taken in, and each code is told beside the output, quietly otherwise."""
    for name in ("aunt", "cousin"):
        Path(f"{name}.md").write_text(NOTE.replace("friend", name) + "A long line. " * 2000, encoding="utf-8")
    reading, writing = os.pipe()
    os.close(reading)
    said = process("import", "study", "aunt.md", "cousin.md", *form, stdout=writing, encoding="utf-8")
    os.close(writing)
    assert said.returncode == 0
    assert len(said.stderr.splitlines()) == said.stderr.count("withdrawal code of") == 2
    assert len(run("interviews", "study", "--json").lines()) == 3


def test_an_output_without_the_letters_shows_them_otherwise(run: Run, study: Path) -> None:
    """A screen that knows ASCII only stops no command, and JSON stays JSON."""
    Path("caf\u00e9.md").write_text(NOTE.replace("friend", "aunt\u2019s caf\u00e9"), encoding="utf-8")
    said = process("import", "study", "caf\u00e9.md", stdout=subprocess.PIPE, encoding="ascii")
    assert said.returncode == 0
    assert "caf\\xe9.md: S-" in said.stdout
    said = process("passages", "study", "--json", stdout=subprocess.PIPE, encoding="ascii")
    texts = [str(json.loads(line)["text"]) for line in said.stdout.splitlines()]
    assert any("\u2019s" in text for text in texts)
