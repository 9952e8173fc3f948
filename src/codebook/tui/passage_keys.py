"""The keys of the interview pane: moving, selecting and choosing whole units."""

from textual.binding import Binding, BindingType

_MOVES: tuple[tuple[str, str, int, str], ...] = (
    ("left", "cell", -1, "character back"),
    ("right", "cell", 1, "character on"),
    ("up", "line", -1, "line up"),
    ("down", "line", 1, "line down"),
    ("ctrl+left", "word", -1, "word back"),
    ("ctrl+right", "word", 1, "word on"),
    ("home", "edge", -1, "beginning of the line"),
    ("end", "edge", 1, "end of the line"),
    ("ctrl+up", "paragraph", -1, "paragraph back"),
    ("ctrl+down", "paragraph", 1, "paragraph on"),
    ("pageup", "page", -1, "page up"),
    ("pagedown", "page", 1, "page down"),
    ("ctrl+home", "document", -1, "beginning of the interview"),
    ("ctrl+end", "document", 1, "end of the interview"),
)


def bindings() -> list[BindingType]:
    """Every key with what it does; Shift with a movement extends the selection."""
    found: list[BindingType] = []
    for key, motion, direction, name in _MOVES:
        extended = key.replace("ctrl+", "ctrl+shift+") if key.startswith("ctrl+") else f"shift+{key}"
        found.append(Binding(key, f"move('{motion}', {direction})", f"Go: {name}", show=False))
        found.append(Binding(extended, f"move('{motion}', {direction}, True)", f"Extend: {name}", show=False))
    return [
        *found,
        Binding("alt+up", "move('sentence', -1)", "Go: sentence back", show=False),
        Binding("alt+down", "move('sentence', 1)", "Go: sentence on", show=False),
        Binding("W", "take('word')", "Select word", show=False),
        Binding("S", "take('sentence')", "Select sentence", show=False),
        Binding("P", "take('paragraph')", "Select paragraph", show=False),
        Binding("A", "take('answer')", "Select answer", show=False),
        Binding("space", "mark", "Begin selecting", show=False),
        Binding("escape", "clear", "Select nothing", show=False),
    ]
