"""A note between reading and storing: what the gate found in it, and what a person decided."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NoReturn

from codebook.deid.covering import key
from codebook.deid.finding import phrase
from codebook.deid.gate import Gate, GateRefusedError, Surrogates, everyday
from codebook.deid.remembering import Seen
from codebook.deid.treating import coarser, wording
from codebook.model.guide import Role
from codebook.model.masked import Finding, Screening
from codebook.model.policy import Reason
from codebook.model.review import Decision, Group, Manner, Place
from codebook.model.span import Span

_TOO_LITTLE = "Words such as 'the' or 'she' are too short or too common to look for, so nothing was masked."
_COARSE = re.compile(r"\[[A-Z]+: [^\]]+\]")
_FEWEST_LETTERS = 60  # fewer say nothing about how somebody types
_SENTENCE = 40  # shorter lines may be headings
_NUMBERED = re.compile(r"\[[A-Z]+-\d+\]")
_NAMES = frozenset({"person", "name", "agency", "place", "first-nation", "description", "vehicle"})


def manner(texts: Sequence[str]) -> Manner | None:
    """Whether a note is typed nearly all in lower case or in capitals, where detectors are weakest."""
    lines = [line for text in texts for line in text.splitlines()]
    told = [line for line in lines if len(line) >= _SENTENCE] or lines
    letters = [sign for line in told for sign in line if sign.isalpha()]
    if len(letters) < _FEWEST_LETTERS:
        return None
    share = sum(sign.isupper() for sign in letters) / len(letters)
    return "lower" if share < 0.004 else "capitals" if share > 0.7 else None


def names_in(typed: str) -> tuple[str, ...]:
    """The names in what somebody typed, one a line or between commas."""
    return tuple(name.strip() for name in re.split(r"[\n,;]+", typed) if name.strip())


@dataclass(frozen=True, slots=True, repr=False)
class _Decisions:
    """What was decided so far, by group: what is written in its stead, or why it stands; and names added."""

    chosen: Mapping[str, tuple[Decision, str]] = field(default_factory=dict)
    kept: Mapping[str, tuple[Group, Decision, Reason]] = field(default_factory=dict)
    named: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, repr=False)
class _Seen:
    """One find, its raw text and what stands in its stead."""

    place: Place
    finding: Finding
    text: str
    shown: str


class Review:
    """The finds of one note in groups, open to decisions until the note is stored.

    It holds raw text, so it shows nothing and cannot be pickled. What nobody decides stays covered. The
    numbers that `taken` remembers are somebody else's: of those who stand in earlier notes of the case.
    """

    __slots__ = (
        "_families",
        "_gate",
        "_now",
        "_numbers",
        "_past",
        "_role",
        "_seen",
        "_strict",
        "_taken",
        "_texts",
        "groups",
        "screenings",
    )

    def __init__(
        self, gate: Gate, texts: Sequence[str], role: Role | None, taken: Surrogates | None = None
    ) -> None:
        self._gate, self._texts, self._role = gate, tuple(texts), role
        self._taken = Surrogates() if taken is None else taken
        self._seen, self._strict = Seen(), gate
        self._past: list[_Decisions] = []
        self._now = _Decisions()
        self._families: dict[str, str] = {}
        self._numbers: dict[str, str] = {}
        self.groups: tuple[Group, ...] = ()
        self.screenings: tuple[Screening, ...] = ()
        self._look()

    def __repr__(self) -> str:
        return "Review(…)"

    def __reduce__(self) -> NoReturn:
        raise TypeError("raw text stays in memory")

    @property
    def texts(self) -> tuple[str, ...]:
        """The raw passages."""
        return self._texts

    @property
    def named(self) -> tuple[str, ...]:
        """Names that a person added because the gate had missed them."""
        return self._now.named

    @property
    def decided(self) -> object:
        """All that was decided so far, as something to tell from what was decided before."""
        return self._now

    @property
    def left(self) -> int:
        """How many groups still wait for a decision."""
        return sum(group.open for group in self.groups)

    @property
    def manner(self) -> Manner | None:
        """Whether the note is typed in a way that hides names from the gate."""
        return manner(self._texts)

    def kept(self) -> list[tuple[str, Reason, bool]]:
        """What a person let stand: the words, why, and whether in the whole project."""
        return [
            (text, reason, decision == "never")
            for group, decision, reason in self._now.kept.values()
            for text in group.texts
        ]

    def stored(self, place: Place) -> Span:
        """Where a stretch of raw text stands in the masked text of its passage, placeholder or words."""
        shift = 0
        for edit in self.screenings[place.passage].edits:
            if edit.start >= place.start:
                if edit.start == place.start:
                    return Span(edit.start + shift, edit.start + shift + edit.length)
                break
            shift += edit.length - (edit.end - edit.start)
        return Span(place.start + shift, place.end + shift)

    def let_stand(self, words: Sequence[tuple[str, Reason, bool]]) -> None:
        """Take up what a person let stand before: words, why, and whether in the whole project."""
        for text, reason, everywhere in words:
            nowhere = Group(key(text), (text,), "name", True, "flag", "allowed", (), "", text, None)  # noqa: FBT003 - a group is its fields
            decision: Decision = "never" if everywhere else "keep"
            kept = {**self._now.kept, nowhere.key: (nowhere, decision, reason)}
            self._now = replace(self._now, kept=kept)
        self._another_gate()

    def mask(self, group: Group) -> None:
        """Cover every occurrence with a numbered placeholder."""
        self._choose(group, "mask", "")

    def generalise(self, group: Group, words: str = "") -> None:
        """Cover every occurrence with coarser words, those the gate suggests when none are given.

        Raises:
            GateRefusedError: there are no words, or they could name somebody themselves.
        """
        written = wording(group.kind, words) if words else group.coarser
        if not written:
            raise GateRefusedError(
                "Say it in a few ordinary words, such as 'a shelter' or 'a friend', without names or numbers."
            )
        self._choose(group, "generalise", written)

    def keep(self, group: Group, reason: Reason) -> None:
        """Let every occurrence in this note stand as it is."""
        self._let(group, "keep", reason)

    def never(self, group: Group, reason: Reason = "not a name") -> None:
        """Let the words stand in the whole project from now on.

        Raises:
            GateRefusedError: it is a number, an address or the like, which is always decided one by one.
        """
        if group.kind not in _NAMES:
            raise GateRefusedError("Numbers, addresses and dates are kept note by note, never for a project.")
        self._let(group, "never", reason)

    def missed(self, names: Sequence[str]) -> int:
        """Cover names that the gate let pass; what was let stand and belongs to one of them is open again.

        Returns how many stretches more are covered now.

        Raises:
            GateRefusedError: one of them is a little word, which would be masked all over the text.
        """
        if not names:
            return 0
        if any(everyday(name) == "little" for name in names):
            raise GateRefusedError(_TOO_LITTLE)
        before = sum(len(screening.findings) for screening in self.screenings)
        gate = self._gate.extended(roster=(*self._now.named, *names))
        kept = {
            name: value
            for name, value in self._now.kept.items()
            if not _names_any(gate, names, value[0].texts)
        }
        self._decide(named=(*self._now.named, *names), kept=kept)
        return sum(len(screening.findings) for screening in self.screenings) - before

    def undo(self) -> bool:
        """Take back the latest decision; whether there was one."""
        if not self._past:
            return False
        self._now = self._past.pop()
        self._another_gate()
        return True

    def _decide(self, *, same: bool = False, **changed: object) -> None:
        """Note a decision; `same` says that the text stays as it is, so that nothing is screened again."""
        self._past.append(self._now)
        self._now = replace(self._now, **changed)  # type: ignore[arg-type]
        if same:
            self._sort()
        else:
            self._another_gate()

    def _another_gate(self) -> None:
        """Follow decisions about words that may stand and names to look for, then look again."""
        now = self._now
        words = [text for group, _, _ in now.kept.values() for text in group.texts]
        named = bool(words or now.named)
        self._strict = self._gate.extended(roster=now.named, allow=words) if named else self._gate
        self._seen.another_gate()
        self._look()

    def _choose(self, group: Group, decision: Decision, written: str) -> None:
        kept = {name: value for name, value in self._now.kept.items() if name != group.key}
        new = {key(text): (decision, written) for text in group.texts}
        same = not written and group.key not in self._now.kept and _NUMBERED.fullmatch(group.shown)
        self._decide(same=bool(same), kept=kept, chosen={**self._now.chosen, **new})

    def _let(self, group: Group, decision: Decision, reason: Reason) -> None:
        gate = self._gate.extended(roster=self._now.named) if self._now.named else self._gate
        for text in group.texts:
            gate.allowed(text)  # refuses what is too long, named on the roster, or added as missed
        own = {key(text) for text in group.texts}
        chosen = {name: value for name, value in self._now.chosen.items() if name not in own}
        self._decide(chosen=chosen, kept={**self._now.kept, group.key: (group, decision, reason)})

    def _look(self) -> None:
        """Screen the note again under the decisions so far, and group what is found."""
        self._seen.turn()
        self.screenings = tuple(self.screened(self._texts))
        self._sort()

    def screened(self, texts: Sequence[str]) -> list[Screening]:
        """Other texts screened in the stead of the passages, under the decisions so far."""
        shown = {name: written for name, (_, written) in self._now.chosen.items()}
        numbers = Surrogates()
        numbers.restore(self._taken.snapshot())
        return self._strict.screen_note(texts, numbers, role=self._role, shown=shown, seen=self._seen)

    def retext(self, texts: Sequence[str]) -> None:
        """Look at the passages as they are now, while they are being typed; what was decided holds."""
        self._texts = tuple(texts)
        self._look()

    def _sort(self) -> None:
        self._numbers = {}
        groups = [*self._found(), *self._standing()]
        self.groups = tuple(sorted(groups, key=lambda group: group.places[0]))

    def _found(self) -> list[Group]:
        """The finds of the screening: all forms and places of each person, body or thing together."""
        seen: dict[str, list[_Seen]] = {}
        for at, screening in enumerate(self.screenings):
            written = _written(screening)
            for finding in screening.findings:
                text = self._texts[at][finding.start : finding.end]
                each = _Seen(
                    Place(at, finding.start, finding.end), finding, text, written.get(finding.start, "")
                )
                seen.setdefault(self._family(each), []).append(each)
        return [self._group(name, each) for name, each in seen.items()]

    def _family(self, seen: _Seen) -> str:
        """What a form belongs to: the forms that first shared a numbered placeholder stay together."""
        own = key(seen.text)
        if own not in self._families:
            numbered = seen.shown if _NUMBERED.fullmatch(seen.shown) else own
            self._families[own] = self._numbers.setdefault(numbered, own)
        return self._families[own]

    def _group(self, name: str, seen: Sequence[_Seen]) -> Group:
        forms = {key(each.text): each.text for each in reversed(seen)}
        texts = tuple(sorted(forms.values(), key=len, reverse=True))
        told = next((each for each in seen if each.finding.action == "mask"), seen[0])
        fullest = next(each for each in seen if each.text == texts[0])
        decisions = {self._now.chosen[form][0] for form in forms if form in self._now.chosen}
        suggested = (
            fullest.shown if _COARSE.fullmatch(fullest.shown) else coarser(told.finding.kind, texts[0])
        )
        return Group(
            key=name,
            texts=texts,
            kind=told.finding.kind,
            direct=told.finding.direct,
            action=told.finding.action,
            rule=told.finding.rule,
            places=tuple(each.place for each in seen),
            coarser=suggested,
            shown=fullest.shown,
            decision=decisions.pop() if len(decisions) == 1 else None,
        )

    def _at(self, place: Place) -> str:
        return self._texts[place.passage][place.start : place.end] if place.passage < len(self._texts) else ""

    def _standing(self) -> list[Group]:
        """The groups a person let stand, which the screening no longer finds."""
        found = []
        for group, decision, _ in self._now.kept.values():
            pattern = phrase(group.texts)
            places = tuple(
                Place(at, match.start(), match.end())
                for at, text in enumerate(self._texts)
                for match in pattern.finditer(text)
            ) or tuple(place for place in group.places if self._at(place) in group.texts)
            if places:
                found.append(replace(group, places=places, shown=group.text, decision=decision))
        return found


def _written(screening: Screening) -> dict[int, str]:
    """What stands in the masked text for each edit, by the edit's start in the raw text."""
    shift, found = 0, {}
    for edit in screening.edits:
        start = edit.start + shift
        found[edit.start] = screening.masked.text[start : start + edit.length]
        shift += edit.length - (edit.end - edit.start)
    return found


def _names_any(gate: Gate, names: Sequence[str], texts: Sequence[str]) -> bool:
    """Whether a name holds one of some texts or is held in it, or the gate's roster names it misspelt."""
    for text in map(key, texts):
        if any(key(name) in text or text in key(name) for name in names):
            return True
        try:
            gate.allowed(text)
        except GateRefusedError:
            return True
    return False
