"""A text with marked mentions and relations, written as BioC and as brat standoff: for gold and for runs."""

from pipeline.exchange.bioc import make_collection
from pipeline.exchange.brat import REFERENCE, UNTRIGGERED, configuration, or_flag, split_lines, standoff
from pipeline.exchange.pages import Claim, Mention, Page

__all__ = [
    "REFERENCE",
    "UNTRIGGERED",
    "Claim",
    "Mention",
    "Page",
    "configuration",
    "make_collection",
    "or_flag",
    "split_lines",
    "standoff",
]
