"""What becomes of each kind of find: the policy a project keeps, and what a person allowed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal, get_args

from codebook.model.guide import ROLES, Role

Treatment = Literal["mask", "generalise", "flag", "pass"]
TREATMENTS: tuple[Treatment, ...] = get_args(Treatment)
Reason = Literal["not a name", "public body or figure", "asked to be named", "says nothing about a person"]
REASONS: tuple[Reason, ...] = get_args(Reason)


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of find: the word its placeholder shows, whether it identifies directly, and what becomes of it.

    `locked` kinds may be masked or flagged and nothing else, whatever a policy says.
    """

    label: str
    direct: bool
    usual: Treatment = "mask"
    locked: bool = False


KINDS: Mapping[str, Kind] = MappingProxyType(
    {
        "person": Kind("PERSON", direct=True, locked=True),
        "name": Kind("NAME", direct=True, locked=True),
        "agency": Kind("AGENCY", direct=True),
        "phone": Kind("PHONE", direct=True, locked=True),
        "email": Kind("EMAIL", direct=True, locked=True),
        "url": Kind("LINK", direct=True, locked=True),
        "handle": Kind("HANDLE", direct=True, locked=True),
        "address": Kind("ADDRESS", direct=True, locked=True),
        "postal-code": Kind("POSTCODE", direct=True, locked=True),
        "sin": Kind("ID", direct=True, locked=True),
        "health-number": Kind("ID", direct=True, locked=True),
        "passport": Kind("ID", direct=True, locked=True),
        "uci": Kind("ID", direct=True, locked=True),
        "permit": Kind("ID", direct=True, locked=True),
        "file-number": Kind("ID", direct=True, locked=True),
        "plate": Kind("PLATE", direct=True, locked=True),
        "account": Kind("ACCOUNT", direct=True, locked=True),
        "number": Kind("NUMBER", direct=True, locked=True),
        "birth-date": Kind("BIRTHDATE", direct=True, locked=True),
        "place": Kind("PLACE", direct=False, usual="generalise"),
        "first-nation": Kind("NATION", direct=False),
        "date": Kind("DATE", direct=False, usual="generalise"),
        "age": Kind("AGE", direct=False, usual="generalise"),
        "vehicle": Kind("VEHICLE", direct=False),
        "description": Kind("DESCRIPTION", direct=False, usual="flag"),
        "large-city": Kind("CITY", direct=False, usual="pass"),
        "country": Kind("COUNTRY", direct=False, usual="pass"),
        "people": Kind("PEOPLE", direct=False, usual="pass"),
        "month": Kind("MONTH", direct=False, usual="pass"),
        "public-body": Kind("BODY", direct=False, usual="pass"),
    }
)
# The strictest first: a text that belongs to neither role is treated as the stricter of both would be.
_STRICTNESS: tuple[Treatment, ...] = ("mask", "flag", "generalise", "pass")

Table = Mapping[tuple[str, Role], Treatment]


def usual_table() -> dict[tuple[str, Role], Treatment]:
    """What becomes of each kind for each role until a team decides otherwise."""
    return {(name, role): kind.usual for name, kind in KINDS.items() for role in ROLES}


@dataclass(frozen=True, slots=True)
class Policy:
    """A treatment for every kind and role; `version` counts the decisions that led to it, from 0."""

    table: Table = field(default_factory=usual_table)
    version: int = 0

    def treatment(self, kind: str, role: Role | None) -> Treatment:
        """What becomes of a find of this kind; the stricter of both roles where none is known."""
        if role is not None:
            return self.table[kind, role]
        return min((self.table[kind, each] for each in ROLES), key=_STRICTNESS.index)


@dataclass(frozen=True, slots=True)
class Allowed:
    """Words that a person decided may stand, in the whole project or (`interview`) in one interview."""

    id: int
    text: str
    reason: Reason
    interview: int | None
