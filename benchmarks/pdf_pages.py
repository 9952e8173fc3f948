"""A PDF as plain as can be: words at places on pages, in one of two fonts, so that no binary is kept."""

import zlib
from collections.abc import Sequence
from typing import NamedTuple

WIDTH, HEIGHT, MARGIN = 595, 842, 72
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
