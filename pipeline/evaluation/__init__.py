"""Scores of a run against the gold (guide, section 4).

>>> from pathlib import Path
>>> from pipeline.evaluation import evaluate
>>> evaluation = evaluate(Path("gold"), Path("out"), split="dev")  # doctest: +SKIP
"""

from pipeline.evaluation.evaluate import evaluate
from pipeline.evaluation.result import Evaluation

__all__ = ["Evaluation", "evaluate"]
