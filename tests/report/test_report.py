from __future__ import annotations

import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

from pipeline.evaluation import Evaluation, evaluate
from pipeline.evaluation.bootstrap import Measure
from pipeline.evaluation.ledger import Kind, Level, Mistake, Side, Table
from pipeline.report import summarise, write_report
from pipeline.report.titles import KINDS, LEVELS, TABLES
from pipeline.report.view import build_view, figure
from pipeline.report.write import render_html, render_markdown
from tests.evaluation.cases import gold_document, perfect, write_gold, write_run

HOSTILE = "<script>alert('&')</script>|`x`"


@pytest.fixture
def evaluation(tmp_path: Path) -> Evaluation:
    """Two gold documents: one is not in the run, one lacks its last relation; a third has no gold."""
    first, second = gold_document(), gold_document(doc="ketax.txt")
    document = perfect(first)
    cut = replace(document, relations=document.relations[:-1])
    gold = write_gold(tmp_path, first, second)
    return evaluate(gold, write_run(tmp_path / "run", cut, replace(document, doc_id="other.txt")))


def page(evaluation: Evaluation) -> str:
    return render_html(build_view(evaluation))


class Tags(HTMLParser):
    """Counts start tags, collects text, and checks that they nest."""

    VOID = frozenset({"meta", "input", "link", "br", "img"})

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.started: list[tuple[str, dict[str, str | None]]] = []
        self.text: list[str] = []
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.started.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def test_three_files_are_written_and_the_page_is_returned(evaluation: Evaluation, tmp_path: Path) -> None:
    out = tmp_path / "a" / "b"
    assert write_report(evaluation, out) == out / "evaluation.html"
    assert sorted(path.name for path in out.iterdir()) == [
        "evaluation.html",
        "evaluation.json",
        "evaluation.md",
    ]
    assert json.loads((out / "evaluation.json").read_text(encoding="utf-8"))["missing"] == ["ketax.txt"]


def test_the_same_evaluation_gives_the_same_bytes(evaluation: Evaluation, tmp_path: Path) -> None:
    for folder in ("a", "b"):
        write_report(evaluation, tmp_path / folder)
    for name in ("evaluation.html", "evaluation.json", "evaluation.md"):
        assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes()


def test_the_page_is_well_formed_and_needs_no_network(evaluation: Evaluation) -> None:
    html = page(evaluation)
    tags = Tags(html)
    assert not [tag for tag, attributes in tags.started if "src" in attributes or tag == "link"]
    assert not re.search(r"https?:|url\(|@import", html)
    assert {(attributes["href"] or "")[:1] for tag, attributes in tags.started if tag == "a"} == {"#"}
    ids = [attributes["id"] for _, attributes in tags.started if "id" in attributes]
    assert len(ids) == len(set(ids))
    links = {(attributes["href"] or "")[1:] for tag, attributes in tags.started if tag == "a"}
    assert links <= set(ids)


def test_every_table_and_every_mistake_is_on_the_page(evaluation: Evaluation) -> None:
    tags = Tags(page(evaluation))
    words = " ".join(tags.text)
    for table in evaluation.tables:
        assert TABLES[table.table][0] in words
    assert len(evaluation.mistakes) > 0
    assert sum(tag == "li" for tag, _ in tags.started) == len(evaluation.mistakes)
    for mistake in evaluation.mistakes:
        assert mistake.claim in words
    assert "ketax.txt" in words
    assert "other.txt" in words


def test_the_page_has_light_and_dark_colours_and_a_viewport(evaluation: Evaluation) -> None:
    html = page(evaluation)
    assert "prefers-color-scheme: dark" in html
    assert 'name="viewport"' in html


def test_text_is_escaped_wherever_it_comes_from(evaluation: Evaluation) -> None:
    mistake = Mistake(
        HOSTILE,
        Level.TRIPLE,
        Side.FALSE_ALARM,
        Kind.INVENTED,
        claim=HOSTILE,
        other=HOSTILE,
        sentence=HOSTILE,
        offset=0,
        found_by=(HOSTILE,),
    )
    hostile = replace(
        evaluation,
        split=HOSTILE,
        missing=(HOSTILE,),
        unscored=(HOSTILE,),
        documents=tuple(replace(document, doc=HOSTILE, style=HOSTILE) for document in evaluation.documents),
        slices=tuple(replace(part, name=HOSTILE) for part in evaluation.slices),
        predicted_triples={HOSTILE: 1},
        mistakes=(mistake,),
    )
    html = page(hostile)
    tags = Tags(html)
    assert sum(tag == "script" for tag, _ in tags.started) == 1
    assert "<script>alert" not in html
    assert "&lt;script&gt;alert" in html
    assert "".join(tags.text).count(HOSTILE) >= 12


def test_a_hostile_name_stays_in_its_cell_of_the_markdown(evaluation: Evaluation) -> None:
    documents = tuple(replace(document, doc=HOSTILE) for document in evaluation.documents)
    markdown = render_markdown(build_view(replace(evaluation, documents=documents, missing=(HOSTILE,))))
    assert "<script>" not in markdown
    assert "\\<script\\>alert('&')\\</script\\>\\|\\`x\\`" in markdown


def test_every_markdown_table_has_the_same_number_of_cells_in_each_row(evaluation: Evaluation) -> None:
    markdown = render_markdown(build_view(evaluation))
    tables = [block for block in markdown.split("\n\n") if block.startswith("|")]
    assert len(tables) == len(evaluation.tables) + 4
    for table in tables:
        assert len({len(re.findall(r"(?<!\\)\|", line)) for line in table.splitlines()}) == 1


def test_markdown_prints_the_counts(evaluation: Evaluation) -> None:
    """Of ten affirmed triples four are found: the other document's five and ketax on dopamine are not."""
    markdown = render_markdown(build_view(evaluation))
    assert re.search(r"\| all \| 1\.00[^|]*\| 0\.40[^|]*\| 0\.57[^|]*\| 4 \| 0 \| 6 \|", markdown)


@pytest.mark.parametrize(
    ("measure", "text", "interval"),
    [
        (Measure(None), "–", ""),
        (Measure(0.666), "0.67", ""),
        (Measure(1.0, 0.0, 1.0), "1.00", "0.00 to 1.00"),
    ],
    ids=["undefined", "without interval", "with interval"],
)
def test_figures(measure: Measure, text: str, interval: str) -> None:
    found = figure(measure)
    assert (found.text, found.interval) == (text, interval)


def test_an_undefined_ratio_is_a_dash_everywhere(evaluation: Evaluation) -> None:
    table = evaluation.table(Table.TRIPLES_RELAXED)
    assert table is not None
    extended = table.row("extended")
    assert extended is not None
    assert extended.f1.value is None
    assert "| extended | – | – | – | 0 | 0 | 0 |" in render_markdown(build_view(evaluation))
    assert "nan" not in render_markdown(build_view(evaluation)).lower()
    assert "None" not in page(evaluation)


def test_documents_are_shown_the_lowest_first(evaluation: Evaluation) -> None:
    lines = build_view(evaluation).document_lines
    assert [(line.doc, line.all.text, line.predicted) for line in lines] == [
        ("ketax.txt", "0.00", False),
        ("zolax.txt", "0.89", True),
    ]


def test_a_run_without_mistakes_says_so(tmp_path: Path) -> None:
    gold = gold_document()
    found = evaluate(write_gold(tmp_path, gold), write_run(tmp_path / "run", perfect(gold)))
    html = page(found)
    Tags(html)
    assert 'id="filter"' not in html
    assert "Mistakes (0)" in html


def test_every_table_kind_and_level_has_its_words() -> None:
    assert set(TABLES) == set(Table)
    assert set(KINDS) == set(Kind)
    assert set(LEVELS) == set(Level)


def test_the_summary_is_a_few_lines(evaluation: Evaluation) -> None:
    lines = summarise(evaluation, Path("out/evaluation.html")).splitlines()
    assert lines == [
        "Documents    2 scored; 1 missing in the run: ketax.txt; 1 without gold: other.txt",
        "Triples      5 (inhibits 2, antagonizes 1, causes 2)",
        "F1 core      0.57 (95 % 0.00 to 0.89), precision 1.00, recall 0.40",
        "F1 extended  –, precision –, recall –",
        "F1 all       0.57 (95 % 0.00 to 0.89), precision 1.00, recall 0.40",
        "Report       out/evaluation.html",
    ]


def test_the_summary_names_the_split_and_no_report_that_is_not_there(evaluation: Evaluation) -> None:
    text = summarise(replace(evaluation, split="dev", missing=(), unscored=()))
    assert text.splitlines()[0] == "Documents    2 scored (split dev)"
    assert "Report" not in text
