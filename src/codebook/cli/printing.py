"""How commands print: JSON lines for programs, tables for people, notices on stderr."""

import json
import os
import re
import shutil
import sys
from collections.abc import Iterable, Sequence
from dataclasses import asdict, is_dataclass

from rich.console import Console
from rich.table import Table

from codebook.errors import BadInputError
from codebook.tui.safe_text import clipped, printable

_UNSAFE_IN_JSON = re.compile(r"[\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def say(text: str) -> None:
    """One line for the person at the screen."""
    _write(f"{_shown(text)}\n")


def _write(text: str) -> None:
    """Write to standard output; when nobody reads it any more the command still does all its work."""
    try:
        sys.stdout.write(text)
    except BrokenPipeError:
        deaf()


def deaf() -> None:
    """Send standard output nowhere, for its reader has gone."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)


def _shown(text: str) -> str:
    """Text that cannot steer a terminal: only line ends and tabs stay what they are."""
    return "\n".join("\t".join(map(printable, line.split("\t"))) for line in text.split("\n"))


def notice(text: str) -> None:
    """One line beside the output, never in it."""
    sys.stderr.write(f"codebook: {_shown(text)}\n")
    sys.stderr.flush()


def progress(text: str) -> None:
    """How far a long command is, on one line of the terminal that the next call writes over; "" clears it."""
    if _watched():
        wide = shutil.get_terminal_size().columns - 1
        sys.stderr.write(f"\r\x1b[2K{clipped(printable(text), wide)}")
        sys.stderr.flush()


def _watched() -> bool:
    return sys.stderr.isatty()


def aside(text: str) -> None:
    """One line of a conversation, beside the output."""
    sys.stderr.write(f"{_shown(text)}\n")
    sys.stderr.flush()


def emit(value: object, **more: object) -> None:
    """One JSON line: a mapping, or a frozen value as its fields, with more keys after them."""
    fields = asdict(value) if is_dataclass(value) and not isinstance(value, type) else value
    if not isinstance(fields, dict):
        raise TypeError("only mappings and frozen values are printed")
    line = json.dumps(fields | more, ensure_ascii=False)
    try:
        line.encode(sys.stdout.encoding or "utf-8")
    except UnicodeEncodeError:
        line = json.dumps(fields | more)
    _write(_UNSAFE_IN_JSON.sub(lambda found: f"\\u{ord(found.group()):04x}", line) + "\n")


def table(headers: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """A table, numbers to the right; as wide as the screen, or unwrapped when redirected."""
    made = Table(box=None, pad_edge=False, header_style="bold")
    lines = [["" if cell is None else cell for cell in row] for row in rows]
    for at, header in enumerate(headers):
        numbers = all(isinstance(row[at], int | float) or row[at] == "" for row in lines) and bool(lines)
        made.add_column(header, justify="right" if numbers else "left", overflow="fold")
    for row in lines:
        made.add_row(*(f"{cell:.2f}" if isinstance(cell, float) else _shown(str(cell)) for cell in row))
    width = None if sys.stdout.isatty() else 200
    console = Console(highlight=False, markup=False, emoji=False, width=width)
    with console.capture() as drawn:
        console.print(made)
    _write(drawn.get())


def view() -> None:
    """Say, when output is redirected, that lists are for the team and not for handing over."""
    if not sys.stdout.isatty():
        notice("this is a view for the team; hand over only what 'summary' writes.")


def raw_view() -> None:
    """Say, when output is redirected, that it holds text no gate has masked."""
    if not sys.stdout.isatty():
        notice("this is raw text that may name people; keep it off disks and delete it soon.")


def typed(words: str | None = None) -> str:
    """Words given on the command line, or all of standard input.

    Raises:
        BadInputError: they are not UTF-8 text.
    """
    try:
        found = sys.stdin.read() if words is None else words
        found.encode()
    except UnicodeError:
        where = "standard input" if words is None else "the command line"
        raise BadInputError(f"{where} is not UTF-8 text, so nothing was kept.") from None
    return found
