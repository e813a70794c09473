"""A finished run, read back as the values that it was written from."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.api.frames import Table, make_frame
from pipeline.api.result import Result
from pipeline.errors import FormatError
from pipeline.export import Run
from pipeline.types import Document, Triple

if TYPE_CHECKING:
    import pandas as pd


class RunResults:
    """The results of a run, read from its files each time they are asked for; made by `read_run`.

    Iterating yields one `Result` a document, in the order of the files.
    """

    def __init__(self, run: Run) -> None:
        self._run = run

    @property
    def version(self) -> str:
        """The version of Monograph that made the run, "unknown" where the run does not say."""
        return self._run.version()

    def __iter__(self) -> Iterator[Result]:
        """Yield each document with its triples; FormatError where a file of the run is broken."""
        for document, triples in self._run.claims():
            yield Result(document, triples)

    def __getitem__(self, doc_id: str) -> Result:
        """Return the result of one document; KeyError where the run has none of that name."""
        for result in self:
            if result.doc_id == doc_id:
                return result
        raise KeyError(doc_id)

    def triples(self) -> Iterator[Triple]:
        """Yield the triples of all documents."""
        return self._run.triples()

    def documents(self) -> Iterator[Document]:
        """Yield the documents at mention level."""
        return self._run.documents()

    def to_pandas(self, table: Table = "triples") -> pd.DataFrame:
        """Return one data frame for all documents, as `Result.to_pandas`."""
        documents = () if table == "triples" else self.documents()
        return make_frame(documents, self.triples() if table == "triples" else (), table)


def read_run(folder: str | Path, *, corpus: str | Path | None = None) -> RunResults:
    """Open the folder that `monograph extract --out` wrote.

    Args:
        folder: The folder of the run.
        corpus: The folder or file that the run read. A run keeps digests of plain text files, not their
            texts; what needs texts (`Result.text`, `Result.to_spacy`) takes them from there.

    Raises:
        FormatError: There is no run in the folder. Broken lines are found when they are read.
    """
    path = Path(folder)
    for name in ("triples.jsonl", "documents.jsonl"):
        if not (path / name).is_file():
            raise FormatError(
                f"{path / name}: expected a file of a finished run, found none; run `monograph extract` first"
            )
    return RunResults(Run(path, None if corpus is None else Path(corpus)))
