"""The one place where a refusal becomes a notice."""

from collections.abc import Callable
from typing import TypeVar

from textual.message_pump import MessagePump

from codebook.errors import CodebookError

Result = TypeVar("Result")


def attempt(widget: MessagePump, verb: Callable[[], Result]) -> Result | None:
    """Call a verb; when it refuses, say why at the bottom of the screen and return None."""
    try:
        return verb()
    except CodebookError as error:
        widget.app.notify(str(error), severity="error", markup=False, timeout=8)
        return None
