"""The shipped pipeline on texts as they are: labels, abstracts of BC5CDR, sentences of ADE."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Final

from pipeline.compose import load
from pipeline.concepts import load_base
from pipeline.models import models_folder
from pipeline.scoring.judge import judge_by_model
from pipeline.scoring.model import load_model
from tools.benchmarks import ade, bc5cdr, labels
from tools.benchmarks.counts import Counts, add, macro_f1
from tools.benchmarks.outcome import Figure, Outcome, Published
from tools.corpora.pubtator import BC5CDR, read_pubtator
from tools.corpora.sources import check_sources

SHIPPED: Final = "end to end; the shipped pipeline"


def run_labels(data: Path, part: str = "test") -> Outcome:
    """Score the lists of adverse reactions of a part's labels."""
    check_sources(data, __package__ or "", [labels.FILES[part]])
    extractor = load()
    strings: list[Counts] = []
    concepts: list[Counts] = []
    for label in labels.read_labels(data / labels.FILES[part]):
        document = extractor.extract(label.text, doc_id=label.id, sections=label.sections)
        found = labels.found_reactions(document)
        strings.append(labels.count_strings(label, found))
        concepts.append(labels.count_concepts(label, found))
    return Outcome(
        title="FDA labels (TAC 2017), adverse reactions of each label",
        part=part,
        setting=SHIPPED,
        size={"labels": len(strings), "strings": add(strings).tp + add(strings).fn},
        figures=(
            Figure.of("by string, exact but for case", add(strings), macro_f1(strings)),
            Figure.of("by MedDRA preferred term", add(concepts), macro_f1(concepts)),
        ),
        published=(
            Published(
                value=82.19,
                who="best of TAC 2017, task 3 (Roberts and others, 2017)",
                setting="strings, macro F1; trained on the 101 training labels",
            ),
            Published(
                value=89.87,
                who="OnSIDES 2.0 (Tanaka and others, 2025)",
                setting="a transformer judges what a MedDRA dictionary finds; trained on the training labels",
            ),
        ),
        notes=(
            "By term: a found name counts if it is, but for case, one of the strings that the gold has for "
            "the term in this label, or a MedDRA name of the term; every other found name counts as wrong.",
            "Objects of all affirmed `causes` count, whatever their subject. Sections are given as such.",
            "The training labels served to write rules, and to train the recognizer; never the test labels.",
        ),
    )


def run_bc5cdr(data: Path, part: str = "test") -> tuple[Outcome, Outcome]:
    """Score spans of chemicals and diseases, and the pairs of which one induces the other."""
    check_sources(data, __package__ or "", [BC5CDR[part]])
    extractor, base = load(), load_base()
    spans = dict.fromkeys(bc5cdr.KINDS, Counts())
    induced = by_gold = Counts()
    abstracts = list(read_pubtator(data / BC5CDR[part]))
    for abstract in abstracts:
        document = extractor.extract(abstract.text, doc_id=abstract.id)
        found = bc5cdr.found_spans(document)
        for kind in spans:
            spans[kind] += bc5cdr.count_spans(abstract, found, kind)
        own, given = partial(bc5cdr.link_by_concept, base), partial(bc5cdr.link_by_gold, abstract)
        induced += Counts.of(bc5cdr.gold_induced(abstract), bc5cdr.found_induced(document, own))
        by_gold += Counts.of(bc5cdr.gold_induced(abstract), bc5cdr.found_induced(document, given))
    return (
        Outcome(
            title="BC5CDR, chemicals and diseases",
            part=part,
            setting="strict spans; the shipped pipeline, which names only what it needs for its relations",
            size={"abstracts": len(abstracts), "spans": add(spans.values()).tp + add(spans.values()).fn},
            figures=(
                Figure.of("both", add(spans.values())),
                *(Figure.of(kind, counts) for kind, counts in spans.items()),
            ),
            published=(bc5cdr.SCISPACY,),
        ),
        Outcome(
            title="BC5CDR, chemical-induced diseases",
            part=part,
            setting=SHIPPED,
            size={"abstracts": len(abstracts), "pairs": induced.tp + induced.fn},
            figures=(
                Figure.of("pairs of MeSH ids in an abstract", induced),
                Figure.of("the same, what was found linked by the gold", by_gold),
            ),
            published=(
                Published(
                    value=57.03,
                    who="best of BioCreative V (Xu and others, 2015)",
                    setting="end to end, trained on its training part and on known pairs",
                ),
            ),
        ),
    )


def run_ade(data: Path) -> tuple[Outcome, Outcome]:
    """Score pairs of a drug and its effect in the sentences that tell of one, each read alone."""
    check_sources(data, __package__ or "", [ade.FILE])
    extractor, judge = load(), judge_by_model(load_model(models_folder() / "relations"))
    strict = loose = related = Counts()
    every = Counts()
    sentences = list(ade.read_ade(data / ade.FILE))
    for sentence in sentences:
        found = ade.found_pairs(extractor.extract(sentence.text, doc_id=sentence.doc))
        strict += ade.count_strict(sentence, found)
        loose += ade.count_overlapping(sentence, found)
        related += Counts.of(sentence.pairs, ade.judge_gold(extractor, judge, sentence))
        every += Counts.of(sentence.pairs, ade.all_pairs(sentence))
    size = {"sentences": len(sentences), "pairs": strict.tp + strict.fn}
    title, part = "ADE corpus, drugs and their effects", "all sentences that tell of an effect"
    spert = Published(
        value=79.24,
        who="SpERT (Eberts and Ulges, 2020)",
        setting="exact spans; fitted on nine tenths of these sentences and scored on the others",
    )
    return (
        Outcome(
            title=title,
            part=part,
            setting=SHIPPED,
            size=size,
            figures=(
                Figure.of("both names exact but for case", strict),
                Figure.of("both names overlap", loose),
            ),
            published=(spert,),
            notes=(
                "Evaluation only: the corpus states no licence.",
                "Sentences without an effect are left out, as in the published setting.",
            ),
        ),
        Outcome(
            title=f"{title}, names given",
            part=part,
            setting="gold entities; the shipped relation model without the rules",
            size=size,
            figures=(
                Figure.of("pairs that are related", related),
                Figure.of("for comparison: every pair of a sentence", every),
            ),
            published=(),
            notes=(
                "A pair whose names share characters counts as missed.",
                "Nearly all pairs of these sentences are gold: it measures what the model dares to say.",
            ),
        ),
    )
