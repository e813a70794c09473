"""The optimizer of both trainings."""

from __future__ import annotations

from typing import Any, cast

from thinc.api import Adam, warmup_linear

from tools.training.settings import TrainingSettings


def make_optimizer(settings: TrainingSettings, words: int) -> Any:
    """Return Adam with averaged weights, whose rate rises over the warm-up and falls to nothing at the end.

    It is given as any type: thinc leaves its methods without types.

    Args:
        settings: The training's.
        words: The tokens of an epoch.
    """
    steps = settings.epochs * (words // settings.batch_words + 1)
    return Adam(
        cast(Any, warmup_linear(settings.learn_rate, settings.warmup_steps, steps)),
        L2=0.01,
        L2_is_weight_decay=True,
        grad_clip=1.0,
        use_averages=True,
    )
