"""Progress of fieldwork: interviews by guide, role and region, and what became of each question."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from codebook.model.fieldwork import Asked, Fieldwork, Group, QuestionFigures, Reply
from codebook.model.guide import STATUSES, Status
from codebook.model.interview import Case, Interview

REGIONS = ("region", "province")
"""The attributes that say where, the first that a case has."""
_FIRST: tuple[Status, ...] = ("answered", "declined", "not-applicable", "not-asked", "blank")


def fieldwork(
    interviews: Sequence[Interview], cases: Iterable[Case], asked: Iterable[Asked], replies: Iterable[Reply]
) -> Fieldwork:
    """The state of the fieldwork.

    An interview counts once at each question of its guide: as answered when any of its passages there is,
    then as declined, and so on.
    """
    return Fieldwork(
        tuple(_groups(interviews, {case.code: case for case in cases})),
        tuple(_questions(interviews, list(asked), replies)),
    )


def _groups(interviews: Iterable[Interview], cases: dict[str, Case]) -> Iterable[Group]:
    found: defaultdict[tuple[str, str, str], list[Interview]] = defaultdict(list)
    for each in interviews:
        known = cases[each.case].attributes
        region = next((known[name] for name in REGIONS if name in known), "")
        found[each.guide or "", each.role, region].append(each)
    for (guide, role, region), members in sorted(found.items()):
        yield Group(
            guide,
            role,
            region,
            interviews=len(members),
            cases=len({each.case for each in members}),
            words=sum(each.words for each in members),
            consent_missing=sum(each.consent == "missing" for each in members),
        )


def _questions(
    interviews: Sequence[Interview], asked: Sequence[Asked], replies: Iterable[Reply]
) -> Iterable[QuestionFigures]:
    said: defaultdict[tuple[int, str], set[Status]] = defaultdict(set)
    for reply in replies:
        said[reply.interview, reply.ref].add(reply.status)
    for guide in dict.fromkeys(each.guide for each in asked):
        followers = [each.id for each in interviews if each.guide == guide]
        figures = [_figures(each, followers, said) for each in asked if each.guide == guide]
        if followers:
            yield from sorted(figures, key=lambda each: not each.never_answered)


def _figures(
    asked: Asked, followers: Sequence[int], said: dict[tuple[int, str], set[Status]]
) -> QuestionFigures:
    counts = Counter(
        next(status for status in _FIRST if status in said[interview, asked.ref])
        for interview in followers
        if (interview, asked.ref) in said
    )
    every = {status: counts[status] for status in STATUSES}
    return QuestionFigures(asked, len(followers), every, len(followers) - counts.total())
