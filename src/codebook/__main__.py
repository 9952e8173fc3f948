"""The program: run a command, and say in one line what went wrong, never showing text."""

import io
import os
import sys
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


def _say_where(kind: type[BaseException], _error: BaseException, trace: TracebackType | None) -> None:
    """Name an unforeseen error by its kind and place; its message could hold somebody's words."""
    frames = traceback.extract_tb(trace)
    place = f"{frames[-1].name}, line {frames[-1].lineno}" if frames else "start"
    sys.stderr.write(f"codebook: something went wrong inside the program ({kind.__name__} in {place}). ")
    sys.stderr.write("What was stored before is safe.\n")


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
    sys.excepthook = _say_where
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
