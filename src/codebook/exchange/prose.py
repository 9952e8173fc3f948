"""Theme summaries as documents to hand over: Markdown and Word, with nothing in them but the summary."""

import re
from collections.abc import Callable, Iterator

from codebook.exchange.prose_parts import Part, parts
from codebook.model.report import Cleared

MARKUP = re.compile(r"([\\`*_{}\[\]<>#|~])")
AT_START = re.compile(r"^(\s*)([-+=]+|\d+[.)])(?=\s|$)|^( {4,}|\t)")


def markdown(summary: Cleared) -> bytes:
    """A summary in Markdown; what quotes hold that looks like markup stays as it was said."""
    lines = [line for part in parts(summary) for line in (*_lines(part), "")]
    return ("\n".join(lines).rstrip() + "\n").encode()


def docx(summary: Cleared) -> bytes:
    """A summary for Word: the same bytes for the same summary, and no author, time or place in them."""
    # 0.2 s, and most sessions write no Word file
    from codebook.exchange.prose_docx import written

    return written(summary)


def _lines(part: Part) -> Iterator[str]:
    shown = [_escaped(line) for line in part.text.splitlines()] or [""]
    if part.kind == "heading":
        yield f"{'#' * part.level} {' '.join(shown)}"
    elif part.kind == "quote":
        yield from (f"> {line}".rstrip() for line in shown)
        if part.source:
            yield ">"
            yield f"> *{_escaped(part.source)}*"
        if part.path:
            yield ">"
            yield f"> <small>{_escaped(part.path)}</small>"
    elif part.kind == "warning":
        yield f"**{' '.join(shown)}**"
    elif part.kind == "bullet":
        yield f"- {' '.join(shown)}"
    else:
        yield "  \n".join(shown)


def _escaped(text: str) -> str:
    """Text that Markdown shows letter by letter."""
    safe = MARKUP.sub(r"\\\1", text.replace("&", "&amp;"))
    return AT_START.sub(_start, safe)


def _start(found: re.Match[str]) -> str:
    mark = found[2]
    if mark is None:
        return ""
    if mark[-1] in ".)":
        return f"{found[1]}{mark[:-1]}\\{mark[-1]}"
    return f"{found[1]}\\{mark}"


WRITERS: dict[str, Callable[[Cleared], bytes]] = {"md": markdown, "docx": docx}
