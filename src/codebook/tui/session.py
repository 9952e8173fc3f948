"""Who is at work on which project."""

from dataclasses import dataclass, field

from codebook.deid.gate import Gate
from codebook.store.project import Project

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
