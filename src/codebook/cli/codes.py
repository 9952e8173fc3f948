"""Changes of the codebook from the command line, each told with what it touches."""

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass

import typer

from codebook import coding, screening
from codebook.cli.lists import opened
from codebook.cli.printing import emit, say, typed, view
from codebook.deid.gate import Gate
from codebook.editing import loading, making, merging, placing, splitting, wording
from codebook.errors import CodebookError
from codebook.model.codes import CodeText


@dataclass(frozen=True, slots=True)
class How:
    """Who changes the codebook, whether it is only tried out, and how it is told."""

    coder: str
    dry: bool
    json: bool


@dataclass(frozen=True, slots=True)
class Words:
    """The texts and the colour of a code as the command gives them; None for those that are not given."""

    definition: str | None
    include: str | None
    exclude: str | None
    near_miss: str | None
    example: str | None
    keywords: list[str] | None
    colour: str | None

    def texts(self) -> dict[str, str]:
        """The fields that are given, keywords one a line.

        Raises:
            BadInputError: one is not UTF-8 text.
        """
        given = {field: getattr(self, field) for field in CodeText.__slots__}
        plain = {field: value for field, value in given.items() if value is not None}
        return {
            field: typed("\n".join(filter(None, map(str.strip, value))) if isinstance(value, list) else value)
            for field, value in plain.items()
        }


def add(name: str, path: str, under: str | None, words: Words, how: How) -> None:
    """Add a code."""
    texts = words.texts()
    _done(
        name, how, lambda gate: wording.add(gate, typed(path), under=under, colour=words.colour, texts=texts)
    )


def describe(name: str, code: str, words: Words, how: How) -> None:
    """Write texts of a code anew."""
    texts = words.texts()
    _done(name, how, lambda gate: wording.describe(gate, code, colour=words.colour, texts=texts))


def rename(name: str, code: str, wanted: str, how: How) -> None:
    """Give a code another name."""
    _done(name, how, lambda gate: wording.rename(gate, code, typed(wanted)))


def move(name: str, code: str, under: str | None, before: str | None, how: How) -> None:
    """Put a code elsewhere in the tree."""
    if under is None and before is None:
        raise typer.BadParameter("Say --under CODE, --under top or --before CODE.")
    _done(name, how, lambda _: placing.move(code, under=under, before=before))


def merge(name: str, merged: Sequence[str], into: str, how: How) -> None:
    """Make codes part of another."""
    _done(name, how, lambda _: merging.merge(merged, into=into))


def split(name: str, code: str, into: str, who: str | None, *, on: Sequence[str], how: How) -> None:
    """Put some codings of a code under a new one."""
    with opened(name) as project:
        places = {passage.code: passage.id for passage in project.passages()} if on else {}
    for place in on:
        if place not in places:
            raise CodebookError(f"There is no answer {place}. List them with 'codebook passages PROJECT'.")
    chosen = frozenset(places[place] for place in on)
    _done(name, how, lambda gate: splitting.split(gate, code, into=typed(into), coder=who, passages=chosen))


def retire(name: str, code: str, how: How) -> None:
    """Apply a code no more."""
    _done(name, how, lambda _: placing.retire(code))


def restore(name: str, code: str, how: How) -> None:
    """Take a retired code into use again."""
    _done(name, how, lambda _: placing.restore(code))


def show(name: str) -> None:
    """Print the codebook as YAML."""
    with opened(name) as project:
        text = loading.shown_codebook(project)
    view()
    say(text.rstrip())


def _done(name: str, how: How, wanted: Callable[[Gate], making.Wish]) -> None:
    with opened(name) as project:
        gate = screening.gate_of(project)
        wish = wanted(gate)
        edit = making.preview(project, wish)
        if not how.dry and edit.write is not None:
            edit = making.make(project, coding.join(project, gate, how.coder), wish)
    made = edit.write is not None and not how.dry
    if how.json:
        emit({"change": edit.phrase, "made": made, **asdict(edit.touched), "masked": edit.masked})
        return
    say(f"{edit.said}{' (tried out only)' if how.dry and edit.write is not None else ''}.")
    say(f"  touches: {_counted(edit.touched)}")
    if edit.masked:
        say(f"  masked: {edit.masked} stretches of its texts")


def _counted(touched: making.Touched) -> str:
    counts = asdict(touched)
    united = counts.pop("united")
    counts["answers"] = counts.pop("passages")
    told = ", ".join(
        f"{count} {noun if count != 1 else noun.removesuffix('s')}" for noun, count in counts.items()
    )
    parts = "coding becomes" if united == 1 else "codings become"
    return f"{told}; {united} {parts} part of another" if united else told
