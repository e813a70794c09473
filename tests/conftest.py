"""What all tests share: generated examples that are the same on every run, and one extractor a process."""

from __future__ import annotations

import pytest
from hypothesis import settings

from pipeline import compose

settings.register_profile("repeatable", deadline=None, derandomize=True)
settings.load_profile("repeatable")


@pytest.fixture(scope="session")
def extractor() -> compose.Extractor:
    """The product's extractor, with its models loaded; it keeps nothing from one text to the next."""
    return compose.load()
