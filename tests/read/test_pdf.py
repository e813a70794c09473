"""PDF files: hyphenation, running heads, page numbers, columns, paragraphs, and files that can't be read."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from pipeline.errors import ReadError
from pipeline.read import pdf
from tests.read.samples import as_page, make_pdf, read

HEAD = "Xeloratine tablets            Monograph"


def _pages(*bodies: list[str]) -> bytes:
    return make_pdf(
        [*as_page([HEAD, "", *lines]), (300, 40, f"Page {number} of {len(bodies)}")]
        for number, lines in enumerate(bodies, start=1)
    )


def test_heads_and_numbers_go_and_paragraphs_are_joined_over_pages(tmp_path: Path) -> None:
    data = _pages(
        [
            "Mechanism of action",
            "",
            "Xeloratine is an antagonist at histamine H1 receptors and recep-",
            "tors of other kinds. It lowers the release of histamine, which in",
            "turn",
        ],
        ["lessens itching. Beta-blockers are no part of this text, nor is a beta-", "blocker."],
        [
            "Side effects",
            "",
            "• dry mouth",
            "• drowsiness that goes away within a short time after the first",
            "dose",
        ],
    )
    assert read(tmp_path, "x.pdf", data).text == (
        "Mechanism of action\n\n"
        "Xeloratine is an antagonist at histamine H1 receptors and receptors of other kinds. It lowers the "
        "release of histamine, which in turn lessens itching. Beta-blockers are no part of this text, nor is "
        "a betablocker.\n\n"
        "Side effects\n\n• dry mouth\n• drowsiness that goes away within a short time after the first dose\n"
    )


def test_a_hyphen_that_the_text_has_elsewhere_stays(tmp_path: Path) -> None:
    lines = ["A beta-blocker is a drug that slows the heart, and so any beta-", "blocker does."]
    assert "any beta-blocker does" in read(tmp_path, "x.pdf", make_pdf([as_page(lines)])).text


def test_two_columns_are_read_one_after_the_other(tmp_path: Path) -> None:
    left = [f"left line {number} of the first part" for number in "abcdefgh"]
    right = [f"right line {number} of the rest" for number in "abcdefgh"]
    rows = [
        placed
        for pair in zip(as_page(left, left=50), as_page(right, left=330), strict=True)
        for placed in pair
    ]
    text = read(tmp_path, "x.pdf", make_pdf([rows])).text
    assert text.index("left line h") < text.index("right line a")
    assert " ".join(text.split()) == " ".join(left + right)


def test_a_table_is_kept_as_rows(tmp_path: Path) -> None:
    lines = ["Reaction            Rate", "Pruritus            4 %", "Rash                2 %"]
    assert read(tmp_path, "x.pdf", make_pdf([as_page(lines)])).text == (
        "Reaction\tRate\nPruritus\t4 %\nRash\t2 %\n"
    )


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (b"words", "without its first line %PDF-"),
        (b"%PDF-1.4\nwords", "found damage"),
        (make_pdf([[]]), "1 pages of pictures only"),
        (make_pdf([[]])[:200], "found damage"),
    ],
)
def test_what_holds_no_text_is_refused(tmp_path: Path, data: bytes, found: str) -> None:
    with pytest.raises(ReadError, match=found):
        read(tmp_path, "x.pdf", data)


def test_six_hundred_pages_are_read_within_the_limit(tmp_path: Path) -> None:
    letters = str.maketrans("0123456789", "abcdefghij")
    bodies = [
        [
            f"Line {line} tells {page:03}{line} of xeloratine and its deeds.".translate(letters)
            for line in range(40)
        ]
        for page in range(600)
    ]
    start = time.monotonic()
    text = read(tmp_path, "x.pdf", _pages(*bodies)).text
    assert text.count("Line dj tells") == 600
    assert HEAD.rsplit(maxsplit=1)[-1] not in text
    assert time.monotonic() - start < pdf.MAX_SECONDS


def test_too_many_pages_or_too_much_time_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = _pages(["one"], ["two"])
    monkeypatch.setattr(pdf, "MAX_SECONDS", -1.0)
    with pytest.raises(ReadError, match="found 1 of 2 in that time"):
        read(tmp_path, "x.pdf", data)
    monkeypatch.setattr(pdf, "MAX_PAGES", 1)
    with pytest.raises(ReadError, match="at most 1 pages, found 2"):
        read(tmp_path, "x.pdf", data)
