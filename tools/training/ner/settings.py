"""Settings of a training of the recognizer."""

from __future__ import annotations

from pydantic import Field

from tools.training.ner.network import Sizes
from tools.training.settings import TrainingSettings


class Settings(TrainingSettings):
    """Settings of a training of the recognizer.

    `rows` and `widths` are the tables of the columns, in their order. `hidden_words` and `hidden_names` are
    the shares of units whose word, and of names whose mark of the lexicon, is hidden at each reading, so that
    the network learns to find names that it does not know.
    """

    rows: tuple[int, ...]
    widths: tuple[int, ...]
    hidden_words: float = Field(ge=0, lt=1)
    hidden_names: float = Field(ge=0, lt=1)

    @property
    def sizes(self) -> Sizes:
        """The sizes of the network."""
        return Sizes(self.rows, self.widths, self.width, self.depth)
