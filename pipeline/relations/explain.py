"""Say in words why a text gave what it gave: entities, rules that fired, subjects, and what was rejected."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.relations.assembly import Assembly
from pipeline.relations.claims import Claim


def explain(assembly: Assembly) -> str:
    """Return the explanation of an assembled document, one block a sentence."""
    return "\n".join(_lines(assembly))


def _lines(assembly: Assembly) -> Iterator[str]:
    yield f"monograph's subject: {assembly.drug or '– (no drug or class named)'}"
    for index, sentence in enumerate(assembly.reading):
        first, last = assembly.sentences[index].tokens[0], assembly.sentences[index].tokens[-1]
        start, end = first.idx, last.idx + len(last)
        yield ""
        yield " ".join(assembly.text[start:end].split())
        place = assembly.places[index]
        yield f"  read as: {place.block_kind}" + (f", section {place.section}" if place.section else "")
        for entity in assembly.entities:
            if start <= entity.fragments[0].start < end:
                where = " ".join(f"{a}-{b}" for a, b in entity.fragments)
                by = ", ".join(entity.found_by)
                yield f"  entity    {entity.label:<12} {entity.text!r} [{where}] as {entity.name!r}  ({by})"
        names = {entity.id: entity for entity in assembly.entities}
        for relation in assembly.relations:
            if relation.sentence.start == start:
                via = f"  via {len(relation.via)}" if relation.via else ""
                sure = "" if relation.confidence is None else f"  confidence {relation.confidence:.2f}"
                against = "".join(f", against {source}" for source in relation.contradicted_by)
                yield (
                    f"  relation  {names[relation.subject].name} —{relation.relation}→ "
                    f"{names[relation.object].name}"
                    f"  {relation.polarity}, {relation.certainty}{via}{sure}"
                    f"  ({', '.join(relation.found_by)}{against})"
                )
        for claim in assembly.claims:
            if claim.sentence == index:
                reason = f": {claim.agent.reason}" if claim.agent.reason else ""
                why = f"; {claim.why}" if claim.why else ""
                yield (
                    f"  fired     {claim.rule} on {_words(assembly, claim)}; "
                    f"subject {claim.agent.kind}{reason}{why}"
                )
        for number, rejection in assembly.rejections:
            if number == index:
                words = " ".join(sentence.tokens[position].text for position in rejection.trigger)
                yield f"  rejected  {rejection.rule} on {words!r}: {rejection.reason}"


def _words(assembly: Assembly, claim: Claim) -> str:
    sentence = assembly.reading[claim.sentence]
    words = " ".join(sentence.tokens[position].text for position in claim.trigger)
    return f"{words!r}" if words else "a list"
