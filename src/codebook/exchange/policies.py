"""A project's policy as a table that people read and change: YAML in and out."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import yaml

from codebook.errors import BadInputError
from codebook.exchange.yaml_files import LINE, LINES, entries_of, load, text_of
from codebook.model.guide import ROLES, Role
from codebook.model.policy import KINDS, REASONS, TREATMENTS, Allowed, Policy, Reason, Treatment, usual_table

_KNOWN = ("version", "kinds", "allowed")
_ABOUT = """\
# What becomes of each kind of find: mask, generalise, flag or pass.
# One word for everybody, or one for each role: {survivor: mask, provider: generalise}.
# Kinds that identify directly are masked or flagged, whatever is wished.
"""


@dataclass(frozen=True, slots=True)
class ReadPolicy:
    """A policy file: treatments by kind and role, the kinds it leaves out as usual, and allowed words."""

    table: Mapping[tuple[str, Role], Treatment]
    allowed: tuple[tuple[str, Reason], ...]


def read_policy(path: Path) -> ReadPolicy:
    """The policy a file holds.

    Raises:
        BadInputError: the file, a kind, a treatment or a reason is unknown; the message names the line.
    """
    top = load(path)
    for name, line in top[LINES].items():
        if name not in _KNOWN:
            said = f"'{name}'" if _near(name, _KNOWN) else "a setting here"  # which could be a name
            raise BadInputError(f"{path}, line {line}: {said} is none of {', '.join(_KNOWN)}.")
    kinds = top.get("kinds") or {LINES: {}}
    if not isinstance(kinds, dict):
        raise BadInputError(f"{path}, line {top[LINES]['kinds']}: 'kinds' should name kinds with treatments.")
    table = usual_table()
    for name, line in kinds[LINES].items():
        if name not in KINDS:
            near = _near(name, KINDS)
            said = (
                f"kind '{name}'. Did you mean {near}?"
                if near
                else f"such kind. Known are {', '.join(KINDS)}."
            )
            raise BadInputError(f"{path}, line {line}: there is no {said}")
        table |= _treatments(name, kinds[name], f"{path}, line {line}")
    return ReadPolicy(table, tuple(_allowed(entry, path) for entry in entries_of(top, "allowed", path)))


def _near(name: str, known: Iterable[str]) -> str:
    """The known word that a key is a slip of, "" when it could be anything."""
    return next(iter(get_close_matches(name, list(known), 1, cutoff=0.75)), "")


def _treatments(kind: str, value: object, place: str) -> dict[tuple[str, Role], Treatment]:
    if isinstance(value, dict):
        strange = [name for name in value[LINES] if name not in ROLES]
        if strange:
            raise BadInputError(f"{place}: a role is {' or '.join(ROLES)}.")
        return {(kind, role): _treatment(kind, value[role], place) for role in ROLES if role in value}
    return {(kind, role): _treatment(kind, value, place) for role in ROLES}


def _treatment(kind: str, value: object, place: str) -> Treatment:
    for known in TREATMENTS:
        if value == known:
            if KINDS[kind].locked and known in {"generalise", "pass"}:
                raise BadInputError(
                    f"{place}: '{kind}' identifies directly, so it is masked or flagged; it cannot {known}."
                )
            return known
    raise BadInputError(f"{place}: '{kind}' should be one of {', '.join(TREATMENTS)}.")


def _allowed(entry: dict[str, Any], path: Path) -> tuple[str, Reason]:
    words = text_of(entry, "words", path, needed=True)
    said = text_of(entry, "reason", path) or REASONS[0]
    for reason in REASONS:
        if said == reason:
            return words, reason
    raise BadInputError(f"{path}, line {entry[LINE]}: 'reason' should be one of: {'; '.join(REASONS)}.")


def policy_text(policy: Policy, allowed: Iterable[Allowed]) -> str:
    """A policy with the words allowed in the whole project, as a file that `read_policy` takes."""
    lines = [f"version: {policy.version}", "kinds:"]
    for name in KINDS:
        said = {role: policy.table[name, role] for role in ROLES}
        both = ", ".join(f"{role}: {treatment}" for role, treatment in said.items())
        lines.append(f"  {name}: " + (said[ROLES[0]] if len(set(said.values())) == 1 else f"{{{both}}}"))
    words = [{"words": each.text, "reason": each.reason} for each in allowed if each.interview is None]
    tail = yaml.safe_dump({"allowed": words}, sort_keys=False, allow_unicode=True)
    return _ABOUT + "\n".join([*lines, tail])
