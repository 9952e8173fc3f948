"""Word documents: what is written, without comments, deletions, headers or hidden text."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from lxml import etree

from codebook.errors import BadInputError
from codebook.exchange.readers_docx_styles import Look, M, Styles, W, attribute, child, is_on
from codebook.exchange.readers_left_out import listed
from codebook.exchange.readers_zip import Package, has_text, local, open_package, written
from codebook.model.document import Block, BlockKind, Document

SPACES = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
COUNTED = frozenset({"created", "modified", "lastPrinted", "revision", "version", "language"})
UNWRAPPED = frozenset(
    {"sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag", "hyperlink", "fldSimple", "bdo", "dir"}
)
DELETED = frozenset({"del", "moveFrom"})
MATH = frozenset({"oMath", "oMathPara"})
SIGNS = {"den": "/", "sup": "^", "sub": "_"}
WORDS = (f"{W}t", f"{M}t")


@dataclass(slots=True)
class _Piece:
    """A run of text with how it looks."""

    text: str
    strong: bool


@dataclass(slots=True)
class _Reading:
    """One pass over a document: its styles and notes, and a tally of what was left out.

    `reached` holds each element whose words were kept, and each that was left out knowingly.
    """

    styles: Styles
    notes: dict[tuple[str, str], str]
    left_out: Counter[str] = field(default_factory=Counter)
    reached: set[etree._Element] = field(default_factory=set)

    def leave(self, element: etree._Element, kind: str) -> None:
        """Leave out an element with all its words, counting it."""
        self.left_out[kind] += 1
        self.reached.add(element)

    def branch(self, element: etree._Element) -> etree._Element | None:
        """The one of several renderings to read: the first with words in it, else the first."""
        branches = [part for part in element if local(part) in {"Choice", "Fallback"}]
        chosen = next((part for part in branches if next(part.iter(*WORDS), None) is not None), None)
        if chosen is not None:
            self.reached.update(part for part in branches if part is not chosen)
        return chosen if chosen is not None else next(iter(branches), None)

    def missed(self, body: etree._Element) -> int:
        """How many stretches of text stand where nobody looked."""
        return sum(
            1
            for text in body.iter(*WORDS)
            if text not in self.reached
            and written(text).strip()
            and not any(above in self.reached for above in text.iterancestors())
        )


def read_docx(path: Path, content: bytes) -> Document:
    """The paragraphs, lists and table rows of a Word document.

    Raises:
        BadInputError: the file is damaged, protected or no Word document.
    """
    package = open_package(path, content)
    if "word/document.xml" not in package.names():
        raise BadInputError(f"{path} is not a Word document inside. Open it and save it again as .docx.")
    root = package.tree("word/document.xml")
    body = None if root is None else child(root, "body")
    if body is None:
        raise BadInputError(f"{path} has no text in it.")
    reading = _Reading(Styles.of(package.tree("word/styles.xml")), _notes(package))
    blocks = list(_blocks(body, reading))
    reading.left_out["stretch of text of an unknown kind"] += reading.missed(body)
    numbered = tuple(replace(block, line=at) for at, block in enumerate(blocks, start=1))
    return Document(numbered, listed(reading.left_out + _around(package)))


def _around(package: Package) -> Counter[str]:
    """What stands beside the text: comments, headers, properties."""
    seen: Counter[str] = Counter()
    for name in package.names():
        if name == "word/comments.xml":
            root = package.tree(name)
            seen["comment"] += 0 if root is None else len(list(root.iter(f"{W}comment")))
        elif name.startswith("word/header") and has_text(package.tree(name)):
            seen["header"] += 1
        elif name.startswith("word/footer") and has_text(package.tree(name)):
            seen["footer"] += 1
        elif name in {"docProps/core.xml", "docProps/custom.xml"} and _telling(package.tree(name)):
            seen["document properties"] += 1
        elif name.startswith("word/media/"):
            seen["picture"] += 1
        elif name.startswith("word/embeddings/"):
            seen["embedded file"] += 1
    return seen


def _telling(properties: etree._Element | None) -> bool:
    """Whether properties hold more than dates, counts and a language."""
    found = () if properties is None else properties.iter()
    return any((part.text or "").strip() and local(part) not in COUNTED for part in found)


def _notes(package: Package) -> dict[tuple[str, str], str]:
    """Footnotes and endnotes by kind and id; they are words of the note-taker, so they are kept."""
    found = {}
    for kind in ("footnote", "endnote"):
        root = package.tree(f"word/{kind}s.xml")
        for note in () if root is None else root.iter(f"{W}{kind}"):
            if attribute(note, "type") in {"", "normal"}:
                text = "".join(written(part) for part in note.iter(*WORDS))
                found[kind, attribute(note, "id")] = text.strip()
    return found


def _blocks(parent: etree._Element, reading: _Reading) -> Iterator[Block]:
    for element in parent:
        name = local(element)
        if name == "p":
            yield from _paragraph(element, reading)
        elif name == "tbl":
            for row in element.iter(f"{W}tr"):
                if next(row.iterancestors(f"{W}tbl")) is element:
                    yield from _row(row, reading)
        elif (inner := _unwrapped(element, reading)) is not None:
            yield from _blocks(inner, reading)
        elif name in MATH:
            text = "".join(piece.text for piece in _formula(element, Look(), reading, [])).strip()
            yield from [Block("text", text, 0)] if text else []
        elif name in DELETED:
            reading.leave(element, "tracked deletion")
        elif name == "altChunk":
            reading.leave(element, "embedded file")


def _unwrapped(element: etree._Element, reading: _Reading) -> etree._Element | None:
    """What holds the words of a wrapper, None for what is no wrapper."""
    name = local(element)
    if name == "AlternateContent":
        return reading.branch(element)
    return element if name in UNWRAPPED else None


def _paragraph(element: etree._Element, reading: _Reading) -> Iterator[Block]:
    look = reading.styles.paragraph(element)
    notes: list[str] = []
    pieces = [piece for piece in _pieces(element, look, reading, notes) if piece.text]
    whole = "".join(piece.text for piece in pieces)
    strong = bool(whole.strip()) and all(piece.strong for piece in pieces if piece.text.strip())
    for line in whole.split("\n"):
        text = line.strip()
        if text:
            kind: BlockKind = "row" if look.kind == "text" and "\t" in text else look.kind
            yield Block(kind, text, 0, look.level, strong and kind != "heading")
    for note in notes:
        yield Block("text", note, 0)


def _pieces(parent: etree._Element, look: Look, reading: _Reading, notes: list[str]) -> Iterator[_Piece]:
    for element in parent:
        name = local(element)
        if name == "r":
            yield from _run(element, look, reading, notes)
        elif (inner := _unwrapped(element, reading)) is not None:
            yield from _pieces(inner, look, reading, notes)
        elif name in MATH:
            yield from _formula(element, look, reading, notes)
        elif name in DELETED:
            reading.leave(element, "tracked deletion")


def _formula(parent: etree._Element, look: Look, reading: _Reading, notes: list[str]) -> Iterator[_Piece]:
    """A formula on one line, such as 1/2 or x^2."""
    for element in parent:
        name = local(element)
        if name == "r":
            yield from _run(element, look, reading, notes)
        elif name in DELETED:
            reading.leave(element, "tracked deletion")
        elif name:
            inside = list(_formula(element, look, reading, notes))
            if name in SIGNS and inside:
                yield _Piece(SIGNS[name], inside[0].strong)
            yield from inside


def _run(run: etree._Element, look: Look, reading: _Reading, notes: list[str]) -> Iterator[_Piece]:
    seen = reading.styles.run(run, look)
    if seen.hidden:
        if next(run.iter(*WORDS), None) is not None:
            reading.leave(run, "stretch of hidden text")
        return
    yield from _inside(run, seen, reading, notes)


def _inside(parent: etree._Element, look: Look, reading: _Reading, notes: list[str]) -> Iterator[_Piece]:
    """What a run holds, `look` being the run's own."""
    for element in parent:
        name = local(element)
        if name == "t":
            reading.reached.add(element)
            yield _Piece(written(element), look.strong)
        elif name in SPACES:
            yield _Piece(SPACES[name], look.strong)
        elif name in {"footnoteReference", "endnoteReference"}:
            kind = name.removesuffix("Reference")
            notes.append(reading.notes.get((kind, attribute(element, "id")), ""))
        elif (inner := _unwrapped(element, reading)) is not None:
            yield from _inside(inner, look, reading, notes)
        elif name == "ruby":
            yield from _ruby(element, look, reading, notes)
        elif name in MATH:
            yield from _formula(element, look, reading, notes)
        elif name == "r":
            yield from _run(element, look, reading, notes)
        else:
            _leave_boxes(element, reading)


def _ruby(ruby: etree._Element, look: Look, reading: _Reading, notes: list[str]) -> Iterator[_Piece]:
    """The words of a line with their pronunciation above them, which is left out."""
    for element in ruby:
        if local(element) == "rubyBase":
            yield from _pieces(element, look, reading, notes)
        elif local(element) == "rt" and has_text(element):
            reading.leave(element, "pronunciation")


def _leave_boxes(element: etree._Element, reading: _Reading) -> None:
    """Count boxes with words in them; the copy for old programs is not counted."""
    for box in element.iter(f"{W}txbxContent"):
        above = set(box.iterancestors())
        if not has_text(box) or above & reading.reached:
            continue
        if any(local(part) == "Fallback" for part in above):
            reading.reached.add(box)
        else:
            reading.leave(box, "text box")


def _row(row: etree._Element, reading: _Reading) -> Iterator[Block]:
    properties = child(row, "trPr")
    if properties is not None and child(properties, "del") is not None:
        reading.leave(row, "tracked deletion")
        return
    cells = [cell for cell in row.iter(f"{W}tc") if next(cell.iterancestors(f"{W}tr")) is row]
    if len(cells) == 1:
        yield from _blocks(cells[0], reading)
        return
    columns = [list(_blocks(cell, reading)) for cell in cells]
    written = [_cell(blocks) for blocks in columns]
    if any(written):
        first = next(blocks for blocks in columns if blocks)
        yield Block("row", "\t".join(written), 0, strong=is_on(block.strong for block in first))


def _cell(blocks: list[Block]) -> str:
    return "\n".join(block.text.replace("\t", " | ") for block in blocks)
