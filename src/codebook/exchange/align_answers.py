"""Answers from a note whose prompts are known: what stands under each, and what became of the question."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from codebook.exchange.align_habits import Habits
from codebook.exchange.align_lines import Form, Line, bare, heads
from codebook.exchange.align_matching import Matcher
from codebook.exchange.align_path import Path
from codebook.exchange.align_prompts import Prompt
from codebook.exchange.align_statuses import status_of
from codebook.model.document import Answer

REMARKS = (
    r"also (?:said|mentioned|noted)\b",
    r"(?:the )?(?:interview|call|session|meeting) (?:lasted|ended|took|was|to be|will be|finished|stopped)\b",
    r"(?:interviewer(?:.s)?|other|general|additional) (?:notes?|comments?|remarks?|observations?)\b",
    r"(?:follow.?up|next step)s?:|notes? to self\b|duration\b|p\.?s\.?:|n\.?b\.?:",
    r"(?:with )?(?:(?:best|kind|warm) )?(?:regards|wishes)\b|sincerely\b|yours\b",
    r"gift card (?:given|sent|handed)|thanked (?:her|him|them)\b",
)
SPOKEN: frozenset[Form] = frozenset({"asked", "question", "short", "text", "dash"})
MARKED = 0
DOUBTFUL = 0.45
APART: frozenset[Form] = frozenset({"question", "strong", "row"})
OTHERS_BESIDE = 3
CLOSING = re.compile("|".join(REMARKS), re.IGNORECASE)


@dataclass(slots=True)
class _Gathering:
    ref: str | None
    confidence: float
    opened: bool
    lines: list[str] = field(default_factory=list)


def answers_of(lines: Sequence[Line], path: Path, matcher: Matcher) -> tuple[Answer, ...]:
    """Every line of a note in some answer, in order, but for the prompts and section headings."""
    gathered: list[_Gathering] = [_Gathering(None, 0.0, opened=False)]
    blank_prompt = False
    beside = False
    level: int | None = None
    closing = _closing_from(lines, path)
    for at, (line, prompt) in enumerate(zip(lines, path.prompts, strict=True)):
        here = gathered[-1]
        if prompt is not None:
            target = matcher.targets[prompt.target]
            ref = None if target.question is None else target.question.ref
            if here.ref == ref is not None and level is not None and _in_speech(prompt, here.lines):
                here.lines.append(_kept(line))
                continue
            if here.ref != ref or level is None:
                level = line.level if line.kind == "heading" else MARKED if line.strong else None
            if not (here.ref == ref is not None):
                sure = 0.0 if ref is None else prompt.confidence
                gathered.append(_Gathering(ref, sure, opened=target.kind != "section" and ref is not None))
            answer = prompt.answer or (bare(line) if _answers_its_number(lines, at, path) else "")
            if answer:
                gathered[-1].lines.append(answer)
            elif prompt.confidence < DOUBTFUL and prompt.form in SPOKEN - path.habits.sure:
                # what may after all be somebody's words is not thrown away
                gathered[-1].lines.append(_kept(line))
            blank_prompt = not answer
            beside = bool(prompt.answer) and target.kind in {"field", "consent"}
            continue
        if here.ref is not None and blank_prompt and _more_of_prompt(line, matcher, here.ref):
            continue
        if here.ref is not None and (
            at >= closing or _closes(line, level, path.habits) or _leaves_field(line, beside=beside)
        ):
            gathered.append(_Gathering(None, 0.0, opened=False))
        gathered[-1].lines.append(_kept(line))
        blank_prompt = False
    return tuple(_united(gathered))


def _united(gathered: Sequence[_Gathering]) -> list[Answer]:
    """Answers, leaving out blank ones of questions that are answered elsewhere."""
    told = {part.ref for part in gathered if any(line.strip() for line in part.lines)}
    found: list[Answer] = []
    blank: set[str | None] = set()
    for part in gathered:
        text = "\n".join(line for line in part.lines if line.strip())
        if text:
            status = "answered" if part.ref is None else status_of(text)
            found.append(Answer(part.ref, status, text, round(part.confidence, 2)))
        elif part.opened and part.ref not in told | blank:
            blank.add(part.ref)
            found.append(Answer(part.ref, "blank", "", round(part.confidence, 2)))
    return found


def _in_speech(prompt: Prompt, said: Sequence[str]) -> bool:
    """Whether what asks again, below a marked prompt of the same question, is part of the answer."""
    return prompt.form in SPOKEN and bool(said or prompt.answer)


def _answers_its_number(lines: Sequence[Line], at: int, path: Path) -> bool:
    """Whether what follows a number is the answer, though it sounds like the question, as others there do."""
    if lines[at].number is None or lines[at].kind != "text" or lines[at].strong:
        return False
    beside = sum(prompt is not None and prompt.form == "number" for prompt in path.prompts)
    return beside >= OTHERS_BESIDE and (at + 1 == len(lines) or path.prompts[at + 1] is not None)


def _closing_from(lines: Sequence[Line], path: Path) -> int:
    """Where remarks on the interview itself begin, at most three lines before the end."""
    for at in range(max(0, len(lines) - 3), len(lines)):
        if CLOSING.match(lines[at].text) and not any(path.prompts[at:]):
            return at
    return len(lines)


def _closes(line: Line, level: int | None, habits: Habits) -> bool:
    """What looks like a prompt and fits none ends the question before it, but for headings below its own."""
    if line.kind == "heading":
        return not 0 < (level or 0) < line.level
    if next((head.form for head in heads(line)), None) in habits.sure & APART:
        return True
    brief = len(line.text.split()) <= 8 and line.text[-1:] not in ".!,;"
    like_prompt = brief or line.text.endswith(("?", ":"))
    return line.strong and line.kind == "text" and like_prompt


def _leaves_field(line: Line, *, beside: bool) -> bool:
    """A new paragraph after a filled field or consent point belongs to neither."""
    return beside and line.kind not in {"bullet", "quote"} and not line.text.startswith("\t")


def _more_of_prompt(line: Line, matcher: Matcher, ref: str) -> bool:
    """Whether a line after a prompt asks on in the question's own words, as a probe does."""
    if not (line.strong or line.kind == "heading") or not line.text.rstrip(")").endswith("?"):
        return False
    target = next(t for t in matcher.targets if t.question is not None and t.question.ref == ref)
    return matcher.covered(bare(line), target) >= 0.55


def _kept(line: Line) -> str:
    cells = [cell.strip() for cell in line.text.split("\t")]
    return " | ".join(cell for cell in cells if cell)
