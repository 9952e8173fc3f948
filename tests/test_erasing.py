"""What is withdrawn or redacted is gone from rows, ledger and bytes; the rest stays whole.

Everybody named here is invented.
"""

import random
from pathlib import Path

import pytest

from codebook import cases, coding, redaction
from codebook.deid.gate import Gate
from codebook.errors import CodebookError, ConflictError
from codebook.model.span import Span
from codebook.store import erasing
from codebook.store.project import Project
from codebook.store.tables import passages
from tests.conftest import add_interview, code_at

CANARY = "a sentence nobody else ever said about the lighthouse keeper"


@pytest.fixture
def two(project: Project, gate: Gate) -> Project:
    """A second case whose interview is coded, annotated, resized and partly undone."""
    place, _ = add_interview(project, gate, "S-333", [f"She told {CANARY} twice.", "And then she left."])
    code_at(project, "A1", [(1, 0, 12, 2)])
    code_at(project, "A1", [(place, 0, 20, 1), (place, 4, 30, 4)])
    [*_, last] = project.codings()
    coding.write_memo(
        project, gate, "B2", target="coding", target_id=last.id, kind="theory", text=f"Compare {CANARY} again"
    )
    coding.remove(project, "A1", last)
    project.undo("A1")
    project.redo("A1")
    return project


def test_withdrawal_leaves_nothing_of_a_case(two: Project) -> None:
    """Rows, images and bytes are gone; the other case, the chain and the guards are whole."""
    assert CANARY.encode() in two.path.read_bytes()
    done = cases.withdraw(two, "S-333")
    assert (done.case, done.leftovers) == ("S-333", 0)
    assert CANARY.encode() not in two.path.read_bytes()
    assert [case.code for case in two.cases()] == ["S-222"]
    assert {c.passage for c in two.codings()} == {1}
    assert two.memos() == []
    assert two.problems() == []
    with Project.open(two.path) as again:
        assert len(again.corpus().codings) == 1


def test_withdrawal_by_the_code_on_paper(project: Project, gate: Gate) -> None:
    """The withdrawal code finds its case, in any case and with blanks around; a wrong one finds none."""
    from codebook.store import writing

    code, paper = gate.case_codes("survivor", taken=())
    with project.change("add case") as rows:
        writing.add_case(rows, code, project.digest(paper.encode()), "survivor")
    assert cases.named(project, f" {paper.lower()} ").code == code.text
    with pytest.raises(CodebookError, match="no case"):
        cases.named(project, "W-XXXX-XXXX")
    assert paper.encode() not in project.path.read_bytes()


def test_a_coder_can_still_undo_other_work_after_a_withdrawal(two: Project) -> None:
    """What touched the case is closed to undo; what did not can still be taken back."""
    cases.withdraw(two, "S-333")
    assert two.undo("A1") == "apply codings"
    assert two.codings() == []
    assert two.undo("A1") is None


def test_copies_in_the_folder_lose_the_case_too(two: Project) -> None:
    """A backup beside the project is found by its key and cleared as well; another project is left alone."""
    copy = two.path.with_name("copy.db")
    two.copy_to(copy)
    other = two.path.with_name("other.db")
    Project.create(other).close()
    before = other.read_bytes()
    done = cases.withdraw(two, "S-333")
    assert done.copies == (copy,)
    assert CANARY.encode() not in copy.read_bytes()
    assert other.read_bytes() == before


def test_an_interrupted_purge_is_made_up_for_at_opening(
    two: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Rows go at once; if rewriting the file fails, the next opening does it."""

    def full(*_: object) -> None:
        raise CodebookError("The disk is full.")

    monkeypatch.setattr(erasing, "purge", full)
    with pytest.raises(CodebookError, match="full"):
        cases.withdraw(two, "S-333")
    monkeypatch.undo()
    assert [case.code for case in two.cases()] == ["S-222"]
    two.close()
    with Project.open(two.path) as again:
        assert again.problems() == []
    assert CANARY.encode() not in two.path.read_bytes()


def test_redaction_masks_a_word_everywhere_and_moves_codings(project: Project, gate: Gate) -> None:
    """Text, memo and ledger lose the word; a coding behind it still covers the same words; no undo."""
    text = "They met at the corner table twice. Then the shelter had a bed for her."
    [place] = add_interview(project, gate, "S-333", [text])
    start = text.index("the shelter")
    code_at(project, "A1", [(place, start, start + 11, 1)])
    late = text.index("corner table")
    code_at(project, "A1", [(place, late, late + 12, 2)])
    coding.write_memo(
        project, gate, "A1", target="passage", target_id=place, kind="theory", text="ask at the corner table"
    )
    assert b"corner table" in project.path.read_bytes()
    done = redaction.redact(project, Gate(roster=["Corner Table"]))
    assert (done.rows, done.leftovers) == (2, 0)
    assert b"corner table" not in project.path.read_bytes()
    stored = project.texts([place])[place]
    covered = {stored[c.start : c.end] for c in project.codings(passage=place)}
    assert covered == {"the shelter", "[PERSON-1]"}
    assert project.memos()[0].text == "ask at the [PERSON-1]"
    assert project.problems() == []
    assert project.undo("A1") is None


def test_redaction_reaches_what_was_removed_before(project: Project, gate: Gate) -> None:
    """A word in a memo that somebody has since undone is gone from the ledger as well."""
    coding.write_memo(
        project, gate, "A1", target="passage", target_id=1, kind="theory", text="ask at the corner table"
    )
    project.undo("A1")
    assert b"corner table" in project.path.read_bytes()
    assert redaction.redact(project, Gate(roster=["Corner Table"])).leftovers == 0
    assert b"corner table" not in project.path.read_bytes()
    assert project.redo("A1") is None


def test_redaction_without_finds_changes_nothing(project: Project) -> None:
    """A word that stands nowhere leaves the project as it is but for the entry."""
    before = project.every_text()
    assert redaction.redact(project, Gate(roster=["Zebediah"])).rows == 0
    assert project.every_text() == before


def test_sentences_follow_a_redaction(project: Project, gate: Gate) -> None:
    """Sentence starts are those of the new text."""
    [place] = add_interview(project, gate, "S-333", ["We met cherry maywood. Then it rained."])
    redaction.redact(project, Gate(roster=["cherry maywood"]))
    [passage] = [p for p in project.passages() if p.id == place]
    assert passage.text[passage.sentences[1] :] == "Then it rained."
    assert project.corpus().passages.length[-1] == len(passage.text)


@pytest.mark.parametrize("seed", range(6))
def test_random_histories_leave_no_canary(tmp_path: Path, gate: Gate, seed: int) -> None:
    """Whatever was done to a case before it withdrew, its words are in no byte afterwards."""
    assert campaign(tmp_path / "random.db", gate, seed) == 0


def campaign(path: Path, gate: Gate, seed: int) -> int:
    """One random history of coding, memos, edits, undo and withdrawal; canaries left in the file's bytes."""
    from tests.conftest import add_codes

    dice = random.Random(seed)  # noqa: S311 - a test's dice
    canary = f"the lighthouse keeper counted to {seed} before the storm began"
    with Project.create(path) as project:
        for handle in ("A1", "B2"):
            project.add_coder(gate.handle(handle))
        add_codes(project, lambda text: gate.screen(text).masked, ["barriers", "police-contact", "stigma"])
        kept = add_interview(project, gate, "S-222", ["The waitlist was long and nobody called."])
        gone = add_interview(
            project, gate, "S-333", [f"She said {canary}.", f"And {canary}, she said again."]
        )
        for _ in range(dice.randint(5, 25)):
            _act(project, gate, dice, [*kept, *gone], canary)
        if dice.random() < 0.5:
            project.copy_to(path.with_name(f"copy-{seed}.db"))
        done = cases.withdraw(project, "S-333")
        assert project.problems() == []
        left = done.leftovers
    return left + sum(canary.encode() in each.read_bytes() for each in path.parent.glob("*.db*"))


def _act(project: Project, gate: Gate, dice: random.Random, places: list[int], canary: str) -> None:
    coder, place = dice.choice(["A1", "B2"]), dice.choice(places)
    standing = [each for each in project.codings() if each.coder == coder]
    match dice.choice(["apply", "apply", "memo", "remove", "resize", "undo", "redo", "amend"]):
        case "apply":
            start = dice.randint(0, 10)
            wanted = coding.Wanted(place, Span(start, start + dice.randint(1, 20)), dice.randint(1, 3))
            coding.apply(project, coder, [wanted])
        case "memo" if place != places[0]:
            coding.write_memo(
                project, gate, coder, target="passage", target_id=place, kind="theory", text=f"again {canary}"
            )
        case "amend" if place != places[0]:
            with project.change("edit memo", coder) as rows:
                seen = gate.screen(f"Now {canary} {dice.randint(0, 9)}")
                rows.update(passages, place, text=seen.masked, length=len(seen.masked.text))
        case "remove" if standing:
            coding.remove(project, coder, dice.choice(standing))
        case "resize" if standing:
            chosen = dice.choice(standing)
            taken = {(c.start, c.end, c.code, c.passage) for c in standing}
            if (chosen.start, chosen.start + 26, chosen.code, chosen.passage) not in taken:
                coding.resize(project, coder, chosen, Span(chosen.start, chosen.start + 26))
        case "undo" | "redo" as turn:
            try:
                project.undo(coder) if turn == "undo" else project.redo(coder)
            except ConflictError:
                return
