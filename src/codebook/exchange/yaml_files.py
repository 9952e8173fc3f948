"""YAML as data with line numbers: no duplicate keys, no loops, clear complaints."""

from collections.abc import Hashable, Mapping
from pathlib import Path
from typing import Any

import yaml

from codebook.errors import BadInputError
from codebook.exchange.files import utf8

LINE = "__line__"
LINES = "__lines__"
DEEPEST = 100
TWICE = "a key is given twice"
UNREADABLE = "this is no date, number or text that can be read; put quotation marks round it"
UNFIT = (ValueError, KeyError, IndexError, AttributeError, TypeError, OverflowError)  # PyYAML lets them out


class _Loader(yaml.CSafeLoader):
    """A safe loader whose mappings know their line and refuse a key given twice."""

    def construct_object(self, node: yaml.Node, deep: bool = False) -> Any:  # noqa: ANN401, FBT001, FBT002 - PyYAML's signature
        try:
            return super().construct_object(node, deep=deep)
        except UNFIT:
            raise yaml.MarkedYAMLError(problem=UNREADABLE, problem_mark=node.start_mark) from None

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:  # noqa: FBT001, FBT002 - PyYAML's signature
        keys = [self.construct_object(key, deep=True) for key, _ in node.value]
        for key in keys:
            if keys.count(key) > 1:
                raise yaml.MarkedYAMLError(problem=TWICE, problem_mark=node.start_mark)
        built: dict[Hashable, Any] = super().construct_mapping(node, deep=deep)
        built[LINE] = node.start_mark.line + 1
        lines = (key.start_mark.line + 1 for key, _ in node.value)
        built[LINES] = dict(zip(map(str, keys), lines, strict=True))
        return built


def load(path: Path) -> dict[str, Any]:
    """The mapping a YAML file holds; each mapping in it carries its line under `LINE`.

    The lines of its keys are under `LINES`.

    Raises:
        BadInputError: the file is missing, not text, not YAML, or not a mapping.
    """
    text = utf8(path)
    try:
        _refuse_deep(text, path)
        found = yaml.load(text, Loader=_Loader)  # noqa: S506 - a safe loader with line numbers
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        place = f", line {mark.line + 1}" if mark else ""
        said = error.problem if error.problem in {TWICE, UNREADABLE} else "this is not valid YAML here"
        raise BadInputError(f"{path}{place}: {said}.") from None
    except (yaml.YAMLError, *UNFIT):
        raise BadInputError(
            f"{path} is not valid YAML. Open it in a plain text editor and check it."
        ) from None
    if not isinstance(found, dict):
        raise BadInputError(f"{path} is empty or not a list of named settings.")
    return found


def _refuse_deep(text: str, path: Path) -> None:
    """Look at the nesting first: the loader would run out of stack, which ends the program."""
    depth = 0
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > DEEPEST:
            place = f", line {event.start_mark.line + 1}" if event.start_mark else ""
            raise BadInputError(f"{path}{place}: entries stand inside each other far too deep.")


def text_of(entry: Mapping[str, Any], key: str, path: Path, *, needed: bool = False) -> str:
    """A plain text of an entry, "" when absent.

    Raises:
        BadInputError: it is missing though needed, or not a plain text.
    """
    value = entry.get(key)
    if value is None:
        if needed:
            raise BadInputError(f"{path}, line {entry.get(LINE, 1)}: '{key}' is missing.")
        return ""
    if isinstance(value, bool | dict | list):
        raise BadInputError(f"{path}, line {entry.get(LINE, 1)}: '{key}' should be a plain text.")
    return " ".join(_plain(value, entry, key, path).split())


def texts_of(entry: Mapping[str, Any], key: str, path: Path) -> tuple[str, ...]:
    """A list of plain texts of an entry, () when absent.

    Raises:
        BadInputError: it is not a list of plain texts.
    """
    value = entry.get(key) or []
    if not isinstance(value, list) or any(isinstance(part, dict | list) for part in value):
        raise BadInputError(f"{path}, line {entry.get(LINE, 1)}: '{key}' should be a list of texts.")
    return tuple(_plain(part, entry, key, path) for part in value)


def _plain(value: object, entry: Mapping[str, Any], key: str, path: Path) -> str:
    try:
        return str(value)
    except ValueError:  # a number of thousands of digits
        raise BadInputError(f"{path}, line {entry.get(LINE, 1)}: '{key}' should be a plain text.") from None


def entries_of(entry: Mapping[str, Any], key: str, path: Path) -> list[dict[str, Any]]:
    """A list of entries below an entry, [] when absent.

    Raises:
        BadInputError: it is not a list of entries.
    """
    value = entry.get(key) or []
    if not isinstance(value, list) or any(not isinstance(part, dict) for part in value):
        raise BadInputError(f"{path}, line {entry.get(LINE, 1)}: '{key}' should be a list of entries.")
    return value
