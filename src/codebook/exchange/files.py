"""Reading a file from disk, with a sentence for each way that can fail."""

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
