"""What one training is: read from `config.yaml`, checked, and written into the manifest."""

from __future__ import annotations

from importlib import resources
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from pipeline.errors import MonographError
from tools.training.ner.network import Sizes


class Settings(BaseModel):
    """Settings of a training.

    `rows` and `widths` are the tables of the columns, in their order. `hidden_words` and `hidden_names` are
    the shares of units whose word, and of names whose mark of the lexicon, is hidden at each reading, so that
    the network learns to find names that it does not know. `repeats` says how often an epoch reads each
    source.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    rows: tuple[int, ...]
    widths: tuple[int, ...]
    width: int = Field(gt=0)
    depth: int = Field(gt=0)
    epochs: int = Field(gt=0)
    batch_words: int = Field(gt=0)
    learn_rate: float = Field(gt=0)
    warmup_steps: int = Field(ge=0)
    dropout: float = Field(ge=0, lt=1)
    hidden_words: float = Field(ge=0, lt=1)
    hidden_names: float = Field(ge=0, lt=1)
    repeats: dict[str, float]

    @property
    def sizes(self) -> Sizes:
        """The sizes of the network."""
        return Sizes(self.rows, self.widths, self.width, self.depth)


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
