"""How far two passes agree, worked out by hand on small pairs of annotations."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.errors import GoldError
from pipeline.evaluation.agreement import cohen_kappa, compare_folders, describe_agreement, main
from pipeline.evaluation.counts import Counts
from pipeline.evaluation.passes import Agreement, Attribute, Layer, compare_passes
from pipeline.gold.compile import compile_markup

HEADER = "doc: a.txt\ndrug: aspirin\nstyle: smpc\nsplit: train\nname: cox-1 = cyclooxygenase-1\n---\n"
FIRST = """\
[Aspirin|DRUG] inhibits [COX-1|ENZYME] and so may cause [bleeding|EFFECT] and severe [pain|EFFECT].
%r a inhibits | Aspirin | inhibits | COX-1
%r b causes hedged adverse | Aspirin | cause | bleeding | via a
%r c causes hedged adverse optional | Aspirin | cause | pain
"""


def compare(folder: Path, second: str, first: str = FIRST) -> Agreement:
    documents = []
    for name, body in (("one", first), ("two", second)):
        path = folder / name / "a.mono"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(HEADER + body, encoding="utf-8")
        documents.append(compile_markup(path).document)
    return compare_passes(*documents)


def change(*pairs: tuple[str, str]) -> str:
    body = FIRST
    for old, new in pairs:
        assert old in body
        body = body.replace(old, new)
    return body


def test_the_same_twice(tmp_path: Path) -> None:
    found = compare(tmp_path, FIRST)
    assert found.layers == {
        Layer.ENTITIES_STRICT: Counts(tp=4),
        Layer.ENTITIES_PARTIAL: Counts(tp=4),
        Layer.RELATIONS: Counts(tp=2),
        Layer.TRIPLES_STRICT: Counts(tp=2),
        Layer.TRIPLES_RELAXED: Counts(tp=2),
        Layer.VIA: Counts(tp=1),
    }
    assert found.values[Attribute.OPTIONAL] == [("firm", "firm"), ("firm", "firm"), ("optional", "optional")]
    assert not any((*found.entities, *found.relations))


def test_another_span_is_partly_the_same(tmp_path: Path) -> None:
    found = compare(
        tmp_path, change(("severe [pain|", "[severe pain|"), ("cause | pain", "cause | severe pain"))
    )
    assert found.layers[Layer.ENTITIES_STRICT] == Counts(tp=3, fp=1, fn=1)
    assert found.layers[Layer.ENTITIES_PARTIAL] == Counts(tp=4)
    assert [[entity.text for entity in side] for side in found.entities] == [["pain"], ["severe pain"]]


def test_another_label_is_not(tmp_path: Path) -> None:
    found = compare(tmp_path, change(("COX-1|ENZYME", "COX-1|OTHER_TARGET")))
    assert found.layers[Layer.ENTITIES_PARTIAL] == Counts(tp=3, fp=1, fn=1)
    assert found.layers[Layer.RELATIONS] == Counts(tp=2)


def test_relations_of_one_pass_only(tmp_path: Path) -> None:
    found = compare(tmp_path, change(("%r a inhibits | Aspirin | inhibits | COX-1\n", ""), (" | via a", "")))
    assert found.layers[Layer.RELATIONS] == Counts(tp=1, fn=1)
    assert [side.relation.id for side in found.relations[0]] == ["a"]
    assert found.layers[Layer.VIA] == Counts(fn=1)
    assert found.layers[Layer.TRIPLES_RELAXED] == Counts(tp=1, fn=1)


def test_firm_here_and_optional_there_is_neither(tmp_path: Path) -> None:
    found = compare(tmp_path, change(("%r a inhibits |", "%r a inhibits optional |")))
    assert found.layers[Layer.RELATIONS] == Counts(tp=1, redundant=1)
    assert found.layers[Layer.TRIPLES_RELAXED] == Counts(tp=1, redundant=1)
    assert found.layers[Layer.VIA] == Counts(redundant=1)
    assert ("firm", "optional") in found.values[Attribute.OPTIONAL]


def test_polarity_and_other_attributes(tmp_path: Path) -> None:
    found = compare(
        tmp_path,
        change(
            ("%r a inhibits |", "%r a inhibits negated |"),
            ("%r b causes hedged adverse", "%r b causes therapeutic"),
        ),
    )
    assert found.layers[Layer.RELATIONS] == Counts(tp=1, fp=1, fn=1)
    assert found.values[Attribute.POLARITY].count(("affirmed", "negated")) == 1
    assert found.values[Attribute.CERTAINTY] == [("hedged", "asserted"), ("hedged", "hedged")]
    assert found.values[Attribute.EFFECT_KIND] == [("adverse", "therapeutic"), ("adverse", "adverse")]


@pytest.mark.parametrize("swapped", [False, True])
def test_an_accepted_relation_agrees_from_either_side(tmp_path: Path, swapped: bool) -> None:
    second = change(("%r b causes hedged adverse", "%r b increases or-causes hedged adverse"))
    pair = (FIRST, second) if swapped else (second, FIRST)
    assert compare(tmp_path, *pair).layers[Layer.RELATIONS] == Counts(tp=2)


def test_names_relaxed_and_strict(tmp_path: Path) -> None:
    found = compare(
        tmp_path,
        change(
            ("may cause [bleeding|EFFECT]", "[may cause bleeding|EFFECT]"),
            ("cause | bleeding", "cause | may cause bleeding"),
        ),
    )
    assert found.layers[Layer.TRIPLES_STRICT] == Counts(tp=1, fp=1, fn=1)
    assert found.layers[Layer.TRIPLES_RELAXED] == Counts(tp=2)


def test_other_texts(tmp_path: Path) -> None:
    with pytest.raises(GoldError, match="expected two annotations of one text"):
        compare(tmp_path, change(("severe", "mild")))


@pytest.mark.parametrize(
    ("pairs", "kappa"),
    [
        ([], None),
        ([("a", "a")], None),
        ([("a", "a"), ("b", "b")], 1.0),
        ([("a", "b"), ("b", "a")], -1.0),
        # 7 of 10 observed; by chance (6 * 7 + 4 * 3) / 100 = .54
        ([("a", "a")] * 5 + [("b", "b")] * 2 + [("a", "b")] + [("b", "a")] * 2, (0.7 - 0.54) / 0.46),
    ],
)
def test_kappa(pairs: list[tuple[str, str]], kappa: float | None) -> None:
    assert cohen_kappa(pairs) == (None if kappa is None else pytest.approx(kappa))


def test_tables(tmp_path: Path) -> None:
    second = change(("%r a inhibits | Aspirin | inhibits | COX-1\n", ""), (" | via a", ""))
    lines = describe_agreement([compare(tmp_path, second)]).splitlines()
    assert "| relations at mention level, firm | 1 | 1 | 0 | 0 | 0.667 |" in lines
    assert "| certainty | 2 | 2 | 1.000 | - |" in lines
    assert "| a.txt | 1.000 | 0.667 | 0.667 | 0.000 |" in lines


def test_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    compare(tmp_path, change(("severe [pain|", "[severe pain|"), ("cause | pain", "cause | severe pain")))
    alone = (tmp_path / "one" / "a.mono").read_text(encoding="utf-8").replace("a.txt", "b.txt")
    (tmp_path / "one" / "b.mono").write_text(alone, encoding="utf-8")
    assert main([str(tmp_path / "one"), str(tmp_path / "two"), "--list"]) == 0
    output = capsys.readouterr()
    assert output.out.startswith("1 documents compared\n\n| layer |")
    assert "first only: EFFECT 'pain'\n" in output.out
    assert "second only: EFFECT 'severe pain'\n" in output.out
    assert output.err == "1 documents in one folder only, not compared: b.txt\n"


def test_nothing_in_common(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    compare(tmp_path, FIRST)
    (tmp_path / "two" / "a.mono").write_text((HEADER + FIRST).replace("a.txt", "b.txt"), encoding="utf-8")
    with pytest.raises(GoldError, match="expected a document that"):
        compare_folders(tmp_path / "one", tmp_path / "two")
    assert main([str(tmp_path / "one"), str(tmp_path / "two")]) == 1
    assert "expected a document that" in capsys.readouterr().err
