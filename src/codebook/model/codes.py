"""The codebook: a tree of codes with their definitions."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches

from codebook.errors import CodebookError

COLOURS = ("orange", "sky", "green", "yellow", "blue", "vermilion", "purple", "grey")


@dataclass(frozen=True, slots=True)
class CodeText:
    """What a code means; every field but the keywords is one plain text."""

    definition: str = ""
    include: str = ""
    exclude: str = ""
    near_miss: str = ""
    example: str = ""
    keywords: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Code:
    """A node of the codebook. `path` joins the names from the root with `/`."""

    id: int
    parent: int | None
    name: str
    path: str
    colour: str
    position: int
    meaning: CodeText = field(default_factory=CodeText)
    retired: bool = False

    @property
    def depth(self) -> int:
        """0 for a theme at the top."""
        return self.path.count("/")


class CodeTree:
    """All codes of a project in outline order: a parent before its children, siblings by position."""

    def __init__(self, codes: Iterable[Code]) -> None:
        self._by_id = {code.id: code for code in codes}
        self._children: dict[int | None, list[Code]] = {}
        for code in sorted(self._by_id.values(), key=lambda code: (code.position, code.id)):
            self._children.setdefault(code.parent, []).append(code)
        self._outline = tuple(self._walk(None))

    def _walk(self, parent: int | None) -> Iterator[Code]:
        for code in self._children.get(parent, ()):
            yield code
            yield from self._walk(code.id)

    def __iter__(self) -> Iterator[Code]:
        return iter(self._outline)

    def __len__(self) -> int:
        return len(self._outline)

    def __getitem__(self, code_id: int) -> Code:
        return self._by_id[code_id]

    def __contains__(self, code_id: object) -> bool:
        return code_id in self._by_id

    def children(self, code_id: int | None) -> tuple[Code, ...]:
        """The codes directly below one, or the themes at the top for None."""
        return tuple(self._children.get(code_id, ()))

    def subtree(self, code_id: int) -> frozenset[int]:
        """The ids of a code and of everything below it."""
        found = {code_id}
        for child in self._children.get(code_id, ()):
            found |= self.subtree(child.id)
        return frozenset(found)

    def ancestors(self, code_id: int) -> tuple[int, ...]:
        """The ids above a code, nearest first."""
        parent = self._by_id[code_id].parent
        return () if parent is None else (parent, *self.ancestors(parent))

    def find(self, path: str) -> Code:
        """The code with this full path, or the only one whose path ends with it (ignoring case).

        Raises:
            CodebookError: no code, or more than one, answers to the path.
        """
        match self.answering(path):
            case [code]:
                return code
            case []:
                near = self.near(path)
                meant = f" Did you mean {near.path}?" if near else ""
                raise CodebookError(
                    f"No code answers to '{path}'.{meant} List them with 'codebook codes PROJECT'."
                )
            case several:
                names = ", ".join(code.path for code in several[:4])
                raise CodebookError(f"'{path}' could mean {names}. Give the full path.")

    def answering(self, path: str) -> list[Code]:
        """The codes with this full path, or else all whose path ends with it (ignoring case)."""
        wanted = path.strip("/").casefold()
        exact = [code for code in self._outline if code.path.casefold() == wanted]
        return exact or [code for code in self._outline if code.path.casefold().endswith("/" + wanted)]

    def near(self, path: str) -> Code | None:
        """The code whose path or last name a path is most likely a slip of, or None."""
        names = {code.name.casefold(): code for code in reversed(self._outline)}
        names |= {code.path.casefold(): code for code in self._outline}
        wanted = path.strip("/").casefold()
        for said in dict.fromkeys((wanted, wanted.rpartition("/")[2])):
            for close in get_close_matches(said, names, 1, cutoff=0.75):
                return names[close]
        return None
