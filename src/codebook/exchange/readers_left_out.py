"""What a reader left out of a file, as kinds and counts."""

from collections import Counter

PLAIN = frozenset({"front matter", "document properties"})
PLURALS = {
    "stretch of hidden text": "stretches of hidden text",
    "stretch of text of an unknown kind": "stretches of text of an unknown kind",
    "text box": "text boxes",
    "part of a page that cannot be read": "parts of pages that cannot be read",
}


def listed(kinds: Counter[str]) -> tuple[str, ...]:
    """Sentences' worth of kinds, such as "2 comments", in a steady order."""
    return tuple(_counted(kind, count) for kind, count in sorted(kinds.items()) if count > 0)


def _counted(kind: str, count: int) -> str:
    if kind in PLAIN:
        return kind
    if count == 1:
        return f"1 {kind}"
    return f"{count} {PLURALS.get(kind, kind + 's')}"
