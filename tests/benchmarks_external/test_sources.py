"""What a benchmark reads is recorded, and another version is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.errors import MonographError
from tools.benchmarks import ade, bc5cdr, labels, sources, treebanks
from tools.benchmarks.biocreative import CHEMPROT, DRUGPROT

READ = {
    ade.FILE,
    *bc5cdr.FILES.values(),
    *labels.FILES.values(),
    *treebanks.FILES,
    *(
        path
        for layout in (*CHEMPROT.values(), *DRUGPROT.values())
        for path in (layout.abstracts, layout.entities, layout.relations)
    ),
}


def test_every_file_that_is_read_is_recorded_and_no_other() -> None:
    assert set(sources.read_sources()) == READ
    assert all(
        len(each.sha256) == 64 and each.licence and each.where for each in sources.read_sources().values()
    )


def test_a_missing_file_and_another_version_are_refused(tmp_path: Path) -> None:
    with pytest.raises(
        MonographError, match=r"expected a file, found none; get it from https://github\.com/trung"
    ):
        sources.check_files(tmp_path, [ade.FILE])
    path = tmp_path / ade.FILE
    path.parent.mkdir()
    path.write_text("another")
    with pytest.raises(MonographError, match="expected sha256 542cdc48"):
        sources.check_files(tmp_path, [ade.FILE])
    with pytest.raises(MonographError, match=r"expected a row of sources\.tsv"):
        sources.check_files(tmp_path, ["elsewhere.txt"])
