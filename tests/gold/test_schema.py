"""Compiled files are strict, deterministic and never skipped."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from pipeline.errors import GoldError
from pipeline.gold.schema import distinct, join_fragments, load_document, load_gold, to_json
from pipeline.types import Fragment
from tests.gold.samples import compile_body, make_gold


def test_load_gives_what_was_compiled(tmp_path: Path) -> None:
    document = compile_body(tmp_path).document
    make_gold(tmp_path)
    assert load_gold(tmp_path / "gold") == (document,)


def test_file_is_sorted_indented_and_ends_with_a_newline(tmp_path: Path) -> None:
    folders = make_gold(tmp_path)
    content = (folders.gold / "example.json").read_text(encoding="utf-8")
    data = json.loads(content)
    assert content == json.dumps(data, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    assert data["entities"][0] == {
        "id": "T1",
        "label": "DRUG",
        "fragments": [[0, 6]],
        "text": "Elavil",
        "name": "amitriptyline",
    }


BREAKS: dict[str, tuple[str, dict[str, Any]]] = {
    "unknown key": ("nots", {"nots": 1}),
    "unknown format": ("format", {"format": 2}),
    "unknown style": ("style", {"style": "poem"}),
    "digest": ("sha256", {"sha256": "abc"}),
    "label": ("entities.0.label", {"entities": [{"label": "DRUGS"}]}),
    "no fragment": ("entities.0.fragments", {"entities": [{"fragments": []}]}),
    "relation": ("relations.0.relation", {"relations": [{"relation": "causez"}]}),
    "polarity": ("relations.0.polarity", {"relations": [{"polarity": "positive"}]}),
    "certainty": ("relations.0.certainty", {"relations": [{"certainty": "sure"}]}),
    "effect kind": ("relations.0.effect_kind", {"relations": [{"effect_kind": "bad"}]}),
    "subject label": ("relations.0.subject_label", {"relations": [{"subject_label": "ENZYME"}]}),
    "unknown key of a relation": ("relations.0.note", {"relations": [{"note": "x"}]}),
}


@pytest.mark.parametrize("fault", BREAKS)
def test_broken_file_is_rejected_with_its_field(tmp_path: Path, fault: str) -> None:
    where, change = BREAKS[fault]
    path = make_gold(tmp_path).gold / "example.json"
    data = json.loads(path.read_text(encoding="utf-8"))
    for key, value in change.items():
        if isinstance(value, list):
            data[key][0].update(value[0])
        else:
            data[key] = value
    path.write_text(json.dumps(data), encoding="utf-8")
    with pytest.raises(GoldError) as caught:
        load_gold(tmp_path / "gold")
    assert [p for p in caught.value.problems if p.startswith(f"{path}: {where}: ")], caught.value.problems


def test_folder_without_gold_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(GoldError, match="found none"):
        load_gold(tmp_path)


def test_other_json_in_the_folder_is_an_error_and_all_are_reported(tmp_path: Path) -> None:
    gold = make_gold(tmp_path).gold
    (gold / "a.json").write_text("[]", encoding="utf-8")
    (gold / "b.json").write_text("{", encoding="utf-8")
    with pytest.raises(GoldError) as caught:
        load_gold(gold)
    assert {problem.split(":")[0] for problem in caught.value.problems} == {
        str(gold / "a.json"),
        str(gold / "b.json"),
    }


def test_document_twice_is_an_error(tmp_path: Path) -> None:
    gold = make_gold(tmp_path).gold
    (gold / "copy.json").write_bytes((gold / "example.json").read_bytes())
    with pytest.raises(GoldError, match=r"example\.txt is there twice|example\.txt is in the folder twice"):
        load_gold(gold)


def test_missing_file(tmp_path: Path) -> None:
    with pytest.raises(GoldError, match="No such file"):
        load_document(tmp_path / "none.json")


def test_names_of_a_thing(tmp_path: Path) -> None:
    document = compile_body(tmp_path).document
    assert document.names_of("amitriptyline") == ("amitriptyline", "Amitriptyline Hydrochloride", "Elavil")
    assert document.names_of("dry mouth") == ("dry mouth",)
    assert document.entity("T1").text == "Elavil"
    with pytest.raises(KeyError):
        document.entity("T99")


def test_json_does_not_depend_on_the_order_of_names(tmp_path: Path) -> None:
    document = compile_body(tmp_path).document
    turned = document.model_copy(update={"names": dict(reversed(document.names.items()))})
    assert to_json(turned) == to_json(document)


def test_distinct_keeps_the_first_spelling() -> None:
    assert distinct(("Dry  mouth", "dry mouth", "DRY", "dry")) == ("Dry  mouth", "DRY")


def test_join_fragments() -> None:
    fragments = (Fragment(0, 1), Fragment(3, 4), Fragment(5, 6))
    assert join_fragments("a \nb,c", fragments) == (Fragment(0, 4), Fragment(5, 6))
    assert join_fragments("", ()) == ()
