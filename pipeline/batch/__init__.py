"""Many documents at once: processes of their own, failures apart, the same bytes for any number of jobs."""

from pipeline.batch.outcome import Failure, Stage
from pipeline.batch.progress import PlainProgress, Progress, choose_progress
from pipeline.batch.run import RunSummary, installed_version, run
from pipeline.batch.worker import Extractor, ExtractorFactory, load_extractor

__all__ = [
    "Extractor",
    "ExtractorFactory",
    "Failure",
    "PlainProgress",
    "Progress",
    "RunSummary",
    "Stage",
    "choose_progress",
    "installed_version",
    "load_extractor",
    "run",
]
