"""The journal: what was written whole comes back, and nothing else does."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.batch.journal import Journal
from pipeline.batch.outcome import Results

KEYS = [hashlib.sha256(bytes([number])).digest() for number in range(3)]
RESULTS = [Results(b"t\n" * number, b"d%d\n" % number, {"entities": number}) for number in range(3)]


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    made = Journal(tmp_path / "journal")
    yield made
    made.close()


def test_what_is_appended_is_read_also_by_the_next_process(journal: Journal, tmp_path: Path) -> None:
    places = [journal.append(key, results) for key, results in zip(KEYS, RESULTS, strict=True)]
    assert [journal.read(place) for place in places] == RESULTS
    other = Journal(tmp_path / "journal")
    assert other.scan() == dict(zip(KEYS, places, strict=True))
    other.close()


def test_every_cut_leaves_the_whole_records_before_it(tmp_path: Path) -> None:
    path = tmp_path / "journal"
    journal = Journal(path)
    ends = [0]
    for key, results in zip(KEYS, RESULTS, strict=True):
        journal.append(key, results)
        ends.append(path.stat().st_size)
    journal.close()
    whole = path.read_bytes()
    for length in range(len(whole) + 1):
        path.write_bytes(whole[:length])
        cut = Journal(path)
        known = cut.scan()
        assert len(known) == sum(end <= length for end in ends[1:])
        assert path.stat().st_size == max(end for end in ends if end <= length)
        place = cut.append(KEYS[2], RESULTS[2])
        assert cut.read(place) == RESULTS[2]
        cut.close()


def test_a_write_that_fails_leaves_no_half_record(
    journal: Journal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal.append(KEYS[0], RESULTS[0])
    before = (tmp_path / "journal").read_bytes()
    stream = journal._stream

    class Full:
        """A file that takes ten bytes more."""

        def __init__(self) -> None:
            self.calls = 0

        def write(self, data: memoryview) -> int:
            self.calls += 1
            if self.calls > 1:
                raise OSError(28, "No space left on device")
            return stream.write(data[:10])

        def truncate(self, size: int) -> int:
            return stream.truncate(size)

        def seek(self, place: int) -> int:
            return stream.seek(place)

    with monkeypatch.context() as patch:
        patch.setattr(journal, "_stream", Full())
        with pytest.raises(OSError, match="No space left"):
            journal.append(KEYS[1], RESULTS[1])
    assert (tmp_path / "journal").read_bytes() == before
    assert journal.read(journal.append(KEYS[1], RESULTS[1])) == RESULTS[1]


def test_what_is_no_longer_needed_goes_once_it_is_the_most(journal: Journal, tmp_path: Path) -> None:
    places = [journal.append(key, results) for key, results in zip(KEYS, RESULTS, strict=True)]
    size = (tmp_path / "journal").stat().st_size
    journal.keep_only(places[:2])
    assert (tmp_path / "journal").stat().st_size == size
    journal.keep_only(places[1:2])
    assert (tmp_path / "journal").stat().st_size < size
    assert journal.scan() == {KEYS[1]: 0}
    assert journal.read(journal.append(KEYS[2], RESULTS[2])) == RESULTS[2]
