"""Basic Stanford dependencies made the ClearNLP labels that spaCy's English models use.

What differs: names of labels; a copula heads its clause; each conjunct hangs on the one before it; "by" of
a passive is an agent; "such as" and "as well as" hang on their "as". A sentence with another fixed phrase has
no sure tree here.
"""

from __future__ import annotations

from dataclasses import dataclass

from tools.training.syntax.trees import Tree, is_sound

_RENAMED = {
    "nn": "compound",
    "num": "nummod",
    "number": "compound",
    "rcmod": "relcl",
    "possessive": "case",
    "iobj": "dative",
    "tmod": "npadvmod",
}
_OF_CLAUSE = frozenset({"nsubj", "csubj", "aux", "neg", "mark", "expl"})
"""Children of a predicate that a copula takes over."""
_BEFORE_COPULA = frozenset({"advmod", "prep", "npadvmod", "cc", "preconj", "dep"})
"""Children that it takes over where they stand before the predicate's own phrase."""
_NOUN_TAGS = ("NN", "PRP", "CD", "DT", "WP", "EX", "FW")


@dataclass(slots=True)
class _Rows:
    """A tree that is being changed."""

    words: list[str]
    tags: list[str]
    heads: list[int]
    labels: list[str]

    def children(self, index: int) -> list[int]:
        return [i for i, head in enumerate(self.heads) if head == index and i != index]


def convert(tree: Tree) -> Tree | None:
    """Return the tree with ClearNLP labels, or None where the conversion is not sure."""
    rows = _Rows([word.lower() for word in tree.words], list(tree.tags), list(tree.heads), list(tree.labels))
    if not _settle_fixed_phrases(rows):
        return None
    _raise_copulas(rows)
    _chain_conjuncts(rows)
    for index in range(len(tree)):
        rows.labels[index] = _label(rows, index)
    converted = Tree(tree.words, tree.spaces, tree.tags, tuple(rows.heads), tuple(rows.labels))
    return converted if is_sound(converted) else None


def _label(rows: _Rows, index: int) -> str:
    label, head = rows.labels[index], rows.heads[index]
    if label == "vmod":
        return "advcl" if rows.tags[head].startswith(("VB", "MD")) else "acl"
    if label == "neg" and rows.tags[index] == "DT":
        return "det"
    if label == "prep" and rows.words[index] == "by" and _is_passive(rows, head):
        has_agent = any(rows.labels[i] == "pobj" for i in rows.children(index))
        return "agent" if has_agent else label
    return _RENAMED.get(label, label)


def _is_passive(rows: _Rows, index: int) -> bool:
    if rows.tags[index] != "VBN":
        return False
    has_auxiliary = any(rows.labels[i] == "auxpass" for i in rows.children(index))
    return has_auxiliary or rows.labels[index] in ("vmod", "acl", "conj", "advcl")


def _settle_fixed_phrases(rows: _Rows) -> bool:
    """Give "such as" and "as well as" their trees in ClearNLP; return False at another phrase."""
    for index, label in enumerate(rows.labels):
        if label != "mwe":
            continue
        head, word = rows.heads[index], rows.words[index]
        if word == "such" and rows.words[head] == "as" and index == head - 1:
            rows.labels[index] = "amod"
        elif word == "as" and rows.words[max(0, head - 1) : head + 2] == ["as", "well", "as"]:
            _settle_as_well_as(rows, head)
        else:
            return False
    return True


def _settle_as_well_as(rows: _Rows, well: int) -> None:
    last = well + 1
    rows.heads[last], rows.labels[last] = rows.heads[well], "cc"
    for index in (well - 1, well):
        rows.heads[index], rows.labels[index] = last, "advmod"


def _raise_copulas(rows: _Rows) -> None:
    """Make each copula the head of its clause, its predicate an attribute or a complement."""
    for copula in range(len(rows.words)):
        if rows.labels[copula] != "cop":
            continue
        predicate = rows.heads[copula]
        is_root = rows.heads[predicate] == predicate
        rows.heads[copula] = copula if is_root else rows.heads[predicate]
        rows.labels[copula] = rows.labels[predicate]
        for child in rows.children(predicate):
            if child != copula and _moves(rows, child, copula, predicate):
                rows.heads[child] = copula
        rows.heads[predicate] = copula
        tag = rows.tags[predicate]
        if tag.startswith(_NOUN_TAGS):
            rows.labels[predicate] = "attr"
        elif tag in ("IN", "TO"):
            rows.labels[predicate] = "prep"
        elif tag.startswith("RB"):
            rows.labels[predicate] = "advmod"
        else:
            rows.labels[predicate] = "acomp"


def _moves(rows: _Rows, child: int, copula: int, predicate: int) -> bool:
    label = rows.labels[child]
    if label == "punct":
        return child < copula or child > predicate
    if label == "neg" and rows.tags[child] == "DT":
        return False
    if label in ("ccomp", "parataxis", "advcl"):
        return not (label == "ccomp" and rows.tags[predicate].startswith("NN"))
    if label in _OF_CLAUSE or (label in _BEFORE_COPULA and child < copula):
        return True
    return label in ("conj", "cc") and _joins_clauses(rows, child, predicate)


def _joins_clauses(rows: _Rows, child: int, predicate: int) -> bool:
    """Whether a conjunct of a predicate is a clause of its own, or a conjunction leads to one."""
    if rows.labels[child] == "cc":
        later = [i for i in rows.children(predicate) if i > child and rows.labels[i] == "conj"]
        return bool(later) and _joins_clauses(rows, later[0], predicate)
    if any(rows.labels[i] == "cop" for i in rows.children(child)):
        return True
    return rows.tags[child].startswith(("VB", "MD"))


def _chain_conjuncts(rows: _Rows) -> None:
    """Hang each conjunct, with the conjunctions and commas before it, on the conjunct before it."""
    for head in range(len(rows.words)):
        children = rows.children(head)
        conjuncts = [i for i in children if i > head and rows.labels[i] == "conj"]
        for child in children:
            if child < head or rows.labels[child] not in ("conj", "cc", "punct"):
                continue
            before = [i for i in conjuncts if i < child]
            after = [i for i in conjuncts if i > child]
            if before and (rows.labels[child] == "conj" or after):
                rows.heads[child] = before[-1]
