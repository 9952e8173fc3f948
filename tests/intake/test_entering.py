"""Notes typed along a guide: what lies in the project meanwhile, and what is kept. Names are invented."""

import pickle
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import event

from codebook import redaction, screening
from codebook.deid.gate import Gate
from codebook.errors import BadInputError, CodebookError, ConflictError, StoreError
from codebook.intake import entering
from codebook.intake.entering import Caret, Entry
from codebook.intake.guiding import guide_named, keep_guide
from codebook.intake.keeping import keep
from codebook.store.project import Project

SAID = "She met Zorvina Blatt at the shelter. "


@pytest.fixture
def study(tmp_path: Path, gate: Gate) -> Iterator[Project]:
    """An empty project with one coder."""
    with Project.create(tmp_path / "study.db") as made:
        made.add_coder(gate.handle("A1"))
        yield made


def setting(pragma: str) -> Callable[..., None]:
    """A listener that sets a pragma on every connection that is taken."""
    return lambda opened, *_: opened.execute(pragma)


def begun(study: Project, gate: Gate, guide: str = "C") -> Entry:
    """An interview after its consent points."""
    entry = entering.begin(study, gate, guide_named(guide)[0], "A1")
    for point in entry.points:
        entry.confirm(point)
    return entry


def place_of(entry: Entry, ref: str) -> int:
    """Where a question stands."""
    return next(at for at, question in enumerate(entry.questions) if question.ref == ref)


def typed(entry: Entry, place: int, text: str, *, idle: bool = False) -> None:
    """Somebody typed up to the end of a text, and the gate has looked."""
    entry.type(text, Caret(place, len(text), idle))
    entry.look()


def test_nothing_can_be_typed_before_all_points_are_confirmed(study: Project, gate: Gate) -> None:
    """Five of six are not enough, and nothing lies in the project by then."""
    entry = entering.begin(study, gate, guide_named("C")[0], "A1")
    assert len(entry.points) == 6
    for point in entry.points[:5]:
        entry.confirm(point)
    with pytest.raises(CodebookError, match="consent points first"):
        entry.type("Anything", Caret(8, 3))
    entry.look()
    assert study.unfinished() == []
    assert study.guides() == {}


def test_finished_sentences_lie_there_masked_and_half_typed_names_do_not(study: Project, gate: Gate) -> None:
    """Byte by byte: neither the name nor its first letters are in the file."""
    entry = begun(study, gate)
    place = place_of(entry, "C.help-needed")
    for end in range(4, len(SAID)):
        typed(entry, place, SAID[:end])
        assert b"Zorv" not in study.path.read_bytes()
    typed(entry, place, SAID)
    [kept] = study.unfinished()
    assert kept.answers[place] == ("answered", "She met [PERSON-1] at the shelter. ")
    typed(entry, place, SAID + "Then Kristoffe")
    assert b"Zorv" not in study.path.read_bytes()
    assert b"Kristof" not in study.path.read_bytes()
    assert study.problems() == []
    assert redaction.unmasked(study, screening.gate_of(study)) == []


def test_going_on_stands_where_it_was_left(study: Project, gate: Gate) -> None:
    """Same question, cursor behind the last finished sentence, everything else as it was."""
    entry = begun(study, gate)
    entry.choose(place_of(entry, "C.basic-age"), "27")
    entry.mark(place_of(entry, "C.reported"), "declined")
    place = place_of(entry, "C.help-needed")
    typed(entry, place, SAID + "Half a sen")
    again = entering.go_on(study, gate, study.unfinished()[0])
    assert again.caret == Caret(place, len("She met [PERSON-1] at the shelter. "))
    assert again.text(place) == "She met [PERSON-1] at the shelter. "
    assert again.text(place_of(again, "C.basic-age")) == "25-34"
    assert again.status(place_of(again, "C.reported")) == "declined"
    assert again.points == ()
    typed(again, place, again.text(place) + "Then Maria Schmidt called. ")
    [kept] = study.unfinished()
    assert kept.answers[place][1] == "She met [PERSON-1] at the shelter. Then [PERSON-2] called. "


def test_an_interview_is_kept_and_the_draft_is_gone(study: Project, gate: Gate) -> None:
    """Statuses, categories, consent and text off the guide; nothing is left of the draft."""
    entry = begun(study, gate)
    entry.choose(place_of(entry, "C.basic-age"), "27 years")
    typed(entry, place_of(entry, "C.help-needed"), SAID)
    entry.mark(place_of(entry, "C.reported"), "declined")
    typed(entry, len(entry.questions), "It rained all day. ")
    entry.stop()
    done = keep(study, gate, entry.finished())
    assert study.unfinished() == []
    [interview] = study.interviews()
    assert (interview.guide, interview.consent, interview.code) == ("C", "documented", done.interview)
    found = {passage.question_ref: passage for passage in study.passages(interview.id)}
    assert found["C.help-needed"].text == "She met [PERSON-1] at the shelter."
    assert found["C.reported"].status == "declined"
    assert found["C.plans"].status == "not-asked"
    assert found[None].text == "It rained all day."
    assert study.cases()[0].attributes == {"age-band": "25-34"}
    assert b"27" not in [value.encode() for value in study.cases()[0].attributes.values()]
    assert redaction.unmasked(study, screening.gate_of(study)) == []


def test_what_a_person_lets_stand_stands_after_going_on(study: Project, gate: Gate) -> None:
    """The decision lies beside the draft, and goes with the interview when it is kept."""
    entry = begun(study, gate)
    place = place_of(entry, "C.help-needed")
    typed(entry, place, SAID)
    [group] = [each for each in entry.review.groups if each.kind == "person"]
    entry.review.keep(group, "public body or figure")
    entry.look()
    assert study.unfinished()[0].answers[place][1] == SAID
    again = entering.go_on(study, gate, study.unfinished()[0])
    typed(again, place, SAID + "Zorvina Blatt left. ")
    assert study.unfinished()[0].answers[place][1] == SAID + "Zorvina Blatt left. "
    assert redaction.unmasked(study, screening.gate_of(study)) == []
    keep(study, gate, again.finished())
    assert [each.text for each in study.allowed()] == ["Zorvina Blatt"]


def test_undecided_finds_stay_masked_and_a_decision_taken_later_unmasks(study: Project, gate: Gate) -> None:
    """Until the interview is kept, the text is in memory, so that a find can still be let stand."""
    entry = begun(study, gate)
    place = place_of(entry, "C.help-needed")
    typed(entry, place, SAID)
    assert "Zorvina" not in study.unfinished()[0].answers[place][1]
    entry.review.keep(entry.review.groups[-1], "not a name")
    entry.look()
    assert "Zorvina" in study.unfinished()[0].answers[place][1]
    entry.review.undo()
    entry.look()
    assert "Zorvina" not in study.unfinished()[0].answers[place][1]
    assert b"Zorvina" not in study.path.read_bytes()


def test_throwing_away_leaves_nothing(study: Project, gate: Gate) -> None:
    """No draft, no case, no interview, and no word of it in the bytes."""
    entry = begun(study, gate)
    typed(entry, place_of(entry, "C.help-needed"), "The quiet harbour was cold. ")
    assert b"quiet harbour" in study.path.read_bytes()
    entry.discard()
    assert study.unfinished() == []
    assert study.cases() == []
    assert b"quiet harbour" not in study.path.read_bytes()


def test_a_case_that_withdraws_takes_its_draft_along(study: Project, gate: Gate) -> None:
    """What is being typed of a participant goes with the case, and typing on is refused."""
    entry = begun(study, gate)
    typed(entry, place_of(entry, "C.help-needed"), "The first talk was short. ")
    done = keep(study, gate, entry.finished())
    second = entering.begin(study, gate, guide_named("C")[0], "A1", done.case)
    for point in second.points:
        second.confirm(point)
    typed(second, place_of(second, "C.plans"), "The quiet harbour was cold. ")
    study.withdraw(study.case_named(done.case).id)
    assert study.unfinished() == []
    assert b"quiet harbour" not in study.path.read_bytes()
    with pytest.raises(ConflictError, match="no longer open"):
        typed(second, place_of(second, "C.plans"), "The quiet harbour was cold. And dark. ")


def test_two_windows_do_not_write_over_each_other(study: Project, gate: Gate) -> None:
    """The second to write is told, and what the first wrote stands."""
    entry = begun(study, gate)
    place = place_of(entry, "C.help-needed")
    typed(entry, place, "It was cold. ")
    other = entering.go_on(study, gate, study.unfinished()[0])
    typed(other, place, "It was cold. Then it rained. ")
    with pytest.raises(ConflictError, match="changed elsewhere"):
        typed(entry, place, "It was cold. Then they left. ")
    assert study.unfinished()[0].answers[place][1] == "It was cold. Then it rained. "


def test_a_redaction_takes_no_more_from_who_is_typing(study: Project, gate: Gate) -> None:
    """Their gate does not know the word, so it would be written again; going on knows it as masked."""
    entry = begun(study, gate)
    place = place_of(entry, "C.help-needed")
    typed(entry, place, "They met at the quiet harbour. ")
    redaction.redact(study, Gate(roster=["quiet harbour"]))
    assert b"quiet harbour" not in study.path.read_bytes()
    with pytest.raises(ConflictError, match="changed elsewhere"):
        typed(entry, place, "They met at the quiet harbour. Twice. ")
    assert b"quiet harbour" not in study.path.read_bytes()
    again = entering.go_on(study, gate, study.unfinished()[0])
    assert "harbour" not in again.text(place)


def test_notes_are_kept_once(study: Project, gate: Gate) -> None:
    """Somebody who reviews them in a second window is told, and nothing is kept twice."""
    entry = begun(study, gate)
    typed(entry, place_of(entry, "C.help-needed"), SAID)
    first, second = entry.finished(), entry.finished()
    keep(study, gate, second)
    with pytest.raises(ConflictError, match="no longer open"):
        keep(study, gate, first)
    assert len(study.interviews()) == 1
    assert len(study.cases()) == 1


def test_notes_typed_under_another_policy_are_not_kept(study: Project, gate: Gate, tmp_path: Path) -> None:
    """The message says how to go on, and going on keeps them."""
    entry = begun(study, gate)
    typed(entry, place_of(entry, "C.help-needed"), SAID)
    (tmp_path / "policy.yaml").write_text("kinds:\n  place: mask\n", encoding="utf-8")
    screening.set_policy(study, tmp_path / "policy.yaml")
    with pytest.raises(CodebookError, match="go on with them"):
        keep(study, gate, entry.finished())
    now = screening.gate_of(study)
    again = entering.go_on(study, now, study.unfinished()[0])
    assert keep(study, now, again.finished()).interview


def test_a_second_interview_gives_nobody_the_number_of_somebody_else(study: Project, gate: Gate) -> None:
    """Within a case a number is one person, and who stood in earlier notes keeps it."""
    entry = begun(study, gate)
    typed(entry, place_of(entry, "C.help-needed"), SAID)
    done = keep(study, gate, entry.finished())
    second = entering.begin(study, gate, guide_named("C")[0], "A1", done.case)
    for point in second.points:
        second.confirm(point)
    typed(second, place_of(second, "C.plans"), "Maria Schmidt called her. ")
    assert study.unfinished()[0].answers[place_of(second, "C.plans")][1] == "[PERSON-2] called her. "


def test_a_case_that_withdrew_before_the_first_sentence_is_not_written_to(study: Project, gate: Gate) -> None:
    """Whoever types is told so, and nothing comes back of the case."""
    entry = begun(study, gate)
    typed(entry, place_of(entry, "C.help-needed"), "The first talk was short. ")
    done = keep(study, gate, entry.finished())
    second = entering.begin(study, gate, guide_named("C")[0], "A1", done.case)
    for point in second.points:
        second.confirm(point)
    study.withdraw(study.case_named(done.case).id)
    with pytest.raises(ConflictError, match="withdrawn meanwhile"):
        typed(second, place_of(second, "C.plans"), "And dark. ")
    assert study.unfinished() == []


def test_a_name_let_stand_that_is_on_the_watch_list_by_now_is_masked(study: Project, gate: Gate) -> None:
    """Going on masks it, and what is typed is written as before."""
    entry = begun(study, gate)
    place = place_of(entry, "C.help-needed")
    typed(entry, place, SAID)
    entry.review.keep(next(each for each in entry.review.groups if each.kind == "person"), "not a name")
    entry.look()
    assert "Zorvina" in study.unfinished()[0].answers[place][1]
    watched = screening.gate_of(study, ["Zorvina Blatt"])
    again = entering.go_on(study, watched, study.unfinished()[0])
    again.look()
    assert b"Zorvina" not in study.path.read_bytes()
    typed(again, place, SAID + "Then she left. ")
    assert study.unfinished()[0].answers[place][1] == "She met [PERSON-1] at the shelter. Then she left. "
    keep(study, watched, again.finished())


def test_a_category_is_written_at_once_and_not_kept_when_declined(study: Project, gate: Gate) -> None:
    """The first field of a guide is no sentence under a cursor; a mark set later takes the category back."""
    entry = begun(study, gate)
    age = place_of(entry, "C.basic-age")
    assert entry.caret.place == age
    entry.choose(age, "27")
    entry.look()
    assert study.unfinished()[0].answers[age] == ("answered", "25-34")
    entry.mark(age, "declined")
    typed(entry, place_of(entry, "C.help-needed"), "She was well. ")
    keep(study, gate, entry.finished())
    assert study.cases()[0].attributes == {}


def test_what_could_not_be_thrown_away_is_still_there(
    study: Project, gate: Gate, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The file was busy: all that was typed is as it was."""
    entry = begun(study, gate)
    place = place_of(entry, "C.help-needed")
    typed(entry, place, SAID)

    def busy(*_: object) -> None:
        raise StoreError("The file is in use by another program.")

    monkeypatch.setattr(Project, "drop_draft", busy)
    with pytest.raises(StoreError):
        entry.discard()
    assert entry.text(place) == SAID


GUIDE = """id: T
title: A guide of our own
role: provider
sections:
  - title: Work
    questions:
"""
ASKED = "      - {id: T.%s, kind: question, label: %s, prompt: What about it?}\n"


def own(tmp_path: Path, *names: str) -> str:
    """A guide file with questions in this order."""
    path = tmp_path / f"{'-'.join(names)}.yaml"
    path.write_text(GUIDE + "".join(ASKED % (name, name) for name in names), encoding="utf-8")
    return str(path)


def test_a_guide_whose_questions_change_places_keeps_answers_under_them(
    study: Project, gate: Gate, tmp_path: Path
) -> None:
    """A draft knows its answers by place, so it follows the order the project keeps."""
    keep_guide(study, gate, guide_named(own(tmp_path, "needs", "trust"))[0])
    entry = entering.begin(study, gate, guide_named(own(tmp_path, "trust", "needs"))[0], "A1")
    typed(entry, place_of(entry, "T.trust"), "They trust nobody. ")
    again = entering.go_on(study, gate, study.unfinished()[0])
    assert again.text(place_of(again, "T.trust")) == "They trust nobody. "
    done = keep(study, gate, again.finished())
    assert [each.question_ref for each in done.passages if each.text] == ["T.trust"]


def test_a_guide_that_cannot_be_kept_is_refused_before_anything_is_typed(
    study: Project, gate: Gate, tmp_path: Path
) -> None:
    """Otherwise nothing of the interview could be saved."""
    keep_guide(study, gate, guide_named(own(tmp_path, "needs"))[0])
    with pytest.raises(BadInputError, match="Another guide T"):
        entering.begin(study, gate, guide_named(own(tmp_path, "plans"))[0], "A1")


def test_an_empty_interview_is_not_kept(study: Project, gate: Gate) -> None:
    """Categories alone are no notes."""
    entry = begun(study, gate)
    entry.choose(place_of(entry, "C.basic-age"), "27")
    with pytest.raises(CodebookError, match="Nothing is written yet"):
        entry.finished()


def test_a_full_disk_is_told_and_nothing_typed_is_lost(study: Project, gate: Gate) -> None:
    """The text stays in memory, and is written when there is room again."""
    entry = begun(study, gate)
    place = place_of(entry, "C.help-needed")
    typed(entry, place, "The first talk was short. ")
    pages = study.path.stat().st_size // 4096
    long = "The first talk was short. " + "They went home late. " * 3000
    event.listen(study._engine, "checkout", setting(f"PRAGMA max_page_count = {pages}"))
    with pytest.raises(StoreError, match="disk is full"):
        typed(entry, place, long)
    event.listen(study._engine, "checkout", setting("PRAGMA max_page_count = 100000000"))
    assert entry.text(place) == long
    entry.look()
    assert study.unfinished()[0].answers[place][1] == long


def test_an_entry_shows_nothing_and_is_never_pickled(study: Project, gate: Gate) -> None:
    """It holds raw text."""
    entry = begun(study, gate)
    typed(entry, place_of(entry, "C.help-needed"), SAID)
    assert "Zorvina" not in repr(entry)
    with pytest.raises(TypeError, match="memory"):
        pickle.dumps(entry)


def test_a_provider_is_interviewed_without_consent_points(study: Project, gate: Gate) -> None:
    """Guide B asks for none, and a survivor's case cannot be used with it."""
    entry = begun(study, gate, "B")
    assert entry.points == ()
    typed(entry, 0, "They have eight beds. ")
    done = keep(study, gate, entry.finished())
    assert study.interviews()[0].consent == "not-needed"
    with pytest.raises(CodebookError, match="is a provider"):
        entering.begin(study, gate, guide_named("C")[0], "A1", done.case)


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("27", "25-34"),
        ("she is 17", "under 18"),
        ("17 years old", "under 18"),
        ("93", "90+"),
        ("25-34", "25-34"),
        ("old", None),
    ],
)
def test_an_exact_age_becomes_its_band(study: Project, gate: Gate, said: str, kept: str | None) -> None:
    """What fits no category is not taken."""
    entry = begun(study, gate)
    place = place_of(entry, "C.basic-age")
    assert entry.choose(place, said) == kept
    assert entry.text(place) == (kept or "")


def test_every_category_of_the_study_passes_the_gate(gate: Gate) -> None:
    """A basic field lights up nothing."""
    values = [choice.value for question in guide_named("C")[0].questions() for choice in question.choices]
    assert [seen.masked.text for seen in gate.screen_note(values)] == values


def test_words_let_stand_are_not_kept_when_no_answer_says_them(study: Project, gate: Gate) -> None:
    """Neither beside the draft, as long as their sentence is being typed, nor with the interview."""
    entry = begun(study, gate)
    place = place_of(entry, "C.help-needed")
    typed(entry, place, "It was cold. She met Zorvina Blatt")
    entry.review.keep(next(each for each in entry.review.groups if each.kind == "person"), "not a name")
    entry.look()
    assert b"Zorvina" not in study.path.read_bytes()
    typed(entry, place, "It was cold. She met Zorvina Blatt. ")
    assert [words for words, _, _ in study.unfinished()[0].words] == ["Zorvina Blatt"]
    typed(entry, place, "It was cold. ")
    assert study.unfinished()[0].words == ()
    keep(study, gate, entry.finished())
    assert study.allowed() == []
    assert b"Zorvina" not in study.path.read_bytes()


def test_notes_gone_on_with_during_the_review_are_not_kept_without_what_was_added(
    study: Project, gate: Gate
) -> None:
    """What the other window wrote would be lost with the draft."""
    entry = begun(study, gate)
    place = place_of(entry, "C.help-needed")
    typed(entry, place, "It was cold. ")
    draft = entry.finished()
    other = entering.go_on(study, gate, study.unfinished()[0])
    typed(other, place, "It was cold. Then it rained. ")
    with pytest.raises(ConflictError, match="gone on with elsewhere"):
        keep(study, gate, draft)
    assert study.unfinished()[0].answers[place][1] == "It was cold. Then it rained. "
    assert study.interviews() == []
