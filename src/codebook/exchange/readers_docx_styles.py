"""How a Word paragraph or run looks, through the chain of its styles."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from lxml import etree

from codebook.model.document import BlockKind

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
OFF = frozenset({"0", "false", "off", "none"})


@dataclass(frozen=True, slots=True)
class Look:
    """The kind of a block, and how its letters look."""

    kind: BlockKind = "text"
    level: int = 0
    strong: bool = False
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Styles:
    """The styles of a document by id."""

    by_id: dict[str, etree._Element]

    @classmethod
    def of(cls, root: etree._Element | None) -> "Styles":
        """The styles of a styles part."""
        found = () if root is None else root.iter(f"{W}style")
        return cls({attribute(style, "styleId"): style for style in found})

    def paragraph(self, paragraph: etree._Element) -> Look:
        """What a paragraph is, and how its letters look unless a run says otherwise."""
        properties = child(paragraph, "pPr")
        if properties is None:
            return Look()
        chain = list(self._chain(_value(properties, "pStyle")))
        look = Look()
        for style in reversed(chain):
            look = _letters(child(style, "rPr"), look)
        for source in (properties, *chain):
            found = _kind(source if source is properties else child(source, "pPr"), _name(source))
            if found is not None:
                return replace(look, kind=found[0], level=found[1])
        return look

    def run(self, run: etree._Element, look: Look) -> Look:
        """How a run's letters look within a paragraph."""
        properties = child(run, "rPr")
        if properties is None:
            return look
        for style in reversed(list(self._chain(_value(properties, "rStyle")))):
            look = _letters(child(style, "rPr"), look)
        return _letters(properties, look)

    def _chain(self, style_id: str) -> Iterator[etree._Element]:
        seen = set()
        while style_id in self.by_id and style_id not in seen:
            seen.add(style_id)
            yield self.by_id[style_id]
            style_id = _value(self.by_id[style_id], "basedOn")


def attribute(element: etree._Element, name: str) -> str:
    """A Word attribute, "" when absent."""
    return str(element.get(f"{W}{name}") or "")


def child(element: etree._Element, name: str) -> etree._Element | None:
    """The first child of that Word name."""
    return element.find(f"{W}{name}")


def is_on(flags: Iterable[bool]) -> bool:
    """Whether there are flags and all of them are set."""
    given = list(flags)
    return bool(given) and all(given)


def _value(element: etree._Element, name: str) -> str:
    found = child(element, name)
    return "" if found is None else attribute(found, "val")


def _name(source: etree._Element) -> str:
    return _value(source, "name").casefold()


def _kind(properties: etree._Element | None, name: str) -> tuple[BlockKind, int] | None:
    if name in {"title", "subtitle"}:
        return "heading", 1
    if name.startswith("heading "):
        digits = name.removeprefix("heading ")
        return "heading", int(digits) if digits.isdigit() else 1
    if "quote" in name:
        return "quote", 0
    if properties is not None:
        outline = _value(properties, "outlineLvl")
        if outline.isdigit() and int(outline) < 9:
            return "heading", int(outline) + 1
        numbering = child(properties, "numPr")
        if numbering is not None and _value(numbering, "numId") != "0":
            level = _value(numbering, "ilvl")
            return "bullet", int(level) + 1 if level.isdigit() else 1
    return ("bullet", 1) if name.startswith("list") else None


def _letters(properties: etree._Element | None, look: Look) -> Look:
    if properties is None:
        return look
    marks = {}
    for mark in ("b", "u", "vanish"):
        found = child(properties, mark)
        if found is not None:
            marks[mark] = attribute(found, "val").casefold() not in OFF
    strong = look.strong
    if "b" in marks or "u" in marks:
        strong = marks.get("b", False) or marks.get("u", False)
    return replace(look, strong=strong, hidden=marks.get("vanish", look.hidden))
