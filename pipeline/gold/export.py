"""Write the whole gold set in an exchange format: brat, BioC JSON, spaCy's DocBin, CoNLL columns."""

from __future__ import annotations

from pathlib import Path

from pipeline.errors import GoldError
from pipeline.gold.bioc_json import write_bioc
from pipeline.gold.brat import write_brat
from pipeline.gold.build import Folders
from pipeline.gold.conll import write_conll
from pipeline.gold.docbin import write_docbin
from pipeline.gold.schema import load_gold


def export_gold(folders: Folders, name: str, out: Path) -> list[Path]:
    """Write every document in one format; returns the files written.

    Raises:
        GoldError: The gold or a text of it can't be read.
    """
    texts = [(document, _read_text(folders.corpus / document.doc)) for document in load_gold(folders.gold)]
    match name:
        case "brat":
            return sorted({path for document, text in texts for path in write_brat(document, text, out)})
        case "bioc":
            return [write_bioc(texts, out)]
        case "docbin":
            return write_docbin(texts, out)
        case "conll":
            return [write_conll(document, text, out) for document, text in texts]
        case _:
            raise GoldError([f"export: expected brat, bioc, docbin or conll, got {name!r}; name one of them"])


def _read_text(path: Path) -> str:
    try:
        return path.read_bytes().decode()
    except (OSError, UnicodeDecodeError) as error:
        raise GoldError(
            [f"{path}: expected a text in UTF-8, got {error}; restore it, or compile with --write-corpus"]
        ) from error
