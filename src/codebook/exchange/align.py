"""A note under the questions of the guide it follows."""

from collections.abc import Sequence

from codebook.exchange.align_answers import answers_of
from codebook.exchange.align_lines import lines_of
from codebook.exchange.align_matching import CERTAIN, Matcher
from codebook.exchange.align_path import Path, best_path
from codebook.model.document import Alignment, Answer, Block, Document
from codebook.model.guide import Guide
from codebook.model.words import stems


def align(document: Document, guides: Sequence[Guide]) -> Alignment:
    """Split a document into answers under the guide that fits it best, in the document's order.

    No word is lost: what fits no question is kept in answers without one. When no guide fits,
    the whole is kept that way, in the parts its headings make.
    """
    best: tuple[float, Guide, tuple[Answer, ...]] | None = None
    for guide in guides:
        matcher = Matcher.of(guide)
        lines = lines_of(document.blocks, matcher)
        path = best_path(lines, matcher)
        worth = _evidence(path, matcher, document.blocks)
        if _fits(path, matcher) and (best is None or worth > best[0]):
            best = worth, guide, answers_of(lines, path, matcher)
    if best is None:
        return Alignment(None, tuple(_whole(document.blocks)))
    return Alignment(best[1], best[2])


def _fits(path: Path, matcher: Matcher) -> bool:
    """Two questions found, or one beyond doubt, or three sections."""
    found = {prompt.target: prompt.confidence for prompt in path.prompts if prompt is not None}
    questions = [score for at, score in found.items() if not matcher.targets[at].is_section]
    enough = len(questions) >= 2 or any(score >= CERTAIN for score in questions)
    return path.worth > 0.3 and (enough or len(found) >= 3)


def _evidence(path: Path, matcher: Matcher, blocks: Sequence[Block]) -> float:
    """What speaks for a guide: the worth of its path, but numbers fit any guide.

    Where only a number led to a question, the words of the answer are weighed, and a little goes to
    a guide whose name the first lines echo.
    """
    worth = path.worth
    for prompt in path.prompts:
        if prompt is not None:
            worth -= prompt.by_number
            if prompt.form == "number" and prompt.answer:
                worth += 0.3 * matcher.covered(prompt.answer, matcher.targets[prompt.target])
    opening = set(stems(" ".join(block.text for block in blocks[:2])))
    title = stems(matcher.guide.title)
    return worth + 0.4 * sum(stem in opening for stem in title) / max(1, len(title))


def _whole(blocks: Sequence[Block]) -> list[Answer]:
    parts: list[list[str]] = [[]]
    for block in blocks:
        if block.kind == "heading" and any(parts[-1]):
            parts.append([])
        parts[-1].append(" | ".join(cell.strip() for cell in block.text.split("\t") if cell.strip()))
    return [Answer(None, "answered", "\n".join(part), 0.0) for part in parts if part]
