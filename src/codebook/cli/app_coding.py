"""The commands that help to code, with their options."""

from typing import Annotated

import typer

from codebook.cli.options import Json, Project

app = typer.Typer(add_completion=False)


@app.command()
def suggest(
    project: Project,
    text: Annotated[
        str | None, typer.Option("--text", metavar="TEXT", help="Words, or - for standard input; not kept.")
    ] = None,
    passage: Annotated[
        str | None, typer.Option("--passage", metavar="CODE", help="A passage, such as S-4K7-1:3.")
    ] = None,
    json: Json = False,
) -> None:
    """Rank the codes that may fit a passage or a text, with reasons; nothing is applied."""
    from codebook.cli import suggesting

    suggesting.suggest(project, text, passage, json=json)
