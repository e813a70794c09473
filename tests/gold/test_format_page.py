"""The examples of gold/FORMAT.md are true."""

from __future__ import annotations

import json
import re
from pathlib import Path

from pipeline.gold.schema import GoldDocument
from tests.gold.samples import compile_body

PAGE = (Path(__file__).parents[2] / "gold" / "FORMAT.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", PAGE, re.DOTALL | re.MULTILINE)


def test_markup_of_the_page_compiles(tmp_path: Path) -> None:
    markup = next(block for block in blocks("") if block.startswith("doc: "))
    compiled = compile_body(tmp_path, markup, header="")
    assert compiled.text.startswith("Elavil blocks the reuptake of serotonin and norepinephrine. It does not")
    assert [relation.id for relation in compiled.document.relations] == ["a1", "a2", "a3"]


def test_json_of_the_page_is_a_gold_document() -> None:
    (block,) = blocks("json")
    data = json.loads(block)
    assert GoldDocument.model_validate({**data, "sha256": "0" * 64}).doc == "example.txt"
    assert set(data) == set(GoldDocument.model_fields)
