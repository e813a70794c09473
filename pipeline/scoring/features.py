"""What the text model sees of a candidate: its words, the arcs around it, and where it stands.

What the rules say of it is left out: the combiner weighs that against the model (`combine.py`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final

from spacy.tokens import Token

from pipeline.entities.phrases import Phrase, Sentence
from pipeline.relations.assembly import Assembly
from pipeline.rules.wordlists import load_words
from pipeline.scoring.candidates import Candidate, reading_of
from pipeline.vocabulary import TARGETS, Label

_SAME_ROLE: Final = frozenset({"conj", "appos", "compound", "nmod", "amod", "nummod", "punct"})
"""Arcs between words that share a role, or inside a name."""
_SUBJECTS: Final = frozenset({"nsubj", "nsubjpass", "csubj", "agent"})
_DEPENDENTS: Final = frozenset({"neg", "aux", "advmod", "prt", "mark"})
_FINITE: Final = frozenset({"VBZ", "VBP", "VBD", "MD"})
_CONTENT: Final = frozenset({"VERB", "NOUN", "ADJ"})
_CLIMB: Final = 8
"""How many governors of an object are looked at."""


@cache
def _cues() -> frozenset[str]:
    return load_words(__package__)["cue"]


def describe(assembly: Assembly, candidates: Sequence[Candidate]) -> Iterator[list[str]]:
    """Yield the features of each candidate, as strings."""
    shared: dict[int, list[str]] = {}
    for candidate in candidates:
        if candidate.sentence not in shared:
            shared[candidate.sentence] = list(_of_sentence(assembly, candidate.sentence))
        yield list(_of_candidate(assembly, candidate, shared[candidate.sentence]))


def group(kind: str | None) -> str:
    """Return the kind of an object as the models see it: all targets but receptors are one."""
    return "TARGET" if kind in TARGETS and kind != Label.RECEPTOR else str(kind)


def role(assembly: Assembly, candidate: Candidate) -> str:
    """Return how a candidate's subject stands in the sentence: named or not, the text's own or not."""
    main = "main" if candidate.subject.name == assembly.drug else "other"
    return f"{'named' if candidate.named else 'absent'}:{main}:{candidate.subject.label}"


def _of_sentence(assembly: Assembly, index: int) -> Iterator[str]:
    sentence, place = assembly.reading[index], assembly.places[index]
    tokens = sentence.tokens
    yield f"section={place.section}"
    yield f"block={place.block_kind}"
    yield from (f"title={word}" for word in (place.title or "").lower().split()[:6])
    root = next((token for token in tokens if token.head == token), None)
    yield f"root={_lemma(root)}"
    yield f"has_verb={any(token.tag_ in _FINITE for token in tokens)}"
    yield from (f"cue={word}" for word in sentence.lower if word in _cues())
    yield from (f"start={word}" for word in sentence.lower[:2])
    yield from (f"lemma={_lemma(token)}" for token in tokens if token.pos_ in _CONTENT and token.is_alpha)


def _of_candidate(assembly: Assembly, candidate: Candidate, shared: Sequence[str]) -> Iterator[str]:
    sentence, phrase = reading_of(assembly, candidate), candidate.phrase
    label = group(candidate.kind.label)
    path = list(climb(sentence.tokens[phrase.head]))
    yield from ("bias", f"label={label}", f"kind={candidate.kind.label}", f"by={candidate.kind.by}")
    yield from (f"{label}&{each}" for each in shared)
    yield from _of_object(sentence, phrase, label)
    yield from _of_path(sentence, path, label)
    yield from _of_subject(assembly, candidate, label)
    if candidate.named is not None:
        yield from _of_pair(sentence, candidate.named, phrase, path, label)


def _of_object(sentence: Sentence, phrase: Phrase, label: str) -> Iterator[str]:
    tokens, first, last = sentence.tokens, phrase.tokens[0], phrase.tokens[-1]
    yield f"head={_lemma(tokens[phrase.head])}"
    yield f"tag={tokens[phrase.head].tag_}"
    yield f"{label}&det={phrase.det}"
    yield from (f"word={sentence.lower[position]}" for position in phrase.tokens)
    before = [_lemma(token) for token in tokens[max(0, first - 4) : first]][::-1]
    before += ["^"] * (4 - len(before))
    after = [_lemma(token) for token in tokens[last + 1 : last + 4]]
    after += ["$"] * (3 - len(after))
    yield from (f"{label}&before{min(step, 2)}={word}" for step, word in enumerate(before))
    yield from (f"{label}&after{min(step, 1)}={word}" for step, word in enumerate(after))
    yield f"{label}&pair={before[1]} {before[0]}"
    yield from (f"near_cue={word}" for word in sentence.lower[max(0, first - 6) : first] if word in _cues())


def climb(token: Token) -> Iterator[tuple[str, Token]]:
    """Yield (arc, governor) from a word up to the root, passing over arcs between words that share a role."""
    for _ in range(2 * _CLIMB):
        if token.head == token:
            return
        if token.dep_ not in _SAME_ROLE:
            yield token.dep_, token.head
        token = token.head


def _of_path(sentence: Sentence, path: Sequence[tuple[str, Token]], label: str) -> Iterator[str]:
    for step, (arc, token) in enumerate(path[:_CLIMB]):
        yield f"{label}&up={_lemma(token)}"
        if step < 4:
            yield f"{label}&up{step}={arc}:{_lemma(token)}"
        yield from (f"{label}&child={c.dep_}:{_lemma(c)}" for c in token.children if c.dep_ in _DEPENDENTS)
    yield f"{label}&arcs_up={'<'.join(arc for arc, _ in path[:4])}"
    yield f"{label}&words_up={'<'.join(_lemma(token) for _, token in path[:2])}"
    verb = next((token for _, token in path if token.pos_ in ("VERB", "AUX")), None)
    if verb is None:
        return
    actor = next((child for child in verb.children if child.dep_ in _SUBJECTS), None)
    yield f"{label}&verb={_lemma(verb)}:{verb.tag_}"
    yield f"{label}&actor={_lemma(actor)}"
    if actor is not None:
        yield f"verb_actor={_lemma(verb)}:{actor.dep_}:{actor.pos_}"
        hit = sentence.hit_at(sentence.position.get(actor.i, -1))
        yield f"{label}&actor_kind={hit.entry.label if hit else None}:{actor.dep_}"


def _of_subject(assembly: Assembly, candidate: Candidate, label: str) -> Iterator[str]:
    name, how = candidate.subject.name, role(assembly, candidate)
    others = [s for s, _ in assembly.subjects.get(candidate.sentence, ()) if s.name != name]
    topics = assembly.topics.get(candidate.sentence, ())
    yield f"role={how}"
    yield f"{label}&role={how}"
    yield f"others={min(len(others), 3)}:{'named' if candidate.named else 'absent'}"
    yield f"topic={any(topic.name == name for topic in topics)}:{how}"
    yield f"subject_others={any(other.is_subject for other in others)}:{how}"


def _of_pair(
    sentence: Sentence, named: Phrase, phrase: Phrase, path: Sequence[tuple[str, Token]], label: str
) -> Iterator[str]:
    head = sentence.tokens[named.head]
    side = "before" if named.tokens[-1] < phrase.tokens[0] else "behind"
    up = list(climb(head))
    arc = head.head.dep_ if head.dep_ in _SAME_ROLE and head.head != head else head.dep_
    yield f"side={side}:{arc}"
    yield f"{label}&side={side}:{arc}:{_lemma(up[0][1]) if up else ''}"
    yield f"gap={side}:{min(abs(named.head - phrase.head) // 4, 6)}"
    yield f"subject_tag={head.tag_}:{arc}"
    yield from _of_meeting(head, up, path, label)
    low, high = sorted((named.head, phrase.head))
    for position in range(low + 1, high):
        if sentence.tokens[position].pos_ in ("VERB", "NOUN", "ADP", "ADJ"):
            yield f"{label}&{side}&between={_lemma(sentence.tokens[position])}"
    yield f"between_drugs={sum(map(sentence.names_drug, range(low + 1, high)))}:{side}"


def _of_meeting(
    head: Token, up: Sequence[tuple[str, Token]], path: Sequence[tuple[str, Token]], label: str
) -> Iterator[str]:
    """Yield the arcs from subject and object to the word under which they meet."""
    above = {token.i: step for step, (_, token) in enumerate(path)}
    meeting = next((step for step, (_, token) in enumerate(up) if token.i in above), None)
    if head.i in above:
        yield f"{label}&inside={'<'.join(arc for arc, _ in path[: above[head.i] + 1][:4])}"
    elif meeting is not None:
        top = up[meeting][1]
        mine = [arc for arc, _ in up[: meeting + 1]]
        theirs = [arc for arc, _ in path[: above[top.i] + 1]]
        yield f"{label}&meet={_lemma(top)}:{mine[-1]}:{theirs[-1]}"
        yield f"arcs={'>'.join(mine[:4])}|{'<'.join(theirs[:4])}"
        yield f"{label}&arcs={mine[-1]}|{theirs[-1]}|{len(mine)}|{len(theirs)}"
    else:
        yield f"{label}&apart"


def _lemma(token: Token | None) -> str:
    return token.lemma_.lower() if token is not None else "none"
