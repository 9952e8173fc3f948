"""Where codes stand in the tree, and whether they are still in use."""

from collections.abc import Sequence

from codebook.editing.making import Edit, Wish, touched
from codebook.editing.wording import place, refuse_namesake
from codebook.errors import CodebookError
from codebook.model.codes import Code
from codebook.store.ledger import Rows
from codebook.store.standing import Standing
from codebook.store.tables import codes


def move(code: str, *, under: str | None, before: str | None = None) -> Wish:
    """The wish to put a code under another, or `top`, before one of its new siblings or last of them.

    Without `under` it stays under its parent.
    """

    def wish(standing: Standing) -> Edit:
        tree = standing.tree
        known = tree.find(code)
        if under is None:
            parent = None if known.parent is None else tree[known.parent]
        else:
            parent = place(tree, under)
        if parent is not None and parent.id in tree.subtree(known.id):
            raise CodebookError(f"'{known.path}' cannot stand under itself or a code below it.")
        refuse_namesake(tree, parent, known.name, but=known.id)
        above = None if parent is None else parent.id
        siblings = [sibling for sibling in tree.children(above) if sibling.id != known.id]
        at = len(siblings) if before is None else _among(siblings, before)
        positions = spread([*siblings[:at], known, *siblings[at:]], known.id)
        where = f"under {parent.path}" if parent else "at the top"
        stays = known.parent == above and [*siblings[:at], known, *siblings[at:]] == [*tree.children(above)]
        return Edit(
            "move code",
            f"{known.path}: stands there already" if stays else f"{known.path}: now {where}",
            touched(standing, tree.subtree(known.id)),
            None if stays else lambda rows: _put(rows, known.id, above, positions),
        )

    return wish


def spread(ordered: Sequence[Code], *moved: int) -> dict[int, int]:
    """Positions that keep an order of siblings, for those that are `moved` and those that must make room."""
    found: dict[int, int] = {}
    last = -1
    for code in ordered:
        if code.id in moved or code.position <= last:
            found[code.id] = last + 1
        last = found.get(code.id, code.position)
    return found


def _among(siblings: Sequence[Code], before: str) -> int:
    wanted = before.strip("/").casefold()
    for at, sibling in enumerate(siblings):
        if wanted in {sibling.name.casefold(), sibling.path.casefold()}:
            return at
    known = ", ".join(sibling.path for sibling in siblings[:4])
    raise CodebookError(
        f"'{before}' does not stand there. {f'Such as {known} do.' if known else 'No code does.'}"
    )


def _put(rows: Rows, moved: int, parent: int | None, positions: dict[int, int]) -> None:
    for number, position in positions.items():
        own: dict[str, object] = {"parent_id": parent} if number == moved else {}
        rows.update(codes, number, position=position, **own)


def retire(code: str) -> Wish:
    """The wish that a code is applied no more; its codings stay, and the codes below it stay in use."""
    return _use(code, retired=True)


def restore(code: str) -> Wish:
    """The wish that a retired code is applied again."""
    return _use(code, retired=False)


def _use(code: str, *, retired: bool) -> Wish:
    def wish(standing: Standing) -> Edit:
        known = standing.tree.find(code)
        said = "retired" if retired else "in use"
        same = known.retired == retired
        return Edit(
            "retire code" if retired else "restore code",
            f"{known.path}: {said} already" if same else f"{known.path}: {said}",
            touched(standing, {known.id}),
            None if same else lambda rows: rows.update(codes, known.id, retired=int(retired)),
        )

    return wish
