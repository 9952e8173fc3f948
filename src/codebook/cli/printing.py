"""How commands print: JSON lines for programs, tables for people, notices on stderr."""

import json
import sys
from collections.abc import Iterable, Sequence
from dataclasses import asdict, is_dataclass

from rich.console import Console
from rich.table import Table


def say(text: str) -> None:
    """One line for the person at the screen."""
    sys.stdout.write(f"{text}\n")


def notice(text: str) -> None:
    """One line beside the output, never in it."""
    sys.stderr.write(f"codebook: {text}\n")


def emit(value: object, **more: object) -> None:
    """One JSON line: a mapping, or a frozen value as its fields, with more keys after them."""
    fields = asdict(value) if is_dataclass(value) and not isinstance(value, type) else value
    if not isinstance(fields, dict):
        raise TypeError("only mappings and frozen values are printed")
    sys.stdout.write(json.dumps(fields | more, ensure_ascii=False) + "\n")


def table(headers: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """A table, numbers to the right; as wide as the screen, or unwrapped when redirected."""
    made = Table(box=None, pad_edge=False, header_style="bold")
    lines = [["" if cell is None else cell for cell in row] for row in rows]
    for at, header in enumerate(headers):
        numbers = all(isinstance(row[at], int | float) or row[at] == "" for row in lines) and bool(lines)
        made.add_column(header, justify="right" if numbers else "left", overflow="fold")
    for row in lines:
        made.add_row(*(f"{cell:.2f}" if isinstance(cell, float) else str(cell) for cell in row))
    width = None if sys.stdout.isatty() else 200
    Console(highlight=False, markup=False, emoji=False, width=width).print(made)


def view() -> None:
    """Say, when output is redirected, that lists are for the team and not for handing over."""
    if not sys.stdout.isatty():
        notice("this is a view for the team; hand over only what 'summary' writes.")


def raw_view() -> None:
    """Say, when output is redirected, that it holds text no gate has masked."""
    if not sys.stdout.isatty():
        notice("this is raw text that may name people; keep it off disks and delete it soon.")
