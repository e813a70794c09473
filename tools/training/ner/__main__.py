"""Train and score the recognizer of names: `python -m tools.training.ner train --data DIR --out DIR`."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping
from pathlib import Path
from time import perf_counter

from pipeline.entities.lexicon import load_lexicon
from pipeline.entities.recognizer import Weights, load_weights
from pipeline.gold.schema import Split
from tools.corpora.sources import check_sources
from tools.training.commands import add_training_options, run_command
from tools.training.manifest import write_manifest
from tools.training.ner.corpora import BENCHMARK, read_benchmark, read_corpora
from tools.training.ner.evaluate import Scorer
from tools.training.ner.lessons import find_common, make_lessons
from tools.training.ner.loop import train
from tools.training.ner.manifest import describe_training
from tools.training.ner.marking import mark_gold
from tools.training.ner.network import save_weights
from tools.training.ner.settings import Settings


def main(arguments: list[str] | None = None) -> int:
    """Run a command; return 0, or 2 where data or settings are not as expected."""
    return run_command(_parser(), arguments)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tools.training.ner", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    training = commands.add_parser("train", help="train, score on the dev parts, write the manifest")
    add_training_options(training)
    training.add_argument("--out", type=Path, required=True, help="the model's folder")
    training.add_argument("--with-dev", action="store_true", help=f"train on the dev part of {BENCHMARK} too")
    training.set_defaults(command=_train)
    scoring = commands.add_parser(
        "score", help=f"print the figures of a model on {BENCHMARK} and the own gold"
    )
    scoring.add_argument("model", type=Path, help="the model's folder")
    scoring.add_argument("--data", type=Path, required=True, help="folder of the public corpora")
    scoring.add_argument("--part", choices=("dev", "test"), default="dev", help=f"of {BENCHMARK}")
    scoring.set_defaults(command=_score)
    return parser


def _train(options: argparse.Namespace) -> None:
    settings = Settings.load(options.config)
    check_sources(options.data, __package__)
    lexicon = load_lexicon()
    texts = read_corpora(options.data, Path(), settings.repeats, with_dev=options.with_dev)
    sources = {name: list(make_lessons(texts[name], name, lexicon)) for name in settings.repeats}
    scorer = Scorer(list(mark_gold(Path(), Split.DEV)), "monograph", lexicon)
    start = perf_counter()
    network = train(
        sources,
        settings,
        seed=options.seed,
        score=lambda network: {
            "own gold, dev, F1": scorer.score(lambda columns: network.predict([columns])[0])["all_f"]
        },
        log=lambda line: print(line, flush=True),
    )
    seconds = perf_counter() - start
    save_weights(network, find_common(sources), options.out)
    parts = () if options.with_dev else ("dev",)
    record = describe_training(
        options.out,
        settings,
        seed=options.seed,
        texts=texts,
        seconds=seconds,
        scores=_figures(load_weights(options.out), options.data, parts),
    )
    write_manifest(options.out, record)


def _score(options: argparse.Namespace) -> None:
    print(json.dumps(_figures(load_weights(options.model), options.data, (options.part,)), indent=1))


def _figures(weights: Weights, data: Path, parts: tuple[str, ...]) -> Mapping[str, object]:
    """Return the figures on the own gold's dev split and on parts of the benchmark."""
    lexicon = load_lexicon()
    figures = {
        "gold_dev": Scorer(list(mark_gold(Path(), Split.DEV)), "monograph", lexicon).score(weights.predict)
    }
    for part in parts:
        scorer = Scorer(read_benchmark(data, part), BENCHMARK, lexicon)
        figures[f"{BENCHMARK}_{part}"] = scorer.score(weights.predict)
    return figures


if __name__ == "__main__":
    sys.exit(main())
