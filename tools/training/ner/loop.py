"""The training loop."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from time import perf_counter

import numpy as np
from numpy.typing import NDArray
from thinc.api import fix_random_seed, set_dropout_rate

from pipeline.entities.columns import LEXICON, NO_NAME, UNKNOWN, WORD
from tools.training.ner.lessons import Lesson
from tools.training.ner.network import Network, make_network
from tools.training.ner.settings import Settings
from tools.training.optimizer import make_optimizer


def train(
    sources: Mapping[str, Sequence[Lesson]],
    settings: Settings,
    *,
    seed: int,
    score: Callable[[Network], Mapping[str, float]],
    log: Callable[[str], None] = print,
) -> Network:
    """Return the trained network, with the averaged weights of all steps.

    Args:
        sources: The lessons of each source that the settings name.
        settings: The training.
        seed: The same seed and data give the same weights.
        score: Gives figures for the log after each epoch; nothing is chosen by them.
        log: Takes a line after each epoch.
    """
    fix_random_seed(seed)
    rng = np.random.default_rng(seed)
    network = make_network(settings.sizes)
    set_dropout_rate(network, settings.dropout)
    words = sum(len(lesson) for lesson in _draw(sources, settings, np.random.default_rng(seed)))
    optimizer = make_optimizer(settings, words)
    start = perf_counter()
    for epoch in range(1, settings.epochs + 1):
        loss = 0.0
        for batch in _batch(_draw(sources, settings, rng), settings.batch_words):
            loss += _learn(network, batch, settings, rng)
            network.finish_update(optimizer)
            optimizer.step_schedules()
        with network.use_params(optimizer.averages):
            figures = ", ".join(f"{name} {value:.2f}" for name, value in score(network).items())
        log(
            f"epoch {epoch} of {settings.epochs}, {perf_counter() - start:.0f} s, {words} tokens: "
            f"loss {loss / words:.4f}, {figures}"
        )
    with network.use_params(optimizer.averages):
        return network.copy()


def _learn(network: Network, batch: Sequence[Lesson], settings: Settings, rng: np.random.Generator) -> float:
    """Backpropagate the loss of a batch, minus the logarithm of what its allowed tags have; return it.

    Its gradient is the tags' probabilities less those that the allowed tags have among themselves.
    """
    predicted, backpropagate = network.begin_update(
        [_hide(lesson.columns, settings, rng) for lesson in batch]
    )
    gradients = []
    loss = 0.0
    size = sum(len(lesson) for lesson in batch)
    for probabilities, lesson in zip(predicted, batch, strict=True):
        right = probabilities * lesson.allowed
        total = right.sum(axis=1, keepdims=True) + 1e-9
        loss -= float(np.log(total).sum())
        gradients.append((probabilities - right / total) / size)
    backpropagate(gradients)
    return loss


def _hide(columns: NDArray[np.uint64], settings: Settings, rng: np.random.Generator) -> NDArray[np.uint64]:
    """Return the columns with some words and marks of the lexicon hidden; a run of marks goes as a whole."""
    hidden = columns.copy()
    hidden[rng.random(len(columns)) < settings.hidden_words, WORD] = UNKNOWN
    marks = columns[:, LEXICON]
    runs = np.concatenate(([0], np.cumsum((marks[1:] == NO_NAME) | (marks[:-1] == NO_NAME))))
    chosen = rng.random(int(runs[-1]) + 1) < settings.hidden_names
    hidden[chosen[runs], LEXICON] = NO_NAME
    return hidden


def _draw(
    sources: Mapping[str, Sequence[Lesson]], settings: Settings, rng: np.random.Generator
) -> list[Lesson]:
    """Return the lessons of an epoch in random order."""
    lessons: list[Lesson] = []
    for name, repeats in settings.repeats.items():
        whole, part = divmod(repeats, 1)
        pool = sources[name]
        lessons += list(pool) * int(whole)
        sample = rng.choice(len(pool), int(len(pool) * part), replace=False)
        lessons += [pool[position] for position in sample]
    order = rng.permutation(len(lessons))
    return [lessons[position] for position in order]


def _batch(lessons: Sequence[Lesson], size: int) -> Iterator[list[Lesson]]:
    """Yield lessons in batches of about so many tokens."""
    batch: list[Lesson] = []
    words = 0
    for lesson in lessons:
        batch.append(lesson)
        words += len(lesson)
        if words >= size:
            yield batch
            batch, words = [], 0
    if batch:
        yield batch
