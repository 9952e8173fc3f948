"""The gate: the only way from raw text to text that may be stored."""

import re
import secrets
from collections.abc import Collection, Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Literal, NoReturn

from codebook.deid import language
from codebook.deid.covering import cover, raw, whole
from codebook.deid.finding import Seeker
from codebook.deid.given_names import GIVEN
from codebook.deid.hits import ROSTER, Hit, joined_names, resolved
from codebook.deid.plain import Plain
from codebook.deid.reading import PLACEHOLDER, sentence_starts
from codebook.deid.remembering import Seen
from codebook.deid.surrogates import Surrogates
from codebook.deid.words import LITTLE, is_ordinary
from codebook.errors import CodebookError
from codebook.model.guide import Role
from codebook.model.masked import Finding, MaskedText, Screening
from codebook.model.policy import KINDS, Policy, Treatment
from codebook.model.span import Edit

__all__ = ["RULES_VERSION", "Gate", "GateRefusedError", "Surrogates", "everyday", "warm_up"]

RULES_VERSION = 2  # raised whenever the rules find more than they did
_VERSIONS = 10_000  # a text's policy number is this many times the rules' version, plus the project's
_HANDLE = re.compile(r"[A-Za-z]{1,3}[0-9]{1,3}|[A-Za-z]{1,2}")

_ID = re.compile(r"[A-Za-z][A-Za-z0-9]{0,11}(?:[.-][A-Za-z0-9]{1,20}){0,6}")
_ID_SIGN = re.compile(r"[.-]")
# No letter or digit that is mistaken for another when read aloud or from paper.
_ALPHABET = "23456789ACDEFGHJKMNPQRTUVWXY"
_ROLE_LETTER: dict[Role, str] = {"survivor": "S", "provider": "P"}
_TRIES = 1000
_LONGEST_ALLOWED = 80
NOTHING: Mapping[str, str] = MappingProxyType({})
_ROUNDS = 12  # two or three are usual
_LONGEST_ABBREVIATION = 4


class GateRefusedError(CodebookError):
    """A name or label looks as if it identifies somebody; the message names the place and quotes nothing."""


def warm_up() -> None:
    """Load the language model ahead of the first text; a background thread may do it."""
    language.load()


class Gate:
    """Finds what could identify somebody and writes placeholders in its stead.

    `roster` holds real names known to the team, matched also when misspelt and kept in memory only;
    `allow` holds words and phrases that a person decided may pass, unless the roster names them too;
    `vocabulary` the words of the project's codebook; `policy` says what becomes of each kind of find.
    """

    __slots__ = ("_allow", "_policy", "_roster", "_seeker", "_vocabulary")

    def __init__(
        self,
        *,
        roster: Sequence[str] = (),
        allow: Iterable[str] = (),
        vocabulary: Iterable[str] = (),
        policy: Policy | None = None,
    ) -> None:
        self._roster, self._allow, self._vocabulary = tuple(roster), tuple(allow), tuple(vocabulary)
        self._policy = Policy() if policy is None else policy
        self._seeker = Seeker(self._roster, self._allow, self._vocabulary)

    def __repr__(self) -> str:
        return "Gate(…)"

    def __reduce__(self) -> NoReturn:
        raise TypeError("the roster stays in memory")

    @property
    def version(self) -> int:
        """The number of rules and policy together, which every text carries that passed them."""
        return RULES_VERSION * _VERSIONS + min(self._policy.version, _VERSIONS - 1)

    @property
    def minds_role(self) -> bool:
        """Whether it matters whose words a text holds."""
        return self._treatments("survivor") != self._treatments("provider")

    def extended(self, *, roster: Iterable[str] = (), allow: Iterable[str] = ()) -> "Gate":
        """The same gate with more names to find, or more words that may pass."""
        return Gate(
            roster=(*self._roster, *roster),
            allow=(*self._allow, *allow),
            vocabulary=self._vocabulary,
            policy=self._policy,
        )

    def _treatments(self, role: Role | None) -> dict[str, Treatment]:
        return {kind: self._policy.treatment(kind, role) for kind in KINDS}

    def screen(
        self, text: str, surrogates: Surrogates | None = None, *, role: Role | None = None
    ) -> Screening:
        """What the gate finds in one text, and the text with it covered."""
        return self.screen_note([text], surrogates, role=role)[0]

    def screen_note(
        self,
        texts: Sequence[str],
        surrogates: Surrogates | None = None,
        *,
        role: Role | None = None,
        shown: Mapping[str, str] = NOTHING,
        seen: Seen | None = None,
        labels: bool = False,
    ) -> list[Screening]:
        """All passages of one note: a name found in one is found in all, also in part.

        `role` is whose words they are. `shown` gives, by `key`, the placeholders that a person chose.
        `seen` remembers what was found in each line and text, which spares most of the work when a note is
        screened again by the same gate.
        `labels` are names, definitions and questions of guides and codebooks, which are no notes: the
        recogniser was made for notes and is not asked about them.
        """
        memory = Surrogates() if surrogates is None else surrogates
        treatments = self._treatments(role)
        plains = [Plain(text) for text in texts]
        texts = [plain.text for plain in plains]
        for text in texts:
            for match in PLACEHOLDER.finditer(text):
                if match["label"]:
                    memory.reserve(match["label"], int(match["number"]))
        seen = Seen() if seen is None else seen
        found = self._seeker.find_all(texts, seen, treatments, labels=labels)
        # Covering one name changes what the model makes of its neighbours: look again at what would be
        # stored until nothing more is seen, so that screening stored text finds nothing.
        before = memory.snapshot()
        for round_ in range(_ROUNDS):
            memory.restore(before)
            found = self._seeker.spread(texts, found, treatments)
            covered = [cover(text, hits, memory, shown) for text, hits in zip(texts, found, strict=True)]
            changed = [at for at, hits in enumerate(found) if hits]
            again = self._seeker.find_all([covered[at][0] for at in changed], seen, treatments, labels=labels)
            more = dict(zip(changed, again, strict=True))
            if not any(again):
                break
            found = [
                whole(texts[at])
                if round_ >= _ROUNDS - 4 and more.get(at)
                else joined_names(
                    texts[at], resolved([*hits, *(raw(hit, covered[at][1]) for hit in more.get(at, ()))])
                )
                for at, hits in enumerate(found)
            ]
        return [
            self._screening(plain, hits, *written)
            for plain, hits, written in zip(plains, found, covered, strict=True)
        ]

    def _screening(self, plain: Plain, hits: Sequence[Hit], masked: str, edits: Sequence[Edit]) -> Screening:
        """One text after the gate, in the offsets it was given in."""
        findings = (
            Finding(
                plain.raw(hit.start),
                plain.raw(hit.end),
                hit.kind,
                KINDS[hit.kind].direct,
                hit.action,
                hit.rule,
            )
            for hit in hits
        )
        return Screening(
            masked=MaskedText(masked, self.version),
            findings=tuple(findings),
            edits=plain.edits(edits),
            sentences=sentence_starts(masked),
        )

    def phrase(self, text: str, *, place: str) -> MaskedText:
        """A name, title or short label, as it is.

        Raises:
            GateRefusedError: something in it could identify somebody.
        """
        plain = Plain(text).text
        seen = self._seeker.find(plain, self._treatments(None))
        if seen:
            raise GateRefusedError(
                f"The {place} seems to hold a name, place, date or number that could identify somebody. "
                "Use general words."
            )
        return MaskedText(plain, self.version)

    def allowed(self, text: str) -> MaskedText:
        """Words a person decided may stand, which is what makes them storable.

        Raises:
            GateRefusedError: they are too long to be one name or term, or the roster names them.
        """
        plain = " ".join(Plain(text).text.split())
        named = any(hit.rule in ROSTER for hit in self._seeker.find(plain, self._treatments(None)))
        if not plain or len(plain) > _LONGEST_ALLOWED or named:
            raise GateRefusedError(
                f"Only a name or term of up to {_LONGEST_ALLOWED} characters that the roster does not name "
                "can be allowed."
            )
        return MaskedText(plain, self.version)

    def ident(self, text: str, *, place: str) -> MaskedText:
        """An id of a guide or a question, such as `B.svc-outreach`: letters, digits, dots and hyphens.

        Abbreviations no dictionary knows may pass here; known names may not.

        Raises:
            GateRefusedError: it has another shape, or a part of it is a name, place or number.
        """
        words = _ID_SIGN.sub(" ", text)
        seen = self._seeker.find(words, self._treatments(None))
        if not _ID.fullmatch(text) or any(_telling(hit, words) for hit in seen):
            raise GateRefusedError(
                f"The {place} should be a short id of ordinary words, such as B.needs-barriers."
            )
        return MaskedText(text, self.version)

    def case_codes(self, role: Role, *, taken: Collection[str]) -> tuple[MaskedText, str]:
        """A fresh random code for a case, and its withdrawal code, which is not for storing.

        Raises:
            GateRefusedError: nearly every code is taken.
        """
        for _ in range(_TRIES):
            code = f"{_ROLE_LETTER[role]}-{_drawn(3)}"
            if code not in taken:
                return MaskedText(code, self.version), f"W-{_drawn(4)}-{_drawn(4)}"
        raise GateRefusedError("No free case code was found. Start a second project.")

    def handle(self, text: str) -> MaskedText:
        """A coder's handle in capitals, which must not be a name.

        Raises:
            GateRefusedError: it is longer than a code, so that it could be a name.
        """
        if not _HANDLE.fullmatch(text) or text.rstrip("0123456789").casefold() in GIVEN:
            raise GateRefusedError(
                "A coder is known by a short handle, so that no name is stored: "
                "one or two letters, or up to three letters and up to three digits, for example RA1."
            )
        return MaskedText(text.upper(), self.version)


def _telling(hit: Hit, words: str) -> bool:
    """Whether a part of an id says more than an abbreviation does."""
    parts = words[hit.start : hit.end].split()
    return hit.action == "mask" or any(
        len(part) > _LONGEST_ABBREVIATION and not is_ordinary(part.casefold()) for part in parts
    )


def _drawn(length: int) -> str:
    return "".join(secrets.choice(_ALPHABET) for _ in range(length))


def everyday(name: str) -> Literal["little", "common", ""]:
    """Whether a name to look for is a little word, or an ordinary one, which would mask much that is none."""
    words = [word.strip(".,'\u2019").casefold() for word in name.split()]
    if all(len(word) < 2 or word in LITTLE for word in words):
        return "little"
    telling = [word for word in words if word not in LITTLE]
    return "common" if len(telling) == 1 and is_ordinary(telling[0]) and telling[0] not in GIVEN else ""
