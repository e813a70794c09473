"""The results as a page of Markdown."""

from __future__ import annotations

from typing import Any, Final

TITLES: Final = {
    "pipeline": "the whole pipeline, from text to triples",
    "rules": "the whole pipeline, with `--sources rules`",
    "linking": "linking alone: each entity to its concept",
    "spacy": "`en_core_web_sm` as it loads: tagger, parser, lemmatizer, entity recognizer",
    "parser": "`en_core_web_sm` without its entity recognizer",
    "tokenizer": "scispaCy's tokenizer alone",
    "abbreviations": "scispaCy's abbreviation detector alone, on ready tokens",
    "help": "`monograph --help`",
    "ready": "an extractor that is ready for its first text",
    "1": "`monograph extract --jobs 1`, with its start",
    "2": "`monograph extract --jobs 2`, with its start",
}
PAGE_WORDS: Final = 500


def render_page(results: dict[str, Any]) -> str:
    """Return the page, with a newline at its end."""
    machine, corpus = results["machine"], results["corpus"]
    speeds, shares = results["words_per_second"], results["pipeline_to"]
    packages = ", ".join(f"{name} {version}" for name, version in machine["packages"].items())
    lines = [
        "# Benchmarks",
        "",
        f"Medians of {results['rounds']} rounds (least to greatest), one process, over the "
        f"{corpus['documents']} documents of `corpus/` ({corpus['words']:,} words). Written by `make bench`.",
        "",
        f"Machine: {machine['processor']}, {machine['cores']} cores, {machine['memory_gigabytes']} GB, "
        f"{machine['system']}, {machine['python']}; {packages}.",
        "",
        "| | words per second | pipeline's speed to it |",
        "| --- | ---: | ---: |",
    ]
    for name, speed in speeds.items():
        share = (
            _show(shares[name], ".4f" if shares[name]["median"] < 0.1 else ".2f") if name in shares else ""
        )
        lines.append(f"| {TITLES[name]} | {_show(speed, ',.0f')} | {share} |")
    page = PAGE_WORDS / speeds["pipeline"]["median"]
    lines += [
        "",
        f"Linking takes {shares['linking']['median']:.0%} of the time of a run.",
        "",
        f"A page of {PAGE_WORDS} words takes {page:.2f} s. "
        f"Peak memory of the process: {_show(results['peak_megabytes'], '.0f')} MB.",
        "",
        "| started | seconds |",
        "| --- | ---: |",
        *(
            f"| {TITLES[name]} | {_show(spread, '.2f')} |"
            for name, spread in results["start_seconds"].items()
        ),
        "",
        "| in several processes | words per second |",
        "| --- | ---: |",
        *(
            f"| {TITLES[jobs]} | {_show(speed, ',.0f')} |"
            for jobs, speed in results["batch_words_per_second"].items()
        ),
        "",
        f"Two processes are {_show(results['two_processes_to_one'], '.2f')} times as fast as one.",
    ]
    return "\n".join(lines) + "\n"


def _show(spread: dict[str, float], form: str) -> str:
    return f"{spread['median']:{form}} ({spread['min']:{form}} to {spread['max']:{form}})"
