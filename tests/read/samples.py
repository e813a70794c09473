"""Small files in real formats about an invented drug, made in code, all of one text where they can be."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path

import bioc  # type: ignore[import-untyped]
import docx
from bioc import biocjson, biocxml

from pipeline.read import Reference, Source, read_document

TEXT = """Xeloratine

Indications

Xeloratine is used for the treatment of hay fever.

Mechanism of action

Xeloratine is an antagonist at histamine H1 receptors. It inhibits the reuptake of serotonin.

Side effects

Common side effects of xeloratine include:
• dry mouth
• drowsiness
"""

HTML = """<!DOCTYPE html>
<html><head><meta charset="utf-8"><title>Xeloratine</title><style>p {color: red}</style></head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/shop">Shop for pills</a></li></ul></nav>
<main><h1>Xeloratine</h1>
<h2>Indications</h2><p>Xeloratine is used for the
treatment of hay fever.</p>
<h2>Mechanism of action</h2><p>Xeloratine is an antagonist at <b>histamine H1 receptors</b>. It inhibits the
reuptake of serotonin.</p>
<h2>Side effects</h2><p>Common side effects of xeloratine include:</p>
<ul><li>dry mouth</li><li>drowsiness</li></ul></main>
<script>alert("x")</script><footer>Copyright 2024 Pill Shop</footer></body></html>
"""

SPL = """<?xml version="1.0" encoding="UTF-8"?>
<document xmlns="urn:hl7-org:v3" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
  <code code="34391-3" codeSystem="2.16.840.1.113883.6.1" displayName="HUMAN PRESCRIPTION DRUG LABEL"/>
  <title>These highlights do not include all the information needed to use Xeloratine.<br/>Xeloratine<br/>
    Initial U.S. Approval: 2031</title>
  <component><structuredBody>
    <component><section>
      <code code="48780-1" codeSystem="2.16.840.1.113883.6.1"/>
      <subject><manufacturedProduct><manufacturedProduct><name>Xeloratine</name>
      </manufacturedProduct></manufacturedProduct></subject>
      <text><paragraph>Data elements are no prose.</paragraph></text>
    </section></component>
    <component><section>
      <code code="34067-9" codeSystem="2.16.840.1.113883.6.1"/><title>1 What it does</title>
      <text><paragraph>Xeloratine is used for the treatment of hay fever.</paragraph></text>
      <excerpt><highlight><text><list><item>Hay fever, once more</item></list></text></highlight></excerpt>
    </section></component>
    <component><section>
      <code code="34090-1" codeSystem="2.16.840.1.113883.6.1"/><title>12 CLINICAL PHARMACOLOGY</title>
      <component><section>
        <code code="43679-0" codeSystem="2.16.840.1.113883.6.1"/><title>12.1 Mechanism of Action</title>
        <text><paragraph>Xeloratine is an antagonist at <content styleCode="bold">histamine H1
          receptors</content>. It inhibits the reuptake of serotonin.</paragraph></text>
      </section></component>
      <component><section>
        <code code="42229-5" codeSystem="2.16.840.1.113883.6.1"/><title>12.9 Further notes</title>
        <text><paragraph>Nothing more is known.</paragraph></text>
      </section></component>
    </section></component>
    <component><section>
      <code code="34084-4" codeSystem="2.16.840.1.113883.6.1"/><title>6 Adverse reactions</title>
      <text><paragraph>Common side effects of xeloratine include:</paragraph>
        <list listType="unordered"><item><caption>•</caption>dry mouth</item><item>drowsiness</item></list>
        <table><caption>Table 1</caption><thead><tr><th>Reaction<footnote>Over 1 %.</footnote></th>
          <th>Xeloratine N=120</th></tr></thead>
          <tbody><tr><td>Pruritus</td><td>4 %</td></tr></tbody></table></text>
    </section></component>
  </structuredBody></component>
</document>
"""

RTF = (
    r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0 Arial;}}\f0\fs24 "
    r"{\b Xeloratine}\par\par Xeloratine is an antagonist at histamine H1 receptors, 5 \'b5g.\par"
    r"\trowd\cellx1000\cellx2000\intbl Reaction\cell Rate\cell\row"
    r"\trowd\cellx1000\cellx2000\intbl Nausea\cell 4 %\cell\row\pard\par"
    r"\'b7 dry mouth\par}"
)

PUBTATOR = (
    "101|t|Xeloratine blocks histamine H1 receptors.\n"
    "101|a|In mice, xeloratine caused sedation.\n"
    "101\t0\t10\tXeloratine\tChemical\tD000001\n"
    "101\t67\t75\tsedation\tDisease\tD000002\n\n"
    "102|t|A second title\n102|a|Its abstract.\n"
)


def make_docx() -> bytes:
    """Return `TEXT` as a Word document, with a table behind it."""
    document = docx.Document()
    document.add_heading("Xeloratine", 0)
    for block in TEXT.split("\n\n")[1:]:
        lines = block.strip().splitlines()
        if len(lines) == 1 and not lines[0].endswith("."):
            document.add_heading(lines[0], 1)
            continue
        document.add_paragraph(lines[0])
        for item in lines[1:]:
            document.add_paragraph(item.removeprefix("• "), style="List Bullet")
    table = document.add_table(2, 2)
    for row, cells in zip(table.rows, (("Reaction", "Rate"), ("Pruritus", "4 %")), strict=True):
        for cell, content in zip(row.cells, cells, strict=True):
            cell.text = content
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def make_collection() -> bioc.BioCCollection:
    """Return two documents, the first with a title, a section title and two passages."""
    collection = bioc.BioCCollection()
    for name in ("a1", "a2"):
        document = bioc.BioCDocument()
        document.id = name
        offset = 0
        for kind, text in (
            ("title", "Xeloratine blocks histamine H1 receptors."),
            ("title_1", "Side effects"),
            ("paragraph", f"Xeloratine {name} caused sedation."),
        ):
            passage = bioc.BioCPassage.of_text(text, offset)
            passage.infons["type"] = kind
            document.add_passage(passage)
            offset += len(text) + 1
        collection.add_document(document)
    return collection


def make_bioc_xml() -> bytes:
    """Return `make_collection` as BioC XML, with the DOCTYPE that such files have."""
    text: str = biocxml.dumps(make_collection())
    return text.replace("<collection>", '<!DOCTYPE collection SYSTEM "BioC.dtd">\n<collection>', 1).encode()


def make_bioc_json() -> bytes:
    """Return `make_collection` as BioC JSON."""
    text: str = biocjson.dumps(make_collection())
    return text.encode()


def make_json_lines(*records: object) -> bytes:
    """Return records as JSON lines."""
    return "".join(json.dumps(record) + "\n" for record in records).encode()


def make_zip(members: Mapping[str, bytes]) -> bytes:
    """Return an archive of the members."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(zipfile.ZipInfo(name, (2024, 1, 1, 0, 0, 0)), data, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


Placed = tuple[int, int, str]
"""Left edge and height above the page's foot, in points, and a line of text."""


def make_pdf(pages: Iterable[Iterable[Placed]]) -> bytes:
    """Return a PDF file whose pages have these lines in 10 point Courier (6 points a character)."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding /WinAnsiEncoding >>",
    ]
    kids = []
    for lines in pages:
        content = "".join(
            f"BT /F1 10 Tf {x} {y} Td ({_escaped(text)}) Tj ET\n" for x, y, text in lines
        ).encode("cp1252")
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content))
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents %d 0 R "
            b"/Resources << /Font << /F1 3 0 R >> >> >>" % len(objects)
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b" ".join(kids), len(kids))
    data, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return (
        data
        + b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF"
        % (len(objects) + 1, table, len(objects) + 1, len(data))
    )


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")


def as_page(lines: Iterable[str], *, left: int = 72, top: int = 740) -> list[Placed]:
    """Return lines one below the other, 12 points apart; a blank line leaves its place empty."""
    return [(left, top - 12 * index, line) for index, line in enumerate(lines) if line]


def read(folder: Path, name: str, data: bytes | str, member: str | None = None) -> Source:
    """Write a file and read it, or one document in it."""
    path = folder / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return read_document(Reference(name, path, member))
