"""Planted strings looked for in files, whatever encoding or container hides them."""

import csv
import io
import json
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Planted:
    """A string that must not be kept, and whether it tells a person directly."""

    text: str
    direct: bool


def planted_json(path: Path) -> list[Planted]:
    """The strings of the development data, each once."""
    rows = json.loads(path.read_text(encoding="utf-8"))
    return list(dict.fromkeys(Planted(row["string"], bool(row["direct"])) for row in rows))


def planted_csv(path: Path, notes: Iterable[Path]) -> list[Planted]:
    """The strings of the sample that stand in some of its notes."""
    names = {note.name for note in notes}
    with path.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["file"] in names]
    indirect = ("place", "date", "age", "first-nation", "vehicle")
    return list(dict.fromkeys(Planted(row["string"], row["kind"] not in indirect) for row in rows))


def search(planted: Sequence[Planted], places: Sequence[Path]) -> list[tuple[str, str]]:
    """Each planted string with each file that holds it."""
    wanted = [(each.text, " ".join(each.text.casefold().split())) for each in planted]
    found = []
    for path in _files(places):
        for name, content in _contents(str(path), path.read_bytes()):
            for view in _views(content):
                found += [(text, name) for text, folded in wanted if folded in view]
        found += [(text, f"the name of {path}") for text, folded in wanted if folded in path.name.casefold()]
    return list(dict.fromkeys(found))


def search_given(data: Path, places: Sequence[Path]) -> list[tuple[str, str]]:
    """What the development data's own script finds: it also undoes escapes and separators."""
    with tempfile.TemporaryDirectory() as scratch:
        out = Path(scratch) / "found.json"
        script, planted = data / "score_canaries.py", data / "planted.json"
        command = [sys.executable, str(script), str(planted), *map(str, _files(places)), "-q"]
        subprocess.run([*command, "--json", str(out)], check=False, stdout=subprocess.DEVNULL)
        hits = json.loads(out.read_text(encoding="utf-8"))["hits"]
    return [(hit["string"], hit["found_in"]) for hit in hits]


def _files(places: Sequence[Path]) -> list[Path]:
    folders = [path for place in places if place.is_dir() for path in sorted(place.rglob("*"))]
    return [path for path in (*folders, *places) if path.is_file()]


def _contents(name: str, content: bytes) -> Iterator[tuple[str, bytes]]:
    """A file, and the members of it when it is a container."""
    yield name, content
    if content.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(io.BytesIO(content)) as members:
            for member in members.namelist():
                yield from _contents(f"{name}!{member}", members.read(member))


def _views(content: bytes) -> Iterator[str]:
    yield " ".join(content.decode("utf-8", "replace").casefold().split())
    for start in (0, 1):
        for encoding in ("utf-16-le", "utf-16-be"):
            yield content[start:].decode(encoding, "replace").casefold()
