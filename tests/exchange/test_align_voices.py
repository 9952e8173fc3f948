"""Dialogues, answered letters, brackets and outlines: who asks is told from who answers; all is invented."""

from codebook.exchange.align_voices import asked_aloud
from codebook.model.document import Block


def told(*lines: tuple[str, str] | tuple[str, str, int]) -> list[tuple[str, bool]]:
    """The text of each line, and whether it was marked as asking."""
    blocks = [Block(line[0], line[1], at, line[2] if len(line) > 2 else 0) for at, line in enumerate(lines)]  # type: ignore[arg-type, misc]
    return [(block.text, block.strong) for block in asked_aloud(blocks)]


def test_the_speaker_who_asks() -> None:
    """Whoever mostly asks is the interviewer, under whatever name; the name is no part of a question."""
    lines = told(
        ("text", "M.K.: Are you safe?"),
        ("text", "Guest: Why do you ask?"),
        ("text", "M.K.: Who helped?"),
        ("text", "Guest: A nurse."),
        ("text", "M.K.: What are your plans?"),
        ("text", "Guest: To sleep."),
    )
    assert lines[::2] == [("Are you safe?", True), ("Who helped?", True), ("What are your plans?", True)]
    assert lines[1::2] == [
        ("Guest: Why do you ask?", False),
        ("Guest: A nurse.", False),
        ("Guest: To sleep.", False),
    ]


def test_labels_are_no_speakers() -> None:
    """One label after another is no dialogue."""
    lines = told(("text", "Age: 30s?"), ("text", "Plans: none?"), ("text", "Police: no?"))
    assert not any(strong for _, strong in lines)


def test_quoted_questions_of_a_letter() -> None:
    """Quoted lines ask when most of them end in a question mark; a quotation by itself does not."""
    asking = [("quote", "Are you safe?"), ("text", "Yes."), ("quote", "Who helped?"), ("quote", "Plans?")]
    assert [strong for _, strong in told(*asking)] == [True, False, True, True]
    said = [("quote", "I was asked: are you safe?"), ("quote", "No."), ("quote", "No."), ("quote", "No.")]
    assert not any(strong for _, strong in told(*said))


def test_brackets_ask_unless_they_say_what_became_of_a_question() -> None:
    """Plans in brackets are a prompt; a refusal in brackets is an answer."""
    asking = [("text", "[Plans]"), ("text", "(Police?)"), ("text", "[Safe now]")]
    assert told(*asking, ("text", "(declined)")) == [
        ("Plans", True),
        ("Police?", True),
        ("Safe now", True),
        ("(declined)", False),
    ]
    assert told(("text", "[Plans]"), ("text", "(She laughed.)")) == [
        ("[Plans]", False),
        ("(She laughed.)", False),
    ]


def test_points_of_an_outline() -> None:
    """In a note that is all points, those with points below them ask; in others a list is a list."""
    outline = [line for at in range(5) for line in (("bullet", f"Topic {at}", 1), ("bullet", "said", 2))]
    assert [strong for _, strong in told(*outline)] == [True, False] * 5
    mixed = [*outline, *[("text", "words")] * 5]
    assert not any(strong for _, strong in told(*mixed))
