"""Search for bytes that a reader fails on, led by which lines of the readers they reach.

    pip install -r tests/fuzz/requirements.txt
    python -m tests.fuzz.atheris_readers -runs=100000 -max_len=4096 out/fuzz

Other words go to libFuzzer; the folder keeps the inputs that reached new lines. An input is a byte that
stands for the name of a file, then the file's bytes. One that breaks `check_file` ends the search and is
written to `crash-*`: put the reader right, and make the input a test of it.
"""

from __future__ import annotations

import logging
import sys
import tempfile
from pathlib import Path

import atheris  # type: ignore[import-untyped]

with atheris.instrument_imports(include=["pipeline.read"]):
    from tests.fuzz.readers import VALID, check_file

_FILES = sorted(VALID)


def main() -> None:
    """Search, starting from sound files of every format."""
    logging.disable(logging.CRITICAL)
    for argument in sys.argv[1:]:
        if not argument.startswith("-"):
            _write_seeds(Path(argument))
    with tempfile.TemporaryDirectory(dir="/dev/shm" if Path("/dev/shm").is_dir() else None) as folder:

        def check_input(data: bytes) -> None:
            if data:
                check_file(Path(folder, _FILES[data[0] % len(_FILES)]), data[1:])

        atheris.Setup(sys.argv, check_input)
        atheris.Fuzz()


def _write_seeds(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in VALID.items():
        (folder / name).write_bytes(bytes([_FILES.index(name)]) + data)


if __name__ == "__main__":
    main()
