"""Placeholders written over finds, and where a find in covered text stood before."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from codebook.deid.hits import Hit
from codebook.deid.surrogates import Surrogates
from codebook.model.policy import KINDS
from codebook.model.span import Edit


def whole(text: str) -> list[Hit]:
    """All of a text as one find, where covering parts of it comes to no end."""
    start, end = len(text) - len(text.lstrip()), len(text.rstrip())
    return [Hit(start, end, "name", "mask", "unsettled")]


def key(found: str) -> str:
    """What makes two finds one: their words without capitals, spacing and possessive."""
    return " ".join(found.casefold().replace("\u2019", "'").split()).removesuffix("'s")


def cover(
    text: str, hits: Sequence[Hit], surrogates: Surrogates, shown: Mapping[str, str]
) -> tuple[str, tuple[Edit, ...]]:
    """The text with placeholders, numbered in order of appearance, and the edits that lead there."""
    parts, edits, last = [], [], 0
    for hit in hits:
        found = text[hit.start : hit.end]
        chosen = shown.get(key(found)) if shown else None
        usual = hit.shown if chosen is None else chosen
        written = usual or surrogates.placeholder(KINDS[hit.kind].label, found)
        parts += [text[last : hit.start], written]
        edits.append(Edit(hit.start, hit.end, len(written)))
        last = hit.end
    return "".join([*parts, text[last:]]), tuple(edits)


def raw(hit: Hit, edits: Sequence[Edit]) -> Hit:
    """A find in masked text, moved to where it stands in the raw text."""
    return replace(hit, start=_raw_position(hit.start, edits), end=_raw_position(hit.end, edits))


def _raw_position(position: int, edits: Sequence[Edit]) -> int:
    shift = 0
    for edit in edits:
        if edit.start + shift + edit.length > position:
            break
        shift += edit.length - (edit.end - edit.start)
    return position - shift
