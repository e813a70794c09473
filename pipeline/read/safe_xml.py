"""XML from strangers: no entities, no external files, no network, no endless nesting."""

from __future__ import annotations

import re
from typing import Final

from lxml import etree

from pipeline.errors import ReadError

_HEAD: Final = 1 << 16
_ROOT: Final = re.compile(rb"<(?:[\w.-]+:)?([A-Za-z_][\w.-]*)[\s/>]")
_BEFORE_ROOT: Final = re.compile(rb"<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^>\[]*(?:\[.*?\]\s*)?>", re.DOTALL)


def parse_xml(data: bytes, *, where: str) -> etree._Element:
    """Return the root element of an XML document.

    Raises:
        ReadError: It is not XML, or its DOCTYPE declares entities (which could grow without bound or name
            files of this machine).
    """
    if b"<!ENTITY" in data.replace(b"\x00", b""):
        raise ReadError(
            f"{where}: expected XML without entity declarations, found <!ENTITY; "
            "such a file can harm its reader: get it from its source again, or remove its DOCTYPE"
        )
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise ReadError(
            f"{where}: expected XML, found: {error}; get the file from its source again"
        ) from error
    if root is None:
        raise ReadError(f"{where}: expected XML, found no element; get the file from its source again")
    return root


def root_name(head: bytes) -> str | None:
    """Return the local name of the root element that the first bytes of a file show, or None."""
    plain = _BEFORE_ROOT.sub(b" ", head[:_HEAD].replace(b"\x00", b""))
    found = _ROOT.search(plain)
    return found[1].decode("ascii", "replace") if found else None


def local_name(element: etree._Element) -> str:
    """Return an element's name without its namespace; "" for comments and the like."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""
