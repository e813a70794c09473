"""What one training is: read from `config.yaml`, checked, and written into the manifest."""

from __future__ import annotations

from importlib import resources
from pathlib import Path
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from pipeline.errors import MonographError


class Settings(BaseModel):
    """Settings of a training.

    `start` is "teacher" where the weights begin as the teacher's, "none" where they begin at random.
    `named_subjects` and `swapped_drugs` limit the sentences that an epoch holds once more with other names,
    as a share of the others; `clauses` is how many made clauses it holds.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    teacher: str
    start: Literal["teacher", "none"]
    width: int = Field(gt=0)
    depth: int = Field(gt=0)
    rows: tuple[int, int, int, int, int, int]
    hidden_width: int = Field(gt=0)
    epochs: int = Field(gt=0)
    batch_words: int = Field(gt=0)
    learn_rate: float = Field(gt=0)
    warmup_steps: int = Field(ge=0)
    dropout: float = Field(ge=0, lt=1)
    named_subjects: float = Field(ge=0)
    swapped_drugs: float = Field(ge=0)
    clauses: int = Field(ge=0)
    repeats: dict[str, float]


def load_settings(path: Path | None = None) -> Settings:
    """Return the settings of a file, by default those of the shipped model.

    Raises:
        MonographError: If a setting is missing, unknown or out of range.
    """
    source = path or resources.files(__package__).joinpath("config.yaml")
    try:
        return Settings.model_validate(yaml.safe_load(source.read_text(encoding="utf-8")))
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        got = f"{first['msg']}, got {first['input']!r}"
        raise MonographError(f"{source}: {place}: {got}; correct it") from error
