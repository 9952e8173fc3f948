"""The progress of fieldwork: a view for the team."""

from codebook import reporting
from codebook.cli.lists import opened
from codebook.cli.printing import emit, say, table, view
from codebook.model.fieldwork import Fieldwork
from codebook.model.guide import STATUSES


def show(name: str, *, json: bool) -> None:
    """Print the interviews in groups, and what became of each question."""
    with opened(name) as project:
        found = reporting.fieldwork(project)
    view()
    (_emit if json else _say)(found)


def _emit(found: Fieldwork) -> None:
    for group in found.groups:
        emit({"table": "interviews", **{name: getattr(group, name) for name in group.__slots__}})
    for each in found.questions:
        asked, counts = each.asked, each.statuses
        emit(
            {
                "table": "questions",
                "guide": asked.guide,
                "question_ref": asked.ref,
                "label": asked.label,
                "interviews": each.interviews,
                **{status.replace("-", "_"): counts[status] for status in STATUSES},
                "unnoted": each.unnoted,
            }
        )


def _say(found: Fieldwork) -> None:
    headers = ("guide", "role", "region", "interviews", "cases", "words", "consent missing")
    groups = found.groups
    table(
        headers,
        (
            (g.guide or "none", g.role, g.region, g.interviews, g.cases, g.words, g.consent_missing)
            for g in groups
        ),
    )
    say("")
    rows = (
        (
            each.asked.guide,
            each.asked.number,
            each.asked.label,
            *(each.statuses[status] for status in STATUSES),
            each.unnoted,
            "never answered" if each.never_answered else "",
        )
        for each in found.questions
    )
    table(("guide", "no.", "question", *(s.replace("-", " ") for s in STATUSES), "no note", ""), rows)
    say(f"{found.said}.")
