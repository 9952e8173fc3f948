"""What the gate finds and covers needlessly, on held-out lines and other texts: measure.py [--data DIR]."""

import argparse
import json
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

import yaml
from generate import STYLES, Line, Writer

import codebook
from codebook.deid.gate import Gate, warm_up
from codebook.deid.listed import listed
from codebook.exchange.readers import read_document
from codebook.model.masked import Finding

SEED = 31
LINES = 250  # of each style
SETS = ("dev", "presidio_synth_dev", "asqphi_dev")
_MINOR = listed("the of and at de la s in on a le les des & to for")


def held_out() -> Iterator[Line]:
    """Lines of templates and names that training never saw, as many in each style, and in French."""
    writer = Writer(SEED, held=True)
    for style in STYLES:
        for _ in range(LINES):
            yield writer.line(style, french=False)
    for _ in range(LINES):
        yield writer.line(writer.chance.choice(("clean", "notes", "lower")), french=True)


def on_lines(gate: Gate, *, show: int) -> dict[str, dict[str, float]]:
    """Per style: the share of names covered whole, and of other words covered."""
    tallies: dict[str, Counter[str]] = defaultdict(Counter)
    for line in held_out():
        covered = bytearray(len(line.text) + 1)
        for find in gate.screen(line.text).findings:
            covered[find.start : find.end] = b"\x01" * (find.end - find.start)
        style = "french" if line.french else line.style
        told = bytearray(len(line.text) + 1)
        for start, end, label in line.spans:
            told[start:end] = b"\x01" * (end - start)
            need = [
                at
                for first, last in _words(line.text, start, end)
                if line.text[first:last].lower() not in _MINOR
                for at in range(first, last)
            ]
            whole = all(covered[at] for at in need)
            for tally in (tallies[style], tallies["every style"]):
                tally[f"{label.lower()} of"] += 1
                tally[label.lower()] += whole
                tally["found of"] += 1
                tally["found"] += whole
            if show and not whole:
                sys.stderr.write(f"LEAK {style} {label}: {line.text[start:end]} | {line.text}\n")
        for first, last in _words(line.text, 0, len(line.text)):
            if not any(told[first:last]) and line.text[first:last].isalpha():
                over = any(covered[first:last])
                for tally in (tallies[style], tallies["every style"]):
                    tally["over-masked of"] += 1
                    tally["over-masked"] += over
                if show and over:
                    sys.stderr.write(f"OVER {style}: {line.text[first:last]} | {line.text}\n")
    return {style: _shares(tally) for style, tally in tallies.items()}


def _shares(tally: Counter[str]) -> dict[str, float]:
    keys = ("found", "person", "agency", "place", "nation", "over-masked")
    return {key: round(tally[key] / tally[f"{key} of"], 4) for key in keys if tally[f"{key} of"]}


def _words(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    first = None
    for at in range(start, end + 1):
        inside = at < end and text[at].isalnum()
        if inside and first is None:
            first = at
        elif not inside and first is not None:
            yield first, at
            first = None


def on_set(gate: Gate, folder: Path, name: str) -> dict[str, float]:
    """What the given score.py makes of one of its sets."""
    sys.path.insert(0, str(folder))
    import score

    gold = [json.loads(line) for line in (folder / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]
    spans = {
        passage["id"]: [(find.start, find.end) for find in gate.screen(passage["text"]).findings]
        for passage in gold
    }
    result = score.evaluate(gold, spans)
    return {
        "direct": result["recall"]["direct"],
        "indirect": result["recall"]["quasi"],
        "over-masked": result["overmask_rate"],
    }


def _strings(tree: object) -> Iterator[str]:
    if isinstance(tree, str):
        yield tree
    elif isinstance(tree, dict):
        for key, value in tree.items():
            yield from _strings(value) if key != "id" else ()
    elif isinstance(tree, list):
        for value in tree:
            yield from _strings(value)


def _around(text: str, find: Finding) -> str:
    return text[max(0, find.start - 40) : find.end + 30]


def on_ordinary(gate: Gate, texts: Iterable[str], *, show: int) -> dict[str, float]:
    """Finds and words covered where nothing, or little, should be."""
    finds = covered = words = 0
    for text in texts:
        found = gate.screen(text).findings
        finds += len(found)
        words += len(text.split())
        covered += sum(len(text[find.start : find.end].split()) for find in found)
        for find in found if show else ():
            sys.stderr.write(f"FIND {find.kind} {text[find.start : find.end]} | {_around(text, find)}\n")
    return {"finds": finds, "words": words, "covered": round(covered / max(1, words), 4)}


def _notes(folder: Path) -> list[list[str]]:
    return [
        [block.text for block in read_document(path).blocks]
        for path in sorted(folder.iterdir())
        if path.suffix in {".md", ".txt", ".docx", ".odt", ".rtf"}
    ]


def measure(data: Path | None, *, show: int) -> dict[str, object]:
    """Everything, in one run."""
    began = time.perf_counter()
    import spacy  # noqa: F401  # its own start is not the recogniser's

    ready = time.perf_counter()
    warm_up()
    told: dict[str, object] = {
        "import spacy": round(ready - began, 2),
        "load": round(time.perf_counter() - ready, 2),
    }
    gate = Gate()
    gate.screen("The first text loads the word lists.")
    package = Path(next(iter(codebook.__path__)))
    shipped = [*package.glob("guides/*.yaml"), *package.parents[1].glob("codebooks/*.yaml")]
    texts = [text for path in shipped for text in _strings(yaml.safe_load(path.read_text(encoding="utf-8")))]
    told["guides and codebooks"] = on_ordinary(gate, texts, show=show)
    told["held-out lines"] = on_lines(gate, show=show)
    sample = Path(__file__).parents[2] / "src" / "codebook" / "sample" / "notes"
    folders = {"sample notes": sample}
    if data:
        told |= {name: on_set(gate, data / "deid", name) for name in SETS}
        folders["real notes"] = data / "notes" / "notes"
    for name, folder in folders.items():
        notes = _notes(folder)
        started = time.perf_counter()
        for blocks in notes:
            gate.screen_note(blocks)
        seconds = time.perf_counter() - started
        told[name] = on_ordinary(gate, [block for blocks in notes for block in blocks], show=show)
        told[f"{name}, words a second"] = round(
            sum(len(text.split()) for note in notes for text in note) / seconds
        )
    return told


def main() -> None:
    """Print the figures, one line for each set."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--data", type=Path, help="folder of further sets: deid/*.jsonl, deid/score.py, notes/notes"
    )
    parser.add_argument("--show", action="store_true", help="also tell every leak and every needless find")
    chosen = parser.parse_args()
    for name, figures in measure(chosen.data, show=chosen.show).items():
        if name == "held-out lines":
            for style, shares in figures.items():  # type: ignore[attr-defined]
                print(f"{style:24}", json.dumps(shares))
        else:
            print(f"{name:24}", json.dumps(figures))


if __name__ == "__main__":
    main()
