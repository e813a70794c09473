"""The benchmark's reader and its counts, on a hand-made file."""

from __future__ import annotations

import pytest

from tools.benchmarks.bc5cdr import count, read_pubtator, table

TEXT = "1|t|Xol rash.\n1|a|None.\n1\t0\t3\tXol\tChemical\tD1\n1\t4\t8\trash\tDisease\tD2\n1\tCID\tD1\tD2\n"


def test_read_and_count() -> None:
    (abstract,) = read_pubtator(TEXT)
    assert abstract.text == "Xol rash.\nNone."
    counts = count(abstract.spans, frozenset({(0, 3, "Chemical"), (4, 9, "Disease")}))
    assert (counts["all", "tp"], counts["all", "fp"], counts["all", "fn"]) == (1, 1, 1)
    assert "| all | 50.00 | 50.00 | 50.00 | 1 | 1 | 1 |" in table(counts)
    assert "| Disease | 0.00 | 0.00 | 0.00 | 0 | 1 | 1 |" in table(counts)


def test_a_span_that_holds_another_text_is_refused() -> None:
    with pytest.raises(ValueError, match="expected 'Xol' at 1"):
        list(read_pubtator(TEXT.replace("\t0\t3\t", "\t1\t4\t")))
