"""Fieldwork is counted by interview, and questions nobody answered come first."""

from hypothesis import given
from hypothesis import strategies as st

from codebook.analysis.fieldwork import fieldwork
from codebook.model.fieldwork import Asked, Group, Reply
from codebook.model.guide import STATUSES, Role
from codebook.model.interview import Case, Consent, Interview

ASKED = [Asked("C", f"C.{at}", str(at), f"Question {at}") for at in range(3)] + [
    Asked("B", "B.0", "1", "First")
]


def interview(number: int, case: str, guide: str | None = "C", consent: Consent = "documented") -> Interview:
    """An interview of 100 words."""
    role: Role = "survivor" if case.startswith("S") else "provider"
    return Interview(number, f"{case}-{number}", case, role, guide, 3, 100, 0, (), consent)


def test_interviews_are_grouped_by_guide_role_and_region() -> None:
    """Two interviews of one participant are one case; a provider's province stands for a region."""
    found = fieldwork(
        [
            interview(1, "S-222"),
            interview(2, "S-222", consent="missing"),
            interview(3, "S-333"),
            interview(4, "P-222", None, "not-needed"),
            interview(5, "P-333", "B", "not-needed"),
        ],
        [
            Case(1, "S-222", "survivor", {"region": "BC"}),
            Case(2, "S-333", "survivor", {}),
            Case(3, "P-222", "provider", {"province": "Alberta"}),
            Case(4, "P-333", "provider", {"province": "Alberta", "region": "North"}),
            Case(5, "P-444", "provider", {"province": "Alberta"}),
        ],
        ASKED,
        [],
    )
    assert found.groups == (
        Group("", "provider", "Alberta", 1, 1, 100, 0),
        Group("B", "provider", "North", 1, 1, 100, 0),
        Group("C", "survivor", "", 1, 1, 100, 0),
        Group("C", "survivor", "BC", 2, 1, 200, 1),
    )
    assert found.said == "5 interviews, 500 words · consent missing 1 · declined 0 · never answered 4"


def test_an_interview_counts_once_at_a_question() -> None:
    """Two answers to a question are one; an answer outweighs a refusal; silence is no note."""
    found = fieldwork(
        [interview(1, "S-222"), interview(2, "S-222"), interview(3, "S-333")],
        [Case(1, "S-222", "survivor", {}), Case(2, "S-333", "survivor", {})],
        ASKED,
        [
            Reply(1, "C.1", "declined"),
            Reply(1, "C.1", "answered"),
            Reply(1, "C.1", "answered"),
            Reply(2, "C.1", "not-asked"),
            Reply(2, "C.1", "declined"),
            Reply(1, "C.2", "blank"),
            Reply(2, "C.2", "not-applicable"),
            Reply(3, "C.2", "not-asked"),
            Reply(3, "C.consent-1", "answered"),
        ],
    )
    by_ref = {each.asked.ref: each for each in found.questions}
    assert dict(by_ref["C.1"].statuses) == {
        "answered": 1,
        "blank": 0,
        "declined": 1,
        "not-asked": 0,
        "not-applicable": 0,
    }
    assert (by_ref["C.1"].unnoted, by_ref["C.1"].never_answered) == (1, False)
    assert [by_ref["C.2"].statuses[s] for s in ("blank", "not-applicable", "not-asked")] == [1, 1, 1]
    assert (by_ref["C.2"].unnoted, by_ref["C.2"].never_answered) == (0, True)
    assert [each.asked.ref for each in found.questions] == ["C.0", "C.2", "C.1"]
    assert found.said.endswith("declined 1 · never answered 2")


@given(
    replies=st.lists(
        st.tuples(
            st.integers(1, 4), st.sampled_from([each.ref for each in ASKED]), st.sampled_from(STATUSES)
        ),
        max_size=40,
    )
)
def test_every_interview_of_a_guide_is_somewhere_at_every_question(
    replies: list[tuple[int, str, str]],
) -> None:
    """Statuses and silence add up to the interviews of the guide."""
    interviews = [
        interview(1, "S-222"),
        interview(2, "S-333"),
        interview(3, "P-222", "B"),
        interview(4, "P-222", None),
    ]
    cases = [Case(at, code, "survivor", {}) for at, code in enumerate(("S-222", "S-333", "P-222"))]
    found = fieldwork(interviews, cases, ASKED, [Reply(*reply) for reply in replies])  # type: ignore[arg-type]
    assert len(found.questions) == len(ASKED)
    for each in found.questions:
        assert each.interviews == (2 if each.asked.guide == "C" else 1)
        assert sum(each.statuses.values()) + each.unnoted == each.interviews
        followers = {1, 2} if each.asked.guide == "C" else {3}
        said = {number for number, ref, status in replies if ref == each.asked.ref and status == "answered"}
        assert each.statuses["answered"] == len(said & followers)
