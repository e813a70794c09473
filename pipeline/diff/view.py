"""A comparison turned into what the terminal and the templates print: text only, nothing left to compute."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from pipeline.diff.result import Change, DocumentDiff, Field, Kind, RunDiff, Tally, tally
from pipeline.types import Evidence, Triple
from pipeline.vocabulary import Polarity

SIGNS: Final = {Kind.LOST: "−", Kind.GAINED: "+", Kind.CHANGED: "~"}
_MEANING: Final = {1: "better", 0: "neutral", -1: "worse"}


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of characters of a sentence; `role` is subject, trigger or object, or empty."""

    text: str
    role: str = ""


@dataclass(frozen=True, slots=True)
class SideView:
    """What one run says: the sentence in pieces, and the rules and models that found it.

    Args:
        note: What stands here where the run does not make the claim.
        more: How many further places of the text say it.
    """

    note: str
    pieces: tuple[Piece, ...] = ()
    found_by: tuple[str, ...] = ()
    more: int = 0

    @property
    def text(self) -> str:
        """The sentence as one."""
        return "".join(piece.text for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class ChangeView:
    """One change, both runs side by side; `effect` is better, worse or neutral, or empty without gold."""

    kind: str
    sign: str
    relation: str
    claim: str
    fields: tuple[tuple[str, str, str], ...]
    old: SideView
    new: SideView
    verdict: str
    effect: str


@dataclass(frozen=True, slots=True)
class DocumentView:
    """One document with its changes."""

    doc_id: str
    notes: tuple[str, ...]
    tally: Tally
    changes: tuple[ChangeView, ...]


@dataclass(frozen=True, slots=True)
class View:
    """The whole comparison."""

    old: str
    new: str
    counted: str
    has_gold: bool
    gold: str
    relations: tuple[tuple[str, Tally], ...]
    fields: tuple[tuple[str, int], ...]
    documents: tuple[DocumentView, ...]


def build_view(diff: RunDiff) -> View:
    """Return what is printed of a comparison."""
    rows = tuple((str(relation), row) for relation, row in diff.by_relation().items())
    return View(
        old=f"{diff.old.folder} (version {diff.old.version})",
        new=f"{diff.new.folder} (version {diff.new.version})",
        counted=_count(diff),
        has_gold=diff.gold is not None,
        gold=_describe_gold(diff),
        relations=(*rows, ("all", tally(list(diff.changes())))),
        fields=tuple((str(name), count) for name, count in diff.by_field().items()),
        documents=tuple(
            _view_document(document) for document in diff.documents if document.changes or _notes(document)
        ),
    )


def state_claim(triple: Triple) -> str:
    """Return a triple in one line, as `not inhibits(drug, thing)`."""
    denial = "not " if triple.polarity == Polarity.NEGATED else ""
    return f"{denial}{_state_affirmed(triple)}"


def _state_affirmed(triple: Triple) -> str:
    return f"{triple.relation}({triple.subject.name}, {triple.object.name})"


def _count(diff: RunDiff) -> str:
    kinds = ", ".join(f"{diff.count(kind)} {kind}" for kind in Kind)
    other = f" ({diff.moved} of them on other places or rules)" if diff.moved else ""
    return f"{_many(diff.compared, 'document')}; {_many(diff.same, 'triple')} the same{other}, {kinds}"


def _many(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _describe_gold(diff: RunDiff) -> str:
    if diff.gold is None:
        return ""
    parts = []
    for name, symbol in (("precision", "precision"), ("recall", "recall"), ("f1", "F1")):
        old, new = (getattr(side, name) for side in (diff.gold.old, diff.gold.new))
        parts.append(f"{symbol} {_ratio(old)} → {_ratio(new)}")
    counts = (("found", "tp"), ("missed", "fn"), ("false alarms", "fp"))
    parts.extend(
        f"{title} {getattr(diff.gold.old, name)} → {getattr(diff.gold.new, name)}" for title, name in counts
    )
    return f"{_many(diff.judged, 'document')} with gold: {', '.join(parts)}"


def _ratio(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"


def _notes(document: DocumentDiff) -> tuple[str, ...]:
    notes = []
    if not document.in_new:
        notes.append("only in the old run")
    if not document.in_old:
        notes.append("only in the new run")
    if document.other_text:
        notes.append("the two runs read different texts")
    return tuple(notes)


def _view_document(document: DocumentDiff) -> DocumentView:
    changes = tuple(map(_view_change, document.changes))
    return DocumentView(document.doc_id, _notes(document), tally(list(document.changes)), changes)


def _view_change(change: Change) -> ChangeView:
    verdict = change.verdict
    return ChangeView(
        kind=change.kind,
        sign=SIGNS[change.kind],
        relation=change.triple.relation,
        claim=(_state_affirmed if change.has(Field.POLARITY) else state_claim)(change.triple),
        fields=tuple((str(one.field), one.old or "none", one.new or "none") for one in change.fields),
        old=_view_side(change.old, change.instead),
        new=_view_side(change.new, change.instead),
        verdict=str(verdict) if verdict else "",
        effect=_MEANING[verdict.sign] if verdict else "",
    )


def _view_side(triple: Triple | None, instead: tuple[Triple, ...]) -> SideView:
    if triple is None:
        claims = "; ".join(map(state_claim, instead))
        return SideView(f"instead: {claims}" if claims else "nothing")
    first = triple.evidence[0]
    found_by = dict.fromkeys(name for one in triple.evidence for name in one.found_by)
    return SideView("", tuple(_pieces(first)), tuple(found_by), len(triple.evidence) - 1)


def _pieces(evidence: Evidence) -> Iterator[Piece]:
    """Cut the sentence at the words that say it; whole where its white space was collapsed."""
    start, end = evidence.sentence
    if end - start != len(evidence.text):
        yield Piece(evidence.text)
        return
    roles = [""] * len(evidence.text)
    for role in ("subject", "trigger", "object"):
        for a, b in getattr(evidence, role):
            for place in range(max(a, start), min(b, end)):
                roles[place - start] = role
    at = 0
    for place in range(1, len(roles) + 1):
        if place == len(roles) or roles[place] != roles[at]:
            yield Piece(evidence.text[at:place], roles[at])
            at = place
