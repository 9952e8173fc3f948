"""Random histories, each ended by a withdrawal: `withdrawal.py --histories 2000`; canaries left, as JSON.

The histories are those of `tests/test_erasing.py`, which runs a few of them.
"""

import argparse
import json
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.test_erasing import LATE, campaign, knowing


def main() -> None:
    """Run the histories; exit 1 when a canary is left."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--histories", type=int, default=2000)
    parser.add_argument("--first", type=int, default=1000, help="the first seed")
    given = parser.parse_args()
    gate, late = knowing(), knowing(LATE)
    left, start = 0, time.perf_counter()
    for seed in range(given.first, given.first + given.histories):
        with tempfile.TemporaryDirectory() as folder:
            left += campaign(Path(folder) / "random.db", gate, seed, late)
    seconds = round(time.perf_counter() - start, 1)
    print(json.dumps({"histories": given.histories, "canaries left": left, "seconds": seconds}))
    sys.exit(1 if left else 0)


if __name__ == "__main__":
    main()
