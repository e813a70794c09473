"""MkDocs hook: pages that live beside what they describe (gold/, models/ ...) are pages of the site as well.

A page is written once, with links that hold in the repository; here these are turned into links that hold in
the site. A link to a file that is no page of the site, such as a folder of code, becomes plain text.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page

PAGES = (
    "CONTRIBUTING.md",
    "benchmarks/results.md",
    "gold/CHANGES.md",
    "gold/FORMAT.md",
    "gold/GUIDELINES.md",
    "gold/README.md",
    "gold/RULINGS.md",
    "models/README.md",
    "models/relations/README.md",
)
"""Pages outside docs/, by their paths in the repository; the site has them at the same paths."""

_LINK = re.compile(r"\[(?P<label>[^\]]*)\]\((?P<target>[^)#:\s]+)(?P<anchor>#[^)\s]*)?\)")


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the pages outside docs/."""
    from mkdocs.structure.files import File  # noqa: PLC0415

    for name in PAGES:
        files.append(File.generated(config, name, abs_src_path=str(_root(config) / name)))
    return files


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Turn the links of a page from paths in the repository to paths in the site."""
    here = page.file.src_uri
    folder = posixpath.dirname(here if here in PAGES else f"docs/{here}")

    def turn(match: re.Match[str]) -> str:
        label, target, anchor = match["label"], match["target"], match["anchor"] or ""
        path = posixpath.normpath(posixpath.join(folder, target))
        in_site = path.removeprefix("docs/") if path.startswith("docs/") else path
        if path == "README.md":
            in_site = "index.md"
        if files.get_file_from_path(in_site):
            return f"[{label}]({posixpath.relpath(in_site, posixpath.dirname(here) or '.')}{anchor})"
        return label if (_root(config) / path).exists() else match[0]

    return _outside_code(markdown, lambda text: _LINK.sub(turn, text))


def _outside_code(markdown: str, change: Callable[[str], str]) -> str:
    """Apply the change to what stands outside fenced code."""
    parts = re.split(r"(^```.*?^```$)", markdown, flags=re.MULTILINE | re.DOTALL)
    return "".join(part if at % 2 else change(part) for at, part in enumerate(parts))


def _root(config: MkDocsConfig) -> Path:
    return Path(config.docs_dir).parent
