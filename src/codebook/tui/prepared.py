"""Notes of one file as somebody arranged them, on their way to the gate."""

from dataclasses import dataclass
from typing import NoReturn

from codebook.intake import files
from codebook.intake.keeping import Draft, Notes
from codebook.model.guide import Role
from codebook.tui.session import Session


@dataclass(frozen=True, slots=True, repr=False)
class Prepared:
    """Notes, whose words each passage is (see `Arranged`), role and case where somebody said them.

    `rest` tells that the files after them come in as they are. Raw, so it shows nothing.
    """

    notes: Notes
    owners: tuple[str, ...] = ()
    role: Role | None = None
    case: str | None = None
    rest: bool = False

    def __repr__(self) -> str:
        return "Prepared(…)"

    def __reduce__(self) -> NoReturn:
        raise TypeError("raw text stays in memory")

    def draft(self, session: Session) -> Draft:
        """The notes ready to be screened, under the watch list and the policy the session follows.

        Raises:
            KnownNotesError, BadInputError, CodebookError: as `files.draft` does.
        """
        return files.draft(session.project, session.gate, self.notes, role=self.role, case=self.case)
