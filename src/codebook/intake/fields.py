"""The basic fields of a guide: what somebody typed there becomes a coarse category, or nothing."""

import re
from collections.abc import Iterator
from dataclasses import replace

from codebook.deid.places import shown
from codebook.model.document import Alignment
from codebook.model.guide import Question

_AGE = re.compile(r"\D{0,12}(\d{1,3})(?:\s*(?:years?|yrs?|yo|y/o|ans)\b.*)?\W*", re.IGNORECASE)
_TOWN = re.compile(r"\[TOWN: (.+)\]")
_BAND = re.compile(r"(?:(\d+)\s*[-\u2013]\s*(\d+)|(under|over)?\s*(\d+)(\+)?)", re.IGNORECASE)


def attributes_of(alignment: Alignment) -> dict[str, str]:
    """The coarse categories that the basic fields of an interview name; none where it was declined."""
    if alignment.guide is None:
        return {}
    fields = {q.ref: q for q in alignment.guide.questions() if q.attribute and q.choices}
    found = {}
    for answer in alignment.answers:
        question = fields.get(answer.question_ref or "") if answer.status == "answered" else None
        value = None if question is None else category(question, answer.text)
        if question is not None and question.attribute and value is not None:
            found[question.attribute] = value
    return found


def category(question: Question, typed: str) -> str | None:
    """The category of what was typed: by its words, an exact age by its band, a town by its region."""
    said = typed.casefold().strip(" .;,")
    region = _TOWN.fullmatch(shown(typed.strip(" .;,"))) if said else None
    for known in (said, region[1].casefold() if region else ""):
        for choice in question.choices:
            if known and (known == choice.value.casefold() or known in choice.words):
                return choice.value
    age = _AGE.fullmatch(said)
    return None if age is None else _band(question, int(age[1]))


def coarse(alignment: Alignment) -> Alignment:
    """The answers with each basic field as its category, so that nothing more exact is kept of it."""
    if alignment.guide is None:
        return alignment
    fields = {q.ref: q for q in alignment.guide.questions() if q.kind == "field"}
    answers = []
    for answer in alignment.answers:
        question = fields.get(answer.question_ref or "")
        value = None if question is None else category(question, answer.text)
        answers.append(answer if value is None else replace(answer, text=value))
    return replace(alignment, answers=tuple(answers))


def _band(question: Question, age: int) -> str | None:
    return next((value for value, first, last in bands(question) if first <= age <= last), None)


def bands(question: Question, most: int = 150) -> Iterator[tuple[str, int, int]]:
    """The categories that are bands of numbers or percentages, with their first and last number."""
    for choice in question.choices:
        band = _BAND.fullmatch(choice.value.rstrip("% "))
        if band is None:
            continue
        if band[1]:
            yield choice.value, int(band[1]), int(band[2])
        elif (band[3] or "").casefold() == "under":
            yield choice.value, 0, int(band[4]) - 1
        elif band[5] or band[3]:
            yield choice.value, int(band[4]) + (0 if band[5] else 1), most
