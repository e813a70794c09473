"""Train and score the pipeline of tagger and parser: `python -m tools.training.syntax train --data DIR`."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from time import perf_counter

import spacy
from scispacy.custom_tokenizer import combined_rule_tokenizer
from spacy.language import Language

from tools.corpora.sources import digest
from tools.training.commands import add_training_options, run_command
from tools.training.manifest import write_manifest
from tools.training.syntax.craft import name_relatives
from tools.training.syntax.evaluate import score
from tools.training.syntax.label_clauses import find_misread, load_clauses
from tools.training.syntax.loop import train
from tools.training.syntax.manifest import describe_training
from tools.training.syntax.model import save
from tools.training.syntax.prepare import prepare
from tools.training.syntax.settings import Settings
from tools.training.syntax.treebank import load_trees

_TREES = Path("out/syntax-trees")
_MODEL = Path("models/monograph_en")


def main(arguments: list[str] | None = None) -> int:
    """Run a command; return 0, or 2 where data or settings are not as expected."""
    return run_command(_parser(), arguments)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tools.training.syntax", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    training = commands.add_parser("train", help="train, score on the dev parts, write the manifest")
    add_training_options(training)
    training.add_argument(
        "--out", type=Path, default=_MODEL, help="the model's folder (default: %(default)s)"
    )
    training.add_argument("--trees", type=Path, default=_TREES, help="folder of trees, filled where empty")
    training.set_defaults(command=_train)
    scoring = commands.add_parser("score", help="print the figures of a model on a part of the treebanks")
    scoring.add_argument("model", help="folder or package")
    scoring.add_argument("--trees", type=Path, default=_TREES, help="folder of trees, as `train` fills it")
    scoring.add_argument("--part", choices=("dev", "test"), default="dev")
    scoring.set_defaults(command=_score)
    return parser


def _train(options: argparse.Namespace) -> None:
    settings = Settings.load(options.config)
    prepare(options.data, Path(), options.trees, settings.teacher)
    paths = {name: options.trees / f"{name}.spacy" for name in settings.repeats}
    sources = {name: load_trees(path) for name, path in paths.items()}
    start = perf_counter()
    nlp = train(
        sources,
        settings,
        seed=options.seed,
        dev=load_trees(options.trees / "craft-dev.spacy"),
        checkpoint=options.out,
        log=lambda line: print(line, flush=True),
    )
    seconds = perf_counter() - start
    save(nlp, options.out)
    record = describe_training(
        options.out,
        settings,
        seed=options.seed,
        sources=sources,
        training_data={name: digest(path) for name, path in paths.items()},
        seconds=seconds,
        scores=_figures(nlp, options.trees, "dev"),
    )
    write_manifest(options.out, record)


def _score(options: argparse.Namespace) -> None:
    nlp = spacy.load(options.model)
    nlp.tokenizer = combined_rule_tokenizer(nlp)
    print(json.dumps(_figures(nlp, options.trees, options.part), indent=1))


def _figures(nlp: Language, trees: Path, part: str) -> dict[str, object]:
    """Return the figures on CRAFT as published and with its relative pronouns named, GENIA, clauses."""
    craft = load_trees(trees / f"craft-{part}.spacy")
    clauses = len(load_clauses())
    return {
        f"craft_{part}": score(nlp, craft),
        f"craft_{part}_relatives_named": score(nlp, [name_relatives(tree) for tree in craft]),
        f"genia_{part}": score(nlp, load_trees(trees / f"genia-{part}.spacy")),
        "label_clauses": {"read": clauses - len(list(find_misread(nlp))), "of": clauses},
    }


if __name__ == "__main__":
    sys.exit(main())
