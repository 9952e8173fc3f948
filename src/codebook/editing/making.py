"""A change of the codebook: planned, previewed, made as one entry of the ledger."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass

from codebook.store.ledger import Rows
from codebook.store.project import Project
from codebook.store.standing import Standing


@dataclass(frozen=True, slots=True)
class Touched:
    """How many codes a change touches, and what stands under them; `united` codings are lost in another."""

    codes: int
    codings: int = 0
    coders: int = 0
    passages: int = 0
    memos: int = 0
    united: int = 0


@dataclass(frozen=True, slots=True)
class Edit:
    """A change that holds what it says, touches and writes; `write` is None when nothing is new.

    `masked` is how many stretches of its texts the gate masked.
    """

    phrase: str
    said: str
    touched: Touched
    write: Callable[[Rows], object] | None
    masked: int = 0


Wish = Callable[[Standing], Edit]


def touched(standing: Standing, codes: Collection[int], beside: Iterable[int] = ()) -> Touched:
    """What stands under some codes, and the memos on some codings `beside`."""
    codings = standing.codings(codes)
    own = {*beside, *(coding.id for coding in codings)}
    on = [
        memo
        for memo in standing.memos
        if (memo.target == "code" and memo.target_id in codes)
        or (memo.target == "coding" and memo.target_id in own)
    ]
    return Touched(
        len(codes),
        len(codings),
        len({coding.coder for coding in codings}),
        len({coding.passage for coding in codings}),
        len(on),
    )


def preview(project: Project, wish: Wish) -> Edit:
    """What a change would do, with everything that could refuse it checked; nothing is written.

    Raises:
        CodebookError: it cannot be made; the message says why.
    """
    return project.read(lambda connection: wish(Standing(connection)))


def make(project: Project, coder: str, wish: Wish) -> Edit:
    """Make a change of the codebook, checked again on what stands there now.

    Raises:
        CodebookError: it cannot be made, or there is no such coder; nothing is changed.
    """
    phrase = preview(project, wish).phrase
    with project.change(phrase, coder) as rows:
        edit = wish(Standing(rows.connection))
        if edit.write is not None:
            edit.write(rows)
    return edit
