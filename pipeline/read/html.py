"""Web pages: the article of a page as headings, paragraphs, items and rows, without its navigation.

trafilatura finds where the article lies; it is then read whole by our own walk, since trafilatura drops lists
and rows that it takes for menus, and in a monograph those are the side effects.
"""

from __future__ import annotations

import codecs
import logging
import re
from typing import Final

from lxml import etree, html

from pipeline.errors import ReadError
from pipeline.read.builder import TextBuilder
from pipeline.read.decode import decode
from pipeline.read.markup import MarkupWalker, Role
from pipeline.read.safe_xml import local_name
from pipeline.read.source import Content

_SKIPPED: Final = (
    "script style noscript template nav footer aside form button select textarea svg math iframe object "
    "embed applet canvas video audio map dialog head"
)
_BLOCKS: Final = (
    "html body main article section header div p blockquote figure address details summary hr center "
    "fieldset tbody thead tfoot colgroup"
)
ROLES: Final[dict[str, Role]] = {
    **dict.fromkeys(_SKIPPED.split(), Role.SKIP),
    **dict.fromkeys(_BLOCKS.split(), Role.BLOCK),
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), Role.HEADING),
    **dict.fromkeys(("ul", "ol", "menu"), Role.LIST),
    **dict.fromkeys(("td", "th"), Role.CELL),
    **dict.fromkeys(("caption", "figcaption"), Role.CAPTION),
    "li": Role.ITEM,
    "dl": Role.BLOCK,
    "dt": Role.TERM,
    "dd": Role.ITEM,
    "table": Role.TABLE,
    "tr": Role.ROW,
    "br": Role.BREAK,
    "pre": Role.PREFORMATTED,
    "sup": Role.RAISED,
}
"""What each element of HTML is."""
_CHARSET: Final = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([\w.:-]+)", re.I)
_DECLARATION: Final = re.compile(r"^\s*<\?xml[^>]*\?>")
_HIDDEN: Final = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_ENOUGH: Final = 0.95
_SHORT: Final = 0.4
"""Below 1, as trafilatura gives some texts twice: by themselves and in the item around them."""
_MIN_ARTICLE: Final = 200


def read_html(data: bytes, *, where: str, encoding: str | None) -> Content:
    """Return the text of a page's article.

    Raises:
        ReadError: The page can't be decoded, or holds no text.
    """
    text = decode(data, where=where, encoding=encoding or _announced(data))
    tree = html.document_fromstring(_DECLARATION.sub("", text), parser=_parser())
    body = tree.find("body")
    root = tree if body is None else body
    _drop_hidden(root)
    builder = TextBuilder()
    MarkupWalker(builder, ROLES, ordered=lambda element: local_name(element) == "ol").walk(
        _find_article(root, text)
    )
    content = builder.finish()
    if not content.text.strip():
        raise ReadError(
            f"{where}: expected a page with text, found none (perhaps a script writes it); "
            "save the page from a browser as text"
        )
    return content


def _parser() -> html.HTMLParser:
    return html.HTMLParser(no_network=True, remove_comments=True, remove_pis=True, huge_tree=False)


def _announced(data: bytes) -> str | None:
    """Return the encoding that a page announces for itself, where it is one and fits."""
    found = _CHARSET.search(data[:4096])
    if found is None:
        return None
    name = found[1].decode("ascii")
    try:
        data.decode(codecs.lookup(name).name)
    except (LookupError, UnicodeError):
        return None
    return name


def _drop_hidden(root: etree._Element) -> None:
    for element in list(root.iter(etree.Element)):
        hidden = "hidden" in element.attrib or _HIDDEN.search(str(element.get("style", "")))
        if hidden and element is not root:
            element.drop_tree()  # type: ignore[attr-defined]  # lxml.html elements have it; keeps the tail


def _find_article(root: etree._Element, page: str) -> etree._Element:
    """Return the innermost element that holds what trafilatura takes for the article; the whole page where it
    finds none or hardly any of it."""
    wanted = _article_texts(page)
    total = sum(map(len, wanted))
    if total < _MIN_ARTICLE:
        return root
    here, held = root, _held(root, wanted)
    if held < total * _ENOUGH:
        return root
    while True:
        inner = next((child for child in here if _held(child, wanted, least=held * _ENOUGH)), None)
        if inner is None or ROLES.get(local_name(inner)) not in (Role.BLOCK, Role.TABLE):
            return here
        here = inner


def _article_texts(page: str) -> list[str]:
    """Return the headings and paragraphs of the article that trafilatura finds, without blanks."""
    import trafilatura  # noqa: PLC0415 - only pages need it

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # what it can't read we read ourselves
    try:
        found = trafilatura.bare_extraction(
            page, include_comments=False, include_tables=True, favor_recall=True, with_metadata=False
        )
    except Exception:  # whatever it fails on, the page is read whole
        return []
    body = getattr(found, "body", None)
    if body is None:
        return []
    texts = (_squeeze(element) for element in body.iter("p", "head", "item", "cell"))
    return [text for text in texts if text]


def _held(element: etree._Element, wanted: list[str], *, least: float = 0) -> int:
    """Return how many characters of the wanted texts an element holds, 0 where they are less than `least`.

    One that is much shorter holds one text that comes again and again, if any; it isn't looked through.
    """
    if not isinstance(element.tag, str):
        return 0
    content = _squeeze(element)
    if len(content) < least * _SHORT:
        return 0
    held = sum(len(text) for text in wanted if text in content)
    return held if held >= least else 0


def _squeeze(element: etree._Element) -> str:
    return re.sub(r"\s+", "", "".join(map(str, element.itertext())))
