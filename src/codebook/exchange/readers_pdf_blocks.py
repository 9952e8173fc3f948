"""The paragraphs, prompts, points and table rows that the lines of a PDF make up."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from codebook.exchange.readers_pdf_lines import Printed
from codebook.exchange.readers_pdf_rows import Row, rows_of
from codebook.exchange.readers_pdf_widths import width
from codebook.exchange.readers_text import BULLET, CAPITALS
from codebook.exchange.readers_wrapping import LABEL, QUESTION_NUMBER, SPEAKER_END
from codebook.model.document import Block

LARGER = 1.12
LONGEST_HEADING = 160
LONE_POINT = re.compile(r"^[•·▪◦‣○●■□➢➤✓*–-]$")
POINT = re.compile(r"^[•▪◦‣○●■□➢➤✓]\s*(?=\S)")
HYPHENED = re.compile(r"(?:^|[\s(“\"])([^\W\d_]{2,})[-\u2010\u00ad]$")
WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
FULL, NEARLY_FULL = 0.95, 0.82
STEP_AND_A_BIT = 1.3
BEFORE_HYPHEN = frozenset(
    """
    anti co cross drop ex face first follow full half hand high inter long low mid multi non one over
    part post pre re second self semi short third three two under well year
    """.split()  # noqa: SIM905 - a word list reads best as prose
)


@dataclass(frozen=True, slots=True)
class _Setting:
    """How a file is set: usual size of letters, step from line to line in sizes, and its words."""

    size: float
    step: float
    words: frozenset[str]


def blocks_of(lines: Sequence[Printed]) -> list[Block]:
    """The blocks of all lines of a file, in order."""
    whole = _points_joined(lines)
    setting = _setting(whole)
    blocks: list[Block] = []
    for part in rows_of(whole):
        number = len(blocks) + 1
        if isinstance(part, Row):
            cells = ["\n".join(text for text, _ in _paragraphs(cell, setting)) for cell in part.cells]
            strong = all(line.bold for cell in part.cells for line in cell)
            blocks.append(Block("row", "\t".join(cells), number, strong=strong))
        else:
            told = _paragraphs(part, setting)
            blocks.extend(_block(*each, at, setting) for at, each in enumerate(told, start=number))
    return blocks


def _points_joined(lines: Sequence[Printed]) -> list[Printed]:
    """Bullets that were printed by themselves are put before what they point at."""
    joined: list[Printed] = []
    for line in lines:
        above = joined[-1] if joined else None
        if (
            above
            and LONE_POINT.match(above.text)
            and abs(above.y - line.y) < line.size
            and above.page == line.page
        ):
            text = f"{above.text} {line.text}"
            joined[-1] = replace(line, x=above.x, text=text, runs=((0, above.x),))
        else:
            joined.append(line)
    return joined


def _setting(lines: Sequence[Printed]) -> _Setting:
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[line.size] += len(line.text)
    steps = Counter(
        round((above.y - line.y) / line.size, 1)
        for above, line in pairwise(lines)
        if above.page == line.page
        and above.size == line.size
        and 0.9 <= (above.y - line.y) / line.size <= 2.4
    )
    often = [step for step, count in steps.items() if count >= 0.15 * steps.total()]
    words = frozenset(word.casefold() for line in lines for word in WORD.findall(line.text))
    return _Setting(sizes.most_common(1)[0][0] if sizes else 11.0, min(often, default=1.2), words)


def _paragraphs(lines: Sequence[Printed], setting: _Setting) -> list[tuple[str, Printed]]:
    """The texts of paragraphs put together from lines, each with its first line."""
    edge = max((_end(line) for line in lines if line.size <= setting.size * LARGER), default=0.0)
    found: list[tuple[str, Printed]] = []
    for at, line in enumerate(lines):
        if at and _goes_on(found[-1][1], lines[at - 1], line, edge, setting):
            text, first = found[-1]
            found[-1] = _joined(text, line.text, setting.words), first
        else:
            found.append((line.text, line))
    return found


def _goes_on(first: Printed, above: Printed, line: Printed, edge: float, setting: _Setting) -> bool:
    """Whether a line goes on with the paragraph of the line above it."""
    if abs(above.size - line.size) > 0.6 or above.bold != line.bold:
        return False
    if _pointed(line.text) or QUESTION_NUMBER.match(line.text):
        return False
    if LABEL.match(line.text) and above.text.endswith(SPEAKER_END):
        return False
    if above.page == line.page:
        step = (above.y - line.y) / line.size
        if not 0 < step <= setting.step * STEP_AND_A_BIT:
            return False
        hangs = _pointed(first.text) or QUESTION_NUMBER.match(first.text)
        if line.x > above.x + line.size and not (hangs and above is first):
            return False
    lower = line.text[:1].islower()
    if above.page != line.page and not lower:
        return False
    needed = NEARLY_FULL if lower else FULL
    reached = _end(above) + width(f" {line.text.split(maxsplit=1)[0]}") * line.size
    return reached >= needed * edge or _end(above) >= edge


def _end(line: Printed) -> float:
    return line.x + width(line.text) * line.size * (1.06 if line.bold else 1.0)


def _pointed(text: str) -> bool:
    return bool(POINT.match(text) or BULLET.match(text))


def _joined(text: str, more: str, words: frozenset[str]) -> str:
    """Two parts of a paragraph; a hyphen at a line's end stays when the word has one of its own."""
    cut = HYPHENED.search(text)
    if cut is None or not more[:1].islower():
        return text + ("" if text.endswith("-") and not text.endswith(" -") else " ") + more
    before, after = cut[1].casefold(), WORD.match(more)
    rest = after[0].casefold() if after else ""
    spelt = f"{before}-{rest}" in words or (before in BEFORE_HYPHEN and f"{before}{rest}" not in words)
    return (text if spelt and not text.endswith("\u00ad") else text[:-1]) + more


def _block(text: str, first: Printed, number: int, setting: _Setting) -> Block:
    if (first.size >= setting.size * LARGER and len(text) < LONGEST_HEADING) or _in_capitals(text):
        return Block("heading", text, number, 1 if first.size >= setting.size * 1.4 else 2)
    if point := POINT.match(text):
        return Block("bullet", text[point.end() :], number, 1, first.bold)
    if bullet := BULLET.match(text):
        return Block("bullet", bullet[2], number, 1, first.bold)
    return Block("text", text, number, 0, first.bold)


def _in_capitals(text: str) -> bool:
    return bool(CAPITALS.match(text)) and 1 < len(text.split()) <= 12 and not text.endswith((".", ","))
