"""About how wide a text is when printed, as no file says it plainly."""

NARROW = frozenset("iljtfrI.,;:'’|()[]!- ")
WIDE = frozenset("mwMW@%—…")


def width(text: str) -> float:
    """The width of a text in times its size of letters."""
    return sum(map(_letter, text))


def _letter(letter: str) -> float:
    if letter in NARROW:
        return 0.28
    if letter in WIDE:
        return 0.85
    return 0.67 if letter.isupper() else 0.53
