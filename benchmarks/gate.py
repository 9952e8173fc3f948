"""How much the gate finds and how much it covers needlessly: gate.py --data DIR (dev.jsonl and score.py)."""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from codebook.deid.gate import Gate, warm_up


def measure(folder: Path, *, verbose: int) -> dict[str, float]:
    """Screen every passage of dev.jsonl and let the given score.py judge the spans."""
    gold = folder / "dev.jsonl"
    passages = [json.loads(line) for line in gold.read_text(encoding="utf-8").splitlines()]
    warm_up()
    gate = Gate()
    gate.screen("The first text loads the word lists.")
    began = time.perf_counter()
    screened = [gate.screen(passage["text"]) for passage in passages]
    seconds = time.perf_counter() - began
    with tempfile.TemporaryDirectory() as scratch:
        spans, scores = Path(scratch) / "spans.jsonl", Path(scratch) / "scores.json"
        spans.write_text(
            "".join(
                json.dumps(
                    {"id": passage["id"], "spans": [[find.start, find.end] for find in screening.findings]}
                )
                + "\n"
                for passage, screening in zip(passages, screened, strict=True)
            ),
            encoding="utf-8",
        )
        command = [sys.executable, str(folder / "score.py"), "--gold", str(gold), "--pred", str(spans)]
        told = subprocess.run(
            [*command, "--json", str(scores), "--leaks", str(verbose)],
            check=True,
            capture_output=True,
            text=True,
        )
        score = json.loads(scores.read_text(encoding="utf-8"))
    if verbose:
        sys.stderr.write(told.stdout)
    words = sum(len(passage["text"].split()) for passage in passages)
    return {
        "direct_recall": score["recall"]["direct"],
        "indirect_recall": score["recall"]["quasi"],
        "over_masked": score["overmask_rate"],
        "passages": len(passages),
        "words_per_second": round(words / seconds),
    }


def main() -> None:
    """Print the figures as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--data", type=Path, default=os.environ.get("CODEBOOK_DEV_DATA"), help="folder of dev.jsonl"
    )
    parser.add_argument("--leaks", type=int, default=0, help="also show so many leaks and needless masks")
    chosen = parser.parse_args()
    if chosen.data is None:
        parser.error("give --data DIR or set CODEBOOK_DEV_DATA")
    folder = chosen.data if (chosen.data / "dev.jsonl").exists() else chosen.data / "deid"
    print(json.dumps(measure(folder, verbose=chosen.leaks)))


if __name__ == "__main__":
    main()
