"""A project's own policy, the words people allow, and the roster. All names are invented."""

import pickle
from pathlib import Path

import pytest

from codebook import cases, redaction, screening
from codebook.deid.gate import Gate, GateRefusedError
from codebook.deid.review import Review
from codebook.errors import BadInputError, CodebookError, StoreError
from codebook.intake import files, guiding, keeping
from codebook.store.project import Project

NOTE = (
    "# Interview with a survivor\n\n### Safe now\n\nZorblat drove her from Kitimat to Surrey in March 2021.\n"
)


def policy(tmp_path: Path, text: str) -> Path:
    """A policy file."""
    path = tmp_path / "policy.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def draft(project: Project, tmp_path: Path, text: str = NOTE) -> keeping.Draft:
    """A note ready for review, under the project's gate."""
    path = tmp_path / "note.md"
    path.write_text(text, encoding="utf-8")
    read = files.read(path, guiding.guide_named("C"), project)
    return files.draft(project, screening.gate_of(project), read)


def test_a_policy_goes_out_and_comes_in_unchanged(project: Project, tmp_path: Path) -> None:
    """What is printed is a file that changes nothing, so that it is no new version."""
    before = project.policy()
    made = screening.set_policy(project, policy(tmp_path, screening.shown_policy(project)))
    assert made.table == before.table
    assert made.version == before.version == 0


def test_a_policy_says_what_becomes_of_each_kind_for_each_role(project: Project, tmp_path: Path) -> None:
    """Cities are covered for survivors alone, towns lose their region, agencies say what they are."""
    file = policy(
        tmp_path,
        "kinds:\n  large-city: {survivor: mask, provider: pass}\n  place: mask\n  agency: generalise\n"
        "  month: {survivor: flag}\n",
    )
    screening.set_policy(project, file)
    gate = screening.gate_of(project)
    text = "From Kitimat to Surrey in March 2021, then Ravenwood Shelter."
    survivor = gate.screen(text, role="survivor")
    assert survivor.masked.text == "From [PLACE-1] to [CITY-1] in [MONTH-1], then [AGENCY: shelter]."
    assert {f.kind: f.action for f in survivor.findings}["month"] == "flag"
    provider = gate.screen(text, role="provider")
    assert provider.masked.text == "From [PLACE-1] to Surrey in March 2021, then [AGENCY: shelter]."
    assert gate.screen(text).masked.text == survivor.masked.text  # unknown: the stricter of both


@pytest.mark.parametrize(
    ("text", "place", "hint"),
    [
        ("kinds:\n  person: mask\n  persn: mask\n", "line 3", "Did you mean person"),
        ("kinds:\n  place: hide\n", "line 2", "mask, generalise, flag, pass"),
        ("kinds:\n  place: mask\n  person: pass\n", "line 3", "identifies directly"),
        ("kinds:\n  place: {victim: mask}\n", "line 2", "survivor or provider"),
        ("kinds: mask\n", "line 1", "kinds"),
        ("kind:\n  place: mask\n", "line 1", "'kind' is none of"),
        ("allowed:\n  - words: Zorblat\n    reason: because\n", "line 2", "not a name"),
    ],
)
def test_a_wrong_policy_is_refused_by_its_line(
    project: Project, tmp_path: Path, text: str, place: str, hint: str
) -> None:
    """The message names the line and what to do; nothing is changed."""
    with pytest.raises(BadInputError, match=place) as refused:
        screening.set_policy(project, policy(tmp_path, text))
    assert hint in str(refused.value)
    assert project.policy().version == 0


@pytest.mark.parametrize("text", ["Ashleigh Friesen: mask\n", "kinds:\n  Ashleigh Friesen: mask\n"])
def test_a_strange_key_is_not_quoted(project: Project, tmp_path: Path, text: str) -> None:
    """A key that is near no known word may be a name, so the line alone is told."""
    with pytest.raises(BadInputError, match=f"line {text.count(chr(10))}") as refused:
        screening.set_policy(project, policy(tmp_path, text))
    assert "Friesen" not in str(refused.value)


def test_words_of_the_codebook_are_no_unknown_words(tmp_path: Path, gate: Gate) -> None:
    """A term of the codebook's keywords passes, where it would be an unknown word elsewhere."""
    from codebook.editing import loading

    book = tmp_path / "book.yaml"
    book.write_text("codes:\n  - name: practice\n    keywords: [gatekeep]\n", encoding="utf-8")
    text = "Then gatekeep happens again."
    with Project.create(tmp_path / "own.db") as own:
        loading.load_codebook(own, Gate(allow=["gatekeep"]), book)
        assert screening.gate_of(own).screen(text).findings == ()
    named = Gate(vocabulary=["hope", "maria"]).screen("Maria met Hope there.")
    assert "Maria" not in named.masked.text


def test_what_is_kept_stands_in_its_interview_alone(project: Project, tmp_path: Path) -> None:
    """The words stand, the check knows it, another note is masked, and withdrawal takes the words along."""
    notes = draft(project, tmp_path)
    group = next(group for group in notes.review.groups if "Zorblat" in group.texts)
    notes.review.keep(group, "asked to be named")
    done = keeping.keep(project, screening.gate_of(project), notes)
    assert "Zorblat drove" in done.passages[-1].text
    gate = screening.gate_of(project)
    assert redaction.unmasked(project, gate) == []
    assert "Zorblat" not in gate.screen("Zorblat came back.").masked.text
    assert [(each.text, each.reason) for each in project.allowed()] == [("Zorblat", "asked to be named")]
    assert project.problems() == []
    cases.withdraw(project, done.case)
    assert project.allowed() == []
    assert b"Zorblat" not in project.path.read_bytes()


def test_never_a_name_holds_for_the_project(project: Project, tmp_path: Path) -> None:
    """The words stand in every later note, the policy shows them, and a file without them ends it."""
    notes = draft(project, tmp_path)
    notes.review.never(next(group for group in notes.review.groups if "Zorblat" in group.texts))
    keeping.keep(project, screening.gate_of(project), notes)
    assert screening.gate_of(project).screen("Zorblat came back.").findings == ()
    shown = screening.shown_policy(project)
    assert "words: Zorblat" in shown
    screening.set_policy(project, policy(tmp_path, shown.partition("allowed:")[0]))
    assert project.allowed() == []
    assert screening.gate_of(project).screen("Zorblat came back.").findings != ()


def test_a_name_added_as_missed_is_never_stored_as_allowed(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever the review says, the store is told of no word that was added as a name, and of no note."""
    notes = draft(project, tmp_path)
    notes.review.missed(["Zorblat"])
    before = len(project.interviews())
    monkeypatch.setattr(Review, "kept", lambda _: [("Zorblat", "not a name", False)])
    with pytest.raises(GateRefusedError):
        keeping.keep(project, screening.gate_of(project), notes)
    assert project.allowed() == []
    assert len(project.interviews()) == before


def test_notes_screened_under_another_policy_are_not_kept(project: Project, tmp_path: Path) -> None:
    """A policy set while somebody reviews refuses the notes and changes nothing; imported again they fit."""
    notes = draft(project, tmp_path)
    screening.set_policy(project, policy(tmp_path, "kinds:\n  place: mask\n"))
    before, guides = project.history(), project.guides()
    with pytest.raises(CodebookError, match="policy"):
        keeping.keep(project, screening.gate_of(project), notes)
    assert (project.history(), project.guides()) == (before, guides)
    done = keeping.keep(project, screening.gate_of(project), draft(project, tmp_path))
    assert "northern BC" not in done.passages[-1].text


def test_the_guides_of_the_study_come_in_under_any_roster_and_policy(
    project: Project, tmp_path: Path
) -> None:
    """A name such as May, or a policy that masks months, refuses no notes for a word of their questions."""
    screening.set_policy(project, policy(tmp_path, "kinds:\n  month: mask\n"))
    gate, notes = screening.gate_of(project, ["shelter", "police"]), draft(project, tmp_path)
    assert "March" not in keeping.keep(project, gate, notes).passages[-1].text
    assert "C" in project.guides()
    assert project.problems() == []


def test_notes_reviewed_twice_at_once_are_kept_once(project: Project, tmp_path: Path) -> None:
    """Two drafts of the same file: the second is told of the first, with no second case."""
    first, second = draft(project, tmp_path), draft(project, tmp_path)
    done = keeping.keep(project, screening.gate_of(project), first)
    before = len(project.cases())
    with pytest.raises(keeping.KnownNotesError, match=done.interview):
        keeping.keep(project, screening.gate_of(project), second)
    assert len(project.cases()) == before


def test_a_known_case_says_whose_notes_these_are(project: Project, tmp_path: Path) -> None:
    """Notes under no guide follow the role of the case they are added to."""
    (tmp_path / "loose.md").write_text("She waited a long time for a place to sleep.\n", encoding="utf-8")
    read = files.read(tmp_path / "loose.md", (), project)
    with pytest.raises(BadInputError, match="--role"):
        files.draft(project, screening.gate_of(project), read)
    assert files.draft(project, screening.gate_of(project), read, case="S-222").role == "survivor"


def test_nothing_of_a_file_is_shown_or_pickled(project: Project, tmp_path: Path) -> None:
    """A file that was read holds raw text, which stays in memory."""
    read = draft(project, tmp_path).notes
    assert "Zorblat" not in repr(read)
    for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
        with pytest.raises(TypeError):
            pickle.dumps(read, protocol)


def test_a_withdrawal_code_survives_what_fails_after_it(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Words for the whole project that cannot be written any more are told of; the code is still there."""
    notes = draft(project, tmp_path)
    notes.review.never(next(group for group in notes.review.groups if "Zorblat" in group.texts))

    def busy(*_: object) -> None:
        raise StoreError("busy")

    monkeypatch.setattr(keeping, "allow_everywhere", busy)
    done = keeping.keep(project, screening.gate_of(project), notes)
    assert done.withdrawal_code
    assert "whole project" in done.left_out[-1]
    assert project.allowed() == []


def test_redaction_overrules_what_was_kept(project: Project, tmp_path: Path) -> None:
    """A word let stand by mistake is masked everywhere, and is no longer allowed."""
    notes = draft(project, tmp_path)
    notes.review.keep(next(g for g in notes.review.groups if "Zorblat" in g.texts), "not a name")
    keeping.keep(project, screening.gate_of(project), notes)
    done = redaction.redact(project, screening.gate_of(project, ["Zorblat"]))
    assert done.leftovers == 0
    assert b"Zorblat" not in project.path.read_bytes()
    assert project.allowed() == []
    assert project.problems() == []


def test_a_roster_that_would_mask_the_language_is_warned_of() -> None:
    """Lines are named by number, never by their words; little words are left out."""
    made = screening.roster(["Friesen", "the", "", "room", "Ashleigh Friesen"])
    assert made.names == ("Friesen", "room", "Ashleigh Friesen")
    assert ["line 2" in made.warnings[0], "line 4" in made.warnings[1]] == [True, True]
    assert "room" not in " ".join(made.warnings)


def test_too_much_cannot_be_allowed(gate: Gate) -> None:
    """A sentence is no name or term."""
    with pytest.raises(GateRefusedError):
        gate.allowed("word " * 30)
    with pytest.raises(GateRefusedError):
        gate.allowed("  ")
