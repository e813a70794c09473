"""A small extractor that stands in for the pipeline's own, and does what a text tells it to."""

from __future__ import annotations

import os
import re
import signal
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from pipeline.read import GivenSection
from pipeline.types import Document, Entity, Fragment, Relation
from pipeline.vocabulary import Certainty, Label, Polarity, RelationType

_SENTENCE = re.compile(r"(?P<drug>\w+) (?P<verb>blocks|spares) the (?P<channel>\w+ channel)")


class FakeExtractor:
    """Finds "DRUG blocks the X channel" (and "spares", negated); "!WORD" in a text makes it misbehave."""

    def extract(
        self, text: str, *, doc_id: str, sha256: str, sections: Sequence[GivenSection] = ()
    ) -> Document:
        """Return the channels that the text names, after doing what it says."""
        _obey(text)
        entities: list[Entity] = []
        relations: list[Relation] = []
        for number, match in enumerate(_SENTENCE.finditer(text)):
            pair = []
            for group, label in (("drug", Label.DRUG), ("channel", Label.ION_CHANNEL)):
                fragments = (Fragment(*match.span(group)),)
                entity = Entity(f"{group}{number}", label, fragments, match[group], match[group].lower())
                pair.append(entity)
            entities.extend(pair)
            relations.append(
                Relation(
                    id=f"r{number}",
                    relation=RelationType.INHIBITS,
                    subject=pair[0].id,
                    object=pair[1].id,
                    polarity=Polarity.AFFIRMED if match["verb"] == "blocks" else Polarity.NEGATED,
                    certainty=Certainty.ASSERTED,
                    effect_kind=None,
                    trigger=(Fragment(*match.span("verb")),),
                    anchor=pair[0].fragments,
                    sentence=Fragment(*match.span()),
                    section=None,
                    found_by=("rule:fake",),
                )
            )
        if "!ORPHAN" in text:
            entities.clear()
        if "!CHANGE" in text:
            text = text.replace("\r\n", "\n")
        return Document(doc_id, text, sha256, entities=tuple(entities), relations=tuple(relations))

    def explain(self, sentence: str) -> str:
        """Return the sentence, so that a test sees that it came through."""
        return f"explained: {sentence}"


def _obey(text: str) -> None:
    if "!RAISE" in text:
        raise ValueError("told to fail")
    if "!MEMORY" in text:
        raise MemoryError
    if "!RECURSE" in text:
        _obey(text + "")
    if "!EXIT" in text:
        os._exit(3)
    if "!KILL" in text:
        os.kill(os.getpid(), signal.SIGKILL)
    if "!SLEEP" in text:
        time.sleep(300)
    if "!FILL" in text:
        filled = bytearray(b"x" * (400 * 1024 * 1024))
        time.sleep(300)
        del filled
    if "!SWELL" in text:
        _kept.append(bytearray(b"x" * (400 * 1024 * 1024)))
    if "!POISON" in text:
        _poisoned.append(text)
    elif _poisoned:
        os._exit(4)


_poisoned: list[str] = []
_kept: list[bytearray] = []

Factory = Callable[[], FakeExtractor]


def load() -> FakeExtractor:
    """Return the extractor."""
    return FakeExtractor()


class CountingExtractor(FakeExtractor):
    """Notes in the file `log` each document that it is given."""

    def __init__(self, log: Path, pause: float) -> None:
        self._log = log
        self._pause = pause

    def extract(
        self, text: str, *, doc_id: str, sha256: str, sections: Sequence[GivenSection] = ()
    ) -> Document:
        """Return what the fake returns, a while later."""
        time.sleep(self._pause)
        with open(self._log, "a", encoding="utf-8") as stream:
            stream.write(f"{doc_id}\n")
        return super().extract(text, doc_id=doc_id, sha256=sha256)


def load_counting(log: Path, pause: float = 0.0) -> CountingExtractor:
    """Return an extractor that notes what it does."""
    with open(log, "a", encoding="utf-8") as stream:
        stream.write("loaded\n")
    return CountingExtractor(log, pause)


def load_nothing() -> FakeExtractor:
    """Fail as a missing model would."""
    raise OSError("no model here")


def load_and_die() -> FakeExtractor:
    """Die as a process without memory would."""
    os._exit(5)
