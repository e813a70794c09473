"""The extractor that reads gold mentions."""

from tests.rules_only import extractor

__all__ = ["extractor"]
