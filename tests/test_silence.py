"""What libraries would print or log of what was worked on. The name is invented."""

import os
import subprocess
import sys
from pathlib import Path

NAME = "Zorvina Blatt"
PROGRAM = f"""
import asyncio, sys, threading
from codebook.__main__ import main

def spill():
    raise ValueError("{NAME}")

class Lost:
    def __del__(self):
        spill()

async def forgotten():
    asyncio.ensure_future(asyncio.to_thread(spill))
    await asyncio.sleep(0.2)

sys.argv = ["codebook", "--version"]
try:
    main()
except SystemExit:
    pass
thread = threading.Thread(target=spill)
thread.start()
thread.join()
asyncio.run(forgotten())
del asyncio
Lost()
"""
KEYS = """
import asyncio, sys
from codebook.__main__ import main

sys.argv = ["codebook", "--version"]
try:
    main()
except SystemExit:
    pass
from codebook.tui.app import Workbench

async def typed():
    async with Workbench(None, "A1").run_test() as pilot:
        await pilot.press("z")

asyncio.run(typed())
"""


def test_errors_in_threads_and_tasks_are_told_without_their_words() -> None:
    """Their kind and place alone."""
    done = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=False)
    assert NAME not in done.stdout + done.stderr
    assert "ValueError in spill" in done.stderr


def test_no_key_is_written_to_a_log_of_the_framework(tmp_path: Path) -> None:
    """Whatever is set around the program."""
    log = tmp_path / "keys.log"
    around = os.environ | {"TEXTUAL_LOG": str(log), "TEXTUAL": "devtools,debug"}
    done = subprocess.run(
        [sys.executable, "-c", KEYS], env=around, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert not log.exists()
