"""The markup compiles to the offsets that a reader would count, and every fault is reported with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.errors import GoldError
from pipeline.gold.compile import compile_markup
from pipeline.gold.schema import Split, Style
from pipeline.types import Fragment, surface
from pipeline.vocabulary import Certainty, EffectKind, Label, Polarity, RelationType
from tests.gold.samples import HEADER, TEXT, compile_body, relation, write_markup


def test_text_loses_its_markup(tmp_path: Path) -> None:
    assert compile_body(tmp_path).text == TEXT


def test_header(tmp_path: Path) -> None:
    document = compile_body(tmp_path).document
    assert (document.doc, document.drug) == ("example.txt", "amitriptyline")
    assert (document.style, document.split) == (Style.MECHANISM_ARTICLE, Split.TRAIN)
    assert document.names["amitriptyline"] == ("Amitriptyline Hydrochloride", "Elavil")


def test_entities_in_order_with_offsets_and_names(tmp_path: Path) -> None:
    document = compile_body(tmp_path).document
    assert [(e.id, e.label, e.fragments, e.text, e.name) for e in document.entities] == [
        ("T1", Label.DRUG, (Fragment(0, 6),), "Elavil", "amitriptyline"),
        (
            "T2",
            Label.PROCESS,
            (Fragment(18, 29), Fragment(44, 58)),
            "reuptake of norepinephrine",
            "reuptake of norepinephrine",
        ),
        ("T3", Label.PROCESS, (Fragment(18, 39),), "reuptake of serotonin", "serotonin reuptake"),
        ("T4", Label.RECEPTOR, (Fragment(79, 99),), "muscarinic receptors", "muscarinic receptors"),
        ("T5", Label.EFFECT, (Fragment(115, 124),), "dry\nmouth", "dry mouth"),
        ("T6", Label.EFFECT, (Fragment(145, 153),), "sedation", "sedation"),
    ]


def test_relations(tmp_path: Path) -> None:
    compiled = compile_body(tmp_path)
    document = compiled.document
    first, second, third, fourth, fifth = document.relations
    assert (first.subject, first.subject_label, first.object) == ("amitriptyline", Label.DRUG, "T3")
    assert (first.anchor, first.trigger) == ((Fragment(0, 6),), (Fragment(7, 13),))
    assert second.object == "T2"
    assert (third.polarity, third.optional, third.effect_kind) == (Polarity.NEGATED, True, None)
    assert surface(compiled.text, third.trigger) == "does not affect"
    assert (fourth.certainty, fourth.effect_kind, fourth.via) == (
        Certainty.HEDGED,
        EffectKind.ADVERSE,
        ("a1", "a2"),
    )
    assert surface(compiled.text, fourth.anchor) == "It"
    assert (fifth.anchor, fifth.trigger, fifth.accept) == ((), (), (RelationType.DECREASES,))


def test_compiling_twice_gives_the_same(tmp_path: Path) -> None:
    path = write_markup(tmp_path)
    assert compile_markup(path) == compile_markup(path)


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("one \\\ntwo\n", "one two\n"),
        ("one\\\ntwo\n", "one two\n"),
        ("a backslash \\\\\ntwo\n", "a backslash \\\ntwo\n"),
        ("both \\\\ \\\ntwo\n", "both \\ two\n"),
        ("\\% of [Elavil|DRUG] \\| \\[x\\]\n", "% of Elavil | [x]\n"),
        ("\n\n[Elavil|DRUG]\n\n", "\n\nElavil\n\n"),
        ("", ""),
    ],
)
def test_lines_and_escapes(tmp_path: Path, body: str, text: str) -> None:
    assert compile_body(tmp_path, body).text == text


def triggers(tmp_path: Path, body: str) -> dict[str, tuple[tuple[int, int], ...]]:
    return {item.id: item.trigger for item in compile_body(tmp_path, body).document.relations}


def test_words_that_occur_twice_are_the_last_before_the_object(tmp_path: Path) -> None:
    body = (
        "[Elavil|DRUG] may cause [rash|EFFECT]. [Elavil|DRUG] may cause [fever|EFFECT] or cause harm.\n"
        "%r r1 causes adverse | Elavil | may cause | rash\n"
        "%r r2 causes adverse | Elavil | may cause | fever\n"
        "%r r3 causes adverse | Elavil#1 | cause#3 | fever\n"
    )
    found = {item.id: (item.anchor, item.trigger) for item in compile_body(tmp_path, body).document.relations}
    assert found == {
        "r1": (((0, 6),), ((7, 16),)),
        "r2": (((23, 29),), ((30, 39),)),
        "r3": (((0, 6),), ((49, 54),)),
    }


def test_words_after_the_object_are_taken_where_none_stand_before(tmp_path: Path) -> None:
    body = "[Fever|EFFECT] occurs with [Elavil|DRUG].\n%r r1 causes adverse | Elavil | occurs with | Fever\n"
    document = compile_body(tmp_path, body).document
    assert document.relations[0].trigger == (Fragment(6, 17),)
    assert document.relations[0].anchor == (Fragment(18, 24),)


def test_broken_trigger_and_neighbouring_pieces(tmp_path: Path) -> None:
    body = (
        "[Elavil|DRUG] leads often to [rash|EFFECT].\n"
        "%r r1 causes adverse | Elavil | leads ... to | rash\n"
        "%r r2 causes adverse | Elavil | leads ... often | rash\n"
    )
    assert triggers(tmp_path, body) == {"r1": ((7, 12), (19, 21)), "r2": ((7, 18),)}


def test_second_of_two_equal_objects(tmp_path: Path) -> None:
    body = (
        "[Elavil|DRUG] causes [rash|EFFECT] and [rash|EFFECT].\n"
        "%r r1 causes adverse | Elavil | causes | rash#2\n"
        "%r r2 causes adverse | Elavil | causes | rash\n"
    )
    document = compile_body(tmp_path, body).document
    assert [item.object for item in document.relations] == ["T3", "T2"]


def test_fragments_may_be_parts_of_words(tmp_path: Path) -> None:
    body = "5-HT2A/2C receptors and [Elavil|DRUG]\n%e RECEPTOR | 5-HT ... 2C receptors\n"
    entity = compile_body(tmp_path, body).document.entities[0]
    assert (entity.text, entity.fragments) == ("5-HT 2C receptors", ((0, 4), (7, 19)))


def test_via_may_point_forward(tmp_path: Path) -> None:
    body = (
        "[Elavil|DRUG] causes [rash|EFFECT] and [fever|EFFECT].\n"
        "%r r1 causes adverse | Elavil | causes | rash | via r2\n"
        "%r r2 causes adverse | Elavil | causes | fever\n"
    )
    assert relation(compile_body(tmp_path, body).document, "r1").via == ("r2",)


OK = "[Elavil|DRUG] causes [rash|EFFECT].\n"
FIRST = HEADER.count("\n") + 1

FAULTS = {
    "unknown label": ("[Elavil|DRUGS] acts\n", 0, "got 'DRUGS'; did you mean 'DRUG'"),
    "no label": ("[Elavil] acts\n", 0, "a ']' without '|LABEL'"),
    "bracket not closed": ("[Elavil acts\nand acts\n", 0, "never closed"),
    "bracket open at annotations": (
        "[Elavil acts\n" + "%e DRUG | acts\n",
        0,
        "not closed before the annotations",
    ),
    "bracket in bracket": ("[5-HT [receptors|RECEPTOR]|RECEPTOR]\n", 0, "inside a bracket"),
    "bar in text": ("a | b\n", 0, "write it '\\|'"),
    "escape": ("a \\n b\n", 0, "after '\\', got 'n'"),
    "space in bracket": ("[Elavil |DRUG]\n", 0, "without space at its ends"),
    "empty bracket": ("[|DRUG]\n", 0, "got ''"),
    "text goes on to nothing": ("Elavil \\\n", 0, "ends with '\\'"),
    "unknown line": (OK + "%x what\n", 1, "expected '%e ' or '%r '"),
    "entity without fragment": (OK + "%e DRUG\n", 1, "expected '%e LABEL |"),
    "entity not in block": (OK + "%e EFFECT | rush\n", 1, "did you mean 'rash'"),
    "entity in another block": (
        OK + "%e DRUG | causes\nOther.\n%e EFFECT | rash\n",
        3,
        "'rash' in the block",
    ),
    "entity twice": (OK + "%e EFFECT | rash\n", 1, "a second time"),
    "fragment before": (OK + "%e EFFECT | rash ... causes\n", 1, "only before"),
    "too few of them": (OK + "%e EFFECT | rash#2\n", 1, "only 1 of them"),
    "too few fields": (OK + "%r a causes adverse | Elavil | causes\n", 1, "expected '%r ID RELATION"),
    "empty field": (OK + "%r a causes adverse | Elavil || rash\n", 1, "expected '%r ID RELATION"),
    "bad id": (OK + "%r a:b causes adverse | Elavil | causes | rash\n", 1, "expected an id"),
    "unknown relation": (OK + "%r a cause adverse | Elavil | causes | rash\n", 1, "did you mean 'causes'"),
    "unknown flag": (OK + "%r a causes advers | Elavil | causes | rash\n", 1, "did you mean 'adverse'"),
    "flag twice": (OK + "%r a causes adverse hedged hedged | Elavil | causes | rash\n", 1, "given twice"),
    "no kind of effect": (OK + "%r a causes | Elavil | causes | rash\n", 1, "got none; add the flag"),
    "two kinds": (OK + "%r a causes adverse therapeutic | Elavil | causes | rash\n", 1, "keep one"),
    "repeated relation": (OK + "%r a causes adverse or-causes | Elavil | causes | rash\n", 1, "repeats"),
    "object not marked": (OK + "%r a causes adverse | Elavil | causes | rush\n", 1, "did you mean 'rash'"),
    "object only once": (OK + "%r a causes adverse | Elavil | causes | rash#2\n", 1, "only 1 of them"),
    "unsuitable object": (
        OK + "%r a treats | Elavil | causes | rash\n",
        1,
        "to be CONDITION, got 'rash', EFFECT",
    ),
    "trigger not there": (OK + "%r a causes adverse | Elavil | cause | rash\n", 1, "trigger 'cause'"),
    "subject not marked": (
        OK + "%r a causes adverse | Prozac | causes | rash\n",
        1,
        "got 'prozac', not marked",
    ),
    "anchor not there": (OK + "%r a causes adverse | It = Elavil | causes | rash\n", 1, "'It' in the block"),
    "subject in another block": (
        OK + "%e DRUG | causes\nIt causes [fever|EFFECT].\n%r a causes adverse | Elavil | causes | fever\n",
        3,
        "write 'words = Elavil'",
    ),
    "kind on another relation": (
        "[Elavil|DRUG] blocks [SERT|TRANSPORTER].\n%r a inhibits adverse | Elavil | blocks | SERT\n",
        1,
        "only for 'causes'",
    ),
    "subject of two labels": (
        "[Elavil|DRUG], [Elavil|DRUG_CLASS]: [rash|EFFECT]\n%r a causes adverse | Elavil | - | rash\n",
        1,
        "both labels on 'amitriptyline'",
    ),
    "id twice": (
        OK + "%r a causes adverse | Elavil | causes | rash\n%r a causes hedged adverse | Elavil | - | rash\n",
        2,
        "that of line 9",
    ),
    "via unknown": (OK + "%r a1 causes adverse | Elavil | causes | rash | via a2\n", 1, "got 'a2'"),
    "via misspelt": (OK + "%r a1 causes adverse | Elavil | causes | rash | a1\n", 1, "expected 'via ID, ID'"),
    "via itself": (OK + "%r a1 causes adverse | Elavil | causes | rash | via a1\n", 1, "a1 -> a1"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_fault_is_reported_with_its_line(tmp_path: Path, fault: str) -> None:
    body, line, message = FAULTS[fault]
    with pytest.raises(GoldError) as caught:
        compile_body(tmp_path, body)
    where = f"{tmp_path}/gold/markup/example.mono:{FIRST + line}: "
    assert [p for p in caught.value.problems if p.startswith(where) and message in p], caught.value.problems


HEADER_FAULTS = {
    "no end": (HEADER.replace("---\n", ""), "expected a line '---'"),
    "no drug": (HEADER.replace("drug: amitriptyline\n", ""), "example.mono:1: the header lacks 'drug: ...'"),
    "unknown key": ("titel: x\n" + HEADER, "example.mono:1: expected 'KEY: VALUE'"),
    "key twice": ("doc: other.txt\n" + HEADER, "example.mono:2: doc is given"),
    "unknown style": (HEADER.replace("mechanism_article", "poem"), "example.mono:3: expected style"),
    "unknown split": (HEADER.replace("train", "training"), "example.mono:4: expected split"),
    "name without synonym": ("name: x\n" + HEADER, "example.mono:1: expected 'name: CANONICAL"),
    "name twice": (
        "name: amitriptyline = Laroxyl\n" + HEADER,
        "example.mono:6: 'amitriptyline' has a second",
    ),
    "string names two": ("name: x = sert\n" + HEADER, "example.mono:7: 'SERT' is a name of 'x' already"),
    "carriage return": (HEADER.replace("\n", "\r\n"), "example.mono:1: expected \\n line ends"),
}


@pytest.mark.parametrize("fault", HEADER_FAULTS)
def test_header_fault_is_reported(tmp_path: Path, fault: str) -> None:
    header, message = HEADER_FAULTS[fault]
    path = write_markup(tmp_path, header=header)
    path.write_bytes((header + OK).encode())
    with pytest.raises(GoldError) as caught:
        compile_markup(path)
    assert message in str(caught.value)


def test_all_problems_come_in_one_error_in_order(tmp_path: Path) -> None:
    body = OK + "%e DRUGG | rash\n%r a causes | Prozac | triggers | rush\n"
    with pytest.raises(GoldError) as caught:
        compile_body(tmp_path, body)
    lines = [int(problem.removeprefix(str(tmp_path)).split(":")[1]) for problem in caught.value.problems]
    assert lines == [FIRST + 1, *[FIRST + 2] * 4]


def test_no_line_break_at_the_end(tmp_path: Path) -> None:
    with pytest.raises(GoldError, match="line break at the end"):
        compile_body(tmp_path, OK.rstrip())


def test_not_utf8(tmp_path: Path) -> None:
    path = write_markup(tmp_path)
    path.write_bytes(b"doc: caf\xe9\n")
    with pytest.raises(GoldError, match="expected UTF-8, got byte 8"):
        compile_markup(path)


def test_missing_file(tmp_path: Path) -> None:
    with pytest.raises(GoldError, match=r"expected a \.mono file"):
        compile_markup(tmp_path / "none.mono")
