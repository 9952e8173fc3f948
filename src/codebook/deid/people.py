"""Persons: known first names, titles, roles, `aka`, and words no dictionary holds."""

import re
from collections.abc import Callable, Iterator

from codebook.deid.agencies import GENERIC
from codebook.deid.french import is_common, is_french
from codebook.deid.given_names import DEEDS, GIVEN, ROLES, TITLES, WORD_NAMES, WORD_SURNAMES
from codebook.deid.hits import Hit, covering
from codebook.deid.listed import listed
from codebook.deid.reading import Reading, Word
from codebook.deid.slips import is_slip
from codebook.deid.towns import COUNTRIES, LARGE, PEOPLES, PROVINCES
from codebook.deid.words import LITTLE, is_ordinary

_NICKNAMED = re.compile(
    r"\b(?:aka|a\.k\.a\.|alias|nicknamed|named|goes by|go by|going by|went by|known as"
    r"|knows? (?:him|her|them) as"
    r"|calls? (?:him|her|them|herself|himself)|called (?:him|her|herself|himself|by)"
    r"|(?:real |first |last |her |his )name(?: is| was|:)?"
    r"|name(?:'s| is)|ask for|asked for|initials)\s+[\"“'\u2018]?(?P<x>[^\W\d_][\w\u2019'-]*)",
    re.IGNORECASE,
)
_EXPLICIT = re.compile(r"aka|alias|nicknamed|named|known|goes by|going by|went by|calls", re.IGNORECASE)
_QUOTES = "\"'\u201c\u2018"
_INITIALS = re.compile(
    r"(?<![\w.])(?!(?:B\.C|U\.S|U\.K|U\.N|D\.C|P\.O|A\.M|P\.M|N\.B|N\.S|P\.S|I\.D|E\.G|I\.E)\.)"
    r"[A-Z]\. ?[A-Z]\.(?![A-Za-z])"
)
_PASSES = PEOPLES | LARGE | PROVINCES | COUNTRIES | GENERIC


def _bare(word: Word) -> str:
    return word.plain.removesuffix("'s").removesuffix("'")


def _next(reading: Reading, index: int) -> Word | None:
    return reading.words[index + 1] if reading.adjacent(index) else None


def _before(reading: Reading, index: int) -> Word | None:
    return reading.words[index - 1] if index and reading.adjacent(index - 1) else None


def _end(word: Word) -> int:
    """Where the name itself ends, so that a possessive stays readable."""
    return word.end - (2 if word.plain.endswith("'s") else 0)


def _hit(word: Word, rule: str, *, sure: bool = True) -> Hit:
    return Hit(word.start, _end(word), "person", "mask" if sure else "flag", rule)


def _plausible(word: Word) -> bool:
    """A word that may be a name at all: not a little word, not a place or body that passes."""
    return _bare(word) not in LITTLE and _bare(word) not in _PASSES and len(_bare(word)) > 1


def given(reading: Reading) -> Iterator[Hit]:
    """First names from the list, in any case and position."""
    for word in reading.words:
        parts = _bare(word).split("-")
        if _bare(word) in GIVEN or (len(parts) > 1 and parts[0] in GIVEN and word.capital):
            yield _hit(word, "first-name")


# Titles that are used without a name, and names that are used as verbs after them.
_SPELLED_OUT = listed(
    """
    judge justice officer miss ate sergeant constable corporal inspector detective reverend pastor imam
    auntie aunty madam madame sir mama det
    """
)
_VERBS = listed(
    "will may promise bill mark chase trip trick pat sue grant guy hope love place rain happy trouble"
)


def titled(reading: Reading) -> Iterator[Hit]:
    """Whoever follows Dr., Cst. or Auntie; after boss or uncle only what could be a name."""
    words = reading.words
    for index, word in enumerate(words[:-1]):
        follower = words[index + 1]
        gap = reading.text[word.end : follower.start]
        if gap not in (" ", ". ", ".", ": ", ":  ") or not _plausible(follower):
            continue
        strict = word.plain in TITLES and word.plain not in _SPELLED_OUT and follower.plain not in DEEDS
        known = _bare(follower) in (WORD_NAMES - _VERBS) | GIVEN
        namelike = follower.named or known or not is_ordinary(follower.plain)
        if strict and gap != ".":
            yield _hit(follower, "title")
        elif (
            namelike
            and word.plain in ROLES | TITLES
            and (gap == " " or follower.capital)
            and not _kind_of(follower)
        ):
            yield _hit(follower, "role")


def _kind_of(word: Word) -> bool:
    return word.capital and is_ordinary(word.plain) and word.initial and _bare(word) not in WORD_NAMES


def announced(reading: Reading) -> Iterator[Hit]:
    """Whoever is called, named or known as."""
    starts = {word.start: word for word in reading.words}
    for match in _NICKNAMED.finditer(reading.text):
        word = starts.get(match.start("x"))
        if word is None or _bare(word) in LITTLE:
            continue
        explicit = _EXPLICIT.match(match[0]) is not None and match[0][-len(match["x"]) - 1] in _QUOTES
        namelike = word.named or _bare(word) in WORD_NAMES | GIVEN or not is_ordinary(word.plain)
        if explicit or (namelike and (_plausible(word) or _bare(word) in WORD_NAMES)):
            yield _hit(word, "announced", sure=namelike)


def _acts(reading: Reading, index: int) -> bool:
    """Whether the word at `index` does what persons do, or owns what persons own."""
    word, after = reading.words[index], _next(reading, index)
    if word.plain.endswith("'s"):
        return after is not None and after.plain in _OWNED
    if after is None or after.plain not in DEEDS:
        return False
    return word.plain not in _COMMON_OBJECTS or after.plain not in _OF_THINGS


_OF_THINGS = listed(
    """
    was has had did does doesn't didn't won't goes came went left kept helped helps sent moved runs ran
    """
)
_OWNED = listed(
    """
    mom mother dad father sister brother boyfriend girlfriend phone husband wife partner kids son
    daughter trp file room place  house apartment cousin uncle aunt friend boss lawyer
    """
)


def worded(reading: Reading) -> Iterator[Hit]:
    """Names that are ordinary words (Joy, Art, Star), told by a capital or by what they do."""
    for index, word in enumerate(reading.words):
        bare = _bare(word)
        if bare not in WORD_NAMES or (
            bare in {"may", "april", "june", "august"} and not _acts(reading, index)
        ):
            continue
        before = _before(reading, index)
        alone = before is None or before.plain not in _DETERMINERS
        if word.named and alone and bare not in {"may", "will", "hope", "rain"}:
            yield _hit(word, "word-name")
        elif alone and _acts(reading, index):
            yield _hit(word, "word-name-acts", sure=False)
        elif (
            before is not None
            and before.plain in {"told", "tell", "ring"}
            and bare not in LITTLE
            and _closes(reading.text, word.end)
            and bare not in _COMMON_OBJECTS
        ) or _WITH.search(reading.text[max(0, word.start - 16) : word.start]):
            yield _hit(word, "word-name-after", sure=False)


_WITH = re.compile(r"\b(?:stays?|stayed|staying|lives?|lived|living) with $", re.IGNORECASE)
_DETERMINERS = listed("a an the this that no any her his their our my your of in to such more some for")
_COMMON_OBJECTS = listed(
    """
    money cash love ice sugar peace hope faith joy justice harmony trouble gold coke candy grace mercy
    trick rain snow fire  patience cookie cookies diamond coco shade storm red blue night place chance
    success
    """
)


def _closes(text: str, end: int) -> bool:
    return re.match(r"\s*(?:[.,;!?)]|$)", text[end : end + 3]) is not None


def unknown(reading: Reading) -> Iterator[Hit]:
    """Words no dictionary holds, in any case: covered until somebody decides."""
    for word in reading.words:
        if len(_bare(word)) > 1 and _bare(word) not in _PASSES and not is_ordinary(word.plain):
            if _french(reading, word) or (not word.capital and is_slip(_bare(word))):
                continue
            yield Hit(word.start, _end(word), "name", "flag", "unknown-word")


def _french(reading: Reading, word: Word) -> bool:
    """Whether it is a common French word, or one of a French line without a capital that says something."""
    if not word.named and is_common(word.plain):
        return True
    return is_french(reading.line(word)) and (word.shouted or not word.capital)


def beside(reading: Reading, hits: list[Hit]) -> Iterator[Hit]:
    """Surnames and second persons beside a person already found: Tammy Wood, Joy and Harpreet."""
    ends = {hit.end: hit for hit in hits if hit.kind == "person"}
    persons = {hit.start for hit in hits if hit.kind in {"person", "name"}}
    closed = {hit.end for hit in hits if hit.kind in {"person", "name"}}
    covered = covering(hits, len(reading.text))
    words = reading.words
    for index, word in enumerate(words):
        if covered[word.start] or not _plausible(word):
            continue
        before, after = _before(reading, index), _next(reading, index)
        bare = _bare(word)
        if before is not None and before.end in ends and not before.plain.endswith("'s"):
            if bare in WORD_SURNAMES | WORD_NAMES or (word.named and not _kind_of(word)):
                yield _hit(word, "surname")
        elif (
            after is not None and after.start in persons and word.named and bare in WORD_NAMES | WORD_SURNAMES
        ):
            yield _hit(word, "first-part")
        elif bare in WORD_NAMES and _paired(reading, index, persons, closed):
            yield _hit(word, "paired", sure=False)


def bare_initials(reading: Reading) -> Iterator[Hit]:
    """A person reduced to initials with points: J.S."""
    for match in _INITIALS.finditer(reading.text):
        yield Hit(match.start(), match.end(), "person", "flag", "initials")


def initials(reading: Reading, hits: list[Hit]) -> Iterator[Hit]:
    """The letter before or after a person's name: A. Sandhu, James T."""
    for hit in hits:
        if hit.kind in {"person", "name"}:
            for match in (
                re.compile(r" [A-Z](?:\.|(?=\s*[,;)]))").match(reading.text, hit.end),
                re.compile(r"(?<![\w.])[A-Z]\.[ ]?$").search(
                    reading.text[: hit.start], max(0, hit.start - 4)
                ),
            ):
                if match is not None:
                    yield Hit(
                        min(match.start(), hit.start),
                        max(match.end(), hit.end),
                        hit.kind,
                        hit.action,
                        hit.rule,
                    )


def _paired(reading: Reading, index: int, starts: set[int], ends: set[int]) -> bool:
    """Whether `and` or a comma joins this word to a person."""
    words, text = reading.words, reading.text
    joints = {"and", "n", "or"}
    if index + 2 < len(words) and words[index + 2].start in starts and words[index + 1].plain in joints:
        return True
    if index > 1 and words[index - 1].plain in joints and words[index - 2].end in ends:
        return True
    gaps = [text[words[index].end : start] for start in starts if 0 < start - words[index].end < 4]
    gaps += [text[end : words[index].start] for end in ends if 0 < words[index].start - end < 4]
    return any(gap.strip() == "&" for gap in gaps)


RULES: tuple[Callable[[Reading], Iterator[Hit]], ...] = (
    given,
    titled,
    announced,
    worded,
    bare_initials,
    unknown,
)
