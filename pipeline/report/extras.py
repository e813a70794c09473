"""What the report shows beside the scores: confidence, confused relations, agreement, ablation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pipeline.evaluation.agreement import cohen_kappa, compare_folders
from pipeline.evaluation.bootstrap import Score, score
from pipeline.evaluation.counts import ratio
from pipeline.evaluation.passes import Agreement, Attribute, Layer
from pipeline.report.ablation import Source, read_ablation
from pipeline.report.confidence import Calibration, calibrate
from pipeline.report.confusion import Confusion, confuse
from pipeline.report.judged import judge_run


@dataclass(frozen=True, slots=True)
class AgreedValue:
    """How often two passes give an attribute the same value, on the relations that both have."""

    attribute: str
    compared: int
    share: float | None
    kappa: float | None


@dataclass(frozen=True, slots=True)
class GoldAgreement:
    """How far two annotations of the same texts agree."""

    documents: int
    layers: tuple[tuple[str, Score], ...]
    values: tuple[AgreedValue, ...]


@dataclass(frozen=True, slots=True)
class Extras:
    """Each part is None, or empty, where there is nothing to show it from."""

    calibration: Calibration | None = None
    confusion: Confusion | None = None
    agreement: GoldAgreement | None = None
    ablation: tuple[Source, ...] = ()


NO_EXTRAS: Final = Extras()


def collect_extras(
    gold: Path,
    run: Path,
    *,
    split: str | None = None,
    corpus: Path | None = None,
    second: Path | None = None,
    ablation: Path | None = None,
    seed: int = 0,
) -> Extras:
    """Work out what the report shows beside the scores.

    Args:
        gold: The gold files, as for `evaluate`; likewise `run`, `split`, `corpus` and `seed`.
        second: A second annotation of some of the gold's texts, as markup or compiled.
        ablation: The file of scores of rules, model and both; one that is not there is left out.

    Raises:
        GoldError: A gold folder is not what it should be, or the two have no document in common.
        FormatError: The run or the ablation file is not.
    """
    documents = judge_run(gold, run, split=split, corpus=corpus)
    return Extras(
        calibration=calibrate(documents, seed=seed),
        confusion=confuse(documents),
        agreement=_agree(compare_folders(gold, second)[0], seed) if second is not None else None,
        ablation=read_ablation(ablation) if ablation is not None and ablation.is_file() else (),
    )


def _agree(found: Sequence[Agreement], seed: int) -> GoldAgreement:
    layers = [(layer.value, score([one.layers[layer] for one in found], seed=seed)) for layer in Layer]
    return GoldAgreement(len(found), tuple(layers), tuple(_agree_on(found, value) for value in Attribute))


def _agree_on(found: Sequence[Agreement], attribute: Attribute) -> AgreedValue:
    pairs = [pair for one in found for pair in one.values.get(attribute, ())]
    share = ratio(sum(a == b for a, b in pairs), len(pairs))
    return AgreedValue(attribute.value, len(pairs), share, cohen_kappa(pairs))
