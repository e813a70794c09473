"""PDF files: hyphenation, running heads, page numbers, columns, paragraphs, and files that can't be read."""

from __future__ import annotations

import io
import time
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.errors import DependencyError

from pipeline.errors import ReadError
from pipeline.read import pdf, pdf_lines
from pipeline.read.builder import TextBuilder
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
        "a beta-blocker.\n\n"
        "Side effects\n\n• dry mouth\n• drowsiness that goes away within a short time after the first dose\n"
    )


def test_a_hyphen_that_the_text_has_elsewhere_stays(tmp_path: Path) -> None:
    lines = ["A beta-blocker is a drug that slows the heart, and so any beta-", "blocker does."]
    assert "any beta-blocker does" in read(tmp_path, "x.pdf", make_pdf([as_page(lines)])).text


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        (
            ["A trial may be blind, and even double. This one was double-", "blind throughout."],
            "double-blind",
        ),
        (["He slept without it. He slept with it or out of doors with-", "out it."], "doors without it"),
        (["It is treated. The treat-", "ment is long."], "The treatment"),
    ],
)
def test_a_hyphen_between_two_words_of_the_text_stays(tmp_path: Path, lines: list[str], found: str) -> None:
    assert found in read(tmp_path, "x.pdf", make_pdf([as_page(lines)])).text


def test_heads_of_left_pages_of_right_pages_and_of_chapters_go(tmp_path: Path) -> None:
    heads = ["Warnings", "Xeloratine", "Warnings", "Xeloratine", "Overdose", "Overdose", "Overdose"]
    bodies = [f"Page text {letter} tells of it." for letter in "abcdefg"]
    pages = [as_page([head, "", body]) for head, body in zip(heads, bodies, strict=True)]
    assert read(tmp_path, "x.pdf", make_pdf(pages)).text.split("\n\n") == [*bodies[:-1], bodies[-1] + "\n"]


def test_hyphens_and_letters_are_those_that_are_typed() -> None:
    builder = TextBuilder()
    pdf_lines.add_pages([["The ﬁrst eﬃcacy trials of xelora-", "tine in cystic ﬁbrosis."]], builder)
    assert builder.finish().text == "The first efficacy trials of xeloratine in cystic fibrosis.\n"


@pytest.mark.parametrize("hyphen", ["-", "\u00ad", "\u2010"])
def test_every_kind_of_hyphen_at_a_line_s_end_goes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, hyphen: str
) -> None:
    lines = f"It acts on receptors and on no other recep{hyphen}\ntors of any kind."
    monkeypatch.setattr(pdf, "_read_page", lambda page: lines)
    assert "no other receptors of" in read(tmp_path, "x.pdf", make_pdf([as_page(["x"])])).text


def test_headings_between_dashes_and_long_ones_stand_alone(tmp_path: Path) -> None:
    lines = [
        "--------------INDICATIONS AND USAGE--------------",
        "Xeloratine is indicated for the treatment of hay",
        "fever.",
        "-------------------------------------------------",
        "5.1 Increased Mortality in Elderly Patients with",
        "Xeloratine may cause harm that nobody foresaw in",
        "Vienna.",
        "1. Take the tablets with water and wait until the",
        "Doctor comes.",
    ]
    assert read(tmp_path, "x.pdf", make_pdf([as_page(lines)])).text.split("\n\n") == [
        "INDICATIONS AND USAGE",
        "Xeloratine is indicated for the treatment of hay fever.",
        "5.1 Increased Mortality in Elderly Patients with",
        "Xeloratine may cause harm that nobody foresaw in Vienna.",
        "1. Take the tablets with water and wait until the Doctor comes.\n",
    ]


def _columns(*columns: list[str]) -> bytes:
    places = zip(columns, range(40, 600, 530 // len(columns)), strict=False)
    rows = sorted(
        (placed for lines, left in places for placed in as_page(lines, left=left)), key=lambda p: -p[1]
    )
    return make_pdf([rows])


@pytest.mark.parametrize("lengths", [(30, 30), (30, 8), (9, 30), (20, 20, 20), (20, 20, 7)])
def test_columns_of_any_length_are_read_one_after_the_other(tmp_path: Path, lengths: tuple[int, ...]) -> None:
    columns = [
        [f"column {'abc'[number]} line {line} words" for line in range(length)]
        for number, length in enumerate(lengths)
    ]
    text = read(tmp_path, "x.pdf", _columns(*columns)).text
    assert text.split() == [word for column in columns for line in column for word in line.split()]


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


def _lock(data: bytes, password: str) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(data)))
    writer.encrypt(password, "owner", algorithm="RC4-128")
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


def test_a_lock_without_a_password_is_none_and_others_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = make_pdf([as_page(["Xeloratine causes rash."])])
    locked = _lock(data, "")
    assert read(tmp_path, "x.pdf", locked).text == "Xeloratine causes rash.\n"
    with pytest.raises(ReadError, match="locked by a password; unlock it"):
        read(tmp_path, "x.pdf", _lock(data, "secret"))

    def fail(*_: object) -> None:
        raise DependencyError("cryptography is required for AES")

    monkeypatch.setattr("pypdf._encryption.rc4_decrypt", fail)
    monkeypatch.setattr("pypdf._encryption.rc4_encrypt", fail)
    with pytest.raises(
        ReadError, match=r"needs another library \(cryptography is required for AES\); install"
    ):
        read(tmp_path, "x.pdf", locked)


def test_too_many_pages_or_too_much_time_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = _pages(["one"], ["two"])
    monkeypatch.setattr(pdf, "MAX_SECONDS", -1.0)
    with pytest.raises(ReadError, match="found 1 of 2 in that time"):
        read(tmp_path, "x.pdf", data)
    monkeypatch.setattr(pdf, "MAX_PAGES", 1)
    with pytest.raises(ReadError, match="at most 1 pages, found 2"):
        read(tmp_path, "x.pdf", data)
