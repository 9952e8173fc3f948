"""Who is at work on which project, and the one place where a refusal becomes a notice."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar

from textual.message_pump import MessagePump

from codebook.deid.gate import Gate
from codebook.errors import CodebookError
from codebook.store.project import Project

Result = TypeVar("Result")
RECENT = 9


@dataclass
class Session:
    """An open project, the coder at the keyboard, the gate, and the codes used last (newest first)."""

    project: Project
    coder: str
    gate: Gate
    recent: list[int] = field(default_factory=list)

    @property
    def name(self) -> str:
        """The project's name as people say it."""
        return self.project.path.stem

    def used(self, codes: list[int]) -> None:
        """Remember codes just used."""
        self.recent = list(dict.fromkeys([*codes, *self.recent]))[:RECENT]


def attempt(widget: MessagePump, verb: Callable[[], Result]) -> Result | None:
    """Call a verb; when it refuses, say why at the bottom of the screen and return None."""
    try:
        return verb()
    except CodebookError as error:
        widget.app.notify(str(error), severity="error", markup=False, timeout=8)
        return None
