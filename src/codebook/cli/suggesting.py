"""Codes that may fit a passage or a text."""

import typer

from codebook import reporting
from codebook.cli.lists import opened
from codebook.cli.printing import emit, say, table, typed, view
from codebook.errors import BadInputError
from codebook.intake.moving import passage_named

SHOWN = 10


def suggest(name: str, text: str | None, passage: str | None, *, json: bool) -> None:
    """Print the likeliest codes with what speaks for them; a text is read in memory and never kept."""
    if (text is None) == (passage is None):
        raise typer.BadParameter("Say --text or --passage, and not both.")
    words = None if text is None else typed(None if text == "-" else text)
    if words is not None and not words.strip():
        raise BadInputError("There is no text to suggest codes for.")
    with opened(name) as project:
        here = None if passage is None else passage_named(project, passage)
        asked = words or (here.text if here else "")
        found = reporting.suggester(project).suggest(asked, most=SHOWN, without=here.code if here else None)
    view()
    if json:
        for each in found:
            emit({"code": each.code, "score": each.score, "reasons": list(each.reasons)})
    elif found:
        table(
            ("code", "score", "reasons"), ((each.code, each.score, "; ".join(each.reasons)) for each in found)
        )
    else:
        say("No code is suggested: nothing in the codebook or in the codings so far resembles this.")
