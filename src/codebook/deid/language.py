"""What our own recogniser takes for a name of a person, body or place, a number, or a telling description."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from codebook.deid.agencies import GENERIC
from codebook.deid.french import is_common
from codebook.deid.hits import Hit
from codebook.deid.lexical import TELLING, lexical_class, plain
from codebook.deid.listed import listed
from codebook.deid.places import region_names, shown
from codebook.deid.reading import placeholders
from codebook.deid.towns import COUNTRIES, LARGE, PEOPLES, PROVINCES
from codebook.deid.words import LITTLE
from codebook.model.masked import Action

if TYPE_CHECKING:
    from spacy.language import Language

RECOGNISER = Path(__file__).parent / "recogniser"
NOTHING = "O"
KINDS = {
    "PERSON": "person",
    "AGENCY": "agency",
    "PLACE": "place",
    "NATION": "first-nation",
    "ADDRESS": "address",
    "CODE": "number",
    "DATE": "date",
    "AGE": "age",
    "VEHICLE": "vehicle",
    "RARE": "description",
}
# How likely a word must be to identify: to begin a find, to be part of one, to be covered without a person.
FLAG, PART, MASK = 0.03, 0.03, 0.12
# A description is flagged whole where one of its words is as likely as this, and the others half as likely.
RARE = 0.2

_PASSES = PEOPLES | LARGE | PROVINCES | COUNTRIES | GENERIC
# Never the first or last word of a name, though the recogniser may take it along.
_EDGES = listed(
    "the a an of at in on from to and or with by for her his my our their this that is was years old"
)
_POSSESSIVE = re.compile(r"['\u2019]s$", re.IGNORECASE)
# One ordinary word alone must be so many times as likely.
COMMON = 4.0
_MONTHS = (
    r"jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|janv|f[ée]v|avr|mai|juin|juil|ao[ûu]t|d[ée]c"
    r"|mon|tue|wed|thu|fri|sat|sun|lun|mer|jeu|ven|sam|dim|eve|day|night|nuit|veille|christmas|easter|no[ëe]l"
)
# What a number, date or great age must look like, whatever the recogniser takes it for.
_LETTERS = re.compile(r"[^\W\d_]{2}|[^\W\d_]\.|\d [^\W\d_]")
# Sums, shares and scores.
_COUNTED = re.compile(
    r"[$€£]\0|\0\s?(?:%|per ?cent)|\b(?:it|that|which|total|count|number|score|rate|average) (?:is|was) \0"
)
_SHAPES = {
    "number": re.compile(
        r"[\w.]@|@\w|\w_\w|(?:\d[ .-]?){4}|[A-Za-z][\w-]*\d\d\d|\d\d[\w-]*[A-Za-z]{2}|\w\.\w+\.?\w*[/\w]"
    ),
    "date": re.compile(
        rf"(?i)\d(?:st|nd|rd|th|er)\b|\b(?:{_MONTHS})[a-zé]*\b.*(?<!\d)\d\d?(?!\d)|(?<!\d)\d\d?(?!\d).*\b(?:{_MONTHS})"
    ),
    "age": re.compile(
        r"(?i)(?<!\d)(?:9\d|1[012]\d)(?!\d)|ninet|hundred|quatre-vingt-(?:dix|onze|douze|[tqs])|cent"
    ),
    "vehicle": re.compile(r"\w{3}"),
}
_YEAR = re.compile(r"(?:19|20)\d\d")
_NATIONS = frozenset({"first", "nation", "nations", "band", "reserve"})  # of no one in particular
_NAMED = frozenset({"PERSON", "AGENCY", "PLACE", "NATION"})
_SHORT = 4  # letters of the longest short form that ends in a full stop
# What the recogniser reads in the stead of a placeholder, so that the words around it mean the same.
_STAND_INS = {
    "PERSON": "Maria",
    "NAME": "Maria",
    "AGENCY": "Ravenwood",
    "PLACE": "Elko",
    "TOWN": "Elko",
    "NATION": "Kitselas",
    "DATE": "July 5",
    "AGE": "94",
    "VEHICLE": "Honda",
    "ADDRESS": "8 Elm St",
    "PHONE": "555-0199",
    "NUMBER": "5550199",
    "ID": "55501",
}
_SHOUTED = 0.6
_LANG = 83  # what spaCy calls the attribute LANG in spacy.attrs, which has no types
_BATCH = 256  # lines; reading them together is three times as fast as one by one

Word = tuple[int, int, str, float, float]  # start, end, likeliest label, of identifying, of describing


def listing(language: "Language") -> "Language":
    """The pipeline with what the word lists say in the attribute that the recogniser reads it from.

    spaCy has no free attribute of a word; LANG, which nothing else here reads, carries the letters.
    """
    language.vocab.lex_attr_getters[_LANG] = lexical_class  # type: ignore[attr-defined]
    for lexeme in language.vocab:
        lexeme.lang_ = lexical_class(lexeme.text)
    return language


@cache
def _model() -> Callable[[Sequence[str]], Iterable[list[Word]]]:
    # Loading costs 0.5 s for spaCy and 0.2 s for the recogniser, so it waits for the first text.
    import spacy

    language = listing(spacy.load(RECOGNISER))
    tagger: Any = language.get_pipe("tagger")
    labels = tuple(tagger.labels)

    def read(texts: Sequence[str]) -> Iterator[list[Word]]:
        for at in range(0, len(texts), _BATCH):
            documents = [language.make_doc(text) for text in texts[at : at + _BATCH]]
            for document, table in zip(documents, tagger.model.predict(documents), strict=True):
                yield [
                    _word(token.idx, token.idx + len(token), dict(zip(labels, shares, strict=True)))
                    for token, shares in zip(document, table.tolist(), strict=True)
                ]

    return read


def _word(start: int, end: int, shares: dict[str, float]) -> Word:
    nothing, describing = shares.pop(NOTHING), shares.pop("RARE")
    return start, end, max(shares, key=shares.__getitem__), 1 - nothing - describing, describing


def load() -> None:
    """Load the recogniser now rather than at the first text."""
    _model()


def is_shouted(line: str) -> bool:
    """Whether a line is written in capitals, so that they say nothing."""
    letters = [sign for sign in line if sign.isalpha()]
    return sum(sign.isupper() for sign in letters) > _SHOUTED * len(letters)


def readable(line: str) -> str:
    """A line as the recogniser reads it, sign for sign: unbroken, without bars, in lower case if shouted."""
    blank = line.replace("|", ".").replace("\n", " ")
    for match in placeholders(line, region_names()):
        start, end = match.span()
        kind = line[start + 1 : end].partition("-")[0].partition(":")[0]
        blank = blank[:start] + _STAND_INS.get(kind, "it").ljust(end - start)[: end - start] + blank[end:]
    if not is_shouted(blank):
        return blank
    return "".join(sign.lower() if len(sign.lower()) == 1 else sign for sign in blank)


def _stretches(words: Sequence[Word], begin: float, part: float, figure: int) -> Iterator[list[Word]]:
    """Neighbouring words that are likely enough, at least one of them likely enough to begin a find."""
    run: list[Word] = []
    for word in [*words, (0, 0, "", 0.0, 0.0)]:
        if float(word[figure]) >= part:
            run.append(word)
            continue
        if run and max(float(each[figure]) for each in run) >= begin:
            yield run
        run = []


def _parted(line: str, run: Sequence[Word]) -> Iterator[list[Word]]:
    """A stretch cut where a name ends: at a sign between words, or where another kind of thing is named."""
    part: list[Word] = []
    for word in run:
        if part and word[2] != part[-1][2] and word[3] > MASK:
            yield part
            part = []
        if word[2] in _NAMED and _closing(line, word, part):
            yield part
            part = []
        else:
            part.append(word)
    yield part


def _closing(line: str, word: Word, part: Sequence[Word]) -> bool:
    """Whether a sign ends a name; the full stop of a short form does not."""
    sign = line[word[0] : word[1]]
    if not part or any(each.isalnum() or each in "&'\u2019-#@_+" for each in sign):
        return False
    return sign != "." or part[-1][1] - part[-1][0] > _SHORT


def _sure(line: str, words: list[Word]) -> Iterator[tuple[list[Word], Action]]:
    """The words from the first to the last that nobody need decide, and the doubtful around them."""
    most = MASK * (COMMON if _common(line, words) else 1)
    sure = [at for at, word in enumerate(words) if word[3] >= most]
    if not sure:
        yield words, "flag"
        return
    first, last = sure[0], sure[-1] + 1
    while first and _unlisted(line, words[first - 1]):
        first -= 1
    while last < len(words) and _unlisted(line, words[last]):
        last += 1
    yield words[first:last], "mask"
    yield words[:first], "flag"
    yield words[last:], "flag"


def _common(line: str, words: Sequence[Word]) -> bool:
    """Whether a find is one ordinary word that no list of names or towns holds."""
    told = [lexical_class(line[word[0] : word[1]]) for word in words if not _edge(line, word)]
    return len(told) == 1 and TELLING.isdisjoint(told[0])


def _unlisted(line: str, word: Word) -> bool:
    return lexical_class(line[word[0] : word[1]]).endswith("u")


def _hit(line: str, words: list[Word], action: Action) -> Hit | None:
    """The find behind some words, or None where they are general ones or too doubtful."""
    while words and _edge(line, words[0]):
        words = words[1:]
    while words and _edge(line, words[-1]):
        words = words[:-1]
    bare = [plain(line[word[0] : word[1]]) for word in words]
    if not words or all(word in _PASSES for word in bare) or _NATIONS.issuperset(bare):
        return None
    top = max(words, key=lambda word: word[3])
    if top[3] < FLAG * (COMMON if _common(line, words) else 1):
        return None
    kind = KINDS[top[2]]
    start, end = words[0][0], words[-1][1]
    if not _SHAPES.get(kind, _LETTERS).search(line[start:end]) or _YEAR.fullmatch(line, start, end):
        return None
    if kind in {"number", "age"} and _COUNTED.search(line[:start] + "\0" + line[end:]):
        return None
    end -= 2 if _POSSESSIVE.search(line[start:end]) else 0
    coarse = shown(line[start:end]) if kind == "place" else "[AGE: 90+]" if kind == "age" else ""
    return Hit(start, end, kind, action, f"model-{top[2].lower()}", coarse)


def _edge(line: str, word: Word) -> bool:
    """Whether a word or sign ends nothing that identifies."""
    bare = plain(line[word[0] : word[1]])
    return (
        not any(sign.isalnum() for sign in bare)
        or bare in _EDGES
        or (word[3] < 0.5 and (bare in LITTLE or is_common(bare)))
    )


def _described(line: str, run: list[Word]) -> Iterator[Hit]:
    start, end = run[0][0], run[-1][1]
    if len(run) > 2 and end - start > 12 and any(sign.isalpha() for sign in line[start:end]):
        yield Hit(start, end, "description", "flag", "model-rare")


def _found(line: str, words: Sequence[Word]) -> list[Hit]:
    hits = [
        hit
        for run in _stretches(words, FLAG, PART, 3)
        for part in _parted(line, run)
        for some, action in _sure(line, part)
        if (hit := _hit(line, some, action)) is not None
    ]
    described = [hit for run in _stretches(words, RARE, RARE / 3, 4) for hit in _described(line, run)]
    return [*hits, *described]


def entities(lines: Sequence[str]) -> list[list[Hit]]:
    """What identifies somebody in each line, however it is written."""
    read = [line for line in lines if any(sign.isalnum() for sign in line)]
    seen = dict(zip(read, _model()([readable(line) for line in read]) if read else (), strict=True))
    return [_found(line, seen[line]) if line in seen else [] for line in lines]
