"""What codes are called and what they mean: add one, rename it, describe it."""

from collections.abc import Mapping

from codebook.deid.gate import Gate
from codebook.editing.making import Edit, Touched, Wish, touched
from codebook.errors import CodebookError
from codebook.model.codes import COLOURS, Code, CodeText, CodeTree
from codebook.model.masked import MaskedText
from codebook.store import writing
from codebook.store.standing import Standing
from codebook.store.tables import codes

TOP = "top"


def add(
    gate: Gate, path: str, *, under: str | None = None, colour: str | None = None, texts: Mapping[str, str]
) -> Wish:
    """The wish for another code, last among its siblings; without a colour it takes its parent's.

    The parent stands in `path`, or is `under`. `texts` are fields of `CodeText`, keywords one a line.

    Raises:
        CodebookError: the name is none, or the parent is given twice, or there is no such colour.
        GateRefusedError: the name could identify somebody.
    """
    above, _, last = path.strip("/").rpartition("/")
    if above and under is not None:
        raise CodebookError("Give the parent in the path or with --under, not both.")
    name = code_name(gate, last)
    _refuse_colour(colour)
    masked, found = _masked(gate, {field: texts.get(field, "") for field in CodeText.__slots__})

    def wish(standing: Standing) -> Edit:
        tree = standing.tree
        parent = place(tree, under if under is not None else above or TOP)
        refuse_namesake(tree, parent, name.text)
        siblings = tree.children(None if parent is None else parent.id)
        position = 1 + max((code.position for code in siblings), default=-1)
        tint = colour or (parent.colour if parent else COLOURS[-1])
        said = f"{parent.path}/{name.text}" if parent else name.text
        return Edit(
            "add code",
            f"{said}: added",
            Touched(1),
            lambda rows: writing.add_code(
                rows,
                parent.id if parent else None,
                name=name,
                colour=tint,
                position=position,
                meaning=masked,
            ),
            found,
        )

    return wish


def rename(gate: Gate, code: str, name: str) -> Wish:
    """The wish for another name of a code; the paths of all codes below it change along.

    Raises:
        CodebookError: the name is none.
        GateRefusedError: the name could identify somebody.
    """
    wanted = code_name(gate, name)

    def wish(standing: Standing) -> Edit:
        tree = standing.tree
        known = tree.find(code)
        above = None if known.parent is None else tree[known.parent]
        refuse_namesake(tree, above, wanted.text, but=known.id)
        same = known.name == wanted.text
        return Edit(
            "rename code",
            f"{known.path}: is called so already" if same else f"{known.path}: now called {wanted.text}",
            touched(standing, tree.subtree(known.id)),
            None if same else lambda rows: rows.update(codes, known.id, name=wanted),
        )

    return wish


def describe(gate: Gate, code: str, *, colour: str | None = None, texts: Mapping[str, str]) -> Wish:
    """The wish for other texts or another colour of a code; `texts` are those fields of `CodeText` to write.

    Raises:
        CodebookError: nothing is to be described, or there is no such colour.
    """
    if not texts and colour is None:
        raise CodebookError("Say what to describe, such as --definition TEXT or --colour NAME.")
    _refuse_colour(colour)
    masked, found = _masked(gate, texts)

    def wish(standing: Standing) -> Edit:
        known = standing.tree.find(code)
        changed: dict[str, object] = {
            field: text for field, text in masked.items() if text.text != _text(known, field)
        }
        if colour is not None and colour != known.colour:
            changed["colour"] = colour
        fields = ", ".join(field.replace("_", " ") for field in changed)
        return Edit(
            "edit code",
            f"{known.path}: {fields} written" if changed else f"{known.path}: nothing is new",
            touched(standing, {known.id}),
            (lambda rows: rows.update(codes, known.id, **changed)) if changed else None,
            found,
        )

    return wish


def code_name(gate: Gate, name: str) -> MaskedText:
    """A name for a code, on one line.

    Raises:
        CodebookError: it is empty, or holds the sign that parts a path.
        GateRefusedError: it could identify somebody.
    """
    words = " ".join(name.split())
    if not words:
        raise CodebookError("A code needs a name, so nothing was changed.")
    if "/" in words:
        raise CodebookError("A code's name cannot contain '/'. Choose another name.")
    return gate.phrase(words, place="code's name")


def place(tree: CodeTree, under: str) -> Code | None:
    """The code that something is to stand under, None for `top`; a code of that name is meant by `/top`.

    Raises:
        CodebookError: there is no such code.
    """
    return None if under.casefold() == TOP else tree.find(under)


def refuse_namesake(tree: CodeTree, parent: Code | None, name: str, but: int | None = None) -> None:
    """Refuse a name that another code of the same parent has, ignoring case.

    Raises:
        CodebookError: there is one.
    """
    for code in tree.children(None if parent is None else parent.id):
        if code.id != but and code.name.casefold() == name.casefold():
            raise CodebookError(f"'{code.path}' is there already. Rename it, or choose another name.")


def _refuse_colour(colour: str | None) -> None:
    if colour is not None and colour not in COLOURS:
        raise CodebookError(f"A colour is one of {', '.join(COLOURS)}.")


def _text(code: Code, field: str) -> str:
    value = getattr(code.meaning, field)
    return "\n".join(value) if isinstance(value, tuple) else str(value)


def _masked(gate: Gate, texts: Mapping[str, str]) -> tuple[dict[str, MaskedText], int]:
    plain = [text if field == "keywords" else " ".join(text.split()) for field, text in texts.items()]
    seen = gate.screen_note(plain, labels=True)
    masked = dict(zip(texts, (screening.masked for screening in seen), strict=True))
    return masked, sum(len(screening.findings) for screening in seen)
