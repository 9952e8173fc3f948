"""Summaries leave as plain documents with nothing else in them; all they say is invented."""

import io
import zipfile

import docx
import pytest

from codebook.exchange import prose
from codebook.model.report import Audience, Cleared, ClearedQuote, ClearedTheme

QUOTE = ClearedQuote("“They *never* rang <back>.”\n1. twice", "help/police contact", "survivor, 25-34")
THEME = ClearedTheme(
    path="help/police contact",
    definition="Any contact with police.",
    excerpts="12",
    interviews="8",
    cases="not shown",
    by_role={"survivor": 5, "provider": None},
    warning="One case carries more than half of this theme.",
    quotes=(QUOTE,),
)


def summary(audience: Audience = "partner") -> Cleared:  # noqa: D103 - the value every test here is about
    return Cleared("What helped", audience, (THEME,), ("Age was left out.",), ("Excerpts were united.",))


def test_markdown_layout() -> None:
    """Title, reader, theme, figures, warning, quote with its source, what was left out, methods."""
    assert prose.markdown(summary()).decode().splitlines() == [
        "# What helped",
        "",
        "For partner organizations.",
        "",
        "## help \N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK} police contact",
        "",
        "Any contact with police.",
        "",
        "12 excerpts from 8 interviews, cases: not shown.",
        "",
        "Cases by role: survivor 5.",
        "",
        "**One case carries more than half of this theme.**",
        "",
        "> “They \\*never\\* rang \\<back\\>.”",
        "> 1\\. twice",
        ">",
        "> *survivor, 25-34*",
        ">",
        "> <small>help \N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK} police contact</small>",
        "",
        "## What was left out",
        "",
        "- Age was left out.",
        "",
        "## How it was made",
        "",
        "- Excerpts were united.",
    ]


@pytest.mark.parametrize(
    "said", ["# no", "- no", "+ no", "1) no", "    no", "> no", "`no`", "a_b_", "![x](y)", "~~no~~"]
)
def test_markdown_quotes_are_never_markup(said: str) -> None:
    """Whatever a person said, no line of it becomes a heading, a list, code, a link or a picture."""
    quote = ClearedQuote(said, "p", "")
    theme = ClearedTheme("p", "", "1", "1", "1", {}, "", (quote,))
    shown = prose.markdown(Cleared("t", "team", (theme,), (), ())).decode()
    line = next(line for line in shown.splitlines() if line.startswith("> "))
    bare = line.removeprefix("> ")
    assert not bare.startswith(("#", "-", "+", "1)", " ", ">", "`", "!["))
    assert bare.replace("\\", "") == said.strip()


@pytest.mark.parametrize("audience", ["team", "partner", "public"])
def test_the_reader_is_named(audience: Audience) -> None:
    """Each audience reads whom the summary is for."""
    assert b"For " in prose.markdown(summary(audience)).splitlines()[2]


@pytest.mark.parametrize("kind", prose.WRITERS)
def test_the_same_summary_gives_the_same_bytes(kind: str) -> None:
    """Nothing of the moment or the machine is in a file."""
    assert prose.WRITERS[kind](summary()) == prose.WRITERS[kind](summary())


def test_word_properties_are_neutral() -> None:
    """No author, no title, one fixed date, on the document and on every part of the package."""
    content = prose.docx(summary())
    properties = docx.Document(io.BytesIO(content)).core_properties
    assert properties.author == properties.last_modified_by == properties.comments == properties.title == ""
    stamps = {stamp.replace(tzinfo=None).isoformat() for stamp in (properties.created, properties.modified)}
    assert stamps == {"2000-01-01T00:00:00"}
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        assert {member.date_time for member in package.infolist()} == {(2000, 1, 1, 0, 0, 0)}
        assert b"python-docx" not in package.read("docProps/core.xml")


def test_word_styles_are_real() -> None:
    """Headings, quotes and lists have Word's own styles; a quote keeps its source and code."""
    paragraphs = docx.Document(io.BytesIO(prose.docx(summary()))).paragraphs
    styles = {paragraph.text.split("\n")[0]: paragraph.style.name for paragraph in paragraphs}
    assert styles["What helped"] == "Title"
    assert styles["What was left out"] == "Heading 1"
    assert styles["“They *never* rang <back>.”"] == "Intense Quote"
    assert styles["Age was left out."] == "List Bullet"
    quote = next(paragraph for paragraph in paragraphs if paragraph.style.name == "Intense Quote")
    assert quote.text.split("\n")[2:] == ["survivor, 25-34", "help › police contact"]  # noqa: RUF001


def test_word_takes_any_character() -> None:
    """Control characters that Word cannot hold are left out instead of failing."""
    quote = ClearedQuote("a\x0bb\x00c", "p", "d\x01")
    theme = ClearedTheme("p", "", "1", "1", "1", {}, "", (quote,))
    written = docx.Document(io.BytesIO(prose.docx(Cleared("t", "team", (theme,), (), ()))))
    assert any(paragraph.text.startswith("abc") for paragraph in written.paragraphs)


def test_one_of_a_thing_is_singular() -> None:
    """Figures read as people say them."""
    theme = ClearedTheme("p", "", "1", "1", "fewer than 3", {}, "", ())
    shown = prose.markdown(Cleared("t", "team", (theme,), (), ())).decode()
    assert "1 excerpt from 1 interview, cases: fewer than 3." in shown


def test_withheld_figures_are_one_short_sentence() -> None:
    """Where nothing may be counted, that is said once."""
    theme = ClearedTheme("p", "", "not shown", "not shown", "not shown", {"survivor": None}, "", ())
    shown = prose.markdown(Cleared("t", "public", (theme,), (), ())).decode()
    assert "Excerpts, interviews and cases: not shown." in shown
    assert "survivor" not in shown
