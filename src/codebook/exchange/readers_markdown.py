"""Markdown marks inside a line: emphasis, escapes, links and table cells."""

import re

EMPHASIS = re.compile(r"(?<![\w\\*_])(\*{1,3}|_{1,3})(?=\S)((?:(?!\1).)+?)(?<=[^\s\\])\1(?![\w*_])")
INNER_STARS = re.compile(r"(?<!\\)(\*{1,3})(?=[^\s*])([^*\n]+?)(?<=[^\s\\*])\1")
STRUCK = re.compile(r"(?<!\\)~~(?=\S)(.+?)(?<=\S)~~")
CODE = re.compile(r"(?<!`)`([^`\n]+)`(?!`)")
LINK = re.compile(r"!?\[([^\]\n]+)\]\(<?([^()\s>]+)>?(?:\s+\"[^\"]*\")?\)")
ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
WHOLE = re.compile(r"^(\*\*|__)(?=\S)(?:(?!\1).)+\1[:.]?$")
ROW = re.compile(r"^\s*\|(.*)\|\s*$")
RULE = re.compile(r"^\s*:?-{1,}:?\s*$")
BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)


def plain(text: str) -> tuple[str, bool]:
    """A text without its marks, and whether all of it was strong. No word or address is lost."""
    strong = WHOLE.match(text.strip()) is not None
    text = LINK.sub(_link, text)
    for marks in (EMPHASIS, EMPHASIS, INNER_STARS):
        text = marks.sub(r"\2", text)
    text = STRUCK.sub(r"\1", text)
    text = CODE.sub(r"\1", text)
    return ESCAPE.sub(r"\1", text).rstrip("\\"), strong


def table_cells(line: str) -> list[str] | None:
    """The cells of a table line, [] for the rule under its head, None when it is none."""
    found = ROW.match(line)
    if found is None:
        return None
    cells = [cell.strip() for cell in re.split(r"(?<!\\)\|", found[1])]
    if all(RULE.match(cell) for cell in cells if cell) and any(cells):
        return []
    return [BREAK.sub("\n", cell).replace("\\|", "|") for cell in cells]


def _link(found: re.Match[str]) -> str:
    shown, address = found[1], found[2]
    return shown if shown == address else f"{shown} ({address})"
