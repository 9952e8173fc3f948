"""Arguments and options that most commands share."""

from typing import Annotated

import typer

Project = Annotated[str, typer.Argument(metavar="PROJECT", help="A name (projects/NAME.db) or a path.")]
Json = Annotated[bool, typer.Option("--json", help="JSON lines, and nothing else on stdout.")]
Coder = Annotated[str, typer.Option("--as", metavar="CODER", help="Your handle, such as B2.")]
