"""`displacy`: a JSON list with an object for each document, which spaCy's displaCy draws as it is.

`spacy.displacy.render(json.load(open(FILE)), style="ent", manual=True)` needs `text`, `ents` (`start`, `end`,
`label`, `kb_id`) and `title`. Drawn marks can't overlap: where mentions do, the longest one is in `ents`. A
discontinuous mention has a mark for each fragment. What displaCy leaves alone: `doc_id`, and `triples`
(`id`, `subject`, `relation`, `object`, `polarity`, `certainty`).
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from pipeline.export.atomic import replacing
from pipeline.export.lines import dump_line
from pipeline.export.run import Run
from pipeline.types import Document, Entity, Fragment, Triple


def write_displacy(run: Run, out: Path) -> None:
    """Write the run's documents for displaCy.

    Raises:
        FormatError: The run is broken, or a text is not at hand.
        ReadError: A text can't be read.
    """
    with replacing(out) as stream:
        stream.write("[")
        for number, (document, triples) in enumerate(run.texts()):
            stream.write(("," if number else "") + "\n" + dump_line(_drawing(document, triples)))
        stream.write("\n]\n")


def _drawing(document: Document, triples: Iterable[Triple]) -> dict[str, object]:
    return {
        "doc_id": document.doc_id,
        "title": document.title or document.doc_id,
        "text": document.text,
        "ents": [
            {"start": place.start, "end": place.end, "label": entity.label, "kb_id": entity.concept or ""}
            for place, entity in drawable(document.entities)
        ],
        "triples": [
            {
                "id": triple.id,
                "subject": triple.subject.name,
                "relation": triple.relation,
                "object": triple.object.name,
                "polarity": triple.polarity,
                "certainty": triple.certainty,
            }
            for triple in triples
        ],
    }


def drawable(entities: Iterable[Entity]) -> list[tuple[Fragment, Entity]]:
    """Return fragments that don't overlap, in the order of the text: the longest first, then the earliest."""
    places = [(place, entity) for entity in entities for place in entity.fragments]
    places.sort(key=lambda each: (each[0].start - each[0].end, each[0], each[1].label))
    taken: set[int] = set()
    chosen = []
    for place, entity in places:
        if taken.isdisjoint(range(*place)):
            taken.update(range(*place))
            chosen.append((place, entity))
    return sorted(chosen, key=lambda each: each[0])
