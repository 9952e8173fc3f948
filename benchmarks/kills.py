"""Kill -9 at random moments while an interview is typed or files are taken in: what is lost, what is left.

`kills.py --kills N` shares N kills among the entry screen in a terminal, plain lines, and import. After each,
the bytes of every file beside the project are searched for what was typed raw, half-typed names included; the
project is opened and checked; and every sentence that was finished a second before must be there, masked.
Every name and story is invented. JSON; exit 1 when anything is lost, left or broken.
"""

import argparse
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from codebook import redaction, screening
from codebook.deid.gate import Gate, warm_up
from codebook.exchange.align import align
from codebook.exchange.readers import read_document
from codebook.intake import entering
from codebook.intake.guiding import guide_named
from codebook.store.project import Project
from terminal import Terminal

SOURCE = Path(__file__).parents[1] / "src"
NAMES = (
    "Ashleigh Friesen",
    "Marisol Quintanilla",
    "Dmitri Volkonsky",
    "Thuy Linh Nguyen",
    "Bartholomew Okafor",
)
LEAVES = ("Ashlei", "Friese", "Mariso", "Quinta", "Dmitri", "Volkon", "Nguyen", "Bartho", "Okafor")
DID = (
    "She met {} at the clinic before the winter.",
    "Then {} drove her to the shelter and waited outside.",
    "The police came twice, and {} spoke for her.",
    "He told {} that the rent was late again!",
    "Nobody from the office called {} back.",
    "Was {} the one who kept the papers?",
)
PLAIN = (
    "The room was cold and had no lock.",
    "They worked until late every day.",
    "It took a year to get help.",
)
FINISHED = 1.0  # seconds after which a finished sentence must be on disk
RANDOM = random.Random()  # noqa: S311 - moments of a campaign, nothing secret


@dataclass(slots=True)
class Outcome:
    """What one kill left: sentences that had to be there and are not, raw words, and what is broken."""

    lost: int = 0
    raw: int = 0
    broken: list[str] = field(default_factory=list)
    finished: int = 0
    recent: int = 0


def story() -> list[str]:
    """Sentences of an invented answer, most of which name somebody."""
    return [
        RANDOM.choice(PLAIN) if RANDOM.random() < 0.3 else RANDOM.choice(DID).format(RANDOM.choice(NAMES))
        for _ in range(40)
    ]


def environment() -> dict[str, str]:
    """The caller's, with this program first."""
    return os.environ | {"PYTHONPATH": str(SOURCE), "TERM": "xterm-256color", "LANG": "C.UTF-8"}


def raw_words(folder: Path, words: Sequence[str] = LEAVES) -> int:
    """How many of the words typed stand in the bytes of some file, in two encodings and any case."""
    found = 0
    for path in folder.rglob("*"):
        if path.is_file():
            content = path.read_bytes().lower()
            found += sum(
                word.lower().encode(code) in content for word in words for code in ("utf-8", "utf-16-le")
            )
    return found


def checked(path: Path, outcome: Outcome) -> None:
    """Open the project and check it as `codebook check` does."""
    with Project.open(path) as project:
        outcome.broken += project.problems()
        outcome.broken += redaction.unmasked(project, screening.gate_of(project))


def opened_draft(path: Path) -> int:
    """A project with an interview that was just begun; the place of the question to type at."""
    with Project.create(path) as project:
        gate = Gate()
        project.add_coder(gate.handle("A1"))
        entry = entering.begin(project, gate, guide_named("C")[0], "A1")
        for point in entry.points:
            entry.confirm(point)
        place = next(at for at, question in enumerate(entry.questions) if question.ref == "C.how-exploited")
        entry.type("", entering.Caret(place, 0))
        entry.look(leaving=True)
        return place


def typed(
    path: Path, place: int, closed: Sequence[tuple[str, float]], killed: float, outcome: Outcome
) -> None:
    """Compare what lies in the project with what was finished when the program was killed."""
    with Project.open(path) as project:
        kept = project.unfinished()
        text = kept[0].answers.get(place, ("blank", ""))[1] if kept else ""
    gate, joined = Gate(), [sentence for sentence, _ in closed]
    images = [
        gate.screen_note(["".join(joined[:count])], role="survivor")[0].masked.text
        for count in range(len(joined) + 1)
    ]
    there = max((count for count, image in enumerate(images) if image.strip() == text.strip()), default=-1)
    due = sum(1 for _, moment in closed if moment <= killed - FINISHED)
    if there < 0:
        outcome.broken.append("the text is no image of finished sentences")
    outcome.finished, outcome.recent = due, max(0, there - due)
    outcome.lost = max(0, due - there)


def kill_entry(folder: Path) -> Outcome:
    """Type on the entry screen at the pace of a very fast typist, and kill it."""
    outcome, path = Outcome(), folder / "study.db"
    place = opened_draft(path)
    command = [sys.executable, "-m", "codebook", "open", str(path), "--as", "A1"]
    terminal = Terminal(command, env=environment(), folder=folder)
    closed: list[tuple[str, float]] = []
    if not terminal.wait_for(b"interviews", 60):
        outcome.broken.append("the workbench did not open")
    terminal.press("n")
    terminal.press("1")
    if not terminal.wait_for(b"Finished", 60):
        outcome.broken.append("the entry did not open")
    ends = time.monotonic() + RANDOM.uniform(0.3, 7)
    for sentence in story():
        for sign in f"{sentence} ":
            terminal.key(sign)
            time.sleep(RANDOM.uniform(0.004, 0.016))
            if time.monotonic() > ends:
                break
        if time.monotonic() > ends:
            break
        closed.append((f"{sentence} ", time.monotonic()))
    os.killpg(terminal.process.pid, signal.SIGKILL)
    killed = time.monotonic()
    terminal.end(1)
    outcome.raw = raw_words(folder)
    typed(path, place, closed, killed, outcome)
    checked(path, outcome)
    return outcome


def kill_lines(folder: Path) -> Outcome:
    """Type line by line at the plain command, and kill it."""
    outcome, path = Outcome(), folder / "study.db"
    place = opened_draft(path)
    command = [sys.executable, "-m", "codebook", "enter", str(path), "--guide", "C"]
    pipes = subprocess.PIPE
    with subprocess.Popen(
        command, stdin=pipes, stdout=subprocess.DEVNULL, stderr=pipes, env=environment(), cwd=folder
    ) as process:
        if process.stdin is None or process.stderr is None:
            raise RuntimeError("the command has no pipes")
        process.stdin.write(b"y\n")
        process.stdin.flush()
        while line := process.stderr.readline():
            if b"How exploited" in line:
                break
        closed: list[tuple[str, float]] = []
        ends = time.monotonic() + RANDOM.uniform(0.2, 4)
        for sentence in story():
            process.stdin.write(f"{sentence}\n".encode())
            process.stdin.flush()
            closed.append((f"{sentence}\n", time.monotonic()))
            time.sleep(RANDOM.uniform(0.1, 0.6))
            if time.monotonic() > ends:
                break
        process.kill()
        killed = time.monotonic()
    outcome.raw = raw_words(folder)
    typed(path, place, closed, killed, outcome)
    checked(path, outcome)
    return outcome


def kill_import(folder: Path) -> Outcome:
    """Take several files in, kill it, and take them in again: each is there once and whole."""
    outcome, path, notes = Outcome(), folder / "project" / "study.db", folder / "notes"
    notes.mkdir()
    Project.create(path).close()
    files = []
    for number in range(5):
        text = "\n\n".join(
            f"## {asked}\n\n{' '.join(story()[:12])}" for asked in ("Help needed", "Plans", "Safe now")
        )
        files.append(notes / f"note-{number}.md")
        files[-1].write_text(f"# Interview with a survivor {number}\n\n{text}\n", encoding="utf-8")
    guides = guide_named("C")
    whole = [len(align(read_document(file), guides).answers) for file in files]
    command = [sys.executable, "-m", "codebook", "import", str(path), *map(str, files), "--guide", "C"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment())
    time.sleep(RANDOM.uniform(0.5, 5))
    process.kill()
    said = process.communicate()[1].decode()
    outcome.raw = raw_words(path.parent)
    with Project.open(path) as project:
        cases = {case.code for case in project.cases()}
    told = {
        line.split("withdrawal code of ")[1].split(":")[0]
        for line in said.splitlines()
        if "withdrawal" in line
    }
    outcome.finished, outcome.lost = len(told), len(told - cases)
    checked(path, outcome)
    again = subprocess.run(command, capture_output=True, text=True, env=environment(), check=False)
    if again.returncode and "already" not in again.stderr:
        outcome.broken.append("a second import did not end well")
    with Project.open(path) as project:
        counts = Counter(passage.interview for passage in project.passages())
        if sorted(counts.values()) != sorted(whole):
            outcome.broken.append("after a second import a file is missing, doubled or cut")
    outcome.raw += raw_words(path.parent)
    return outcome


WAYS: dict[str, tuple[Callable[[Path], Outcome], int]] = {
    "entry": (kill_entry, 3),
    "lines": (kill_lines, 1),
    "import": (kill_import, 1),
}


def campaign(way: str, kills: int) -> dict[str, object]:
    """The table of one way."""
    outcomes = []
    for number in range(kills):
        with tempfile.TemporaryDirectory() as folder:
            outcomes.append(WAYS[way][0](Path(folder)))
        told = outcomes[-1]
        if told.lost or told.raw or told.broken:
            sys.stderr.write(f"{way} {number}: {told}\n")
    return {
        "way": way,
        "kills": len(outcomes),
        "finished": sum(each.finished for each in outcomes),
        "of the last second": sum(each.recent for each in outcomes),
        "lost": sum(each.lost for each in outcomes),
        "raw": sum(each.raw for each in outcomes),
        "broken": sum(len(each.broken) for each in outcomes),
    }


def main() -> int:
    """Run the campaign; 1 when something was lost, left raw or broken."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--way", choices=WAYS)
    parser.add_argument("--seed", type=int, default=4)
    given = parser.parse_args()
    RANDOM.seed(given.seed)
    warm_up()
    shares = {given.way: 1} if given.way else {way: share for way, (_, share) in WAYS.items()}
    bad = False
    for way, share in shares.items():
        told = campaign(way, max(1, given.kills * share // sum(shares.values())))
        bad = bad or bool(told["lost"] or told["raw"] or told["broken"])
        sys.stdout.write(json.dumps(told) + "\n")
        sys.stdout.flush()
    return int(bad)


if __name__ == "__main__":
    sys.exit(main())
