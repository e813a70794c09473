"""The same trees with other names: a drug's name in the place of a subject or of another drug."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from random import Random

from tools.training.syntax.names import load_drugs
from tools.training.syntax.trees import Tree

_SUBJECTS = ("nsubj", "nsubjpass")
_VERBS = ("VBZ", "VBD", "MD")
_PRONOUNS = ("it", "this", "he", "she")


def name_subjects(trees: Iterable[Tree], rng: Random) -> Iterator[Tree]:
    """Yield each tree that has a bare singular subject before its verb, with a drug's name there."""
    drugs = load_drugs()
    for tree in trees:
        places = [i for i in range(len(tree)) if _is_bare_subject(tree, i)]
        if places:
            place = rng.choice(places)
            yield write_name(tree, place, rng.choice(drugs), rng)


def swap_drugs(trees: Iterable[Tree], rng: Random) -> Iterator[Tree]:
    """Yield each tree that names a drug, all its drugs replaced by others."""
    drugs = load_drugs()
    known = frozenset(drugs)
    for tree in trees:
        places = [i for i, word in enumerate(tree.words) if word.lower() in known]
        changed = tree
        for place in places:
            changed = write_name(changed, place, rng.choice(drugs), rng)
        if places:
            yield changed


def write_name(tree: Tree, place: int, name: str, rng: Random) -> Tree:
    """Return the tree with a name at a place, in capitals where the old word was."""
    old = tree.words[place]
    if old.isupper() and len(old) > 1:
        return tree.rename(place, name.upper(), "NNP")
    if old[:1].isupper() and place > 0:
        return tree.rename(place, name.capitalize(), "NNP")
    if old[:1].isupper():
        return tree.rename(place, name.capitalize(), rng.choice(("NN", "NNP")))
    return tree.rename(place, name, "NN")


def _is_bare_subject(tree: Tree, place: int) -> bool:
    """Whether a word is a childless singular subject with its verb right behind it, or an auxiliary of it."""
    head = tree.heads[place]
    if tree.labels[place] not in _SUBJECTS or head <= place or tree.children(place):
        return False
    if tree.tags[place] not in ("NN", "NNP") and tree.words[place].lower() not in _PRONOUNS:
        return False
    behind = place + 1
    while behind < head and tree.tags[behind] == "RB":
        behind += 1
    return tree.tags[behind] in _VERBS and (behind == head or tree.heads[behind] == head)
