"""A survey at the door: what was taken, dropped and left out of it."""

from collections.abc import Iterable
from pathlib import Path

from codebook import screening
from codebook.cli.lists import opened
from codebook.cli.printing import emit, notice, say
from codebook.intake import surveys
from codebook.model.survey import Column, Taken


def take(name: str, file: Path, *, json: bool) -> None:
    """Take a survey in, and say what became of each column and row."""
    with opened(name) as project:
        taken = surveys.take(project, screening.gate_of(project), file)
    for each in taken.cases:  # first of all: nothing that goes wrong later may lose them
        if each.withdrawal_code:
            code = f"{each.withdrawal_code}  (on paper now; not shown again)"
            notice(f"withdrawal code of {each.case}, line {each.line}: {code}")
    (_emit if json else _say)(taken)


def _used(taken: Taken, use: str) -> list[Column]:
    return [column for column in taken.columns if column.use == use]


def _emit(taken: Taken) -> None:
    for each in taken.cases:
        emit({"line": each.line, "case": each.case, "withdrawal_code": each.withdrawal_code})
    emit(
        {
            "file": taken.file,
            "taken": [
                {"column": c.place, "question_ref": c.question.ref, "attribute": c.question.attribute}
                for c in _used(taken, "category")
                if c.question
            ],
            "dropped": [
                {"column": c.place, "question_ref": c.question.ref}
                for c in _used(taken, "identifying")
                if c.question
            ],
            "text": [
                {"column": c.place, "question_ref": c.question.ref}
                for c in _used(taken, "text")
                if c.question
            ],
            "unknown": [c.place for c in _used(taken, "unknown")],
            "cells_left_out": taken.left_out,
            "cases": len(taken.cases),
            "new_cases": sum(1 for each in taken.cases if each.withdrawal_code),
        }
    )


def _say(taken: Taken) -> None:
    new = sum(1 for each in taken.cases if each.withdrawal_code)
    say(f"{taken.file}: {len(taken.cases)} cases described, {new} of them new.")
    if new:
        say(f"  rows without a case: {new}; a new case was made for each")
    kept = ((c, c.question.attribute or "") for c in _used(taken, "category") if c.question)
    say(f"  taken: {', '.join(f'{column.name} as {attribute}' for column, attribute in kept)}")
    for use, what in (
        ("identifying", "dropped unread, since it identifies"),
        ("text", "left out, since it is free text"),
        ("unknown", "left out, since no question fits"),
    ):
        if found := _used(taken, use):
            say(f"  {what}: {_listed(found)}")
    say(f"  cells of free text left out: {taken.left_out}")


def _listed(columns: Iterable[Column]) -> str:
    return ", ".join(f"{c.name} {c.question.label}" if c.question else c.name for c in columns)
