"""Write an evaluation as JSON, Markdown and one self-contained HTML page."""

from __future__ import annotations

from pathlib import Path

from jinja2 import Environment

from pipeline.evaluation import Evaluation
from pipeline.report.extras import NO_EXTRAS, Extras
from pipeline.report.plots import draw_curve, draw_reliability
from pipeline.report.templating import make_environment
from pipeline.report.view import UNDEFINED, View, build_view, figure

JSON, MARKDOWN, HTML = "evaluation.json", "evaluation.md", "evaluation.html"


def write_report(evaluation: Evaluation, out_folder: Path, *, extras: Extras = NO_EXTRAS) -> Path:
    """Write evaluation.json, evaluation.md and evaluation.html, and return the path of the last.

    Folders above are made, files there are replaced. The same evaluation gives the same bytes.

    Args:
        extras: What is shown beside the scores (see `collect_extras`).
    """
    view = build_view(evaluation)
    out_folder.mkdir(parents=True, exist_ok=True)
    _write(out_folder / JSON, evaluation.to_json())
    _write(out_folder / MARKDOWN, render_markdown(view, extras))
    _write(out_folder / HTML, render_html(view, extras))
    return out_folder / HTML


def render_html(view: View, extras: Extras = NO_EXTRAS) -> str:
    """Return the page; every text in it is escaped, nothing in it needs a network."""
    found = extras.calibration
    return (
        _environment(escape=True)
        .get_template("evaluation.html.j2")
        .render(
            view=view,
            extras=extras,
            reliability=draw_reliability(found.bins) if found else None,
            curve=draw_curve(found.curve) if found else None,
        )
    )


def render_markdown(view: View, extras: Extras = NO_EXTRAS) -> str:
    """Return the tables and the counts of mistakes as Markdown."""
    return _environment(escape=False).get_template("evaluation.md.j2").render(view=view, extras=extras)


def _environment(*, escape: bool) -> Environment:
    environment = make_environment("pipeline.report", escape=escape)
    environment.filters |= {"two": _two_places, "signed": _signed, "figure": figure}
    return environment


def _two_places(value: float | None) -> str:
    return UNDEFINED if value is None else f"{value:.2f}"


def _signed(value: float | None) -> str:
    return UNDEFINED if value is None else f"{value:+.3f}"


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")
