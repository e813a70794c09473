"""What every training is told: read from the `config.yaml` beside its code, checked, kept in the manifest."""

from __future__ import annotations

from importlib import resources
from pathlib import Path
from typing import Self

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from pipeline.errors import MonographError


class TrainingSettings(BaseModel):
    """Settings of a training.

    `width` and `depth` are those of the layers that read the text; a batch holds about `batch_words` tokens;
    `repeats` says how often an epoch reads each source.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    width: int = Field(gt=0)
    depth: int = Field(gt=0)
    epochs: int = Field(gt=0)
    batch_words: int = Field(gt=0)
    learn_rate: float = Field(gt=0)
    warmup_steps: int = Field(ge=0)
    dropout: float = Field(ge=0, lt=1)
    repeats: dict[str, float]

    @classmethod
    def load(cls, path: Path | None = None) -> Self:
        """Return the settings of a file, by default those of the shipped model.

        Raises:
            MonographError: If a setting is missing, unknown or out of range.
        """
        package = cls.__module__.rpartition(".")[0]
        source = path or resources.files(package).joinpath("config.yaml")
        try:
            return cls.model_validate(yaml.safe_load(source.read_text(encoding="utf-8")))
        except ValidationError as error:
            first = error.errors()[0]
            place = ".".join(str(part) for part in first["loc"])
            got = f"{first['msg']}, got {first['input']!r}"
            raise MonographError(f"{source}: {place}: {got}; correct it") from error
