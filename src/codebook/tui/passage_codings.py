"""The codings of an interview by passage, with the stripes they draw at a width."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from codebook.model.interview import Coding
from codebook.tui.lanes import Stripe, Stripes, stripes
from codebook.tui.passage_layout import Document, Layout


class CodingsBeside:
    """Codings held by passage; stripes are drawn for a passage when it is first looked at."""

    def __init__(self, codings: Iterable[Coding] = ()) -> None:
        self._held: dict[int, list[Coding]] = {}
        for coding in codings:
            self._held.setdefault(coding.passage, []).append(coding)
        self._drawn: dict[int, Stripes] = {}
        self._order: list[Coding] | None = None

    def __getitem__(self, passage_id: int) -> Sequence[Coding]:
        return self._held.get(passage_id, ())

    def replace(self, passage_id: int, codings: Sequence[Coding]) -> None:
        """Hold these codings of a passage instead."""
        self._held[passage_id] = list(codings)
        self._drawn.pop(passage_id, None)
        self._order = None

    def rewrapped(self) -> None:
        """Forget the stripes: the lines they stand beside have changed."""
        self._drawn.clear()

    def stripes(self, layout: Layout, index: int) -> Stripes:
        """The stripes of a passage, by the lines of the whole layout."""
        passage = layout.document.passages[index]
        if passage.id not in self._drawn:
            codings, base = self[passage.id], layout.document.bases[index]
            spans = [(coding.start, coding.end - 1) for coding in codings]
            ranges = layout.lines_at(base, spans)
            self._drawn[passage.id] = stripes(codings, ranges, layout.lines_of(index)[1])
        return self._drawn[passage.id]

    def beside(self, layout: Layout, line: int) -> Sequence[Stripe]:
        """The stripes beside a line."""
        if not layout.document.passages:
            return ()
        return self.stripes(layout, layout.passage_of(line)).lines.get(line, ())

    def at(self, layout: Layout, place: int) -> tuple[Coding, ...]:
        """The codings that cover a place, or failing that those that end there; the shortest first."""
        document = layout.document
        if not document.passages:
            return ()
        offset = place - document.bases[document.index_at(place)]
        here = [stripe.coding for stripe in self.beside(layout, layout.line(place))]
        covering = [coding for coding in here if coding.start <= offset < coding.end]
        ending = [coding for coding in here if coding.end == offset]
        return tuple(sorted(covering or ending, key=lambda coding: (coding.end - coding.start, coding.id)))

    def ordered(self, document: Document) -> list[Coding]:
        """Every coding of the document in reading order, the longer first where several begin."""
        if self._order is None:
            shown = (
                (document.index(passage_id), codings)
                for passage_id, codings in self._held.items()
                if passage_id in document
            )
            keyed = [
                (index, coding.start, -coding.end, coding.id, coding)
                for index, codings in shown
                for coding in codings
            ]
            self._order = [row[-1] for row in sorted(keyed, key=lambda row: row[:4])]
        return self._order

    def next(self, document: Document, place: int, visited: Coding | None, direction: int) -> Coding | None:
        """The coding after or before the visited one, or without one the place; None past the ends."""
        ordered = self.ordered(document)
        if visited in ordered:
            number = ordered.index(visited) + direction
        else:
            number = bisect_left(
                ordered, place, key=lambda coding: document.place(coding.passage, coding.start)
            )
            number += min(direction, 0)
        return ordered[number] if 0 <= number < len(ordered) else None
