"""What a coder does to a passage: apply, resize and remove codings, write memos, take it back."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from codebook.deid.gate import Gate
from codebook.errors import BadInputError, CodebookError, ConflictError
from codebook.exchange.sheets import CodingRow, read_codings
from codebook.model.codes import CodeTree
from codebook.model.interview import Coding, MemoKind, MemoTarget, Passage
from codebook.model.span import Span
from codebook.store import reading, writing
from codebook.store.erasing import ANY_TARGET
from codebook.store.project import Project
from codebook.store.tables import codes, codings, memos


@dataclass(frozen=True, slots=True)
class Wanted:
    """A coding to be made: a stretch of a passage and a code, by their keys."""

    passage: int
    span: Span
    code: int


def join(project: Project, gate: Gate, handle: str) -> str:
    """Let a coder work here, adding the handle on the first visit; the handle as it is kept.

    Raises:
        GateRefusedError: the handle could name somebody.
    """
    masked = gate.handle(handle)
    project.add_coder(masked)
    return masked.text


def apply(project: Project, coder: str, wanted: Sequence[Wanted]) -> int:
    """Make codings as one change; how many are new. What is there already stays as it is.

    Raises:
        CodebookError: an excerpt reaches outside its passage, there is no such passage, or a code is retired.
    """
    lengths = {
        number: len(text) for number, text in project.texts(sorted({w.passage for w in wanted})).items()
    }
    for coding in wanted:
        if coding.span.end > lengths.get(coding.passage, -1):
            raise CodebookError("An excerpt reaches beyond its passage, so nothing was coded.")
    number = project.coder_id(coder)
    if not wanted:
        return 0
    phrase = "apply code" if len(wanted) == 1 else "apply codings"
    with project.change(phrase, coder) as rows:
        retired = sorted(code for code in {w.code for w in wanted} if rows.count(codes, id=code, retired=1))
        if retired:
            path = reading.code_tree(rows.connection)[retired[0]].path
            raise CodebookError(
                f"'{path}' is retired, so nothing was coded. Restore it, or use another code."
            )
        return writing.add_codings(
            rows, number, ((w.passage, w.span.start, w.span.end, w.code) for w in wanted)
        )


def resize(project: Project, coder: str, coding: Coding, span: Span) -> None:
    """Give a coding new boundaries.

    Raises:
        CodebookError: it is another coder's, or the span reaches outside the passage.
        ConflictError: it is gone, or the new boundaries are coded so already.
    """
    _own(coding, coder)
    if span.end > len(project.texts([coding.passage])[coding.passage]):
        raise CodebookError("The excerpt reaches beyond its passage, so it was not changed.")
    with project.change("resize coding", coder) as rows:
        rows.update(codings, coding.id, start=span.start, end=span.end)


def remove(project: Project, coder: str, coding: Coding) -> None:
    """Remove a coding and the memos on it.

    Raises:
        CodebookError: it is another coder's.
        ConflictError: it is gone already.
    """
    _own(coding, coder)
    attached = [memo.id for memo in project.memos() if (memo.target, memo.target_id) == ("coding", coding.id)]
    with project.change("remove coding", coder) as rows:
        for memo in attached:
            rows.delete(memos, memo)
        rows.delete(codings, coding.id)


def write_memo(
    project: Project, gate: Gate, coder: str, *, target: MemoTarget, target_id: int, kind: MemoKind, text: str
) -> int:
    """Attach a memo, masked by the gate; how many stretches of it were masked.

    Raises:
        CodebookError: the memo is empty.
        ConflictError: what it is about is gone by now.
    """
    if not text.strip():
        raise CodebookError("The memo is empty, so it was not kept.")
    seen = gate.screen(text.strip())
    number = project.coder_id(coder)
    with project.change("write memo", coder) as rows:
        if rows.find(ANY_TARGET[target], id=target_id) is None:
            raise ConflictError(f"The {target} this memo is about is gone by now, so the memo was not kept.")
        rows.insert(memos, target=target, target_id=target_id, kind=kind, coder_id=number, text=seen.masked)
    return len(seen.findings)


def undo(project: Project, coder: str) -> str | None:
    """Take back the coder's latest change; what it was, or None.

    Raises:
        ConflictError: somebody built on it since.
    """
    return project.undo(coder)


def redo(project: Project, coder: str) -> str | None:
    """Make the latest undone change again; what it was, or None."""
    return project.redo(coder)


def _own(coding: Coding, coder: str) -> None:
    if coding.coder != coder:
        raise ConflictError(f"This coding is {coding.coder}'s; only they change it.")


def read_file(project: Project, path: Path) -> list[Wanted]:
    """The codings a CSV file asks for, each found in its passage.

    Raises:
        BadInputError: a line names no code, no passage, or words that are not exactly once there.
    """
    tree = project.codes()
    passages = project.passages()
    wanted = []
    for row in read_codings(path):
        try:
            code = _code(tree, row)
            place, span = _place(passages, row)
        except CodebookError as error:
            raise BadInputError(f"{path}, line {row.line}: {error}") from None
        wanted.append(Wanted(place, span, code))
    return wanted


def _code(tree: CodeTree, row: CodingRow) -> int:
    match tree.answering(row.code):
        case [code]:
            return code.id
        case []:
            raise CodebookError("no code answers to this path. List them with 'codebook codes PROJECT'.")
    raise CodebookError("more than one code answers to this path. Give the full path.")


def _place(passages: Sequence[Passage], row: CodingRow) -> tuple[int, Span]:
    if row.passage:
        for passage in passages:
            if passage.code == row.passage:
                if row.end > len(passage.text):
                    raise CodebookError(f"this passage ends at {len(passage.text)}.")
                return passage.id, Span(row.start, row.end)
        raise CodebookError("there is no such passage in the project.")
    inside = [p for p in passages if p.interview == row.interview]
    if not inside:
        raise CodebookError("there is no such interview in the project.")
    return locate([p for p in inside if (p.question_ref or "") == row.question_ref], row.quote)


def locate(passages: Sequence[Passage], quote: str) -> tuple[int, Span]:
    """The one place where some words stand; line breaks and runs of blanks count as one blank.

    Raises:
        CodebookError: they stand nowhere, or more than once.
    """
    pattern = re.compile(r"\s+".join(re.escape(word) for word in quote.split()))
    found = [(passage.id, match.span()) for passage in passages for match in pattern.finditer(passage.text)]
    if len(found) != 1:
        times = "nowhere" if not found else f"{len(found)} times"
        raise CodebookError(f"the quoted words stand {times} in that answer; they must stand there once.")
    [(passage_id, (start, end))] = found
    return passage_id, Span(start, end)
