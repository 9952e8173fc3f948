"""Whether word lists, capitals and the place in the line agree with what the recogniser saw."""

import re

from codebook.deid.agencies import GENERAL_HEADS, HEADS, SORTS
from codebook.deid.french import is_common
from codebook.deid.given_names import DEEDS, GIVEN, ROLES, TITLES, WORD_NAMES, WORD_SURNAMES
from codebook.deid.listed import listed
from codebook.deid.places import shown
from codebook.deid.words import FIELD, LITTLE, is_ordinary

__all__ = ["bare", "is_shouted", "sure", "told"]

_FIRST = GIVEN | WORD_NAMES
_NAMES = _FIRST | WORD_SURNAMES
_OF_NATIONS = listed("nation nations reserve reserves rez band bands territory territories")
# A kind of body, such as a women's shelter, names none.
_GENERAL = SORTS | HEADS | FIELD | _OF_NATIONS | listed("home homes")
# With a capital, these end a name also after general words: Safe Haven Society.
_LEGAL = listed("society foundation association collective coalition alliance ltd inc limited corp llc")
# What the name of a place ends or begins with when it is made of ordinary words.
_LAND = listed(
    """
    creek valley lake river falls flats ridge hills heights landing bay cove point harbour island springs
    meadows prairie butte pass canyon crossing corner corners junction mills mill grove park beach arm
    narrows bluff coulee plains inlet mountain siding settlement colony bend rapids village gardens estates
    hill terrace gate green mews square city town house forks rock flat field fields
    """
)
_BEFORE_LAND = listed(
    "fort port lake mount st saint new upper lower north south west east old point cape camp"
)
_DETERMINERS = listed("the a an this that no any some more such each every all my his her their our your")
_MODALS = listed("may will would can could should might must not cannot won't don't didn't doesn't")
_PERSONS = listed("girl boy woman man lady guy dude kid other niece nephew ex girlfriend")
_BEFORE_CODES = listed("under see code codes theme themes section heading")
_TIMES = listed("summer autumn may april june august midnight dawn")
_BEFORE_TIMES = listed(
    "in after until till before since by at last next during through late early of between"
)
_JOINING = listed("to of for and from in without against the with first second third three new over")
# Words before a body's name, and words after one that stands first.
_SLOTS = listed(
    """
    at from to with by via of near through called phoned emailed contacted tried visited left trust
    trusts know knows use recommend avoids agency employer organization chez à
    """
)
_DOES = (DEEDS - listed("left used held shared explained described reported mentioned posted kept")) | listed(
    """
    is was are were has had will would can can't cannot won't wouldn't could couldn't didn't does did
    offers provides runs closed referred refers staff workers
    """
)
_LAST = re.compile(r"(?P<word>[^\W\d_]+)[\s:(\"“\u2018/-]*$")
_NEXT = re.compile(r"\s+(?P<word>[^\W\d_]+(?:['\u2019]t)?)")
_WORD = re.compile(r"[^\W\d_]+")
_OPENING = re.compile(r"(?:^|[.!?:|•#>/\n-])[\s\"'“\u2018«(*_]*$")
_INITIALS = re.compile(r"[a-z]\.[a-z]", re.IGNORECASE)
_SHOUTED = 0.6

Words = list[re.Match[str]]


def bare(word: str) -> str:
    """A word in lower case, without its possessive and the points of an abbreviation."""
    return word.lower().replace("\u2019", "'").replace(".", "").removesuffix("'s")


def is_shouted(line: str) -> bool:
    """Whether a line is written in capitals, so that they say nothing."""
    letters = [sign for sign in line if sign.isalpha()]
    return sum(sign.isupper() for sign in letters) > _SHOUTED * len(letters)


def told(line: str, kind: str, words: Words, own: Words) -> bool:
    """Whether nothing speaks against the find; `own` are those of its words that are not general."""
    plain, last = [bare(word[0]) for word in own], bare(words[-1][0])
    start, end = words[0].start(), words[-1].end()
    if any(not is_ordinary(word) and not is_common(word) for word in plain) or shown(line[start:end]):
        return True
    capital = _capital(line, own)
    if not capital and not any(sign.isalpha() for sign in line[:start] + line[end:]):
        return False
    if kind == "person":
        return _person(line, words, plain, capital=capital)
    if kind == "first-nation":
        return not _OF_NATIONS.isdisjoint(bare(word[0]) for word in words)
    if set(plain) <= _GENERAL:
        return capital and len(words) > 2 and last in _LEGAL
    if capital or len(words) == 1:
        return capital
    if _led(line, start) in _DETERMINERS:
        return False
    if kind == "place":
        return len(own) > 1 and plain[0] not in _GENERAL and (last in _LAND or plain[0] in _BEFORE_LAND)
    little = {bare(word[0]) for word in words} & LITTLE
    if not little <= _JOINING or (little and plain[0] in _GENERAL):
        return False
    headed = last in HEADS - GENERAL_HEADS and not little
    return headed or _placed(line, start, end)


def _person(line: str, words: Words, plain: list[str], *, capital: bool) -> bool:
    """Ordinary words read as a name: initials, a first name before others, or a name after a title."""
    if any(_INITIALS.fullmatch(word[0]) and bare(word[0]) not in LITTLE | FIELD for word in words):
        return True
    if len(words) == 1 and plain[0] in _TIMES and _led(line, words[0].start()) in _BEFORE_TIMES:
        return False
    if capital and not set(plain) <= FIELD | ROLES | TITLES | HEADS:
        return plain[0] in _FIRST or _led(line, words[0].start()) not in _BEFORE_CODES
    if not capital and (len(plain) < len(words) or _common(line, words[0].start())):
        return False
    if plain[0] in _FIRST:
        return True
    if _led(line, words[0].start()) in TITLES:
        return plain[0] not in _GENERAL
    return len(plain) > 1 and plain[0] in ROLES | TITLES and not _NAMES.isdisjoint(plain[1:])


def _led(line: str, start: int) -> str:
    """The word right before a place in the line, in lower case."""
    before = _LAST.search(line[:start])
    return before["word"].lower() if before is not None else ""


def _common(line: str, start: int) -> bool:
    """Whether what stands before a lower-case word makes it a thing or a deed: the joy, may chase."""
    led = _led(line, start)
    if led in _DETERMINERS | _MODALS:
        return True
    farther = _LAST.search(line[:start].rstrip()[: -len(led)]) if led else None
    return (
        farther is not None
        and farther["word"].lower() in _DETERMINERS
        and led not in ROLES | TITLES | _PERSONS
    )


def _placed(line: str, start: int, end: int) -> bool:
    """Whether a body without a head word stands where names do: after at, in brackets, before a deed."""
    if line[:start].endswith("(") and line[end:].startswith(")"):
        return True
    led = _led(line, start)
    if led:
        return led in _SLOTS
    after = _NEXT.match(line, end)
    return after is not None and after["word"].lower() in _DOES


def _capital(line: str, own: Words) -> bool:
    """Whether each word of its own has a capital that no heading, shout or first place explains."""
    if is_shouted(line) or not all(word[0][0].isupper() for word in own):
        return False
    # NA is an answer.
    if len(own) == 1 and len(own[0][0]) < 4 and own[0][0].isupper():
        return False
    long = [word[0] for word in _WORD.finditer(line) if len(word[0]) > 3]
    if len(long) > len(own) and all(word[0].isupper() for word in long):
        return False
    return len(own) > 1 or _OPENING.search(line[: own[0].start()]) is None


def sure(line: str, kind: str, own: Words) -> bool:
    """Whether a list or a capital says the same as the recogniser, so that nobody need decide."""
    plain = [bare(word[0]) for word in own]
    if kind == "person":
        return not GIVEN.isdisjoint(plain) or (_capital(line, own) and len(own) > 1)
    if kind == "agency":
        return _capital(line, own) and not HEADS.isdisjoint(plain)
    return kind == "first-nation" or bool(shown(line[own[0].start() : own[-1].end()]))
