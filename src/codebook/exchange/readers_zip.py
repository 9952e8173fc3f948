"""The XML parts of a zipped document, opened with care."""

import io
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from codebook.errors import BadInputError

LARGEST_PART = 30_000_000


@dataclass(frozen=True, slots=True)
class Package:
    """A zipped document; parts are read one at a time."""

    path: Path
    archive: zipfile.ZipFile

    def names(self) -> list[str]:
        """The names of the parts."""
        return self.archive.namelist()

    def tree(self, name: str) -> etree._Element | None:
        """The root of an XML part, None when there is no such part.

        Raises:
            BadInputError: the part is damaged, encrypted or absurdly large.
        """
        try:
            info = self.archive.getinfo(name)
        except KeyError:
            return None
        if info.flag_bits & 1:
            raise BadInputError(f"{self.path} is protected by a password. Save it without one.")
        if info.file_size > LARGEST_PART:
            raise BadInputError(f"{self.path} unpacks to far more text than an interview holds.")
        parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True)
        try:
            # no more than was announced: a part may understate what it unpacks to
            with self.archive.open(info) as part:
                return etree.fromstring(part.read(info.file_size + 1), parser)
        except (etree.XMLSyntaxError, zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError):
            raise _damaged(self.path) from None


def open_package(path: Path, content: bytes) -> Package:
    """A zipped document.

    Raises:
        BadInputError: the zip is damaged.
    """
    try:
        return Package(path, zipfile.ZipFile(io.BytesIO(content)))
    except (zipfile.BadZipFile, EOFError, ValueError):
        raise _damaged(path) from None


def has_text(root: etree._Element | None) -> bool:
    """Whether any element of a part holds words."""
    return root is not None and any(text.strip() for text in texts(root))


def texts(root: etree._Element) -> Iterator[str]:
    """Every piece of text of an element, in order."""
    return (str(text) for text in root.itertext())


def written(element: etree._Element) -> str:
    """The words directly in an element, whole even when an entity stands among them."""
    inside = (f"{child.text if child.tag is etree.Entity else ''}{child.tail or ''}" for child in element)
    return f"{element.text or ''}{''.join(inside)}"


def local(element: etree._Element) -> str:
    """An element's name without its namespace, "" for what is no element."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _damaged(path: Path) -> BadInputError:
    return BadInputError(f"{path} is damaged. Open it, save it again, or ask for another copy.")
