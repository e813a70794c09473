"""Monograph: what drug monographs say about their drugs, as triples with evidence.

The names below are those of `pipeline.api`; they are imported when they are first asked for, so that
`import pipeline` itself takes no time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.api import Pipeline, Result, RunResults, load, read_run

__all__ = ["Pipeline", "Result", "RunResults", "load", "read_run"]


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from pipeline import api  # noqa: PLC0415

    return getattr(api, name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
