"""A text taken apart once for all rules: words, how they are written, where sentences start."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from codebook.deid.given_names import GIVEN, WORD_NAMES
from codebook.deid.words import is_ordinary
from codebook.model.policy import KINDS

_WORD = re.compile(r"[^\W\d_]+(?:['\u2019-][^\W\d_]+)*")
# A line that stops in the middle of a sentence goes on in the next, and so may a name.
_LINE = re.compile(r"[^\n]+(?:(?<![.!?:;\u2026|\n])\n(?![\s\-*•#>|=\d(])[^\n]+)*")
_STOP = re.compile(r"[.!?]\s+")
_LONGEST = 1000  # code points; the longest lines of typed notes are half that
_SHORT = (
    r"(?:mr|mrs|ms|dr|st|ste|sgt|cst|cpl|insp|const|prof|rev|hon|e\.g|i\.e|etc|no|vs|approx|apt|ave|rd|blvd|tel|ext|jan|feb"
    r"|mar|apr|jun|jul|aug|sept?|oct|nov|dec|inc|ltd|b\.c|u\.s|[a-z])"
)
_END = re.compile(r"(?:[.!?…]+[\"'”\u2019)\]]*\s+|\s*\n\s*)(?=\S)")
_SHORT_END = re.compile(rf"(?:^|[\s(\"“]){_SHORT}\.$", re.IGNORECASE)
_OPENING = re.compile(
    r"(?:^|[.!?…:;\n•*#>|=]|(?:^|\n)\s*(?:[-\u2013—]|\(?[a-z\d]{1,2}[.)]))[\s\"'“”\u2018\u2019(\[*_#>-]*$"
)
# Signs that stand between the parts of a number as a hyphen or full stop would; one for one.
_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d"
_NUMBER_DASH = re.compile(rf"(?<=\d)[{_DASHES}](?=\w)|(?<=\w)[{_DASHES}](?=\d)")
_NUMBER_DOT = re.compile(r"(?<=\d)[\u00b7\u2024\u2027\u30fb](?=\d)")
_LABELS = "|".join(sorted({kind.label for kind in KINDS.values()}))
# Only forms the gate itself writes; words somebody typed in brackets are read like any others.
PLACEHOLDER = re.compile(
    rf"\[(?:(?P<label>{_LABELS})-(?P<number>\d{{1,4}})|(?:{_LABELS}): (?P<words>[a-z][a-z' -]{{1,39}})"
    r"|AGE: 90\+|TOWN: (?P<region>[A-Za-z ]{4,24})"
    r"|DATE: (?:(?:January|February|March|April|May|June|July|August|September|October|November|December)"
    r"(?: (?:19|20)\d\d)?|(?:19|20)\d\d))\]"
)


def pieces(text: str) -> Iterator[tuple[int, int]]:
    """Where lines start and end, as the rules read them; a line broken in mid-sentence is one with the next.

    A very long line is cut after a sentence or a word, so that the time it takes grows with its length alone.
    """
    for line in _LINE.finditer(text):
        start, end = line.span()
        while end - start > _LONGEST:
            window = text[start : start + _LONGEST]
            cut = max((match.end() for match in _STOP.finditer(window)), default=0) or window.rfind(" ") + 1
            yield start, start + (cut or _LONGEST)
            start += cut or _LONGEST
        yield start, end


def is_general(words: str) -> bool:
    """Whether the coarser wording inside a placeholder holds ordinary words and no possible name."""
    return all(
        is_ordinary(word) and word not in GIVEN | WORD_NAMES for word in re.split(r"[ '-]+", words) if word
    )


def placeholders(text: str, regions: frozenset[str]) -> list[re.Match[str]]:
    """The placeholders of a text that hide no name themselves."""
    return [
        match
        for match in PLACEHOLDER.finditer(text)
        if (match["region"] is None or match["region"] in regions) and is_general(match["words"] or "")
    ]


@dataclass(frozen=True, slots=True)
class Word:
    """A run of letters: where it stands, its plain lower-case form, whether its capital says anything."""

    start: int
    end: int
    plain: str
    capital: bool
    initial: bool
    shouted: bool

    @property
    def named(self) -> bool:
        """Capitalised where an ordinary word would not be."""
        return self.capital and not self.initial and not self.shouted


class Reading:
    """One text with placeholders blanked out, so that no rule reads into them."""

    def __init__(self, text: str, regions: frozenset[str]) -> None:
        self.kept = placeholders(text, regions)
        plain = list(text)
        for match in self.kept:
            plain[match.start() : match.end()] = "\x00" * (match.end() - match.start())
        text = _NUMBER_DASH.sub("-", "".join(plain))
        self.text = _NUMBER_DOT.sub(".", text)

    @cached_property
    def words(self) -> list[Word]:
        """The words in order."""
        words = []
        for first, last in self.lines:
            letters = [sign for sign in self.text[first:last] if sign.isalpha()]
            # A line in capitals says nothing by its capitals.
            shouted = len(letters) > 7 and sum(sign.isupper() for sign in letters) > 0.75 * len(letters)
            for match in _WORD.finditer(self.text, first, last):
                if (
                    match[0] in {"st", "nd", "rd", "th"}
                    and self.text[match.start() - 1 : match.start()].isdigit()
                ):
                    continue
                before = self.text[max(first, match.start() - 12) : match.start()]
                opening = match.start() - first <= 12 and not before.strip(" \t\"'“\u2018(-\u2013—*#>•")
                words.append(
                    Word(
                        match.start(),
                        match.end(),
                        match[0].lower().replace("\u2019", "'"),
                        match[0][0].isupper(),
                        opening or _OPENING.search(before) is not None,
                        shouted,
                    )
                )
        return words

    @cached_property
    def lines(self) -> list[tuple[int, int]]:
        """Where each line starts and ends, as `pieces` cuts them."""
        return list(pieces(self.text))

    def line(self, word: Word) -> str:
        """The line a word stands in."""
        first, last = self.lines[bisect_right(self.lines, (word.start, len(self.text))) - 1]
        return self.text[first:last]

    def adjacent(self, index: int) -> bool:
        """Whether the word at `index` and the next are parted by blanks alone."""
        if not 0 <= index < len(self.words) - 1:
            return False
        gap = self.text[self.words[index].end : self.words[index + 1].start]
        return bool(gap) and not gap.strip(" \t")


def sentence_starts(text: str) -> tuple[int, ...]:
    """Where sentences start: after closing marks and at every line.

    Rules, not the parser: notes are fragments and bullets, which the parser joins and splits at will,
    and rules give the same answer for the same text at no cost.
    """
    if not text:
        return ()
    starts = [0]
    for match in _END.finditer(text):
        closed = text[max(0, match.start() - 10) : match.start() + 1]
        if "\n" in match[0] or match[0].rstrip() != "." or not _SHORT_END.search(closed):
            starts.append(match.end())
    return tuple(starts)
