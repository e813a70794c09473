"""The report of an evaluation: files to read, and the lines that end a run."""

from pipeline.report.summary import summarise
from pipeline.report.write import write_report

__all__ = ["summarise", "write_report"]
