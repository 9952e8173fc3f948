"""The figures of gate.py as Markdown: one table of all sets and tools, then each set by type and by style."""

from collections.abc import Iterable, Mapping
from typing import Any

Figures = Mapping[str, Any]
COLUMNS = (
    ("direct masked", ("direct", "masked")),
    ("masked or flagged", ("direct", "covered")),
    ("lower case", ("direct in lower case", "covered")),
    ("with roster", ("direct with roster", "covered")),
    ("indirect masked", ("indirect", "masked")),
    ("indirect masked or flagged", ("indirect", "covered")),
    ("rare flagged", ("rare", "covered")),
    ("over-masked", ("over-masked", "masked")),
    ("… with flags", ("over-masked", "covered")),
    ("flags per 100 words", ("flags per 100 words",)),
    ("words/s short", ("words a second, short texts",)),
    ("words/s long", ("words a second, one long note",)),
    ("start s", ("start-up seconds",)),
    ("MB", ("peak memory in MB",)),
)


def markdown(told: Mapping[str, Mapping[str, Any]]) -> str:
    """All of it."""
    rows = [
        [name, tool, *(_cell(figures, path) for _, path in COLUMNS)]
        for name, tools in told.items()
        for tool, figures in tools.items()
    ]
    parts = [_table(["set", "tool", *(title for title, _ in COLUMNS)], rows)]
    for name, tools in told.items():
        for by in ("by type", "by style"):
            kinds = dict.fromkeys(kind for figures in tools.values() for kind in figures[by])
            lines = [[kind, *_shares(tools.values(), by, kind)] for kind in kinds]
            parts.append(f"### {name}, {by} (masked / masked or flagged)\n")
            parts.append(_table([by.removeprefix("by "), "of", *tools], lines))
    return "\n".join(parts)


def _shares(tools: Iterable[Figures], by: str, kind: str) -> list[str]:
    found = [figures[by].get(kind) for figures in tools]
    counts = [each["of"] for each in found if each]
    return [
        f"{counts[0]}",
        *(f"{each['masked']:.3f} / {each['covered']:.3f}" if each else "" for each in found),
    ]


def _cell(figures: Figures, path: tuple[str, ...]) -> str:
    value: Any = figures
    for key in path:
        value = value.get(key) if isinstance(value, Mapping) else None
    if value is None:
        return "–"
    return f"{value:.4f}" if len(path) > 1 else f"{value:,}"


def _table(head: list[str], rows: list[list[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines) + "\n"
