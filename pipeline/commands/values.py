"""Values that several commands take on the command line."""

from __future__ import annotations

import argparse


def parse_share(value: str) -> float:
    """Return a number from 0 to 1.

    Raises:
        ArgumentTypeError: It is none.
    """
    try:
        share = float(value)
    except ValueError:
        share = -1.0
    if not 0 <= share <= 1:
        raise argparse.ArgumentTypeError(f"expected a number from 0 to 1, found {value!r}")
    return share
