"""Theme summaries for Word: real heading and quote styles, neutral properties, the same bytes every time."""

import io
import re
import zipfile
from datetime import datetime

from docx import Document
from docx.document import Document as Written
from docx.shared import Pt

from codebook.exchange.prose_parts import Part, parts
from codebook.model.report import Cleared

WRITTEN = datetime(2000, 1, 1)  # noqa: DTZ001 - Word's properties hold no zone
UNSHOWABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
NAMED = (
    "author",
    "last_modified_by",
    "title",
    "subject",
    "comments",
    "keywords",
    "category",
    "version",
    "identifier",
)
STYLES = {"quote": "Intense Quote", "bullet": "List Bullet"}


def written(summary: Cleared) -> bytes:
    """A summary as a Word document."""
    document = Document()
    for name in NAMED:
        setattr(document.core_properties, name, "")
    document.core_properties.revision = 1
    document.core_properties.created = document.core_properties.modified = WRITTEN
    for part in parts(summary):
        _write(document, part)
    saved = io.BytesIO()
    document.save(saved)
    return _without_times(saved.getvalue())


def _write(document: Written, part: Part) -> None:
    text = UNSHOWABLE.sub("", part.text)
    if part.kind == "heading":
        document.add_heading(text, 0 if part.level == 1 else part.level - 1)
        return
    paragraph = document.add_paragraph(style=STYLES.get(part.kind))
    run = paragraph.add_run(text)
    run.bold = True if part.kind == "warning" else None
    if part.kind != "quote":
        return
    run.italic = False
    if part.source:
        paragraph.add_run("\n" + UNSHOWABLE.sub("", part.source)).italic = True
    if part.path:
        code = paragraph.add_run("\n" + UNSHOWABLE.sub("", part.path))
        code.italic = False
        code.font.size = Pt(8)


def _without_times(content: bytes) -> bytes:
    """The same package with one fixed time on every part."""
    rewritten = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as given, zipfile.ZipFile(rewritten, "w") as fixed:
        for name in given.namelist():
            member = zipfile.ZipInfo(name, WRITTEN.timetuple()[:6])
            member.create_system = 0
            fixed.writestr(member, given.read(name), zipfile.ZIP_DEFLATED, 6)
    return rewritten.getvalue()
