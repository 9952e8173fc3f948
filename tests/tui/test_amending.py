"""An answer is amended, moved to another question and taken back with real keys, checked on the project.

The interview is invented.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import DataTable, TextArea

from codebook import coding
from codebook.deid.gate import Gate
from codebook.editing import loading
from codebook.intake import files, guiding
from codebook.model.interview import Passage
from codebook.model.span import Span
from codebook.settings import codebook_file
from codebook.store.project import Project
from codebook.tui.amending import AmendScreen, PreviewScreen
from codebook.tui.app import Workbench
from codebook.tui.coding import CodingScreen
from codebook.tui.dialogs import Confirm
from codebook.tui.passage import PassageView
from codebook.tui.question_picker import QuestionPicker
from tests.test_journey import NOTE, to_desk, type_out, until


@pytest.fixture
def study(tmp_path: Path, gate: Gate) -> Iterator[Project]:
    """One interview under guide C, coded by two people."""
    note = tmp_path / "note.md"
    note.write_text(NOTE, encoding="utf-8")
    with Project.create(tmp_path / "study.db") as project:
        loading.load_codebook(project, gate, codebook_file("starter"))
        files.accept(project, gate, files.read(note, guiding.guide_named("C"), project))
        place, tree = reported(project), project.codes()
        for coder, quote in (("A1", "Nobody called her back."), ("B2", "felt judged")):
            coding.join(project, gate, coder)
            start = place.text.index(quote)
            span = Span(start, start + len(quote))
            coding.apply(project, coder, [coding.Wanted(place.id, span, tree.find("access").id)])
        yield project


def reported(project: Project) -> Passage:
    """The answer that is amended."""
    return next(each for each in project.passages() if "police twice" in each.text)


def quotes(project: Project) -> list[str]:
    """What the codings cover."""
    texts = {passage.id: passage.text for passage in project.passages()}
    return [texts[each.passage][each.start : each.end] for each in project.codings()]


def shown(view: PassageView) -> str:
    """The words on the screen, without regard to where lines break."""
    return " ".join(" ".join(view.render_line(y).text for y in range(view.size.height)).split())


async def to_editor(pilot: Pilot[None], project: Project, offset: int) -> TextArea:
    """From the start to the editor of the answer, with the cursor at a place of it."""
    view = await to_desk(pilot)
    view.go_to(reported(project).id, offset)
    await pilot.press("E")
    await until(pilot, AmendScreen)
    return pilot.app.screen.query_one(TextArea)


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_an_answer_is_amended_and_taken_back(study: Project, size: tuple[int, int]) -> None:
    """Type before the codings, look, keep: text, codings and cursor are in place; then undo."""
    before = reported(study).text
    async with Workbench(study.path, "A1").run_test(size=size) as pilot:
        area = await to_editor(pilot, study, before.index("Nobody"))
        assert area.cursor_location == (0, before.index("Nobody"))
        await type_out(pilot, "She waited a week. ")
        await pilot.press("f2")
        await until(pilot, PreviewScreen)
        assert reported(study).text == before
        assert [str(row[0]) for row in rows(pilot)] == [">", ">"]
        await pilot.press("f2")
        await until(pilot, CodingScreen)
        await pilot.pause()
        text = reported(study).text
        assert text == before.replace("Nobody", "She waited a week. Nobody")
        assert quotes(study) == ["Nobody called her back.", "felt judged"]
        view = pilot.app.screen.query_one(PassageView)
        assert view.cursor == (reported(study).id, text.index("Nobody"))
        assert " waited " in shown(view)
        await pilot.press("u")
        await pilot.pause()
        assert reported(study).text == before
        assert " waited " not in shown(view)
        assert quotes(study) == ["Nobody called her back.", "felt judged"]


def rows(pilot: Pilot[None]) -> list[list[object]]:
    """The lines of the preview."""
    table = pilot.app.screen.query_one(DataTable)
    return [table.get_row_at(at) for at in range(table.row_count)]


async def test_a_name_typed_is_shown_as_it_will_be_masked(study: Project) -> None:
    """The preview lists the find and its placeholder; Escape goes back and nothing is written."""
    before = reported(study).text
    async with Workbench(study.path, "A1").run_test(size=(80, 24)) as pilot:
        await to_editor(pilot, study, len(before))
        await type_out(pilot, " Her aunt Wilhelmina Oakenshield knew.")
        await pilot.press("f2")
        await until(pilot, PreviewScreen)
        assert [str(cell) for cell in rows(pilot)[0]][:2] == ["#", "masked"]
        assert "[PERSON-1]" in str(rows(pilot)[0][4])
        await pilot.press("escape")
        await until(pilot, AmendScreen)
        await pilot.press("escape")
        await until(pilot, Confirm)
        await pilot.press("n")
        await until(pilot, AmendScreen)
        await pilot.press("escape", "y")
        await until(pilot, CodingScreen)
    assert reported(study).text == before
    assert study.history()[0].phrase != "amend answer"


async def test_an_answer_is_put_under_another_question(study: Project) -> None:
    """Q lists the guide's questions, letters narrow them, Enter moves the answer; u puts it back."""
    place, coded = reported(study), quotes(study)
    async with Workbench(study.path, "A1").run_test(size=(80, 24)) as pilot:
        view = await to_desk(pilot)
        view.go_to(place.id, 3)
        await pilot.press("Q")
        await until(pilot, QuestionPicker)
        await type_out(pilot, "safety now")
        await pilot.press("enter")
        await until(pilot, CodingScreen)
        assert reported(study).question_ref == "C.safety-now"
        assert view.cursor == (place.id, 3)
        await pilot.press("u")
        await pilot.pause()
        assert reported(study).question_ref == "C.reported"
        await pilot.press("Q")
        await until(pilot, QuestionPicker)
        await type_out(pilot, "zzz")
        await pilot.press("enter", "backspace", "backspace", "backspace", "up", "down", "escape")
        await until(pilot, CodingScreen)
    assert reported(study).question_ref == "C.reported"
    assert quotes(study) == coded


async def test_a_status_is_chosen_and_a_coding_without_words_is_told_of(study: Project) -> None:
    """An emptied answer says that its codings go, and counts as what was chosen."""
    place = reported(study)
    async with Workbench(study.path, "A1").run_test(size=(80, 24)) as pilot:
        area = await to_editor(pilot, study, 0)
        area.text = ""
        await pilot.press("f4", "3")
        await until(pilot, AmendScreen)
        await pilot.press("f2")
        await until(pilot, PreviewScreen)
        assert {str(row[1]) for row in rows(pilot)} == {"loses all"}
        await pilot.press("f2")
        await until(pilot, CodingScreen)
        assert study.codings() == []
        [now] = [each for each in study.passages() if each.id == place.id]
        assert (now.status, now.text) == ("declined", "")
        await pilot.press("u")
        await pilot.pause()
    assert quotes(study) == ["Nobody called her back.", "felt judged"]
