"""The program: run a command, and say in one line what went wrong, never showing text."""

import io
import logging
import os
import sys
import threading
import traceback
from pathlib import Path
from types import TracebackType

from codebook.errors import CodebookError


def _no_core_dumps() -> None:
    try:
        import resource
    except ImportError:  # not on Windows, which writes no core files by itself
        return
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _say_where(kind: type[BaseException], _error: BaseException | None, trace: TracebackType | None) -> None:
    """Name an unforeseen error by its kind and place; its message could hold somebody's words."""
    frames = traceback.extract_tb(trace)
    place = f"{frames[-1].name}, line {frames[-1].lineno}" if frames else "start"
    sys.stderr.write(f"codebook: something went wrong inside the program ({kind.__name__} in {place}). ")
    sys.stderr.write("What was stored before is safe.\n")


def _watched_by_nobody() -> None:
    """Let no library's log or printer show what was worked on: keys typed, messages of errors in threads."""
    for name in ("TEXTUAL", "TEXTUAL_LOG", "TEXTUAL_SCREENSHOT"):
        os.environ.pop(name, None)  # the screens' framework would write every key to a file
    logging.getLogger().addHandler(logging.NullHandler())
    sys.excepthook = _say_where
    threading.excepthook = lambda told: _say_where(told.exc_type, told.exc_value, told.exc_traceback)
    sys.unraisablehook = lambda told: _say_where(told.exc_type, told.exc_value, told.exc_traceback)


def _ready_output() -> None:
    """Let no character stop a command half-way, nor a screen that was closed before it began."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115 - open to the end
        elif isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _end_output() -> None:
    """Write what is still to be written; that nobody reads it is no error."""
    from codebook.cli.printing import deaf

    try:
        sys.stdout.flush()
    except BrokenPipeError:
        deaf()


def main() -> None:
    """Run the command line; exit 1 with one line on stderr when it is refused."""
    _no_core_dumps()
    _watched_by_nobody()
    _ready_output()
    from codebook.cli.app import app

    try:
        app()
    except CodebookError as error:
        from codebook.cli.printing import notice

        notice(str(error))
        sys.exit(1)
    finally:
        _end_output()


if __name__ == "__main__":
    main()
