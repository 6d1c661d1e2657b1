"""``make torture``: kill writing processes at 200 random moments and look at what is left.

ARGS: ``--kills N``, ``--seed N``. Exits 1 if anything was lost or half written.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from killing import torture


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=20260301)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        outcome = torture(Path(folder), options.kills, options.seed)
    print(
        f"{outcome.kills} kills, {outcome.written} annotations written, "
        f"{len(outcome.faults)} faults"
    )
    for fault in outcome.faults:
        print(fault)
    return 1 if outcome.faults else 0


if __name__ == "__main__":
    sys.exit(main())
