"""Bytes to text: encodings found out, line ends kept, and anything else refused with its cause."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.errors import ReadError
from pipeline.read import decode

ENGLISH = "Take 10 µg – the patient’s “usual” dose – at 25 °C.\r\nNo café au lait.\rEnd\n"
GERMAN = "Die Tagesdosis beträgt für Erwachsene 5 µg; Nebenwirkungen: Müdigkeit, Übelkeit.\n"
RUSSIAN = "Амитриптилин применяется для лечения депрессии. Побочные эффекты: сухость во рту.\n"
JAPANESE = "アミトリプチリンはうつ病の治療に使用される。副作用として口渇、めまい、眠気がある。\n"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (ENGLISH, "utf-8"),
        (ENGLISH, "cp1252"),
        (ENGLISH.replace("°", "o"), "mac_roman"),
        ("Take 5 µg daily.", "cp1252"),
        ("Take 5 µg daily.", "latin-1"),
        ("25 mg ± 5 mg at 37 °C; ½ tablet", "latin-1"),
        ("One café.", "cp850"),
        (GERMAN, "latin-1"),
        (RUSSIAN, "cp1251"),
        (JAPANESE, "shift_jis"),
        (ENGLISH, "utf-16-le"),
        (ENGLISH, "utf-16-be"),
        ("plain ASCII in two bytes each", "utf-16-le"),
    ],
)
def test_encodings_are_found_out(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding), where="x.txt") == text


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
    ],
)
@pytest.mark.parametrize("said", [False, True])
def test_a_byte_order_mark_is_obeyed_and_dropped(mark: bytes, encoding: str, said: bool) -> None:
    data = mark + ENGLISH.encode(encoding)
    assert decode(data, where="x.txt", encoding=encoding if said else None) == ENGLISH


def test_a_mark_is_dropped_where_the_encoding_is_said_without_byte_order() -> None:
    assert decode("\ufeffdose".encode("utf-16-be"), where="x.txt", encoding="utf-16") == "dose"
    assert decode("\ufeffdose".encode(), where="x.txt", encoding="utf-8-sig") == "dose"


def test_line_ends_are_kept() -> None:
    assert decode(b"a\r\nb\rc\n\x0cd", where="x.txt") == "a\r\nb\rc\n\x0cd"


@pytest.mark.parametrize(
    ("data", "cause"),
    [
        (b"", "empty file"),
        (b" \r\n\t \n", "only white space"),
        (codecs.BOM_UTF8, "only white space"),
        ("\ufeff\u200b \n".encode(), "only white space"),
        (b"%PDF-1.7\nwords", "a PDF file"),
        (b"PK\x03\x04rest", "ZIP"),
        (b"{\\rtf1 words}", "RTF"),
        (b"words\x00words", "NUL"),
        (bytes(range(256)) * 4, "NUL"),
        (bytes(range(1, 256)) * 40, "no known encoding"),
        (b"\x01\x02\x03\x04word", "4 control characters"),
        (codecs.BOM_UTF16_LE + b"abc", "byte 2, which is not"),
        (codecs.BOM_UTF16_LE + b"\x00\xd8a\x00", "byte 0, which is not"),
    ],
)
def test_what_is_not_text_is_refused(data: bytes, cause: str) -> None:
    with pytest.raises(ReadError, match=cause) as caught:
        decode(data, where="folder/x.txt")
    assert str(caught.value).startswith("folder/x.txt: expected ")


def test_damaged_utf8_is_refused_at_its_place_and_not_misread() -> None:
    data = "first line\n5 µg – café\n".encode() + b"bad \xff byte\n"
    with pytest.raises(ReadError, match=r"1 damaged place\(s\), the first at byte 31 \(line 3\)"):
        decode(data, where="x.txt")


def test_a_said_encoding_is_held_to() -> None:
    assert decode(b"\xb5g", where="x.txt", encoding="cp1253") == "\xb5g"
    with pytest.raises(ReadError, match=r"x\.txt: expected utf-8 text, found byte 2, which is not"):
        decode(b"5 \xb5g", where="x.txt", encoding="utf-8")


@pytest.mark.parametrize("name", ["klingon", "hex", "rot13"])
def test_a_said_encoding_that_is_none_is_refused(name: str) -> None:
    with pytest.raises(ReadError, match=f"expected the name of a text encoding, found '{name}'"):
        decode(b"words", where="x.txt", encoding=name)


def test_lone_surrogates_never_come_out() -> None:
    with pytest.raises(ReadError, match="expected utf-7 text"):
        decode(b"a +2AA- b", where="x.txt", encoding="utf-7")


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=400), st.sampled_from([None, "utf-8", "cp1252", "utf-16", "shift_jis"]))
def test_any_bytes_give_text_or_a_read_error(data: bytes, encoding: str | None) -> None:
    try:
        text = decode(data, where="x.txt", encoding=encoding)
    except ReadError as error:
        text = str(error).removeprefix("x.txt: expected ")
    assert text.strip()
    assert "\x00" not in text
    text.encode()


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=200))
def test_utf8_comes_out_as_it_went_in(text: str) -> None:
    text = "dose " + text
    assert decode(text.encode(), where="x.txt") == text
