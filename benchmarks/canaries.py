"""Raw notes with planted identifiers go through the whole program; then every byte it left is searched.

`canaries.py --data DIR` takes in the raw twins of the development data, `--sample` the program's own invented
notes. Import, a session in a terminal, export, backup and crashes run in an empty home. With strace, what was
written to files that are gone again is searched as well. JSON; exit 1 when anything planted is found.

What the user types on the command line, such as names of files, may be printed back but not kept.
"""

import argparse
import csv
import json
import os
import resource
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from searching import Planted, planted_csv, planted_json, search, search_given
from terminal import Terminal, clipboard, titles
from tracing import Trace, available, traced

SOURCE = Path(__file__).parents[1] / "src"
SAMPLE = SOURCE / "codebook" / "sample"
THEME = "police-contact"
CTRL_Q, CTRL_S, ESCAPE, ENTER = "\x11", "\x13", "\x1b", "\r"
_FULL = 200_000  # bytes a file may have in the run that comes to a full disk


@dataclass(slots=True)
class Campaign:
    """A home of its own, the notes, and what was seen on the way."""

    root: Path
    notes: Sequence[Path]
    planted: Sequence[Planted]
    sent: bytearray = field(default_factory=bytearray)
    refused: list[str] = field(default_factory=list)
    traces: int = 0

    def __post_init__(self) -> None:
        for name in ("home", "tmp", "work", "out", "traces", "written", "said"):
            (self.root / name).mkdir()

    def env(self) -> dict[str, str]:
        """A bare environment, everything of which points below the root."""
        home, tmp = str(self.root / "home"), str(self.root / "tmp")
        kept = {name: os.environ[name] for name in ("PATH", "LD_LIBRARY_PATH") if name in os.environ}
        return kept | {
            "HOME": home,
            "TMPDIR": tmp,
            "PYTHONPATH": str(SOURCE),
            "PYTHONDONTWRITEBYTECODE": "1",
            "LANG": "C.UTF-8",
            "TERM": "xterm-256color",
        }

    def command(self, *words: str, trace: bool = True) -> list[str]:
        """The program's command line, traced."""
        plain = [sys.executable, "-m", "codebook", *words]
        self.traces += 1
        return traced(plain, self.root / "traces" / f"{self.traces:03}") if trace else plain

    def run(self, *words: str) -> str:
        """Run a command that must succeed; its output."""
        done = subprocess.run(
            self.command(*words), env=self.env(), cwd=self.root / "work", capture_output=True, check=False
        )
        if done.returncode:
            self.refused.append(f"{words[0]} ended with {done.returncode}")
        return done.stdout.decode(errors="replace")

    def prepare(self) -> None:
        """Take the notes in, and code a little of each."""
        self.run("new", "study", "--codebook", str(SOURCE.parent / "codebooks" / "survivor-services.yaml"))
        self.run("import", "study", *map(str, self.notes), "--role", "survivor", "--json")
        lines = [json.loads(line) for line in self.run("passages", "study", "--json").splitlines()]
        with (self.root / "out" / "codings.csv").open("w", encoding="utf-8", newline="") as file:
            sheet = csv.writer(file)
            sheet.writerow(("passage", "start", "end", "code"))
            for line in [line for line in lines if len(line["text"]) > 40][:12]:
                sheet.writerow((line["passage"], 0, 40, THEME))
        self.run("apply", "study", str(self.root / "out" / "codings.csv"), "--as", "A1")

    def session(self) -> None:
        """Open an interview, code, write a memo that names somebody, ask for help, quit."""
        memo = f"Ask {' or '.join(each.text for each in self.planted if each.direct)[:200]} again."
        screen = Terminal(self.command("open", "study"), env=self.env(), folder=self.root / "work")
        if not screen.wait_for(b"Import"):
            self.refused.append("the workbench did not open the project")
        for keys in (ENTER, "c", "police", ENTER, "m", memo, CTRL_S, "?", ESCAPE, "q", "h", ESCAPE):
            screen.press(keys)
        screen.press(CTRL_Q)
        if screen.end():
            self.refused.append("the workbench did not end well")
        self.sent += screen.sent
        if not self.run("memos", "study", "--json").strip():
            self.refused.append("the session wrote no memo")

    def hand_over(self, *endings: str) -> None:
        """Summaries in some formats, and a backup."""
        for ending in endings:
            target = str(self.root / "out" / f"summary.{ending}")
            self.run("summary", "study", "--theme", THEME, "--audience", "team", "-o", target)
        self.run("backup", "study", str(self.root / "out" / "backup.db"))

    def crash(self) -> None:
        """Die during import by two signals and on a full disk, and in the workbench."""
        for name, number in (("one", signal.SIGSEGV), ("two", signal.SIGABRT)):
            self.run("new", name)
            self._killed(name, number)
        self.run("new", "full")
        self._full()
        screen = Terminal(
            self.command("open", "study", trace=False), env=self.env(), folder=self.root / "work"
        )
        screen.wait_for(b"Import")
        screen.press(ENTER)
        screen.process.send_signal(signal.SIGSEGV)
        screen.end()
        self.sent += screen.sent

    def _killed(self, name: str, number: signal.Signals) -> None:
        project = self.root / "work" / "projects" / f"{name}.db"
        before = project.stat().st_mtime_ns
        with subprocess.Popen(
            self.command("import", name, *map(str, self.notes), "--role", "survivor", trace=False),
            env=self.env(),
            cwd=self.root / "work",
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            preexec_fn=_with_core_dumps,  # noqa: PLW1509 - this process has one thread
        ) as process:
            while process.poll() is None and project.stat().st_mtime_ns == before:
                time.sleep(0.002)
            process.send_signal(number)
            self._said(process.communicate()[1])
        if process.returncode != -number:
            self.refused.append(f"the import ended with {process.returncode} before the signal came")

    def _full(self) -> None:
        done = subprocess.run(
            self.command("import", "full", *map(str, self.notes), "--role", "survivor", trace=False),
            env=self.env(),
            cwd=self.root / "work",
            capture_output=True,
            check=False,
            preexec_fn=_with_little_room,
        )
        if done.returncode != 1:
            self.refused.append(f"the import on a full disk ended with {done.returncode}")
        self._said(done.stderr)

    def _said(self, errors: bytes) -> None:
        """Keep what an error said, but for the names of files that the user typed."""
        text = errors.decode(errors="replace")
        for note in self.notes:
            text = text.replace(str(note), "").replace(note.name, "")
        number = len(list((self.root / "said").iterdir()))
        (self.root / "said" / f"{number}.txt").write_text(text, encoding="utf-8")

    def told(self, data: Path | None) -> dict[str, object]:
        """What was written and what of the planted strings is in it."""
        trace = Trace()
        trace.read(self.root / "traces", self.root / "work")
        for number, pieces in enumerate(trace.written.values()):
            (self.root / "written" / str(number)).write_bytes(b"".join(pieces))
        (self.root / "said" / "titles").write_bytes(b"\n".join(titles(self.sent)))
        folders = [self.root / name for name in ("home", "tmp", "work", "out", "written", "said")]
        outside = [Path(path) for path in sorted(trace.opened) if not Path(path).is_relative_to(self.root)]
        places = [*folders, *(path for path in outside if path.is_file())]
        known = [Planted("[PERSON-1]", direct=False)]
        for folder in ("work", "written") if available() else ("work",):
            if not search(known, [self.root / folder]):
                self.refused.append(f"the search finds nothing in {folder}, not even a placeholder")
        found = search(self.planted, places) + (search_given(data, places) if data else [])
        cores = [str(path) for path in self.root.rglob("core*") if path.is_file()]
        names = dict(enumerate(trace.written))
        return {
            "traced": available(),
            "planted": len(self.planted),
            "files opened for writing": sorted(_short(path, self.root) for path in trace.opened),
            "bytes written to files": sum(
                len(piece) for pieces in trace.written.values() for piece in pieces
            ),
            "connections": trace.connections,
            "titles": sorted({title.decode(errors="replace") for title in titles(self.sent)}),
            "clipboard": clipboard(self.sent),
            "core files": cores,
            "refused": self.refused,
            "canaries": len(found),
            "found": [f"{what} in {_named(where, self.root, names)}" for what, where in found],
        }


def _short(path: str, root: Path) -> str:
    return path.replace(str(root), "…")


def _named(where: str, root: Path, names: dict[int, str]) -> str:
    """The place of a find; for written bytes, the file they were written to."""
    short = _short(where, root)
    number, _, rest = short.removeprefix("…/written/").partition("!")
    if short.startswith("…/written/") and number.isdigit():
        return f"what was written to {_short(names[int(number)], root)}{rest and f' ({rest})'}"
    return short


def _with_core_dumps() -> None:
    hard = resource.getrlimit(resource.RLIMIT_CORE)[1]
    resource.setrlimit(resource.RLIMIT_CORE, (hard, hard))


def _with_little_room() -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (_FULL, _FULL))


def main() -> None:
    """Run the campaign; exit 1 when anything planted was kept, or a step failed."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, default=os.environ.get("CODEBOOK_DEV_DATA"))
    parser.add_argument("--sample", action="store_true", help="the program's own invented notes instead")
    parser.add_argument("--first", type=int, help="only so many notes")
    parser.add_argument("--short", action="store_true", help="leave the crashes and Word out")
    asked = parser.parse_args()
    data = None if asked.sample or asked.data is None else Path(asked.data) / "notes"
    if not asked.sample and (data is None or not (data / "raw").is_dir()):
        print(json.dumps({"skipped": "there are no raw notes: give --data DIR, or --sample"}))
        return
    folder = (data / "raw") if data else SAMPLE / "notes"
    notes = sorted(path for path in folder.resolve().iterdir() if path.is_file())[: asked.first]
    planted = planted_json(data / "planted.json") if data else planted_csv(SAMPLE / "planted.csv", notes)
    with tempfile.TemporaryDirectory() as root:
        campaign = Campaign(Path(root).resolve(), notes, planted)
        campaign.prepare()
        campaign.session()
        campaign.hand_over("md", *(() if asked.short else ("docx",)))
        if not asked.short:
            campaign.crash()
        told = campaign.told(data)
    print(json.dumps(told, indent=1, ensure_ascii=False))
    bad = ("canaries", "core files", "clipboard", "connections", "refused")
    sys.exit(1 if any(told[name] for name in bad) else 0)


if __name__ == "__main__":
    main()
