"""What the passages of a file look like before they are kept: a line each, one in full, all in a sentence."""

from textual.content import Content

from codebook.intake.aligning import OWN, Arranged
from codebook.model.document import Answer
from codebook.model.guide import Guide, Question
from codebook.tui.safe_text import one_line, printable

UNASKED = "not under a question"
LOOK = "look ?"
_SURE = 0.85
_MOST = 20_000  # characters of a passage shown in full; more would make each step slow
_FIRST = 400  # characters a line of the list can show at most


def match(answer: Answer) -> str:
    """How well a passage agrees with its question, in a word."""
    if answer.question_ref is None:
        return "–"
    if answer.doubtful:
        return LOOK
    return "sure" if answer.confidence >= _SURE else "likely"


def row(now: Arranged, place: int, *, marked: bool) -> tuple[str, ...]:
    """A passage on one line: its mark, question, status, match and first words."""
    answer, owner = now.alignment.answers[place], now.owners[place]
    mark = "✓" if marked else ("→" if owner != OWN else ("?" if answer.doubtful else " "))
    text = one_line(answer.text[:_FIRST])
    if owner != OWN:
        text = f"[{owner}] {text}"
    return mark, question(now.alignment.guide, answer.question_ref), answer.status, match(answer), text


def question(guide: Guide | None, ref: str | None) -> str:
    """A question by its number and label."""
    found = _question(guide, ref)
    if found is None:
        return UNASKED
    return one_line(f"{found.number} {found.label}" if found.number else found.label)


def _question(guide: Guide | None, ref: str | None) -> Question | None:
    asked = guide.questions() if guide else ()
    return next((each for each in asked if each.ref == ref), None)


def passage(now: Arranged, place: int) -> Content:
    """A passage in full under its question, as it was typed."""
    answer, owner = now.alignment.answers[place], now.owners[place]
    found = _question(now.alignment.guide, answer.question_ref)
    said = f"{found.ref} · {found.prompt or found.label}" if found else UNASKED.capitalize()
    sure = f"match {answer.confidence:.2f} · " if found else ""
    whose = f" · given to {owner}" if owner != OWN else ""
    words = len(answer.text.split())
    text = "\n".join(printable(line.replace("\t", " ")) for line in answer.text[:_MOST].split("\n"))
    text += "\n… and more, which is taken in as well" if len(answer.text) > _MOST else ""
    return Content.assemble(
        (f"{one_line(said)}\n", "bold"),
        (f"{sure}{answer.status} · {words} words{whose}\n", "dim"),
        text or "(no text)",
    )


def summed_up(now: Arranged, marked: int) -> str:
    """The passages of a file in a sentence."""
    answers = now.alignment.answers
    unasked = sum(each.question_ref is None for each in answers)
    doubtful = sum(each.doubtful for each in answers)
    given = sum(owner != OWN for owner in now.owners)
    parts = [f"{len(answers)} passages", f"{doubtful} to look at", f"{unasked} {UNASKED}"]
    parts += [f"{given} given to {', '.join(now.others)}"] * bool(given) + [f"{marked} marked"] * bool(marked)
    return f" {' · '.join(parts)}"
