"""Weigh what the rules claim against what the text model reads, and add what only the model found."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from pipeline.context.agent import Agent, AgentKind
from pipeline.context.topic import Mention as Subject
from pipeline.relations.assembly import Assembly
from pipeline.relations.changes import strip_change
from pipeline.relations.claims import Claim, Judged, Rejection, readings_of
from pipeline.scoring.candidates import Candidate, find_candidates, reading_of
from pipeline.scoring.combine import describe_model, describe_rules
from pipeline.scoring.features import climb, describe
from pipeline.scoring.guards import is_unsaid
from pipeline.scoring.linear import Array
from pipeline.scoring.model import RelationModel
from pipeline.vocabulary import Certainty, Polarity, RelationType

MODEL: Final = "model:relation"
"""The name of the text model in ``found_by`` and ``contradicted_by``."""
NONE: Final = "none"
"""The class of a candidate that the text relates in no way."""
_SURE: Final = 0.5
"""From which probability on the text model contradicts a rule."""

Resolved = Sequence[tuple[Claim, Subject]]
Judge = Callable[[Assembly, Resolved], list[Judged]]


@dataclass(slots=True)
class _Scored:
    """A candidate with its features, the text model's probabilities and those of both sources together."""

    candidate: Candidate
    features: list[str]
    text: Array
    both: Array
    kept: bool = field(default=False)


def judge_by_rules(_: Assembly, resolved: Resolved) -> list[Judged]:
    """Return the claims of the rules as they are, without a confidence."""
    return [Judged(claim, subject, None, (f"rule:{claim.rule}",)) for claim, subject in resolved]


def judge_by_both(model: RelationModel) -> Judge:
    """Return a judge that weighs the rules' claims and adds the model's."""

    def judge(assembly: Assembly, resolved: Resolved) -> list[Judged]:
        scored = _score(assembly, resolved, model)
        judged = list(_weigh(assembly, resolved, scored, model))
        return [*judged, *_propose(assembly, scored, model, lambda each: each.both)]

    return judge


def judge_by_model(model: RelationModel) -> Judge:
    """Return a judge that takes no account of the rules' claims."""

    def judge(assembly: Assembly, _: Resolved) -> list[Judged]:
        assembly.claims.clear()
        return [*_propose(assembly, _score(assembly, (), model), model, lambda each: each.text)]

    return judge


def _score(assembly: Assembly, resolved: Resolved, model: RelationModel) -> list[_Scored]:
    candidates = list(find_candidates(assembly, resolved))
    if not candidates:
        return []
    features = list(describe(assembly, candidates))
    text = model.text.predict(features)
    rules = [describe_rules(assembly, candidate) for candidate in candidates]
    both = model.combiner.predict(rules, describe_model(text))
    return [_Scored(*row) for row in zip(candidates, features, text, both, strict=True)]


def _weigh(
    assembly: Assembly, resolved: Resolved, scored: Sequence[_Scored], model: RelationModel
) -> Iterator[Judged]:
    table = {_key(each.candidate): each for each in scored}
    for claim, subject in resolved:
        found = table.get((claim.sentence, claim.object.tokens, subject.name))
        rule = f"rule:{claim.rule}"
        if claim.object_in != claim.sentence or found is None:
            alone = model.settings.calibrate(model.settings.alone[claim.relation])
            yield Judged(claim, subject, alone, (rule,))
            continue
        confidence = float(found.both[model.combiner.classes.index(claim.relation)])
        if confidence < model.settings.withdraw:
            reason = f"withdrawn: with the text model its confidence is {confidence:.2f}"
            assembly.rejections.append((claim.sentence, Rejection(claim.rule, claim.trigger, reason)))
            continue
        found.kept = True
        best = model.text.classes[int(found.text.argmax())]
        against = (MODEL,) if best != claim.relation and found.text.max() >= _SURE else ()
        sources = (rule, MODEL) if best == claim.relation else (rule,)
        yield Judged(claim, subject, model.settings.calibrate(confidence), sources, against)


def _key(candidate: Candidate) -> tuple[int, tuple[int, ...], str]:
    return candidate.sentence, candidate.phrase.tokens, candidate.subject.name


def _propose(
    assembly: Assembly, scored: Sequence[_Scored], model: RelationModel, source: Callable[[_Scored], Array]
) -> Iterator[Judged]:
    classes = model.combiner.classes
    for each in scored:
        if each.kept or each.candidate.in_warning:
            continue
        readings = readings_of(each.candidate.kind.label)
        likely = {
            RelationType(name): float(value)
            for name, value in zip(classes, source(each), strict=True)
            if name != NONE and RelationType(name) in readings
        }
        relation = max(likely, key=lambda name: likely[name], default=None)
        if relation is None or likely[relation] < model.settings.thresholds[relation]:
            continue
        if is_unsaid(assembly, each.candidate, relation):
            continue
        claim = _make_claim(assembly, each, relation, model)
        assembly.claims.append(claim)
        against = tuple(dict.fromkeys(f"rule:{other.rule}" for other, _ in each.candidate.claims))
        sure = model.settings.calibrate(likely[relation])
        yield Judged(claim, each.candidate.subject, sure, (MODEL,), against)


def _make_claim(assembly: Assembly, scored: _Scored, relation: RelationType, model: RelationModel) -> Claim:
    candidate = scored.candidate
    sentence = reading_of(assembly, candidate)
    action, label = readings_of(candidate.kind.label)[relation]
    governors = (token for _, token in climb(sentence.tokens[candidate.phrase.head]))
    trigger = next((token for token in governors if token.pos_ in ("VERB", "NOUN", "ADJ")), None)
    at = sentence.position.get(trigger.i) if trigger is not None else None
    named, phrase = candidate.named, candidate.phrase
    if relation in (RelationType.INCREASES, RelationType.DECREASES):
        phrase = strip_change(sentence, phrase, action)
    return Claim(
        sentence=candidate.sentence,
        rule=MODEL,
        action=action,
        trigger=() if at is None else (at,),
        agent=Agent(AgentKind.LEFT_OUT) if named is None else Agent(AgentKind.NAMED, (named,), named.tokens),
        relation=relation,
        label=label,
        object=phrase,
        kind=candidate.kind,
        polarity=Polarity(model.polarity.best(scored.features)),
        certainty=Certainty(model.certainty.best(scored.features)),
        object_in=candidate.sentence,
        why="for " + ", ".join(name for name, _ in model.text.reasons(scored.features, relation.value)),
    )
