"""These tests are of the rules: the relation model stays out."""

from tests.rules_only import extractor

__all__ = ["extractor"]
