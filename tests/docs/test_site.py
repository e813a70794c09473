"""The site builds without a complaint, its links lead somewhere, and it loads nothing from elsewhere."""

from __future__ import annotations

import importlib.util
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from types import ModuleType

import pytest

from tests.docs.pages import DOCS, PAGES, ROOT

ROOT_CONFIG = ROOT / "mkdocs.yml"


class _Links(HTMLParser):
    """Collects what a page loads, where it leads to, and the places in it that can be led to."""

    def __init__(self) -> None:
        super().__init__()
        self.loads: list[str] = []
        self.leads: list[str] = []
        self.ids: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        self.ids.add(values.get("id", ""))
        if tag == "a" and "href" in values:
            self.leads.append(values["href"])
        elif tag == "link" and values.get("rel") not in ("canonical", "next", "prev"):
            self.loads.append(values["href"])
        elif "src" in values:
            self.loads.append(values["src"])


def build(config: Path, out: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--config-file", config, "--site-dir", out],
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> dict[Path, _Links]:
    """The built pages."""
    out = tmp_path_factory.mktemp("site")
    done = build(ROOT_CONFIG, out)
    assert done.returncode == 0, done.stderr
    pages = {}
    for path in out.rglob("*.html"):
        pages[path] = _Links()
        pages[path].feed(path.read_text(encoding="utf-8"))
    return pages


def test_every_page_is_built(site: dict[Path, _Links]) -> None:
    built = {path.name for path in site}
    assert {page.with_suffix(".html").name for page in PAGES} <= built


def test_nothing_is_loaded_from_elsewhere(site: dict[Path, _Links]) -> None:
    assert {load for page in site.values() for load in page.loads if re.match(r"(https?:)?//", load)} == set()


def test_every_link_leads_to_a_page_and_a_place_in_it(site: dict[Path, _Links]) -> None:
    lost = []
    for path, page in site.items():
        if path.name == "404.html":  # it is shown for any address, so its links are from the root
            continue
        for link in page.leads:
            target, _, anchor = link.partition("#")
            there = (path.parent / target).resolve() if target else path
            if re.match(r"[a-z]+:", link):
                continue
            if there not in site or (anchor and anchor not in site[there].ids):
                lost.append(f"{path.name}: {link}")
    assert lost == []


def test_the_help_of_every_command_is_on_its_page(site: dict[Path, _Links]) -> None:
    (path,) = (path for path in site if path.name == "command-line.html")
    assert {"extract", "evaluate", "export", "why", "gold", "diff"} <= site[path].ids
    assert "usage: monograph extract" in path.read_text(encoding="utf-8")


def test_a_link_that_leads_nowhere_stops_the_build(tmp_path: Path) -> None:
    config = ROOT_CONFIG.read_text(encoding="utf-8").replace(
        "docs_dir: docs", f"docs_dir: {tmp_path / 'docs'}"
    )
    config = re.sub(r"hooks:.*?\n\n", "", config, flags=re.DOTALL)
    config = config[: config.index("nav:")] + "nav:\n  - index.md\n"
    (tmp_path / "docs").mkdir()
    (tmp_path / "mkdocs.yml").write_text(config, encoding="utf-8")
    page = tmp_path / "docs" / "index.md"
    page.write_text("# A page\n", encoding="utf-8")
    assert build(tmp_path / "mkdocs.yml", tmp_path / "out").returncode == 0
    page.write_text("# A page\n\n[lost](nowhere.md)\n", encoding="utf-8")
    assert build(tmp_path / "mkdocs.yml", tmp_path / "out").returncode != 0


@pytest.fixture(scope="module")
def hook() -> ModuleType:
    spec = importlib.util.spec_from_file_location("repository_pages", DOCS / "hooks" / "repository_pages.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_pages_outside_the_folder_are_there(hook: ModuleType) -> None:
    assert [name for name in hook.PAGES if not (ROOT / name).is_file()] == []
