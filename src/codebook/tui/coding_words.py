"""What the coding desk says of a code, and where words begin and end for it."""

import re
from collections.abc import Mapping, Sequence

from codebook.model.codes import Code, CodeTree
from codebook.model.interview import Coding, Memo
from codebook.model.span import Span
from codebook.tui.safe_text import one_line


def noted(
    memos: Sequence[Memo],
    codings: Mapping[int, Coding],
    answers: Mapping[int, str],
    interview: int,
    codes: CodeTree,
) -> list[tuple[str, str]]:
    """The memos on an interview, on its codings and on its answers, these by their headings."""
    rows = []
    for memo in memos:
        if memo.target == "coding" and memo.target_id in codings:
            on = codes[codings[memo.target_id].code].name
        elif memo.target == "passage" and memo.target_id in answers:
            on = answers[memo.target_id]
        elif (memo.target, memo.target_id) == ("interview", interview):
            on = "interview"
        else:
            continue
        rows.append((f"{memo.coder} {on}", memo.text))
    return rows


def meaning(code: Code) -> list[tuple[str, str]]:
    """A code's definition, field by field."""
    said = code.meaning
    fields = (
        ("definition", said.definition),
        ("include", said.include),
        ("exclude", said.exclude),
        ("near miss", said.near_miss),
        ("example", said.example),
        ("keywords", ", ".join(said.keywords)),
    )
    return [(name, one_line(text)) for name, text in fields if text]


def stretched(text: str, span: Span, start: int, end: int) -> Span:
    """A span with its boundaries moved by a word back or on, or left; never empty, never outside the text."""
    words = [match.span() for match in re.finditer(r"\w+(?:['’-]\w+)*", text)]
    first = _stepped([word[0] for word in words], span.start, start)
    last = _stepped([word[1] for word in words], span.end, end)
    return Span(first, last) if first < last else span


def _stepped(edges: list[int], at: int, direction: int) -> int:
    beyond = [edge for edge in edges if (edge > at if direction > 0 else edge < at)]
    if not direction or not beyond:
        return at
    return beyond[0] if direction > 0 else beyond[-1]
