"""How well notes split into guide answers: reads and aligns notes in many shapes and scores them.

`python benchmarks/alignment.py` takes the notes of our own (benchmarks/notes) and prints one JSON object for
each set and each format. With `--data DIR` it takes the development notes there, scored by the script beside
them; `lost_beside_comments` leaves out what stood in comments only, which readers drop by design.
"""

import argparse
import json
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

import development_notes
from codebook.exchange.align import align
from codebook.exchange.guides import read_guide
from codebook.exchange.readers import read_document
from codebook.model.guide import Guide
from codebook.settings import guide_files
from note_marks import Note, notes
from note_scores import Score, score
from note_shapes import save


def main() -> int:
    """Measure our own notes, or a data folder; 1 when a word was lost."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, help="the folder that holds notes, raw and gold")
    parser.add_argument("--set", dest="held", action="append", help="only the notes of this set")
    parser.add_argument("--first", type=int, help="only so many notes of our own")
    parser.add_argument("--detail", action="store_true", help="also list what went wrong, on stderr")
    given = parser.parse_args()
    if given.data:
        return development_notes.report(given.data, detail=given.detail)
    chosen = [note for note in notes() if not given.held or note.held in given.held][: given.first]
    rows = measure(chosen)
    for figures in (*totals(rows, "set"), *totals(rows, "format"), *totals(rows, "all")):
        print(json.dumps(figures))
    if given.detail:
        for note, scored, _ in rows:
            sys.stderr.write(f"{note.file} {note.guide} {scored.share():.2f} % {note.shape}\n")
            sys.stderr.writelines(f"    {line}\n" for line in scored.astray)
    return 1 if any(scored.lost for _, scored, _ in rows) else 0


def measure(chosen: Sequence[Note]) -> list[tuple[Note, Score, float]]:
    """Each note, how its answers fell, and the seconds it took."""
    guides: list[Guide] = [read_guide(path) for path in guide_files().values()]
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        for note in chosen:
            path = save(note, Path(folder))
            started = time.perf_counter()
            answers = align(read_document(path), guides).answers
            rows.append((note, score(note.gold, answers), time.perf_counter() - started))
    return rows


def totals(rows: Iterable[tuple[Note, Score, float]], by: str) -> list[dict[str, object]]:
    """The figures by set, by format, or of all notes together."""
    groups: dict[str, list[tuple[Note, Score, float]]] = defaultdict(list)
    for row in rows:
        key = {"set": row[0].held, "format": Path(row[0].file).suffix[1:], "all": "notes"}[by]
        groups[key].append(row)
    found: list[dict[str, object]] = []
    for key, group in sorted(groups.items()):
        whole = Score.total(scored for _, scored, _ in group)
        found.append(
            {
                by: key,
                "notes": len(group),
                "right_percent": round(whole.share(), 2),
                "letters": whole.letters,
                "right": whole.right,
                "wrong": whole.wrong,
                "lost": whole.lost,
                "spurious": whole.spurious,
                "statuses_right": f"{whole.statuses_right}/{whole.statuses}",
                "ms_per_note": round(1000 * sum(seconds for _, _, seconds in group) / len(group)),
            }
        )
    return found


if __name__ == "__main__":
    sys.exit(main())
