"""The gate of a project: its policy, its codebook's words, what people allowed, and who is on the roster."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from codebook.deid.gate import Gate, everyday
from codebook.exchange.files import utf8
from codebook.exchange.policies import policy_text, read_policy
from codebook.model.codes import CodeTree
from codebook.model.masked import MaskedText
from codebook.model.policy import KINDS, Policy, Reason
from codebook.store.ledger import Rows
from codebook.store.project import Project
from codebook.store.tables import allowed, treatments


@dataclass(frozen=True, slots=True, repr=False)
class Roster:
    """Real names known to the team, in memory only, and what is odd about the list, without its words."""

    names: tuple[str, ...]
    warnings: tuple[str, ...]


def roster(lines: Sequence[str], *, called: str = "roster line") -> Roster:
    """Names, one a line; lines that are everyday words are warned of, and little words left out.

    A line is told of by its number, after what it is `called`.
    """
    named = [(number, line.strip()) for number, line in enumerate(lines, start=1) if line.strip()]
    little = [number for number, name in named if everyday(name) == "little"]
    common = [number for number, name in named if everyday(name) == "common"]
    warnings = []
    if little:
        warnings.append(f"{_numbered(called, little)}: too short or too common to look for, so left out.")
    if common:
        warnings.append(
            f"{_numbered(called, common)}: everyday words, masked wherever they stand, "
            "also where they name nobody."
        )
    return Roster(tuple(name for number, name in named if number not in little), tuple(warnings))


def _numbered(called: str, numbers: Sequence[int]) -> str:
    shown = ", ".join(map(str, numbers[:8])) + (" …" if len(numbers) > 8 else "")
    return f"{called}{'s' * (len(numbers) > 1)} {shown}"


def read_roster(path: Path) -> Roster:
    """The names of a roster file, one a line; kept in memory only.

    Raises:
        BadInputError: the file cannot be read as UTF-8 text.
    """
    return roster(utf8(path).splitlines())


def gate_of(project: Project, names: Sequence[str] = ()) -> Gate:
    """The gate as this project wants it, with a roster that is not kept."""
    allow = [each.text for each in project.allowed() if each.interview is None]
    return Gate(roster=names, allow=allow, vocabulary=_vocabulary(project.codes()), policy=project.policy())


def file_gate(path: Path | None, names: Sequence[str] = ()) -> Gate:
    """A gate under the policy of a file, or the usual one, without any project.

    Raises:
        BadInputError: the file cannot be used.
    """
    if path is None:
        return Gate(roster=names)
    read = read_policy(path)
    return Gate(roster=names, allow=[words for words, _ in read.allowed], policy=Policy(read.table))


def _vocabulary(codes: CodeTree) -> list[str]:
    return [part for code in codes for part in (code.name, *code.meaning.keywords)]


def shown_policy(project: Project) -> str:
    """The project's policy as a file."""
    return policy_text(project.policy(), project.allowed())


def set_policy(project: Project, path: Path) -> Policy:
    """Put a policy file in place of the project's table and of the words allowed in all of it.

    Raises:
        BadInputError: the file cannot be used; the message names the line.
        GateRefusedError: words to allow are too long to be one name or term.
    """
    read, gate = read_policy(path), gate_of(project)
    masked = {words: (gate.allowed(words), reason) for words, reason in read.allowed}
    with project.change("set policy") as rows:
        for (kind, role), treatment in read.table.items():
            known = rows.find(treatments, kind=kind, role=role)
            if known is not None:
                rows.update(treatments, known, treatment=treatment)
            elif treatment != KINDS[kind].usual:
                rows.insert(treatments, kind=kind, role=role, treatment=treatment)
        _allow_only(project, rows, masked)
    return project.policy()


def _allow_only(project: Project, rows: Rows, wanted: dict[str, tuple[MaskedText, Reason]]) -> None:
    standing = {each.text: each for each in project.allowed() if each.interview is None}
    for text, each in standing.items():
        if text not in {masked.text for masked, _ in wanted.values()}:
            rows.delete(allowed, each.id)
    for masked, reason in wanted.values():
        known = standing.get(masked.text)
        if known is None:
            rows.insert(allowed, text=masked, reason=reason, interview_id=None)
        elif known.reason != reason:
            rows.update(allowed, known.id, reason=reason)
