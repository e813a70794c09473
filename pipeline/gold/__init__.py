"""The gold set: its markup, its compiled files, its checks and its exchange formats (gold/FORMAT.md)."""

from pipeline.gold.schema import (
    GoldDocument,
    GoldEntity,
    GoldRelation,
    Split,
    Style,
    load_document,
    load_gold,
)
from pipeline.gold.triple_files import read_triple_gold, write_triple_gold
from pipeline.gold.triples import GoldTriple, gold_triples

__all__ = [
    "GoldDocument",
    "GoldEntity",
    "GoldRelation",
    "GoldTriple",
    "Split",
    "Style",
    "gold_triples",
    "load_document",
    "load_gold",
    "read_triple_gold",
    "write_triple_gold",
]
