"""What becomes of codings when a text changes, in lines that hold masked text alone."""

from collections.abc import Iterable

from codebook.intake.remapping import Fate, Fated, count

_SAID: dict[Fate, str] = {
    "unchanged": "stay as they are",
    "moved": "keep their words at another place",
    "changed": "cover other words than before",
    "united": "become one with another of the same code and coder",
    "removed": "lose all their words and are removed; memos on them pass to the answer",
}


def fate_lines(fates: Iterable[Fated]) -> list[str]:
    """How many codings come to what, then those whose words change, one by one."""
    fated = list(fates)
    counts = count(fated)
    lines = [f"  codings: {counts[fate]} {words}" for fate, words in _SAID.items() if counts.get(fate)]
    return lines + [
        f"  {each.fate}: {each.coding.coder} “{each.before}” → “{each.after}”"
        for each in fated
        if each.fate in {"changed", "united", "removed"}
    ]


def fate_counts(fates: Iterable[Fated]) -> dict[str, int]:
    """The numbers a program reads: codings that moved, changed (united ones too), were removed."""
    counts = count(fates)
    return {
        "moved": counts.get("moved", 0),
        "changed": counts.get("changed", 0) + counts.get("united", 0),
        "removed": counts.get("removed", 0),
    }
