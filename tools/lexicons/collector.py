"""Gathers the terms of one lexicon, so that vocabularies that name the same thing lead to one name."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from tools.lexicons.rows import Row, counts_case, settle


@dataclass(slots=True)
class Collector:
    """The rows gathered so far; a term belongs to the concept that claimed it first.

    ``dropped`` holds terms that no row may have, ``taken`` terms that another file has already.
    """

    dropped: frozenset[str] = frozenset()
    taken: frozenset[str] = frozenset()
    _rows: dict[str, Row] = field(default_factory=dict)
    _folded: set[str] = field(default_factory=set)

    def add(
        self,
        name: str,
        terms: Iterable[str] = (),
        *,
        label: str,
        id: str = "",
        source: str,
        with_name: bool = True,
    ) -> None:
        """Add a concept: its name, and the terms that mean it.

        Where its name is a term of a known concept, the terms go to that one. ``with_name`` False leaves the
        name itself out of the terms: another file has it.
        """
        known = self._rows.get(name.casefold()) or self._rows.get(name)
        terms = (name, *terms) if with_name else tuple(terms)
        if known and id and not known.id and known.name.casefold() in {term.casefold() for term in terms}:
            known = self._identify(known, id)
        row = Row(
            name,
            known.name if known else name,
            known.label if known else label,
            known.id if known else id,
            source,
        )
        for term in terms:
            if not term or term.casefold() in self.dropped or term.casefold() in self.taken:
                continue
            key = term if counts_case(term) else term.casefold()
            self._rows.setdefault(key, Row(term, row.name, row.label, row.id, source))
            self._folded.add(term.casefold())

    def _identify(self, known: Row, identifier: str) -> Row:
        """Give all the rows of a concept that had no id the id of a vocabulary's concept of the same name."""
        for key, row in self._rows.items():
            if row.name == known.name and not row.id:
                self._rows[key] = replace(row, id=identifier)
        return replace(known, id=identifier)

    def knows(self, term: str) -> bool:
        """Tell whether a row has the term, in whatever case."""
        return term.casefold() in self._folded

    def rows(self) -> list[Row]:
        """Return the rows, sorted, one for each term."""
        return settle(self._rows.values())
