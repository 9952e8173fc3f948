"""Consent and the wish not to be quoted, from the command and the key to the bytes of a summary.

Everybody in these notes is invented.
"""

import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import DataTable, Static

from codebook import cases, reporting
from codebook.deid.gate import Gate
from codebook.model.report import Audience
from codebook.store.project import Project
from codebook.tui.app import Workbench
from codebook.tui.dialogs import Confirm
from codebook.tui.interviews import InterviewsScreen
from tests.conftest import Run, add_codes, code_at

SAID = "The {} door of the shelter was always open to me."
PLACES = ("green", "yellow", "wooden", "narrow")
NOTE = """# Interview with a survivor

### Reported to the police

{}
"""


@pytest.fixture
def study(run: Run, tmp_path: Path, gate: Gate) -> Iterator[Project]:
    """Four survivors who each said one sentence, coded by two people; no note shows consent."""
    for at, place in enumerate(PLACES):
        Path(f"{at}.md").write_text(NOTE.format(SAID.format(place)), encoding="utf-8")
    assert run("new", "study").code == 0
    assert run("import", "study", "0.md", "1.md", "2.md", "3.md", "--guide", "C").code == 0
    with Project.open(tmp_path / "projects" / "study.db") as project:
        keys = add_codes(project, lambda text: gate.screen(text).masked, ["barriers", "barriers/waitlists"])
        answers = [passage for passage in project.passages() if passage.question_ref]
        for coder, code in (("A1", "barriers"), ("B2", "barriers/waitlists")):
            project.add_coder(gate.handle(coder))
            code_at(project, coder, [(p.id, 0, len(p.text), keys[code]) for p in answers])
        yield project


def summary(run: Run, audience: str) -> tuple[str, bytes]:
    """A summary as Markdown, and every byte of it as a Word file, unpacked."""
    for kind in ("md", "docx"):
        said = run("summary", "study", "--theme", "barriers", "--audience", audience, "-o", f"out.{kind}")
        assert said.code == 0, said.err
    with zipfile.ZipFile("out.docx") as package:
        return Path("out.md").read_text(encoding="utf-8"), b"".join(map(package.read, package.namelist()))


def quoted(run: Run, audience: str) -> set[int]:
    """Which of the four are quoted to an audience, the same in every format."""
    markdown, word = summary(run, audience)
    found = {at for at, place in enumerate(PLACES) if place in markdown}
    assert found == {at for at, place in enumerate(PLACES) if place.encode() in word}
    return found


def test_without_documented_consent_nobody_outside_the_team_reads_a_word(run: Run, study: Project) -> None:
    """Counted for everybody, quoted for the team alone, until somebody attests the consent."""
    assert quoted(run, "team") == {0, 1, 2, 3}
    assert quoted(run, "partner") == set()
    markdown, _ = summary(run, "partner")
    assert "4 excerpts from 4 interviews" in markdown
    assert "4 interviews were not quoted, because consent is not documented." in markdown
    said = run("consent", "study", study.interviews()[2].code.lower(), "--as", "B2")
    assert said.code == 0
    assert "every consent point of guide C" in said.out
    assert quoted(run, "partner") == {2}
    assert "3 interviews were not quoted" in summary(run, "partner")[0]
    assert ("record consent", "B2") in {(entry.phrase, entry.coder) for entry in study.history()}
    assert run("undo", "study", "--as", "B2").out == "undo: record consent (B2)\n"
    assert quoted(run, "partner") == set()


def test_a_case_that_is_not_to_be_quoted_never_is(run: Run, study: Project) -> None:
    """Not by the team, not with consent documented; and again when the wish is taken back."""
    for each in study.interviews():
        assert run("consent", "study", each.code).code == 0
    assert quoted(run, "partner") == {0, 1, 2, 3}
    silent = study.cases()[1].code
    said = run("case", "study", silent, "--no-quotes", "--set", "region=BC")
    assert (said.code, said.out) == (0, f"{silent}: 1 set.\n{silent}: is quoted in no summary from now on.\n")
    assert study.cases()[1].attributes["region"] == "BC"
    for audience in ("team", "partner"):
        assert quoted(run, audience) == {0, 2, 3}
        markdown, _ = summary(run, audience)
        assert "4 excerpts from 4 interviews" in markdown
        assert "Participants who are not to be quoted are not" in markdown
    assert "set quoting" in {entry.phrase for entry in study.history()}
    assert run("case", "study", silent, "--quotes").code == 0
    assert quoted(run, "team") == {0, 1, 2, 3}


def test_lists_say_who_may_be_quoted(run: Run, study: Project) -> None:
    """JSON always tells; the tables only where there is something to know."""
    assert {line["consent"] for line in run("interviews", "study", "--json").lines()} == {"missing"}
    assert [line["quotable"] for line in run("cases", "study", "--json").lines()] == [True] * 4
    assert "quoted" not in run("cases", "study").out
    table = run("interviews", "study").out
    assert table.count("missing") == 4
    assert "documented consent: 4" in table
    for each in study.interviews():
        assert run("consent", "study", each.code).code == 0
    assert "consent" not in run("interviews", "study").out
    assert run("case", "study", study.cases()[0].code, "--no-quotes").code == 0
    assert run("cases", "study").out.count("never") == 1
    assert [line["quotable"] for line in run("cases", "study", "--json").lines()] == [False, True, True, True]


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (("consent", "study", "S-999-1"), 1, "There is no interview"),
        (("case", "study", "S-999", "--no-quotes"), 1, "There is no case"),
        (("case", "study", "{case}"), 2, "--no-quotes"),
        (
            ("case", "study", "{case}", "--no-quotes", "--set", "contact=Wilhelmina Oakenshield"),
            1,
            "identify",
        ),
    ],
)
def test_what_cannot_be_recorded_changes_nothing(
    run: Run, study: Project, words: tuple[str, ...], code: int, told: str
) -> None:
    """One line, nothing quoted from a text, and the history as it was."""
    before = len(study.history())
    case = study.cases()[0].code
    said = run(*(word.replace("{case}", case) for word in words))
    assert (said.code, said.out) == (code, "")
    assert told in said.err
    assert "Oakenshield" not in said.err
    assert len(study.history()) == before
    assert study.cases()[0].quotable


def test_consent_is_recorded_once(run: Run, study: Project) -> None:
    """A second time there is nothing to record."""
    code = study.interviews()[0].code
    assert run("consent", "study", code).code == 0
    again = run("consent", "study", code)
    assert (again.code, again.out) == (1, "")
    assert "has its consent documented" in again.err


async def listed(pilot: Pilot[None]) -> InterviewsScreen:
    """Wait for the list of interviews."""
    for _ in range(200):
        if isinstance(pilot.app.screen, InterviewsScreen):
            await pilot.pause()
            return pilot.app.screen
        await pilot.pause(0.02)
    raise AssertionError("no list came")


async def test_consent_is_attested_with_a_key_and_taken_back(study: Project) -> None:
    """The list marks what is missing; `a` says what is attested, No changes nothing, Yes records it."""
    cases.set_quoting(study, study.cases()[1].code, quotable=False)
    async with Workbench(study.path, "B2").run_test(size=(80, 24)) as pilot:
        screen = await listed(pilot)
        assert "consent missing in 4" in str(screen.query_one("#state", Static).render())
        await pilot.press("down", "a")
        assert isinstance(pilot.app.screen, Confirm)
        asked = str(pilot.app.screen.query_one(Static).render())
        assert study.interviews()[1].code in asked
        assert "every consent point of guide C" in asked
        await pilot.press("n")
        assert {each.consent for each in study.interviews()} == {"missing"}
        await pilot.press("a", "y")
        await pilot.pause()
        assert [each.consent for each in study.interviews()] == [
            "missing",
            "documented",
            "missing",
            "missing",
        ]
        cells = [str(screen.query_one(DataTable).get_cell_at((row, 7))) for row in range(2)]  # type: ignore[arg-type]
        assert cells == ["✗ missing", "yes, no quotes"]
        await pilot.press("a")
        assert isinstance(pilot.app.screen, InterviewsScreen)
        await pilot.press("u")
        assert {each.consent for each in study.interviews()} == {"missing"}


def test_the_preview_withholds_what_the_file_withholds(study: Project, gate: Gate) -> None:
    """What is read on screen before writing is the same summary."""
    expected: dict[Audience, int] = {"team": 4, "partner": 0}
    for audience, count in expected.items():
        shown = reporting.preview(study, gate, ["barriers"], audience)
        assert sum(place in shown for place in PLACES) == count


def test_cases_known_from_a_survey_alone_hide_nobody(run: Run, study: Project) -> None:
    """Ten surveyed providers do not make four interviewed survivors publishable, nor are they counted."""
    Path("survey.csv").write_text("Province,Fit\n" + "BC,good\n" * 10, encoding="utf-8")
    assert run("survey", "study", "survey.csv").code == 0
    said = run("summary", "study", "--theme", "barriers", "--audience", "public", "-o", "out.md")
    assert (said.code, said.out) == (1, "")
    assert "The public threshold is 5 cases and 4 were interviewed." in said.err
    assert "4 interviews of 4 participants" in summary(run, "partner")[0]
