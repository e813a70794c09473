"""INDRA: its own reader takes every statement, its own validator every agent."""

from __future__ import annotations

import json
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from tests.export.conftest import Export
from tests.export.runs import TRIPLES

STATEMENTS: Any = import_module("indra.statements")
VALIDATE: Any = import_module("indra.statements.validate")

TYPES = {
    "inhibits": "Inhibition",
    "antagonizes": "Inhibition",
    "activates": "Activation",
    "increases": "IncreaseAmount",
    "decreases": "DecreaseAmount",
    "causes": "Influence",
    "treats": "Influence",
}


def _load(path: Path) -> list[Any]:
    return list(STATEMENTS.stmts_from_json(json.loads(path.read_text(encoding="utf-8"))))


def _ends(statement: Any) -> list[Any]:
    if isinstance(statement, STATEMENTS.Influence):
        return [statement.subj.concept, statement.obj.concept]
    return [statement.subj, statement.obj]


@pytest.fixture
def loaded(export: Export) -> list[Any]:
    return _load(export("indra"))


def test_there_is_a_statement_for_each_triple(loaded: list[Any]) -> None:
    assert len(loaded) == len(TRIPLES)
    for statement, triple in zip(loaded, TRIPLES, strict=True):
        assert type(statement).__name__ == TYPES[triple.relation]
        subject, target = _ends(statement)
        assert (subject.name, target.name) == (triple.subject.name, triple.object.name)
        assert target.db_refs["TEXT"] == triple.object.text
        assert statement.belief == (1 if triple.confidence is None else triple.confidence)
        assert [evidence.text for evidence in statement.evidence] == [one.text for one in triple.evidence]
        for evidence in statement.evidence:
            assert evidence.source_api == "monograph"
            assert evidence.annotations["relation"] == triple.relation
            assert evidence.annotations["via"] == list(triple.via)
            assert bool(evidence.epistemics.get("negated")) == (triple.polarity == "negated")
            assert bool(evidence.epistemics.get("hedged")) == (triple.certainty == "hedged")
    assert len({statement.uuid for statement in loaded}) == len(loaded)


def test_to_cause_and_to_treat_have_opposite_polarities(loaded: list[Any]) -> None:
    polarity = {
        statement.evidence[0].annotations["relation"]: statement.obj.delta.polarity
        for statement in loaded
        if isinstance(statement, STATEMENTS.Influence)
    }
    assert polarity == {"causes": 1, "treats": -1}


def test_indra_s_validator_accepts_all_but_the_namespace_it_does_not_know(loaded: list[Any]) -> None:
    for statement in loaded:
        for end in _ends(statement):
            known = {name: value for name, value in end.db_refs.items() if name != "RXNORM"}
            VALIDATE.assert_valid_db_refs(known)
        for evidence in statement.evidence:
            VALIDATE.assert_valid_evidence(evidence)
    with pytest.raises(VALIDATE.InvalidIdentifier):
        VALIDATE.assert_valid_db_refs({"MONDO": "MONDO:0010030"})


def test_indra_s_belief_counts_negated_evidence_against_a_statement(loaded: list[Any]) -> None:
    belief: Any = import_module("indra.belief")
    scorer = belief.SimpleScorer({"rand": {"monograph": 0.2}, "syst": {"monograph": 0.05}})
    belief.BeliefEngine(scorer=scorer).set_prior_probs(loaded)
    for statement, triple in zip(loaded, TRIPLES, strict=True):
        assert statement.belief == (0 if triple.polarity == "negated" else pytest.approx(0.75))


def test_they_come_back_the_same_from_indra(loaded: list[Any], tmp_path: Path) -> None:
    path = tmp_path / "again.json"
    STATEMENTS.stmts_to_json_file(loaded, str(path))
    again = _load(path)
    assert [one.get_hash(refresh=True) for one in again] == [one.get_hash(refresh=True) for one in loaded]
