"""The report of an evaluation: files to read, and the lines that end a run."""

from pipeline.report.extras import Extras, collect_extras
from pipeline.report.summary import summarise
from pipeline.report.write import write_report

__all__ = ["Extras", "collect_extras", "summarise", "write_report"]
