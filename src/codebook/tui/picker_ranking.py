"""Which codes a few typed letters mean, best first."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from operator import itemgetter

from rapidfuzz import fuzz, process

from codebook.model.codes import Code, CodeTree

_ENOUGH = 70.0
_SHORT = 4
_FUZZY = 60


@dataclass(frozen=True, slots=True)
class Ranking:
    """The codes of a codebook ready to be searched; `recent` lists ids, the last used first.

    A name that begins with what was typed goes before one with a word that does, then names that contain
    it, paths that contain its parts, keywords and definitions that contain it, and names spelled alike.
    """

    codes: tuple[Code, ...]
    names: tuple[str, ...]
    paths: tuple[str, ...]
    meanings: tuple[str, ...]
    recent: tuple[int, ...]

    def best(self, typed: str, limit: int = 200) -> list[Code]:
        """Codes that answer to what was typed; all of them, the recent first, when nothing was."""
        query = " ".join(typed.casefold().split())
        used = {code_id: place for place, code_id in enumerate(self.recent)}
        if not query:
            ranked = sorted(range(len(self.codes)), key=lambda row: used.get(self.codes[row].id, len(used)))
            return [self.codes[row] for row in ranked[:limit]]
        found = list(self._containing(query))
        if len(found) < limit and len(query) >= _SHORT:
            known = {row for _, row in found}
            found += [(rank, row) for rank, row in self._alike(query) if row not in known]
        keyed = [
            (rank, used.get(self.codes[row].id, len(used)), len(self.names[row]), row) for rank, row in found
        ]
        return [self.codes[row] for *_, row in sorted(keyed)[:limit]]

    def _containing(self, query: str) -> Iterable[tuple[float, int]]:
        parts = query.replace("/", " ").split()
        inside = (f"-{query}", f" {query}", f"_{query}")
        for row, (name, path, meaning) in enumerate(zip(self.names, self.paths, self.meanings, strict=True)):
            if query in name:
                if name.startswith(query):
                    yield (0 if name == query else 1), row
                else:
                    yield (2 if any(word in name for word in inside) else 3), row
            elif all(part in path for part in parts):
                yield 4, row
            elif query in meaning:
                yield 5, row

    def _alike(self, query: str) -> Iterable[tuple[float, int]]:
        matches = process.extract(query, self.names, scorer=fuzz.WRatio, score_cutoff=_ENOUGH, limit=_FUZZY)
        for score, row in map(itemgetter(1, 2), matches):
            yield 7 - score / 100, row


def ranking(tree: CodeTree, recent: Sequence[int] = ()) -> Ranking:
    """The codes of a tree in use, with lower-case copies of what is searched."""
    codes = tuple(code for code in tree if not code.retired)
    return Ranking(
        codes,
        tuple(code.name.casefold() for code in codes),
        tuple(code.path.casefold() for code in codes),
        tuple(f"{' '.join(code.meaning.keywords)} {code.meaning.definition}".casefold() for code in codes),
        tuple(recent),
    )
