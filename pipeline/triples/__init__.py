"""From mentions to document-level triples."""

from pipeline.triples.build import build_triples

__all__ = ["build_triples"]
