"""What stands in the margins of printed pages: headers, footers and page numbers."""

import re
from collections import Counter
from collections.abc import Sequence

from codebook.exchange.readers_pdf_lines import Printed

NUMBER = re.compile(
    r"^[-–—\s(|]*(?:p(?:age|\.)?\s*)?\d{1,3}(?:\s*(?:/|of|de|von|sur)\s*\d{1,3})?[-–—\s)|]*$", re.IGNORECASE
)
DIGITS = re.compile(r"\d+")
APART = 1.6
OFTEN = 0.6


def without_margins(pages: Sequence[Sequence[Printed]]) -> tuple[list[Printed], Counter[str]]:
    """The lines of all pages but those in the margins, and what these were."""
    kinds: Counter[str] = Counter()
    drop: set[Printed] = set()
    heads = [_outside(page, top=True) for page in pages]
    feet = [_outside(page, top=False) for page in pages]
    for kind, margins in (("page header", heads), ("page footer", feet)):
        repeated = _repeated(margins)
        for lines in margins:
            for line in lines:
                if NUMBER.match(line.text):
                    kinds["page number"] += 1
                elif _key(line) in repeated:
                    kinds[kind] += 1
                else:
                    continue
                drop.add(line)
    return [line for page in pages for line in page if line not in drop], kinds


def _outside(page: Sequence[Printed], *, top: bool) -> list[Printed]:
    """The lines above (below) the first gap from the edge of a page, two rows of them at most."""
    rows = sorted({round(line.y) for line in page}, reverse=top)
    for count in (1, 2):
        if len(rows) <= count:
            break
        inner = rows[count]
        edge = [line for line in page if (line.y > inner + 1 if top else line.y < inner - 1)]
        if edge and min(abs(line.y - inner) for line in edge) > APART * max(line.size for line in edge):
            return edge
    return []


def _repeated(margins: Sequence[Sequence[Printed]]) -> set[tuple[int, str]]:
    """The lines that stand at the same height on most pages, numbers in them aside."""
    seen = Counter(key for lines in margins for key in {_key(line) for line in lines})
    # a first or last page is often without
    enough = max(2, OFTEN * (len(margins) - 1))
    return {key for key, count in seen.items() if count >= enough}


def _key(line: Printed) -> tuple[int, str]:
    return round(line.y / 3), DIGITS.sub("0", line.text)
