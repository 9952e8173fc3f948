"""Notes of many shapes land under the right questions; everything said in them is invented."""

from collections.abc import Callable

import pytest

from codebook.exchange.align_answers import status_of
from codebook.model.document import Document
from codebook.model.guide import Question, Status
from tests.exchange.shapes import GUIDES, SAID, aligned, asked, document, expected, found, pairs, question

Lines = list[tuple[str, str] | tuple[str, str, bool]]


def said(at: int) -> str:
    """What a composed note says under its question number `at`."""
    return SAID[at % len(SAID)]


def headings(questions: list[Question]) -> Lines:
    """Each question's label as a heading."""
    return [line for at, q in enumerate(questions) for line in (("heading", q.label), ("text", said(at)))]


def bold(questions: list[Question]) -> Lines:
    """Each question's wording in bold."""
    return [
        line for at, q in enumerate(questions) for line in (("text", q.prompt, True), ("bullet", said(at)))
    ]


def plain(questions: list[Question]) -> Lines:
    """Another wording as a question in plain text."""
    wording = [(at, f"{q.alternatives[0].rstrip('?').capitalize()}?") for at, q in enumerate(questions)]
    return [line for at, text in wording for line in (("text", text), ("text", said(at)))]


def inline(questions: list[Question]) -> Lines:
    """A short label, a colon and the answer on one line."""
    return [("text", f"{q.label}: {said(at)}") for at, q in enumerate(questions)]


def table(questions: list[Question]) -> Lines:
    """Two columns: question and answer."""
    return [("row", f"{q.prompt}\t{said(at)}") for at, q in enumerate(questions)]


def numbered_table(questions: list[Question]) -> Lines:
    """Three columns: number, label, answer."""
    return [("row", f"{q.number}.\t{q.label}\t{said(at)}") for at, q in enumerate(questions)]


def numbers_in_front(questions: list[Question]) -> Lines:
    """Number and label on a line, the answer below."""
    return [
        line
        for at, q in enumerate(questions)
        for line in (("text", f"{q.number}. {q.label}"), ("text", said(at)))
    ]


def q_numbers(questions: list[Question]) -> Lines:
    """Nothing but Q and the number."""
    return [("text", f"Q{q.number}: {said(at)}") for at, q in enumerate(questions)]


def only_numbers(questions: list[Question]) -> Lines:
    """Nothing but the number."""
    return [("text", f"{q.number}. {said(at)}") for at, q in enumerate(questions)]


def swapped(word: str) -> str:
    """A word with two letters the wrong way round."""
    return word[:2] + word[3] + word[2] + word[4:] if len(word) > 5 else word


def misspelt(questions: list[Question]) -> Lines:
    """Labels with letters swapped."""
    labels = [" ".join(swapped(word) for word in q.label.split()) for q in questions]
    return [line for at, text in enumerate(labels) for line in (("heading", text), ("text", said(at)))]


SHAPES: list[Callable[[list[Question]], Lines]] = [
    headings,
    bold,
    plain,
    inline,
    table,
    numbered_table,
    numbers_in_front,
    q_numbers,
    only_numbers,
    misspelt,
]


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.__name__)
@pytest.mark.parametrize("name", ["B", "C"])
def test_every_answer_finds_its_question(name: str, shape: Callable[[list[Question]], Lines]) -> None:
    """In each shape of note, nine of ten answers or more are right and none is forced elsewhere."""
    questions = asked(name)
    opening = "survivor" if name == "C" else "service provider"
    given = document(("text", f"Interview with a {opening}, by phone, spring."), *shape(questions))  # type: ignore[arg-type]
    alignment = aligned(given)
    assert alignment.guide is GUIDES[name]
    wanted = expected(questions)
    got = found(alignment)
    right = [ref for ref, text in wanted.items() if got.get(ref) == text]
    assert len(right) >= 0.9 * len(wanted), sorted(set(map(str, wanted)) - set(map(str, right)))


@pytest.mark.parametrize("name", ["B", "C"])
def test_questions_out_of_order_and_left_out(name: str) -> None:
    """Order helps but does not rule: two swapped questions are still told apart."""
    questions = asked(name)[::2]
    questions[1], questions[3] = questions[3], questions[1]
    got = found(aligned(document(*headings(questions))))  # type: ignore[arg-type]
    assert {ref: text for ref, text in got.items() if ref} == expected(questions)


def test_a_section_heading_decides_between_alike_questions() -> None:
    """A word that is both a section and a question is what stands below it says."""
    above = document(
        ("heading", "Needs"),
        ("heading", "Gaps"),
        ("text", "no beds"),
        ("heading", "Barriers"),
        ("text", "no bus"),
    )
    assert pairs(aligned(above)) == [("B.needs-gaps", "no beds"), ("B.needs-barriers", "no bus")]
    below = document(
        ("text", "Safe now?"), ("text", "no"), ("text", "Needs?"), ("text", "a room"), ("text", "Plans?")
    )
    assert found(aligned(below))["C.help-needed"] == "a room"


def test_merged_questions_go_to_the_first() -> None:
    """A prompt such as "Q7/8" is one answer, under the seventh question."""
    given = document(
        ("text", "Q4 safe: yes"),
        ("text", "Q7/8 helped: a cousin"),
        ("bullet", "and a nurse"),
        ("text", "Q9 missing?: a dentist"),
    )
    assert pairs(aligned(given, "C")) == [
        ("C.safety-now", "yes"),
        ("C.someone-able", "a cousin\nand a nurse"),
        ("C.all-help", "a dentist"),
    ]


def test_consent_points_and_basics() -> None:
    """Numbers mean consent points in the consent section only; basics on one line part into fields."""
    given = document(
        ("heading", "Informed consent"),
        ("text", "1. Thanked participant, gift card – confirmed."),
        ("text", "(5) no recording – explained"),
        ("heading", "Basic information"),
        ("text", "age: not asked; gend.: F; status: worker; came legally; lives: the coast"),
        ("heading", "Plans"),
        ("text", "1. sleep"),
    )
    assert pairs(aligned(given)) == [
        ("C.consent-1", "Thanked participant, gift card – confirmed."),
        ("C.consent-5", "no recording – explained"),
        ("C.basic-age", "not asked"),
        ("C.basic-gender", "F"),
        ("C.basic-status", "worker; came legally"),
        ("C.basic-residence", "the coast"),
        ("C.plans", "1. sleep"),
    ]


@pytest.mark.parametrize(
    "lines",
    [
        [("text", "Consent: consent 1-6 OK, no recording")],
        [("heading", "Informed consent"), ("text", "consent 1-6 OK, no recording")],
    ],
)
def test_consent_as_a_whole(lines: Lines) -> None:
    """One line for all points stands under consent itself."""
    given = document(*lines, ("text", "Q4 safe: yes"), ("text", "Q10 plans: none yet"))  # type: ignore[arg-type]
    assert pairs(aligned(given))[0] == ("C.consent", "consent 1-6 OK, no recording")


def test_what_fits_nothing_is_kept_apart() -> None:
    """Preamble, foreign headings and closing remarks are kept without a question."""
    given = document(
        ("heading", "Visit to the valley"),
        ("text", "Rain all day."),
        ("heading", "Gaps in services"),
        ("text", "No beds."),
        ("heading", "The weather again"),
        ("text", "More rain."),
        ("heading", "Barriers to access"),
        ("text", "No bus."),
        ("text", "Interview lasted an hour."),
    )
    assert pairs(aligned(given)) == [
        (None, "Visit to the valley\nRain all day."),
        ("B.needs-gaps", "No beds."),
        (None, "The weather again\nMore rain."),
        ("B.needs-barriers", "No bus."),
        (None, "Interview lasted an hour."),
    ]


def test_a_question_with_nothing_under_it_is_blank() -> None:
    """It counts as asked, with an empty answer, unless it is answered elsewhere."""
    given = document(
        ("heading", "Gaps in services"),
        ("heading", "Barriers to access"),
        ("text", "No bus."),
        ("heading", "Gaps in services"),
        ("heading", "Interagency collaboration"),
    )
    assert [(a.question_ref, a.status) for a in aligned(given).answers] == [
        ("B.needs-gaps", "blank"),
        ("B.needs-barriers", "answered"),
        ("B.del-interagency", "blank"),
    ]


def test_quoted_questions_are_answers() -> None:
    """A question somebody asked in a quote is no prompt."""
    given = document(
        ("heading", "Reporting to police"),
        ("quote", "“Why would they report to police?”"),
        ("heading", "Gaps in services"),
        ("text", '"What gaps in services? All of it is a gap."'),
    )
    assert found(aligned(given)) == {
        "B.svc-police-reporting": "“Why would they report to police?”",
        "B.needs-gaps": '"What gaps in services? All of it is a gap."',
    }


def test_an_answer_after_the_question_mark_is_kept() -> None:
    """Only the question is taken off a line that goes on with its answer."""
    given = document(
        ("text", "Safe now? No: they still ring every night."),
        ("text", "What are your plans? A course. Then a flat."),
        ("text", "Helped? A nurse."),
    )
    assert pairs(aligned(given)) == [
        ("C.safety-now", "No: they still ring every night."),
        ("C.plans", "A course. Then a flat."),
        ("C.someone-able", "A nurse."),
    ]


@pytest.mark.parametrize(
    "given", [document(("text", "Bought milk."), ("text", "Fed the cat.")), Document(())]
)
def test_no_guide_fits(given: Document) -> None:
    """Then the whole is kept, without a guide."""
    alignment = aligned(given)
    assert alignment.guide is None
    assert "\n".join(answer.text for answer in alignment.answers) == "\n".join(b.text for b in given.blocks)


def test_a_document_without_a_guide_parts_at_headings() -> None:
    """A long document is not one lump."""
    given = document(("heading", "Monday"), ("text", "Rain."), ("heading", "Tuesday"), ("row", "wind\twest"))
    assert pairs(aligned(given)) == [(None, "Monday\nRain."), (None, "Tuesday\nwind | west")]


def test_confidence_tells_sure_from_unsure() -> None:
    """The guide's own label is surer than a paraphrase; text without a question has none."""
    sure, unsure = (
        aligned(
            document(
                ("heading", text), ("text", "No beds."), ("heading", "Barriers to access"), ("text", "x")
            )
        )
        for text in ("Gaps in services", "Which gaps do people of the area meet with in the services?")
    )
    assert sure.answers[0].question_ref == unsure.answers[0].question_ref == "B.needs-gaps"
    assert 0 < unsure.answers[0].confidence < sure.answers[0].confidence <= 1


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("", "blank"),
        ("declined", "declined"),
        ("(declined to answer)", "declined"),
        ("Declined to discuss details.", "declined"),
        ("Preferred not to answer.", "declined"),
        ("not asked", "not-asked"),
        ("N/A", "not-applicable"),
        ("not applicable", "not-applicable"),
        ("None.", "answered"),
        ("She declined the job and went home.", "answered"),
    ],
)
def test_status_by_words(text: str, status: Status) -> None:
    """What became of a question is read from short remarks only."""
    assert status_of(text) == status


def test_guides_hold_the_questions_used_here() -> None:
    """The tests speak of questions that exist."""
    assert question("B.needs-gaps").number == "11"
    assert question("C.someone-able").number == "7"
