"""Looking for erased texts in the bytes that are left of them."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, select

from codebook.store import reading
from codebook.store.tables import changes

SHORTEST = 12  # bytes: shorter texts may stand in a file by chance
_PIECE, _STEP = 24, 8
_LONG = _PIECE + _STEP - 1  # every run of so many bytes holds a whole piece that begins at a step


@dataclass(frozen=True, slots=True)
class Proof:
    """What bytes say of erased texts: how many were looked for, how many are still there.

    `untold` are those that bytes cannot tell: too short, or standing rightly in others' rows as well.
    """

    searched: int
    left: int
    untold: int

    def __add__(self, other: "Proof") -> "Proof":
        """Both files together; the same texts were looked for in each."""
        return Proof(
            max(self.searched, other.searched), self.left + other.left, max(self.untold, other.untold)
        )


@dataclass(frozen=True, slots=True, repr=False)
class Standing:
    """What a project holds rightly: the texts of its rows, and the former rows that its ledger keeps."""

    rows: bytes
    images: bytes


def standing(connection: Connection) -> Standing:
    """The texts and ledger images of a project, end to end."""
    rows = [*reading.every_text(connection), *reading.idents(connection)]
    images = connection.execute(select(changes.c.image).where(changes.c.image.is_not(None))).scalars()
    return Standing(
        "\0".join(text for _, _, texts in rows for text in texts.values()).encode(),
        "\0".join(map(str, images)).encode(),
    )


def in_bytes(path: Path, gone: Iterable[str], held: Standing) -> Proof:
    """Search the file and its journals for erased texts, long ones piece by piece.

    A text longer than a page lies in the file in several stretches, so that it is never there whole.
    What `held` holds of it as well proves nothing and is passed over.
    """
    content = b"".join(each.read_bytes() for each in _files(path))
    texts = list(dict.fromkeys(gone))
    searched: set[int] = set()
    left: set[int] = set()
    pieces: dict[bytes, int] = {}
    for at, text in enumerate(texts):
        for form in set() if text.encode() in held.rows else _forms(text):
            if len(form) < SHORTEST:
                continue
            if len(form) >= _LONG:
                searched.add(at)
                left |= {at} if form in held.images else set()
                pieces |= {form[n : n + _PIECE]: at for n in range(len(form) - _PIECE + 1)}
            elif form not in held.images:
                searched.add(at)
                left |= {at} if form in content else set()
    steps = range(0, len(content), _STEP)
    seen = {piece for at in steps if (piece := content[at : at + _PIECE]) in pieces}
    left |= {pieces[piece] for piece in seen if piece not in held.rows and piece not in held.images}
    return Proof(len(searched), len(left), len(texts) - len(searched))


def _files(path: Path) -> Iterator[Path]:
    beside = (path.with_name(path.name + ending) for ending in ("-journal", "-wal", "-shm"))
    yield from (each for each in (path, *beside) if each.exists())


def _forms(text: str) -> set[bytes]:
    """A text as it stands in its row, and as it stands in an image of the row."""
    return {text.encode(), json.dumps(text, ensure_ascii=False)[1:-1].encode()}
