"""Notes of our own, each a file that says what it becomes and which question each text in it answers."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from codebook.exchange.guides import read_guide
from codebook.settings import guide_files

HOME = Path(__file__).parent / "notes"
MARK = re.compile(
    r"\{\{(?P<refs>[\w.-]+(?: [\w.-]+)*)(?:=(?P<status>[a-z-]+))?\|(?P<text>.*?)\}\}", re.DOTALL
)
WORDING = re.compile(r"\[\[([\w.-]+)\]\]")


@dataclass(frozen=True, slots=True)
class Gold:
    """A text of a note, the questions it may rightly be under (None: under none), and what became of them."""

    accept: frozenset[str | None]
    status: str
    text: str


@dataclass(frozen=True, slots=True)
class Note:
    """A note: the file it becomes, its text without marks, and what stands where in it."""

    file: str
    guide: str
    held: str
    shape: str
    text: str
    gold: tuple[Gold, ...]
    encoding: str = "utf-8"
    eol: str = "LF"
    wrap: int = 0


def notes(folder: Path = HOME) -> list[Note]:
    """The notes of a folder, by name."""
    prompts = {
        question.ref: question.prompt
        for path in guide_files().values()
        for question in read_guide(path).questions()
    }
    return [_note(path.read_text(encoding="utf-8"), prompts) for path in sorted(folder.glob("*.note"))]


def _note(written: str, prompts: dict[str, str]) -> Note:
    head, _, body = written.partition("\n---\n")
    said = dict(line.split(": ", 1) for line in head.splitlines())
    body = WORDING.sub(lambda found: prompts[found[1]], body)
    return Note(
        file=said["file"],
        guide=said["guide"],
        held=said["set"],
        shape=said["shape"],
        text=MARK.sub(lambda found: found["text"], body),
        gold=tuple(_gold(body)),
        encoding=said.get("encoding", "utf-8"),
        eol=said.get("eol", "LF"),
        wrap=int(said.get("wrap", "0")),
    )


def _gold(body: str) -> Iterator[Gold]:
    for found in MARK.finditer(body):
        accept = frozenset(None if ref == "-" else ref for ref in found["refs"].split())
        yield Gold(accept, found["status"] or "answered", found["text"])
