"""A theme summary as a list of parts, the same for every format."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from codebook.model.report import Cleared, ClearedTheme

READERS = {
    "team": "For the research team. Not to be passed on.",
    "partner": "For partner organizations.",
    "public": "For the public.",
}


@dataclass(frozen=True, slots=True)
class Part:
    """One paragraph of a summary; a quote has a source and the path of its code."""

    kind: Literal["heading", "text", "warning", "quote", "bullet"]
    text: str
    level: int = 0
    source: str = ""
    path: str = ""


def parts(summary: Cleared) -> Iterator[Part]:
    """The summary from title to methods, in reading order."""
    yield Part("heading", summary.title, 1)
    yield Part("text", READERS[summary.audience])
    for theme in summary.themes:
        yield from _theme(theme)
    if summary.changes:
        yield Part("heading", "What was left out", 2)
        yield from (Part("bullet", change) for change in summary.changes)
    if summary.methods:
        yield Part("heading", "How it was made", 2)
        yield from (Part("bullet", method) for method in summary.methods)


def breadcrumb(path: str) -> str:
    """A code's path as people read it."""
    return " \N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK} ".join(path.split("/"))


def _theme(theme: ClearedTheme) -> Iterator[Part]:
    yield Part("heading", breadcrumb(theme.path), 2)
    if theme.definition:
        yield Part("text", theme.definition)
    yield Part("text", _figures(theme))
    shown = {role: count for role, count in theme.by_role.items() if count is not None}
    if shown:
        yield Part(
            "text", "Cases by role: " + ", ".join(f"{role} {count}" for role, count in shown.items()) + "."
        )
    if theme.warning:
        yield Part("warning", theme.warning)
    for quote in theme.quotes:
        yield Part("quote", quote.text, source=quote.attribution, path=breadcrumb(quote.path))


def _figures(theme: ClearedTheme) -> str:
    """How much a theme rests on, or that it is not shown."""
    if theme.excerpts == theme.interviews == theme.cases and not theme.cases.isdigit():
        return f"Excerpts, interviews and cases: {theme.cases}."
    excerpts = _counted(theme.excerpts, "excerpt")
    return f"{excerpts} from {_counted(theme.interviews, 'interview')}, {_counted(theme.cases, 'case')}."


def _counted(figure: str, thing: str) -> str:
    if not figure[:1].isdigit():
        return f"{thing}s: {figure}"
    return f"{figure} {thing}" if figure == "1" else f"{figure} {thing}s"
