"""Codebooks from YAML and back: nested codes, or flat ones that name their parent."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from codebook.errors import BadInputError
from codebook.exchange.yaml_files import LINE, entries_of, load, text_of, texts_of
from codebook.model.codes import COLOURS, Code, CodeText, CodeTree


@dataclass(frozen=True, slots=True)
class ReadCode:
    """A code as a file gives it: raw text, to be masked before it is stored. `line` is its place."""

    path: str
    colour: str
    meaning: CodeText
    line: int
    retired: bool = False

    @property
    def name(self) -> str:
        """The last part of the path."""
        return self.path.rpartition("/")[2]

    @property
    def parent(self) -> str:
        """The path above, "" for a theme at the top."""
        return self.path.rpartition("/")[0]


def read_codebook(path: Path) -> list[ReadCode]:
    """The codes of a file, each parent before its children.

    Raises:
        BadInputError: the file or a code in it cannot be used; the message names file and line.
    """
    top = load(path)
    found = list(_walk(entries_of(top, "codes", path), None, path, ()))
    if not found:
        raise BadInputError(f"{path}: there are no codes in it.")
    ordered = _parents_first(found, path)
    seen: dict[str, int] = {}
    for code in ordered:
        key = code.path.casefold()
        if key in seen:
            raise BadInputError(
                f"{path}, line {code.line}: this code stands there twice (also in line {seen[key]}). "
                "Names must differ, also in more than capitals."
            )
        seen[key] = code.line
    return ordered


@dataclass(frozen=True, slots=True)
class _Found:
    name: str
    parent: str
    colour: str
    meaning: CodeText
    line: int
    retired: bool

    @property
    def path(self) -> str:
        return f"{self.parent}/{self.name}" if self.parent else self.name


def _walk(
    entries: Sequence[dict[str, Any]], above: _Found | None, path: Path, inside: tuple[int, ...]
) -> Iterator[_Found]:
    for entry in entries:
        line = int(entry.get(LINE, 1))
        if id(entry) in inside:
            raise BadInputError(f"{path}, line {line}: this code contains itself.")
        code = _found(entry, above, path, line)
        yield code
        yield from _walk(entries_of(entry, "codes", path), code, path, (*inside, id(entry)))


def _found(entry: dict[str, Any], above: _Found | None, path: Path, line: int) -> _Found:
    name = text_of(entry, "name", path, needed=True)
    if "/" in name:
        raise BadInputError(f"{path}, line {line}: a code's name cannot contain '/'.")
    colour = text_of(entry, "colour", path) or (above.colour if above else COLOURS[-1])
    if colour not in COLOURS:
        raise BadInputError(f"{path}, line {line}: 'colour' should be one of {', '.join(COLOURS)}.")
    meaning = CodeText(
        definition=text_of(entry, "definition", path),
        include=text_of(entry, "include", path),
        exclude=text_of(entry, "exclude", path),
        near_miss=text_of(entry, "near_miss", path),
        example=text_of(entry, "example", path),
        keywords=texts_of(entry, "keywords", path),
    )
    retired = entry.get("retired", False)
    if not isinstance(retired, bool):
        raise BadInputError(f"{path}, line {line}: 'retired' should be true or false.")
    parent = above.path if above else text_of(entry, "parent", path)
    return _Found(name, parent, colour, meaning, line, retired)


def _parents_first(found: list[_Found], path: Path) -> list[ReadCode]:
    """Order flat codes by the parents they name.

    Raises:
        BadInputError: a parent is missing, or the parents go round in a circle.
    """
    tops = {code.name.casefold(): code for code in found if not code.parent}
    by_name = {code.name.casefold(): code for code in found} | tops
    by_path = {code.path.casefold(): code for code in found}

    def full(code: _Found, inside: tuple[str, ...]) -> str:
        if not code.parent:
            return code.name
        key = code.parent.casefold()
        above = by_path.get(key) or by_name.get(key)
        if above is None:
            raise BadInputError(
                f"{path}, line {code.line}: there is no such code as 'parent' names to put this one under."
            )
        if code.path in inside:
            raise BadInputError(f"{path}, line {code.line}: this code is its own ancestor, in a circle.")
        return f"{full(above, (*inside, code.path))}/{code.name}"

    codes = [ReadCode(full(code, ()), code.colour, code.meaning, code.line, code.retired) for code in found]
    order = {code.path: at for at, code in enumerate(codes)}
    return sorted(codes, key=lambda code: (code.path.count("/"), order[code.path]))


def codebook_text(tree: CodeTree) -> str:
    """A codebook as a file that `read_codebook` takes: nested codes, in outline order."""
    codes = {"codes": [_entry(tree, code) for code in tree.children(None)]}
    return str(yaml.safe_dump(codes, sort_keys=False, allow_unicode=True, width=110))


def _entry(tree: CodeTree, code: Code) -> dict[str, object]:
    texts = {field: getattr(code.meaning, field) for field in CodeText.__slots__}
    told = {field: list(text) if isinstance(text, tuple) else text for field, text in texts.items() if text}
    below = [_entry(tree, child) for child in tree.children(code.id)]
    return {
        "name": code.name,
        "colour": code.colour,
        **told,
        **({"retired": True} if code.retired else {}),
        **({"codes": below} if below else {}),
    }
