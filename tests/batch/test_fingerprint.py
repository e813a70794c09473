"""What a fingerprint covers: the code that a document runs, the data that it reads, and nothing besides."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest

import pipeline
from pipeline.batch import load_extractor
from pipeline.batch.fingerprint import digest_files, fingerprint
from pipeline.batch.imports import reach_from
from tests.batch import fakes
from tests.read.samples import HTML, SPL, TEXT, as_page, make_bioc_xml, make_docx, make_pdf

PACKAGE = Path(pipeline.__file__).parent
WORKER = PACKAGE / "batch" / "worker.py"

_TRACE = """
import json, sys
from pathlib import Path
from pipeline.batch import load_extractor
from pipeline.batch.outcome import Results, Task
from pipeline.batch.plan import stamp_of
from pipeline.batch.worker import Job, _do
from pipeline.read import find_documents

package, docs = Path(sys.argv[1]), Path(sys.argv[2])
used = set()

def note_code(frame, event, argument):
    if event == "call" and frame.f_code.co_name != "<module>":
        used.add(frame.f_code.co_filename)

def note_file(event, arguments):
    if event in ("open", "sqlite3.connect") and isinstance(arguments[0], (str, bytes)):
        used.add(str(arguments[0]))

sys.addaudithook(note_file)
job = Job(load_extractor, ".")
sys.settrace(note_code)
extractor = job.factory()
for index, reference in enumerate(find_documents([docs])):
    outcome = _do(Task(index, reference, b"", stamp_of(reference.path)), job, extractor, lambda stage: None)
    assert isinstance(outcome.value, Results), outcome
sys.settrace(None)
below = {Path(name.removeprefix("file:").partition("?")[0]).resolve() for name in used}
print(json.dumps(sorted(str(path) for path in below if package in path.parents and path.is_file())))
"""


def test_all_that_runs_or_is_read_while_documents_are_done_is_covered(tmp_path: Path) -> None:
    docs = tmp_path / "docs"
    docs.mkdir()
    for name, data in {
        "a.txt": TEXT.encode(),
        "b.html": HTML.encode(),
        "c.xml": SPL.encode(),
        "d.docx": make_docx(),
        "e.pdf": make_pdf([as_page(TEXT.splitlines())]),
        "f.xml": make_bioc_xml(),
    }.items():
        (docs / name).write_bytes(data)
    script = tmp_path / "trace.py"
    script.write_text(_TRACE)
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    shown = subprocess.run(
        [sys.executable, str(script), str(PACKAGE.resolve()), str(docs)],
        env=environment, stdout=subprocess.PIPE, check=True,
    ).stdout  # fmt: skip
    used = {Path(name) for name in json.loads(shown)}
    covered = {path.resolve() for path in reach_from(WORKER).files}
    assert {path.suffix for path in used} >= {".py", ".tsv", ".yaml", ".sqlite", ".npy"}
    ran = {path for path in used if path.suffix != ".pyc"} - {
        path for path in used if path.name == "__init__.py"
    }
    assert ran - covered == set()


@pytest.mark.parametrize(
    "part", ["view", "report", "diff", "evaluation", "gold", "knowledge", "api", "commands"]
)
def test_what_no_document_depends_on_is_not_covered(part: str) -> None:
    inside = {path for path in reach_from(WORKER).files if path.is_relative_to(PACKAGE / part)}
    assert (PACKAGE / part).is_dir()
    assert inside == set()


def test_exporters_are_not_covered_but_the_lines_of_a_run_are() -> None:
    names = {path.name for path in reach_from(WORKER).files if path.parent == PACKAGE / "export"}
    assert "lines.py" in names
    assert "exporters.py" not in names


CHANGES = {
    "text/words.yaml": True,
    "relations/rules/verbs.yaml": True,
    "entities/phrases.py": True,
    "read/spl.py": True,
    "export/lines.py": True,
    "view/write.py": False,
    "export/tables.py": False,
    "cli.py": False,
}
"""Files, and whether a document's results depend on them."""

_DIGESTS = """
import sys
from pathlib import Path
from pipeline.batch.fingerprint import digest_files, reach_from

package = Path(sys.argv[1])
for place in (None, *sys.argv[2:]):
    if place is not None:
        with open(package / place, "a", encoding="utf-8") as stream:
            stream.write("\\n# another\\n")
    print(digest_files(reach_from(package / "batch" / "worker.py").files))
"""


def test_a_changed_file_changes_the_digest_if_a_document_depends_on_it(tmp_path: Path) -> None:
    copy = tmp_path / "pipeline"
    shutil.copytree(PACKAGE, copy, ignore=shutil.ignore_patterns("__pycache__", "*.sqlite", "*.npy"))
    command = [sys.executable, "-c", _DIGESTS, str(copy), *CHANGES]
    shown = subprocess.run(command, cwd=tmp_path, stdout=subprocess.PIPE, check=True, text=True).stdout
    digests = shown.split()
    changed = [after != before for before, after in pairwise(digests)]
    assert dict(zip(CHANGES, changed, strict=True)) == CHANGES


@pytest.mark.parametrize(
    ("source", "reached"),
    [
        ("import pipeline.text.retag\n", "text/retag.py"),
        ("from pipeline import compose\n", "compose.py"),
        ("from pipeline.rules import load\n", "rules/load.py"),
        ("from pipeline.rules.load import load_table\n", "rules/load.py"),
        ("from pipeline.export import write_table\n", "export/tables.py"),
        ("def later():\n    from pipeline.view import write\n", "view/write.py"),
        ("if True:\n    import pipeline.cli as other\n", "cli.py"),
    ],
)
def test_every_way_to_import_is_followed(tmp_path: Path, source: str, reached: str) -> None:
    file = tmp_path / "mine.py"
    file.write_text(source)
    reach = reach_from(file)
    assert file in reach.files
    assert PACKAGE / reached in reach.files


def test_what_type_checkers_alone_import_is_not_followed(tmp_path: Path) -> None:
    file = tmp_path / "mine.py"
    file.write_text(
        "from typing import TYPE_CHECKING\nimport json, yaml\nif TYPE_CHECKING:\n    import pipeline.cli\n"
    )
    reach = reach_from(file)
    assert reach.files == (file,)
    assert reach.libraries == ("yaml",)


def test_factory_its_arguments_and_settings_count() -> None:
    from functools import partial  # noqa: PLC0415

    makers: list[Callable[[], object]] = [
        load_extractor,
        partial(load_extractor, sources="rules"),
        partial(load_extractor, sources="model"),
        fakes.load,
        fakes.load_nothing,
    ]
    digests = [fingerprint(maker, {}) for maker in makers] + [fingerprint(fakes.load, {"max_bytes": 1})]
    assert len(set(digests)) == len(digests)
    assert fingerprint(load_extractor, {}) == digests[0]


def test_a_digest_is_that_of_names_and_bytes(tmp_path: Path) -> None:
    one, other = tmp_path / "a.txt", tmp_path / "b.txt"
    one.write_text("x")
    other.write_text("x")
    assert (
        len({digest_files([one]), digest_files([other]), digest_files([one, other]), digest_files([])}) == 4
    )
