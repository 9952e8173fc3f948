"""Every command with its options; each loads what it needs when it is called."""

from pathlib import Path
from typing import Annotated

import typer

from codebook import __version__
from codebook.cli import app_answers, app_codes, app_coding
from codebook.cli.options import Coder, Json, Project
from codebook.model.report import Audience
from codebook.settings import DEFAULT_CODER, PROJECTS

# The bodies load on first use: they bring SQLAlchemy (0.24 s) and NumPy (0.06 s), the language model 1.3 s.

app = typer.Typer(
    name="codebook",
    help="Code interview notes in the terminal; the project file keeps no identifying information.",
    pretty_exceptions_enable=False,
    add_completion=False,
    no_args_is_help=False,
)

app.add_typer(app_answers.app)
app.add_typer(app_coding.app)
app.add_typer(app_codes.app, name="code")

Files = Annotated[
    list[Path],
    typer.Argument(metavar="FILE…", help="Note files (.md .txt .docx .odt .rtf .pdf), folders, patterns."),
]
GuideChoice = Annotated[str, typer.Option("--guide", help="A, B, C, none, auto or a guide FILE.")]
Roster = Annotated[
    Path | None, typer.Option("--roster", help="Names known to the team, one a line; not kept.")
]


@app.callback(invoke_without_command=True)
def main(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False,
) -> None:
    """Open the workbench when no command is given."""
    if version:
        typer.echo(__version__)
    elif context.invoked_subcommand is None:
        from codebook.tui.app import run

        run(None, DEFAULT_CODER)


@app.command("open")
def open_project(project: Project, coder: Coder = DEFAULT_CODER) -> None:
    """Open the workbench on a project."""
    from codebook.settings import project_path
    from codebook.store.header import check_file
    from codebook.tui.app import run

    path = project_path(project)
    check_file(path)
    run(path, coder)


@app.command()
def demo(
    headless: Annotated[
        bool, typer.Option("--headless", help="Rebuild, print tables and files, and end.")
    ] = False,
    folder: Annotated[Path, typer.Option("--dir", help="Where the project and its exports go.")] = PROJECTS,
) -> None:
    """Make the sample project of invented interviews and open it."""
    from codebook.cli import sample

    sample.run(folder, headless=headless)


@app.command()
def new(
    project: Project,
    codebook: Annotated[Path | None, typer.Option("--codebook", help="A codebook FILE (YAML).")] = None,
    guide: Annotated[Path | None, typer.Option("--guide", help="A guide FILE of your own (YAML).")] = None,
) -> None:
    """Make an empty project."""
    from codebook.cli import projects

    projects.new(project, codebook, guide)


@app.command()
def screen(
    files: Annotated[list[Path] | None, typer.Argument(metavar="[FILE…]")] = None,
    jsonl: Annotated[bool, typer.Option("--jsonl", help='Lines {"id","text"} from stdin.')] = False,
    roster: Roster = None,
    policy: Annotated[
        Path | None, typer.Option("--policy", help="A policy FILE, as 'policy' prints it.")
    ] = None,
) -> None:
    """Show what the gate finds; writes nothing."""
    from codebook.cli import notes

    notes.screen(files or [], jsonl=jsonl, roster=roster, policy=policy)


@app.command()
def align(files: Files, guide: GuideChoice = "auto", json: Json = False) -> None:
    """Show how files split into guide answers; raw text on stdout, nothing written."""
    from codebook.cli import notes

    notes.align(files, guide, json=json)


@app.command("import")
def import_files(
    project: Project,
    files: Files,
    guide: GuideChoice = "auto",
    role: Annotated[
        str | None, typer.Option("--role", help="survivor or provider, when no guide tells.")
    ] = None,
    case: Annotated[str | None, typer.Option("--case", help="The case these notes belong to.")] = None,
    roster: Roster = None,
    review: Annotated[
        bool, typer.Option("--review", help="Decide what was found before it is kept.")
    ] = False,
    replace: Annotated[
        str | None,
        typer.Option("--replace", metavar="INTERVIEW", help="Put the file in place of an interview's text."),
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Replace without asking.")] = False,
    coder: Annotated[
        str | None, typer.Option("--as", metavar="CODER", help="Who replaces; default: who worked last.")
    ] = None,
    json: Json = False,
) -> None:
    """Align, mask and keep note files, an interview each; given again, it goes on where it was stopped."""
    from codebook.cli import notes, replacing, taking

    how = notes.Taking(guide, role, case, roster, review)
    if replace is None:
        taking.take_in(project, files, how, json=json)
    else:
        replacing.replace(project, files, how, replacing.Wanted(replace, coder, yes), json=json)


@app.command()
def survey(
    project: Project,
    file: Annotated[Path, typer.Argument(metavar="FILE.(csv|xlsx)")],
    json: Json = False,
) -> None:
    """Describe provider cases by their answers to the survey (guide A), as coarse attributes."""
    from codebook.cli import surveys

    surveys.take(project, file, json=json)


@app.command()
def enter(
    project: Project,
    guide: Annotated[str, typer.Option("--guide", help="B, C or a guide FILE.")],
    case: Annotated[str | None, typer.Option("--case", help="Somebody interviewed before.")] = None,
    coder: Coder = DEFAULT_CODER,
) -> None:
    """Type an interview along its guide, question by question, in plain lines."""
    from codebook.cli import entering

    entering.enter(project, guide, case, coder)


@app.command()
def cases(project: Project, json: Json = False) -> None:
    """List the cases and their attributes."""
    from codebook.cli import lists

    lists.cases(project, json=json)


@app.command()
def interviews(project: Project, json: Json = False) -> None:
    """List the interviews."""
    from codebook.cli import lists

    lists.interviews(project, json=json)


@app.command()
def fieldwork(project: Project, json: Json = False) -> None:
    """Show who was interviewed so far, and what became of each question."""
    from codebook.cli import fieldwork

    fieldwork.show(project, json=json)


@app.command()
def passages(project: Project, json: Json = False) -> None:
    """List the passages with their text."""
    from codebook.cli import lists

    lists.passages(project, json=json)


@app.command()
def codes(project: Project, json: Json = False) -> None:
    """List the codebook."""
    from codebook.cli import lists

    lists.codes(project, json=json)


@app.command()
def codings(project: Project, json: Json = False) -> None:
    """List every coding with its excerpt."""
    from codebook.cli import lists

    lists.codings(project, json=json)


@app.command()
def memos(project: Project, json: Json = False) -> None:
    """List the memos."""
    from codebook.cli import lists

    lists.memos(project, json=json)


@app.command()
def case(
    project: Project,
    code: Annotated[str, typer.Argument(metavar="CODE", help="The case, such as S-4K7.")],
    change: Annotated[
        list[str] | None, typer.Option("--set", metavar="NAME=VALUE", help="A coarse category.")
    ] = None,
    quotes: Annotated[
        bool | None, typer.Option("--quotes/--no-quotes", help="Whether summaries may quote the case.")
    ] = None,
) -> None:
    """Set attributes of a case, and whether it may be quoted."""
    from codebook.cli import coding

    coding.describe(project, code, change or [], quotable=quotes)


@app.command()
def consent(
    project: Project,
    interview: Annotated[str, typer.Argument(metavar="INTERVIEW", help="Such as S-4K7-1.")],
    coder: Coder = DEFAULT_CODER,
) -> None:
    """Record that the participant was taken through consent, so that the interview may be quoted."""
    from codebook.cli import coding

    coding.consent(project, interview, coder)


@app.command()
def apply(
    project: Project,
    file: Annotated[Path, typer.Argument(metavar="FILE.csv")],
    coder: Annotated[str, typer.Option("--as", metavar="CODER", help="Whose codings these are, such as B2.")],
) -> None:
    """Apply codings from a CSV file."""
    from codebook.cli import coding

    coding.apply(project, file, coder)


memo = typer.Typer(help="Write memos.", add_completion=False)
app.add_typer(memo, name="memo")


@memo.command("add")
def memo_add(
    project: Project,
    text: Annotated[str, typer.Argument(metavar="TEXT", help="The memo, or - for standard input.")],
    on: Annotated[str, typer.Option("--on", help="A passage, interview, case or code.")],
    kind: Annotated[str, typer.Option("--kind", help="theory, method, definition or follow-up.")] = "theory",
    coder: Coder = DEFAULT_CODER,
) -> None:
    """Write a memo on something, masked like every text."""
    from codebook.cli import coding

    coding.add_memo(project, text, on=on, kind=kind, coder=coder)


@app.command()
def cooccur(
    project: Project,
    rows: Annotated[
        str | None, typer.Option("--rows", metavar="CODE", help="A code with all below it.")
    ] = None,
    cols: Annotated[
        str | None, typer.Option("--cols", metavar="CODE", help="A code with all below it.")
    ] = None,
    unit: Annotated[
        str, typer.Option("--unit", help="answer, question, interview, case, overlap or near:40c.")
    ] = "answer",
    coder: Annotated[str, typer.Option("--coder", help="each, any or a handle.")] = "each",
    where: Annotated[str, typer.Option("--where", help="Such as: role = survivor AND region = BC")] = "",
    json: Json = False,
) -> None:
    """Count where codes meet."""
    from codebook.cli import asking

    asking.cooccur(project, asking.Asked(rows, cols, unit, coder, where), json=json)


@app.command()
def summary(
    project: Project,
    theme: Annotated[list[str], typer.Option("--theme", metavar="CODE", help="A code; repeat for more.")],
    audience: Annotated[Audience, typer.Option("--audience", help="Who will read it.")],
    output: Annotated[Path, typer.Option("-o", "--output", metavar="FILE.(docx|md)")],
    json: Json = False,
) -> None:
    """Write a theme summary with quotes that is safe for its audience."""
    from codebook.cli import asking

    asking.summary(project, theme, audience, output, json=json)


LastCoder = Annotated[
    str | None, typer.Option("--as", metavar="CODER", help="Whose; default: who worked last.")
]


@app.command()
def undo(project: Project, coder: LastCoder = None) -> None:
    """Take back a coder's latest change."""
    from codebook.cli import coding

    coding.turn(project, coder, "undo")


@app.command()
def redo(project: Project, coder: LastCoder = None) -> None:
    """Make the latest undone change again."""
    from codebook.cli import coding

    coding.turn(project, coder, "redo")


@app.command()
def history(project: Project, json: Json = False) -> None:
    """List what was changed, newest first."""
    from codebook.cli import lists

    lists.history(project, json=json)


@app.command()
def policy(
    project: Project,
    file: Annotated[Path | None, typer.Option("--set", metavar="FILE", help="Follow this file.")] = None,
) -> None:
    """Show what becomes of each kind of find, as YAML, or set it."""
    from codebook.cli import projects

    projects.policy(project, file)


@app.command()
def redact(
    project: Project,
    from_check: Annotated[bool, typer.Option("--from-check", help="Mask what 'check' lists.")] = False,
) -> None:
    """Mask words found late, for good; give them on standard input, one a line."""
    from codebook.cli import projects

    projects.redact(project, from_check=from_check)


@app.command()
def withdraw(
    project: Project,
    code: Annotated[str, typer.Argument(metavar="CODE", help="The case code or the withdrawal code.")],
) -> None:
    """Erase a case and everything on it, for good."""
    from codebook.cli import projects

    projects.withdraw(project, code)


@app.command()
def backup(project: Project, file: Annotated[Path, typer.Argument(metavar="FILE")]) -> None:
    """Write a sound copy of a project while it may be in use."""
    from codebook.cli import projects

    projects.backup(project, file)


@app.command()
def check(project: Project, json: Json = False) -> None:
    """Check the file, its guards, its ledger and every text; exit 1 if anything is wrong."""
    from codebook.cli import projects

    projects.check(project, json=json)
