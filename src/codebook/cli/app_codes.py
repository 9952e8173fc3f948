"""The commands that change the codebook, with their options."""

from typing import Annotated

import typer

from codebook.cli.options import Coder, Json, Project
from codebook.settings import DEFAULT_CODER

app = typer.Typer(help="Change the codebook.", add_completion=False)

Code = Annotated[str, typer.Argument(metavar="CODE", help="A code's path, or its unique last part.")]
Text = Annotated[str | None, typer.Option(metavar="TEXT")]
Colour = Annotated[str | None, typer.Option("--colour", help="Such as orange, sky or green.")]
Keywords = Annotated[list[str] | None, typer.Option("--keyword", help="Repeat for more.")]
Dry = Annotated[bool, typer.Option("--dry-run", help="Say what it would touch, and change nothing.")]


@app.command()
def add(
    project: Project,
    path: Annotated[str, typer.Argument(metavar="PATH", help="Its name, or parent/name.")],
    under: Annotated[str | None, typer.Option("--under", metavar="CODE", help="Its parent, or top.")] = None,
    definition: Text = None,
    include: Text = None,
    exclude: Text = None,
    near_miss: Text = None,
    example: Text = None,
    keywords: Keywords = None,
    colour: Colour = None,
    dry: Dry = False,
    coder: Coder = DEFAULT_CODER,
    json: Json = False,
) -> None:
    """Add a code, last among those beside it."""
    from codebook.cli import codes

    words = codes.Words(definition, include, exclude, near_miss, example, keywords, colour)
    codes.add(project, path, under, words, codes.How(coder, dry, json))


@app.command()
def describe(
    project: Project,
    code: Code,
    definition: Text = None,
    include: Text = None,
    exclude: Text = None,
    near_miss: Text = None,
    example: Text = None,
    keywords: Keywords = None,
    colour: Colour = None,
    dry: Dry = False,
    coder: Coder = DEFAULT_CODER,
    json: Json = False,
) -> None:
    """Write texts of a code anew, or give it another colour; "" empties a text."""
    from codebook.cli import codes

    words = codes.Words(definition, include, exclude, near_miss, example, keywords, colour)
    codes.describe(project, code, words, codes.How(coder, dry, json))


@app.command()
def rename(
    project: Project,
    code: Code,
    name: Annotated[str, typer.Argument(metavar="NEW-NAME")],
    dry: Dry = False,
    coder: Coder = DEFAULT_CODER,
    json: Json = False,
) -> None:
    """Give a code another name."""
    from codebook.cli import codes

    codes.rename(project, code, name, codes.How(coder, dry, json))


@app.command()
def move(
    project: Project,
    code: Code,
    under: Annotated[str | None, typer.Option("--under", metavar="CODE", help="A code, or top.")] = None,
    before: Annotated[
        str | None, typer.Option("--before", metavar="CODE", help="The code it comes before; default: last.")
    ] = None,
    dry: Dry = False,
    coder: Coder = DEFAULT_CODER,
    json: Json = False,
) -> None:
    """Put a code, with all below it, under another or elsewhere among those beside it."""
    from codebook.cli import codes

    codes.move(project, code, under, before, codes.How(coder, dry, json))


@app.command()
def merge(
    project: Project,
    merged: Annotated[list[str], typer.Argument(metavar="CODE…", help="Codes that will be gone.")],
    into: Annotated[str, typer.Option("--into", metavar="CODE", help="The code that takes them in.")],
    dry: Dry = False,
    coder: Coder = DEFAULT_CODER,
    json: Json = False,
) -> None:
    """Make codes part of another, with everybody's codings, memos and the codes below them."""
    from codebook.cli import codes

    codes.merge(project, merged, into, codes.How(coder, dry, json))


@app.command()
def split(
    project: Project,
    code: Code,
    into: Annotated[str, typer.Option("--into", metavar="NEW-NAME", help="The new code, beside it.")],
    who: Annotated[
        str | None, typer.Option("--where-coder", metavar="CODER", help="The codings of one coder.")
    ] = None,
    on: Annotated[
        list[str] | None, typer.Option("--on", metavar="PASSAGE", help="Those on an answer; repeat for more.")
    ] = None,
    dry: Dry = False,
    coder: Coder = DEFAULT_CODER,
    json: Json = False,
) -> None:
    """Put some codings of a code under a new code beside it."""
    from codebook.cli import codes

    codes.split(project, code, into, who, on=on or [], how=codes.How(coder, dry, json))


@app.command()
def retire(
    project: Project, code: Code, dry: Dry = False, coder: Coder = DEFAULT_CODER, json: Json = False
) -> None:
    """Apply a code no more; its codings stay."""
    from codebook.cli import codes

    codes.retire(project, code, codes.How(coder, dry, json))


@app.command()
def restore(
    project: Project, code: Code, dry: Dry = False, coder: Coder = DEFAULT_CODER, json: Json = False
) -> None:
    """Take a retired code into use again."""
    from codebook.cli import codes

    codes.restore(project, code, codes.How(coder, dry, json))


@app.command()
def show(project: Project) -> None:
    """Print the codebook as YAML that 'new --codebook' takes."""
    from codebook.cli import codes

    codes.show(project)
