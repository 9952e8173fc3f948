"""Files on disk, read whole and written whole, with a sentence for each way that can fail."""

import os
import tempfile
from pathlib import Path

from codebook.errors import BadInputError


def content(path: Path) -> bytes:
    """The bytes of a file.

    Raises:
        BadInputError: it is missing, a folder, closed to us, or cannot be read.
    """
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise BadInputError(f"{path}: there is no such file.") from None
    except IsADirectoryError:
        raise BadInputError(f"{path} is a folder, not a file.") from None
    except PermissionError:
        raise BadInputError(f"{path} cannot be read. Check who may open it.") from None
    except OSError:
        raise BadInputError(f"{path} cannot be read from the disk it is on.") from None


def utf8(path: Path) -> str:
    """The text of a file in UTF-8, with or without a byte order mark.

    Raises:
        BadInputError: as `content`, or it is not UTF-8.
    """
    try:
        return content(path).decode("utf-8-sig")
    except UnicodeDecodeError:
        raise BadInputError(f"{path} is not a UTF-8 text file. Save it as UTF-8.") from None


def put(target: Path, content: bytes) -> None:
    """Write a file whole or not at all, for its owner's eyes only; an earlier one stands until then.

    Raises:
        BadInputError: it cannot be written.
    """
    try:
        _put(target, content)
    except OSError:
        raise BadInputError(
            f"{target} cannot be written. Check the folder and who may write to it."
        ) from None


def _put(target: Path, content: bytes) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    number, name = tempfile.mkstemp(prefix=".codebook-", dir=target.parent)
    try:
        with os.fdopen(number, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(number)
        Path(name).replace(target)
    finally:
        Path(name).unlink(missing_ok=True)
