"""Settings of a training of tagger and parser."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from tools.training.settings import TrainingSettings


class Settings(TrainingSettings):
    """Settings of a training of tagger and parser.

    `start` is "teacher" where the weights begin as the teacher's, "none" where they begin at random.
    `named_subjects` and `swapped_drugs` limit the sentences that an epoch holds once more with other names,
    as a share of the others; `clauses` is how many made clauses it holds.
    """

    teacher: str
    start: Literal["teacher", "none"]
    rows: tuple[int, int, int, int, int, int]
    hidden_width: int = Field(gt=0)
    named_subjects: float = Field(ge=0)
    swapped_drugs: float = Field(ge=0)
    clauses: int = Field(ge=0)
