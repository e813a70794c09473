"""Labels in SPL: sections by code, nested titles, lists, tables, highlights left out."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.errors import ReadError
from pipeline.read.spl import section_codes
from pipeline.text.headings import heading_rules
from tests.read.samples import SPL, read


def test_the_text_is_shaped_as_lines(tmp_path: Path) -> None:
    assert read(tmp_path, "x.xml", SPL).text == (
        "Xeloratine\n\n1 What it does\n\nXeloratine is used for the treatment of hay fever.\n\n"
        "12 CLINICAL PHARMACOLOGY\n\n12.1 Mechanism of Action\n\n"
        "Xeloratine is an antagonist at histamine H1 receptors. It inhibits the reuptake of serotonin.\n\n"
        "12.9 Further notes\n\nNothing more is known.\n\n"
        "6 Adverse reactions\n\nCommon side effects of xeloratine include:\n\n• dry mouth\n• drowsiness\n\n"
        "Table 1\n\nReaction\tXeloratine N=120\nPruritus\t4 %\n\nOver 1 %.\n"
    )


def test_sections_have_the_kind_of_their_code_and_lie_inside_one_another(tmp_path: Path) -> None:
    source = read(tmp_path, "x.xml", SPL)
    assert [(s.title, s.kind) for s in source.sections] == [
        ("Xeloratine", None),
        ("1 What it does", "indications"),
        ("12 CLINICAL PHARMACOLOGY", "mechanism"),
        ("12.1 Mechanism of Action", "mechanism"),
        ("12.9 Further notes", None),
        ("6 Adverse reactions", "adverse_reactions"),
    ]
    for section in source.sections:
        assert source.text[section.start :].startswith(section.title)
    outer, inner, last = source.sections[2:5]
    assert outer.start < inner.start < inner.end <= last.start < last.end == outer.end


def test_the_product_is_named_where_the_title_does_not(tmp_path: Path) -> None:
    title = SPL[SPL.index("<title>These") : SPL.index("</title>") + len("</title>")]
    assert read(tmp_path, "x.xml", SPL.replace(title, "<title/>")).text.startswith("Xeloratine\n\n1 What")
    other = read(tmp_path, "y.xml", SPL.replace(title, "<title>Drug Facts</title>"))
    assert other.text.startswith("Xeloratine\n\nDrug Facts\n\n")
    named = SPL.replace(title, "").replace("<name>Xeloratine<", "<name>Xeloratine<suffix>Night</suffix><")
    assert read(tmp_path, "z.xml", named).text.startswith("Xeloratine Night\n\n1 What")


def test_every_code_has_a_kind_that_headings_have() -> None:
    kinds = {rule.kind for rule in heading_rules()}
    assert len(section_codes()) > 40
    assert set(section_codes().values()) <= kinds


@pytest.mark.parametrize(
    ("data", "found"),
    [
        ("<article/>", "found <article>"),
        ("<document/>", "found <document>"),
        ("no markup", "expected XML"),
        ('<document xmlns="urn:hl7-org:v3"><title>X</title></document>', "sections without any"),
    ],
)
def test_other_xml_is_refused(tmp_path: Path, data: str, found: str) -> None:
    with pytest.raises(ReadError, match=found):
        read(tmp_path, "x.xml", data)


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("nausea<sup>1</sup> and rash<sup>2,3</sup>", "nausea[1] and rash[2,3]"),
        ("10<sup>9</sup> cells per m<sup>2</sup>", "10^9 cells per m2"),
        ("C<sub>max</sub> of Brand<sup>®</sup>", "Cmax of Brand®"),
        ("sneezing • runny nose • itch", "sneezing\n\n• runny nose\n• itch"),
    ],
)
def test_raised_figures_and_bullets_inside_a_line(tmp_path: Path, markup: str, text: str) -> None:
    data = SPL.replace("Nothing more is known.", markup)
    assert f"\n\n{text}\n\n" in read(tmp_path, "x.xml", data).text


def test_five_megabytes_are_read(tmp_path: Path) -> None:
    paragraph = "<paragraph>Nothing more is known.</paragraph>"
    data = SPL.replace(paragraph, paragraph * (5_000_000 // len(paragraph)))
    assert read(tmp_path, "x.xml", data).text.count("Nothing more") > 100_000
