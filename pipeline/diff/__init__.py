"""Two runs compared: claims gained, lost and changed, and what the gold says of each change.

>>> from pathlib import Path
>>> from pipeline.diff import diff_runs
>>> diff_runs(Path("out/before"), Path("out/after")).count(Kind.LOST)  # doctest: +SKIP
3
"""

from pipeline.diff.compare import Settings
from pipeline.diff.result import Change, DocumentDiff, Field, Kind, RunDiff, Verdict
from pipeline.diff.runs import Gold, diff_runs

__all__ = ["Change", "DocumentDiff", "Field", "Gold", "Kind", "RunDiff", "Settings", "Verdict", "diff_runs"]
