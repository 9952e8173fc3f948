"""What is withdrawn or redacted is gone from rows, ledger and bytes; the rest stays whole.

Everybody named here is invented.
"""

import random
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import pytest

from codebook import cases, coding, redaction
from codebook.deid.gate import Gate
from codebook.errors import CodebookError, ConflictError
from codebook.intake import amending
from codebook.model.span import Span
from codebook.store import erasing, proving, reading, writing
from codebook.store.project import Project
from codebook.store.tables import guides, memos
from tests.conftest import add_codes, add_interview, code_at

CANARY = "a sentence nobody else ever said about the lighthouse keeper"
LATE = "at the corner table"  # what is found to be telling only later, and redacted
# What these invented texts speak of; that the gate lets it stand is not what is tested here.
SAID = (
    CANARY,
    "long corner table upstairs",
    "corner table upstairs",
    "they met at the long corner table upstairs",
    "red kitchen",
    "blue kitchen",
    "lanterns of the harbour",
    "harbour",
    "cherry maywood",
    "lighthouse keeper",
    "lighthouse",
    "keeper",
    "storm",
    "at the corner table",
    "corner table",
    "long corner table",
    "kitchen",
    "kite",
)
RARER = ("enter", "redact", "back up", "remove", "resize")


def knowing(*roster: str) -> Gate:
    """A gate that looks for these names and lets stand what the texts of these tests speak of."""
    return Gate(roster=roster, allow=SAID)


@pytest.fixture(scope="session")
def gate() -> Gate:
    """A gate that knows no names."""
    return knowing()


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
    done = redaction.redact(project, knowing("Corner Table"))
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
    assert redaction.redact(project, knowing("Corner Table")).leftovers == 0
    assert b"corner table" not in project.path.read_bytes()
    assert project.redo("A1") is None


@pytest.mark.parametrize("name", ["copy.db", "yesterday.bak"])
def test_redaction_reaches_copies_in_the_folder(project: Project, gate: Gate, name: str) -> None:
    """A backup beside the project loses the word as well, whatever it is called."""
    add_interview(project, gate, "S-333", ["They met at the corner table twice."])
    copy = project.path.with_name(name)
    project.copy_to(copy)
    done = redaction.redact(project, knowing("corner table"))
    assert (done.copies, done.leftovers) == ((copy,), 0)
    assert b"corner table" not in copy.read_bytes()
    with Project.open(copy) as opened:
        assert opened.problems() == []


def test_an_id_that_names_somebody_is_told_of(project: Project, gate: Gate) -> None:
    """It cannot be masked, so that redaction does not call the name gone, and a check names the place."""
    with project.change("load guide") as rows:
        rows.insert(
            guides,
            ref=gate.ident("D.kite", place="id"),
            title=gate.screen("About the house").masked,
            role="survivor",
            own=0,
        )
    assert redaction.unmasked(project, gate) == []
    late = knowing("Kite")
    done = redaction.redact(project, late)
    assert (done.rows, done.ids, done.leftovers) == (0, 1, 1)
    [problem] = redaction.unmasked(project, late)
    assert problem == "guides 1, ref: this id would now be refused, and cannot be masked"


def test_a_withdrawal_counts_the_words_that_may_stand_everywhere(project: Project, gate: Gate) -> None:
    """They are tied to no case, so they stay, and the result says how many."""
    with project.change("allow words") as rows:
        writing.allow(rows, gate.allowed("Harbour Walk"), "not a name", None)
    assert cases.withdraw(project, "S-222").allowed == 1


def test_a_coding_removed_before_a_redaction_does_not_come_back_astray(project: Project, gate: Gate) -> None:
    """Its boundaries are those of the old text, so that its removal is closed to undo."""
    [place] = add_interview(project, gate, "S-333", ["Then they met at the long corner table upstairs."])
    code_at(project, "A1", [(place, 38, 47, 1)])
    coding.remove(project, "A1", project.codings(passage=place)[0])
    redaction.redact(project, knowing("they met at the long corner table"))
    assert project.undo("A1") is None
    assert project.problems() == []


def test_numbers_are_not_shared_across_cases(project: Project, gate: Gate) -> None:
    """A body has the next free number of each case, whatever number it has in another one."""
    [first] = add_interview(
        project,
        gate,
        "S-333",
        ["They met in the red kitchen, and in the blue kitchen, and at [AGENCY-4]."],
    )
    [second] = add_interview(project, gate, "S-444", ["She slept in the blue kitchen."])
    for place in (second, first):
        coding.write_memo(
            project,
            gate,
            "A1",
            target="passage",
            target_id=place,
            kind="theory",
            text="why the blue kitchen?",
        )
    redaction.redact(project, knowing("red kitchen", "blue kitchen"))
    stored = project.texts([first, second])
    assert stored[first] == "They met in the [AGENCY-6], and in the [AGENCY-5], and at [AGENCY-4]."
    assert stored[second] == "She slept in the [AGENCY-1]."
    assert [memo.text for memo in project.memos()] == ["why the [AGENCY-1]?", "why the [AGENCY-5]?"]


def test_codings_do_not_meet_where_a_redaction_makes_one_word_longer_and_another_shorter(
    project: Project, gate: Gate
) -> None:
    """A coding moves on to where the next one stood, although the text as a whole became shorter."""
    text = "kite said they waited and waited and waited at the long corner table upstairs."
    [place] = add_interview(project, gate, "S-333", [text])
    code_at(project, "A1", [(place, 10, 14, 1), (place, 16, 20, 1), (place, 22, 26, 1)])
    redaction.redact(project, knowing("kite", "long corner table upstairs"))
    stored = project.texts([place])[place]
    assert len(stored) < len(text)
    covered = [stored[c.start : c.end] for c in project.codings(passage=place)]
    assert covered == [text[10:14], text[16:20], text[22:26]]


def test_redaction_without_finds_changes_nothing(project: Project) -> None:
    """A word that stands nowhere leaves the project as it is but for the entry."""
    before = project.read(reading.every_text)
    assert redaction.redact(project, knowing("Zebediah")).rows == 0
    assert project.read(reading.every_text) == before


def test_sentences_follow_a_redaction(project: Project, gate: Gate) -> None:
    """Sentence starts are those of the new text."""
    [place] = add_interview(project, gate, "S-333", ["We met cherry maywood. Then it rained."])
    redaction.redact(project, knowing("cherry maywood"))
    [passage] = [p for p in project.passages() if p.id == place]
    assert passage.text[passage.sentences[1] :] == "Then it rained."
    assert project.corpus().passages.length[-1] == len(passage.text)


def test_a_long_text_is_found_in_the_pieces_the_file_keeps_it_in(project: Project, gate: Gate) -> None:
    """A text of many pages, no page of which holds it whole, is told apart from what others said too."""
    long = " ".join(f"they waited {number} hours and nobody called back" for number in range(400, 800))
    add_interview(project, gate, "S-333", [long])
    project.close()
    unheld = proving.Standing(b"", b"")
    assert long.encode() not in project.path.read_bytes()
    assert proving.in_bytes(project.path, [long, "Yes."], unheld) == proving.Proof(1, 1, 1)
    assert project.proved([long]) == proving.Proof(0, 0, 1)
    done = cases.withdraw(project, "S-333")
    assert (done.leftovers, done.searched, done.untold) == (0, 1, 0)


def test_a_short_word_kept_somewhere_is_not_called_gone(
    project: Project, gate: Gate, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name too short for bytes is read for in every row and image; both ways to write it are told of."""
    coding.write_memo(
        project, gate, "A1", target="passage", target_id=1, kind="theory", text="ask about the kite"
    )
    project.undo("A1")
    add_interview(project, gate, "S-333", ["They saw a Kite twice."])
    monkeypatch.setattr(Project, "forget", lambda *_: None)
    done = redaction.redact(project, knowing("kite"))
    assert (done.leftovers, done.searched, done.untold) == (1, 0, 2)


def memo(project: Project, gate: Gate, place: int, text: str) -> None:
    """A memo of A1 on a coding."""
    coding.write_memo(project, gate, "A1", target="coding", target_id=place, kind="theory", text=text)


def test_memos_stay_with_their_passage_when_a_redaction_merges_codings(project: Project, gate: Gate) -> None:
    """Two codings become one that has both memos; the case takes them along when it withdraws."""
    [place] = add_interview(project, gate, "S-333", ["They met at the corner table twice."])
    code_at(project, "A1", [(place, 16, 22, 1), (place, 23, 28, 1)])
    for at, each in enumerate(project.codings(passage=place)):
        memo(project, gate, each.id, f"{CANARY} {at}")
    redaction.redact(project, knowing("corner table"))
    [left] = project.codings(passage=place)
    assert {(each.target, each.target_id) for each in project.memos()} == {("coding", left.id)}
    assert len(project.memos()) == 2
    assert project.problems() == []
    assert cases.withdraw(project, "S-333").leftovers == 0
    assert project.memos() == []
    assert CANARY.encode() not in project.path.read_bytes()


def test_a_memo_that_was_removed_from_a_merged_coding_does_not_outlive_the_case(
    project: Project, gate: Gate
) -> None:
    """What the ledger keeps of it goes with the coding."""
    [place] = add_interview(project, gate, "S-333", ["They met at the corner table twice."])
    code_at(project, "A1", [(place, 16, 22, 1), (place, 23, 28, 1)])
    memo(project, gate, project.codings(passage=place)[1].id, CANARY)
    project.undo("A1")
    redaction.redact(project, knowing("corner table"))
    cases.withdraw(project, "S-333")
    assert CANARY.encode() not in project.path.read_bytes()


def test_a_memo_on_something_gone_is_refused(project: Project, gate: Gate) -> None:
    """Somebody withdrew the case in another window: the memo has nowhere to stand."""
    [place] = add_interview(project, gate, "S-333", ["And then she left."])
    code_at(project, "A1", [(place, 0, 3, 1)])
    [coded] = project.codings(passage=place)
    with Project.open(project.path) as other:
        cases.withdraw(other, "S-333")
    with pytest.raises(ConflictError, match="gone by now"):
        memo(project, gate, coded.id, CANARY)
    assert project.memos() == []


def test_a_memo_on_nothing_is_reported_and_swept(project: Project, gate: Gate) -> None:
    """A file of before, in which such a memo stayed: check names it, and a withdrawal takes it out."""
    with project.change("write memo", "A1") as rows:
        words = {"kind": "theory", "coder_id": project.coder_id("A1"), "text": gate.screen(CANARY).masked}
        rows.insert(memos, target="coding", target_id=99, **words)
        former = rows.insert(memos, target="coding", target_id=98, **words)
    with project.change("remove memo", "A1") as rows:
        rows.delete(memos, former)
    assert any("1 memos are on something that is gone" in problem for problem in project.problems())
    assert cases.withdraw(project, "S-222").leftovers == 0
    assert project.problems() == []
    assert CANARY.encode() not in project.path.read_bytes()


@pytest.mark.parametrize("seed", range(6))
def test_random_histories_leave_no_canary(tmp_path: Path, gate: Gate, seed: int) -> None:
    """Whatever was done to a case before it withdrew, its words are in no byte afterwards."""
    assert campaign(tmp_path / "random.db", gate, seed) == 0


@dataclass
class History:
    """One random history of a project in which S-333 will withdraw; `left` counts what was found in bytes."""

    project: Project
    gate: Gate
    late: Gate
    dice: random.Random
    canary: str
    kept: list[int]
    gone: list[int]
    left: int = 0

    def act(self) -> None:
        """Do one thing somebody could do."""
        coder = self.dice.choice(["A1", "B2"])
        match self.dice.choice([*("apply",) * 4, *("undo", "redo", "memo", "memo", "amend"), *RARER]):
            case "apply":
                start = self.dice.randint(0, 10)
                span = Span(start, start + self.dice.randint(1, 20))
                place, code = self.dice.choice([*self.kept, *self.gone]), self.dice.randint(1, 3)
                coding.apply(self.project, coder, [coding.Wanted(place, span, code)])
            case "undo" | "redo" as turn:
                try:
                    self.project.undo(coder) if turn == "undo" else self.project.redo(coder)
                except ConflictError:
                    return
            case "memo":
                self._memo(coder)
            case "amend":
                place = self.dice.choice(self.gone)
                typed = f"Now {self.canary} {self.dice.randint(0, 9)} {LATE}"
                amending.amend(self.project, coder, amending.preview(self.project, self.gate, place, typed))
            case other:
                self._rarer(other, coder)

    def _rarer(self, what: str, coder: str) -> None:
        standing = [each for each in self.project.codings() if each.coder == coder]
        match what:
            case "enter":
                self._enter()
            case "redact":
                self.left += redaction.redact(self.project, self.late).leftovers
                files = [self.project.path, *self.project.copies()]
                self.left += sum(LATE.encode() in each.read_bytes() for each in files)
            case "back up":
                copies = len(self.project.copies())
                self.project.copy_to(self.project.path.with_name(f"copy-{copies}.db"))
            case "remove" if standing:
                coding.remove(self.project, coder, self.dice.choice(standing))
            case "resize" if standing:
                chosen = self.dice.choice(standing)
                taken = {(c.start, c.end, c.code, c.passage) for c in standing}
                if (chosen.start, chosen.start + 26, chosen.code, chosen.passage) not in taken:
                    coding.resize(self.project, coder, chosen, Span(chosen.start, chosen.start + 26))

    def _memo(self, coder: str) -> None:
        own = [each.id for each in self.project.codings() if each.passage in self.gone]
        target: tuple[Literal["coding", "passage"], int] = (
            ("coding", self.dice.choice(own))
            if own and self.dice.random() < 0.5
            else ("passage", self.dice.choice(self.gone))
        )
        words = f"again {self.canary} {LATE}"
        coding.write_memo(
            self.project, self.gate, coder, target=target[0], target_id=target[1], kind="theory", text=words
        )

    def _enter(self) -> None:
        case = self.project.case_named("S-333")
        with self.project.change("import interview") as rows:
            number = len(self.project.interviews())
            interview, _ = writing.add_interview(
                rows, case.id, None, f"notes {number}".encode(), "documented"
            )
            seen = self.gate.screen(f"Later, {self.canary} {LATE}.")
            self.gone.append(
                writing.add_passage(
                    rows, interview, question_id=None, position=1, status="answered", screened=seen
                )
            )


def campaign(path: Path, gate: Gate, seed: int, late: Gate | None = None) -> int:
    """One random history of entry, amending, redaction, coding, memos, undo, backup and withdrawal.

    What is left of the case in the bytes of the file and of its copies is counted.
    """
    dice = random.Random(seed)  # noqa: S311 - a test's dice
    canary = f"the lighthouse keeper counted to {seed} before the storm began"
    gate, late = (each.extended(allow=[canary]) for each in (gate, late or knowing(LATE)))
    with Project.create(path) as project:
        for handle in ("A1", "B2"):
            project.add_coder(gate.handle(handle))
        add_codes(project, lambda text: gate.screen(text).masked, ["barriers", "police-contact", "stigma"])
        kept = add_interview(project, gate, "S-222", ["The waitlist was long and nobody called."])
        texts = [f"She said {canary}.", f"And {canary} {LATE}, she said again."]
        gone = add_interview(project, gate, "S-333", texts)
        told = History(project, gate, late, dice, canary, kept, gone)
        for _ in range(dice.randint(5, 25)):
            told.act()
        assert canary.encode() in path.read_bytes(), "a canary that was never stored proves nothing"
        done = cases.withdraw(project, "S-333")
        assert project.problems() == []
    files = list(path.parent.glob("*.db*"))
    return told.left + done.leftovers + sum(canary.encode() in each.read_bytes() for each in files)
