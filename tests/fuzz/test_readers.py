"""Whatever the bytes, a reader gives a text with its sections inside, or a ReadError."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.fuzz.cases import take_cases
from tests.fuzz.readers import NAMES, VALID, check_file
from tests.read.samples import HTML, make_json_lines


@pytest.mark.parametrize("name", NAMES)
@take_cases(40)
@given(data=st.binary(max_size=400))
def test_random_bytes(tmp_path: Path, name: str, data: bytes) -> None:
    check_file(tmp_path / name, data)


@pytest.mark.parametrize("name", sorted(VALID))
@take_cases(40)
@given(data=st.data())
def test_valid_files_with_bytes_changed(tmp_path: Path, name: str, data: st.DataObject) -> None:
    content = bytearray(VALID[name])
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(content)))
        end = start + data.draw(st.integers(0, 20))
        content[start:end] = data.draw(st.one_of(st.binary(max_size=20), st.just(bytes(content[:30]))))
    check_file(tmp_path / name, bytes(content))


@pytest.mark.parametrize("name", sorted(VALID))
def test_valid_files_cut_short(tmp_path: Path, name: str) -> None:
    content = VALID[name]
    for end in range(0, len(content), max(1, len(content) // 25)):
        check_file(tmp_path / name, content[:end])


@take_cases(40)
@given(text=st.text(max_size=200), title=st.text(max_size=50))
def test_any_text_in_a_valid_frame_keeps_its_sections(tmp_path: Path, text: str, title: str) -> None:
    page = HTML.replace("drowsiness", text).replace("Side effects", title)
    check_file(tmp_path / "x.html", page.encode("utf-8", "replace"))
    check_file(tmp_path / "x.jsonl", make_json_lines({"id": title, "text": text}))
