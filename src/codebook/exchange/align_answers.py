"""Answers from a note whose prompts are known: what stands under each, and what became of the question."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from codebook.exchange.align_lines import Line, bare
from codebook.exchange.align_matching import Matcher
from codebook.exchange.align_path import Path
from codebook.model.document import Answer
from codebook.model.guide import Status

REFUSED = (
    r"(?:\w+ )?(?:declined|refused)(?: to (?:answer|say|discuss|respond|comment)\b.*)?",
    r"(?:s?he |they )?prefer(?:red|s)? not to\b.*",
    r"(?:did not|didn.?t|does not) (?:want|wish) to (?:answer|say|discuss)\b.*",
    r"no comment|pass(?:ed)?|decl\.?|withheld",
)
STATUSES: tuple[tuple[Status, re.Pattern[str]], ...] = (
    (
        "not-asked",
        re.compile(r"(?:was )?not asked|skipped|(?:ran out of|no) time|did(?:n.?t| not) ask", re.IGNORECASE),
    ),
    ("not-applicable", re.compile(r"n\.?\s?/?\s?a\.?|not applicable|does(?:n.?t| not) apply", re.IGNORECASE)),
    ("declined", re.compile("|".join(REFUSED), re.IGNORECASE)),
)
REMARKS = (
    r"also (?:said|mentioned|noted)\b",
    r"(?:the )?(?:interview|call|session|meeting) (?:lasted|ended|took|was|to be|will be|finished|stopped)\b",
    r"(?:interviewer(?:.s)?|other|general|additional) (?:notes?|comments?|remarks?|observations?)\b",
    r"(?:follow.?up|next step)s?:|notes? to self\b|duration\b|p\.?s\.?:|n\.?b\.?:",
    r"gift card (?:given|sent|handed)|thanked (?:her|him|them)\b",
)
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
    closing = _closing_from(lines, path)
    for at, (line, prompt) in enumerate(zip(lines, path.prompts, strict=True)):
        here = gathered[-1]
        if prompt is not None:
            target = matcher.targets[prompt.target]
            ref = None if target.question is None else target.question.ref
            if not (here.ref == ref is not None):
                sure = 0.0 if ref is None else prompt.score
                gathered.append(_Gathering(ref, sure, opened=target.kind != "section" and ref is not None))
            if prompt.answer:
                gathered[-1].lines.append(prompt.answer)
            blank_prompt = not prompt.answer
            beside = bool(prompt.answer) and target.kind in {"field", "consent"}
            continue
        if here.ref is not None and blank_prompt and _more_of_prompt(line, matcher, here.ref):
            continue
        if here.ref is not None and (at >= closing or _closes(line) or _leaves_field(line, beside=beside)):
            gathered.append(_Gathering(None, 0.0, opened=False))
        gathered[-1].lines.append(_kept(line))
        blank_prompt = False
    return tuple(_united(gathered))


def status_of(text: str) -> Status:
    """What became of a question, by the words under it."""
    said = " ".join(text.split()).strip('()[]–—- ."“”')
    if not said:
        return "blank"
    for status, pattern in STATUSES:
        if pattern.fullmatch(said) and len(said.split()) <= 10:
            return status
    return "answered"


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


def _closing_from(lines: Sequence[Line], path: Path) -> int:
    """Where remarks on the interview itself begin, at most three lines before the end."""
    for at in range(max(0, len(lines) - 3), len(lines)):
        if CLOSING.match(lines[at].text) and not any(path.prompts[at:]):
            return at
    return len(lines)


def _closes(line: Line) -> bool:
    """A heading that fits no question ends the one before it."""
    if line.kind == "heading":
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
