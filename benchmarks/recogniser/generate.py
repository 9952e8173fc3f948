"""Lines of invented interview notes with the spans that identify, in several styles of typing."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from random import Random

import sources
import yaml
from naming import Naming

STYLES = {"clean": 30, "notes": 18, "lower": 22, "lownames": 8, "caps": 8, "messy": 14}
IDENTIFYING = {
    "PERSON": "PERSON",
    "FULL": "PERSON",
    "FIRST": "PERSON",
    "FIRST2": "PERSON",
    "FIRSTVOWEL": "PERSON",
    "LAST": "PERSON",
    "WORDNAME": "PERSON",
    "WORDLAST": "PERSON",
    "NICK": "PERSON",
    "INITIALS": "PERSON",
    "LETTER": "PERSON",
    "AGENCY": "AGENCY",
    "EMPLOYER": "AGENCY",
    "AGENCYFR": "AGENCY",
    "EMPLOYERFR": "AGENCY",
    "PLACE": "PLACE",
    "NATION": "NATION",
    "NATIONFR": "NATION",
}
# Slots whose figures the model learns to see as well.
FIGURES = {"date": "DATE", "phone": "CODE"}
LABELS = frozenset({*IDENTIFYING.values(), *FIGURES.values(), "ADDRESS", "AGE", "RARE", "VEHICLE"})
# How often each group of templates is drawn.
GROUPS = {
    "people": 27,
    "agencies": 22,
    "places": 11,
    "nations": 4,
    "ordinary": 12,
    "prose": 14,
    "plain": 18,
    "shouting": 2,
    "people_fr": 6,
    "prose_fr": 6,
}
EVERY = 7  # one template in so many is kept for measuring
_CHOICE = re.compile(r"<([^<>]*)>")
_SLOT = re.compile(r"\{(\w+)\}")
_KEYS = {
    "a": "sq",
    "e": "wr",
    "i": "uo",
    "o": "ip",
    "r": "et",
    "s": "ad",
    "t": "ry",
    "n": "bm",
    "l": "ko",
    "d": "sf",
}
_SHORT = {
    "with": "w/",
    "without": "w/o",
    "because": "bc",
    "and": "&",
    "people": "ppl",
    "about": "abt",
    "you": "u",
    "the": "teh",
    "appointment": "appt",
    "very": "v",
    "through": "thru",
    "to": "2",
    "before": "b4",
    "at": "@",
    "said": "sd",
}

Piece = tuple[str, str]  # text, label or nothing


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a note."""

    text: str
    spans: tuple[tuple[int, int, str], ...]
    style: str
    french: bool


def templates(*, held: bool) -> dict[str, tuple[str, ...]]:
    """The templates of one side by group."""
    groups = yaml.safe_load((sources.HERE / "templates.yaml").read_text(encoding="utf-8"))
    return {
        group: tuple(
            line
            for at, line in enumerate(text.splitlines())
            if line.strip() and (at % EVERY == EVERY // 2) == held
        )
        for group, text in groups.items()
    }


class Writer:
    """Writes lines of one side; the same seed writes the same lines."""

    def __init__(self, seed: int, *, held: bool) -> None:
        self.chance = Random(seed)  # noqa: S311  # sentences, not secrets
        self.naming = Naming(self.chance, held=held)
        self.groups = templates(held=held)
        n, c = self.naming, self.chance
        self._names: dict[str, Callable[[], str]] = {
            "PERSON": n.person,
            "FULL": n.full,
            "FIRST": n.first,
            "FIRST2": n.first,
            "LAST": n.last,
            "WORDNAME": n.word_name,
            "NICK": n.nick,
            "INITIALS": n.initials,
            "LETTER": lambda: c.choice("ABCDGHJKLMNPRSTVW"),
            "WORDLAST": lambda: n.draw(sources.word_surnames()),
            "AGENCY": n.agency,
            "EMPLOYER": n.employer,
            "PLACE": n.place,
            "NATION": n.nation,
            "AGENCYFR": n.agency_fr,
            "EMPLOYERFR": n.employer_fr,
            "NATIONFR": lambda: f"Première Nation de {n.place()}",
            "FIRSTVOWEL": lambda: next(name for name in iter(n.first, "") if name[0] in "AEIOUÉÈ"),
        }

    def lines(self, count: int) -> Iterator[Line]:
        """So many lines."""
        for _ in range(count):
            yield self.line(self.chance.choices(list(STYLES), list(STYLES.values()))[0])

    def line(self, style: str, *, french: bool | None = None) -> Line:
        """One to five sentences in one style."""
        c = self.chance
        many = c.choices((1, 2, 3, 5), (50, 25, 15, 10))[0]
        french = c.random() < 0.1 if french is None else french
        pieces: list[Piece] = [(self._bullet(), "")] if c.random() < 0.15 else []
        for number in range(many):
            pieces += self._between(style) if number else []
            pieces += self.typed(self._sentence(french=french), style)
        text, spans = "", []
        for piece, label in pieces:
            if label in LABELS:
                spans.append((len(text), len(text) + len(piece), label))
            text += piece
        return Line(text, tuple(spans), style, french)

    def _between(self, style: str) -> list[Piece]:
        if style == "clean" or self.chance.random() < 0.3:
            return [(" ", "")]
        return [(self.chance.choice((". ", ". ", ", ", " - ", "; ", "  ", " / ", ".", " | ", " -- ")), "")]

    def _sentence(self, *, french: bool) -> list[Piece]:
        weights = {group: share for group, share in GROUPS.items() if group.endswith("_fr") == french}
        group = self.chance.choices(list(weights), list(weights.values()))[0]
        text = self.chance.choice(self.groups[group])
        while _CHOICE.search(text):
            text = _CHOICE.sub(lambda match: self.chance.choice(match[1].split("|")), text)
        pieces, last = [], 0
        covered = self.chance.random() < 0.06
        for match in _SLOT.finditer(text.strip()):
            pieces.append((text[last : match.start()], ""))
            slot = match[1]
            label = IDENTIFYING.get(slot, "")
            if label and covered and self.chance.random() < 0.6:
                pieces.append((f"[{label}-{self.chance.randint(1, 9)}]", "[]"))
            else:
                words = self._names[slot]() if label else self._plain(slot)
                pieces.append((words, label or FIGURES.get(slot, "")))
            last = match.end()
        pieces.append((text[last:].rstrip(), ""))
        return _joined(pieces)

    def _bullet(self) -> str:
        return self.chance.choice(
            ("- ", "* ", "• ", "> ", "1. ", "a) ", "Q: ", "A: ", "Note: ", "– ", "## ", "[ ] ", "  - ")
        )

    def _plain(self, slot: str) -> str:
        c, lists, rare = self.chance, sources.words(), sources.dictionary()
        if slot[0].isupper() and slot != "BODYCAPS":
            plain = self._plain(slot.lower())
            return plain[:1].upper() + plain[1:]
        part = {
            "noun": "noun",
            "nouns": "noun",
            "adj": "adj",
            "verb": "verb",
            "verbed": "verb",
            "verbing": "verb",
            "adv": "adv",
        }
        if slot in part:
            how = c.random()
            if how < 0.3:
                return _inflected(c.choice(rare[part[slot]]), slot)
            if how < 0.42 and part[slot] == "noun":
                pool = c.choice(
                    (lists["agencynoun"], lists["employernoun"], lists["placeword"], sources.word_names())
                )
                return _inflected(c.choice(pool).lower(), slot)
            if how < 0.4 and part[slot] == "adj":
                return c.choice(lists["agencyadj"] + lists["employeradj"])
            return _inflected(c.choice(lists["noun"]), slot) if slot == "nouns" else c.choice(lists[slot])
        if slot in lists:
            return c.choice(lists[slot])
        return self._figure(slot)

    def _figure(self, slot: str) -> str:
        c = self.chance
        year, day = str(c.randint(1995, 2024)), c.randint(1, 28)
        month = c.choice(sources.words()["month"])
        return {
            "small": lambda: c.choice(
                (str(c.randint(1, 30)), c.choice(("two", "three", "four", "six", "eight", "ten", "twelve")))
            ),
            "num": lambda: str(c.randint(16, 89)),
            "year": lambda: year,
            "time": lambda: c.choice(
                (f"{c.randint(1, 12)}{c.choice(('am', 'pm', ' pm', ':30'))}", "noon", "midnight")
            ),
            "date": lambda: c.choice(
                (
                    f"{month} {day}",
                    f"{day} {month}",
                    f"{year}-{c.randint(1, 12):02}-{day:02}",
                    f"{day}/{c.randint(1, 12)}",
                )
            ),
            "money": lambda: c.choice(
                (f"${c.randint(1, 99) * 50}", f"{c.randint(2, 20)}k", f"{c.randint(2, 90) * 10} dollars")
            ),
            "ph": lambda: c.choice(
                (
                    f"[{c.choice(('PERSON', 'AGENCY', 'NAME', 'PLACE', 'PHONE', 'ID'))}-{c.randint(1, 9)}]",
                    "[TOWN: northern BC]",
                    "[TOWN: Okanagan]",
                    "[DATE: July]",
                    "[AGE: 90+]",
                    "[respondent]",
                    "[name]",
                )
            ),
            "phone": lambda: f"{c.choice((250, 604, 780, 403))}-555-{c.randint(100, 199):04}",
            "BODYCAPS": lambda: c.choice(("RCMP", "MCFD", "LEGAL AID", "911")),
        }[slot]()

    def typed(self, pieces: list[Piece], style: str) -> list[Piece]:
        """The pieces as somebody in a hurry, or a careful one, types them."""
        c = self.chance
        if style == "clean":
            pieces = _capital_first(pieces)
            if c.random() < 0.75 and pieces[-1][0][-1:].isalnum():
                pieces = [*pieces, (".", "")]
        if c.random() < 0.25:
            pieces = [(text.replace("'", "\u2019").replace(' "', " \u201c"), label) for text, label in pieces]
        if style == "lower":
            return [(text if label == "[]" else text.lower(), label) for text, label in pieces]
        if style == "caps":
            return [(text if label == "[]" else text.upper(), label) for text, label in pieces]
        if style == "lownames":
            return [
                (text.lower() if label not in {"", "[]"} else text, label)
                for text, label in _capital_first(pieces)
            ]
        if style == "messy":
            low = c.random() < 0.6
            return [
                (text if label == "[]" else self._mistyped(text.lower() if low else text), label)
                for text, label in pieces
            ]
        return pieces

    def _mistyped(self, text: str) -> str:
        return "".join(self._slip(word) for word in re.split(r"(\W+)", text))

    def _slip(self, word: str) -> str:
        c = self.chance
        if c.random() < 0.25 and word.lower() in _SHORT:
            return _SHORT[word.lower()]
        if len(word) < 4 or not word.isalpha() or c.random() > 0.12:
            return "" if word == "'" and c.random() < 0.3 else word
        at = c.randrange(1, len(word) - 1)
        return c.choice(
            (
                word[:at] + word[at + 1 :],
                word[:at] + word[at] + word[at:],
                word[:at] + word[at + 1] + word[at] + word[at + 2 :],
                word[:at] + c.choice(_KEYS.get(word[at].lower(), "aeio")) + word[at + 1 :],
            )
        )


def _joined(pieces: list[Piece]) -> list[Piece]:
    """First name and surname side by side are one span, as the gate covers them."""
    kept: list[Piece] = []
    for text, label in pieces:
        if not text:
            continue
        if label == "PERSON" and len(kept) > 1 and kept[-1] == (" ", "") and kept[-2][1] == "PERSON":
            kept[-2:] = [(f"{kept[-2][0]} {text}", label)]
        else:
            kept.append((text, label))
    return kept


def _capital_first(pieces: list[Piece]) -> list[Piece]:
    (text, label), *others = pieces
    return [(text[:1].upper() + text[1:], label), *others]


def _inflected(word: str, slot: str) -> str:
    if slot == "nouns":
        if word.endswith("s"):
            return word
        return word[:-1] + "ies" if word.endswith("y") and word[-2:-1] not in "aeo" else word + "s"
    if slot == "verbed":
        return word + ("d" if word.endswith("e") else "ed")
    if slot == "verbing":
        return word.removesuffix("e") + "ing"
    return word
