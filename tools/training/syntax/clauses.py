"""Bare clauses in the style of labels, made with their trees: "Nefazodone potently inhibits CYP3A4."."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from random import Random

import yaml

from tools.training.syntax.names import load_classes, load_drugs, load_findings, load_targets
from tools.training.syntax.trees import Tree, is_sound

_PAST = {"bind": "bound", "prevent": "prevented", "control": "controlled"}
_PLACES = ("in", "patients"), ("in", "adults"), ("in", "children"), ("during", "treatment")
_PARTICIPLE_USES = (("indicated", "for"), ("used", "for"), ("contraindicated", "in"), ("given", "for"))
_ADJECTIVE_ENDS = ("ic", "al", "ive", "ous", "ar", "ary", "ent", "ant", "ible", "able")


@cache
def _words(name: str) -> tuple[str, ...]:
    source = resources.files(__package__).joinpath("clauses.yaml")
    return tuple(yaml.safe_load(source.read_text(encoding="utf-8"))[name].split())


@dataclass(slots=True)
class _Draft:
    """A tree under construction: rows of (word, tag, head, label, space before)."""

    words: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)

    def add(self, word: str, tag: str, label: str, head: int = -1) -> int:
        """Append a word; its head may be set later."""
        self.words.append(word)
        self.tags.append(tag)
        self.heads.append(head)
        self.labels.append(label)
        return len(self.words) - 1

    def finish(self) -> Tree:
        """Return the tree, its first letter a capital."""
        words = [self.words[0][:1].upper() + self.words[0][1:], *self.words[1:]]
        glued = {i for i, word in enumerate(words) if word in (".", ",", ")")}
        opened = {i for i, word in enumerate(words) if word == "("}
        spaces = [i + 1 not in glued and i not in opened for i in range(len(words))]
        return Tree(tuple(words), tuple(spaces), tuple(self.tags), tuple(self.heads), tuple(self.labels))


def make_clauses(count: int, rng: Random) -> Iterator[Tree]:
    """Yield clauses of known trees: active, passive, with a predicate, a modal, a negation, no subject."""
    makers = (_active, _active, _active, _active, _passive, _predicate, _use, _headless)
    made = 0
    while made < count:
        tree = rng.choice(makers)(rng)
        if is_sound(tree):
            made += 1
            yield tree


def third_person(verb: str) -> str:
    """Return a verb's form after a singular subject."""
    return verb + ("es" if verb.endswith(("s", "sh", "ch", "x", "z")) else "s")


def past_participle(verb: str) -> str:
    """Return a verb's past participle, as far as the verbs here go."""
    if verb in _PAST:
        return _PAST[verb]
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return verb[:-1] + "ied"
    return verb + ("d" if verb.endswith("e") else "ed")


def _active(rng: Random) -> Tree:
    draft = _Draft()
    subject, plural = _subject(draft, rng)
    negated = rng.random() < 0.12
    leading: list[int] = []
    tag = "VBP" if plural else "VBZ"
    if negated:
        leading.append(draft.add("do" if plural else "does", tag, "aux"))
        leading.append(draft.add("not", "RB", "neg"))
        tag = "VB"
    elif rng.random() < 0.2:
        leading.append(draft.add(rng.choice(_words("modals")), "MD", "aux"))
        tag = "VB"
    if rng.random() < 0.2:
        leading.append(draft.add(rng.choice(_words("adverbs")), "RB", "advmod"))
    on_target = rng.random() < 0.5
    base = rng.choice(_words("verbs_on_targets" if on_target else "verbs_on_findings"))
    form = third_person(base) if tag == "VBZ" else base
    if tag in ("VBZ", "VBP") and rng.random() < 0.15:
        tag, form = "VBD", past_participle(base)
    verb = draft.add(form, tag, "ROOT")
    draft.heads[verb] = verb
    for index in (subject, *leading):
        draft.heads[index] = verb
    _objects(draft, verb, on_target, rng)
    _close(draft, verb, rng)
    return draft.finish()


def _headless(rng: Random) -> Tree:
    draft = _Draft()
    on_target = rng.random() < 0.5
    verb = draft.add(
        third_person(rng.choice(_words("verbs_on_targets" if on_target else "verbs_on_findings"))),
        "VBZ",
        "ROOT",
    )
    draft.heads[verb] = verb
    _objects(draft, verb, on_target, rng)
    _close(draft, verb, rng)
    return draft.finish()


def _passive(rng: Random) -> Tree:
    draft = _Draft()
    on_target = rng.random() < 0.5
    head = _noun_phrase(draft, rng.choice(load_targets() if on_target else load_findings()), "nsubjpass")
    plural = draft.tags[head] in ("NNS", "NNPS")
    auxiliary = draft.add("are" if plural else "is", "VBP" if plural else "VBZ", "auxpass")
    verb = draft.add(
        past_participle(rng.choice(_words("verbs_on_targets" if on_target else "verbs_on_findings"))),
        "VBN",
        "ROOT",
    )
    draft.heads[verb] = draft.heads[head] = draft.heads[auxiliary] = verb
    by = draft.add("by", "IN", "agent", verb)
    agent, _ = _subject(draft, rng, capital=False)
    draft.labels[agent], draft.heads[agent] = "pobj", by
    _close(draft, verb, rng)
    return draft.finish()


def _predicate(rng: Random) -> Tree:
    draft = _Draft()
    subject = _drug(draft, rng, capital=True)
    copula = draft.add("is", "VBZ", "ROOT")
    draft.heads[copula] = draft.heads[subject] = copula
    noun = rng.choice(("inhibitor", "antagonist", "agonist", "activator", "blocker", "substrate", "inducer"))
    quality = rng.choice((None, "potent", "selective", "weak"))
    vowel = (quality or noun)[0] in "aeiou"
    determiner = draft.add("an" if vowel else "a", "DT", "det")
    modifiers = [draft.add(quality, "JJ", "amod")] if quality else []
    predicate = draft.add(noun, "NN", "attr", copula)
    for index in (determiner, *modifiers):
        draft.heads[index] = predicate
    of = draft.add("of", "IN", "prep", predicate)
    draft.heads[_noun_phrase(draft, rng.choice(load_targets()), "pobj")] = of
    draft.add(".", ".", "punct", copula)
    return draft.finish()


def _use(rng: Random) -> Tree:
    draft = _Draft()
    subject, plural = _subject(draft, rng)
    draft.labels[subject] = "nsubjpass"
    auxiliary = draft.add("are" if plural else "is", "VBP" if plural else "VBZ", "auxpass")
    participle, preposition = rng.choice(_PARTICIPLE_USES)
    verb = draft.add(participle, "VBN", "ROOT")
    draft.heads[verb] = draft.heads[subject] = draft.heads[auxiliary] = verb
    link = draft.add(preposition, "IN", "prep", verb)
    if rng.random() < 0.4 and preposition == "for":
        treatment = [draft.add("the", "DT", "det"), draft.add("treatment", "NN", "pobj", link)]
        draft.heads[treatment[0]] = treatment[1]
        link = draft.add("of", "IN", "prep", treatment[1])
    draft.heads[_noun_phrase(draft, rng.choice(load_findings()), "pobj")] = link
    _close(draft, verb, rng)
    return draft.finish()


def _subject(draft: _Draft, rng: Random, capital: bool = True) -> tuple[int, bool]:
    """Add a drug, two drugs or a class; return its head, whose own head is open, and whether it is plural."""
    kind = rng.random()
    if kind < 0.55:
        return _drug(draft, rng, capital=capital), False
    if kind < 0.65:
        first = _drug(draft, rng, capital=capital)
        draft.add("and", "CC", "cc", first)
        second = _drug(draft, rng, capital=False)
        draft.labels[second], draft.heads[second] = "conj", first
        return first, True
    if kind < 0.7:
        return draft.add(rng.choice(("It", "This")) if capital else "it", "PRP", "nsubj"), False
    name = rng.choice(load_classes())
    plural = not name.endswith(("s", "ine", "id"))
    head = _noun_phrase(draft, name + "s" if plural else name, "nsubj")
    if plural:
        draft.tags[head] = "NNS"
    return head, draft.tags[head] == "NNS"


def _drug(draft: _Draft, rng: Random, *, capital: bool) -> int:
    name = rng.choice(load_drugs())
    tag = "NN"
    if rng.random() < (0.5 if capital else 0.15):
        name, tag = (name.capitalize(), "NNP") if rng.random() < 0.7 else (name.upper(), "NNP")
    first = draft.add(name, tag, "nsubj")
    if rng.random() < 0.15:
        salt = draft.add(rng.choice(_words("salts")), "NN", "nsubj")
        draft.labels[first], draft.heads[first] = "compound", salt
        return salt
    return first


def _objects(draft: _Draft, verb: int, on_target: bool, rng: Random) -> None:
    """Add one object, or a list of two or three, to a verb."""
    names = load_targets() if on_target else load_findings()
    last = _noun_phrase(draft, rng.choice(names), "dobj")
    draft.heads[last] = verb
    extra = rng.choice((0, 0, 0, 1, 2))
    for number in range(extra):
        if number == extra - 1:
            draft.add(rng.choice(("and", "or")), "CC", "cc", last)
        else:
            draft.add(",", ",", "punct", last)
        following = _noun_phrase(draft, rng.choice(names), "conj")
        draft.heads[following] = last
        last = following


def _noun_phrase(draft: _Draft, name: str, label: str) -> int:
    """Add the words of a name, the last its head; return the head, whose own head is open."""
    *before, last = name.split(" ")
    places = [
        draft.add(word, "JJ", "amod")
        if word.endswith(_ADJECTIVE_ENDS)
        else draft.add(word, _noun_tag(word), "compound")
        for word in before
    ]
    head = draft.add(last, _noun_tag(last), label)
    for place in places:
        draft.heads[place] = head
    return head


def _noun_tag(word: str) -> str:
    if word[:1].isupper() or any(letter.isdigit() for letter in word):
        return "NNP" if word[:1].isupper() else "NN"
    return "NNS" if word.endswith("s") and not word.endswith(("ss", "us", "is")) else "NN"


def _close(draft: _Draft, verb: int, rng: Random) -> None:
    """Add a place now and then, and the full stop most times."""
    if rng.random() < 0.15:
        preposition, noun = rng.choice(_PLACES)
        link = draft.add(preposition, "IN", "prep", verb)
        draft.add(noun, "NNS" if noun.endswith("s") else "NN", "pobj", link)
    if rng.random() < 0.9:
        draft.add(".", ".", "punct", verb)
