"""Invented people, agencies, employers, towns and nations, in the shapes that notes give them."""

from collections.abc import Callable, Sequence
from random import Random

import sources

_CONSONANTS = "BCDFGHJKLMNPRSTVW"
_KNOWN = {
    "RCM",
    "MCF",
    "BC",
    "HIV",
    "TRP",
    "LMI",
    "CRA",
    "PTS",
    "DOB",
    "PHN",
    "SIN",
    "CBS",
    "NGO",
    "TFW",
    "VPD",
}

# How often, in training, a part of a name is any word of the dictionary, and which kind of word it may be.
ANY_WORD = 0.4
_OPEN = {
    "agencynoun": "noun",
    "agencyadj": "adj",
    "employernoun": "noun",
    "employeradj": "adj",
    "placeword": "noun",
}


class Naming:
    """Draws names of one side: those to train on, or those held out."""

    def __init__(self, chance: Random, *, held: bool) -> None:
        self.chance, self.held = chance, held
        self._sides: dict[int, tuple[str, ...]] = {}

    def draw(self, pool: tuple[str, ...]) -> str:
        """One of the names of this side."""
        side = self._sides.get(id(pool))
        if side is None:
            side = self._sides[id(pool)] = (
                tuple(name for name in pool if sources.held(name) == self.held) or pool
            )
        return self.chance.choice(side)

    def part(self, key: str) -> str:
        """One word of a list of parts, or any word: a body is told by its place, not by what it is called."""
        if not self.held and self.maybe(ANY_WORD) and key in _OPEN:
            return self.draw(sources.dictionary()[_OPEN[key]])
        return self.draw(sources.words()[key])

    def any(self, key: str) -> str:
        """One word of a list that both sides share."""
        return self.chance.choice(sources.words()[key])

    def shape(self, shapes: Sequence[tuple[int, Callable[[], str]]]) -> str:
        """One of the shapes, by weight."""
        weights, makers = zip(*shapes, strict=True)
        return str(self.chance.choices(makers, weights)[0]())

    def maybe(self, share: float) -> bool:
        """True in that share of cases."""
        return self.chance.random() < share

    def first(self) -> str:
        """A first name or short form."""
        name = self.draw(sources.firsts())
        if self.maybe(0.02):
            return f"{name}-{self.draw(sources.firsts())}"
        return self.draw(sources.word_names()) if self.maybe(0.06) else name

    def last(self) -> str:
        """A surname, also a double one."""
        name = self.draw(sources.word_surnames() if self.maybe(0.18) else sources.lasts())
        return f"{name}{self.chance.choice('- ')}{self.draw(sources.lasts())}" if self.maybe(0.06) else name

    def full(self) -> str:
        """First name and surname."""
        c = self.chance
        middle = c.choice(_CONSONANTS)
        return self.shape(
            (
                (80, lambda: f"{self.first()} {self.last()}"),
                (6, lambda: f"{self.first()} {middle}. {self.last()}"),
                (3, lambda: f"{self.first()} {middle} {self.last()}"),
                (5, lambda: f"{self.first()} {self.first()} {self.last()}"),
                (4, lambda: f"{c.choice(_CONSONANTS)}. {self.last()}"),
                (6, lambda: f"{self.word_name()} {self.last()}"),
            )
        )

    def word_name(self) -> str:
        """A name that is also a word; a few plain first names keep the templates from telling which."""
        if not self.held and self.maybe(ANY_WORD / 2):
            return titled(self.draw(sources.dictionary()[self.chance.choice(("noun", "noun", "adj"))]))
        return self.first() if self.maybe(0.15) else self.draw(sources.word_names())

    def nick(self) -> str:
        """What somebody is called on the street."""
        return self.shape(
            (
                (8, lambda: self.part("nick")),
                (3, self.word_name),
                (
                    1,
                    lambda: f"{self.any('nickfront')} {self.first()}",
                ),
                (
                    1,
                    lambda: f"{self.first()[0]}-{self.any('nickback')}",
                ),
            )
        )

    def initials(self) -> str:
        """J.S., J. S. or JS."""
        one, two = self.chance.choice(_CONSONANTS + "AEIO"), self.chance.choice(_CONSONANTS)
        return self.chance.choice((f"{one}.{two}.", f"{one}. {two}.", f"{one}.{two}."))

    def person(self) -> str:
        """Any way to name a person."""
        return self.shape(
            (
                (38, self.first),
                (22, self.full),
                (22, self.word_name),
                (6, self.nick),
                (4, lambda: f"{self.first()} {self.chance.choice(_CONSONANTS)}."),
                (2, self.initials),
                (2, lambda: f"{self.first()} {self.draw(sources.word_surnames())}"),
            )
        )

    def acronym(self) -> str:
        """Capitals nobody has a list of."""
        letters = "".join(self.chance.choices(_CONSONANTS + "AAEIO", k=self.chance.choice((3, 4, 4, 5))))
        return letters if letters[:3] not in _KNOWN else "WRTG"

    def agency(self) -> str:
        """A body that helps: with a head word or of ordinary words alone."""
        noun, adj, to, head = (
            (lambda key=key: titled(self.part(key)))
            for key in ("agencynoun", "agencyadj", "agencyto", "agencyhead")
        )
        c = self.chance
        return self.shape(
            (
                (16, lambda: f"{noun()} to {to()}"),
                (20, lambda: f"{adj()} {noun()}"),
                (18, lambda: f"{noun()} {head()}"),
                (12, lambda: f"{adj()} {noun()} {head()}"),
                (4, lambda: f"{noun()} {c.choice(('and', '&', 'of', 'for', 'from', 'in'))} {noun()}"),
                (4, lambda: f"{noun()} {c.choice(('of', 'for'))} {to()}"),
                (3, noun),
                (
                    4,
                    lambda: f"{self.first()}'s {self.any('ownplace')}",
                ),
                (
                    4,
                    lambda: (
                        f"{c.choice(('St.', 'St', 'Saint'))} {self.first()}'s{c.choice(('', ' ' + head()))}"
                    ),
                ),
                (6, lambda: f"{self.place()} {head()}"),
                (3, lambda: f"{self.place()} & District {head()}"),
                (5, self.acronym),
                (2, lambda: f"Project {noun()}"),
                (2, lambda: f"The {noun()} {c.choice(('Project', 'Centre', 'Program', 'Foundation'))}"),
                (
                    3,
                    lambda: f"{self.any('womenof')} {self.any('womento')} {noun()}",
                ),
                (4, lambda: f"{self.last()} {head()}"),
                (1, lambda: f"{self.full()} {head()}"),
            )
        )

    def employer(self) -> str:
        """A business."""
        noun, adj, head = (
            (lambda key=key: titled(self.part(key)))
            for key in ("employernoun", "employeradj", "employerhead")
        )
        c = self.chance
        return self.shape(
            (
                (22, lambda: f"{adj()} {noun()} {head()}"),
                (16, lambda: f"{adj()} {noun()}"),
                (14, lambda: f"{noun()} {head()}"),
                (14, lambda: f"{self.last()} {head()}"),
                (
                    5,
                    lambda: f"{self.last()} {self.any('sons')} {head()}",
                ),
                (7, lambda: f"{self.first()}'s {head()}"),
                (5, lambda: f"{self.first()}'s"),
                (7, lambda: f"{self.place()} {head()}"),
                (4, lambda: f"{''.join(c.choices(_CONSONANTS, k=2))} {head()}"),
                (
                    3,
                    lambda: f"{adj()}{self.any('fused')} {head()}",
                ),
                (3, lambda: f"{noun()} {c.choice(('and', '&', 'n'))} {noun()}"),
                (2, lambda: f"{adj()} {noun()} {head()} {c.choice(('Ltd.', 'Inc.', 'Ltd'))}"),
            )
        )

    def place(self) -> str:
        """A town, valley or neighbourhood, known or made up."""
        word, head = (lambda: titled(self.part("placeword"))), (lambda: titled(self.part("placehead")))
        c = self.chance
        return self.shape(
            (
                (60, lambda: self.draw(sources.towns())),
                (16, lambda: f"{word()} {head()}"),
                (5, lambda: f"{self.draw(sources.lasts())} {head()}"),
                (5, lambda: f"{self.part('placefront')} {self.draw(sources.lasts())}"),
                (
                    3,
                    lambda: f"{word()}{self.any('townend')}",
                ),
                (4, lambda: f"{word()} {self.part('neighbourhood')}"),
                (2, lambda: "".join(c.choices(sources.words()["syllable"], k=3)).capitalize()),
            )
        )

    def nation(self) -> str:
        """A First Nation or its reserve."""
        c = self.chance
        own = c.choice(
            (
                f"{titled(self.part('placeword'))} {titled(self.part('placehead'))}",
                "".join(c.choices(sources.words()["syllable"], k=c.choice((2, 3, 3, 4)))).capitalize(),
                self.draw(sources.towns()),
            )
        )
        people = c.choice(("", "", " Cree", " Dene", " Ojibwe"))
        return (
            own
            + people
            + c.choice(
                (
                    " First Nation",
                    " First Nation",
                    " Nation",
                    " Band",
                    " Indian Band",
                    " reserve",
                    " Reserve",
                    " First Nations",
                )
            )
        )

    def agency_fr(self) -> str:
        """A French-speaking body."""
        c = self.chance
        own = c.choice(
            (
                "Espoir",
                "Horizon",
                "Étoile",
                "Aurore",
                "Passerelle",
                "Tremplin",
                "Phare",
                "Escale",
                "Envol",
                "Ancre",
                "Racine",
                "Lumière",
                "Source",
                "Clé",
                "Relais",
                "Nouvel Élan",
                "Premier Pas",
                "Oasis",
                "Jonction",
                "Traversée",
            )
        )
        return c.choice(
            (
                f"la Maison {own}",
                f"Maison {self.first()}",
                f"Centre {own}",
                f"Refuge {own}",
                f"Auberge {own}",
                f"la Maison des {c.choice(('Femmes', 'Sœurs', 'Pins', 'Rêves'))} de {self.place()}",
                f"Le {own}",
                f"Projet {own}",
                f"CALACS de {self.place()}",
                f"Carrefour {own}",
                f"{own} {self.place()}",
                self.agency(),
            )
        )

    def employer_fr(self) -> str:
        """A French-speaking business."""
        c = self.chance
        return c.choice(
            (
                f"Ferme {self.last()}",
                f"Les Serres {self.last()}",
                f"Restaurant {self.first()}",
                f"Chez {self.first()}",
                f"Boulangerie {self.last()}",
                f"Motel {self.last()}",
                f"Entretien {self.last()} inc.",
                f"Vergers {self.last()}",
                f"Casse-croûte {self.first()}",
                f"Agence {self.last()}",
                self.employer(),
            )
        )


def titled(name: str) -> str:
    """Each word with a capital."""
    return " ".join(word[:1].upper() + word[1:] for word in name.split())
