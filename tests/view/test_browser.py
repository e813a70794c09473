"""The page in a real browser: clicks, keys, filters, hostile texts, many triples."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from pipeline.types import content_id
from pipeline.view import write_view
from tests.view.runs import HOSTILE, claim, claims, document, write_run

NAMES = ("chromium", "chromium-browser", "google-chrome")
CHROMIUM = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]

pytestmark = pytest.mark.skipif(
    CHROMIUM is None, reason=f"no browser: none of {', '.join(NAMES)} is on the path, CHROMIUM is not set"
)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield started
        started.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page that fails the test where it logs, raises or asks for anything but its own file."""
    context = browser.new_context(viewport={"width": 1400, "height": 900}, color_scheme="light")
    opened = context.new_page()
    troubles: list[str] = []
    opened.on("console", lambda message: troubles.append(message.text))
    opened.on("pageerror", lambda error: troubles.append(str(error)))
    opened.on(
        "request",
        lambda request: troubles.append(request.url) if request.resource_type != "document" else None,
    )
    yield opened
    context.close()
    assert troubles == []


@pytest.fixture
def small(page: Page, tmp_path: Path) -> Page:
    """Two documents of four claims each."""
    documents = [document(doc="a.txt"), document(doc="zolax.txt")]
    return show(page, write_run(tmp_path, documents, [*claims(doc="a.txt"), *claims()]))


def show(page: Page, run: Path) -> Page:
    write_view(run, run / "view.html")
    page.goto((run / "view.html").as_uri())
    return page


def rows(page: Page) -> list[str]:
    return [" ".join(row.inner_text().split()) for row in page.locator("#rows tr[data-at]").all()]


def marked(page: Page, part: str) -> list[str]:
    return page.locator(f"#text .is-{part}").all_inner_texts()


def test_all_triples_are_listed_and_counted(small: Page) -> None:
    assert small.inner_text("#summary").startswith("2 documents, 8 triples")
    assert small.inner_text("#shown") == "8 of 8 triples"
    assert len(rows(small)) == 8
    assert "NOT inhibits" in rows(small)[3]


@pytest.mark.parametrize(
    ("name", "value", "left"),
    [
        ("relation", "causes", 4),
        ("polarity", "negated", 2),
        ("certainty", "hedged", 2),
        ("section", "mechanism", 8),
    ],
)
def test_a_choice_leaves_its_triples(small: Page, name: str, value: str, left: int) -> None:
    small.select_option(f"[name={name}]", value)
    assert small.inner_text("#shown") == f"{left} of 8 triples"
    assert len(rows(small)) == left
    small.click("[type=reset]")
    small.wait_for_function("document.querySelectorAll('#rows tr[data-at]').length === 8")


def test_a_least_confidence_leaves_no_unscored_triple(small: Page) -> None:
    small.fill("[name=confidence]", "0.5")
    assert small.inner_text("#shown") == "2 of 8 triples"
    assert all("0.90" in row for row in rows(small))


def test_words_are_searched_in_names_and_sentences(small: Page) -> None:
    for words, left in (("dry", 2), ('"mouth dry"', 0), ("MOUTH dry", 2), ("inhibit mao", 2), ("nowhere", 0)):
        small.fill("[name=words]", words)
        assert small.inner_text("#shown") == f"{left} of 8 triples"


def test_a_document_leaves_its_triples_and_shows_its_text(small: Page) -> None:
    small.click("#documents button[data-at='1']")
    assert small.inner_text("#shown") == "4 of 8 triples in zolax.txt"
    assert small.locator("#documents [aria-pressed=true]").count() == 1
    assert "Zolax blocks H1 receptors" in small.inner_text("#text")
    assert small.locator("#text mark.label-DRUG").first.inner_text() == "Zolax"


def test_a_triple_is_shown_in_its_text(small: Page) -> None:
    small.locator("#rows tr", has_text="dry mouth").first.click()
    assert (marked(small, "trigger"), marked(small, "object")) == (["cause"], ["dry mouth"])
    assert marked(small, "subject") == ["Zolax"]
    assert small.locator("#text .is-object").is_visible()
    assert small.evaluate("location.hash").startswith("#triple=")


def test_a_link_leads_to_its_cause(small: Page) -> None:
    small.locator("#rows tr", has_text="sedation").first.click()
    small.click("#claim .links button")
    assert marked(small, "object") == ["H1 receptors"]
    assert "H1 receptors" in small.inner_text("#rows tr[aria-selected=true]")


def test_an_address_with_a_triple_opens_it(small: Page) -> None:
    small.locator("#rows tr", has_text="MAO").first.click()
    small.reload()
    assert marked(small, "object") == ["MAO"]


def test_keys_move_through_the_table(small: Page) -> None:
    small.keyboard.press("/")
    assert small.evaluate("document.activeElement.name") == "words"
    small.keyboard.press("Escape")
    for key in ("ArrowDown", "ArrowDown", "ArrowDown", "ArrowUp"):
        small.keyboard.press(key)
    assert marked(small, "object") == ["sedation"]
    assert small.get_attribute("#table", "aria-activedescendant") == "row-active"
    small.keyboard.press("End")
    assert small.get_attribute("#row-active", "aria-rowindex") == "9"


def test_columns_sort_both_ways_and_back(small: Page) -> None:
    head = small.locator("#heads button", has_text="Object")
    head.click()
    assert "dry mouth" in rows(small)[0]
    assert small.locator("th[aria-sort=ascending]").count() == 1
    head.click()
    assert "sedation" in rows(small)[0]
    head.click()
    assert "H1 receptors" in rows(small)[0]


def test_labels_can_be_hidden(small: Page) -> None:
    small.click("#legend button")
    assert small.get_attribute("#legend button", "aria-pressed") == "false"
    background = "getComputedStyle(document.querySelector('#text mark.label-DRUG')).backgroundColor"
    assert small.evaluate(background) == "rgba(0, 0, 0, 0)"


def test_the_mechanism_leads_from_the_drug_through_the_target(small: Page) -> None:
    small.click("#tab-graph")
    edges = [edge.get_attribute("aria-label") for edge in small.locator("#graph .edge").all()]
    assert edges == [
        "zolax antagonizes H1 receptors",
        "H1 receptors causes sedation",
        "zolax not inhibits MAO",
    ]
    small.check("#graph-all")
    assert small.locator("#graph .edge").count() == 4
    small.locator("#graph .edge").nth(1).focus()
    small.keyboard.press("Enter")
    assert marked(small, "object") == ["sedation"]


def test_a_switch_turns_light_into_dark_and_back(small: Page) -> None:
    colour = "getComputedStyle(document.body).backgroundColor"
    light = small.evaluate(colour)
    small.click("#theme")
    assert small.evaluate(colour) != light
    small.click("#theme")
    assert small.evaluate(colour) == light


def test_a_dark_system_gets_a_dark_page(small: Page) -> None:
    light = small.evaluate("getComputedStyle(document.body).backgroundColor")
    small.emulate_media(color_scheme="dark")
    assert small.evaluate("getComputedStyle(document.body).backgroundColor") != light


def test_a_phone_shows_one_part_at_a_time(small: Page) -> None:
    small.set_viewport_size({"width": 390, "height": 844})
    assert small.locator("#rows").is_visible()
    assert not small.locator("#text").is_visible()
    small.locator("#rows tr", has_text="MAO").first.click()
    assert small.locator("#text .is-object").is_visible()
    assert small.evaluate("document.documentElement.scrollWidth") <= 390
    small.click(".panes [data-pane=documents]")
    assert small.locator("#documents").is_visible()


def test_hostile_texts_stay_texts(page: Page, tmp_path: Path) -> None:
    text = f"Zolax stops {HOSTILE} \U0001d6fc and pain."
    base = claims()[3]
    hostile = [
        claim(text, base.relation, base.object.label, HOSTILE, "stops", doc=HOSTILE, drug=HOSTILE),
        claim(text, base.relation, base.object.label, "pain", "stops", doc=HOSTILE, drug=HOSTILE),
    ]
    shown = show(page, write_run(tmp_path, [replace(document(text, doc=HOSTILE), drug=HOSTILE)], hostile))
    shown.locator("#rows tr[data-at='1']").click()
    assert marked(shown, "object") == ["pain"]  # behind a character of two units
    shown.locator("#rows tr[data-at='0']").click()
    words = "".join(shown.locator("#text .is-object").all_text_contents())
    assert words == HOSTILE.replace("\u2028", " ").replace("\u2029", " ")  # line breaks inside a paragraph
    shown.click("#tab-graph")
    assert shown.locator("#graph .edge").count() == 2
    assert any(HOSTILE in title for title in shown.locator("#graph title").all_text_contents())
    assert shown.evaluate("window.hit") is None
    assert shown.locator("img").count() == 0


def test_without_texts_the_sentences_are_shown(page: Page, tmp_path: Path) -> None:
    shown = show(page, write_run(tmp_path, [document(stored=False)], claims()))
    shown.locator("#rows tr", has_text="MAO").click()
    assert "--corpus" in shown.inner_text("#text .notice")
    assert (marked(shown, "trigger"), marked(shown, "object")) == (["inhibit"], ["MAO"])


def test_an_empty_run_says_so(page: Page, tmp_path: Path) -> None:
    shown = show(page, write_run(tmp_path, [], []))
    assert shown.inner_text("#shown") == "0 of 0 triples"
    shown.click("#tab-graph")
    assert "No target" in shown.inner_text("#graph")


def test_ten_thousand_triples_stay_quick(page: Page, tmp_path: Path) -> None:
    """500 documents of 20 triples: the limits are ten times what a quiet machine takes."""
    documents = [document(doc=f"{number:03}.txt") for number in range(500)]
    triples = [
        replace(
            one, id=content_id(one.id, copy), object=replace(one.object, name=f"{one.object.name} {copy}")
        )
        for each in documents
        for copy in range(5)
        for one in claims(doc=each.doc_id)
    ]
    shown = show(page, write_run(tmp_path, documents, triples))
    assert shown.inner_text("#shown") == "10,000 of 10,000 triples"
    assert shown.locator("#rows tr").count() < 60
    loaded = shown.evaluate("performance.getEntriesByType('navigation')[0].domComplete")
    assert loaded < 5000
    took = shown.evaluate(
        """() => {
          const words = document.querySelector('[name=words]');
          const start = performance.now();
          words.value = '"mouth 3"';
          words.dispatchEvent(new Event('input', { bubbles: true }));
          document.body.offsetHeight;
          return performance.now() - start;
        }"""
    )
    assert shown.inner_text("#shown") == "500 of 10,000 triples"
    assert took < 500
    print(f"load {loaded:.0f} ms, filter {took:.1f} ms")
    shown.locator("#scroller").evaluate("(node) => { node.scrollTop = node.scrollHeight; }")
    shown.wait_for_selector("#rows tr[data-at='499']")
