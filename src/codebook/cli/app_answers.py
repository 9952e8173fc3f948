"""The commands that set answers right, with their options."""

from typing import Annotated

import typer

from codebook.cli.options import Coder, Json, Project
from codebook.settings import DEFAULT_CODER

app = typer.Typer(add_completion=False)

Passages = Annotated[
    list[str],
    typer.Argument(metavar="PASSAGE…", help="Answers as 'passages' lists them."),
]


@app.command()
def amend(
    project: Project,
    passage: Annotated[str, typer.Argument(metavar="PASSAGE", help="An answer, such as S-4K7-1:3.")],
    text: Annotated[str, typer.Argument(metavar="TEXT", help="Its new text, or - for standard input.")],
    status: Annotated[
        str | None, typer.Option("--status", help="answered, blank, declined, not-asked, not-applicable.")
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Keep it without asking.")] = False,
    coder: Coder = DEFAULT_CODER,
    json: Json = False,
) -> None:
    """Write an answer anew, masked, and move the codings on it along."""
    from codebook.cli import answers

    answers.amend(project, passage, text, status, how=answers.Keeping(coder, yes), json=json)


@app.command()
def move(
    project: Project,
    passage: Annotated[str, typer.Argument(metavar="PASSAGE", help="An answer, such as S-4K7-1:3.")],
    to: Annotated[
        str, typer.Option("--to", metavar="QUESTION", help="A question such as C.reported, or none.")
    ],
    coder: Coder = DEFAULT_CODER,
) -> None:
    """Put an answer under another question of its guide."""
    from codebook.cli import answers

    answers.move(project, passage, to, coder)


@app.command()
def give(
    project: Project,
    passages: Passages,
    case: Annotated[str, typer.Option("--case", metavar="CODE", help="The case they belong to, or new.")],
    role: Annotated[str | None, typer.Option("--role", help="survivor or provider, for a new case.")] = None,
    json: Json = False,
) -> None:
    """Give answers to the case whose words they are, in an interview of their own."""
    from codebook.cli import answers

    answers.give(project, passages, case, role, json=json)
