"""The numbers of placeholders that stand in a case, which belong to nobody else."""

import re
from collections.abc import Iterable, Sequence

from codebook.deid.gate import Surrogates
from codebook.deid.reading import PLACEHOLDER
from codebook.model.interview import Case
from codebook.store.project import Project


def reserved(texts: Iterable[str]) -> Surrogates:
    """A memory for placeholders in which every number that stands in some texts is taken."""
    numbers = Surrogates()
    for text in texts:
        for match in PLACEHOLDER.finditer(text):
            if match["label"]:
                numbers.reserve(match["label"], int(match["number"]))
    return numbers


def taken_in(project: Project, case: Case | None) -> Surrogates:
    """A memory in which every number that stands in the notes of a case is taken."""
    if case is None:
        return Surrogates()
    return reserved(
        passage.text
        for interview in project.interviews()
        if interview.case == case.code
        for passage in project.passages(interview.id)
    )


def renumbered(texts: Sequence[str], standing: Iterable[str]) -> list[str]:
    """Texts that come to another case, their placeholders numbered after those that stand there.

    Whoever has one number in them has one number afterwards, so that no number tells that two cases know the
    same person or body.
    """
    last: dict[str, int] = {}
    for text in standing:
        for match in PLACEHOLDER.finditer(text):
            if label := match["label"]:
                last[label] = max(last.get(label, 0), int(match["number"]))
    given: dict[tuple[str, str], str] = {}

    def written(match: re.Match[str]) -> str:
        label = match["label"]
        if not label:
            return match[0]
        if (label, match["number"]) not in given:
            last[label] = last.get(label, 0) + 1
            given[label, match["number"]] = f"[{label}-{last[label]}]"
        return given[label, match["number"]]

    return [PLACEHOLDER.sub(written, text) for text in texts]
