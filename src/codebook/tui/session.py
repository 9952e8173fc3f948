"""Who is at work on which project."""

from dataclasses import dataclass, field

from codebook import screening
from codebook.deid.gate import Gate
from codebook.store.project import Project

RECENT = 9


@dataclass
class Session:
    """An open project, the coder at the keyboard, the gate, and the codes used last (newest first).

    `names` is the watch list: real names, in memory only, that the gate looks for as long as this session
    lasts.
    """

    project: Project
    coder: str
    gate: Gate
    recent: list[int] = field(default_factory=list)
    names: tuple[str, ...] = field(default=(), repr=False)

    @property
    def name(self) -> str:
        """The project's name as people say it."""
        return self.project.path.stem

    def watch(self, names: tuple[str, ...]) -> None:
        """Look for these names in every text from now on, and follow the project's policy of today."""
        self.names = tuple(dict.fromkeys(names))
        self.gate = screening.gate_of(self.project, self.names)

    def used(self, codes: list[int]) -> None:
        """Remember codes just used."""
        self.recent = list(dict.fromkeys([*codes, *self.recent]))[:RECENT]
