"""The training loop."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from random import Random
from time import perf_counter

from spacy.language import Language
from thinc.api import fix_random_seed

from pipeline.text.hasten import multiply_by_numpy
from tools.training.optimizer import make_optimizer
from tools.training.syntax.epochs import batch_words, draw_epoch
from tools.training.syntax.evaluate import score
from tools.training.syntax.examples import make_example
from tools.training.syntax.model import TRAINED, make_pipeline, save, ship
from tools.training.syntax.settings import Settings
from tools.training.syntax.trees import Tree


def train(
    sources: Mapping[str, Sequence[Tree]],
    settings: Settings,
    *,
    seed: int,
    dev: Sequence[Tree],
    checkpoint: Path | None = None,
    log: Callable[[str], None] = print,
) -> Language:
    """Return the trained pipeline, with the averaged weights of all steps.

    Args:
        sources: The trees of each source that the settings name.
        settings: The training.
        seed: The same seed and data give the same weights.
        dev: Trees that are scored after each epoch; nothing is chosen by them.
        checkpoint: A folder that gets the pipeline after each epoch.
        log: Takes a line after each epoch.
    """
    fix_random_seed(seed)
    rng = Random(seed)
    nlp = make_pipeline(settings)
    for _, component in nlp.pipeline:
        multiply_by_numpy(component)
    words = sum(len(tree) for document in draw_epoch(sources, settings, Random(seed)) for tree in document)
    optimizer = make_optimizer(settings, words)
    start = perf_counter()
    with nlp.select_pipes(enable=list(TRAINED)):
        for epoch in range(1, settings.epochs + 1):
            losses: dict[str, float] = {}
            for batch in batch_words(draw_epoch(sources, settings, rng), settings.batch_words):
                examples = [make_example(nlp, document) for document in batch]
                nlp.update(examples, drop=settings.dropout, sgd=optimizer, losses=losses)
                optimizer.step_schedules()
            with nlp.use_params(optimizer.averages):
                if checkpoint:
                    save(ship(nlp, settings), checkpoint)
                figures = score(nlp, dev)
            log(
                f"epoch {epoch} of {settings.epochs}, {perf_counter() - start:.0f} s: tags "
                f"{figures['tag_accuracy']}, UAS {figures['uas']}, LAS {figures['las']}, losses "
                + ", ".join(f"{name} {value:.0f}" for name, value in losses.items())
            )
    with nlp.use_params(optimizer.averages):
        return ship(nlp, settings)
