"""An extractor whose relations come from the rules alone, for tests of the rules and what is below."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pipeline.compose import Extractor


@pytest.fixture(scope="session")
def extractor() -> Extractor:
    """The extractor without the relation model; it keeps nothing from one text to the next."""
    from pipeline import compose  # noqa: PLC0415 - seconds that only tests of the whole need

    return compose.load(sources="rules")
