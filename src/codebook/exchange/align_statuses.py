"""What became of a question, by the words that stand under it."""

import re

from codebook.model.guide import Status

REFUSED = (
    r"(?:\w+ )?(?:declined|refused)(?: to (?:answer|say|discuss|respond|comment)\b.*)?",
    r"(?:s?he |they )?prefer(?:red|s)? not to\b.*",
    r"(?:did not|didn.?t|does not) (?:want|wish) to (?:answer|say|discuss)\b.*",
    r"no comment|pass(?:ed)?|decl\.?|withheld",
)
STATUSES: tuple[tuple[Status, re.Pattern[str]], ...] = (
    (
        "not-asked",
        re.compile(r"(?:was )?not asked|skipped|(?:ran out of|no) time|did(?:n.?t| not) ask", re.IGNORECASE),
    ),
    ("not-applicable", re.compile(r"n\.?\s?/?\s?a\.?|not applicable|does(?:n.?t| not) apply", re.IGNORECASE)),
    ("declined", re.compile("|".join(REFUSED), re.IGNORECASE)),
)


def status_of(text: str) -> Status:
    """What became of a question, by the words under it."""
    said = " ".join(text.split()).strip('()[]–—- ."“”')
    if not said:
        return "blank"
    for status, pattern in STATUSES:
        if pattern.fullmatch(said) and len(said.split()) <= 10:
            return status
    return "answered"
