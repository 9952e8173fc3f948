"""An answer can be written anew: its codings and memos move along, and all of it can be taken back.

Everybody named here is invented.
"""

import sqlite3
import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from codebook import coding, redaction
from codebook.deid.gate import Gate
from codebook.errors import CodebookError, ConflictError
from codebook.intake import amending
from codebook.model.span import Span
from codebook.store import writing
from codebook.store.project import Project
from codebook.store.tables import codings, memos
from tests.conftest import TEXT, add_interview, code_at

LONG = (1, 0, 22, 2)  # "The waitlist was long."
CALLED = (1, 23, 41, 1)  # "Nobody called back"
JUDGED = (1, 71, 84, 4)  # "I felt judged"


def held(project: Project) -> dict[str, list[tuple[object, ...]]]:
    """Every row that an amendment may write, as it stands in the file."""
    found = {}
    with sqlite3.connect(project.path) as outside:
        for table in ("passages", "codings", "memos", "allowed", "interviews"):
            found[table] = outside.execute(f"SELECT * FROM {table} ORDER BY id").fetchall()
    outside.close()
    return found


def excerpts(project: Project) -> list[tuple[str, int, str]]:
    """Codings as the words they cover, their codes and coders."""
    texts = {passage.id: passage.text for passage in project.passages()}
    return [(texts[c.passage][c.start : c.end], c.code, c.coder) for c in project.codings()]


def note_on(project: Project, gate: Gate, target: str, number: int, text: str = "Compare later.") -> None:
    """A memo by the second coder."""
    kind = "coding" if target == "coding" else "passage"
    coding.write_memo(project, gate, "B2", target=kind, target_id=number, kind="theory", text=text)


def test_codings_stay_on_their_words_when_others_are_added(project: Project, gate: Gate) -> None:
    """What stands before an addition is unchanged, what stands behind it moves, both keep their words."""
    code_at(project, "A1", [LONG, JUDGED])
    code_at(project, "B2", [CALLED])
    before = excerpts(project)
    made = amending.preview(project, gate, 1, TEXT.replace("back, and", "back for weeks, and"))
    assert [each.fate for each in made.fates] == ["unchanged", "unchanged", "moved"]
    assert project.passages()[0].text == TEXT
    amending.amend(project, "A1", made)
    assert "for weeks" in project.passages()[0].text
    assert excerpts(project) == before
    assert project.history()[0].phrase == "amend answer"
    assert project.problems() == []


def test_a_preview_says_what_an_excerpt_becomes(project: Project, gate: Gate) -> None:
    """Old words and new words of every coder's coding; one without words left is removed, and said so."""
    code_at(project, "A1", [LONG])
    code_at(project, "B2", [CALLED])
    [_, second] = project.codings()
    note_on(project, gate, "coding", second.id)
    made = amending.preview(project, gate, 1, "The waitlist was very long. They never came.")
    told = [(each.fate, each.before, each.after, each.memos) for each in made.fates]
    assert told[0] == ("changed", "The waitlist was long.", "The waitlist was very long.", 0)
    made = amending.preview(project, gate, 1, TEXT.replace("Nobody called back, and t", "T"))
    assert [(each.fate, each.before, each.memos) for each in made.fates][1] == (
        "removed",
        "Nobody called back",
        1,
    )
    amending.amend(project, "A1", made)
    [memo] = project.memos()
    assert (memo.target, memo.target_id, memo.coder) == ("passage", 1, "B2")
    assert [words for words, _, _ in excerpts(project)] == ["The waitlist was long."]
    project.undo("A1")
    [memo] = project.memos()
    assert (memo.target, memo.target_id) == ("coding", second.id)


def test_a_coding_with_nothing_left_but_a_full_stop_has_no_words(project: Project, gate: Gate) -> None:
    """It is removed and said so, rather than left on a sign."""
    code_at(project, "A1", [(1, 23, 69, 1)])
    made = amending.preview(project, gate, 1, "The waitlist was long. I felt judged.")
    assert [each.fate for each in made.fates] == ["removed"]


def test_codings_that_come_to_coincide_are_united(project: Project, gate: Gate) -> None:
    """One coding is left of two of the same code and coder, with the memos of both; another coder's stays."""
    code_at(project, "A1", [(1, 0, 12, 2), (1, 0, 22, 2)])
    code_at(project, "B2", [(1, 0, 22, 2)])
    longer = next(each for each in project.codings() if (each.end, each.coder) == (22, "A1"))
    note_on(project, gate, "coding", longer.id)
    made = amending.preview(project, gate, 1, "The waitlist. Nobody called back, and the police never came.")
    before = held(project)
    amending.amend(project, "A1", made)
    kept = [each for each in project.codings() if each.coder == "A1"]
    assert len(kept) in {1, 2}
    made = amending.preview(project, gate, 1, "The waitlist")
    amending.amend(project, "A1", made)
    [kept] = [each for each in project.codings() if each.coder == "A1"]
    [memo] = project.memos()
    assert (memo.target, memo.target_id) == ("coding", kept.id)
    assert len(project.codings()) == 2
    project.undo("A1")
    project.undo("A1")
    assert held(project) == before


def test_a_name_in_the_new_text_is_masked_and_said(project: Project, gate: Gate) -> None:
    """The gate reads what was typed; nothing of a name reaches the file."""
    typed = TEXT + " Her sister Wilhelmina Oakenshield rang twice."
    made = amending.preview(project, gate, 1, typed)
    assert made.masked == {"person": 1}
    assert "[PERSON-1]" in made.text
    amending.amend(project, "A1", made)
    project.undo("A1")
    assert b"Wilhelmina" not in project.path.read_bytes()


def test_a_number_that_stands_in_the_case_is_nobody_elses(project: Project, gate: Gate) -> None:
    """Somebody new gets a number that no answer of the case has, also one that the edit takes out."""
    one, other = add_interview(project, gate, "S-333", ["She met [PERSON-1] there.", "And [PERSON-4] too."])
    made = amending.preview(project, gate, one, "She met Wilhelmina Oakenshield there.")
    assert made.text == "She met [PERSON-5] there."
    assert project.texts([other])[other] == "And [PERSON-4] too."


def test_words_that_may_stand_in_the_interview_may_stand_here(project: Project, gate: Gate) -> None:
    """What a person let stand in these notes is not masked when an answer of them is amended."""
    typed = TEXT + " Her friend Rosalind Farthingale called."
    assert amending.preview(project, gate, 1, typed).masked
    with project.change("import interview") as rows:
        writing.allow(rows, gate.allowed("Rosalind Farthingale"), "not a name", 1)
    made = amending.preview(project, gate, 1, typed)
    assert not made.masked
    amending.amend(project, "A1", made)
    assert redaction.unmasked(project, gate) == []


def test_a_preview_that_is_out_of_date_is_refused(project: Project, gate: Gate) -> None:
    """Neither another text nor another coding since the preview is overwritten."""
    made = amending.preview(project, gate, 1, TEXT + " She left.")
    later = amending.preview(project, gate, 1, TEXT + " She stayed.")
    amending.amend(project, "B2", later)
    before = held(project)
    with pytest.raises(ConflictError, match="since the preview"):
        amending.amend(project, "A1", made)
    made = amending.preview(project, gate, 1, TEXT)
    code_at(project, "B2", [LONG])
    with pytest.raises(ConflictError, match="since the preview"):
        amending.amend(project, "A1", made)
    assert held(project)["passages"] == before["passages"]


def test_a_status_changes_with_or_without_text(project: Project, gate: Gate) -> None:
    """Text makes a blank answer answered, none makes it blank, and a person may say what it is."""
    amending.amend(project, "A1", amending.preview(project, gate, 2, "  "))
    assert project.passages()[1].status == "blank"
    amending.amend(project, "A1", amending.preview(project, gate, 2, "", "declined"))
    assert project.passages()[1].status == "declined"
    with pytest.raises(CodebookError, match="needs a text"):
        amending.preview(project, gate, 2, "", "answered")
    amending.amend(project, "A1", amending.preview(project, gate, 2, "", "blank"))
    amending.amend(project, "A1", amending.preview(project, gate, 2, "She went home."))
    assert (project.passages()[1].status, project.passages()[1].text) == ("answered", "She went home.")
    while project.undo("A1"):
        pass
    assert project.passages()[1].status == "answered"


def test_nothing_new_leaves_no_entry(project: Project, gate: Gate) -> None:
    """The same text and status is no change."""
    entries = len(project.history())
    amending.amend(project, "A1", amending.preview(project, gate, 1, TEXT))
    assert len(project.history()) == entries


def test_an_amendment_others_have_coded_on_is_not_taken_back(project: Project, gate: Gate) -> None:
    """Their boundaries belong to the new text; once they are gone, the old text comes back."""
    amending.amend(project, "A1", amending.preview(project, gate, 1, "So. " + TEXT))
    code_at(project, "B2", [(1, 4, 26, 2)])
    with pytest.raises(ConflictError, match="coded this answer since"):
        project.undo("A1")
    project.undo("B2")
    assert project.undo("A1") == "amend answer"
    with pytest.raises(ConflictError, match="text has changed since"):
        project.redo("B2")
    project.redo("A1")
    assert project.redo("B2") == "apply codings"
    assert excerpts(project) == [("The waitlist was long.", 2, "B2")]


def test_a_coding_removed_before_an_amendment_does_not_come_back_on_other_words(
    project: Project, gate: Gate
) -> None:
    """Undoing a removal is refused once the words have moved."""
    code_at(project, "B2", [LONG])
    coding.remove(project, "B2", project.codings()[0])
    amending.amend(project, "A1", amending.preview(project, gate, 1, "So. " + TEXT))
    with pytest.raises(ConflictError, match="text has changed since"):
        project.undo("B2")
    project.undo("A1")
    project.undo("B2")
    assert excerpts(project) == [("The waitlist was long.", 2, "B2")]


def test_the_columns_follow_a_new_text(project: Project, gate: Gate) -> None:
    """Length, words and boundaries are those of another handle that has read everything anew."""
    code_at(project, "A1", [LONG, JUDGED])
    base = project.corpus().base
    amending.amend(project, "A1", amending.preview(project, gate, 1, "So it was. " + TEXT))
    now = project.corpus()
    assert now.base is base  # nothing but the answers' columns and this answer's codings is read again
    with Project.open(project.path) as other:
        fresh = other.corpus()
        assert now.passages.length.tolist() == fresh.passages.length.tolist()
        assert now.codings.start.tolist() == fresh.codings.start.tolist()
    assert now.passages.length.tolist()[0] == len(TEXT) + 11


def test_redaction_reaches_the_text_before_an_amendment(project: Project, gate: Gate) -> None:
    """What an edit took out stays in the history, until a redaction of its words destroys that too."""
    amending.amend(project, "A1", amending.preview(project, gate, 1, TEXT.replace("waitlist", "queue")))
    assert b"waitlist" in project.path.read_bytes()
    redaction.redact(project, Gate(roster=["waitlist"]))
    assert b"The waitlist" not in project.path.read_bytes()
    assert project.undo("A1") is None


PARTS = st.lists(
    st.sampled_from(["she waited", "and", "left", "the queue", "was long", "again", "\n"]), max_size=14
)
SPANS = st.lists(
    st.tuples(st.integers(0, 60), st.integers(1, 24), st.integers(1, 2), st.integers(1, 2)), max_size=40
)


def cleared(project: Project) -> None:
    """Take all codings and memos away, since every example finds the same project."""
    with project.change("remove coding") as rows:
        for memo in project.memos():
            rows.delete(memos, memo.id)
        for each in project.codings():
            rows.delete(codings, each.id)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(first=PARTS, second=PARTS, spans=SPANS)
def test_taking_an_amendment_back_restores_every_row(
    project: Project, gate: Gate, first: list[str], second: list[str], spans: list[tuple[int, int, int, int]]
) -> None:
    """However many codings moved past each other: undo gives the rows before, redo those after."""
    cleared(project)
    place = 1
    amending.amend(project, "B2", amending.preview(project, gate, place, " ".join(first)))
    text = project.texts([place])[place]
    kept = {
        (place, start, min(start + length, len(text)), code, coder)
        for start, length, code, coder in spans
        if start < len(text)
    }
    for coder, handle in ((1, "A1"), (2, "B2")):
        if own := [row[:4] for row in sorted(kept) if row[4] == coder]:
            code_at(project, handle, own)
    for each in project.codings(passage=place)[::3]:
        note_on(project, gate, "coding", each.id)
    before = held(project)
    made = amending.preview(project, gate, place, " ".join(second))
    amending.amend(project, "A1", made)
    after = held(project)
    assert len({(c.start, c.end, c.code, c.coder) for c in project.codings(passage=place)}) == len(
        project.codings(passage=place)
    )
    if after != before:
        assert project.undo("A1") == "amend answer"
        assert held(project) == before
        assert project.redo("A1") == "amend answer"
        assert held(project) == after
        assert project.undo("A1") == "amend answer"
    assert project.problems() == []


def test_a_very_long_answer_is_amended_in_seconds(project: Project, gate: Gate) -> None:
    """Two hundred thousand characters with codings all over."""
    long = "The waitlist was long. Nobody called back. " * 4650
    amending.amend(project, "A1", amending.preview(project, gate, 2, long))
    code_at(project, "A1", [(2, at, at + 22, 2) for at in range(0, 190_000, 4300)])
    started = time.monotonic()
    made = amending.preview(project, gate, 2, long.replace("Nobody", "So nobody", 1))
    amending.amend(project, "A1", made)
    assert time.monotonic() - started < 60
    assert {words for words, _, _ in excerpts(project)} == {"The waitlist was long."}
    assert Span(0, 22) == made.fates[0].span
