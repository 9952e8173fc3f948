"""The words of a text, made comparable: case, accents, endings and synonyms set aside."""

import re
import unicodedata
from functools import lru_cache

STOP = frozenset(
    """
    a about also an and any are as at be been briefly but by can could did do does etc e g explain
    for from had has have he her his i if in into is it its me my of on or our please probe respond
    response she so some specify tell than that the their them there these they this those to us
    was we were which will with would you your eg ie what think
    anybody anyone anything everyone many much one she something thing things way ways
    """.split()  # noqa: SIM905 - a word list reads best as prose
)
SAME = {
    **dict.fromkeys(("victim", "survivor", "client", "participant"), "client"),
    **dict.fromkeys(("help", "assist", "support", "aid"), "help"),
    **dict.fromkeys(("organiz", "org", "agenc", "agency"), "organiz"),
    **dict.fromkeys(("collaborat", "cooperat", "partner", "partnership"), "collaborat"),
    **dict.fromkeys(("program", "programm"), "program"),
    **dict.fromkeys(("labor", "labour"), "labour"),
    **dict.fromkeys(("barrier", "obstacle", "obstacl", "hurdl", "block", "prevent"), "barrier"),
    **dict.fromkeys(("difficult", "difficulty", "hard", "problem", "issu", "troubl", "wrong"), "difficult"),
    **dict.fromkeys(("satisfi", "satisfact", "satisfy", "happy", "pleas"), "satisfi"),
    **dict.fromkeys(("miss", "lack", "gap", "absent"), "miss"),
    **dict.fromkeys(("expand", "expans", "grow", "growth", "widen", "extend", "enlarg"), "expand"),
    **dict.fromkeys(("eligib", "eligibl", "eligibility", "qualify", "qualifi", "entitl", "admiss"), "eligib"),
    **dict.fromkeys(("suggest", "recommend", "advic", "idea", "advis"), "suggest"),
    **dict.fromkeys(("adapt", "adjust", "tailor", "modify", "modifi", "customiz"), "adapt"),
    **dict.fromkeys(("improv", "better"), "improv"),
    **dict.fromkeys(("tool", "instrument", "checklist"), "tool"),
    **dict.fromkeys(("safe", "secur", "safety", "security", "safer"), "safe"),
    **dict.fromkeys(("know", "knew", "known", "understand", "understood", "realiz"), "know"),
    **dict.fromkeys(("go", "goes", "gone", "went"), "go"),
    **dict.fromkeys(("get", "gets", "got", "gotten"), "get"),
    **dict.fromkeys(("give", "given", "gave", "giv"), "give"),
    **dict.fromkeys(("find", "found"), "find"),
    **dict.fromkeys(("feel", "felt"), "feel"),
    **dict.fromkeys(("identify", "identifi", "call", "consid", "regard"), "identify"),
    **dict.fromkeys(("percent", "percentag", "percentage", "pct", "proport", "fraction"), "percent"),
    **dict.fromkeys(("ht", "traffick", "traffic"), "traffick"),
    **dict.fromkeys(("vs", "versu", "versus"), "vs"),
    **dict.fromkeys(("rcmp", "cop", "polic", "police"), "police"),
}
ENDINGS = (
    "isation",
    "ization",
    "izations",
    "ations",
    "ation",
    "ements",
    "ement",
    "ising",
    "izing",
    "ised",
    "ized",
    "ions",
    "ion",
    "ings",
    "ing",
    "ance",
    "ies",
    "ers",
    "ed",
    "es",
    "ly",
    "s",
)
WORD = re.compile(r"[^\W_]+")


def words(text: str) -> tuple[str, ...]:
    """The words of a text, folded; apostrophes join, everything else parts."""
    folded = unicodedata.normalize("NFKC", text).casefold().replace("’", "").replace("'", "")
    return tuple(WORD.findall(folded.replace("%", " percent ")))


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """A word without its ending, or the stem of its synonym."""
    known = SAME.get(word)
    if known:
        return known
    bare = word
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 4 - (ending == "s"):
            bare = word[: -len(ending)]
            break
    bare = bare.removesuffix("e") if len(bare) > 4 else bare
    bare = bare.replace("isat", "izat") if len(bare) > 6 else bare
    return SAME.get(bare, bare)


def stems(text: str) -> tuple[str, ...]:
    """The stems that carry meaning; all of them when none does."""
    found = words(text)
    telling = tuple(stem(word) for word in found if word not in STOP)
    return telling or tuple(stem(word) for word in found)
