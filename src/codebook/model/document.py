"""A file on its way in: blocks as they were written, and the answers found in them; raw, so never shown."""

from dataclasses import dataclass, field
from typing import Literal

from codebook.model.guide import Guide, Status

CERTAIN = 0.6
BlockKind = Literal["heading", "text", "bullet", "quote", "row"]


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, list line or table row of a file; a row's cells are joined by tabs.

    `strong` tells that the whole block was bold or underlined; `line` is its place in the file, from 1.
    """

    kind: BlockKind
    text: str = field(repr=False)
    line: int
    level: int = 0
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    """What a file says, and what of it was left out (kinds and counts, no text)."""

    blocks: tuple[Block, ...]
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """The text under one question of a guide; `question_ref` None means it fits none.

    `confidence` (0 to 1) says how surely the text belongs there: how well the words of its prompt agree with
    the question's, less where another question fits nearly as well; a question number counts for 0.9 by
    itself and a little more where words agree. It is 0 without a question. Below 0.6 a person should look.
    """

    question_ref: str | None
    status: Status
    text: str = field(repr=False)
    confidence: float

    @property
    def doubtful(self) -> bool:
        """Whether a person should look if it stands under the right question."""
        return self.question_ref is not None and self.confidence < CERTAIN


@dataclass(frozen=True, slots=True)
class Alignment:
    """A document under the questions of a guide (None when it follows none), in the document's order."""

    guide: Guide | None
    answers: tuple[Answer, ...]
