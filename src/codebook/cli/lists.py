"""Lists of what is in a project: views for the team."""

from collections.abc import Callable

from codebook import reporting
from codebook.cli.printing import emit, say, table, view
from codebook.model.interview import Memo
from codebook.settings import project_path
from codebook.store.project import Project


def opened(name: str) -> Project:
    """The project a command names."""
    return Project.open(project_path(name))


def cases(name: str, *, json: bool) -> None:
    """Print the cases."""
    with opened(name) as project:
        found = project.cases()
    view()
    if json:
        for case in found:
            described = dict(case.attributes)
            emit({"case": case.code, "role": case.role, "attributes": described, "quotable": case.quotable})
        return
    silent = any(not case.quotable for case in found)
    rows = (
        (
            *(c.code, c.role, ", ".join(f"{k}: {v}" for k, v in c.attributes.items())),
            *(("" if c.quotable else "never",) if silent else ()),
        )
        for c in found
    )
    headers = ("case", "role", "attributes")
    table((*headers, "quoted") if silent else headers, rows)


def interviews(name: str, *, json: bool) -> None:
    """Print the interviews."""
    with opened(name) as project:
        found = project.interviews()
    view()
    if json:
        for each in found:
            emit(
                {
                    "interview": each.code,
                    "case": each.case,
                    "role": each.role,
                    "guide": each.guide,
                    "passages": each.passages,
                    "words": each.words,
                    "codings": each.codings,
                    "coders": list(each.coders),
                    "consent": each.consent,
                }
            )
        return
    missing = sum(1 for each in found if each.consent == "missing")
    headers = ("interview", "role", "guide", "passages", "words", "codings", "coders")
    rows = (
        (
            *(e.code, e.role, e.guide, e.passages, e.words, e.codings, ", ".join(e.coders)),
            *((e.consent,) if missing else ()),
        )
        for e in found
    )
    table((*headers, "consent") if missing else headers, rows)
    if missing:
        say(
            f"Interviews without documented consent: {missing}. None is quoted outside the team until "
            "'codebook consent' records it."
        )


def passages(name: str, *, json: bool) -> None:
    """Print the passages."""
    with opened(name) as project:
        found = project.passages()
    view()
    if json:
        for each in found:
            emit(
                {
                    "interview": each.interview,
                    "passage": each.code,
                    "question_ref": each.question_ref,
                    "status": each.status,
                    "text": each.text,
                }
            )
        return
    rows = ((e.code, e.question_ref or "unmatched", e.status, e.text) for e in found)
    table(("passage", "question", "status", "text"), rows)


def codes(name: str, *, json: bool) -> None:
    """Print the codebook in outline order."""
    with opened(name) as project:
        tree = project.codes()
    for code in tree:
        if json:
            meaning = {field: getattr(code.meaning, field) for field in code.meaning.__slots__}
            emit({"code": code.path, "colour": code.colour, **meaning, "retired": code.retired})
    if not json:
        rows = (
            (f"{'  ' * c.depth}{c.name}{' (retired)' if c.retired else ''}", c.meaning.definition)
            for c in tree
        )
        table(("code", "definition"), rows)


def codings(name: str, *, json: bool) -> None:
    """Print every coding."""
    with opened(name) as project:
        found = reporting.all_excerpts(project)
    view()
    if json:
        for each in found:
            emit(
                {
                    "interview": each.interview,
                    "passage": each.passage,
                    "question_ref": each.question_ref,
                    "start": each.start,
                    "end": each.end,
                    "code": each.code,
                    "coder": each.coder,
                    "text": each.text,
                }
            )
        return
    table(("passage", "coder", "code", "text"), ((e.passage, e.coder, e.code, e.text) for e in found))


def memos(name: str, *, json: bool) -> None:
    """Print the memos with what they are on."""
    with opened(name) as project:
        found, names = project.memos(), _targets(project)
    view()
    if json:
        for each in found:
            emit({"on": names(each), "kind": each.kind, "coder": each.coder, "text": each.text})
        return
    table(("on", "kind", "coder", "text"), ((names(m), m.kind, m.coder, m.text) for m in found))


def _targets(project: Project) -> Callable[[Memo], str]:
    passages = {passage.id: passage.code for passage in project.passages()}
    known = {
        "passage": passages,
        "coding": {coding.id: passages[coding.passage] for coding in project.codings()},
        "code": {code.id: code.path for code in project.codes()},
        "interview": {interview.id: interview.code for interview in project.interviews()},
        "case": {case.id: case.code for case in project.cases()},
    }
    return lambda memo: known[memo.target].get(memo.target_id, "")


def history(name: str, *, json: bool) -> None:
    """Print the ledger, newest first."""
    with opened(name) as project:
        found = project.history()
    if json:
        for each in found:
            emit(each)
        return
    rows = ((e.sequence, e.week, e.coder, e.phrase, "taken back" if e.undone else "") for e in found)
    table(("entry", "week", "coder", "what", ""), rows)
