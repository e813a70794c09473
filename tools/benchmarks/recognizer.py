"""The trained recognizer of names on BC5CDR, as `tools.training.ner` scores it."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from pipeline.entities.lexicon import load_lexicon
from pipeline.entities.recognizer import load_weights
from pipeline.models import models_folder
from tools.benchmarks.bc5cdr import SCISPACY
from tools.benchmarks.outcome import Figure, Outcome
from tools.corpora.pubtator import BC5CDR
from tools.corpora.sources import check_sources
from tools.training.ner.corpora import BENCHMARK, read_benchmark
from tools.training.ner.evaluate import Scorer

FOLDER: Final = "monograph_ner"


def run_recognizer(data: Path) -> tuple[Outcome, ...]:
    """Score the recognizer alone; nothing where none is shipped."""
    folder = models_folder() / FOLDER
    if not folder.is_dir():
        return ()
    check_sources(data, __package__ or "", [BC5CDR["test"]])
    texts = read_benchmark(data, "test")
    scores = Scorer(texts, BENCHMARK, load_lexicon()).score(load_weights(folder).predict)
    whole = Figure(name="both", precision=scores["all_p"], recall=scores["all_r"], f1=scores["all_f"])
    return (
        Outcome(
            title="BC5CDR, chemicals and diseases, the recognizer alone",
            part="test",
            setting="strict spans; the shipped recognizer, never trained on the test part",
            size={"abstracts": len(texts)},
            figures=(whole,),
            published=(SCISPACY,),
        ),
    )
