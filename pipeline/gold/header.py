"""The header of a .mono file: which document it is and which names mean the same thing in it."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.gold.problems import Problems
from pipeline.gold.schema import Split, Style, collapse, fold, name_surface

_KEYS = ("doc", "drug", "style", "split")


@dataclass(frozen=True, slots=True)
class Header:
    """What stands above the line `---`; `canonical` maps each folded name to its canonical name."""

    doc: str
    drug: str
    style: Style
    split: Split
    names: dict[str, tuple[str, ...]]
    canonical: dict[str, str]

    def name_of(self, surface: str) -> str:
        """Return the canonical name of a surface: from its `name:` line, else the surface in lower case."""
        return name_surface(surface, self.canonical)


def parse_header(lines: list[str], problems: Problems) -> Header:
    """Read the lines above `---`; notes every problem, with a stand-in for what is missing."""
    values: dict[str, tuple[int, str]] = {}
    names: dict[str, tuple[str, ...]] = {}
    canonical: dict[str, str] = {}
    for number, line in enumerate(lines, 1):
        key, colon, value = line.partition(":")
        key, value = key.strip(), value.strip()
        if key == "name" and colon:
            _add_name(value, number, names, canonical, problems)
        elif key in _KEYS and colon and value:
            if key in values:
                problems.add(
                    number, f"{key} is given a second time (first on line {values[key][0]}); keep one"
                )
            values[key] = number, value
        elif line.strip():
            expected = ", ".join((*_KEYS, "name"))
            problems.add(number, f"expected 'KEY: VALUE' with a key of {expected}, got {line!r}")
    for key in _KEYS:
        if key not in values:
            problems.add(1, f"the header lacks '{key}: ...'; add the line above ---")
    styles, splits = tuple(Style), tuple(Split)
    for key, known in (("style", styles), ("split", splits)):
        if key in values and values[key][1] not in known:
            problems.add(
                values[key][0], f"expected {key} to be one of {', '.join(known)}, got {values[key][1]!r}"
            )
            del values[key]
    drug = values.get("drug", (0, "unknown"))[1]
    return Header(
        doc=values.get("doc", (0, "unknown"))[1],
        drug=canonical.get(fold(drug), drug),
        style=Style(values.get("style", (0, styles[0]))[1]),
        split=Split(values.get("split", (0, splits[0]))[1]),
        names=names,
        canonical=canonical,
    )


def _add_name(
    value: str, line: int, names: dict[str, tuple[str, ...]], canonical: dict[str, str], problems: Problems
) -> None:
    name, equals, rest = value.partition(" = ")
    name = collapse(name)
    synonyms = tuple(collapse(part) for part in rest.split("|")) if equals else ()
    if not name or not equals or not all(synonyms):
        problems.add(line, f"expected 'name: CANONICAL = SYNONYM | SYNONYM', got 'name: {value}'")
        return
    if name in names:
        problems.add(line, f"{name!r} has a second name line; join the two lines into one")
        return
    names[name] = synonyms
    for known in (name, *synonyms):
        other = canonical.setdefault(fold(known), name)
        if other != name:
            problems.add(
                line, f"{known!r} is a name of {other!r} already; let each string name one thing only"
            )
