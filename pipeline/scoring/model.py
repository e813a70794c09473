"""The trained relation model: its parts, and the settings that were chosen with them."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from pipeline.errors import FormatError
from pipeline.scoring.linear import LinearModel
from pipeline.vocabulary import RelationType

PARTS: Final = ("text", "combiner", "polarity", "certainty")
"""The files of a relation model, each a `LinearModel`."""


class Settings(BaseModel):
    """What `tools.relation_model` chose on train and dev.

    Args:
        thresholds: From which probability on what only the model finds is taken, for each relation.
        withdraw: Below which probability a claim of the rules is withdrawn.
        alone: The precision of the rules' claims that the text model can't see, for each relation.
        slope, intercept: From the combiner's log-odds to those that a triple is right, as scoring counts it.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    thresholds: dict[RelationType, float]
    withdraw: float = Field(ge=0, le=1)
    alone: dict[RelationType, float]
    slope: float = 1.0
    intercept: float = 0.0

    def calibrate(self, probability: float) -> float:
        """Return the confidence that a probability of the combiner stands for.

        >>> settings = Settings(thresholds={}, withdraw=0.1, alone={}, slope=1.0, intercept=0.0)
        >>> round(settings.calibrate(0.8), 6)
        0.8
        """
        inside = min(max(probability, 1e-6), 1 - 1e-6)
        odds = self.slope * math.log(inside / (1 - inside)) + self.intercept
        return round(1 / (1 + math.exp(-odds)), 6)


@dataclass(frozen=True, slots=True)
class RelationModel:
    """``text`` reads a candidate's words; ``combiner`` weighs it against the rules; ``polarity`` and
    ``certainty`` say how what only the model finds is said."""

    text: LinearModel
    combiner: LinearModel
    polarity: LinearModel
    certainty: LinearModel
    settings: Settings


@cache
def load_model(folder: Path) -> RelationModel:
    """Return the model of a folder.

    Raises:
        FormatError: A part is missing or broken.
    """
    parts = {name: LinearModel.load(folder / f"{name}.npz") for name in PARTS}
    path = folder / "settings.json"
    try:
        settings = Settings.model_validate_json(path.read_bytes())
    except (OSError, ValidationError) as error:
        raise FormatError(
            f"{path}: expected the settings of a relation model, found none ({error})"
        ) from error
    return RelationModel(**parts, settings=settings)
