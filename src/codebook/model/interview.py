"""Cases, interviews, passages, codings and memos as the screens and verbs read them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from codebook.model.guide import Role, Status
from codebook.model.policy import Reason

MemoKind = Literal["theory", "method", "definition", "follow-up"]
MemoTarget = Literal["coding", "code", "passage", "interview", "case"]
Consent = Literal["not-needed", "documented", "missing"]
CONSENTS: tuple[Consent, ...] = get_args(Consent)
MEMO_KINDS: tuple[MemoKind, ...] = get_args(MemoKind)
MEMO_TARGETS: tuple[MemoTarget, ...] = get_args(MemoTarget)
RESERVED = ("role", "guide", "question", "interview", "case")
"""What every passage is known by already, so that no attribute of a case may be called so."""


@dataclass(frozen=True, slots=True)
class Case:
    """A participant, known by a random code; one that is not `quotable` is never quoted in what leaves."""

    id: int
    code: str
    role: Role
    attributes: Mapping[str, str]
    quotable: bool = True


@dataclass(frozen=True, slots=True)
class Interview:
    """One session's notes; `code` is the case's code and a number.

    `consent` tells whether the notes show that every consent point of the guide was gone through.
    """

    id: int
    code: str
    case: str
    role: Role
    guide: str | None
    passages: int
    words: int
    codings: int
    coders: tuple[str, ...]
    consent: Consent = "not-needed"


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


@dataclass(frozen=True, slots=True)
class Unfinished:
    """Notes that are being typed, as they lie in the project: the masked image of finished sentences.

    `answers` maps the place of a question in the guide, from 0, to its status and text; the place after the
    last question holds what fits none. `place` and `cursor` (code points) say where somebody was typing,
    `revision` counts the writes, and `words` are what may stand, why, and whether in the whole project.
    """

    id: int
    guide: str
    case: str | None
    coder: str
    place: int
    cursor: int
    seconds: int
    revision: int
    answers: Mapping[int, tuple[Status, str]]
    words: tuple[tuple[str, Reason, bool], ...]
