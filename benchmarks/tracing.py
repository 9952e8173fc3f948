"""What a command wrote: every file it opened for writing, and every byte it wrote to one, by strace."""

import codecs
import re
import shutil
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

CALLS = (
    "open,openat,creat,rename,renameat,renameat2,link,linkat,symlink,symlinkat,"
    "write,pwrite64,writev,pwritev,pwritev2,connect"
)
_LONGEST = 4 << 20  # bytes of one call that are kept
_CALL = re.compile(r"^(\w+)\((.*)\)\s+= (-?\d+)(?:<(.*)>)?", re.DOTALL)
_STRING = re.compile(r'"((?:[^"\\]|\\.)*)"')
_TARGET = re.compile(r"^\d+<([^>]*)>")
_FOLDER = re.compile(r"(?:AT_FDCWD|\d+)<([^>]*)>, $")
_NOT_FILES = ("/dev/", "/proc/")


def available() -> bool:
    """Whether commands can be traced here."""
    return shutil.which("strace") is not None


def traced(command: Sequence[str], prefix: Path) -> list[str]:
    """The command with its trace written beside `prefix`, a file for each thread; as it is without strace."""
    if not available():
        return list(command)
    options = ["-ff", "-qq", "-y", "-s", str(_LONGEST), "-e", f"trace={CALLS}", "-o", str(prefix)]
    return ["strace", *options, *command]


@dataclass(slots=True)
class Trace:
    """Files by path with what was written to them, each piece once, and connections to other machines."""

    opened: set[str] = field(default_factory=set)
    written: defaultdict[str, dict[bytes, None]] = field(default_factory=lambda: defaultdict(dict))
    connections: int = 0

    def read(self, folder: Path, home: Path) -> None:
        """Take in every trace of a folder; relative names begin at `home`."""
        for path in sorted(folder.iterdir()):
            for line in path.read_text(encoding="latin-1").splitlines():
                self._take(line, home)

    def _take(self, line: str, home: Path) -> None:
        match = _CALL.match(line)
        if match is None or match[3].startswith("-"):
            return
        name, given, target = match[1], match[2], _plain(match[4] or "").decode(errors="replace")
        if name.startswith(("open", "creat")):
            if name == "creat" or re.search(r"O_(?:WRONLY|RDWR|CREAT)", given):
                self._open(target)
        elif name == "connect":
            self.connections += "AF_INET" in given
        elif "write" in name:
            self._write(given)
        else:
            for path in _paths(given, home):
                self._open(path)

    def _open(self, path: str) -> None:
        if path.startswith("/") and not path.startswith(_NOT_FILES):
            self.opened.add(path)

    def _write(self, given: str) -> None:
        match = _TARGET.match(given)
        path = _plain(match[1]).decode(errors="replace") if match else ""
        if path.startswith("/") and not path.startswith(_NOT_FILES):
            self.opened.add(path)
            for said in _STRING.findall(given[match.end() if match else 0 :]):
                self.written[path][_plain(said)] = None


def _paths(given: str, home: Path) -> Iterator[str]:
    for said in _STRING.finditer(given):
        folder = _FOLDER.search(given[: said.start()])
        yield str(Path(folder[1] if folder else home) / _plain(said[1]).decode(errors="replace"))


def _plain(said: str) -> bytes:
    """A string as strace writes it, without its escapes."""
    return codecs.escape_decode(said.encode("latin-1"))[0]
