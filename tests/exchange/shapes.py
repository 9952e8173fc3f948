"""Notes composed from the guides' own words, for tests of alignment; everything said in them is invented."""

from collections.abc import Iterable, Sequence

from codebook.exchange.align import align
from codebook.exchange.guides import read_guide
from codebook.model.document import Alignment, Block, BlockKind, Document
from codebook.model.guide import Guide, Question
from codebook.settings import guide_files

GUIDES: dict[str, Guide] = {name: read_guide(path) for name, path in guide_files().items()}
SAID = (
    "Slept in the van for most of that winter.",
    "“Nobody ever rang me back, not once.”",
    "The foreman kept every passport in a drawer.",
    "Took the bus two hours each way to see a nurse.",
    "A neighbour brought soup and never asked for anything.",
    "Wants to study bookkeeping when the children are older.",
    "“I counted the days on the calendar in the kitchen.”",
    "Lawyers cost more than a month of wages.",
)


def question(ref: str) -> Question:
    """A question of a built-in guide."""
    return next(asked for asked in GUIDES[ref[0]].questions() if asked.ref == ref)


def asked(guide: str) -> list[Question]:
    """The plain questions of a guide."""
    return [each for each in GUIDES[guide].questions() if each.kind == "question"]


def document(*lines: tuple[BlockKind, str] | tuple[BlockKind, str, bool]) -> Document:
    """A document of lines given as kind, text and, if need be, whether they are bold."""
    return Document(
        tuple(
            Block(line[0], line[1], at, 2 if line[0] == "heading" else 0, len(line) > 2)
            for at, line in enumerate(lines, start=1)
        )
    )


def aligned(given: Document, guides: Iterable[str] = ("A", "B", "C")) -> Alignment:
    """The alignment with the built-in guides."""
    return align(given, [GUIDES[name] for name in guides])


def pairs(alignment: Alignment) -> list[tuple[str | None, str]]:
    """Each answer's question and text."""
    return [(answer.question_ref, answer.text) for answer in alignment.answers]


def found(alignment: Alignment) -> dict[str | None, str]:
    """The text by question; answers of one question in two places are joined."""
    gathered: dict[str | None, str] = {}
    for ref, text in pairs(alignment):
        gathered[ref] = f"{gathered[ref]}\n{text}" if ref in gathered else text
    return gathered


def expected(questions: Sequence[Question]) -> dict[str | None, str]:
    """Each question with the sentence a composed note gives it."""
    return {each.ref: SAID[at % len(SAID)] for at, each in enumerate(questions)}
