"""Codes that become one: their codings, memos and the codes below them pass to another code."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from codebook.editing.making import Edit, Wish, touched
from codebook.editing.placing import spread
from codebook.errors import CodebookError
from codebook.model.codes import Code, CodeTree
from codebook.model.interview import Coding, Memo
from codebook.model.span import Span, united
from codebook.store.ledger import Rows
from codebook.store.standing import Standing
from codebook.store.tables import codes, codings, memos


@dataclass(frozen=True, slots=True)
class Union:
    """A coding that goes on under the target, over the text of those it takes in."""

    kept: Coding
    span: Span
    absorbed: tuple[Coding, ...]


def merge(merged: Sequence[str], *, into: str) -> Wish:
    """The wish that codes become part of another, `into`, and are gone.

    All coders' codings of them become codings of the target. Where those of one coder on one passage overlap
    or touch, they are united, and the memos on them pass to the union. Memos on the codes and the codes
    below them pass to the target.
    """

    def wish(standing: Standing) -> Edit:
        tree = standing.tree
        target = tree.find(into)
        gone = list({code.id: code for code in map(tree.find, merged)}.values())
        _refuse(tree, gone, target)
        moving = _moving(tree, gone, target)
        numbers = {code.id for code in gone}
        standing_codings = standing.codings({target.id, *numbers})
        unions = unite(standing_codings, target.id)
        hosts = {each.id: union.kept.id for union in unions for each in union.absorbed}
        noted = [memo for memo in standing.memos if _passes(memo, numbers, hosts)]
        stays = [child for child in tree.children(target.id) if child.id not in numbers]
        positions = spread([*stays, *moving], *(child.id for child in moving))

        def write(rows: Rows) -> None:
            for memo in noted:
                host = target.id if memo.target == "code" else hosts[memo.target_id]
                rows.update(memos, memo.id, target_id=host)
            for number in hosts:
                rows.delete(codings, number)
            for union in unions:
                _widen(rows, union, target.id)
            for child in moving:
                rows.update(codes, child.id, parent_id=target.id, position=positions[child.id])
            for code in sorted(gone, key=lambda code: -code.depth):
                rows.delete(codes, code.id)

        many = f"; {len(moving)} codes below move along"
        below = "; 1 code below moves along" if len(moving) == 1 else many if moving else ""
        names = ", ".join(code.path for code in gone)
        return Edit(
            "merge codes",
            f"{names}: merged into {target.path}{below}",
            replace(touched(standing, numbers, hosts), united=len(hosts)),
            write,
        )

    return wish


def unite(standing: Iterable[Coding], target: int) -> list[Union]:
    """What becomes of codings when all their codes are one, `target`; its own that meet no other stay.

    A coding of the target goes on where there is one, or else the oldest.
    """
    found = []
    whose = sorted(standing, key=_whose)
    for _, own in groupby(whose, key=_whose):
        mine = list(own)
        for span in united(Span(coding.start, coding.end) for coding in mine):
            inside = [coding for coding in mine if span.start <= coding.start and coding.end <= span.end]
            if all(coding.code == target for coding in inside):
                continue
            kept = min(inside, key=lambda coding: (coding.code != target, coding.id))
            absorbed = tuple(coding for coding in inside if coding.id != kept.id)
            found.append(Union(kept, span, absorbed))
    return found


def _whose(coding: Coding) -> tuple[int, str]:
    return coding.passage, coding.coder


def _widen(rows: Rows, union: Union, target: int) -> None:
    place = {"start": union.span.start, "end": union.span.end, "code_id": target}
    kept = union.kept
    if (kept.start, kept.end, kept.code) != tuple(place.values()):
        rows.update(codings, kept.id, **place)


def _passes(memo: Memo, gone: set[int], hosts: dict[int, int]) -> bool:
    return (
        memo.target_id in gone
        if memo.target == "code"
        else memo.target == "coding" and memo.target_id in hosts
    )


def _refuse(tree: CodeTree, gone: Sequence[Code], target: Code) -> None:
    if target.retired:
        raise CodebookError(f"'{target.path}' is retired. Restore it first, or merge into another code.")
    for code in gone:
        if code.id == target.id:
            raise CodebookError(f"'{code.path}' cannot be merged into itself.")
        if code.id in tree.ancestors(target.id):
            raise CodebookError(f"'{target.path}' stands below '{code.path}'. Move it from there first.")


def _moving(tree: CodeTree, gone: Sequence[Code], target: Code) -> list[Code]:
    """The codes right below the merged ones, in outline order.

    Raises:
        CodebookError: two of them would have one name under the target.
    """
    numbers = {code.id for code in gone}
    taken = {child.name.casefold(): child for child in tree.children(target.id) if child.id not in numbers}
    moving = [code for code in tree if code.parent in numbers and code.id not in numbers]
    clashes = []
    for code in moving:
        other = taken.setdefault(code.name.casefold(), code)
        if other.id != code.id:
            clashes.append(f"'{code.path}' and '{other.path}'")
    if clashes:
        raise CodebookError(
            f"{'; '.join(clashes)} would have one name under '{target.path}'. Rename or merge them first."
        )
    return moving
