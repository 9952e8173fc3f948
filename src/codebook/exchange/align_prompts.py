"""Which prompts a line of a note may be, and what speaks for each."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from codebook.exchange.align_habits import Habits
from codebook.exchange.align_lines import Form, Head, Line, bare, heads, seems_asking
from codebook.exchange.align_matching import CERTAIN, Matcher, Target

THRESHOLD = 0.6
RIVALRY = 0.6
OTHER_LEVEL = 0.4
LEAST, LEAST_NUMBERED, LEAST_SURE = 0.4, 0.5, 0.3
SURE = 0.12
NEVER_ASKED = 0.3
AWAY, AWAY_FROM_MARKED = 0.22, 0.35
ALL_POINTS = re.compile(r"\b1\s*(?:-|–|to)\s*[2-9]\b|\ball (?:\w+ )?points\b", re.IGNORECASE)
LOOKS: dict[Form, float] = {
    "heading": 0.2,
    "strong": 0.2,
    "row": 0.15,
    "label": 0.05,
    "question": 0.1,
    "asked": 0.04,
    "number": 0.0,
    "short": -0.05,
    "dash": -0.15,
    "opening": -0.15,
    "text": -0.3,
}
UNMARKED: frozenset[Form] = frozenset({"label", "dash", "opening", "short", "text"})
CLEAR, CONTESTED = 0.25, 0.35
NUMBER_AGREES, NUMBER_ALONE = 0.1, 0.9


@dataclass(frozen=True, slots=True)
class Prompt:
    """A line taken as the prompt of a target, with the answer that stands beside it.

    `by_number` is the part of its value that only a number speaks for; `confidence` says how sure the match
    itself is, whatever the order of the note.
    """

    target: int
    answer: str
    form: Form
    confidence: float
    value: float
    by_number: float


@dataclass(frozen=True, slots=True)
class _Rated:
    """A target a prompt may be of, how well their words agree, and how well those of the next best do."""

    target: int
    known: Target
    score: float
    rival: float


def options(lines: Sequence[Line], at: int, matcher: Matcher, habits: Habits) -> list[Prompt]:
    """What a line may be a prompt of, the best way to take it for each target."""
    line = lines[at]
    best: dict[int, Prompt] = {}
    for head in heads(line):
        asking = head.form in habits.sure
        scores = matcher.scores(head.prompt, asking=asking) if head.prompt else {}
        questions = {key: score for key, score in scores.items() if not matcher.targets[key].is_section}
        rivals = questions if head.prompt.endswith("?") else scores
        top = max(rivals.values(), default=0.0)
        for target, known in enumerate(matcher.targets):
            score = scores.get(target, 0.0)
            if not score and head.form != "number":
                continue  # only a number speaks for what no word does
            if score and not _believable(head, known, matcher, habits):
                score = 0.0
            rival = max((other for key, other in questions.items() if key != target), default=0.0)
            prompt = _prompt(lines, at, head, _Rated(target, known, score, rival), habits)
            if prompt is not None and score < top:
                prompt = replace(prompt, value=prompt.value - RIVALRY * (top - score))
            if prompt is not None and (target not in best or prompt.value > best[target].value):
                best[target] = prompt
    return list(best.values())


def _believable(head: Head, known: Target, matcher: Matcher, habits: Habits) -> bool:
    """Whether a line without marks of a prompt is one by its words, so that no answer is taken for it."""
    if known.kind in {"field", "consent"} or head.form not in UNMARKED or head.form in habits.sure:
        return True
    if known.is_section or (head.form in {"short", "text"} and not seems_asking(head.prompt)):
        return head.form == "label" or matcher.named(head.prompt, known)
    after = head.prompt.rpartition("?")[2] if head.form == "label" else ""
    if after.strip() and matcher.covered(after, known) < 0.5:
        return False
    needed = 0.45 if head.form == "text" else 0.6
    return matcher.covered(head.prompt, known) >= needed or matcher.named(head.prompt, known)


def _prompt(lines: Sequence[Line], at: int, head: Head, rated: _Rated, habits: Habits) -> Prompt | None:
    line, known, score = lines[at], rated.known, rated.score
    numbered = _number_value(line, head, known, habits)
    sure = head.form in habits.sure
    least = LEAST_SURE if sure and not known.is_section else LEAST_NUMBERED if numbered > 0 else LEAST
    if score < least and head.form != "number":
        return None
    if head.form == "dash" and line.kind == "heading" and known.kind != "field":
        return None
    if known.kind == "field" and not head.answer and re.search(r"\d", head.prompt):
        return None
    if not _may_stand(head, known, score, numbered, habits):
        return None
    value = score + LOOKS[head.form] + numbered - THRESHOLD
    value += _of_form(line, head, known, score, habits)
    value += _of_place(lines, at, head, known, score)
    if value < -0.45:
        return None
    # where prompts stand apart, a question with an answer behind it may be somebody's own words
    spoken = head.form == "asked" and bool(habits.at_home) and not habits.prompts("asked")
    whole = spoken or (known.kind == "consent" and head.form != "row")
    answer = bare(line) if whole else head.answer
    confidence = _confidence(score, rated.rival, numbered)
    by_number = value if head.form == "number" else max(0.0, numbered)
    return Prompt(rated.target, answer, head.form, confidence, value, by_number)


def _may_stand(head: Head, known: Target, score: float, numbered: float, habits: Habits) -> bool:
    """Whether a prompt for such a target can stand in such a form at all."""
    if known.kind == "consent" and numbered > 0 and not habits.has_consent and score < 0.4:
        return False
    if head.form == "number":
        return numbered > 0.3 and known.kind in {"question", "statement", "consent"}
    if known.question is None:
        plain = head.form in {"short", "question"} or (head.form == "row" and not head.answer)
        return head.form in {"heading", "strong"} or (plain and score >= CERTAIN)
    if known.kind == "section" and head.form in {"row", "label"}:
        return score >= CERTAIN
    if known.kind == "field":
        return score >= 0.8 and (
            head.form in {"row", "label", "heading", "strong", "question"} or score >= 0.95
        )
    if known.kind == "consent" and not ALL_POINTS.search(head.prompt):
        return numbered > 0 or score >= (CERTAIN if head.form in {"heading", "strong"} else 0.7)
    if known.kind == "consent":
        return False
    return _may_ask(head, score, sure=head.form in habits.sure)


def _may_ask(head: Head, score: float, *, sure: bool) -> bool:
    """Whether a prompt of a question, agreeing so well, can stand in such a form."""
    if head.form == "opening" and not sure:
        return False
    if head.form in {"short", "text"} and not seems_asking(head.prompt):
        return score >= 0.75
    if head.form in {"label", "dash", "opening", "short", "text"}:
        return score >= (LEAST_NUMBERED if sure else 0.62)
    return True


def _number_value(line: Line, head: Head, known: Target, habits: Habits) -> float:
    if line.number is None or known.question is None or known.kind in {"section", "field"}:
        return 0.0
    digits = "".join(letter for letter in known.question.number if letter.isdigit())
    same = digits == str(line.number)
    if known.kind == "consent":
        return 0.4 if same and not line.explicit else 0.0
    if line.explicit:
        return 0.65 if same else -0.25
    if habits.numbers_count:
        return 0.7 if same else -0.15
    return 0.2 if same and head.form != "number" else 0.0


def _of_form(line: Line, head: Head, known: Target, score: float, habits: Habits) -> float:
    """What speaks for or against a prompt in this form in this note."""
    value = 0.0
    asking = head.form == "text" and seems_asking(head.prompt)
    away = head.form != "number" and not habits.prompts("question" if asking else head.form)
    if known.kind in {"question", "statement"} and habits.at_home and away:
        value -= AWAY_FROM_MARKED if habits.at_home == {"marked"} else AWAY
    if line.kind == "bullet":
        value -= 0.15
    if line.kind == "heading" and habits.depth and not known.is_section:
        value -= OTHER_LEVEL * (line.level != habits.depth)
    if asking:
        value += 0.25
    if head.prompt.endswith("?") and (known.is_section or known.kind == "statement"):
        value -= NEVER_ASKED
    if head.form in habits.sure and not known.is_section:
        value += SURE
    if head.form in {"label", "dash"} and score < CERTAIN and known.kind != "consent":
        value -= 0.1
    return value


def _of_place(lines: Sequence[Line], at: int, head: Head, known: Target, score: float) -> float:
    value = 0.0
    if at == 0 and score < 0.97 and head.form in {"heading", "strong", "short", "text"}:
        value -= 0.1 if head.prompt.endswith("?") or seems_asking(head.prompt) else 0.55
    after = lines[at + 1] if at + 1 < len(lines) else None
    if after is not None and head.form in {"heading", "strong", "short", "question"}:
        prompts_next = after.kind == "heading" or after.strong or after.text.endswith(("?", ":"))
        if known.is_section != prompts_next and not (known.kind == "section" and after.number):
            value -= 0.1
    return value


def _confidence(score: float, rival: float, numbered: float) -> float:
    """How surely a prompt asks its question: by words, less where another fits nearly as well, and number."""
    close = min(1.0, max(0.0, 1.0 - (score - rival) / CLEAR))
    worded = score * (1.0 - CONTESTED * close)
    if numbered <= 0:
        return worded
    return min(1.0, max(worded + NUMBER_AGREES, min(NUMBER_ALONE, 0.5 + numbered)))
