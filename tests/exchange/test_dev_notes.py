"""Development notes, where a researcher has them: the marks of the alignment hold."""

import importlib.util
import os
from pathlib import Path

import pytest

DATA = os.environ.get("CODEBOOK_DEV_DATA")
BENCHMARK = Path(__file__).parents[2] / "benchmarks" / "development_notes.py"


@pytest.mark.skipif(DATA is None, reason="CODEBOOK_DEV_DATA names no data folder")
@pytest.mark.parametrize(("notes", "gold"), [("notes", "gold"), ("raw", "gold_raw")])
def test_marks_on_development_notes(notes: str, gold: str) -> None:
    """Nothing is lost, and 98 of 100 letters stand under their question."""
    spec = importlib.util.spec_from_file_location("alignment", BENCHMARK)
    assert spec is not None
    assert spec.loader is not None
    benchmark = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(benchmark)
    folder = Path(DATA or "")
    folder = folder / "notes" if (folder / "notes" / "gold").is_dir() else folder
    measured = benchmark.measure(folder, notes, gold)
    assert measured["lost_beside_comments"] == 0
    assert measured["right_percent"] >= 98
    assert measured["spurious"] <= 100
