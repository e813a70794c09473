"""The page of a comparison in a browser: filters work, it fits a phone, and it asks no network."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, sync_playwright

from pipeline.diff import diff_runs
from pipeline.diff.write import write_diff
from pipeline.vocabulary import Label, RelationType
from tests.diff.runs import claim, flip, write_run

BROWSER = shutil.which("chromium")
pytestmark = pytest.mark.skipif(BROWSER is None, reason="no chromium on this machine")


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    folder = tmp_path_factory.mktemp("page")
    blocks = claim(RelationType.ANTAGONIZES, "H1 receptor", label=Label.RECEPTOR, at=10)
    sedation = claim(RelationType.CAUSES, "sedation", at=24, rule="rule:verb.cause")
    nausea = claim(RelationType.CAUSES, "nausea", doc_id="b.txt")
    old = write_run(folder / "old", ["a.txt", "b.txt"], [blocks, sedation])
    new = write_run(folder / "new", ["a.txt", "b.txt"], [flip(blocks), nausea])
    write_diff(diff_runs(old, new), folder / "diff.html")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=BROWSER,
            args=[
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-background-networking",
                "--no-first-run",
            ],
        )
        page = browser.new_page(viewport={"width": 390, "height": 800})
        troubles: list[str] = []
        page.on("console", lambda message: troubles.append(message.text))
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.on("request", lambda request: troubles.append(request.url))
        page.goto((folder / "diff.html").as_uri())
        assert troubles == [(folder / "diff.html").as_uri()]
        yield page
        browser.close()


def shown(page: Page) -> list[str]:
    """Return the claims that can be seen."""
    assert page.locator("#shown").inner_text() == f"{page.locator('article:visible').count()} shown"
    return [text.split(" ", 1)[1] for text in page.locator("article:visible h3").all_inner_texts()]


@pytest.fixture(autouse=True)
def _without_filters(page: Page) -> None:
    page.locator("#filter").evaluate("form => { form.reset(); form.dispatchEvent(new Event('input')); }")


def test_all_changes_are_shown_at_first(page: Page) -> None:
    assert len(shown(page)) == 3
    assert page.locator("section:visible h2").count() == 2


def test_by_kind_and_by_relation(page: Page) -> None:
    page.select_option("select[name=kind]", "gained")
    assert shown(page) == ["causes(drug, nausea)"]
    page.select_option("select[name=kind]", "")
    page.select_option("select[name=relation]", "antagonizes")
    assert shown(page) == ["antagonizes(drug, H1 receptor)"]


def test_by_words_of_document_sentence_or_rule(page: Page) -> None:
    page.fill("input[name=text]", "VERB.cause")
    assert shown(page) == ["causes(drug, sedation)"]
    page.fill("input[name=text]", "b.txt")
    assert shown(page) == ["causes(drug, nausea)"]
    page.fill("input[name=text]", "nothing of the kind")
    assert shown(page) == []
    assert page.locator("section:visible").count() == 0


def test_it_fits_a_phone(page: Page) -> None:
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    old, new = (
        page.locator("article .said").nth(0).bounding_box(),
        page.locator("article .said").nth(1).bounding_box(),
    )
    assert old is not None
    assert new is not None
    assert new["y"] >= old["y"] + old["height"], "old and new stand below each other"
