"""Relations of chemicals and proteins between gold mentions: ChemProt (BioCreative VI) and DrugProt (VII)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Self

from pipeline.compose import Extractor, load
from pipeline.errors import MonographError
from pipeline.scoring.judge import NONE
from tools.benchmarks.counts import Counts, add
from tools.benchmarks.mixture import SEEDS, fit_mixture
from tools.benchmarks.network import SIZES
from tools.benchmarks.outcome import Figure, Outcome, Published
from tools.benchmarks.pairs import Pair, read_pairs
from tools.benchmarks.raw_words import read_words
from tools.benchmarks.vectors import WordVectors, learn_vectors
from tools.corpora.biocreative import CHEMPROT, DRUGPROT, Abstract, Layout, read_abstracts
from tools.corpora.sources import check_sources

GROUPS: Final[Mapping[str, str]] = {
    "ACTIVATOR": "CPR:3",
    "INDIRECT-UPREGULATOR": "CPR:3",
    "UPREGULATOR": "CPR:3",
    "DOWNREGULATOR": "CPR:4",
    "INDIRECT-DOWNREGULATOR": "CPR:4",
    "INHIBITOR": "CPR:4",
    "AGONIST": "CPR:5",
    "AGONIST-ACTIVATOR": "CPR:5",
    "AGONIST-INHIBITOR": "CPR:5",
    "ANTAGONIST": "CPR:6",
    "PRODUCT-OF": "CPR:9",
    "SUBSTRATE": "CPR:9",
    "SUBSTRATE_PRODUCT-OF": "CPR:9",
}
"""ChemProt's types that are scored, and the groups that they are scored as."""
APART: Final = ("INHIBITOR", "ANTAGONIST", "AGONIST")
"""DrugProt's types that are reported alone: what Monograph's inhibits, antagonizes and activates say."""
_NAMES: Final = {"CPR:4": "inhibitors, downregulators", "CPR:5": "agonists", "CPR:6": "antagonists"}

_RAW_TEXT: Final = (
    "The networks' words begin with vectors from the texts of ChemProt, DrugProt, BC5CDR and BioRED; "
    "no scored abstract is among them."
)

Found = tuple[str, str, str, str]
"""An abstract's id, a type or group, the chemical's id and the protein's."""


@dataclass(frozen=True, slots=True)
class Part:
    """Abstracts, and the pairs of all of them."""

    abstracts: tuple[Abstract, ...]
    pairs: tuple[Pair, ...]

    @classmethod
    def of(cls, extractor: Extractor, abstracts: Iterable[Abstract]) -> Self:
        """Read the pairs of abstracts."""
        kept = tuple(abstracts)
        return cls(kept, tuple(read_pairs(extractor, kept)))

    def __add__(self, other: Self) -> Self:
        return type(self)(self.abstracts + other.abstracts, self.pairs + other.pairs)


def gold_types(abstracts: Iterable[Abstract], groups: Mapping[str, str]) -> set[Found]:
    """Return all gold relations of scored types, also those whose two ends stand in different sentences."""
    return {
        (abstract.id, groups[name], chemical, protein)
        for abstract in abstracts
        for name, chemical, protein in abstract.relations
        if name in groups
    }


def found_types(predicted: Iterable[tuple[Pair, str]]) -> set[Found]:
    """Return the relations found."""
    return {(p.doc, name, p.chemical, p.protein) for p, name in predicted if name != NONE}


def leave_out(abstracts: Iterable[Abstract], known: Iterable[Abstract]) -> Iterator[Abstract]:
    """Yield the abstracts whose ids (PubMed's) none of the known ones bears."""
    ids = {abstract.id for abstract in known}
    return (abstract for abstract in abstracts if abstract.id not in ids)


def count_each(gold: set[Found], found: set[Found]) -> dict[str, Counts]:
    """Return the counts of each type or group."""
    return {
        name: Counts.of(
            {each for each in gold if each[1] == name}, {each for each in found if each[1] == name}
        )
        for name in sorted({each[1] for each in gold | found})
    }


def run_chemprot(data: Path) -> tuple[Outcome, Outcome]:
    """Score the test part, fitted on ChemProt's training and development parts, and on what else DrugProt has
    too."""
    extractor = load(sources="rules")
    chemprot = {part: tuple(read_checked(data, layout)) for part, layout in CHEMPROT.items()}
    drugprot = (abstract for layout in DRUGPROT.values() for abstract in read_checked(data, layout))
    more = Part.of(extractor, leave_out(drugprot, (each for part in chemprot.values() for each in part)))
    own = Part.of(extractor, (*chemprot["train"], *chemprot["dev"]))
    scored = Part.of(extractor, chemprot["test"])
    vectors = make_vectors(data, scored.abstracts)
    return (
        _score_chemprot("ChemProt, relations", "its train and development", own, scored, vectors),
        _score_chemprot(
            "ChemProt, relations, more abstracts",
            f"its train and development and on {len(more.abstracts)} abstracts of DrugProt that are in no "
            "part of it",
            own + more,
            scored,
            vectors,
        ),
    )


def _score_chemprot(title: str, source: str, known: Part, scored: Part, vectors: WordVectors) -> Outcome:
    counts = fit_and_count(known, scored, GROUPS, vectors)
    return Outcome(
        title=title,
        part="test",
        setting=f"gold entities; linear models over words and arcs with {len(SEEDS)} small networks, "
        f"fitted on {source}",
        size={
            "abstracts": len(scored.abstracts),
            "relations": sum(each.tp + each.fn for each in counts.values()),
            "pairs learned from": len(known.pairs),
        },
        figures=(
            Figure.of("CPR:3, 4, 5, 6, 9, micro", add(counts.values())),
            *(
                Figure.of(f"{name} ({_NAMES[name]})" if name in _NAMES else name, each)
                for name, each in counts.items()
            ),
        ),
        published=(
            Published(
                value=64.10,
                who="best of BioCreative VI (Peng and others, 2018)",
                setting="gold entities; an ensemble of SVM, CNN and RNN",
            ),
            Published(
                value=76.46,
                who="BioBERT 1.1 (Lee and others, 2020)",
                setting="gold entities; a transformer of 110 million parameters",
            ),
        ),
        notes=("Relations across sentences count as missed.", _RAW_TEXT),
    )


def run_drugprot(data: Path) -> Outcome:
    """Fit on the DrugProt training abstracts that could be had, and score the development part."""
    extractor = load(sources="rules")
    known, scored = (Part.of(extractor, read_checked(data, DRUGPROT[part])) for part in ("train", "dev"))
    types = {name: name for each in (known + scored).abstracts for name, *_ in each.relations}
    counts = fit_and_count(known, scored, types, make_vectors(data, scored.abstracts))
    return Outcome(
        title="DrugProt, relations",
        part="development",
        setting="gold entities; the same kind of models, fitted on 1,926 of the 3,500 training abstracts",
        size={
            "abstracts": len(scored.abstracts),
            "relations": sum(each.tp + each.fn for each in counts.values()),
            "pairs learned from": len(known.pairs),
        },
        figures=(
            Figure.of("13 types, micro", add(counts.values())),
            *(Figure.of(name, counts[name]) for name in APART),
        ),
        published=(
            Published(
                value=79.73,
                who="best of BioCreative VII (Weber and others, 2021)",
                setting="its test part; an ensemble of transformers, fitted on all 3,500",
            ),
        ),
        notes=(
            "1,574 training abstracts could not be had.",
            "ChemProt is not learned from: nearly all of this development part lies in it.",
            _RAW_TEXT,
        ),
    )


def read_checked(data: Path, layout: Layout) -> Iterator[Abstract]:
    """Yield the abstracts of a part whose files are the recorded ones."""
    check_sources(data, __package__ or "", (layout.abstracts, layout.entities, layout.relations))
    yield from read_abstracts(data, layout)


def make_vectors(data: Path, scored: Iterable[Abstract]) -> WordVectors:
    """Learn vectors of words from all texts but those that are scored."""
    return learn_vectors(read_words(data, {abstract.id for abstract in scored}), SIZES[0])


def fit_and_count(
    known: Part, scored: Part, groups: Mapping[str, str], vectors: WordVectors
) -> dict[str, Counts]:
    """Fit on some abstracts and score others; return the counts of each type or group.

    Args:
        known: What is learned from.
        scored: What is scored.
        groups: What each type is scored as; a type that is not counts as none.
        vectors: What the networks' words begin with.

    Raises:
        MonographError: An abstract is in both.
    """
    if both := {each.id for each in known.abstracts} & {each.id for each in scored.abstracts}:
        raise MonographError(
            f"expected no abstract to be learned from and scored, got {len(both)}, such as {min(both)}"
        )
    predicted = fit_mixture(known.pairs, groups, vectors).predict(scored.pairs)
    return count_each(gold_types(scored.abstracts, groups), found_types(predicted))
