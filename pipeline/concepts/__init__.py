"""What names mean: concepts with their names, identifiers, cross-references and relatives, read from files
beside the code (docs/concepts.md)."""

from __future__ import annotations

from pipeline.concepts.base import Concept, ConceptBase, load_base
from pipeline.concepts.index import Candidate, NameIndex, load_index

__all__ = ["Candidate", "Concept", "ConceptBase", "NameIndex", "load_base", "load_index"]
