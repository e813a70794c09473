"""Trees over the words of a treebank, made trees over the tokens that the product's tokenizer gives."""

from __future__ import annotations

from collections.abc import Callable

from spacy.tokens import Doc

from tools.training.syntax.trees import Tree, is_sound


def retokenize(tree: Tree, tokenizer: Callable[[str], Doc]) -> Tree | None:
    """Return the tree over the tokenizer's tokens, or None where they don't agree.

    A token may hold several words ("wild", "-", "type") if one of them is the head of the others: it takes
    that word's head, label and tag. A word in several tokens, or a token that holds parts of two phrases, has
    no tree that would be known to be right, and the sentence is left out.
    """
    text = tree.text
    starts = _starts(tree)
    tokens = list(tokenizer(text))
    token_starts = {token.idx for token in tokens}
    if not token_starts <= set(starts) or any(token.is_space for token in tokens):
        return None
    groups: list[list[int]] = []
    for index, start in enumerate(starts):
        if start in token_starts:
            groups.append([])
        groups[-1].append(index)
    owner = {index: place for place, group in enumerate(groups) for index in group}
    leaders = []
    for group in groups:
        leading = [i for i in group if tree.heads[i] == i or tree.heads[i] not in group]
        if len(leading) != 1:
            return None
        leaders.append(leading[0])
    merged = Tree(
        words=tuple(token.text for token in tokens),
        spaces=tuple(bool(token.whitespace_) for token in tokens),
        tags=tuple(
            tree.tags[leader] if len(group) == 1 else _merged_tag(tree, leader)
            for leader, group in zip(leaders, groups, strict=True)
        ),
        heads=tuple(owner[tree.heads[leader]] for leader in leaders),
        labels=tuple(tree.labels[leader] for leader in leaders),
    )
    return merged if is_sound(merged) else None


def _merged_tag(tree: Tree, leader: int) -> str:
    """Return the tag of a hyphenated word: an adjective where a participle modifies ("age-related")."""
    tag = tree.tags[leader]
    return "JJ" if tree.labels[leader] == "amod" and tag in ("VBN", "VBG", "VBD") else tag


def _starts(tree: Tree) -> list[int]:
    starts, offset = [], 0
    for word, space in zip(tree.words, tree.spaces, strict=True):
        starts.append(offset)
        offset += len(word) + space
    return starts
