"""A PDF as plain as can be: words at places on pages, in one of two fonts, so that no binary is kept."""

import zlib
from collections.abc import Iterable, Sequence
from typing import NamedTuple

WIDTH, HEIGHT, MARGIN = 595, 842, 72
BOTTOM, SECOND_COLUMN, STEP = 80, 250, 14
# how wide Helvetica's letters are, in thousandths of their size, from the space on
WIDTHS = tuple(
    map(
        int,
        """
        278 278 355 556 556 889 667 191 333 333 389 584 278 333 278 278 556 556 556 556 556 556 556 556
        556 556 278 278 584 584 584 556 1015 667 667 722 722 667 611 778 722 278 500 667 556 833 722 778
        667 778 722 667 611 722 667 944 667 667 611 278 278 278 469 556 333 556 556 500 556 556 278 556
        556 222 222 500 222 833 556 556 556 556 333 500 278 556 500 722 500 500 500 334 260 334 584
        """.split(),  # noqa: SIM905 - a row of numbers reads best as prose
    )
)
FONTS = {False: "Helvetica", True: "Helvetica-Bold"}


class Shown(NamedTuple):
    """Words at a place, measured in points from the lower left corner."""

    x: float
    y: float
    text: str
    size: float = 11
    bold: bool = False


def pdf(pages: Sequence[Sequence[Shown]], *, packed: bool = True) -> bytes:
    """A PDF of these pages."""
    first_page = 5
    count = len(pages)
    kids = " ".join(f"{first_page + 2 * at} 0 R" for at in range(count))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Count {count}/Kids[{kids}]>>".encode(),
        *(
            f"<</Type/Font/Subtype/Type1/BaseFont/{name}/Encoding/WinAnsiEncoding>>".encode()
            for name in FONTS.values()
        ),
    ]
    for at, shown in enumerate(pages):
        content = _content(shown)
        filtered = b"/Filter/FlateDecode" if packed else b""
        content = zlib.compress(content) if packed else content
        page = (
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {WIDTH} {HEIGHT}]"
            f"/Resources<</Font<</F0 3 0 R/F1 4 0 R>>>>/Contents {first_page + 2 * at + 1} 0 R>>"
        )
        objects.append(page.encode())
        objects.append(b"<</Length %d%s>>stream\n%s\nendstream" % (len(content), filtered, content))
    return assembled(objects)


def assembled(objects: Sequence[bytes]) -> bytes:
    """A PDF file of numbered objects, the first of which is its catalogue."""
    made = b"%PDF-1.7\n"
    places = []
    for number, one in enumerate(objects, start=1):
        places.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    count = len(objects) + 1
    return made + (
        b"xref\n0 %d\n0000000000 65535 f \n%strailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n"
        % (count, table, count, len(made))
    )


def _content(shown: Sequence[Shown]) -> bytes:
    parts = []
    for words in shown:
        escaped = words.text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)").encode("cp1252")
        font = b"F1" if words.bold else b"F0"
        parts.append(b"BT /%s %g Tf %g %g Td (%s) Tj ET" % (font, words.size, words.x, words.y, escaped))
    return b"\n".join(parts)


def printed(parts: Iterable[tuple[str, Sequence[tuple[str, bool]], Sequence[str]]]) -> bytes:
    """A PDF of headings, points, table rows and plain paragraphs, with a header and page numbers.

    Each is given as its kind, its stretches of one weight, and its cells if it is a row.
    """
    pages: list[list[Shown]] = [[]]
    y = float(HEIGHT - 90)
    for kind, told, cells in parts:
        size = 15 if kind == "heading" else 11
        if kind == "row":
            columns = [(MARGIN, SECOND_COLUMN - MARGIN - 12), (SECOND_COLUMN, WIDTH - MARGIN - SECOND_COLUMN)]
            blocks = [
                (x, _broken([(cell, False)], room, size))
                for cell, (x, room) in zip(cells, columns, strict=True)
            ]
        else:
            runs = list(told)
            if kind == "point":
                runs = [("\u2022 ", False), *runs]
            blocks = [(MARGIN, _broken(runs, WIDTH - 2 * MARGIN, size))]
        height = STEP * max(len(lines) for _, lines in blocks)
        if y - height < BOTTOM:
            pages.append([])
            y = float(HEIGHT - 90)
        for x, lines in blocks:
            for at, line in enumerate(lines):
                pages[-1].extend(_line(line, x, y - at * STEP, size))
        y -= height + 7
    for at, page in enumerate(pages, start=1):
        page.append(Shown(MARGIN, HEIGHT - 40, "Working notes", 9))
        page.append(Shown(WIDTH / 2, 40, f"{at} / {len(pages)}", 9))
    return pdf(pages)


def _broken(runs: Sequence[tuple[str, bool]], room: float, size: float) -> list[list[tuple[str, bool]]]:
    """Stretches of text, broken into lines that fit."""
    lines: list[list[tuple[str, bool]]] = [[]]
    used = 0.0
    for text, bold in runs:
        for word in text.replace(" ", " \n").split("\n"):
            wide = _wide(word.rstrip(), size)
            if used + wide > room and lines[-1]:
                lines.append([])
                used = 0.0
            lines[-1].append((word, bold))
            used += _wide(word, size)
    return lines


def _line(words: Sequence[tuple[str, bool]], x: float, y: float, size: float) -> list[Shown]:
    """A line's words, those of one weight together."""
    shown: list[Shown] = []
    for word, bold in words:
        if shown and shown[-1].bold == bold:
            shown[-1] = shown[-1]._replace(text=shown[-1].text + word)
        else:
            shown.append(Shown(x, y, word, size, bold))
        x += _wide(word, size)
    return shown


def _wide(text: str, size: float) -> float:
    codes = (ord(letter) - 32 for letter in text)
    return sum(WIDTHS[code] if 0 <= code < len(WIDTHS) else 556 for code in codes) * size / 1000
