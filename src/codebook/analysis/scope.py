"""Which passages and codings a question is about: unit, coders and filters."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from codebook.errors import CodebookError
from codebook.model.corpus import Codings, Corpus, Ints
from codebook.model.guide import ROLES
from codebook.model.interview import RESERVED

_CONDITION = re.compile(r"\s*([\w-]+)\s*(!=|=)\s*(?:\"([^\"]*)\"|([^\s\"]+))\s*")
_NEAR = re.compile(r"near:(\d{1,6})c")
SETS = ("answer", "question", "interview", "case")


@dataclass(frozen=True, slots=True)
class Unit:
    """What is counted: a set unit by name, or overlap (`reach` None) or nearness in characters."""

    name: str
    reach: int | None = None

    @property
    def is_set(self) -> bool:
        """Whether codes are counted present or absent per unit, rather than as pairs of excerpts."""
        return self.name in SETS


def unit(text: str) -> Unit:
    """The unit a text names: answer, question, interview, case, overlap or near:40c.

    Raises:
        CodebookError: it names none.
    """
    if text in (*SETS, "overlap"):
        return Unit(text)
    if found := _NEAR.fullmatch(text):
        return Unit(text, int(found[1]))
    raise CodebookError(f"'{text}' is no unit. Use {', '.join(SETS)}, overlap or near:40c.")


@dataclass(frozen=True, slots=True)
class Condition:
    """`name = value` or `name != value`, on role, guide, question, interview, case or an attribute."""

    name: str
    value: str
    equal: bool


def conditions(text: str) -> tuple[Condition, ...]:
    """Conditions joined by AND, such as `role = survivor AND region != "BC"`.

    Raises:
        CodebookError: the text cannot be read; the message names the place.
    """
    found, at, joined = [], 0, None
    while text[at:].strip():
        match = _CONDITION.match(text, at)
        if match is None:
            raise CodebookError(f"A filter reads NAME = VALUE; it stops making sense at character {at + 1}.")
        found.append(Condition(match[1].casefold(), match[3] or match[4] or "", match[2] == "="))
        at = match.end()
        joined = re.compile(r"AND\b").match(text, at)
        if joined is None and text[at:].strip():
            raise CodebookError(f"Filters are joined by AND; something else stands at character {at + 1}.")
        at = joined.end() if joined else at
    if joined:
        raise CodebookError(f"A filter reads NAME = VALUE; nothing follows the AND at character {at - 2}.")
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Labels:
    """What conditions compare with: per case its attributes, per interview and guide their names."""

    attributes: Mapping[int, Mapping[str, str]]
    interviews: Mapping[int, str]
    guides: Mapping[int, str]
    cases: Mapping[int, str]


def rows_where(corpus: Corpus, labels: Labels, wanted: tuple[Condition, ...]) -> Ints:
    """The rows of the passages that meet every condition.

    Raises:
        CodebookError: a condition names nothing that is known.
    """
    kept = np.ones(len(corpus.passages), dtype=bool)
    for condition in wanted:
        values = _values(corpus, labels, condition.name)
        same = np.array([value.casefold() == condition.value.casefold() for value in values], dtype=bool)
        kept &= same if condition.equal else ~same
    return np.flatnonzero(kept)


def _values(corpus: Corpus, labels: Labels, name: str) -> list[str]:
    table = corpus.passages
    match name:
        case "role":
            return [ROLES[index] for index in table.role.tolist()]
        case "guide":
            return [labels.guides.get(number, "") for number in table.guide.tolist()]
        case "question":
            return [corpus.questions.get(number, "") for number in table.question.tolist()]
        case "interview":
            return [labels.interviews.get(number, "") for number in table.interview.tolist()]
        case "case":
            return [labels.cases.get(number, "") for number in table.case.tolist()]
    known = {key for attributes in labels.attributes.values() for key in attributes}
    if name not in known:
        names = ", ".join((*RESERVED, *sorted(known)))
        raise CodebookError(f"There is nothing called '{name}' to filter by. Use one of {names}.")
    return [labels.attributes.get(number, {}).get(name, "") for number in table.case.tolist()]


def coder_blocks(corpus: Corpus, codings: Codings, coder: str) -> list[tuple[str, Codings]]:
    """The codings to count apart: one block a coder for `each`, all of them for `any`, or one coder's.

    Raises:
        CodebookError: there is no such coder.
    """
    if coder == "any":
        return [("any", codings)]
    handles = {handle: number for number, handle in corpus.coders.items()}
    if coder != "each" and coder not in handles:
        raise CodebookError(
            f"There is no coder '{coder}' here. Use each, any or one of {', '.join(handles)}."
        )
    wanted = handles if coder == "each" else {coder: handles[coder]}
    return [(handle, codings.take(codings.coder == number)) for handle, number in wanted.items()]
