"""What the gate finds and covers needlessly, beside other tools: gate.py [--data DIR] [--table] [--leaks N].

Sets are the marked-up passages of benchmarks/passages and, with --data or CODEBOOK_DEV_DATA, the development
data. 'masked' is covered without a person; 'covered' counts what is flagged as well, which stays masked until
somebody decides. The passages of `unseen` are for measuring alone: their leaks are listed only with
`--set unseen --leaks N`, by somebody who does not tune the gate.
"""

import argparse
import json
import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import pace
from marked import MarkupError, Passage, read_set
from scoring import Score, scored
from tables import markdown
from tools import OURS, TOOLS, MissingToolError, Screen

OWN = Path(__file__).parent / "passages"
GIVEN = ("dev", "presidio_synth_dev", "asqphi_dev")
HIDDEN = "unseen"


def sets(data: Path | None) -> dict[str, Path]:
    """Every set there is, by name."""
    found = {path.stem: path for path in sorted(OWN.glob("*.txt"))}
    if data is not None:
        folder = data / "deid" if (data / "deid").is_dir() else data
        found |= {name: folder / f"{name}.jsonl" for name in GIVEN if (folder / f"{name}.jsonl").exists()}
    return found


def screens(names: Sequence[str]) -> Iterator[tuple[str, Screen]]:
    """The tools that are installed; the others are named on stderr."""
    for name in names:
        try:
            yield name, TOOLS[name]()
        except MissingToolError as missing:
            sys.stderr.write(f"{name} is left out: {missing}. pip install 'codebook[compare]'\n")


def with_roster(screen: Screen, passages: Sequence[Passage]) -> dict[str, float | int | None]:
    """Direct identifiers found when the roster holds all of the passage."""
    score = scored(passages, [screen(passage.text, passage.direct()) for passage in passages])
    return score.labels["direct"].told()


def list_leaks(name: str, tool: str, score: Score, most: int) -> None:
    """Show leaks on stderr: what passed before what was flagged, direct before indirect."""
    order = sorted(score.leaks, key=lambda leak: (leak.how != "passed", leak.label != "direct"))
    for leak in order[:most]:
        where = f"{name} {tool} {leak.how} | {leak.label} {leak.type} | {leak.style} | {leak.passage}"
        sys.stderr.write(f"LEAK {where} | {leak.text!r} | {leak.context}\n")


def measure(passages: dict[str, list[Passage]], asked: argparse.Namespace) -> dict[str, dict[str, object]]:
    """Figures by set and tool."""
    told: dict[str, dict[str, object]] = {name: {} for name in passages}
    for tool, screen in screens(asked.tool or list(TOOLS)):
        for name, each in passages.items():
            score = scored(each, [screen(passage.text, ()) for passage in each])
            figures = score.told()
            if tool == OURS:
                figures["direct with roster"] = with_roster(screen, each)
            if not asked.no_pace:
                figures |= pace.measured(tool, [passage.text for passage in each])
            told[name][tool] = figures
            if asked.leaks and (name != HIDDEN or HIDDEN in (asked.set or ())):
                list_leaks(name, tool, score, asked.leaks)
    return told


def main() -> None:
    """Print the figures as JSON, or as Markdown."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, default=os.environ.get("CODEBOOK_DEV_DATA"))
    parser.add_argument("--set", action="append", help="only this set; repeat for more")
    parser.add_argument("--tool", action="append", choices=TOOLS, help="only this tool; repeat for more")
    parser.add_argument("--first", type=int, help="only so many passages of each set")
    parser.add_argument("--leaks", type=int, default=0, help="list so many leaks of each set and tool")
    parser.add_argument("--no-pace", action="store_true", help="leave speed, start and memory out")
    parser.add_argument("--table", action="store_true", help="Markdown instead of JSON")
    asked = parser.parse_args()
    found = sets(None if asked.data is None else Path(asked.data))
    wanted = asked.set or list(found)
    if missing := [name for name in wanted if name not in found]:
        parser.error(f"there is no set {missing[0]}; there are: {', '.join(found) or 'none without --data'}")
    try:
        passages = {name: read_set(found[name])[: asked.first] for name in wanted}
    except MarkupError as error:
        parser.error(str(error))
    told = measure(passages, asked)
    print(markdown(told) if asked.table else json.dumps(told, indent=1, ensure_ascii=False))


if __name__ == "__main__":
    main()
