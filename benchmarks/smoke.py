"""A small run of every benchmark that needs no outside data, so that none of them rots."""

import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).parent


def main() -> None:
    """Run each on a little; a failure ends it."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder)
        for command in (
            ["synthetic.py", str(out), "--docs", "10", "--words", "300", "--codings", "800"],
            ["load.py", "--docs", f"{out}/docs.jsonl", "--codings", f"{out}/codings.csv", f"{out}/tiny.db"],
            ["ask.py", f"{out}/tiny.db"],
            ["alignment.py", "--first", "6"],
            ["gate.py", "--first", "20", "--tool", "codebook", "--no-pace", "--table"],
            ["canaries.py", "--sample", "--first", "1", "--short"],
            ["intake.py", "--docs", "2", "--words", "300"],
            ["suggest.py", "--first", "12"],
            ["withdrawal.py", "--histories", "3"],
        ):
            subprocess.run([sys.executable, str(HERE / command[0]), *command[1:]], check=True)


if __name__ == "__main__":
    main()
