"""What was changed between two versions of a text, word by word."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import pairwise

from codebook.model.span import Edit

# A placeholder, a word, a line feed, a run of other blanks, or a sign.
_TOKEN = re.compile(r"\[[^\[\]\n]{1,60}\]|\w+(?:['’-]\w+)*|\n|[^\S\n]+|.", re.DOTALL)
_LINE = re.compile(r"[^\n]*\n|[^\n]+")
_LONG_WORD = 30  # longer runs of letters are of scripts that set no blanks between words
_PAIRS = 40_000  # the most tokens times tokens that are compared each with each
_DEEPEST = 20  # so often a stretch is cut at words that stand in it once
_Block = tuple[int, int, int]  # so many tokens from here in the old text stand from there in the new


def edits_between(old: str, new: str) -> tuple[Edit, ...]:
    """The edits that lead from one text to another, sorted, apart from each other, in code points.

    They keep whole words: a word that was corrected is one edit. The time grows with the length of the
    texts, whatever stands in them; long stretches without a word in common are one edit.
    """
    found: list[Edit] = []
    for start, end, first, last in _changed(_LINE.findall(old), _LINE.findall(new)):
        words = _tokens(old[start:end]), _tokens(new[first:last])
        found += [Edit(start + a, start + b, until - since) for a, b, since, until in _changed(*words)]
    return tuple(found)


def _tokens(text: str) -> list[str]:
    found: list[str] = []
    for token in _TOKEN.findall(text):
        found += token if len(token) > _LONG_WORD and token[0] != "[" else [token]
    return found


def _changed(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int, int, int, int]]:
    """Where the texts of two lists of tokens differ: a stretch of the old and one of the new, in order."""
    starts, firsts = _offsets(old), _offsets(new)
    at, place = 0, 0
    for here, there, count in _slid([*_same(old, new), (len(old), len(new), 0)], old, new):
        if here > at or there > place:
            yield starts[at], starts[here], firsts[place], firsts[there]
        at, place = here + count, there + count


def _slid(blocks: Sequence[_Block], old: Sequence[str], new: Sequence[str]) -> list[_Block]:
    """The blocks with each insertion and deletion as far behind as it goes.

    A sentence put in behind another one is then the new sentence with its own end mark, rather than the end
    mark of the one before with all of the new sentence but its end mark.
    """
    found = [blocks[0]]
    for here, there, count in blocks[1:]:
        at, place, length = found[-1]
        added, left, step = at + length == here, place + length == there, 0
        while step < count and (
            (added and old[here + step] == new[place + length + step])
            or (left and old[at + length + step] == new[there + step])
        ):
            step += 1
        found[-1] = at, place, length + step
        found.append((here + step, there + step, count - step))
    return found


def _same(old: Sequence[str], new: Sequence[str]) -> Iterator[_Block]:
    """The matching blocks, found without regard to capitals and then cut where those differ."""
    folded = [token.casefold() for token in old], [token.casefold() for token in new]
    for here, there, count in _matches(*folded):
        start = 0
        for at in range(count):
            if old[here + at] != new[there + at]:
                yield here + start, there + start, at - start
                start = at + 1
        yield here + start, there + start, count - start


def _offsets(tokens: Sequence[str]) -> list[int]:
    found = [0]
    for token in tokens:
        found.append(found[-1] + len(token))
    return found


def _matches(old: Sequence[str], new: Sequence[str]) -> list[_Block]:
    """Blocks of tokens that both lists have in the same order, sorted."""
    found: list[_Block] = []
    waiting = [(0, len(old), 0, len(new), 0)]
    while waiting:
        here, end, there, last, depth = waiting.pop()
        before = _common(old[here:end], new[there:last])
        found.append((here, there, before))
        here, there = here + before, there + before
        behind = _common(old[here:end][::-1], new[there:last][::-1])
        end, last = end - behind, last - behind
        found.append((end, last, behind))
        one, other = old[here:end], new[there:last]
        if len(one) * len(other) <= _PAIRS:
            blocks = SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks()
            found += [(here + block.a, there + block.b, block.size) for block in blocks]
        elif depth < _DEEPEST and (anchors := _anchors(one, other)):
            cuts = [(0, 0), *anchors, (len(one), len(other))]
            waiting += [
                (here + a, here + b, there + since, there + until, depth + 1)
                for (a, since), (b, until) in pairwise(cuts)
            ]
    return sorted(block for block in found if block[2])


def _common(one: Sequence[str], other: Sequence[str]) -> int:
    """How many tokens two lists begin with alike."""
    shorter = min(len(one), len(other))
    return next((at for at in range(shorter) if one[at] != other[at]), shorter)


def _anchors(one: Sequence[str], other: Sequence[str]) -> list[tuple[int, int]]:
    """The most tokens that stand once in both lists, in the same order."""
    here, there = Counter(one), Counter(other)
    places = {token: place for place, token in enumerate(other) if there[token] == 1}
    return _rising(
        [(at, places[token]) for at, token in enumerate(one) if here[token] == 1 and token in places]
    )


def _rising(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest series of pairs, sorted by their first numbers, whose second numbers rise too."""
    lasts: list[int] = []
    chosen: list[int] = []
    before: list[int] = []
    for number, (_, place) in enumerate(pairs):
        length = bisect_left(lasts, place)
        before.append(chosen[length - 1] if length else -1)
        if length == len(lasts):
            lasts.append(place)
            chosen.append(number)
        else:
            lasts[length], chosen[length] = place, number
    found: list[tuple[int, int]] = []
    number = chosen[-1] if chosen else -1
    while number >= 0:
        found.append(pairs[number])
        number = before[number]
    return found[::-1]
