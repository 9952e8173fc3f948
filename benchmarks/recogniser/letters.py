"""Lines about addresses in many countries, as people give them."""

import re
from random import Random

import sources
from faker import Faker
from generate import Line, Piece
from rewriting import line_of

from codebook.deid.listed import listed

LOCALES = sorted(
    listed(
        "en_US en_GB en_CA en_AU fr_FR fr_CA de_DE es_ES it_IT nl_NL sv_SE da_DK fi_FI pl_PL cs_CZ hu_HU "
        "ro_RO pt_BR pt_PT no_NO en_NZ en_IN fr_CH hr_HR en_PH"
    )
)
_PHONES = ("(###) ###-####", "+## ### ## ## ##", "0### ### ## ##", "###.###.####")


class Letters:
    """Draws lines with addresses; the same seed draws the same."""

    def __init__(self, seed: int) -> None:
        self.chance = Random(seed)  # noqa: S311  # sentences, not secrets
        self.makers = [Faker(locale) for locale in LOCALES]
        for maker in self.makers:
            maker.seed_instance(seed)

    def line(self) -> Line:
        """A line with an address in it, often also who lives there."""
        c, maker = self.chance, self.chance.choice(self.makers)
        frame = c.choice(sources.words()["letter"])
        pieces: list[Piece] = []
        for part in re.split(r"(\{\w+\})", frame.replace(";", ",").replace("~", "\n")):
            if part == "{address}":
                pieces += self._address(maker)
            elif part == "{name}":
                pieces.append((maker.name(), "PERSON"))
            elif part == "{company}":
                pieces.append((maker.company(), "AGENCY"))
            elif part == "{city}":
                pieces.append((maker.city(), "PLACE"))
            elif part == "{phone}":
                pieces.append((maker.numerify(c.choice(_PHONES)), "CODE"))
            else:
                pieces.append((part, ""))
        line = line_of([(text.replace("\n", " "), label) for text, label in pieces], "clean")
        low = line.text.lower()
        return (
            Line(low, line.spans, "lower", french=False)
            if len(low) == len(line.text) and c.random() < 0.2
            else line
        )

    def _address(self, maker: Faker) -> list[Piece]:
        c = self.chance
        number = str(c.randint(1, 99999)).zfill(c.choice((2, 3, 4)))
        street, city, post = maker.street_name(), maker.city(), maker.postcode()
        inner = c.choice(("Apt.", "Suite", "Unit", "apt", "#")) + f" {c.randint(1, 999):03}"
        if c.random() < 0.3:
            house = (f"{number} {street} {c.randint(1, 99)}", "ADDRESS")
            joints = [(c.choice((" ", ", ", " > ", "  ")), "") for _ in range(2)]
            return [house, joints[0], (inner, "ADDRESS"), joints[1], (city, "PLACE")]
        whole = c.choice(
            (
                maker.street_address(),
                maker.address(),
                f"{number} {street} {c.randint(1, 99)}",
                f"{number} {street} {c.randint(1, 99)} {inner}",
                f"{number} {street}, {city}",
                f"{number} {street} {inner} {city}, {''.join(c.choices('ABCDEIKLMNOPRSTVW', k=2))} {post}",
                f"{street} {c.randint(1, 99)}, {post} {city}",
                f"{number} P.O. Box {c.randint(1, 999)} {inner} {city} {post}",
                f"the corner of {street} and {maker.street_name()}",
                self._military(maker),
                self._military(maker),
            )
        )
        return [(whole.replace("\n", " "), "ADDRESS")]

    def _military(self, maker: Faker) -> str:
        c = self.chance
        box, other = f"{c.randint(0, 9999):04}", f"{c.randint(0, 9999):04}"
        kind = c.choice((f"Unit {box} Box {other}", f"PSC {box}, Box {other}", f"USNS {maker.last_name()}"))
        office, area = c.choice(("DPO", "APO", "FPO")), c.choice(("AA", "AE", "AP"))
        return f"{kind} {office} {area} {c.randint(10000, 99999)}"
