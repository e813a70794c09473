"""What a benchmark reads is recorded, and another version is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.errors import MonographError
from tools.benchmarks import ade, labels, treebanks
from tools.corpora.biocreative import CHEMPROT, DRUGPROT
from tools.corpora.pubtator import BC5CDR
from tools.corpora.sources import check_sources, read_sources

PACKAGE = "tools.benchmarks"

READ = {
    ade.FILE,
    BC5CDR["dev"],
    BC5CDR["test"],
    *labels.FILES.values(),
    *treebanks.FILES,
    *(
        path
        for layout in (*CHEMPROT.values(), *DRUGPROT.values())
        for path in (layout.abstracts, layout.entities, layout.relations)
    ),
}


def test_every_file_that_is_read_is_recorded_and_no_other() -> None:
    recorded = read_sources(PACKAGE)
    assert sorted(each.path for each in recorded) == sorted(READ)
    assert all(len(each.sha256) == 64 and each.licence and each.where for each in recorded)


def test_a_missing_file_and_another_version_are_refused(tmp_path: Path) -> None:
    with pytest.raises(
        MonographError, match=r"expected a file, found none; get it from https://github\.com/trung"
    ):
        check_sources(tmp_path, PACKAGE, [ade.FILE])
    path = tmp_path / ade.FILE
    path.parent.mkdir()
    path.write_text("another")
    with pytest.raises(MonographError, match="expected sha256 542cdc48"):
        check_sources(tmp_path, PACKAGE, [ade.FILE])
    with pytest.raises(MonographError, match=r"expected a row in the sources\.tsv of tools\.benchmarks"):
        check_sources(tmp_path, PACKAGE, ["elsewhere.txt"])
