"""From files on disk to text: which files a run reads, and what their bytes say."""

from pipeline.read.decode import decode
from pipeline.read.files import DEFAULT_LIMIT, READERS, Source, read_file
from pipeline.read.find import find_files

__all__ = ["DEFAULT_LIMIT", "READERS", "Source", "decode", "find_files", "read_file"]
