"""Plain text and Markdown notes in any encoding, their paragraphs put together again."""

import codecs
import re
from collections import Counter
from pathlib import Path

from codebook.errors import BadInputError
from codebook.exchange.readers_left_out import listed
from codebook.exchange.readers_markdown import plain, table_cells
from codebook.exchange.readers_wrapping import Line, continues, wrap_width
from codebook.model.document import Block, Document

MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
FRONT_MATTER = re.compile(r"\A(---|\+\+\+)[ \t]*\n(?:(?!\1)[^\n]*\n){0,60}?\1[ \t]*(?:\n|\Z)")
FRONT_LINE = re.compile(r"^[\w-]+\s*[:=]", re.MULTILINE)
COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
UNDERLINE = re.compile(r"^\s*(?:-{3,}|={3,}|~{3,}|\*{3,}|_{3,}|(?:[-*_] ){2,}[-*_])\s*$")
HEADING = re.compile(r"^ {0,3}(#{1,6})\s+(.*?)\s*#*$")
BULLET = re.compile(r"^(\s*)(?:[-*+•·▪◦‣–]|o(?=\s{2}))\s+(.*)$")
QUOTE = re.compile(r"^\s{0,3}>\s?(.*)$")
FENCE = re.compile(r"^\s{0,3}(?:```|~~~)")
COLUMNS = re.compile(r"^(\S(?:.{0,48}?\S)?)(?:\t+| {3,})(\S.*)$")
USUAL = (
    "\u2013\u2014\u2018\u2019\u201c\u201d\u2026\u2022\u00ab\u00bb\u20ac\u00a3\u00b0\u00bd\u00b7\u00a7\u00a9\u00ae\u00a0"
    "éèêëàâäçîïôöûùüœæÉÈÀÇÊñáíóúÁÍÓÚÑãõ"
)
CAPITALS = re.compile(r"^[^a-z]*[A-Z][^a-z]*[A-Z][^a-z]*$")


def read_text(path: Path, content: bytes) -> Document:
    """The blocks of a text or Markdown file.

    Raises:
        BadInputError: the bytes are no text in any likely encoding.
    """
    text = _decoded(path, content).replace("\r\n", "\n").replace("\r", "\n").replace("\x0c", "\n")
    left_out: Counter[str] = Counter()
    front = FRONT_MATTER.match(text)
    if front and FRONT_LINE.search(front[0]):
        left_out["front matter"] = 1
        text = "\n" * front[0].count("\n") + text[front.end() :]
    left_out["comment"] = len(COMMENT.findall(text))
    text = COMMENT.sub(lambda found: "\n" * found[0].count("\n"), text)
    markdown = path.suffix.casefold() == ".md"
    return Document(tuple(_blocks(_lines(text, markdown=markdown), markdown=markdown)), listed(left_out))


def _decoded(path: Path, content: bytes) -> str:
    for mark, encoding in MARKS:
        if content.startswith(mark):
            try:
                text = content.decode(encoding)
            except UnicodeDecodeError:
                raise _not_text(path) from None
            if "\0" in text:
                raise _not_text(path)
            return text
    if b"\0" in content:
        raise _not_text(path)
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        text = _guessed(path, content)
    odd = sum(1 for letter in text if letter < " " and letter not in "\t\n\r\x0b\x0c")
    if odd > len(text) * 0.01:
        raise _not_text(path)
    return text


def _guessed(path: Path, content: bytes) -> str:
    try:
        western = content.decode("cp1252")
    except UnicodeDecodeError:
        western = ""
    if western and _reads_well(western):
        return western
    # 0.05 s, and only files in no common encoding need it
    from charset_normalizer import from_bytes

    best = from_bytes(content).best()
    if best is not None:
        return str(best)
    if western:
        return western
    raise _not_text(path)


def _reads_well(text: str) -> bool:
    """Whether the letters beyond ASCII are the few that French and English notes use."""
    beyond = [letter for letter in text if letter > "~"]
    usual = sum(letter in USUAL for letter in beyond)
    return usual >= len(beyond) * 0.9


def _not_text(path: Path) -> BadInputError:
    return BadInputError(f"{path} is not a text file. Save the notes as UTF-8 text, .docx, .odt or .rtf.")


def _lines(text: str, *, markdown: bool) -> list[Line]:
    """The lines of a text with what each is by its own looks."""
    found: list[Line] = []
    written = text.split("\n")
    for number, raw in enumerate(written, start=1):
        below = written[number] if number < len(written) else ""
        found.append(_line(raw.rstrip(), below, number, found, markdown=markdown))
    return found


def _line(raw: str, below: str, number: int, above: list[Line], *, markdown: bool) -> Line:
    if not raw.strip() or FENCE.match(raw):
        return Line("", "", number)
    if UNDERLINE.match(raw):
        return Line("", "", number)
    underlined = bool(re.match(r"^\s*(?:-{3,}|={3,}|~{3,})\s*$", below)) and "|" not in raw
    if underlined and len(raw) < 160 and not BULLET.match(raw):
        return Line("heading", raw.strip(), number, level=1 if "=" in below else 2)
    if heading := HEADING.match(raw):
        return Line("heading", heading[2], number, level=len(heading[1]))
    if (cells := table_cells(raw)) is not None:
        return Line("row", "\t".join(cells), number) if any(cells) else Line("", "", number)
    if quote := QUOTE.match(raw):
        return Line("quote", quote[1].strip(), number)
    if bullet := BULLET.match(raw):
        return Line("bullet", bullet[2], number, level=1 + len(bullet[1].expandtabs(4)) // 2)
    indent = len(raw.expandtabs(4)) - len(raw.expandtabs(4).lstrip())
    text = raw.strip()
    if (columns := COLUMNS.match(text)) and not markdown:
        return Line("row", f"{columns[1]}\t{columns[2].strip()}", number, indent=indent)
    alone = not above or not above[-1].text
    if CAPITALS.match(text) and len(text.split()) <= 12 and not text.endswith((".", ",")) and alone:
        return Line("capitals", text, number, indent=indent)
    return Line("text", text, number, indent=indent)


def _blocks(lines: list[Line], *, markdown: bool) -> list[Block]:
    width = wrap_width(lines)
    blocks: list[Block] = []
    at = 0
    while at < len(lines):
        first = lines[at]
        parts = [first.text]
        at += 1
        while (
            first.text
            and at < len(lines)
            and continues(first, lines[at - 1], lines[at], width, markdown=markdown)
        ):
            parts.append(lines[at].text)
            at += 1
        if first.text:
            blocks.extend(_block(first, _rejoined(parts), markdown=markdown))
    return blocks


def _rejoined(parts: list[str]) -> str:
    return " ".join(part for part in parts if part)


def _block(first: Line, text: str, *, markdown: bool) -> list[Block]:
    shown, strong = plain(text) if markdown else (text, False)
    if not shown.strip(" \t|"):
        return []
    if first.kind == "capitals":
        return [Block("heading", shown, first.number, 1)]
    if first.kind == "heading":
        return [Block("heading", shown, first.number, first.level)]
    if first.kind == "row":
        return [Block("row", shown, first.number, strong=strong)]
    if first.kind == "quote":
        return [Block("quote", shown, first.number)]
    if first.kind == "bullet":
        return [Block("bullet", shown, first.number, first.level, strong)]
    return [Block("text", shown, first.number, 0, strong)]
