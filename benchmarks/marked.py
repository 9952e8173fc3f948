"""Passages whose identifiers are known: read from marked-up text, or from JSON lines.

Marked-up text begins with comments (`#`). A passage is a header `== style role` and the lines below it, up
to an empty line. An identifier is marked where it stands: `Met {PERSON:Ann Lee} in {PLACE:Elko}.`
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from codebook.deid.listed import listed

DIRECT = listed(
    "PERSON ORG EMPLOYER PHONE EMAIL HANDLE URL ADDRESS POSTAL SIN PHN PASSPORT UCI IRCC POLICE_FILE "
    "COURT_FILE PLATE BANK CARD DOB"
)
INDIRECT = listed("PLACE NATION DATE AGE90 VEHICLE")
OPTIONAL = listed("COARSE DATECOARSE AGE POLICE DEM GOV")
RARE = "RARE"
LABELS = {
    **dict.fromkeys(DIRECT, "direct"),
    **dict.fromkeys(INDIRECT, "quasi"),
    **dict.fromkeys(OPTIONAL, "optional"),
    RARE: "hard",
}
_MARK = re.compile(r"\{([A-Z0-9_]+):([^{}]+)\}")


class MarkupError(Exception):
    """A file of passages is not written as it should be; the message names the line and quotes no text."""


@dataclass(frozen=True, slots=True)
class Marked:
    """An identifier: where it stands, its type, and whether it is direct, quasi, hard (rare) or optional."""

    start: int
    end: int
    type: str
    label: str


@dataclass(frozen=True, slots=True)
class Passage:
    """A text with its identifiers; `style` tells how it is typed, `role` who is spoken with."""

    id: str
    style: str
    role: str
    text: str
    spans: tuple[Marked, ...]

    def direct(self) -> tuple[str, ...]:
        """The wording of every direct identifier."""
        return tuple(self.text[each.start : each.end] for each in self.spans if each.label == "direct")

    def line(self) -> dict[str, object]:
        """The passage as one of the development data's JSON lines."""
        return {
            "id": self.id,
            "kind": "pos" if any(each.label != "optional" for each in self.spans) else "neg",
            "style": self.style,
            "role": self.role,
            "text": self.text,
            "spans": [
                {"start": each.start, "end": each.end, "type": each.type, "label": each.label}
                for each in self.spans
            ],
        }


def read_set(path: Path) -> list[Passage]:
    """The passages of a file, marked up (`.txt`) or as JSON lines (`.jsonl`).

    Raises:
        MarkupError: a marked-up file is not written as it should be.
    """
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".jsonl":
        return [_given(json.loads(line)) for line in text.splitlines()]
    return list(read_marked(text, path.stem))


def _given(line: dict[str, object]) -> Passage:
    spans = line["spans"] if isinstance(line["spans"], list) else []
    return Passage(
        str(line["id"]),
        str(line.get("style") or "none given"),
        str(line.get("role") or ""),
        str(line["text"]),
        tuple(Marked(each["start"], each["end"], each["type"], each["label"]) for each in spans),
    )


def read_marked(text: str, name: str) -> Iterator[Passage]:
    """The passages of marked-up text, called `name-1`, `name-2` and so on.

    Raises:
        MarkupError: a line is not written as it should be.
    """
    header: tuple[str, str] | None = None
    lines: list[str] = []
    count = began = 0
    for number, line in enumerate([*text.splitlines(), ""], start=1):
        if header is not None and line.strip():
            lines.append(line)
        elif header is not None:
            count += 1
            yield _passage(f"{name}-{count}", header, lines, f"{name}, line {began}")
            header, lines = None, []
        elif line.startswith("=="):
            header, began = _header(line, f"{name}, line {number}"), number
        elif line.strip() and not line.startswith("#"):
            raise MarkupError(f"{name}, line {number}: a passage begins with '== style role'.")


def _header(line: str, place: str) -> tuple[str, str]:
    words = line.removeprefix("==").split()
    if len(words) != 2:
        raise MarkupError(f"{place}: a header is '== style role'.")
    return words[0], words[1]


def _passage(name: str, header: tuple[str, str], lines: list[str], place: str) -> Passage:
    if not lines:
        raise MarkupError(f"{place}: no text stands below the header.")
    source = "\n".join(lines)
    parts: list[str] = []
    spans: list[Marked] = []
    at = last = 0
    for mark in _MARK.finditer(source):
        kind, words = mark.groups()
        if kind not in LABELS:
            raise MarkupError(f"{place}: {kind} is not a type of identifier.")
        before = source[last : mark.start()]
        at += len(before)
        spans.append(Marked(at, at + len(words), kind, LABELS[kind]))
        parts += [before, words]
        at, last = at + len(words), mark.end()
    plain = "".join([*parts, source[last:]])
    if "{" in plain or "}" in plain:
        raise MarkupError(f"{place}: a mark is not closed, is empty or stands in another.")
    return Passage(name, *header, plain, tuple(spans))
