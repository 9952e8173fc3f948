"""What the word lists say of a word, in a few letters that the recogniser reads beside the word itself."""

from functools import lru_cache

from codebook.deid.agencies import HEADS
from codebook.deid.french import is_common
from codebook.deid.given_names import DEEDS, GIVEN, ROLES, TITLES, WORD_NAMES, WORD_SURNAMES
from codebook.deid.places import regions
from codebook.deid.towns import COUNTRIES, LARGE, PEOPLES, PROVINCES
from codebook.deid.words import FIELD, LITTLE, is_ordinary

_LISTS = (
    ("l", LITTLE),
    ("f", FIELD),
    ("g", GIVEN),
    ("w", WORD_NAMES),
    ("s", WORD_SURNAMES),
    ("h", HEADS),
    ("r", ROLES | TITLES),
    ("d", DEEDS),
    ("c", COUNTRIES | LARGE | PEOPLES | PROVINCES),
)

TELLING = frozenset("gwstun")  # the letters of names, towns, numbers, and words that nothing holds


def plain(word: str) -> str:
    """A word in lower case without its possessive."""
    return word.lower().replace("\u2019", "'").removesuffix("'s").strip("'.-")


@lru_cache(maxsize=1 << 15)
def lexical_class(word: str) -> str:
    """The letters of the lists that hold a word; `u` for a word that none and no dictionary holds."""
    bare = plain(word)
    if not any(sign.isalpha() for sign in bare):
        return "n" if any(sign.isdigit() for sign in word) else "p"
    found = "".join(letter for letter, words in _LISTS if bare in words)
    found += "t" if bare in regions() else ""
    found += "o" if is_ordinary(bare) else ""
    return found + ("" if found else "u") + ("e" if is_common(bare) else "")
