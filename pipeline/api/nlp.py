"""Texts in, results out."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path

from pipeline import compose
from pipeline.api.result import Result
from pipeline.read import Source, find_documents, read_document
from pipeline.triples import build_triples


class Pipeline:
    """Reads texts, with its models loaded; made by `load`. It keeps nothing from one text to the next."""

    def __init__(self, extractor: compose.Extractor) -> None:
        self._extractor = extractor

    def extract(self, text: str, *, doc_id: str = "text") -> Result:
        """Return what a text says.

        Args:
            text: The text; all offsets are characters of it.
            doc_id: Its name, which its triples bear; a file's name is also a hint at the drug.

        Raises:
            ReadError: The text is too long to be parsed at once.
        """
        digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
        return self._extract(Source(text, digest), doc_id)

    def extract_many(self, texts: Iterable[str | tuple[str, str]]) -> Iterator[Result]:
        """Yield what each text says, in their order, as it is read.

        For thousands of files `monograph extract` is the better way: it uses all processors, and a text that
        can't be read costs no other.

        Args:
            texts: Texts, named `text-1`, `text-2` and so on, or pairs of a name and a text.

        Raises:
            ReadError: As `extract`.
        """
        for number, one in enumerate(texts, start=1):
            doc_id, text = (f"text-{number}", one) if isinstance(one, str) else one
            yield self.extract(text, doc_id=doc_id)

    def extract_files(self, *paths: str | Path) -> Iterator[Result]:
        """Yield what each document under the paths says, ordered by `doc_id`, as it is read.

        Args:
            paths: Files of any format that Monograph reads, and folders of them.

        Raises:
            ReadError: A path is missing, or a document can't be turned into text.
        """
        for reference in find_documents([Path(path) for path in paths]):
            yield self._extract(read_document(reference), reference.doc_id)

    def explain(self, sentence: str) -> str:
        """Return, for people to read, which rules fired on which words, and what was rejected and why."""
        return self._extractor.explain(sentence)

    def _extract(self, source: Source, doc_id: str) -> Result:
        document = self._extractor.extract(
            source.text, doc_id=doc_id, sha256=source.sha256, sections=source.sections
        )
        return Result(document, build_triples(document))


def load(*, parser: str | None = None, sources: compose.Sources = "both") -> Pipeline:
    """Load the models (a few seconds) and return a pipeline.

    Args:
        parser: The spaCy package or folder that tags and parses, in place of the default one.
        sources: Whether relations come from the `rules`, from the relation `model`, or from `both` together.
    """
    return Pipeline(compose.load(parser=parser, sources=sources))
