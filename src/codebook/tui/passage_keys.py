"""The keys of the interview pane: moving, selecting and choosing whole units."""

from textual.binding import Binding, BindingType

_MOVES: tuple[tuple[str, str, int], ...] = (
    ("left", "cell", -1),
    ("right", "cell", 1),
    ("up", "line", -1),
    ("down", "line", 1),
    ("ctrl+left", "word", -1),
    ("ctrl+right", "word", 1),
    ("home", "edge", -1),
    ("end", "edge", 1),
    ("ctrl+up", "paragraph", -1),
    ("ctrl+down", "paragraph", 1),
    ("pageup", "page", -1),
    ("pagedown", "page", 1),
    ("ctrl+home", "document", -1),
    ("ctrl+end", "document", 1),
)


def bindings() -> list[BindingType]:
    """Every key with what it does; Shift with a movement extends the selection."""
    found: list[BindingType] = []
    for key, motion, direction in _MOVES:
        extended = key.replace("ctrl+", "ctrl+shift+") if key.startswith("ctrl+") else f"shift+{key}"
        name = f"{motion} {'back' if direction < 0 else 'on'}"
        found.append(Binding(key, f"move('{motion}', {direction})", f"Move a {name}", show=False))
        found.append(
            Binding(extended, f"move('{motion}', {direction}, True)", f"Select a {name}", show=False)
        )
    return [
        *found,
        Binding("alt+up", "move('sentence', -1)", "Sentence back", show=False),
        Binding("alt+down", "move('sentence', 1)", "Sentence on", show=False),
        Binding("W", "take('word')", "Select word", show=False),
        Binding("S", "take('sentence')", "Select sentence", show=False),
        Binding("P", "take('paragraph')", "Select paragraph", show=False),
        Binding("A", "take('answer')", "Select answer", show=False),
        Binding("space", "mark", "Begin selecting", show=False),
        Binding("escape", "clear", "Select nothing", show=False),
    ]
