"""Templates of pages and tables: strict about names, the same bytes wherever they are filled."""

from __future__ import annotations

from jinja2 import Environment, PackageLoader, StrictUndefined

from pipeline.report.markdown import escape_cell


def make_environment(package: str, *, escape: bool) -> Environment:
    """Return what fills the templates of a package; the filter `cell` makes a text safe in Markdown.

    Args:
        package: The package whose folder `templates` holds them.
        escape: Whether texts are escaped as HTML.
    """
    environment = Environment(
        loader=PackageLoader(package),
        autoescape=escape,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["cell"] = escape_cell
    return environment
