"""Rich text files: what is written, without annotations, deletions, headers or hidden text."""

import re
from dataclasses import replace
from pathlib import Path

from striprtf.striprtf import PATTERN, charset_map, destinations, remove_pict_groups, specialchars

from codebook.errors import BadInputError
from codebook.exchange.readers_left_out import listed
from codebook.exchange.readers_rtf_writing import Look, Writing
from codebook.model.document import Block, Document

LEFT_OUT = {
    "annotation": "comment",
    **dict.fromkeys(("header", "headerl", "headerr", "headerf"), "header"),
    **dict.fromkeys(("footer", "footerl", "footerr", "footerf"), "footer"),
    **dict.fromkeys(("shptxt", "dptxbxtext"), "text box"),
    **dict.fromkeys(("pict", "objdata"), "picture"),
    **dict.fromkeys(("info", "userprops"), "document properties"),
}
SILENT = (frozenset(destinations) | {"atnid", "listtext"}) - {"footnote", "shp", "object", "result", "g"}
CHARACTERS = {
    **{word: text for word, text in specialchars.items() if word.isalpha()},
    "~": " ",
    "_": "-",
    "-": "",
    **{sign: sign for sign in "{}\\"},
}
NOT_TEXT = frozenset({"par", "sect", "page", "row", "cell", "nestcell"})
FONT = re.compile(r"\\f(\d+)[^{}]*?\\fcharset(\d+)")
STYLE = re.compile(r"\{\\s(\d+)(?:\\[^{};]*)? ?heading (\d)[^{};]*;\}", re.IGNORECASE)
PAGE = re.compile(r"\\ansicpg(\d+)")


def read_rtf(path: Path, content: bytes) -> Document:
    """The paragraphs and table rows of a rich text file.

    Raises:
        BadInputError: the file breaks off before its end.
    """
    text = str(remove_pict_groups(content.decode("latin-1")))  # type: ignore[no-untyped-call]
    page = PAGE.search(text)
    walk = _Walk(text, f"cp{page[1]}" if page else "cp1252")
    if not walk.finish():
        raise BadInputError(f"{path} breaks off before its end. Open it and save it again as .rtf.")
    blocks = _with_headings(walk.writing.blocks, walk.writing.body_size())
    numbered = tuple(replace(block, line=at) for at, block in enumerate(blocks, start=1))
    return Document(numbered, listed(walk.writing.left_out))


def _with_headings(blocks: list[Block], body: int) -> list[Block]:
    """Bold lines in larger letters are headings; their level was the size of their letters."""
    sizes = sorted(
        {b.level for b in blocks if b.strong and b.kind == "text" and b.level > body + 2}, reverse=True
    )
    return [
        replace(block, kind="heading", level=sizes.index(block.level) + 1, strong=False)
        if block.strong and block.kind == "text" and block.level in sizes
        else replace(block, level=0 if block.kind == "text" else block.level)
        for block in blocks
    ]


class _Walk:
    """One pass over the control words and letters of a file."""

    def __init__(self, text: str, encoding: str) -> None:
        self.writing = Writing()
        self.look = Look(encoding=encoding)
        self.stack: list[Look] = []
        self.fonts = {font: charset_map.get(int(charset), encoding) for font, charset in FONT.findall(text)}
        self.headings = {style: int(level) for style, level in STYLE.findall(text)}
        self.optional = False
        self.to_skip = 0
        for found in PATTERN.finditer(text):
            self._token(found)

    def finish(self) -> bool:
        """Write what is left; False when groups are still open."""
        self.writing.end_paragraph()
        self.writing.end_rows()
        return not self.stack

    def _token(self, found: re.Match[str]) -> None:
        word, number, byte, sign, brace, letter = found.groups()
        if brace:
            self._brace(brace)
        elif word:
            self._word(word, number)
        elif sign:
            self._sign(sign)
        elif (byte or letter) and self.to_skip:
            self.to_skip -= 1
        elif byte or letter:
            self.writing.byte(int(byte, 16) if byte else ord(letter), self.look)

    def _brace(self, brace: str) -> None:
        self.to_skip = 0
        if brace == "{":
            self.stack.append(self.look)
            self.look = replace(self.look)
        elif self.stack:
            if self.look.note and not self.stack[-1].note:
                self.writing.end_note()
            self.look = self.stack.pop()

    def _sign(self, sign: str) -> None:
        if sign == "*":
            self.optional = True
        elif sign in "\r\n":
            self.writing.end_paragraph()
        else:
            self.writing.write(CHARACTERS.get(sign, ""), self.look)

    def _word(self, word: str, number: str | None) -> None:
        optional, self.optional = self.optional, False
        self.to_skip = 0
        if word in LEFT_OUT and not self.look.skipped:
            self.look.skipped = LEFT_OUT[word]
        elif word in SILENT or (optional and word not in LEFT_OUT and word != "footnote"):
            self.writing.listed |= word in {"listtext", "pntext"} and self.look.skipped is None
            self.look.skipped = self.look.skipped or ""
        elif self.look.skipped is not None:
            return
        elif word == "u" and number:
            self.writing.write(chr(int(number) & 0xFFFF), self.look)
            self.to_skip = self.look.skip
        elif word in CHARACTERS and word not in NOT_TEXT:
            self.writing.write(CHARACTERS[word], self.look)
        elif word == "footnote":
            self.look.note = True
        else:
            self._layout(word, number)
            self._letters(word, number)

    def _layout(self, word: str, number: str | None) -> None:
        writing = self.writing
        if word in {"par", "sect", "page"}:
            writing.end_paragraph()
        elif word == "pard":
            writing.in_table, writing.listed, writing.outline = False, False, 0
        elif word == "intbl":
            writing.in_table = True
        elif word in {"ls", "pnlvlblt", "pnlvlbody"}:
            writing.listed = True
        elif word in {"cell", "nestcell"}:
            writing.end_cell()
        elif word in {"row", "nestrow"}:
            writing.end_row()
        elif word == "outlinelevel" and number and int(number) < 9:
            writing.outline = int(number) + 1
        elif word == "s":
            writing.outline = self.headings.get(number or "", 0)

    def _letters(self, word: str, number: str | None) -> None:
        on = number != "0"
        look = self.look
        if word == "b":
            look.bold = on
        elif word.startswith("ul"):
            look.under = on and word != "ulnone"
        elif word == "v":
            look.hidden = on
        elif word == "deleted":
            look.deleted = on
        elif word == "plain":
            look.bold, look.under, look.hidden, look.deleted = False, False, False, False
        elif word == "fs" and number:
            look.size = int(number)
        elif word == "uc" and number:
            look.skip = int(number)
        elif word == "f" and number:
            look.encoding = self.fonts.get(number, look.encoding)
