"""The trees of CRAFT, whose labels are those of spaCy's English models but for relative pronouns."""

from __future__ import annotations

import tarfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from tools.training.syntax.conllu import read_trees
from tools.training.syntax.trees import Tree

ARCHIVE = "craft/craft_conllu_original_clearnlp.tar.gz"
_IDS = "craft/articles/ids/craft-ids-{part}.txt"


def read_craft(data: Path, part: str) -> Iterator[Tree]:
    """Yield the sentences of the articles of a part: train (60), dev (7) or test (30)."""
    wanted = (data / _IDS.format(part=part)).read_text(encoding="utf-8").split()
    with tarfile.open(data / ARCHIVE) as archive:
        for article in sorted(wanted):
            member = archive.extractfile(f"dependency/conllu/{article}.conllu")
            assert member is not None
            lines = member.read().decode("utf-8").splitlines()
            yield from read_trees(lines, f"{ARCHIVE}:{article}")


def name_relatives(tree: Tree) -> Tree:
    """Return the tree with its relative pronouns named: CRAFT calls them "dep" ("genes that cause ...").

    A pronoun before a verb is its object where the verb has another subject, else its subject.
    """
    labels = list(tree.labels)
    for place, (tag, label) in enumerate(zip(tree.tags, tree.labels, strict=True)):
        head = tree.heads[place]
        before_verb = place < head and tree.tags[head].startswith(("VB", "MD"))
        if label == "dep" and tag in ("WDT", "WP") and before_verb:
            siblings = {tree.labels[child] for child in tree.children(head)}
            if siblings & {"nsubj", "nsubjpass"}:
                labels[place] = "dobj"
            else:
                labels[place] = "nsubjpass" if "auxpass" in siblings else "nsubj"
    return replace(tree, labels=tuple(labels))
