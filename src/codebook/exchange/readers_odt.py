"""OpenDocument texts: what is written, without annotations, deletions, headers or hidden text."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from lxml import etree

from codebook.errors import BadInputError
from codebook.exchange.readers_left_out import listed
from codebook.exchange.readers_zip import Package, has_text, local, open_package, texts
from codebook.model.document import Block, BlockKind, Document

NS = "{urn:oasis:names:tc:opendocument:xmlns:"
TEXT, STYLE, TABLE = f"{NS}text:1.0}}", f"{NS}style:1.0}}", f"{NS}table:1.0}}"
FO = f"{NS}xsl-fo-compatible:1.0}}"
SKIPPED = {
    "annotation": "comment",
    "text-box": "text box",
    "hidden-text": "stretch of hidden text",
    "hidden-paragraph": "stretch of hidden text",
    "table-of-content": "table of contents",
}
COUNTED = frozenset({"generator", "creation-date", "date", "editing-cycles", "editing-duration", "language"})
HEADERS = {"header": "header", "header-left": "header", "footer": "footer", "footer-left": "footer"}


@dataclass(frozen=True, slots=True)
class _Style:
    parent: str
    strong: bool | None
    hidden: bool


@dataclass(slots=True)
class _Reading:
    styles: dict[str, _Style]
    left_out: Counter[str] = field(default_factory=Counter)

    def chain(self, name: str) -> Iterator[tuple[str, _Style]]:
        seen = set()
        while name in self.styles and name not in seen:
            seen.add(name)
            yield name, self.styles[name]
            name = self.styles[name].parent

    def strong(self, name: str, *, otherwise: bool) -> bool:
        said = (style.strong for _, style in self.chain(name) if style.strong is not None)
        return next(said, otherwise)

    def hidden(self, name: str) -> bool:
        return any(style.hidden for _, style in self.chain(name))

    def kind(self, name: str) -> tuple[BlockKind, int]:
        names = [name, *(parent for _, style in self.chain(name) for parent in (style.parent,))]
        if any(part in {"Title", "Subtitle"} for part in names):
            return "heading", 1
        if any(part in {"Quotations", "Quote", "Intense_20_Quote"} for part in names):
            return "quote", 0
        return "text", 0


def read_odt(path: Path, content: bytes) -> Document:
    """The headings, paragraphs, lists and table rows of an OpenDocument text.

    Raises:
        BadInputError: the file is damaged, protected or no OpenDocument text.
    """
    package = open_package(path, content)
    _refuse_protected(package)
    root = package.tree("content.xml")
    body = None if root is None else root.find(f".//{NS}office:1.0}}text")
    if root is None or body is None:
        raise BadInputError(f"{path} is not an OpenDocument text inside. Open it and save it again as .odt.")
    styles = package.tree("styles.xml")
    found = {**({} if styles is None else _styles(styles)), **_styles(root)}
    reading = _Reading(found)
    blocks = list(_blocks(body, reading, 0))
    numbered = tuple(replace(block, line=at) for at, block in enumerate(blocks, start=1))
    return Document(numbered, listed(reading.left_out + _around(package, styles)))


def _refuse_protected(package: Package) -> None:
    manifest = package.tree("META-INF/manifest.xml")
    if manifest is not None and any(local(part) == "encryption-data" for part in manifest.iter()):
        raise BadInputError(f"{package.path} is protected by a password. Save it without one.")


def _around(package: Package, styles: etree._Element | None) -> Counter[str]:
    seen: Counter[str] = Counter()
    for element in () if styles is None else styles.iter():
        if local(element) in HEADERS and has_text(element):
            seen[HEADERS[local(element)]] += 1
    meta = package.tree("meta.xml")
    told = () if meta is None else (part for part in meta.iter() if local(part) not in COUNTED)
    if any((part.text or "").strip() for part in told):
        seen["document properties"] += 1
    seen["picture"] += sum(name.startswith("Pictures/") for name in package.names())
    return seen


def _styles(root: etree._Element) -> dict[str, _Style]:
    found = {}
    for style in root.iter(f"{STYLE}style"):
        strong, hidden = None, False
        letters = style.find(f"{STYLE}text-properties")
        if letters is not None:
            weight = letters.get(f"{FO}font-weight")
            under = letters.get(f"{STYLE}text-underline-style")
            if weight is not None or under is not None:
                bold = weight is not None and (weight == "bold" or (weight.isdigit() and int(weight) >= 600))
                strong = bold or under not in {None, "none"}
            hidden = letters.get(f"{TEXT}display") == "none"
        parent = str(style.get(f"{STYLE}parent-style-name") or "")
        found[str(style.get(f"{STYLE}name") or "")] = _Style(parent, strong, hidden)
    return found


def _blocks(parent: etree._Element, reading: _Reading, depth: int) -> Iterator[Block]:
    for element in parent:
        name = local(element)
        if name in {"p", "h"}:
            yield from _paragraph(element, reading, depth)
        elif name in {"list", "list-item", "list-header"}:
            yield from _blocks(element, reading, depth + (name == "list"))
        elif name == "tracked-changes":
            reading.left_out["tracked deletion"] += sum(local(part) == "deletion" for part in element.iter())
        elif name == "table-row":
            yield from _row(element, reading)
        elif name in SKIPPED:
            reading.left_out[SKIPPED[name]] += 1
        elif name not in {"sequence-decls", "forms", "variable-decls", "user-field-decls"}:
            yield from _blocks(element, reading, depth)


def _paragraph(element: etree._Element, reading: _Reading, depth: int) -> Iterator[Block]:
    style = str(element.get(f"{TEXT}style-name") or "")
    kind, level = reading.kind(style)
    if local(element) == "h":
        kind, level = "heading", int(element.get(f"{TEXT}outline-level") or 1)
    elif depth and kind == "text":
        kind, level = "bullet", depth
    if reading.hidden(style):
        reading.left_out["stretch of hidden text"] += has_text(element)
        return
    notes: list[str] = []
    pieces = list(_pieces(element, reading, notes, strong=reading.strong(style, otherwise=False)))
    strong = all(bold for text, bold in pieces if text.strip())
    for line in "".join(text for text, _ in pieces).split("\n"):
        text = line.strip()
        if text:
            said: BlockKind = "row" if kind == "text" and "\t" in text else kind
            yield Block(said, text, 0, level, strong and said != "heading")
    for note in notes:
        yield Block("text", note, 0)


def _pieces(
    parent: etree._Element, reading: _Reading, notes: list[str], *, strong: bool
) -> Iterator[tuple[str, bool]]:
    yield _flat(parent.text), strong
    for element in parent:
        name = local(element)
        if name == "s":
            yield " " * int(element.get(f"{TEXT}c") or 1), strong
        elif name in {"tab", "line-break"}:
            yield "\t" if name == "tab" else "\n", strong
        elif name in SKIPPED:
            reading.left_out[SKIPPED[name]] += 1
        elif name == "note":
            body = element.find(f"{TEXT}note-body")
            notes.append("" if body is None else " ".join("".join(texts(body)).split()))
        elif name == "span" and reading.hidden(str(element.get(f"{TEXT}style-name") or "")):
            reading.left_out["stretch of hidden text"] += 1
        elif element.tag is etree.Entity:
            yield str(element.text or ""), strong
        elif name:
            inner = reading.strong(str(element.get(f"{TEXT}style-name") or ""), otherwise=strong)
            yield from _pieces(element, reading, notes, strong=inner)
        yield _flat(element.tail), strong


def _flat(text: str | None) -> str:
    """Text as it is shown: runs of white space in the XML are one space."""
    if not text:
        return ""
    words = " ".join(text.split())
    before = " " if text[0].isspace() else ""
    after = " " if words and text[-1].isspace() else ""
    return f"{before}{words}{after}"


def _row(row: etree._Element, reading: _Reading) -> Iterator[Block]:
    cells = [cell for cell in row if local(cell) in {"table-cell", "covered-table-cell"}]
    filled = [cell for cell in cells if local(cell) == "table-cell"]
    if len(filled) == 1:
        yield from _blocks(filled[0], reading, 0)
        return
    columns = [list(_blocks(cell, reading, 0)) for cell in filled]
    if any(columns):
        first = next(blocks for blocks in columns if blocks)
        written = ("\n".join(block.text.replace("\t", " | ") for block in blocks) for blocks in columns)
        yield Block("row", "\t".join(written), 0, strong=all(block.strong for block in first))
