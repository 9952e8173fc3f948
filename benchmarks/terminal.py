"""A workbench in a pseudo-terminal: keys go in, and every byte a terminal would be sent is kept."""

import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import termios
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

_QUIET = 0.4  # seconds; a cursor blinks every half second
_OSC = re.compile(rb"\x1b\](\d+);(.*?)(?:\x07|\x1b\\)", re.DOTALL)
TITLES = (b"0", b"1", b"2")
CLIPBOARD = b"52"


class Terminal:
    """A command on a screen of 120 by 40."""

    def __init__(self, command: Sequence[str], *, env: Mapping[str, str], folder: Path) -> None:
        self._screen, inner = pty.openpty()
        fcntl.ioctl(inner, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))
        self.process = subprocess.Popen(
            command, stdin=inner, stdout=inner, stderr=inner, env=env, cwd=folder, start_new_session=True
        )
        os.close(inner)
        self.sent = bytearray()

    def press(self, keys: str, most: float = 6.0) -> None:
        """Type keys and wait for the screen to settle."""
        os.write(self._screen, keys.encode())
        self.settle(most)

    def key(self, sign: str) -> None:
        """Type one sign, and keep what is drawn already."""
        os.write(self._screen, sign.encode())
        self._take(0)

    def wait_for(self, words: bytes, most: float = 60.0) -> bool:
        """Wait until words are shown, then for the screen to settle."""
        ends = time.monotonic() + most
        while words not in self.sent and time.monotonic() < ends and self._take(0.2) is not None:
            pass
        self.settle(6.0)
        return words in self.sent

    def settle(self, most: float) -> None:
        """Wait until nothing more is drawn."""
        ends = time.monotonic() + most
        while time.monotonic() < ends and self._take(_QUIET):
            pass

    def _take(self, wait: float) -> int | None:
        """Keep what is drawn within some seconds; its length, or None when the screen is closed."""
        if not select.select([self._screen], [], [], wait)[0]:
            return 0
        try:
            drawn = os.read(self._screen, 65536)
        except OSError:  # Linux says so when the other side is closed
            return None
        self.sent += drawn
        return len(drawn) or None

    def end(self, most: float = 30.0) -> int:
        """Wait for the command to end, or kill it; its exit code."""
        ends = time.monotonic() + most
        while self.process.poll() is None and time.monotonic() < ends:
            self._take(0.2)
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
        code = self.process.wait()
        while self._take(0.1):
            pass
        os.close(self._screen)
        return code


def titles(sent: bytes | bytearray) -> list[bytes]:
    """What a terminal was asked to write into its window's title."""
    return [bytes(text) for kind, text in _OSC.findall(sent) if kind in TITLES]


def clipboard(sent: bytes | bytearray) -> int:
    """How often a terminal was asked to read or set the clipboard."""
    return sum(kind == CLIPBOARD for kind, _ in _OSC.findall(sent))
