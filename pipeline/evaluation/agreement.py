"""`python -m pipeline.evaluation.agreement FIRST SECOND`: how far two annotations of the same texts agree.

Each folder holds markup (*.mono) or compiled gold (*.json). Documents that only one of them has are left out,
and named. Prints Markdown; with `--list` also each mention and firm relation that one pass alone has.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from pipeline.errors import GoldError
from pipeline.evaluation.bootstrap import score
from pipeline.evaluation.counts import Counts, ratio
from pipeline.evaluation.passes import Agreement, Attribute, Layer, compare_passes
from pipeline.gold.compile import compile_markup
from pipeline.gold.schema import GoldDocument, load_gold


def load_pass(folder: Path) -> dict[str, GoldDocument]:
    """Read one pass by `doc`: the folder's *.mono, compiled, or else its *.json; GoldError where it can't."""
    paths = sorted(folder.glob("*.mono"))
    documents = [compile_markup(path).document for path in paths] if paths else load_gold(folder)
    return {document.doc: document for document in documents}


def compare_folders(first: Path, second: Path) -> tuple[list[Agreement], list[str]]:
    """Compare the documents that both folders have; returns them and the names of the others."""
    one, two = load_pass(first), load_pass(second)
    common = sorted(one.keys() & two.keys())
    if not common:
        raise GoldError(
            [f"{second}: expected a document that {first} has too, found none; give two passes over one text"]
        )
    return [compare_passes(one[doc], two[doc]) for doc in common], sorted(one.keys() ^ two.keys())


def describe_agreement(found: Sequence[Agreement], *, seed: int = 0) -> str:
    """Return the tables, in Markdown: layers, attributes, documents."""
    return "\n\n".join(
        ("\n".join(_layers(found, seed)), "\n".join(_values(found)), "\n".join(_documents(found)))
    )


def _layers(found: Sequence[Agreement], seed: int) -> Iterator[str]:
    yield "| layer | in both | first only | second only | firm here, optional there | F1 (95 % interval) |"
    yield "| --- | ---: | ---: | ---: | ---: | ---: |"
    for layer in Layer:
        per_document = [one.layers[layer] for one in found]
        total, f1 = sum(per_document, Counts()), score(per_document, seed=seed).f1
        spread = "" if f1.low is None or f1.high is None else f" ({f1.low:.3f}-{f1.high:.3f})"
        doubtful = "" if layer in (Layer.ENTITIES_STRICT, Layer.ENTITIES_PARTIAL) else str(total.redundant)
        value = "-" if f1.value is None else f"{f1.value:.3f}"
        yield f"| {layer} | {total.tp} | {total.fn} | {total.fp} | {doubtful} | {value}{spread} |"


def _values(found: Sequence[Agreement]) -> Iterator[str]:
    yield "| on the relations in both | compared | the same | share | kappa |"
    yield "| --- | ---: | ---: | ---: | ---: |"
    for attribute in Attribute:
        pairs = [pair for one in found for pair in one.values.get(attribute, ())]
        same = sum(a == b for a, b in pairs)
        share, kappa = ratio(same, len(pairs)), cohen_kappa(pairs)
        shown = " | ".join("-" if value is None else f"{value:.3f}" for value in (share, kappa))
        yield f"| {attribute} | {len(pairs)} | {same} | {shown} |"


def _documents(found: Sequence[Agreement]) -> Iterator[str]:
    layers = (Layer.ENTITIES_STRICT, Layer.RELATIONS, Layer.TRIPLES_RELAXED, Layer.VIA)
    yield "| F1 by document | entities, strict | relations | triples, relaxed | via |"
    yield "| --- | ---: | ---: | ---: | ---: |"
    for one in found:
        values = [one.layers[layer].f1 for layer in layers]
        yield f"| {one.doc} | {' | '.join('-' if value is None else f'{value:.3f}' for value in values)} |"


def cohen_kappa(pairs: Sequence[tuple[str, str]]) -> float | None:
    """Return Cohen's kappa (1960) of pairs of values; None where chance alone would agree everywhere.

    >>> cohen_kappa([("a", "a"), ("b", "b"), ("a", "b"), ("b", "a")])
    0.0
    """
    if not pairs:
        return None
    observed = sum(a == b for a, b in pairs) / len(pairs)
    values = {value for pair in pairs for value in pair}
    chance = (
        sum(sum(a == value for a, _ in pairs) * sum(b == value for _, b in pairs) for value in values)
        / len(pairs) ** 2
    )
    return None if chance == 1 else (observed - chance) / (1 - chance)


def list_differences(found: Sequence[Agreement]) -> Iterator[str]:
    """Yield a line for each mention and each firm relation that one pass alone has."""
    for one in found:
        for name, entities in zip(("first", "second"), one.entities, strict=True):
            for entity in entities:
                yield f"{one.doc}:{entity.fragments[0].start}: {name} only: {entity.label} {entity.text!r}"
        for name, sides in zip(("first", "second"), one.relations, strict=True):
            for side in sides:
                relation, start = side.relation, side.object.fragments[0].start
                said = f"{relation.relation}({relation.subject}, {side.object.text}) {relation.polarity}"
                yield f"{one.doc}:{start}: {name} only: {relation.id} {said}"


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the agreement of two folders; returns 0, or 1 where they can't be compared (why is on stderr)."""
    parser = argparse.ArgumentParser(prog="python -m pipeline.evaluation.agreement", description=__doc__)
    parser.add_argument("first", type=Path, metavar="FIRST", help="a folder of markup or compiled gold")
    parser.add_argument("second", type=Path, metavar="SECOND", help="the same texts, annotated again")
    parser.add_argument("--list", action="store_true", help="also list what one pass alone has")
    options = parser.parse_args(arguments)
    try:
        found, alone = compare_folders(options.first, options.second)
    except GoldError as error:
        print("\n".join(error.problems), file=sys.stderr)
        return 1
    print(f"{len(found)} documents compared\n\n{describe_agreement(found)}")
    if options.list:
        print("", *list_differences(found), sep="\n")
    if alone:
        print(f"{len(alone)} documents in one folder only, not compared: {', '.join(alone)}", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
