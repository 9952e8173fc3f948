"""Questions to a project, and the summaries that may leave it."""

from dataclasses import dataclass
from pathlib import Path

from codebook import reporting, screening
from codebook.cli.lists import opened
from codebook.cli.printing import emit, say, table, view
from codebook.model.report import Audience, Cell, Matrix

SHOWN = 40


@dataclass(frozen=True, slots=True)
class Asked:
    """A question about co-occurrence in the words of the command."""

    rows: str | None
    columns: str | None
    unit: str
    coder: str
    where: str


def cooccur(name: str, asked: Asked, *, json: bool) -> None:
    """Print the cells of a co-occurrence table."""
    with opened(name) as project:
        question = reporting.question(
            project.corpus(),
            rows=asked.rows,
            columns=asked.columns,
            unit=asked.unit,
            coder=asked.coder,
            where=asked.where,
        )
        matrix = reporting.ask(project, question)
    view()
    if json:
        for cell in matrix.cells:
            emit({field: getattr(cell, field) for field in Cell.__slots__ if field != "imbalanced"})
        return
    show(matrix)


def show(matrix: Matrix) -> None:
    """Print the pairs that meet most, each once, and what was counted."""
    met: dict[tuple[str, frozenset[str]], Cell] = {}
    for cell in sorted(matrix.cells, key=lambda cell: (-cell.n12, cell.a, cell.b)):
        if cell.n12:
            met.setdefault((cell.coder, frozenset((cell.a, cell.b))), cell)
    shown = list(met.values())[:SHOWN]
    headers = ("coder", "code", "with", "n1", "n2", "both", "c", "lift", "interviews", "cases")
    table(
        headers,
        ((x.coder, x.a, x.b, x.n1, x.n2, x.n12, x.c, x.lift, x.interviews, x.cases) for x in shown),
    )
    counted = f"Unit: {matrix.unit}; coders: {matrix.coders}; filter: {matrix.filters}"
    say(f"{len(shown)} of {len(met)} pairs that meet. {counted}; as of ledger entry {matrix.sequence}.")
    say("Subcodes are counted with the codes above them.")


def summary(name: str, themes: list[str], audience: Audience, output: Path, *, json: bool) -> None:
    """Write a summary and say what was changed or left out for its audience."""
    replaced = " in place of an earlier file" if output.exists() else ""
    with opened(name) as project:
        cleared = reporting.write_summary(project, screening.gate_of(project), themes, audience, output)
    quotes = sum(len(theme.quotes) for theme in cleared.themes)
    if json:
        emit({"file": str(output), "audience": audience, "quotes": quotes, "changes": list(cleared.changes)})
        return
    counted = f"{_many(len(cleared.themes), 'theme')}, {_many(quotes, 'quote')}"
    say(f"{output}: {counted}, for {audience}{replaced}.")
    for change in cleared.changes:
        say(f"  {change}")


def _many(count: int, noun: str) -> str:
    return f"{count} {noun}{'s' * (count != 1)}"
