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
from pipeline.errors import MonographError
from tools.training.ner.corpora import BENCHMARK, read_benchmark, read_corpora
from tools.training.ner.evaluate import Scorer
from tools.training.ner.lessons import find_common, make_lessons
from tools.training.ner.loop import train
from tools.training.ner.manifest import PACKAGE, write_manifest
from tools.training.ner.monographs import read_gold
from tools.training.ner.network import save_weights
from tools.training.ner.settings import load_settings
from tools.training.syntax.sources import check_sources


def main(arguments: list[str] | None = None) -> int:
    """Run a command; return 0, or 2 where data or settings are not as expected."""
    options = _parser().parse_args(arguments)
    try:
        options.command(options)
    except MonographError as error:
        print(error, file=sys.stderr)
        return 2
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tools.training.ner", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    training = commands.add_parser("train", help="train, score on the dev parts, write the manifest")
    training.add_argument("--data", type=Path, required=True, help="folder of the public corpora")
    training.add_argument("--out", type=Path, required=True, help="the model's folder")
    training.add_argument("--config", type=Path, help="settings (default: config.yaml beside the code)")
    training.add_argument("--seed", type=int, default=0)
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
    settings = load_settings(options.config)
    check_sources(options.data, PACKAGE)
    lexicon = load_lexicon()
    texts = read_corpora(options.data, Path(), settings.repeats, with_dev=options.with_dev)
    sources = {name: list(make_lessons(texts[name], name, lexicon)) for name in settings.repeats}
    scorer = Scorer(list(read_gold(Path(), "dev")), "monograph", lexicon)
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
    write_manifest(
        options.out,
        settings,
        seed=options.seed,
        texts=texts,
        seconds=seconds,
        scores=_figures(load_weights(options.out), options.data, parts),
    )


def _score(options: argparse.Namespace) -> None:
    print(json.dumps(_figures(load_weights(options.model), options.data, (options.part,)), indent=1))


def _figures(weights: Weights, data: Path, parts: tuple[str, ...]) -> Mapping[str, object]:
    """Return the figures on the own gold's dev split and on parts of the benchmark."""
    lexicon = load_lexicon()
    figures = {
        "gold_dev": Scorer(list(read_gold(Path(), "dev")), "monograph", lexicon).score(weights.predict)
    }
    for part in parts:
        scorer = Scorer(read_benchmark(data, part), BENCHMARK, lexicon)
        figures[f"{BENCHMARK}_{part}"] = scorer.score(weights.predict)
    return figures


if __name__ == "__main__":
    sys.exit(main())
