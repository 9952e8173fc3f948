"""Development notes that are not shipped, scored by the script that lies beside them."""

import json
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from codebook.exchange.align import align
from codebook.exchange.guides import read_guide
from codebook.exchange.readers import read_document
from codebook.settings import guide_files

COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)


def report(data: Path, *, detail: bool) -> int:
    """Print the figures of every set of notes in a data folder; 1 when a word was lost."""
    lost = 0.0
    for notes, gold in (("notes", "gold"), ("raw", "gold_raw")):
        measured = measure(data, notes, gold, detail=detail)
        lost += float(measured["lost_beside_comments"])
        print(json.dumps(measured))
    return 1 if lost else 0


def measure(data: Path, notes: str, gold: str, *, detail: bool = False) -> dict[str, float]:
    """The figures of one folder of notes against its gold answers."""
    guides = [read_guide(path) for path in guide_files().values()]
    with tempfile.TemporaryDirectory() as folder:
        output, bare = Path(folder) / "output.jsonl", Path(folder) / "gold"
        started = time.perf_counter()
        files = sorted((data / notes).iterdir())
        with output.open("w", encoding="utf-8") as lines:
            for path in files:
                for answer in align(read_document(path), guides).answers:
                    line = {"file": path.name, "question_ref": answer.question_ref, "text": answer.text}
                    lines.write(json.dumps(line, ensure_ascii=False) + "\n")
        seconds = time.perf_counter() - started
        bare.mkdir()
        for path in (data / gold).glob("*.json"):
            kept = json.loads(path.read_text(encoding="utf-8"))
            for answer in kept["answers"]:
                answer["text"] = COMMENT.sub("", answer["text"])
            (bare / path.name).write_text(json.dumps(kept), encoding="utf-8")
        whole = _score(data, data / gold, output, Path(folder), detail=detail)
        without = _score(data, bare, output, Path(folder), detail=False)
    return {
        "notes": notes,
        **whole,
        "lost_beside_comments": without["lost"],
        "ms_per_note": round(1000 * seconds / len(files)),
    }


def _score(data: Path, gold: Path, output: Path, folder: Path, *, detail: bool) -> dict[str, float]:
    report = folder / "score.json"
    command = [
        sys.executable,
        str(data / "score_alignment.py"),
        str(gold),
        str(output),
        "--json",
        str(report),
    ]
    said = subprocess.run([*command, "--detail"], capture_output=True, text=True, check=False)
    if detail:
        sys.stderr.write(said.stdout + said.stderr)
    scored = json.loads(report.read_text(encoding="utf-8"))
    totals = {name: sum(row[name] for row in scored["rows"]) for name in ("chars", "right", "wrong", "lost")}
    share = round(100 * totals["right"] / (totals["chars"] or 1), 2)
    return {"right_percent": share, **totals, "spurious": sum(scored["spurious"].values())}
