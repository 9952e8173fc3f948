"""Who asks in a note: the lines of a dialogue, of an answered letter, in brackets, that ask."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from codebook.exchange.align_statuses import status_of
from codebook.model.document import Block

SPEAKER = re.compile(r"^(?P<name>[^\W\d_][\w.]{0,14}(?: \w{1,12})?)\s*[:>]\s+(?P<said>\S.*)$", re.DOTALL)
ASKERS = frozenset(["q", "i", "int", "interviewer", "question", "interviewr", "interv"])
BRACKETED = re.compile(r"^(?:\[(?P<square>[^\[\]]{2,160})\]|\((?P<round>[^()]{2,160})\)):?$")
OFTEN, MOSTLY = 3, 0.6
LONGEST_BRACKETED = 14
OUTLINE, OUTLINE_PARENTS = 0.9, 5


def asked_aloud(blocks: Sequence[Block]) -> list[Block]:
    """The blocks of a note, those that only ask marked as strongly as prompts in bold.

    What asks is a speaker whose lines are mostly questions, quoted lines that mostly are, brackets around
    whole lines, and the points of an outline that have points of their own.
    """
    askers = _askers(blocks)
    letter = _asks_in_quotes(blocks)
    brackets = len({_bracketed(block) for block in blocks} - {""}) >= OFTEN
    outline = _outlined(blocks)
    return [
        replace(block, kind="text", strong=True)
        if at in outline
        else _told(block, askers, letter=letter, brackets=brackets)
        for at, block in enumerate(blocks)
    ]


def _told(block: Block, askers: frozenset[str], *, letter: bool, brackets: bool) -> Block:
    if block.kind == "quote":
        return replace(block, kind="text", strong=True) if letter else block
    if block.kind not in {"text", "bullet"}:
        return block
    spoken = SPEAKER.match(block.text)
    if spoken and spoken["name"].casefold() in askers:
        return replace(block, text=spoken["said"], strong=True)
    inside = _bracketed(block) if brackets else ""
    return replace(block, text=inside, strong=True) if inside else block


def _bracketed(block: Block) -> str:
    """What a line of brackets alone holds, "" when it is a sentence or says what became of a question."""
    found = BRACKETED.match(block.text.strip()) if block.kind == "text" else None
    inside = (found["square"] or found["round"]) if found else ""
    brief = len(inside.split()) <= LONGEST_BRACKETED and not inside.endswith((".", "!"))
    return inside if brief and status_of(inside) == "answered" else ""


def _askers(blocks: Sequence[Block]) -> frozenset[str]:
    """The speakers who ask: the usual names for one, or whoever does little else."""
    said: dict[str, list[bool]] = defaultdict(list)
    for block in blocks:
        if block.kind in {"text", "bullet"} and (spoken := SPEAKER.match(block.text)):
            said[spoken["name"].casefold()].append(spoken["said"].rstrip(' "”)').endswith("?"))
    needed = {name: MOSTLY / 2 if name in ASKERS else MOSTLY for name in said}
    return frozenset(
        name
        for name, asking in said.items()
        if len(said) > 1 and len(asking) >= OFTEN and sum(asking) >= needed[name] * len(asking)
    )


def _asks_in_quotes(blocks: Sequence[Block]) -> bool:
    asking = [block.text.rstrip(' "”)').endswith(("?", ":")) for block in blocks if block.kind == "quote"]
    return len(asking) >= OFTEN and sum(asking) >= MOSTLY * len(asking)


def _outlined(blocks: Sequence[Block]) -> frozenset[int]:
    """The points with points below them, in a note that is an outline from first to last."""
    points = [block for block in blocks if block.kind == "bullet"]
    parents = frozenset(
        at
        for at, (block, below) in enumerate(pairwise(blocks))
        if block.kind == below.kind == "bullet" and below.level > block.level
    )
    throughout = len(points) >= OUTLINE * len(blocks) and len(parents) >= OUTLINE_PARENTS
    return parents if throughout else frozenset()
