"""The codebook of a project: load one, load the guides it is asked along."""

from dataclasses import fields
from pathlib import Path

from codebook.deid.gate import Gate, GateRefusedError
from codebook.errors import BadInputError
from codebook.exchange.codebooks import ReadCode, read_codebook
from codebook.exchange.guides import read_guide
from codebook.model.codes import CodeText
from codebook.model.guide import Guide
from codebook.model.masked import MaskedText
from codebook.settings import guide_files
from codebook.store import writing
from codebook.store.project import Project


def builtin_guides() -> tuple[Guide, ...]:
    """The guides for providers and survivors that come with the program."""
    return tuple(read_guide(path) for letter, path in guide_files().items() if letter != "A")


def load_guides(project: Project, gate: Gate, guides: tuple[Guide, ...]) -> None:
    """Keep guides in the project, those it does not have yet.

    Raises:
        CodebookError: the gate found an identifier in a guide's own words.
    """
    for guide in guides:
        if guide.ref in project.guides():
            continue
        words = {guide.ref, guide.title}
        for question in guide.questions():
            words |= {question.ref, question.section, question.number, question.label, question.prompt}
        masked = {text: gate.phrase(text, place=f"guide {guide.ref}") for text in sorted(words)}
        with project.change("load guide") as rows:
            writing.add_guide(rows, guide, masked)


def load_codebook(project: Project, gate: Gate, path: Path) -> int:
    """Add every code of a file to an empty codebook; how many there are.

    Definitions are masked; a name in which the gate sees an identifier is refused.

    Raises:
        BadInputError: the file, or a name in it, cannot be used; the message gives file and line.
    """
    if len(project.codes()):
        raise BadInputError(f"{path}: this project has a codebook already.")
    codes = read_codebook(path)
    prepared = [(code, _name(gate, code, path), _meaning(gate, code.meaning)) for code in codes]
    with project.change("load codebook") as rows:
        keys: dict[str, int] = {}
        for position, (code, name, meaning) in enumerate(prepared):
            keys[code.path] = writing.add_code(
                rows, keys.get(code.parent), name=name, colour=code.colour, position=position, meaning=meaning
            )
    return len(codes)


def _name(gate: Gate, code: ReadCode, path: Path) -> MaskedText:
    try:
        return gate.phrase(code.name, place="a code's name")
    except GateRefusedError:
        raise BadInputError(
            f"{path}, line {code.line}: this code's name looks like an identifier. Choose another name."
        ) from None


def _meaning(gate: Gate, meaning: CodeText) -> dict[str, MaskedText]:
    texts = {field.name: getattr(meaning, field.name) for field in fields(meaning)}
    joined = texts | {"keywords": "\n".join(meaning.keywords)}
    return dict(zip(joined, (seen.masked for seen in gate.screen_note(list(joined.values()))), strict=True))
