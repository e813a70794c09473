"""Structured Product Labeling (SPL, HL7 v3), the form of the labels that the FDA publishes on DailyMed.

A section's LOINC code gives its kind. The highlights (`excerpt`) say again what the full sections say, so
they are left out; so are the product's data elements, which are no prose. Titles nest; lists and tables stay.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from lxml import etree

from pipeline.errors import ReadError
from pipeline.read.builder import TextBuilder
from pipeline.read.markup import MarkupWalker, Role
from pipeline.read.safe_xml import local_name, parse_xml
from pipeline.read.source import Content
from pipeline.rules.load import load_table

NAMESPACE: Final = "urn:hl7-org:v3"
_N: Final = f"{{{NAMESPACE}}}"
ROLES: Final[dict[str, Role]] = {
    **dict.fromkeys(("text", "paragraph", "thead", "tbody", "tfoot"), Role.BLOCK),
    **dict.fromkeys(("td", "th"), Role.CELL),
    **dict.fromkeys(("col", "colgroup", "footnoteRef", "renderMultiMedia", "observationMedia"), Role.SKIP),
    "list": Role.LIST,
    "item": Role.ITEM,
    "caption": Role.CAPTION,
    "table": Role.TABLE,
    "tr": Role.ROW,
    "br": Role.BREAK,
    "sup": Role.RAISED,
    "footnote": Role.AFTER,
}
"""What each element of an SPL text is."""
_NO_PROSE: Final = frozenset({"48780-1"})
_TITLE_NOISE: Final = re.compile(
    r"^(?:these highlights do not include|see full prescribing information|initial u\.?s\.? approval)", re.I
)


@cache
def section_codes() -> dict[str, str]:
    """Return the kind of section that each LOINC code of `loinc.tsv` stands for."""
    return {
        row["code"]: row["kind"] for row in load_table(__package__, "loinc.tsv", ("code", "kind", "name"))
    }


def read_spl(data: bytes, *, where: str, encoding: str | None) -> Content:
    """Return the text of a label, its title first; the file itself states its encoding.

    Raises:
        ReadError: The file is not SPL, or no section of it holds text.
    """
    root = parse_xml(data, where=where)
    if root.tag != f"{_N}document":
        raise ReadError(
            f"{where}: expected a label in SPL (<document xmlns={NAMESPACE!r}>) or BioC (<collection>), "
            f"found <{local_name(root)}>; convert it to one of them or to plain text"
        )
    builder = TextBuilder()
    for line in _title_lines(root):
        builder.add_heading(line, 1)
    walker = MarkupWalker(builder, ROLES, ordered=_is_ordered)
    length = len(builder.finish().text)
    for section in root.iterfind(f"{_N}component/{_N}structuredBody/{_N}component/{_N}section"):
        _add_section(section, 1, builder, walker)
    content = builder.finish()
    if len(content.text) == length:
        raise ReadError(f"{where}: expected a label with text, found sections without any; leave it out")
    return content


def _add_section(section: etree._Element, level: int, builder: TextBuilder, walker: MarkupWalker) -> None:
    code = section.find(f"{_N}code")
    loinc = str(code.get("code", "")) if code is not None else ""
    if loinc in _NO_PROSE:
        return
    title = section.find(f"{_N}title")
    builder.open_section(
        walker.inline_text(title) if title is not None else "", level, kind=section_codes().get(loinc)
    )
    for child in section:
        name = local_name(child)
        if name == "text":
            walker.walk(child)
        elif name == "component":
            for below in child.iterfind(f"{_N}section"):
                _add_section(below, level + 1, builder, walker)
    builder.close_sections(level)


def _title_lines(root: etree._Element) -> Iterator[str]:
    """Yield the product with its generic name where the title tells neither, then the title's own lines."""
    title = root.find(f"{_N}title")
    text = "".join(_with_breaks(title)) if title is not None else ""
    lines = [" ".join(line.split()) for line in re.split(r"\n|(?<=\.) (?=See full )", text)]
    lines = [line for line in lines if line and not _TITLE_NOISE.match(line)]
    names = _product_names(root)
    if names and not any(name.lower() in line.lower() for name in names for line in lines):
        yield names[0] if len(names) == 1 else f"{names[0]} ({names[1]})"
    yield from lines


def _with_breaks(title: etree._Element) -> Iterator[str]:
    yield title.text or ""
    for child in title:
        yield "\n" if local_name(child) == "br" else "".join(map(str, child.itertext()))
        yield child.tail or ""


def _product_names(root: etree._Element) -> list[str]:
    """Return the name of the first product, with its suffix, and its generic name, each once."""
    names: dict[str, None] = {}
    for path in ("name", "asEntityWithGeneric/genericMedicine/name"):
        steps = "/".join(f"{_N}{step}" for step in path.split("/"))
        for tag in ("manufacturedProduct", "manufacturedMedicine"):
            found = root.find(f".//{_N}manufacturedProduct/{_N}{tag}/{steps}")
            name = " ".join(" ".join(map(str, found.itertext())).split()) if found is not None else ""
            if name and name.lower() not in map(str.lower, names):
                names[name] = None
                break
    return list(names)


def _is_ordered(element: etree._Element) -> bool:
    return element.get("listType") == "ordered" and element.get("styleCode", "Arabic") == "Arabic"
