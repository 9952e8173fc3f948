"""Rows as the ledger keeps them: images, digests of images, and texts sealed again."""

import hashlib
import hmac
import json
from array import array
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain

from sqlalchemy import Table

from codebook.model.masked import MaskedText
from codebook.store import guards

Values = Mapping[str, object]
KEPT_IN_STORE = 0
"""The policy version a stored text carries while it is put back: the row has its own."""


def bulk_image(keys: Iterable[bytes], rows: Iterable[Sequence[int]]) -> bytes:
    """Many rows of integers as bytes, by their UUIDs and columns."""
    return b"".join(keys) + array("q", chain.from_iterable(rows)).tobytes()


def digest(nonce: bytes, image: bytes) -> bytes:
    """The digest of an image, which nothing short can be guessed back from once the nonce is gone."""
    return hmac.digest(nonce, image, hashlib.sha256)


def image_of(row: Values) -> bytes:
    """A row as the ledger keeps it."""
    plain = {name: {"hex": value.hex()} if isinstance(value, bytes) else value for name, value in row.items()}
    return json.dumps(plain, ensure_ascii=False, sort_keys=True).encode()


def from_image(text: str) -> dict[str, object]:
    """A row as the ledger keeps it, its columns by name."""
    row: dict[str, object] = json.loads(text)
    return {
        name: bytes.fromhex(value["hex"]) if isinstance(value, dict) else value for name, value in row.items()
    }


def sealed(table: Table, row: Values) -> dict[str, object]:
    """A row read from the store, its texts as the masked texts they are."""
    names = guards.texts(table)
    return {
        name: MaskedText(value, KEPT_IN_STORE) if name in names and isinstance(value, str) else value
        for name, value in row.items()
    }
