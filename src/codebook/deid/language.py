"""What our own recogniser takes for names of persons, bodies, places and First Nations."""

import re
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from pathlib import Path

from codebook.deid.agencies import GENERIC
from codebook.deid.agreement import bare, is_shouted, sure, told
from codebook.deid.given_names import WORD_NAMES
from codebook.deid.hits import Hit
from codebook.deid.listed import listed
from codebook.deid.places import shown
from codebook.deid.towns import COUNTRIES, LARGE, PEOPLES, PROVINCES
from codebook.deid.words import LITTLE

RECOGNISER = Path(__file__).parent / "recogniser"
KINDS = {"PERSON": "person", "AGENCY": "agency", "PLACE": "place", "NATION": "first-nation"}

_PASSES = PEOPLES | LARGE | PROVINCES | COUNTRIES | GENERIC | LITTLE
# Never the first word of a name, though the recogniser may take it along.
_BEFORE = listed("the a an of at in on from to and or with by for her his my our their this that")
_WORD = re.compile(r"[^\W\d_]+(?:['\u2019.-][^\W\d_]+)*")
_POSSESSIVE = re.compile(r"['\u2019]s$", re.IGNORECASE)
_BATCH = 256  # lines; reading them together is three times as fast as one by one

Seen = tuple[int, int, str]


@cache
def _model() -> Callable[[Sequence[str]], Iterable[list[Seen]]]:
    # Loading costs 0.5 s for spaCy and 0.4 s for the recogniser, so it waits for the first text.
    import spacy

    language = spacy.load(RECOGNISER)

    def read(texts: Sequence[str]) -> Iterable[list[Seen]]:
        for document in language.pipe(texts, batch_size=_BATCH):
            yield [(entity.start_char, entity.end_char, entity.label_) for entity in document.ents]

    return read


def load() -> None:
    """Load the recogniser now rather than at the first text."""
    _model()


def readable(line: str) -> str:
    """A line as the recogniser reads it, sign for sign: without bars, and in lower case if it is shouted."""
    plain = line.replace("|", ".")
    if not is_shouted(line):
        return plain
    return "".join(sign.lower() if len(sign.lower()) == 1 else sign for sign in plain)


def _hit(line: str, seen: Seen) -> Hit | None:
    """The find behind what the recogniser saw, or None where it is a general body, place or word."""
    start, end, label = seen
    kind = KINDS[label]
    words = list(_WORD.finditer(line, start, end))
    while words and bare(words[0][0]) in _BEFORE:
        words.pop(0)
    # Somebody may be called May or Jordan.
    names = WORD_NAMES if kind == "person" else frozenset[str]()
    own = [word for word in words if bare(word[0]) not in _PASSES - names]
    if not own or ":" in line[start:end] or not told(line, kind, words, own):
        return None
    begin, close = words[0].start(), words[-1].end()
    close -= 2 if _POSSESSIVE.search(line[begin:close]) else 0
    return Hit(
        begin,
        close,
        kind,
        "mask" if sure(line, kind, own) else "flag",
        f"model-{label.lower()}",
        shown(line[begin:close]) if kind == "place" else "",
    )


def entities(lines: Sequence[str]) -> list[list[Hit]]:
    """Persons, bodies, places and nations of each line, however it is written."""
    read = [line for line in lines if any(sign.isalpha() for sign in line)]
    seen = dict(zip(read, _model()([readable(line) for line in read]) if read else (), strict=True))
    return [[hit for hit in (_hit(line, found) for found in seen.get(line, ())) if hit] for line in lines]
