"""A code that becomes two: some of its codings pass to a new code beside it."""

from collections.abc import Collection

from codebook.deid.gate import Gate
from codebook.editing.making import Edit, Touched, Wish
from codebook.editing.placing import spread
from codebook.editing.wording import code_name, refuse_namesake
from codebook.errors import CodebookError
from codebook.model.codes import Code, CodeText
from codebook.store import writing
from codebook.store.ledger import Rows
from codebook.store.standing import Standing
from codebook.store.tables import codes, codings


def split(
    gate: Gate, code: str, *, into: str, coder: str | None = None, passages: Collection[int] = ()
) -> Wish:
    """The wish for a new code right after another, with those of its codings that are chosen.

    Chosen are the codings of one `coder`, or on some `passages`, or both at once; memos stay on them.

    Raises:
        CodebookError: nothing is chosen, or the name is none.
        GateRefusedError: the name could identify somebody.
    """
    if coder is None and not passages:
        raise CodebookError("Say which codings pass on: --where-coder HANDLE or --on PASSAGE.")
    name = code_name(gate, into)
    empty = gate.screen("").masked

    def wish(standing: Standing) -> Edit:
        tree = standing.tree
        known = tree.find(code)
        above = None if known.parent is None else tree[known.parent]
        refuse_namesake(tree, above, name.text)
        chosen = [
            each
            for each in standing.codings({known.id})
            if coder in {None, each.coder} and (not passages or each.passage in passages)
        ]
        if not chosen:
            raise CodebookError(f"No coding of '{known.path}' is chosen by that, so nothing was split.")
        on = {each.id for each in chosen}
        siblings = list(tree.children(known.parent))
        fresh = Code(0, known.parent, name.text, name.text, known.colour, 0)
        at = siblings.index(known) + 1
        positions = spread([*siblings[:at], fresh, *siblings[at:]], fresh.id)

        def write(rows: Rows) -> None:
            for number in positions.keys() - {fresh.id}:
                rows.update(codes, number, position=positions[number])
            meaning = dict.fromkeys(CodeText.__slots__, empty)
            key = writing.add_code(
                rows,
                known.parent,
                name=name,
                colour=known.colour,
                position=positions[fresh.id],
                meaning=meaning,
            )
            for number in sorted(on):
                rows.update(codings, number, code_id=key)

        beside = f"{above.path}/{name.text}" if above else name.text
        touched = Touched(
            2,
            len(on),
            len({each.coder for each in chosen}),
            len({each.passage for each in chosen}),
            sum(memo.target == "coding" and memo.target_id in on for memo in standing.memos),
        )
        return Edit("split code", f"{known.path}: {len(on)} codings now under {beside}", touched, write)

    return wish
