"""A project file seen from outside, before anything heavy is loaded to open it."""

from pathlib import Path

from codebook.errors import StoreError

HEADER = b"SQLite format 3\x00"


def check_file(path: Path) -> None:
    """Refuse a path that holds no SQLite file.

    Raises:
        StoreError: it is missing, a folder, empty, unreadable, or another kind of file.
    """
    if not path.exists():
        raise StoreError(f"{path}: there is no project here. Make one with 'codebook new {path.stem}'.")
    if not path.is_file():
        raise StoreError(f"{path} is a folder, not a project file.")
    try:
        with path.open("rb") as file:
            header = file.read(len(HEADER))
    except OSError:
        raise StoreError(f"{path} cannot be read. Check who may open it.") from None
    if header != HEADER:
        raise StoreError(f"{path} is not a codebook project.")
