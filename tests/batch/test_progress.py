"""What a run says on its way, on a terminal and elsewhere."""

from __future__ import annotations

import io

import pytest

from pipeline.batch import Failure, PlainProgress, Stage, choose_progress

FAILURE = Failure("x.txt", Stage.READ, "ReadError", "x.txt: expected text,\nfound [bold]none[/bold]")


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_lines_come_now_and_then_and_failures_at_once() -> None:
    stream, times = io.StringIO(), iter([0.0, 1.0, 2.0, 11.0, 12.0])
    with PlainProgress(stream, interval=10, clock=lambda: next(times)) as progress:
        progress.begin(4, known=6)
        for failure in (None, FAILURE, None, None):
            progress.advance(failure)
    assert stream.getvalue().splitlines() == [
        "6 documents unchanged, 4 to do",
        "failed: x.txt (read): x.txt: expected text, found [bold]none[/bold]",
        "3 of 4 documents, 1 failed, 0.3 a second, 0:00:04 left",
    ]


def test_anything_but_a_terminal_gets_lines() -> None:
    assert isinstance(choose_progress(io.StringIO()), PlainProgress)


def test_a_terminal_gets_a_bar_and_failures_above_it(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("rich")
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "200")
    stream = _Terminal()
    with choose_progress(stream) as progress:
        progress.begin(2)
        progress.advance(FAILURE)
        progress.advance(None)
    assert "failed: x.txt (read): x.txt: expected text, found [bold]none[/bold]" in stream.getvalue()
    assert "2/2" in stream.getvalue()
