"""Notes taken in again take the place of an interview's text; no coding is lost unsaid.

Everybody named here is invented.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from codebook import coding, redaction, screening
from codebook.deid.gate import Gate
from codebook.editing import loading
from codebook.errors import BadInputError, CodebookError, ConflictError
from codebook.intake import files, guiding, replacing
from codebook.intake.keeping import Imported, KnownNotesError
from codebook.intake.matching import Answered, matched
from codebook.intake.remapping import count
from codebook.model.span import Span
from codebook.settings import codebook_file, sample_folder
from codebook.store.project import Project
from tests.intake.test_amending import held

NOTE = """# Interview with a survivor

### Reported to the police

She went to the police twice. Nobody called her back.

### Safe now

The shelter has a lock on the door.

### Suggestions

Shorter waiting lists.
"""


@pytest.fixture
def study(tmp_path: Path, gate: Gate) -> Iterator[Project]:
    """One interview of three answers, two of them coded."""
    with Project.create(tmp_path / "study.db") as project:
        loading.load_codebook(project, gate, codebook_file("starter"))
        path = written(tmp_path, NOTE)
        files.accept(project, gate, files.read(path, guiding.guide_named("C"), project))
        for coder in ("A1", "B2"):
            coding.join(project, gate, coder)
        for coder, quote in (("A1", "Nobody called her back."), ("B2", "a lock on the door")):
            code(project, coder, quote)
        yield project


def code(project: Project, coder: str, quote: str) -> None:
    """Apply a code to some words."""
    place = next(each for each in project.passages() if quote in each.text)
    start = place.text.index(quote)
    wanted = coding.Wanted(place.id, Span(start, start + len(quote)), project.codes().find("access").id)
    coding.apply(project, coder, [wanted])


def written(folder: Path, text: str) -> Path:
    """A note file."""
    path = folder / "note.md"
    path.write_text(text, encoding="utf-8")
    return path


def again(
    project: Project, gate: Gate, text: str, coder: str = "A1"
) -> tuple[replacing.Replacement, Imported]:
    """Take a text in, in place of the only interview."""
    [only] = project.interviews()
    path = written(project.path.parent, text)
    notes = files.read(path, guiding.guide_named("C"), project)
    draft = replacing.draft(project, gate, notes, only.code)
    planned = replacing.preview(project, draft, only.code)
    return planned, replacing.replace(project, gate, "A1", planned)


def quotes(project: Project) -> set[tuple[str, str]]:
    """Who coded which words."""
    texts = {passage.id: passage.text for passage in project.passages()}
    return {(each.coder, texts[each.passage][each.start : each.end]) for each in project.codings()}


def test_codings_follow_their_words_into_the_new_text(study: Project, gate: Gate) -> None:
    """Answers in another order, with words added: every coding keeps its words; undo brings all back."""
    before, rows = quotes(study), held(study)
    sections = NOTE.split("### ")
    text = "### ".join(
        [sections[0], sections[2], sections[1].replace("twice.", "twice in spring."), sections[3]]
    )
    planned, done = again(study, gate, text)
    assert (count(planned.fates), planned.kept, planned.gone) == ({"moved": 1, "unchanged": 1}, (), ())
    assert quotes(study) == before
    refs = [each.question_ref for each in study.passages() if each.question_ref]
    assert refs[:2] == ["C.safety-now", "C.reported"]
    assert done.withdrawal_code is None
    assert study.history()[0].phrase == "replace interview"
    after = held(study)
    assert study.undo("A1") == "replace interview"
    assert held(study) == rows
    assert study.redo("A1") == "replace interview"
    assert held(study) == after
    assert study.problems() == []


def test_a_coded_answer_that_is_gone_stays_and_an_uncoded_one_goes(study: Project, gate: Gate) -> None:
    """What somebody coded is kept and told of; what nobody touched goes; undo brings it back."""
    text = NOTE.partition("### Safe now")[0] + "### Who helped\n\nA neighbour drove her.\n"
    planned, _ = again(study, gate, text)
    assert [each.text for each in planned.kept] == ["The shelter has a lock on the door."]
    assert [each.text for each in planned.gone] == ["Shorter waiting lists."]
    assert ("B2", "a lock on the door") in quotes(study)
    texts = [each.text for each in study.passages()]
    assert "Shorter waiting lists." not in texts
    assert "A neighbour drove her." in "\n".join(texts)
    study.undo("A1")
    assert "Shorter waiting lists." in [each.text for each in study.passages()]


def test_an_answer_emptied_in_the_file_keeps_its_coded_text(study: Project, gate: Gate) -> None:
    """A blank answer does not take the words from under a coding."""
    planned, _ = again(study, gate, NOTE.replace("The shelter has a lock on the door.", ""))
    assert [each.text for each in planned.kept] == ["The shelter has a lock on the door."]
    assert ("B2", "a lock on the door") in quotes(study)


SECTIONS = (
    ("Reported to the police", "She went to the police twice. Nobody called her back."),
    ("Safe now", "The shelter has a lock on the door."),
    ("Suggestions", "Shorter waiting lists."),
    ("Help needed", "A place to sleep. The shelter has a lock on the door."),
)
CHANGES = st.sampled_from(["", "Nobody called her back.", "the door", "So it was.", "twice"])


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(order=st.permutations(SECTIONS), left=st.integers(0, 4), words=st.tuples(CHANGES, CHANGES))
def test_no_coding_is_lost_unsaid(
    study: Project, gate: Gate, order: list[tuple[str, str]], left: int, words: tuple[str, str]
) -> None:
    """Whatever the new file holds, each coding stands or was told of, and undo restores all rows."""
    gone, more = words
    parts = [f"### {title}\n\n{text.replace(gone, more) if gone else text}\n" for title, text in order[:left]]
    before, rows = len(study.codings()), held(study)
    planned, _ = again(study, gate, "\n".join(["# Interview with a survivor\n", *parts]))
    counts = count(planned.fates)
    lost = counts.get("removed", 0) + counts.get("united", 0)
    assert len(study.codings()) == before - lost
    texts = {each.id: each.text for each in study.passages()}
    assert all(texts[each.passage][each.start : each.end].strip() for each in study.codings())
    after = held(study)
    if study.history()[0].phrase == "replace interview":
        assert study.undo("A1") == "replace interview"
        assert held(study) == rows
        assert study.redo("A1") == "replace interview"
        assert held(study) == after
        assert study.undo("A1") == "replace interview"


def test_the_same_file_is_known_and_may_replace_itself(study: Project, gate: Gate) -> None:
    """The new content is what is noticed from now on; the interview's own may be taken in again."""
    again(study, gate, NOTE)
    again(study, gate, NOTE.replace("twice", "three times"))
    path = written(study.path.parent, NOTE.replace("twice", "three times"))
    with pytest.raises(KnownNotesError):
        files.accept(study, gate, files.read(path, guiding.guide_named("C"), study))
    other = written(study.path.parent, NOTE.replace("twice", "often"))
    taken = files.accept(study, gate, files.read(other, guiding.guide_named("C"), study))
    notes = files.read(other, guiding.guide_named("C"), study)
    first = next(each.code for each in study.interviews() if each.code != taken.interview)
    with pytest.raises(KnownNotesError):
        replacing.draft(study, gate, notes, first)


def test_words_let_stand_stay_allowed_unless_all_is_decided_anew(study: Project, gate: Gate) -> None:
    """Without a review they stand again; with one they are asked for, and forgotten when not kept."""
    named = NOTE.replace("back.", "back. Rosalind Farthingale did.")
    [only] = study.interviews()
    notes = files.read(written(study.path.parent, named), guiding.guide_named("C"), study)
    draft = replacing.draft(study, gate, notes, only.code, reviewed=True)
    group = next(each for each in draft.review.groups if each.text == "Rosalind Farthingale")
    draft.review.keep(group, "not a name")
    replacing.replace(study, gate, "A1", replacing.preview(study, draft, only.code, reviewed=True))
    assert any("Rosalind" in each.text for each in study.passages())
    assert redaction.unmasked(study, screening.gate_of(study)) == []
    again(study, gate, named.replace("twice", "often"))
    assert any("Rosalind" in each.text for each in study.passages())
    notes = files.read(written(study.path.parent, named), guiding.guide_named("C"), study)
    draft = replacing.draft(study, gate, notes, only.code, reviewed=True)
    assert any(each.text == "Rosalind Farthingale" for each in draft.review.groups)
    replacing.replace(study, gate, "A1", replacing.preview(study, draft, only.code, reviewed=True))
    assert not any("Rosalind" in each.text for each in study.passages())
    assert study.allowed() == []


def test_nothing_is_replaced_after_a_change_in_between(study: Project, gate: Gate) -> None:
    """A coding made since the preview is not overrun; another role or no interview is refused."""
    [only] = study.interviews()
    notes = files.read(
        written(study.path.parent, NOTE.replace("a lock", "two locks")), guiding.guide_named("C")
    )
    planned = replacing.preview(study, replacing.draft(study, gate, notes, only.code), only.code)
    code(study, "B2", "Shorter waiting lists.")
    before = held(study)
    with pytest.raises(ConflictError, match="nothing was replaced"):
        replacing.replace(study, gate, "A1", planned)
    assert held(study) == before
    with pytest.raises(CodebookError, match="no interview"):
        replacing.draft(study, gate, notes, "S-999-1")
    path = sample_folder() / "notes" / "provider-01.md"
    provider = files.read(path, guiding.guide_named("B"), study)
    with pytest.raises(BadInputError, match="survivor's"):
        replacing.draft(study, gate, provider, only.code)


def test_answers_are_matched_by_question_and_by_their_words() -> None:
    """The same question first, but words that moved whole to another question go with them."""
    old = [Answered("a", "one two three"), Answered("b", "four five six"), Answered(None, "seven eight nine")]
    new = [
        Answered("b", "four five seven"),
        Answered(None, "seven eight nine ten"),
        Answered("c", "one two three"),
    ]
    assert matched(old, new) == {0: 1, 1: 2, 2: 0}
    assert matched(old, [Answered("a", "nothing alike")]) == {0: 0}
    assert matched(old, [Answered(None, "nothing alike")]) == {}
    twice = [Answered("a", "x"), Answered("a", "x")]
    assert matched(twice, twice) == {0: 0, 1: 1}
