"""The fieldwork screen and command tell what the notes hold; the notes are invented."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import DataTable, Static

from codebook.store.project import Project
from codebook.tui.app import Workbench
from codebook.tui.fieldwork import FieldworkScreen
from codebook.tui.interviews import InterviewsScreen
from tests.conftest import Run

NOTE = """# Interview with a survivor

Age: 25-34

### Reported to the police

declined

### Safe now

{}
"""


@pytest.fixture
def study(run: Run, tmp_path: Path) -> Iterator[Project]:
    """Two survivors, one of whom was not asked about safety; neither note shows consent."""
    Path("one.md").write_text(NOTE.format("The shelter has a lock on the door."), encoding="utf-8")
    Path("two.md").write_text(NOTE.format("not asked"), encoding="utf-8")
    assert run("new", "study").code == 0
    assert run("import", "study", "one.md", "two.md", "--guide", "C").code == 0
    assert run("case", "study", _case(run), "--set", "region=BC").code == 0
    with Project.open(tmp_path / "projects" / "study.db") as project:
        yield project


def _case(run: Run) -> str:
    return str(run("cases", "study", "--json").lines()[0]["case"])


def test_the_command_lists_groups_and_questions(run: Run, study: Project) -> None:
    """Stable keys, a notice on stderr, questions that nobody answered first."""
    said = run("fieldwork", "study", "--json")
    assert "view for the team" in said.err
    lines = said.lines()
    groups = [line for line in lines if line["table"] == "interviews"]
    questions = [line for line in lines if line["table"] == "questions"]
    assert [(g["guide"], g["region"], g["interviews"], g["consent_missing"]) for g in groups] == [
        ("C", "", 1, 1),
        ("C", "BC", 1, 1),
    ]
    assert len(lines) == len(groups) + len(questions)
    by_ref = {line["question_ref"]: line for line in questions}
    assert set(by_ref["C.reported"]) == {
        *("table", "guide", "question_ref", "label", "interviews", "answered", "blank", "declined"),
        *("not_asked", "not_applicable", "unnoted"),
    }
    assert (by_ref["C.reported"]["declined"], by_ref["C.reported"]["answered"]) == (2, 0)
    assert (by_ref["C.safety-now"]["answered"], by_ref["C.safety-now"]["not_asked"]) == (1, 1)
    assert by_ref["C.plans"]["unnoted"] == 2
    answered = [line["question_ref"] for line in questions if line["answered"]]
    assert [line["question_ref"] for line in questions][-len(answered) :] == answered
    assert answered == ["C.basic-age", "C.safety-now"]
    table = run("fieldwork", "study").out
    assert "consent missing 2 · declined 2" in table
    assert table.count("never answered") == len(questions) - len(answered) + 1
    assert "lock on the door" not in table + said.out


async def test_the_screen_shows_what_the_command_lists(study: Project) -> None:
    """`f` opens it, Tab goes to the other table, Escape goes back."""
    async with Workbench(study.path, "A1").run_test(size=(80, 24)) as pilot:
        await until(pilot, InterviewsScreen)
        await pilot.press("f")
        await until(pilot, FieldworkScreen)
        screen = pilot.app.screen
        groups, questions = screen.query_one("#groups", DataTable), screen.query_one("#questions", DataTable)
        assert groups.row_count == 2
        assert [str(cell) for cell in groups.get_row_at(1)][:4] == ["C", "survivor", "BC", "1"]
        first = [str(cell) for cell in questions.get_row_at(0)]
        assert first[0].startswith("✗ C")
        last = [str(cell) for cell in questions.get_row_at(questions.row_count - 1)]
        assert last[0] == "C 4 Safety now"
        assert last[1:] == ["1", "·", "1", "·", "·", "·"]
        assert "consent missing 2" in str(screen.query_one("#state", Static).render())
        assert screen.focused is questions
        await pilot.press("tab")
        assert screen.focused is groups
        await pilot.press("escape")
        await until(pilot, InterviewsScreen)


async def test_the_tables_fit_the_width_there_is(study: Project) -> None:
    """Nothing scrolls sideways at 80, 120 or in between, and a wide screen has bars."""
    async with Workbench(study.path, "A1").run_test(size=(80, 24)) as pilot:
        await until(pilot, InterviewsScreen)
        await pilot.press("f")
        await until(pilot, FieldworkScreen)
        for width in (80, 100, 120):
            await pilot.resize_terminal(width, 30)
            await pilot.pause()
            for table in pilot.app.screen.query(DataTable):
                assert table.max_scroll_x == 0
            assert len(pilot.app.screen.query_one("#questions", DataTable).columns) == (
                8 if width == 120 else 7
            )


async def until(pilot: Pilot[None], screen: type) -> None:
    """Wait until a screen of this kind is on top."""
    for _ in range(200):
        if isinstance(pilot.app.screen, screen):
            await pilot.pause()
            return
        await pilot.pause(0.02)
    raise AssertionError(f"{screen.__name__} did not come")
