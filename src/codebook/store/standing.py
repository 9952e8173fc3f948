"""The codebook and what stands under it, as one transaction sees them."""

from collections.abc import Collection
from functools import cached_property

from sqlalchemy import Connection, select

from codebook.model.codes import CodeTree
from codebook.model.interview import Coding, Memo
from codebook.store import reading
from codebook.store.sqlite import BATCH
from codebook.store.tables import coders, codings


class Standing:
    """What a change of the codebook depends on, read when it is asked for."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    @cached_property
    def tree(self) -> CodeTree:
        """The whole codebook."""
        return reading.code_tree(self._connection)

    @cached_property
    def memos(self) -> list[Memo]:
        """Every memo, oldest first."""
        return reading.memos(self._connection)

    def codings(self, codes: Collection[int]) -> list[Coding]:
        """Everybody's codings of some codes, oldest first."""
        place, wanted = codings.c, sorted(codes)
        columns = (place.id, place.passage_id, place.start, place.end, place.code_id, coders.c.handle)
        query = select(*columns).select_from(codings.join(coders))
        found = [
            Coding(*row)
            for at in range(0, len(wanted), BATCH)
            for row in self._connection.execute(query.where(place.code_id.in_(wanted[at : at + BATCH])))
        ]
        return sorted(found, key=lambda coding: coding.id)
