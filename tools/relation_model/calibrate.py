"""Make the confidence mean what it says: the share of triples that scoring counts as right."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression

from pipeline.compose import Extractor
from pipeline.evaluation.triples import pair_triples
from pipeline.gold.schema import GoldDocument
from pipeline.gold.triples import gold_triples
from pipeline.read import read_file
from pipeline.scoring.model import Settings
from pipeline.triples import build_triples


def calibrate(
    extractor: Extractor, documents: Iterable[GoldDocument], corpus: Path, settings: Settings
) -> Settings:
    """Return the settings with the line from the combiner's log-odds to those of being right (Platt 1999).

    Args:
        extractor: Uses these settings, with no calibration yet.
        documents: Gold that the model was not fitted on.
        corpus: The folder of their texts.
        settings: The settings chosen so far.
    """
    pairs = [pair for document in documents for pair in _outcomes(extractor, document, corpus)]
    odds = np.array([np.log(p / (1 - p)) for p, _ in pairs]).reshape(-1, 1)
    fitted = LogisticRegression(C=1e6).fit(odds, [right for _, right in pairs])
    line = {"slope": round(float(fitted.coef_[0, 0]), 4), "intercept": round(float(fitted.intercept_[0]), 4)}
    return settings.model_copy(update=line)


def _outcomes(extractor: Extractor, document: GoldDocument, corpus: Path) -> Iterator[tuple[float, bool]]:
    """Yield confidence and outcome (relaxed) of each triple; redundant ones are left out."""
    found = build_triples(extractor.extract(read_file(corpus / document.doc).text, doc_id=document.doc))
    paired = pair_triples(gold_triples(document), found, strict=False)
    for number, triple in enumerate(found):
        if triple.confidence is not None and (number in paired.pairs or not paired.edges[number]):
            yield min(max(triple.confidence, 1e-6), 1 - 1e-6), number in paired.pairs
