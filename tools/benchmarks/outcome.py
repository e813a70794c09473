"""What a benchmark reports: figures, beside those of others, with the setting and what is incomplete."""

from __future__ import annotations

from typing import Self

from pydantic import BaseModel, ConfigDict

from tools.benchmarks.counts import Counts


class Figure(BaseModel):
    """One line of a benchmark: what was counted, and the counts; ratios in percent, None where undefined."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    precision: float | None = None
    recall: float | None = None
    f1: float | None = None
    tp: int | None = None
    fp: int | None = None
    fn: int | None = None
    macro_f1: float | None = None
    value: float | None = None

    @classmethod
    def of(cls, name: str, counts: Counts, macro: float | None = None) -> Self:
        """Return a line of counts."""
        return cls(
            name=name,
            precision=counts.precision,
            recall=counts.recall,
            f1=counts.f1,
            tp=counts.tp,
            fp=counts.fp,
            fn=counts.fn,
            macro_f1=macro,
        )

    @property
    def headline(self) -> str:
        """The ratio to compare: F1, or what else was measured.

        >>> Figure.of("all", Counts(4, 2, 2)).headline
        'F1 66.67'
        """
        return f"F1 {_show(self.f1)}" if self.value is None else _show(self.value)

    @property
    def shown(self) -> str:
        """The line in words."""
        ratios = f", P {_show(self.precision)}, R {_show(self.recall)}" if self.value is None else ""
        macro = f", macro F1 {_show(self.macro_f1)}" if self.macro_f1 is not None else ""
        return f"{self.name}: {self.headline}{ratios}{macro}"

    @property
    def cells(self) -> tuple[str, ...]:
        """P, R, F1, macro F1 and the counts; a value that is no F1 stands in its place."""
        ratios = (self.precision, self.recall, self.f1 if self.value is None else self.value, self.macro_f1)
        counts = (self.tp, self.fp, self.fn)
        return *map(_show, ratios), *("" if count is None else f"{count:,}" for count in counts)


def _show(ratio: float | None) -> str:
    return "–" if ratio is None else f"{ratio:.2f}"


class Published(BaseModel):
    """A figure of others, in percent, with who reported it and in which setting."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    value: float
    who: str
    setting: str


class Outcome(BaseModel):
    """What a benchmark reports.

    Args:
        title: The data set and the task.
        part: Which part was scored.
        setting: Gold entities or end to end, and what the model learned from.
        size: How much was scored.
        figures: The first is the one to compare.
        published: Figures of others.
        notes: What is incomplete, and what the shipped models could have seen.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    title: str
    part: str
    setting: str
    size: dict[str, int]
    figures: tuple[Figure, ...]
    published: tuple[Published, ...]
    notes: tuple[str, ...] = ()
