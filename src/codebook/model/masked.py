"""Text that may be stored, and what the gate saw in the text it came from."""

from dataclasses import dataclass
from typing import Literal

from codebook.model.span import Edit

Action = Literal["mask", "flag"]


@dataclass(frozen=True, slots=True)
class MaskedText:
    """Text the gate let through under a version of the policy. Only the gate and the store make one."""

    text: str
    policy: int


@dataclass(frozen=True, slots=True)
class Finding:
    """Something the gate saw, in code points of the raw text.

    `direct` tells an identifier of a person from an indirect one; `rule` names what found it.
    It holds no text, so that it can be listed and counted anywhere.
    """

    start: int
    end: int
    kind: str
    direct: bool
    action: Action
    rule: str


@dataclass(frozen=True, slots=True)
class Screening:
    """One text after the gate.

    `edits` lead from raw to masked offsets; `sentences` are the sentence starts of the masked text,
    in code points, beginning with 0 (empty for an empty text).
    """

    masked: MaskedText
    findings: tuple[Finding, ...]
    edits: tuple[Edit, ...]
    sentences: tuple[int, ...]
