"""A coder's and a lead's way through the workbench, with real keys, checked on what the project holds.

The interview is invented.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import DataTable, OptionList, Static, TextArea

from codebook import coding
from codebook.deid.gate import Gate
from codebook.editing import loading
from codebook.intake import files, guiding
from codebook.model.span import Span
from codebook.settings import codebook_file
from codebook.store.project import Project
from codebook.tui.aligning import AligningScreen
from codebook.tui.app import Workbench
from codebook.tui.coding import CodingScreen
from codebook.tui.coding_words import stretched
from codebook.tui.dialogs import Confirm, Help, TextPrompt, Written
from codebook.tui.explore import ExploreScreen
from codebook.tui.interviews import InterviewsScreen
from codebook.tui.matrix_view import MatrixView
from codebook.tui.passage import PassageView
from codebook.tui.reviewing import ReviewScreen
from codebook.tui.themes import ThemesScreen

NOTE = """# Interview with a survivor

## Questions about victimization

### Reported to the police

She went to the police twice. Nobody called her back. She felt judged by the officer.

### Safe now

The shelter has a lock on the door. She sleeps with the light on.
"""


@pytest.fixture
def study(tmp_path: Path, gate: Gate) -> Iterator[Project]:
    """A project with the starter codebook and one interview, as the commands make it."""
    note = tmp_path / "note.md"
    note.write_text(NOTE, encoding="utf-8")
    with Project.create(tmp_path / "study.db") as project:
        loading.load_codebook(project, gate, codebook_file("starter"))
        files.accept(project, gate, files.read(note, guiding.guide_named("C"), project))
        yield project


async def until(pilot: Pilot[None], screen: type) -> None:
    """Wait until a screen of this kind is on top."""
    for _ in range(200):
        if isinstance(pilot.app.screen, screen):
            await pilot.pause()
            return
        await pilot.pause(0.02)
    raise AssertionError(f"{screen.__name__} did not come")


async def to_desk(pilot: Pilot[None]) -> PassageView:
    """From the start to the first interview's text."""
    await until(pilot, InterviewsScreen)
    await pilot.press("enter")
    await until(pilot, CodingScreen)
    return pilot.app.screen.query_one(PassageView)


async def type_out(pilot: Pilot[None], text: str) -> None:
    """Type letter by letter."""
    for letter in text:
        await pilot.press("space" if letter == " " else letter)


async def test_a_coder_codes_removes_and_takes_back(study: Project) -> None:
    """Select a sentence, type part of a code's name, Enter; then remove, undo, undo, redo."""
    async with Workbench(study.path, "B2").run_test(size=(80, 24)) as pilot:
        view = await to_desk(pilot)
        place = next(p for p in study.passages() if p.question_ref == "C.reported")
        view.go_to(place.id, 2)
        await pilot.press("S", "enter")
        await type_out(pilot, "obstac")
        await pilot.press("enter")
        [made] = study.codings()
        assert place.text[made.start : made.end] == "She went to the police twice."
        assert (study.codes()[made.code].path, made.coder) == ("access/obstacles", "B2")
        assert view.selection() == []
        view.go_to(place.id, 2)
        await pilot.press("x")
        assert study.codings() == []
        await pilot.press("u")
        assert [(c.start, c.end) for c in study.codings()] == [(made.start, made.end)]
        await pilot.press("u")
        assert study.codings() == []
        await pilot.press("ctrl+r")
        assert len(study.codings()) == 1


async def test_selecting_by_shift_and_by_mouse_code_the_same(study: Project) -> None:
    """Words taken with the keyboard and words dragged over with the mouse give exact offsets."""
    async with Workbench(study.path, "A1").run_test(size=(120, 40)) as pilot:
        view = await to_desk(pilot)
        place = next(p for p in study.passages() if p.question_ref == "C.reported")
        view.go_to(place.id, 0)
        await pilot.press("ctrl+shift+right", "ctrl+shift+right")
        [(passage, span)] = view.selection()
        assert place.text[span.start : span.end].strip() == "She went"
        await pilot.press("escape")
        await pilot.pause()
        row = next(y for y in range(view.size.height) if "went to the police" in view.render_line(y).text)
        column = view.render_line(row).text.index("police")
        await pilot.mouse_down(view, offset=(column, row))
        await pilot.hover(view, offset=(column + 10, row))
        await pilot.mouse_up(view, offset=(column + 10, row))
        [(passage, span)] = view.selection()
        assert (passage, place.text[span.start : span.end]) == (place.id, "police twice")


async def test_digits_repeat_and_boundaries_move(study: Project) -> None:
    """The code used last is applied with 1; Shift+Alt+arrows move a boundary by a word."""
    async with Workbench(study.path, "B2").run_test(size=(80, 24)) as pilot:
        view = await to_desk(pilot)
        place = next(p for p in study.passages() if p.question_ref == "C.safety-now")
        view.go_to(place.id, 0)
        await pilot.press("S", "enter")
        await type_out(pilot, "cooper")
        await pilot.press("enter")
        view.go_to(place.id, place.sentences[1])
        await pilot.press("S", "1")
        assert len({coding.code for coding in study.codings()}) == 1
        first, second = study.codings()
        view.go_to(place.id, second.start)
        await pilot.press("alt+shift+left", "alt+shift+left")
        shorter = next(c for c in study.codings() if c.id == second.id)
        assert place.text[shorter.start : shorter.end] == "She sleeps with the light"
        assert (first.start, first.end) == (0, place.sentences[1] - 1)


async def test_a_memo_is_masked_before_it_is_kept(study: Project) -> None:
    """What is typed into the memo dialog goes through the gate; the name is nowhere in the file."""
    async with Workbench(study.path, "B2").run_test(size=(80, 24)) as pilot:
        await to_desk(pilot)
        await pilot.press("down", "down", "down", "m")
        await pilot.pause()
        pilot.app.screen.query_one(TextArea).text = "Compare with Maria Gonzalez."
        await pilot.press("ctrl+s")
        for _ in range(200):
            await pilot.pause(0.02)
            if study.memos():
                break
        [memo] = study.memos()
        assert memo.text == "Compare with [PERSON-1]."
        assert memo.coder == "B2"
    assert b"Gonzalez" not in study.path.read_bytes()


async def test_escape_does_not_throw_a_memo_away(study: Project) -> None:
    """With text typed, Escape asks; no goes on typing, yes gives it up."""
    async with Workbench(study.path, "B2").run_test(size=(80, 24)) as pilot:
        await to_desk(pilot)
        await pilot.press("m")
        await until(pilot, TextPrompt)
        pilot.app.screen.query_one(TextArea).text = "half a thought"
        await pilot.press("escape")
        await until(pilot, Confirm)
        await pilot.press("n")
        await until(pilot, TextPrompt)
        assert pilot.app.screen.query_one(TextArea).text == "half a thought"
        await pilot.press("escape", "y")
        await until(pilot, CodingScreen)
    assert study.memos() == []


async def test_placeholders_in_a_memo_are_shown_as_they_are(study: Project) -> None:
    """Square brackets in stored text are text, not markup."""
    place = study.passages()[0]
    coding.join(study, Gate(), "B2")
    coding.write_memo(
        study, Gate(), "B2", target="passage", target_id=place.id, kind="theory", text="ask [PERSON-1] again"
    )
    async with Workbench(study.path, "B2").run_test(size=(80, 24)) as pilot:
        view = await to_desk(pilot)
        view.go_to(place.id, 1)
        for _ in range(100):
            await pilot.pause(0.02)
            if "memo: ask [PERSON-1] again" in str(pilot.app.screen.query_one("#state", Static).render()):
                return
    raise AssertionError("the memo was not shown")


async def test_larger_units_widen_and_the_same_key_adds(study: Project) -> None:
    """S twice takes two sentences; A after S widens to the answer and stops there; W begins anew."""
    async with Workbench(study.path, "B2").run_test(size=(80, 24)) as pilot:
        view = await to_desk(pilot)
        place = next(p for p in study.passages() if p.question_ref == "C.reported")
        view.go_to(place.id, 2)
        await pilot.press("S", "S")
        [(_, span)] = view.selection()
        assert place.text[span.start : span.end].endswith("Nobody called her back.")
        await pilot.press("A")
        assert view.selection() == [(place.id, Span(0, len(place.text)))]
        await pilot.press("W")
        [(_, span)] = view.selection()
        assert place.text[span.start : span.end] == "She"


async def test_a_second_coder_sees_both_and_undoes_own(study: Project) -> None:
    """Another handle codes the same passage; each undo touches only its own coder's work."""
    place = next(p for p in study.passages() if p.question_ref == "C.reported")
    coding.join(study, Gate(), "A1")
    coding.apply(study, "A1", [coding.Wanted(place.id, Span(0, 10), 1)])
    async with Workbench(study.path, "B2").run_test(size=(80, 24)) as pilot:
        view = await to_desk(pilot)
        view.go_to(place.id, 0)
        await pilot.press("S", "enter")
        await type_out(pilot, "obstac")
        await pilot.press("enter")
        assert {c.coder for c in study.codings()} == {"A1", "B2"}
        await pilot.press("u", "u")
        assert {c.coder for c in study.codings()} == {"A1"}


async def test_a_cell_opens_its_excerpts_and_the_desk(study: Project) -> None:
    """From the interviews to the table, into a cell, to the passage, and back."""
    place = next(p for p in study.passages() if p.question_ref == "C.reported")
    tree = study.codes()
    coding.join(study, Gate(), "A1")
    spans = [(Span(0, 29), tree.find("access").id), (Span(30, 53), tree.find("experience").id)]
    coding.apply(study, "A1", [coding.Wanted(place.id, span, code) for span, code in spans])
    async with Workbench(study.path, "A1").run_test(size=(120, 40)) as pilot:
        await until(pilot, InterviewsScreen)
        await pilot.press("e")
        await until(pilot, ExploreScreen)
        view = pilot.app.screen.query_one(MatrixView)
        matrix = view.matrix
        assert matrix is not None
        await pilot.press(*["right"] * matrix.columns.index("experience"))
        assert view.cell is not None
        assert (view.cell.a, view.cell.b, view.cell.n12) == ("access", "experience", 1)
        await pilot.press("enter")
        await pilot.pause()
        assert pilot.app.screen.query_one("#excerpts", OptionList).option_count == 2
        await pilot.press("down", "enter")
        await until(pilot, CodingScreen)
        assert pilot.app.screen.query_one(PassageView).selection() == [(place.id, Span(30, 53))]
        await pilot.press("q")
        await until(pilot, ExploreScreen)
        assert pilot.app.screen.query_one(MatrixView).cell == view.cell


async def test_a_summary_is_written_from_the_screen(
    study: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Choose a theme, read the preview for the team, write the file."""
    monkeypatch.chdir(tmp_path)
    place = next(p for p in study.passages() if p.question_ref == "C.reported")
    coding.join(study, Gate(), "A1")
    coding.apply(study, "A1", [coding.Wanted(place.id, Span(0, 29), study.codes().find("access").id)])
    async with Workbench(study.path, "A1").run_test(size=(80, 24)) as pilot:
        await until(pilot, InterviewsScreen)
        await pilot.press("t")
        await until(pilot, ThemesScreen)
        await pilot.press("a", "t")
        await type_out(pilot, "access")
        await pilot.press("enter", "w")
        await pilot.pause()
        await pilot.press("enter")
        await until(pilot, Help)
    assert (tmp_path / "exports" / "themes-team.docx").stat().st_size > 1000


async def test_files_are_taken_in_from_the_screen(study: Project, tmp_path: Path) -> None:
    """A glob of files becomes interviews, and the report shows the withdrawal code."""
    for name in ("one", "two"):
        text = NOTE.replace("twice", f"{name} time").replace("Nobody", "Wilhelmina Oakenshield never")
        (tmp_path / f"new-{name}.md").write_text(text, encoding="utf-8")
    async with Workbench(study.path, "A1").run_test(size=(80, 24)) as pilot:
        await until(pilot, InterviewsScreen)
        await pilot.press("i")
        await type_out(pilot, f"{tmp_path}/new-*.md")
        await pilot.press("enter")
        await until(pilot, AligningScreen)
        await pilot.press("enter")
        await until(pilot, ReviewScreen)
        await pilot.press("f3")
        await until(pilot, Help)
        assert "withdrawal code: W-" in str(pilot.app.screen.query("Static").last().render())
        await pilot.press("f2")
        await until(pilot, InterviewsScreen)
        assert pilot.app.screen.query_one(DataTable).row_count == len(study.interviews())
    assert b"Oakenshield" not in study.path.read_bytes()


async def test_withdrawal_codes_are_not_lost_by_leaving(study: Project, tmp_path: Path) -> None:
    """While files come in nobody quits; the codes stay on screen until they are on paper."""
    (tmp_path / "new.md").write_text(NOTE.replace("twice", "once"), encoding="utf-8")
    async with Workbench(study.path, "A1").run_test(size=(80, 24)) as pilot:
        await until(pilot, InterviewsScreen)
        await pilot.press("i")
        await type_out(pilot, f"{tmp_path}/new.md")
        await pilot.press("enter", "q", "ctrl+q")
        await until(pilot, AligningScreen)
        await pilot.press("ctrl+q", "f3", "ctrl+q")
        await until(pilot, Written)
        await pilot.press("escape", "q", "enter")
        assert isinstance(pilot.app.screen, Written)
        await pilot.press("f2")
        await until(pilot, InterviewsScreen)
    assert len(study.interviews()) == 2


async def test_no_text_leaves_through_the_framework(study: Project) -> None:
    """No clipboard, no screenshot command, no local variables in a crash."""
    app = Workbench(study.path, "A1")
    async with app.run_test(size=(80, 24)) as pilot:
        await to_desk(pilot)
        app.copy_to_clipboard("something said in confidence")
        assert app.clipboard == ""
        names = [command.title for command in app.get_system_commands(app.screen)]
        assert not [name for name in names if "creenshot" in name]
        assert any(name.startswith("Undo") for name in names)
        app.action_screenshot()
        assert app.save_screenshot(path=str(study.path.parent)) == ""
        assert app.deliver_screenshot(path=str(study.path.parent)) is None
        await pilot.pause(0.2)
        app._exception = ValueError("something said in confidence")
        app._fatal_error()
        shown = [str(getattr(each, "plain", each)) for each in app._exit_renderables]
        app._exit_renderables.clear()
        app._exception = None
    assert shown
    assert "confidence" not in " ".join(shown)
    assert not [*Path.cwd().glob("*.svg"), *study.path.parent.rglob("*.svg")]


async def test_help_names_the_keys_of_the_screen(study: Project) -> None:
    """`?` lists what works here, from the same table as the keys themselves."""
    async with Workbench(study.path, "A1").run_test(size=(80, 24)) as pilot:
        await to_desk(pilot)
        await pilot.press("question_mark")
        await until(pilot, Help)
        shown = " ".join(str(static.render()) for static in pilot.app.screen.query("Static"))
        for word in ("Remove", "Undo", "Memo", "Definition", "Next coding"):
            assert word in shown


async def test_a_project_that_cannot_be_opened_says_why(tmp_path: Path) -> None:
    """The home screen stays, with the reason on it."""
    path = tmp_path / "broken.db"
    path.write_text("hello", encoding="utf-8")
    app = Workbench(path, "A1")
    async with app.run_test(size=(80, 24)) as pilot:
        for _ in range(200):
            await pilot.pause(0.02)
            if "not a codebook project" in str(app.screen.query_one("#state").render()):
                return
    raise AssertionError("the reason never came")


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [(0, 1, "two three"), (0, -1, "two"), (-1, 0, "one two"), (1, 0, "two"), (0, 0, "two")],
)
def test_a_boundary_moves_by_whole_words(start: int, end: int, expected: str) -> None:
    """A span grows and shrinks by words and never vanishes."""
    text = "one two three"
    span = stretched(text, Span(4, 7), start, end)
    assert text[span.start : span.end] == expected
