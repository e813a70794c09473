"""Monograph from Python: read texts, read finished runs, and hand the results to other libraries.

>>> from pipeline import load
>>> nlp = load()
>>> result = nlp.extract("Omeprazole inhibits the proton pump.", doc_id="omeprazole.txt")
>>> [(t.subject.name, str(t.relation), t.object.name) for t in result.triples]
[('omeprazole', 'inhibits', 'proton pump')]
"""

from pipeline.api.nlp import Pipeline, load
from pipeline.api.result import Result
from pipeline.api.runs import RunResults, read_run

__all__ = ["Pipeline", "Result", "RunResults", "load", "read_run"]
