"""Column types that let in masked text, listed words and nothing else."""

from sqlalchemy import Dialect, Text
from sqlalchemy.types import TypeDecorator

from codebook.errors import StoreError
from codebook.model.masked import MaskedText


class Masked(TypeDecorator[object]):
    """Text that came through the gate; reading gives plain strings."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: object, dialect: Dialect) -> str | None:  # noqa: ARG002 - SQLAlchemy's signature
        """Take the text out of its proof.

        Raises:
            StoreError: the value is not a `MaskedText`.
        """
        if value is None:
            return None
        if not isinstance(value, MaskedText):
            raise StoreError("This text has not passed the gate, so it was not stored.")
        return value.text


class Term(TypeDecorator[str]):
    """One word of a fixed list."""

    impl = Text
    cache_ok = True

    def __init__(self, *words: str) -> None:
        super().__init__()
        self.words = words

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002 - SQLAlchemy's signature
        """Let a listed word through.

        Raises:
            StoreError: the word is not on the list.
        """
        if value is not None and value not in self.words:
            raise StoreError(f"Only {', '.join(self.words)} can stand in this column.")
        return value
