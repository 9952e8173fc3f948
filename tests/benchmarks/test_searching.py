"""What the search for canaries relies on: a string that was written is found, however it was written."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from searching import Planted, search
from terminal import clipboard, titles
from tracing import Trace, available, traced

ANN = [Planted("Ann  Óðal", direct=True)]


def test_a_planted_string_is_found_in_bytes_containers_encodings_and_names(tmp_path: Path) -> None:
    """Capitals and line breaks hide nothing, nor do UTF-16 or a zip within a zip."""
    (tmp_path / "plain").write_text("met ANN\nÓÐAL today", encoding="utf-8")
    (tmp_path / "wide").write_bytes(b"\x00" + "Ann  Óðal".replace("  ", " ").encode("utf-16-le"))
    with zipfile.ZipFile(tmp_path / "packed", "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("part.xml", "<a>Ann Óðal</a>")
    (tmp_path / "ann óðal.txt").write_bytes(b"")
    (tmp_path / "clean").write_text("met nobody", encoding="utf-8")
    places = {where.replace(str(tmp_path), "") for _, where in search(ANN, [tmp_path])}
    assert places == {"/plain", "/wide", "/packed!part.xml", "the name of /ann óðal.txt"}


@pytest.mark.skipif(not available(), reason="strace is not installed")
def test_a_trace_tells_what_was_written_to_a_file_that_is_gone(tmp_path: Path) -> None:
    """Names and bytes of files written, renamed and removed are all in the trace."""
    (tmp_path / "traces").mkdir()
    script = (
        "import os, pathlib; pathlib.Path('brief').write_bytes(b'Ann \\xc3\\x93\\0'); os.remove('brief');"
        "pathlib.Path('one').write_text('x'); os.rename('one', 'two'); open('two').read()"
    )
    command = traced([sys.executable, "-c", script], tmp_path / "traces" / "1")
    done = subprocess.run(command, cwd=tmp_path, check=False, capture_output=True)
    if done.returncode:
        pytest.skip("processes may not be traced here")
    trace = Trace()
    trace.read(tmp_path / "traces", tmp_path)
    assert {str(tmp_path / name) for name in ("brief", "one", "two")} <= trace.opened
    assert b"Ann \xc3\x93\0" in trace.written[str(tmp_path / "brief")]
    assert trace.connections == 0


def test_titles_and_clipboard_are_read_from_what_a_terminal_was_sent() -> None:
    """Both endings of the sequence count."""
    sent = b"\x1b]0;codebook\x07text\x1b]2;Ann\x1b\\\x1b]52;c;QW5u\x07\x1b]8;;link\x07"
    assert titles(sent) == [b"codebook", b"Ann"]
    assert clipboard(sent) == 1
