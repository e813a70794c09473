"""A small gold set that is right, for tests to use and to break."""

from __future__ import annotations

from pathlib import Path

from pipeline.gold.build import Folders, compile_file
from pipeline.gold.compile import Compiled, compile_markup
from pipeline.gold.schema import GoldDocument, GoldRelation

HEADER = """\
doc: example.txt
drug: amitriptyline
style: mechanism_article
split: train
name: amitriptyline = Amitriptyline Hydrochloride | Elavil
name: serotonin reuptake = reuptake of serotonin | SERT | serotonin transporter
---
"""

BODY = """\
[Elavil|DRUG] blocks the [reuptake of serotonin|PROCESS] and norepinephrine. \\
%e PROCESS | reuptake of ... norepinephrine
%r a1 inhibits | Elavil | blocks | reuptake of serotonin
%r a2 inhibits | Elavil | blocks | reuptake of norepinephrine
It does not affect [muscarinic receptors|RECEPTOR], but may cause [dry
mouth|EFFECT].
%r a3 antagonizes negated optional | It = amitriptyline | does not affect | muscarinic receptors
%r a4 causes hedged adverse | It = amitriptyline | cause | dry mouth | via a1, a2

Side effects \\[3\\]: [sedation|EFFECT].
%r a5 causes adverse or-decreases | - = amitriptyline | - | sedation
"""

TEXT = (
    "Elavil blocks the reuptake of serotonin and norepinephrine. It does not affect muscarinic receptors, "
    "but may cause dry\nmouth.\n\nSide effects [3]: sedation.\n"
)


def write_markup(folder: Path, body: str = BODY, *, header: str = HEADER, name: str = "example") -> Path:
    """Write a .mono file where a gold set has it below the folder."""
    path = folder / "gold" / "markup" / f"{name}.mono"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(header + body, encoding="utf-8")
    return path


def compile_body(folder: Path, body: str = BODY, *, header: str = HEADER) -> Compiled:
    """Write the markup and compile it."""
    return compile_markup(write_markup(folder, body, header=header))


def make_gold(folder: Path) -> Folders:
    """Write a gold set of one document, compiled, with its corpus file."""
    folders = Folders(gold=folder / "gold", corpus=folder / "corpus")
    compile_file(write_markup(folder), folders, write_corpus=True)
    return folders


def relation(document: GoldDocument, name: str) -> GoldRelation:
    """Return the relation of that id."""
    return {item.id: item for item in document.relations}[name]
