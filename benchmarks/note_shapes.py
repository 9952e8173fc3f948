"""The files that notes of our own become: text in any encoding, Word, OpenDocument, RTF and PDF."""

import io
import re
import textwrap
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from html import escape
from itertools import groupby
from pathlib import Path

import docx

from note_marks import Note
from pdf_pages import printed

BOLD = re.compile(r"\*\*(.+?)\*\*")
POINT = re.compile(r"^\s*- ")
ODT = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" '
    'xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0">'
    '<office:automatic-styles><style:style style:name="B" style:family="text">'
    '<style:text-properties fo:font-weight="bold"/></style:style></office:automatic-styles>'
    "<office:body><office:text>{}</office:text></office:body></office:document-content>"
)


@dataclass(frozen=True, slots=True)
class Part:
    """A paragraph of a note: a heading, a point, a table row or plain, in stretches of one weight."""

    kind: str
    level: int
    runs: tuple[tuple[str, bool], ...]
    cells: tuple[str, ...] = ()


def save(note: Note, folder: Path) -> Path:
    """Write a note into a folder as the file it becomes."""
    path = folder / note.file
    path.write_bytes(WRITERS[path.suffix](note))
    return path


def parts(text: str) -> Iterator[Part]:
    """The paragraphs of a note."""
    for line in filter(None, (line.rstrip() for line in text.splitlines())):
        if line.startswith("#"):
            marks, _, title = line.partition(" ")
            yield Part("heading", len(marks), ((title, True),))
        elif line.startswith("|"):
            cells = tuple(cell.strip() for cell in line.strip("|").split("|"))
            if set("".join(cells)) != {"-"}:
                yield Part("row", 0, (), cells)
        elif POINT.match(line):
            yield Part("point", 0, _runs(POINT.sub("", line)))
        else:
            yield Part("plain", 0, _runs(line))


def _runs(line: str) -> tuple[tuple[str, bool], ...]:
    return tuple((run, at % 2 == 1) for at, run in enumerate(BOLD.split(line)) if run)


def _text(note: Note) -> bytes:
    lines = note.text.splitlines()
    if note.wrap:
        lines = [part for line in lines for part in textwrap.wrap(line, note.wrap) or [""]]
    end = "\r\n" if note.eol == "CRLF" else "\n"
    return (end.join(lines) + end).encode(note.encoding)


def _docx(note: Note) -> bytes:
    made = docx.Document()
    for kind, group in groupby(parts(note.text), key=lambda part: part.kind):
        together = list(group)
        if kind == "row":
            table = made.add_table(0, max(len(part.cells) for part in together))
            for part in together:
                for cell, text in zip(table.add_row().cells, part.cells, strict=False):
                    cell.text = text
            continue
        for part in together:
            if kind == "heading":
                made.add_heading(part.runs[0][0], part.level)
                continue
            paragraph = made.add_paragraph(style="List Bullet" if kind == "point" else None)
            for run, bold in part.runs:
                paragraph.add_run(run).bold = bold or None
    held = io.BytesIO()
    made.save(held)
    return held.getvalue()


def _odt(note: Note) -> bytes:
    body = ""
    for kind, group in groupby(parts(note.text), key=lambda part: part.kind):
        shown = [_odt_part(part) for part in group]
        body += f"<table:table>{''.join(shown)}</table:table>" if kind == "row" else "".join(shown)
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", ODT.format(body))
    return held.getvalue()


def _odt_part(part: Part) -> str:
    if part.kind == "row":
        cells = (
            f"<table:table-cell><text:p>{escape(cell)}</text:p></table:table-cell>" for cell in part.cells
        )
        return f"<table:table-row>{''.join(cells)}</table:table-row>"
    if part.kind == "heading":
        return f'<text:h text:outline-level="{part.level}">{escape(part.runs[0][0])}</text:h>'
    inside = "".join(
        f'<text:span text:style-name="B">{escape(run)}</text:span>' if bold else escape(run)
        for run, bold in part.runs
    )
    paragraph = f"<text:p>{inside}</text:p>"
    return (
        f"<text:list><text:list-item>{paragraph}</text:list-item></text:list>"
        if part.kind == "point"
        else paragraph
    )


def _rtf(note: Note) -> bytes:
    shown = []
    for part in parts(note.text):
        if part.kind == "row":
            edges = "".join(rf"\cellx{3000 * (at + 1)}" for at in range(len(part.cells)))
            cells = "".join(rf"\intbl {_rtf_text(cell)}\cell" for cell in part.cells)
            shown.append(rf"\trowd{edges}{cells}\row\pard")
            continue
        runs = "".join(rf"{{\b {_rtf_text(run)}}}" if bold else _rtf_text(run) for run, bold in part.runs)
        lead = {"heading": rf"\s{part.level} ", "point": r"{\bullet\tab}"}.get(part.kind, "")
        shown.append(rf"\pard{lead}{runs}\par" if lead else rf"\pard {runs}\par")
    head = r"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Arial;}}{\stylesheet{\s1 heading 1;}{\s2 heading 2;}}\fs22 "
    return (head + "\n".join(shown) + "}").encode("ascii")


def _rtf_text(text: str) -> str:
    escaped = re.sub(r"([\\{}])", r"\\\1", text)
    return "".join(
        letter if letter.isascii() else rf"\u{ord(letter) if ord(letter) < 32768 else ord(letter) - 65536}?"
        for letter in escaped
    )


def _pdf(note: Note) -> bytes:
    return printed((part.kind, part.runs, part.cells) for part in parts(note.text))


WRITERS: Mapping[str, Callable[[Note], bytes]] = {
    ".md": _text,
    ".txt": _text,
    ".docx": _docx,
    ".odt": _odt,
    ".rtf": _rtf,
    ".pdf": _pdf,
}
