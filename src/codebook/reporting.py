"""What a project answers and hands over: co-occurrence, excerpts, suggested codes, theme summaries."""

import hashlib
from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path

from codebook.analysis import disclosure, matrix, quoting, scope, themes
from codebook.analysis import fieldwork as progress
from codebook.analysis.suggest import Suggester
from codebook.deid.gate import Gate
from codebook.errors import BadInputError, CodebookError
from codebook.exchange import files
from codebook.exchange.prose import WRITERS
from codebook.model.corpus import Codings, Corpus
from codebook.model.fieldwork import Fieldwork
from codebook.model.interview import Case, Interview
from codebook.model.report import Audience, Cell, Cleared, Excerpt, Matrix
from codebook.model.suggestion import Coded
from codebook.store import replies, tables
from codebook.store.project import Project

Question = matrix.Question
RECENT = 5_000
"""As many codings as suggestions learn from, the latest ones."""


def labels(project: Project) -> scope.Labels:
    """What filters compare with: attributes, interview codes, guides."""
    found, cases = project.interviews(), project.cases()
    return scope.Labels(
        attributes={case.id: case.attributes for case in cases},
        interviews={interview.id: interview.code for interview in found},
        guides={number: ref for ref, number in project.guides().items()},
        cases={case.id: case.code for case in cases},
    )


def question(
    corpus: Corpus,
    *,
    rows: str | None = None,
    columns: str | None = None,
    unit: str = "answer",
    coder: str = "each",
    where: str = "",
) -> Question:
    """A question about co-occurrence from words: two subtrees, a unit, coders and a filter.

    Raises:
        CodebookError: a code, the unit or the filter cannot be understood.
    """
    down, across = matrix.subtree(corpus, rows), matrix.subtree(corpus, columns)
    return question_of(down, across, unit=unit, coder=coder, where=where)


def question_of(
    rows: tuple[int, ...], columns: tuple[int, ...], *, unit: str, coder: str, where: str
) -> Question:
    """The same for codes named one by one, by their keys."""
    return Question(rows, columns, scope.unit(unit), coder, scope.conditions(where))


def ask(project: Project, asked: Question) -> Matrix:
    """The co-occurrence table of a question.

    Raises:
        CodebookError: the coder or a filter is unknown.
    """
    return matrix.cooccurrence(project.corpus(), labels(project), asked)


def open_cell(project: Project, asked: Question, cell: Cell) -> list[Excerpt]:
    """The excerpts behind a cell of the table."""
    corpus = project.corpus()
    return excerpts(project, corpus, matrix.evidence(corpus, labels(project), asked, cell))


def excerpts(project: Project, corpus: Corpus, codings: Codings) -> list[Excerpt]:
    """Codings as rows to read, in reading order."""
    wanted = project.passages_at(sorted(set(codings.passage.tolist())))
    found = []
    columns = (codings.passage, codings.start, codings.end, codings.code, codings.coder)
    for place, start, end, code, coder in zip(*(column.tolist() for column in columns), strict=True):
        passage = wanted[place]
        found.append(
            Excerpt(
                interview=passage.interview,
                passage=passage.code,
                passage_id=passage.id,
                question_ref=passage.question_ref,
                start=start,
                end=end,
                code=corpus.tree[code].path,
                coder=corpus.coders[coder],
                text=passage.text[start:end],
            )
        )
    return found


def all_excerpts(project: Project) -> list[Excerpt]:
    """Every coding of the project, in reading order."""
    corpus = project.corpus()
    return excerpts(project, corpus, corpus.codings)


def suggester(project: Project) -> Suggester:
    """What suggests codes of this project for a text: its codebook, and the latest codings of all coders.

    It keeps nothing of the texts it is asked about, and it applies nothing.
    """
    corpus = project.corpus()
    latest = corpus.codings.id.argsort()[-RECENT:]
    codings = corpus.codings.take(latest)
    found = excerpts(project, corpus, codings)
    return Suggester.of(
        corpus.tree,
        (
            Coded(excerpt.text, code, excerpt.passage)
            for excerpt, code in zip(found, codings.code.tolist(), strict=True)
        ),
    )


def fieldwork(project: Project) -> Fieldwork:
    """Who was interviewed so far, and what became of each question of the guides."""
    return progress.fieldwork(
        project.interviews(), project.cases(), project.read(replies.asked), project.read(replies.replies)
    )


def summarise(project: Project, gate: Gate, paths: Sequence[str], audience: Audience) -> Cleared:
    """A summary of themes that may be shown to an audience.

    Raises:
        CodebookError: a code is unknown, the project is synthetic, or has too few cases.
    """
    if project.synthetic:
        raise CodebookError("This project holds synthetic text for measuring; it is never exported.")
    corpus, known = project.corpus(), labels(project)
    figures = []
    for path in paths:
        texts = project.texts(themes.excerpt_passages(corpus, known, path))
        figures.append(themes.theme(corpus, known, path, texts))
    interviews, cases = project.interviews(), project.cases()
    unquoted = quoting.unquoted(interviews, cases, audience)
    rules = disclosure.Rules(
        audience=audience,
        k=project.threshold(audience),
        key=project.label_key(),
        policy=gate.version,
        scan=lambda text: gate.screen(text).masked.text,
        quotable=frozenset(each.id for each in interviews) - unquoted.interviews,
    )
    return disclosure.clear(
        figures,
        _described(cases, {each.case for each in interviews}),
        rules,
        speakers=_described(cases, {each.case for each in interviews if each.id in rules.quotable}),
        title="Theme summary",
        methods=(*_methods(project, interviews, rules.k), *_silence(unquoted)),
    )


def _described(cases: Iterable[Case], codes: Collection[str]) -> list[dict[str, str]]:
    return [{**case.attributes, "role": case.role} for case in cases if case.code in codes]


def _silence(unquoted: quoting.Unquoted) -> Iterator[str]:
    count = len(unquoted.undocumented)
    if count:
        were = "interview was" if count == 1 else "interviews were"
        yield f"{count} {were} not quoted, because consent is not documented."
    if unquoted.asked:
        yield "Participants who are not to be quoted are not: only the figures hold what they said."


def _methods(project: Project, found: Sequence[Interview], k: int) -> tuple[str, ...]:
    interviews, cases = len(found), len({each.case for each in found})
    coders = len(project.coders())
    coded = f"coded by {coders} coders with a codebook of {len(project.codes())} codes."
    shared = f"What stands beside a quote fits {k} or more participants."
    return (
        f"{interviews} interviews of {cases} participants, {coded}",
        "Sessions were not recorded: quotes are from notes, masked before they were first stored.",
        "Excerpts are united across coders: overlapping or touching ones count once. Subcodes roll up.",
        f"{shared} Counts of fewer are withheld, and so are figures they would follow from.",
    )


def preview(project: Project, gate: Gate, paths: Sequence[str], audience: Audience) -> str:
    """A summary as Markdown, to be read on screen before it is written.

    Raises:
        CodebookError: as `summarise`.
    """
    return WRITERS["md"](summarise(project, gate, paths, audience)).decode()


def write_summary(
    project: Project, gate: Gate, paths: Sequence[str], audience: Audience, target: Path
) -> Cleared:
    """Write a summary as a file in the format its name ends in, and note it in the ledger.

    Raises:
        BadInputError: the ending is unknown, or the file cannot be written.
        CodebookError: as `summarise`.
    """
    writer = WRITERS.get(target.suffix.removeprefix(".").casefold())
    if writer is None:
        raise BadInputError(
            f"{target}: the name should end in {' or '.join('.' + kind for kind in WRITERS)}."
        )
    cleared = summarise(project, gate, paths, audience)
    content = writer(cleared)
    files.put(target, content)
    digest = hashlib.sha256(content).digest()
    with project.change("export summary") as rows:
        rows.insert(tables.exports, audience=audience, least_cases=project.threshold(audience), digest=digest)
    return cleared
