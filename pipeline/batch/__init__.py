"""Many documents at once: done once, failures apart, the same bytes however the work is shared out."""

from pipeline.batch.fingerprint import installed_version
from pipeline.batch.limits import Limits
from pipeline.batch.outcome import Failure, Stage
from pipeline.batch.progress import PlainProgress, Progress, choose_progress
from pipeline.batch.run import DEFAULT_LIMITS, RunSummary, run
from pipeline.batch.worker import Extractor, ExtractorFactory, load_extractor

__all__ = [
    "DEFAULT_LIMITS",
    "Extractor",
    "ExtractorFactory",
    "Failure",
    "Limits",
    "PlainProgress",
    "Progress",
    "RunSummary",
    "Stage",
    "choose_progress",
    "installed_version",
    "load_extractor",
    "run",
]
