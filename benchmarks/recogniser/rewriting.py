"""Passages written by hand, said again with other names and in other styles of typing."""

import csv
import re
from collections.abc import Iterator
from functools import cache
from itertools import chain
from pathlib import Path
from random import Random

import yaml
from charset_normalizer import from_bytes
from generate import Line, Piece, Writer

from codebook.deid.listed import listed
from marked import Passage, read_set

HERE = Path(__file__).parent / "passages"
# Notes of the same kind as those that measure, which anybody may look at.
PRACTICE = HERE.parents[1] / "passages" / "practice.txt"
KEPT = PRACTICE.with_name("kept.txt")
_CODES = listed("PHONE EMAIL HANDLE URL SIN PHN PASSPORT UCI IRCC POLICE_FILE COURT_FILE PLATE BANK CARD")
LABELS = {
    "PERSON": "PERSON",
    "ORG": "AGENCY",
    "EMPLOYER": "AGENCY",
    "PLACE": "PLACE",
    "NATION": "NATION",
    "ADDRESS": "ADDRESS",
    "POSTAL": "ADDRESS",
    "DATE": "DATE",
    "DOB": "DATE",
    "AGE90": "AGE",
    "VEHICLE": "VEHICLE",
    "RARE": "RARE",
    **dict.fromkeys(_CODES, "CODE"),
}
_TITLED = re.compile(
    r"(?i)(?P<title>(?:mr|mrs|ms|miss|mx|dr|cst|const|sgt|cpl|det|insp|officer|judge|justice|pastor|sister"
    r"|father|elder|chief|auntie|aunty|uncle|tante|tonton|oncle|madame|mme|monsieur|m|kokum|kuya|ate|tita"
    r"|tito|nurse|coach|imam|reverend|rev|fr|sr|big|little|lil|old|young|mama|papa)\.? )(?P<name>.+)"
)
# Regions are places, and stand in the guides as possible answers.
_NAMING = re.compile(r"(?i)valley|island|kootenay|okanagan|cariboo|peace river")
# How carefully written passages are said again: as they stand, and as others would type them.
_AGAIN = {"as is": 38, "lower": 28, "lownames": 14, "upper": 6, "messy": 14}
_CAREFUL = {"clean", "typo", "curly", "french", "split", "rare", "none"}


@cache
def passages(*, held: bool) -> tuple[Passage, ...]:
    """The passages of one side: one in twelve was kept for choosing thresholds."""
    if held:
        return tuple(read_set(KEPT))
    found = [passage for path in (*sorted(HERE.glob("*.txt")), PRACTICE) for passage in read_set(path)]
    # Descriptions have more shapes than names do and are fewer.
    return tuple(passage for passage in found for _ in range(3 if passage.style == "rare" else 1))


@cache
def written(kind: str, *, french: bool) -> tuple[str, ...]:
    """The names of one type as they stand in the passages that train: people name things as no list does."""
    return tuple(
        passage.text[span.start : span.end].replace("\n", " ")
        for passage in passages(held=False)
        if (passage.style == "french") == french
        for span in passage.spans
        if span.type == kind
    )


_POOLED = listed("PERSON ORG EMPLOYER PLACE NATION VEHICLE")


class Rewriter:
    """Says passages again; the same seed says the same."""

    def __init__(self, seed: int, *, held: bool) -> None:
        self.chance = Random(seed)  # noqa: S311  # sentences, not secrets
        self.writer = Writer(seed, held=held)
        self.naming = self.writer.naming
        self.held = held

    def line(self) -> Line:
        """One passage, mostly with other names, or two of them run together."""
        c, pool = self.chance, passages(held=self.held)
        first = self.said(c.choice(pool))
        if c.random() < 0.8:
            return first
        second, joint = self.said(c.choice(pool)), c.choice((" ", " ", ". ", " / "))
        shift = len(first.text) + len(joint)
        spans = tuple((start + shift, end + shift, label) for start, end, label in second.spans)
        return Line(first.text + joint + second.text, first.spans + spans, first.style, first.french)

    def said(self, passage: Passage) -> Line:
        """The passage with other names, in another style."""
        c = self.chance
        anew, covered = c.random() < 0.65, c.random() < 0.08
        pieces: list[Piece] = []
        last = 0
        low = passage.style in {"lower", "lownames"}
        for span in passage.spans:
            pieces.append((passage.text[last : span.start].replace("\n", " "), ""))
            words, label = passage.text[span.start : span.end], LABELS.get(span.type, "")
            if label and label != "RARE" and covered and c.random() < 0.6:
                pieces.append((f"[{label}-{c.randint(1, 9)}]", "[]"))
            else:
                other = self._other(words, span.type, passage.style) if anew and label else words
                other = other.lower() if low else other.upper() if passage.style == "upper" else other
                pieces.append((other.replace("\n", " "), label))
            last = span.end
        pieces.append((passage.text[last:].replace("\n", " "), ""))
        style = c.choices(list(_AGAIN), list(_AGAIN.values()))[0]
        if style != "as is" and passage.style in _CAREFUL:
            pieces = self.writer.typed(pieces, "caps" if style == "upper" else style)
        return line_of(pieces, passage.style)

    def _other(self, words: str, kind: str, style: str) -> str:
        n, c = self.naming, self.chance
        pool = written(kind, french=style == "french") if kind in _POOLED else ()
        if pool and c.random() < 0.5:
            return c.choice(pool)
        if kind == "PERSON":
            return self._person(words)
        if kind in {"ORG", "EMPLOYER"} and c.random() < 0.8:
            if style == "french":
                return n.agency_fr() if kind == "ORG" else n.employer_fr()
            return n.agency() if kind == "ORG" else n.employer()
        if kind == "PLACE" and c.random() < 0.8:
            return n.place()
        if kind == "NATION" and c.random() < 0.5:
            return n.nation()
        if kind in {"ADDRESS", "POSTAL", *_CODES}:
            return re.sub(r"\d", lambda _: str(c.randint(0, 9)), words)
        return words

    def _person(self, words: str) -> str:
        n, c = self.naming, self.chance
        titled = _TITLED.fullmatch(words)
        if titled:
            named = n.full if " " in titled["name"] else c.choice((n.last, n.last, n.first, n.word_name))
            return titled["title"] + named()
        if " " in words:
            return c.choice((n.full, n.full, n.full, n.person))()
        if re.fullmatch(r"(?:[A-Z]\.?){1,3}", words):
            return words
        return c.choice((n.first, n.first, n.word_name, n.word_name, n.last, n.nick))()


def line_of(pieces: list[Piece], style: str) -> Line:
    """The pieces as one line with its spans."""
    text, spans = "", []
    for piece, label in pieces:
        if label and label != "[]":
            spans.append((len(text), len(text) + len(piece), label))
        text += piece
    return Line(text, tuple(spans), style, french=style == "french")


@cache
def own_texts() -> tuple[str, ...]:
    """Sentences, questions, names and keywords of the guides and codebooks, which name nobody."""
    root = HERE.parents[2]
    files = [
        *sorted((root / "codebooks").glob("*.yaml")),
        *sorted((root / "src/codebook/guides").glob("*.yaml")),
    ]
    found = chain.from_iterable(_texts(yaml.safe_load(path.read_text(encoding="utf-8"))) for path in files)
    named = chain(found, _sample(root / "src/codebook/sample"))
    return tuple(dict.fromkeys(text for text in named if not _NAMING.search(text)))


def _sample(folder: Path) -> Iterator[str]:
    """Paragraphs of the sample's invented notes in which nothing is planted."""
    with (folder / "planted.csv").open(encoding="utf-8", newline="") as file:
        planted = [row["string"] for row in csv.DictReader(file)]
    parts = {part for text in planted for part in text.split() if len(part) > 2 and part[0].isupper()}
    for path in sorted((folder / "notes").iterdir()):
        for line in re.split(r"\n\s*\n", str(from_bytes(path.read_bytes()).best())):
            plain = " ".join(line.split())
            if plain and not any(part in plain for part in parts.union(planted)):
                yield plain


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield " ".join(value.split())
    elif isinstance(value, dict):
        yield from chain.from_iterable(map(_texts, value.values()))
    elif isinstance(value, list):
        yield from chain.from_iterable(map(_texts, value))


class Plain:
    """Lines that name nobody: the project's own guides and codebooks, alone or run together."""

    def __init__(self, seed: int) -> None:
        self.chance = Random(seed)  # noqa: S311  # sentences, not secrets

    def line(self) -> Line:
        """One to three texts."""
        c = self.chance
        some = [c.choice(own_texts()) for _ in range(c.choice((1, 1, 1, 2, 3)))]
        text = c.choice((" ", ". ", " / ", ", ")).join(some)
        how = c.random()
        text = text.lower() if how < 0.25 else text.upper() if how < 0.3 else text
        return Line(text, (), "plain", french=False)
