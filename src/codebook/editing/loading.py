"""A whole codebook from a file, and as the text of one."""

from pathlib import Path

from codebook.deid.gate import Gate, GateRefusedError
from codebook.errors import BadInputError, CodebookError
from codebook.exchange.codebooks import ReadCode, codebook_text, read_codebook
from codebook.model.codes import CodeText
from codebook.model.masked import MaskedText
from codebook.store import writing
from codebook.store.project import Project


def load_codebook(project: Project, gate: Gate, path: Path) -> int:
    """Add every code of a file to an empty codebook; how many stretches of its texts were masked.

    A name in which the gate sees an identifier is refused.

    Raises:
        BadInputError: the file, or a name in it, cannot be used; the message gives file and line.
    """
    if len(project.codes()):
        raise BadInputError(f"{path}: this project has a codebook already.")
    codes = read_codebook(path)
    names = [_name(gate, code, path) for code in codes]
    seen = gate.screen_note([text for code in codes for text in _texts(code)], labels=True)
    fields = CodeText.__slots__
    with project.change("load codebook") as rows:
        keys: dict[str, int] = {}
        for position, (code, name) in enumerate(zip(codes, names, strict=True)):
            own = seen[position * len(fields) : (position + 1) * len(fields)]
            keys[code.path] = writing.add_code(
                rows,
                keys.get(code.parent),
                name=name,
                colour=code.colour,
                position=position,
                retired=code.retired,
                meaning=dict(zip(fields, (screening.masked for screening in own), strict=True)),
            )
    return sum(len(screening.findings) for screening in seen)


def shown_codebook(project: Project) -> str:
    """The codebook as the text of a file that `load_codebook` takes; a view for the team.

    Raises:
        CodebookError: there are no codes.
    """
    tree = project.codes()
    if not len(tree):
        raise CodebookError("There are no codes yet.")
    return codebook_text(tree)


def _texts(code: ReadCode) -> list[str]:
    values = [getattr(code.meaning, field) for field in CodeText.__slots__]
    return ["\n".join(value) if isinstance(value, tuple) else value for value in values]


def _name(gate: Gate, code: ReadCode, path: Path) -> MaskedText:
    try:
        return gate.phrase(code.name, place="a code's name")
    except GateRefusedError:
        raise BadInputError(
            f"{path}, line {code.line}: this code's name looks like an identifier. Choose another name."
        ) from None
