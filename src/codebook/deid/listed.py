"""Word lists written as running text."""


def listed(text: str) -> frozenset[str]:
    """The words of the text."""
    return frozenset(text.split())
