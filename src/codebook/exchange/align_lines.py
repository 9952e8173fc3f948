"""The lines of a note as a prompt could stand in them: alone, before a colon, in a table cell."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from codebook.exchange.align_matching import Matcher
from codebook.exchange.align_parts import parts_of
from codebook.exchange.align_voices import asked_aloud
from codebook.model.document import Block
from codebook.model.guide import Guide

Form = Literal[
    "heading", "strong", "row", "label", "question", "asked", "number", "short", "dash", "opening", "text"
]
QUOTES = "\"\u201c\u201d\u00ab'\u2018>"
NUMBERED = re.compile(
    r"^\s*(?P<open>\()?(?P<q>Q(?:uestion|n|u)?\s*\.?\s*(?:no\.?\s*)?|(?-i:[A-Z])[.-]?)?(?P<number>\d{1,2})(?P<letter>[a-d])?\b"
    r"(?:\s*(?:[/&+,]|and|to|-|–)\s*(?:Q\s*)?\d{1,2}[a-d]?\b)*"
    r"(?P<close>\s*[.):/](?!\d)\)?|\s*[-–](?=\s)|\s+|$)",
    re.IGNORECASE,
)
LONGEST_PROMPT = 80
OPENING = re.compile(r"^(?P<said>(?:[^\s.?!:;,]+ ){0,7}[^\s.?!:;,]{2,})\.\s+(?=\S)")
COLON = re.compile(r"\s*[:=]\s+|\s*:$|(?<=\?):")
DASH = re.compile(r"\s+(?:[-–—]+|->|→)\s+")
ASKED = re.compile(r"(?:[^?]{1,260}\?+[\"”)]*(?:\s*\([^()]{0,200}\))?\s*)")
INSTRUCTION = re.compile(
    r"(?:(?:can|could) you )?(?:please )?(?:briefly )?"
    r"(?:explain|specify|describe|elaborate|give (?:an )?examples?|probe)\b[^.?!]{0,60}[.?!)]*\s*",
    re.IGNORECASE,
)
AFTER_ASKED = re.compile(r"^[\s:.–-]+(?=\s|$)|^[\s:–-]+")
ASKING = re.compile(
    r"^(?:in particular,? |and |also |if so,? )?"
    r"(?:whether|how|what|whom?|where|when|why|which|please|tell (?:me|us)|describe|explain|"
    r"ask (?:about|whether|if)|(?:do|did|are|were|have|can|could|would) you)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a note; `number` is what a question number at its start says."""

    kind: str
    text: str
    strong: bool
    level: int
    number: int | None
    explicit: bool


@dataclass(frozen=True, slots=True)
class Head:
    """One way to take a line: its prompt, the answer beside it, and how the prompt stands there."""

    prompt: str
    answer: str
    form: Form


def lines_of(blocks: Sequence[Block], matcher: Matcher) -> list[Line]:
    """The lines of a note; several fields or numbered answers on one line become lines of their own."""
    found = []
    for block in asked_aloud(blocks):
        for text in parts_of(block, matcher):
            numbered = NUMBERED.match(text)
            marked = numbered is not None and _is_number(numbered, block, matcher.guide)
            number = int(numbered["number"]) if numbered and marked else None
            explicit = bool(numbered and marked and numbered["q"])
            found.append(Line(block.kind, text, block.strong, block.level, number, explicit))
    return found


def _is_number(found: re.Match[str], block: Block, guide: Guide) -> bool:
    letter = (found["q"] or "Q")[0].upper()
    if letter not in ("Q", guide.ref):
        return False
    cell = block.kind == "row" and "\t" in found.string[found.end("number") : found.end() + 1]
    return bool(found["q"] or found["open"] or found["close"].strip() or cell)


def bare(line: Line) -> str:
    """The text of a line without a question number at its start."""
    if line.number is None:
        return line.text
    return NUMBERED.sub("", line.text, count=1).strip()


def heads(line: Line) -> Iterator[Head]:
    """The ways to take a line, its whole first."""
    text = bare(line)
    if line.kind == "row":
        yield from _row(text, line)
        return
    if line.number is not None:
        yield Head("", text, "number")
    if not text or line.kind == "quote" or text[0] in QUOTES:
        return
    if len(text.split()) <= LONGEST_PROMPT:
        yield Head(text.rstrip(" :"), "", _form(line, text))
    split = COLON.search(text)
    if split and len(text[: split.start()].split()) <= 16:
        yield Head(text[: split.start()], text[split.end() :].strip(), "label")
    asked = _asked(text)
    if asked and asked < len(text):
        yield Head(text[:asked].rstrip(" :"), AFTER_ASKED.sub("", text[asked:]).strip(), "asked")
    dash = DASH.search(text)
    if dash and len(text[: dash.start()].split()) <= 7:
        yield Head(text[: dash.start()], text[dash.end() :].strip(), "dash")
    opening = OPENING.match(text)
    if opening and line.kind != "heading":
        yield Head(opening["said"], text[opening.end() :].strip(), "opening")


def _asked(text: str) -> int:
    """Where the questions at the start of a text end, 0 when it starts with none."""
    end = 0
    if "?" not in text:
        return 0
    while (found := ASKED.match(text, end)) and not re.search(r"[.!;:]\s+\S", found[0].rstrip("?")):
        end = found.end()
    if end and (told := INSTRUCTION.match(text, end)):
        end = told.end()
    return len(text) if not AFTER_ASKED.sub("", text[end:]) else end


def _row(text: str, line: Line) -> Iterator[Head]:
    cells = [cell.strip() for cell in text.split("\t")]
    first, rest = cells[0], [cell for cell in cells[1:] if cell]
    if not first and line.number is not None and rest:
        first, rest = rest[0], rest[1:]
    elif not first:
        return
    yield Head(first.rstrip(" :"), "\n".join(rest), "row")
    if line.number is not None:
        yield Head("", "\n".join([first, *rest]), "number")


def _form(line: Line, text: str) -> Form:
    if line.kind == "heading":
        return "heading"
    if line.strong:
        return "strong"
    if line.kind != "bullet" and (text.endswith(("?", "?)", "?:")) or _asked(text) == len(text)):
        return "question"
    if len(text.split()) <= 9 and not text.endswith((".", ";", ",")):
        return "short"
    return "text"


def seems_asking(text: str) -> bool:
    """Whether a text opens like a question or an instruction to ask one."""
    return ASKING.match(text) is not None
