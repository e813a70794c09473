"""One page of a run, to read in a browser: the texts, the triples with their evidence, mechanisms as graphs.

>>> from pathlib import Path
>>> from pipeline.view import write_view
>>> write_view(Path("out"), Path("out/view.html"), corpus=Path("corpus"))  # doctest: +SKIP
"""

from pipeline.view.write import Viewed, write_view

__all__ = ["Viewed", "write_view"]
