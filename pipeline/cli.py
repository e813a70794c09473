"""The command `monograph`: arguments in, plain function calls, exit status out.

Exit status: 0 all done; 1 some documents failed (or the gold set has problems); 2 the request can't be
carried out as given; 130 interrupted; 141 nobody reads the output; 143 terminated. Everything heavy is
imported where it is needed.
"""

from __future__ import annotations

import argparse
import io
import os
import signal
import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from pipeline.commands.concepts import add_command as add_concepts
from pipeline.commands.diff import add_command as add_diff
from pipeline.commands.knowledge import add_command as add_knowledge
from pipeline.commands.view import add_command as add_view
from pipeline.errors import MonographError

if TYPE_CHECKING:
    from pipeline.batch import ExtractorFactory, RunSummary

DONE, SOME_FAILED, USAGE, INTERRUPTED, PIPE_CLOSED, TERMINATED = 0, 1, 2, 130, 141, 143

EXTRACT_FORMATS = ("csv", "tsv", "jsonl", "parquet")
"""The names of `pipeline.export.EXTRACT_FORMATS`, here so that help is quick (a test compares)."""

EXPORT_FORMATS = (
    *("csv", "tsv", "jsonl", "parquet", "kgx", "turtle", "jsonld", "indra", "bioc-json", "bioc-xml"),
    *("brat", "displacy", "graphml", "duckdb", "sqlite"),
)
"""The names of `pipeline.export.EXPORTERS`, here so that help needs no data frames (a test compares them)."""

SOURCES = ("both", "rules", "model")
"""The values of `pipeline.compose.Sources`, here so that help is quick (a test compares them)."""

_EXAMPLES = """examples:
  monograph extract monographs/ --out run/ --format csv
  monograph evaluate --gold gold/ --pred run/ --out report/
  monograph why "It acts as an antagonist at histamine H1 receptors."
"""


def main(arguments: Sequence[str] | None = None, *, extractor_factory: ExtractorFactory | None = None) -> int:
    """Run one command and return its exit status.

    Args:
        arguments: The words after `monograph`; by default those of the process.
        extractor_factory: What `extract` loads instead of the pipeline's own extractor.

    Raises:
        SystemExit: Status 2 on a wrong argument, 0 after `--help` or `--version`.
    """
    if arguments is None:
        _prepare_process()
    words = list(sys.argv[1:] if arguments is None else arguments)
    try:
        if words[:1] == ["gold"]:
            status = _gold(words[1:])
        else:
            options = _parser().parse_args(words)
            options.extractor_factory = extractor_factory
            command: Callable[[argparse.Namespace], int] = options.command
            status = command(options)
        sys.stdout.flush()
    except MonographError as error:
        _complain(str(error))
        return USAGE
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # or the interpreter complains at exit
        return PIPE_CLOSED
    except OSError as error:
        _complain(f"{error.filename or 'input or output'}: {error.strerror or error}")
        return USAGE
    except KeyboardInterrupt:
        _complain("interrupted")
        return INTERRUPTED
    return status


def _prepare_process() -> None:
    """Let a polite end (SIGTERM) clean up, and let odd characters in names reach any terminal."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(TERMINATED))
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")


def _extract(options: argparse.Namespace) -> int:
    from pipeline.batch import DEFAULT_LIMITS, Limits, choose_progress, load_extractor, run  # noqa: PLC0415

    memory = DEFAULT_LIMITS.max_memory if options.max_memory is None else options.max_memory or None
    with choose_progress(sys.stderr) as progress:
        summary = run(
            options.paths,
            options.out,
            jobs=options.jobs,
            scheduler=options.scheduler,
            extractor_factory=options.extractor_factory or partial(load_extractor, options.sources),
            formats=options.format,
            encoding=options.encoding,
            max_bytes=options.max_bytes,
            limits=Limits(options.timeout or None, memory),
            fresh=options.fresh,
            progress=progress,
        )
    print(_summarise(summary))
    return SOME_FAILED if summary.failed else DONE


def _summarise(summary: RunSummary) -> str:
    """Return the lines that a run ends with: documents, failures, triples by relation, where they are."""
    counts = {name.split(".", 1)[1]: n for name, n in summary.found.items() if name.startswith("triples.")}
    relations = dict.fromkeys(name.split(".")[0] for name in counts)
    affirmed = {relation: counts.get(f"{relation}.affirmed", 0) for relation in relations}
    negated = sum(counts.values()) - sum(affirmed.values())
    lines = [f"documents  {summary.done} done, {summary.failed} failed"]
    if summary.reused:
        lines[0] += f", {summary.reused} unchanged"
    if summary.failed:
        lines[0] += f" (causes in {summary.out / 'failures.jsonl'})"
    lines.append(f"triples    {sum(affirmed.values())} affirmed, {negated} negated")
    lines.extend(f"  {relation:<12} {count}" for relation, count in affirmed.items() if count)
    lines.append(f"results    {summary.out / 'triples.jsonl'}")
    return "\n".join(lines)


def _evaluate(options: argparse.Namespace) -> int:
    from pipeline.evaluation import evaluate  # noqa: PLC0415
    from pipeline.report import collect_extras, summarise, write_report  # noqa: PLC0415

    evaluation = evaluate(
        options.gold, options.pred, split=options.split, corpus=options.corpus, seed=options.seed
    )
    report = None
    if options.out is not None:
        extras = collect_extras(
            options.gold,
            options.pred,
            split=options.split,
            corpus=options.corpus,
            second=options.second,
            ablation=options.ablation,
            seed=options.seed,
        )
        report = write_report(evaluation, options.out, extras=extras)
    print(summarise(evaluation, report))
    return DONE


def _export(options: argparse.Namespace) -> int:
    from pipeline.export import EXPORTERS  # noqa: PLC0415

    EXPORTERS[options.to].export(options.run, options.out, corpus=options.corpus)
    return DONE


def _why(options: argparse.Namespace) -> int:
    from pipeline import compose  # noqa: PLC0415

    print(compose.load().explain(options.sentence))
    return DONE


def _gold(words: Sequence[str]) -> int:
    from pipeline.gold.__main__ import main as gold  # noqa: PLC0415

    return gold(words)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="monograph",
        description="Extract what drug monographs say about their drugs as triples with evidence.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action=_Version, nargs=0, help="print the version and stop")
    commands = parser.add_subparsers(metavar="COMMAND", required=True)
    _add_extract(commands)

    evaluate = commands.add_parser("evaluate", help="score a run against gold and report")
    evaluate.add_argument("--gold", type=Path, required=True, metavar="DIR", help="the gold files")
    evaluate.add_argument("--pred", type=Path, required=True, metavar="DIR", help="the run's results")
    evaluate.add_argument("--out", type=Path, metavar="DIR", help="where the report goes (default: none)")
    evaluate.add_argument("--corpus", type=Path, metavar="DIR", help="the gold's texts (default: beside it)")
    evaluate.add_argument("--split", metavar="NAME", help="score this split only, such as dev or test")
    evaluate.add_argument("--seed", type=int, default=0, help="of the bootstrap (default: %(default)s)")
    evaluate.add_argument(
        "--second", type=Path, metavar="DIR", help="a second annotation of the gold, to report agreement"
    )
    evaluate.add_argument(
        "--ablation", type=Path, metavar="FILE", help="the table of `make ablation`, to report it"
    )
    evaluate.set_defaults(command=_evaluate)

    export = commands.add_parser("export", help="turn a run's triples into another format")
    export.add_argument("run", type=Path, metavar="DIR", help="the run's results")
    export.add_argument("--to", choices=EXPORT_FORMATS, required=True, help="the format")
    export.add_argument(
        "--out",
        type=Path,
        required=True,
        metavar="FILE",
        help="the file; for kgx and brat a new folder or a .zip",
    )
    export.add_argument(
        "--corpus",
        type=Path,
        metavar="DIR",
        help="the texts that the run read, for bioc-*, brat and displacy",
    )
    export.set_defaults(command=_export)

    why = commands.add_parser("why", help="show which rules and models fire on a sentence, and on what")
    why.add_argument("sentence", help="the sentence, in quotes")
    why.set_defaults(command=_why)

    for add_command in (add_view, add_diff, add_knowledge, add_concepts):
        add_command(commands)
    commands.add_parser("gold", help="compile, check, count and export the gold set", add_help=False)
    return parser


def _add_extract(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    extract = commands.add_parser("extract", help="extract triples from documents")
    extract.add_argument(
        "paths", nargs="+", type=Path, metavar="PATH", help="files and folders; .zip and .gz too"
    )
    extract.add_argument("--out", type=Path, required=True, metavar="DIR", help="where the results go")
    extract.add_argument(
        "--format",
        type=_formats,
        default=(),
        metavar="NAMES",
        help=f"further formats for the triples, joined by commas: {', '.join(EXTRACT_FORMATS)}",
    )
    extract.add_argument(
        "--sources",
        choices=SOURCES,
        default=SOURCES[0],
        help="where relations come from: rules, the relation model, or both (default)",
    )
    extract.add_argument(
        "--jobs", type=_positive, metavar="N", help="processes (default: by documents and CPUs)"
    )
    extract.add_argument(
        "--scheduler", metavar="URL", help="a Dask scheduler that does it, such as tcp://host:8786"
    )
    extract.add_argument(
        "--fresh", action="store_true", help="do all documents again, also those that are unchanged"
    )
    extract.add_argument("--encoding", metavar="NAME", help="of all files (default: found out for each)")
    extract.add_argument(
        "--max-bytes",
        type=_positive,
        default=20 * 1024 * 1024,
        metavar="N",
        help="the largest file that is read (default: %(default)s)",
    )
    extract.add_argument(
        "--timeout",
        type=_seconds,
        default=600.0,
        metavar="S",
        help="seconds that one document may take, 0 for no limit (default: %(default)g)",
    )
    extract.add_argument(
        "--max-memory",
        type=_megabytes,
        metavar="MB",
        help="memory that a process may hold, 0 for no limit (default: 4096 on Linux, else 0)",
    )
    extract.set_defaults(command=_extract)


def _formats(value: str) -> tuple[str, ...]:
    names = tuple(value.split(","))
    unknown = [name for name in names if name not in EXTRACT_FORMATS]
    if unknown:
        raise argparse.ArgumentTypeError(
            f"expected some of {', '.join(EXTRACT_FORMATS)}, found {', '.join(map(repr, unknown))}"
        )
    return names


def _positive(value: str) -> int:
    if not (value.isascii() and value.isdigit() and int(value)):
        raise argparse.ArgumentTypeError(f"expected a whole number above 0, found {value!r}")
    return int(value)


def _megabytes(value: str) -> int:
    if not (value.isascii() and value.isdigit()):
        raise argparse.ArgumentTypeError(f"expected a whole number of megabytes from 0 on, found {value!r}")
    return int(value)


def _seconds(value: str) -> float:
    try:
        seconds = float(value)
    except ValueError:
        seconds = -1.0
    if not 0 <= seconds < float("inf"):
        raise argparse.ArgumentTypeError(f"expected a number of seconds from 0 on, found {value!r}")
    return seconds


class _Version(argparse.Action):
    """Looks the version up only when it is asked for."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> NoReturn:
        from pipeline.batch import installed_version  # noqa: PLC0415

        print(f"monograph {installed_version()}")
        parser.exit()


def _complain(message: str) -> None:
    print(f"monograph: {message}", file=sys.stderr)
