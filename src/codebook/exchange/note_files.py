"""Which files are meant when somebody names files, folders and patterns."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from codebook.errors import BadInputError
from codebook.exchange.readers import READERS

WILD = re.compile(r"[*?\[]")


@dataclass(frozen=True, slots=True)
class NoteFiles:
    """Files of notes in the order they were named, each once, and how many others were passed over."""

    paths: tuple[Path, ...]
    skipped: int


def note_files(given: Sequence[Path]) -> NoteFiles:
    """The files that files, folders (with all below them) and patterns such as `notes/*.docx` name.

    A file named by itself is kept whatever it is, so that reading it says what is wrong with it. In folders
    and patterns, hidden files and those of no kind that can be read are passed over and counted.

    Raises:
        BadInputError: a folder holds no notes, a pattern fits none, or a folder cannot be opened.
    """
    found: dict[Path, Path] = {}
    passed: set[Path] = set()
    for named in given:
        paths = list(_expanded(named))
        notes = [path for path in paths if path == named or _is_note(path)]
        if not notes:
            known = ", ".join(READERS)
            where = "holds no notes" if named.is_dir() else "fits no notes"
            raise BadInputError(f"{named} {where}. Notes end in one of {known}.")
        for path in notes:
            found.setdefault(path.absolute(), path)
        passed.update(path.absolute() for path in paths if path not in notes)
    return NoteFiles(tuple(found.values()), len(passed - found.keys()))


def _expanded(named: Path) -> Iterator[Path]:
    """What one name stands for; only shells that are asked to put files in place of a pattern."""
    if named.is_dir():
        yield from _below(named)
    elif not named.exists() and WILD.search(str(named)):
        for path in _fitting(named):
            yield from _below(path) if path.is_dir() and not _is_hidden(path) else (path,)
    else:
        yield named


def _fitting(pattern: Path) -> list[Path]:
    fixed = 0
    while not WILD.search(pattern.parts[fixed]):
        fixed += 1
    top = Path(*pattern.parts[:fixed]) if fixed else Path()
    try:
        fitting = sorted(top.glob(str(Path(*pattern.parts[fixed:]))))
    except ValueError:
        raise BadInputError(f"{pattern} is no pattern for file names; try one like notes/*.docx.") from None
    return [
        path for path in fitting if not any(part.startswith(".") for part in path.relative_to(top).parts[:-1])
    ]


def _below(folder: Path) -> Iterator[Path]:
    """The files in a folder and below it, by name; folders that are hidden are not entered."""
    try:
        held = sorted(folder.iterdir())
    except PermissionError:
        raise BadInputError(f"{folder} cannot be opened. Check who may open it.") from None
    yield from (path for path in held if path.is_file())
    for inner in _folders(held):
        yield from _below(inner)


def _folders(held: Iterable[Path]) -> list[Path]:
    # a link to a folder above would lead round in a circle
    return [path for path in held if path.is_dir() and not path.is_symlink() and not _is_hidden(path)]


def _is_note(path: Path) -> bool:
    return path.suffix.casefold() in READERS and not _is_hidden(path)


def _is_hidden(path: Path) -> bool:
    """Hidden, or the lock that an office program leaves beside an open file."""
    return path.name.startswith((".", "~$", "._"))
