"""Interview guides from YAML."""

from pathlib import Path
from typing import Any, TypeVar

from codebook.errors import BadInputError
from codebook.exchange.yaml_files import LINE, entries_of, load, text_of, texts_of
from codebook.model.guide import KINDS, ROLES, Choice, Guide, Question, Section
from codebook.model.interview import RESERVED

Word = TypeVar("Word", bound=str)


def read_guide(path: Path) -> Guide:
    """A guide file.

    Raises:
        BadInputError: the file or a part of it cannot be used; the message names file and line.
    """
    top = load(path)
    role = _one_of(top, "role", ROLES, path)
    sections = tuple(_section(entry, path) for entry in entries_of(top, "sections", path))
    guide = Guide(
        text_of(top, "id", path, needed=True), text_of(top, "title", path, needed=True), role, sections
    )
    refs = [question.ref for question in guide.questions()]
    if not refs:
        raise BadInputError(f"{path}: this guide has no questions.")
    seen: dict[str, int] = {}
    for ref, line in zip(refs, _lines(top, path), strict=True):
        if ref in seen:
            raise BadInputError(
                f"{path}, line {line}: this question's id is given twice (also in line {seen[ref]})."
            )
        seen[ref] = line
    return guide


def _lines(top: dict[str, Any], path: Path) -> list[int]:
    """Where each question stands in the file."""
    sections = entries_of(top, "sections", path)
    return [int(asked.get(LINE, 1)) for each in sections for asked in entries_of(each, "questions", path)]


def _section(entry: dict[str, Any], path: Path) -> Section:
    title = text_of(entry, "title", path, needed=True)
    questions = tuple(_question(child, title, path) for child in entries_of(entry, "questions", path))
    return Section(title, texts_of(entry, "alternatives", path), questions)


def _question(entry: dict[str, Any], section: str, path: Path) -> Question:
    choices = tuple(
        Choice(text_of(child, "value", path, needed=True), texts_of(child, "words", path))
        for child in entries_of(entry, "choices", path)
    )
    return Question(
        ref=text_of(entry, "id", path, needed=True),
        section=section,
        kind=_one_of(entry, "kind", KINDS, path),
        number=text_of(entry, "number", path),
        label=text_of(entry, "label", path, needed=True),
        prompt=text_of(entry, "prompt", path, needed=True),
        probes=texts_of(entry, "probes", path),
        alternatives=texts_of(entry, "alternatives", path),
        attribute=_attribute(entry, path),
        choices=choices,
        identifying=bool(entry.get("identifying", False)),
    )


def _attribute(entry: dict[str, Any], path: Path) -> str | None:
    name = text_of(entry, "attribute", path)
    if name.casefold() in RESERVED:
        raise BadInputError(
            f"{path}, line {entry.get(LINE, 1)}: no attribute can be called '{name}'; every case has that."
        )
    return name or None


def _one_of(entry: dict[str, Any], key: str, words: tuple[Word, ...], path: Path) -> Word:
    given = text_of(entry, key, path, needed=True)
    for word in words:
        if word == given:
            return word
    raise BadInputError(f"{path}, line {entry.get(LINE, 1)}: '{key}' should be one of {', '.join(words)}.")
