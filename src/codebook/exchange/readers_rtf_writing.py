"""The paragraphs and rows of a rich text file while they are gathered."""

import codecs
from collections import Counter
from dataclasses import dataclass, field

from codebook.model.document import Block, BlockKind

BULLETS = "•·▪◦‣"


@dataclass(slots=True)
class Look:
    """What a group inherits from the one around it; `skipped` names what is being left out.

    An empty `skipped` is machinery of the format, which is left out without a word.
    """

    encoding: str
    bold: bool = False
    under: bool = False
    hidden: bool = False
    deleted: bool = False
    note: bool = False
    skipped: str | None = None
    size: int = 24
    skip: int = 1


@dataclass(slots=True)
class Writing:
    """Blocks so far, the paragraph and the row under way, and a tally of what was left out."""

    blocks: list[Block] = field(default_factory=list)
    left_out: Counter[str] = field(default_factory=Counter)
    in_table: bool = False
    listed: bool = False
    outline: int = 0
    _text: list[str] = field(default_factory=list)
    _note: list[str] = field(default_factory=list)
    _notes: list[str] = field(default_factory=list)
    _bytes: bytearray = field(default_factory=bytearray)
    _look: Look | None = None
    _plain: bool = False
    _largest: int = 0
    _cell: list[Block] = field(default_factory=list)
    _row: list[list[Block]] = field(default_factory=list)
    _sizes: Counter[int] = field(default_factory=Counter)
    _dropping: str = ""

    def byte(self, value: int, look: Look) -> None:
        """A letter in the code page of its font; several bytes may make one letter."""
        if look is not self._look:
            self._flush()
        self._look = look
        self._bytes.append(value)

    def write(self, text: str, look: Look) -> None:
        """Text that needs no decoding."""
        self._flush()
        self._put(text, look)

    def body_size(self) -> int:
        """The size most letters have."""
        return self._sizes.most_common(1)[0][0] if self._sizes else 24

    def end_paragraph(self) -> None:
        """Close the paragraph and keep it, in its cell when it stands in a table."""
        self._flush()
        if self._row and not self.in_table:
            self.end_row()
        target = self._cell if self.in_table else self.blocks
        target.extend(self._paragraph())
        target.extend(Block("text", note, 0) for note in self._notes)
        self._notes.clear()
        self._dropping = ""

    def end_cell(self) -> None:
        """Close a cell of the row."""
        self.in_table = True
        self.end_paragraph()
        self._row.append(self._cell)
        self._cell = []

    def end_row(self) -> None:
        """Close the row; a row of one cell is ordinary paragraphs."""
        self._flush()
        row, self._row = self._row, []
        if len(row) == 1:
            self.blocks.extend(row[0])
        elif any(row):
            cells = ("\n".join(block.text.replace("\t", " | ") for block in cell) for cell in row)
            first = next(cell for cell in row if cell)
            self.blocks.append(Block("row", "\t".join(cells), 0, strong=all(b.strong for b in first)))

    def end_rows(self) -> None:
        """Keep what stands in a row or cell that was never closed."""
        if self._cell:
            self._row.append(self._cell)
        self.end_row()

    def end_note(self) -> None:
        """Close a footnote; it follows its paragraph."""
        self._flush()
        self._notes.append(_joined(self._note).strip())
        self._note.clear()

    def _flush(self) -> None:
        if self._bytes and self._look is not None:
            text = bytes(self._bytes).decode(_known(self._look.encoding), "replace")
            self._bytes.clear()
            self._put(text, self._look)

    def _put(self, text: str, look: Look) -> None:
        if not text.strip(";") and look.skipped is not None:
            return
        dropped = look.skipped
        if dropped is None and (look.hidden or look.deleted):
            dropped = "tracked deletion" if look.deleted else "stretch of hidden text"
        if dropped is not None:
            self.left_out[dropped] += bool(dropped and dropped != self._dropping and text.strip())
            self._dropping = dropped if text.strip() else self._dropping
            return
        self._dropping = ""
        if look.note:
            self._note.append(text)
            return
        self._text.append(text)
        if text.strip():
            self._plain |= not (look.bold or look.under)
            self._largest = max(self._largest, look.size)
            self._sizes[look.size] += len(text)

    def _paragraph(self) -> list[Block]:
        whole, strong, size = _joined(self._text), not self._plain, self._largest
        self._text.clear()
        self._plain, self._largest = False, 0
        blocks = []
        for line in whole.split("\n"):
            text = line.strip()
            if not text:
                continue
            marked = text[0] in BULLETS and not text[1:2].isalnum()
            kind: BlockKind = "bullet" if marked or self.listed else "text"
            text = text[1:].strip() if marked else text
            if self.outline:
                blocks.append(Block("heading", text, 0, self.outline))
            elif kind == "text" and "\t" in text:
                blocks.append(Block("row", text, 0, strong=strong))
            elif text:
                blocks.append(Block(kind, text, 0, 1 if kind == "bullet" else size, strong))
        return blocks


def _joined(pieces: list[str]) -> str:
    """Pieces as one text; letters beyond the first plane come in two halves."""
    return "".join(pieces).encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _known(encoding: str) -> str:
    try:
        return codecs.lookup(encoding).name
    except LookupError:
        return "cp1252"
