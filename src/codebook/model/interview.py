"""Cases, interviews, passages, codings and memos as the screens and verbs read them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from codebook.model.guide import Role, Status

MemoKind = Literal["theory", "method", "definition", "follow-up"]
MemoTarget = Literal["coding", "code", "passage", "interview", "case"]
MEMO_KINDS: tuple[MemoKind, ...] = get_args(MemoKind)
MEMO_TARGETS: tuple[MemoTarget, ...] = get_args(MemoTarget)
RESERVED = ("role", "guide", "question", "interview", "case")
"""What every passage is known by already, so that no attribute of a case may be called so."""


@dataclass(frozen=True, slots=True)
class Case:
    """A participant, known by a random code."""

    id: int
    code: str
    role: Role
    attributes: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Interview:
    """One session's notes; `code` is the case's code and a number."""

    id: int
    code: str
    case: str
    role: Role
    guide: str | None
    passages: int
    words: int
    codings: int
    coders: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """The text of one answer; `question_ref` None means it fits no question of the guide.

    `sentences` are sentence starts in code points of `text`.
    """

    id: int
    code: str
    interview: str
    question_ref: str | None
    heading: str
    section: str
    status: Status
    text: str
    sentences: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Coding:
    """An excerpt (`start` to `end` of a passage, half-open) under a code, by a coder."""

    id: int
    passage: int
    start: int
    end: int
    code: int
    coder: str


@dataclass(frozen=True, slots=True)
class Memo:
    """A note on something in the project."""

    id: int
    target: MemoTarget
    target_id: int
    kind: MemoKind
    coder: str
    text: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the project's history."""

    sequence: int
    phrase: str
    coder: str | None
    week: str
    undone: bool
