"""How many generated examples a test takes: few and always the same ones, or as many new ones as wanted."""

from __future__ import annotations

import os
from typing import Final

from hypothesis import HealthCheck, settings

TIMES: Final = "MONOGRAPH_FUZZ_TIMES"
"""A variable of the environment: how many times the usual number of examples are tried, new ones always."""


def take_cases(usual: int) -> settings:
    """Return the settings of a test that takes so many examples usually."""
    times = os.environ.get(TIMES)
    return settings(
        max_examples=usual * int(times or 1),
        deadline=None,
        derandomize=times is None,
        database=None,
        print_blob=True,
        suppress_health_check=list(HealthCheck),
    )
