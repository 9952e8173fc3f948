"""Several fields, numbered answers or questions that stand in one paragraph, taken apart."""

import re
from collections.abc import Callable, Iterator
from itertools import islice, pairwise

from codebook.exchange.align_matching import Matcher
from codebook.model.document import Block

NUMBERED = re.compile(r"(?:^|(?<=[\s;,.]))Q\s?(\d{1,2})\b", re.IGNORECASE)
FIELD = re.compile(r"(?:^|[;,|•·]\s*|\.\s+|\s{2,})(?P<label>[^\W\d][^:;,=|]{0,40}?)\s*[:=]\s*")
ASKED = re.compile(r"(?:^|(?<=[.!?;] ))(?P<label>[^.!?;]{3,160}\?)")
SEVERAL = 4
CANDIDATES = 300


def parts_of(block: Block, matcher: Matcher) -> list[str]:
    """The lines a block makes: usually one, more where it runs several prompts together."""
    text = block.text
    if block.kind in {"heading", "quote"}:
        return [text]
    if block.kind == "row":
        return [text.replace("\n", " ", 1) if text.startswith("\n") else text]
    starts = _numbers(text) or _fields(text, matcher) or _several(ASKED, text, matcher.asks)
    return _cut(text, starts) if starts else [text]


def _cut(text: str, starts: list[int]) -> list[str]:
    bounds = [0, *(start for start in starts if start), len(text)]
    parts = (text[start:end].strip().rstrip(";,|•·").strip() for start, end in pairwise(bounds))
    return [part for part in parts if part]


def _numbers(text: str) -> list[int]:
    """Where a text goes on to the next numbered question."""
    found = list(islice(NUMBERED.finditer(text), CANDIDATES))
    numbers = [int(each[1]) for each in found]
    rising = all(one < other for one, other in pairwise(numbers))
    opens = bool(found) and found[0].start() == 0
    if not rising or len(found) < (2 if opens else SEVERAL):
        return []
    return [each.start() for each in found]


def _fields(text: str, matcher: Matcher) -> list[int]:
    """Where labels of fields stand, and those of questions when there are several."""
    several = _several(FIELD, text, matcher.asks)
    starts = [start for start, label in _labels(FIELD, text) if matcher.is_field(label)]
    if several:
        return sorted({*several, *starts})
    return starts if len(starts) >= 2 or starts == [0] else []


def _several(pattern: re.Pattern[str], text: str, asks: Callable[[str], int | None]) -> list[int]:
    """Where a text names questions, if it does so for several of them."""
    named = [(start, asks(label)) for start, label in _labels(pattern, text)]
    starts = [start for start, target in named if target is not None]
    return starts if len({target for _, target in named} - {None}) >= SEVERAL else []


def _labels(pattern: re.Pattern[str], text: str) -> Iterator[tuple[int, str]]:
    found = islice(pattern.finditer(text), CANDIDATES)
    return ((each.start("label"), each["label"]) for each in found)
