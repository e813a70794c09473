"""Kill runs at random moments and hold what comes of them against a run that nobody killed.

`python -m tests.batch.kills --kills 200` does it as often as one likes.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.batch.folders import results_of, write_many

_RUN = """
import sys
from functools import partial
from pathlib import Path
from pipeline.batch import run
from tests.batch import fakes

if __name__ == "__main__":
    docs, out, log = map(Path, sys.argv[1:])
    run([docs], out, jobs=2, extractor_factory=partial(fakes.load_counting, log, 0.003))
"""


def kill_runs(root: Path, *, kills: int, files: int, seed: int = 0) -> tuple[int, int]:
    """Kill runs over a folder of so many files, each at a moment of its own, and let others end.

    Each run goes on where the one before it was killed; one in four is let end, and then a new one begins.

    Returns:
        How many kills hit a run, and how many runs ended and were compared.

    Raises:
        AssertionError: A run that ended has other bytes than one that was never killed, or a kill left a file
            of results that is neither missing nor whole.
    """
    chance = random.Random(seed)
    docs = write_many(root / "docs", files)
    start = time.monotonic()
    assert _start(root, "whole").wait(timeout=300) == 0
    duration = time.monotonic() - start
    expected = results_of(root / "whole")
    hit = compared = 0
    while hit < kills or compared == 0:
        process = _start(root, "out")
        if hit < kills and chance.random() < 0.75:
            time.sleep(chance.uniform(0, duration))
            hit += process.poll() is None
            process.kill()
            process.wait()
        if process.wait(timeout=300) == 0:
            assert results_of(root / "out") == expected, f"other bytes after {hit} kills"
            compared += 1
            shutil.rmtree(root / "out")
        elif (root / "out").is_dir():
            for name, data in results_of(root / "out").items():
                assert data == expected[name], f"{name} is half-written after {hit} kills"
    assert docs.is_dir()
    return hit, compared


def _start(root: Path, out: str) -> subprocess.Popen[bytes]:
    script = root / "run.py"
    script.write_text(_RUN)
    return subprocess.Popen(
        [sys.executable, str(script), str(root / "docs"), str(root / out), str(root / f"{out}.log")],
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
    )


def main() -> None:
    """Kill as often as the command line says, and print what came of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--files", type=int, default=300)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:  # workers may still be ending
        hit, compared = kill_runs(Path(folder), kills=options.kills, files=options.files, seed=options.seed)
        print(f"{hit} runs killed, {compared} runs ended after them, all with the same bytes", flush=True)


if __name__ == "__main__":
    sys.path[0] = os.getcwd()
    main()
