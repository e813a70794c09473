"""Compose the stages: the only place where they meet."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Sequence
from functools import cache
from typing import Final, Literal

import scispacy.abbreviation  # noqa: F401 - registers the abbreviation detector
import spacy
from spacy.language import Language
from spacy.tokens import Doc

import pipeline.text.retag  # noqa: F401 - registers the retagger
from pipeline.entities.abbreviations import define_abbreviations
from pipeline.entities.defined import define_names
from pipeline.entities.lexicon import Entry, Lexicon, load_lexicon
from pipeline.entities.phrases import Sentence
from pipeline.entities.recognized import RECOGNIZER, define_drugs
from pipeline.errors import ReadError
from pipeline.models import models_folder
from pipeline.read.source import GivenSection
from pipeline.relations.assemble import read_claims
from pipeline.relations.assembly import Assembly, Place
from pipeline.relations.build import build_relations
from pipeline.relations.explain import explain
from pipeline.scoring.judge import Judge, Resolved, judge_by_both, judge_by_model, judge_by_rules
from pipeline.scoring.model import load_model
from pipeline.text.component import KEY, iterate_sentences
from pipeline.text.flatten import flatten
from pipeline.text.hasten import hasten
from pipeline.text.tokenizer import make_tokenizer
from pipeline.types import Document, Section

DEFAULT_PARSER: Final = "monograph_en"
"""The tagger, parser and lemmatizer: a folder of `models/`, or any package that spaCy can load."""
MAX_CHARACTERS: Final = 1_000_000
"""The longest text that is parsed at once: up to 3 GB of memory."""

warnings.filterwarnings("ignore", message="Possible set union", category=FutureWarning)
warnings.filterwarnings("ignore", message=r".*W036.*")


@cache
def _parser(name: str) -> Language:
    own = models_folder() / name
    return spacy.load(own if own.is_dir() else name, exclude=["ner", "senter", "tokenizer"])


def build(parser: str = DEFAULT_PARSER) -> Language:
    """Return the spaCy pipeline: scispaCy's tokenizer, our structure, the parser, scispaCy's
    abbreviations."""
    nlp = _parser(parser)
    nlp.tokenizer = make_tokenizer(nlp)
    if "monograph_structure" not in nlp.pipe_names:
        nlp.add_pipe("monograph_structure", first=True)
        nlp.add_pipe(RECOGNIZER, after="monograph_structure")
        nlp.add_pipe("monograph_retag", last=True)
        nlp.add_pipe("abbreviation_detector", config={"make_serializable": True})
    return nlp


Sources = Literal["both", "rules", "model"]
"""Where relations come from."""
_JUDGES: Final[dict[Sources, Callable[[], Judge]]] = {
    "both": lambda: judge_by_both(load_model(models_folder() / "relations")),
    "rules": lambda: judge_by_rules,
    "model": lambda: judge_by_model(load_model(models_folder() / "relations")),
}


class Extractor:
    """Reads texts; made by `load`."""

    def __init__(self, nlp: Language, judge: Judge, *, recognizer: bool = True) -> None:
        self._nlp = nlp
        steps = zip(nlp.pipe_names, hasten(nlp), strict=True)
        self._components = [step for name, step in steps if recognizer or name != RECOGNIZER]
        self._judge = judge
        self._lexicon = load_lexicon()

    def extract(
        self, text: str, *, doc_id: str = "text", sha256: str = "", sections: Sequence[GivenSection] = ()
    ) -> Document:
        """Return what a text says.

        Args:
            text: The text; all offsets are characters of it.
            doc_id: Its name; a hint at its drug.
            sha256: Digest of the bytes that it was read from.
            sections: The sections that its format states, as `read_document` gives them.
        """
        assembly = self.assemble(text, doc_id, sections)
        found = assembly_sections(assembly)
        title = found[0].title if found and found[0].start == 0 else None
        return Document(
            doc_id,
            text,
            sha256,
            title,
            assembly.drug,
            found,
            tuple(assembly.entities),
            tuple(assembly.relations),
        )

    def assemble(self, text: str, doc_id: str = "text", sections: Sequence[GivenSection] = ()) -> Assembly:
        """Return all that was found, with what was rejected.

        Raises:
            ReadError: If the text is longer than `MAX_CHARACTERS`.
        """
        assembly, resolved = self.read(text, doc_id, sections)
        build_relations(assembly, self._judge(assembly, resolved))
        return assembly

    def read(
        self, text: str, doc_id: str = "text", sections: Sequence[GivenSection] = ()
    ) -> tuple[Assembly, Resolved]:
        """Return what the rules read in a text, before it is judged: the relation model learns from it.

        Raises:
            ReadError: If the text is longer than `MAX_CHARACTERS`.
        """
        if len(text) > MAX_CHARACTERS:
            raise ReadError(
                f"{doc_id}: expected at most {MAX_CHARACTERS:,} characters, got {len(text):,}; "
                "split the file into its monographs"
            )
        doc = self._nlp.make_doc(flatten(text))
        doc.user_data[KEY] = {"text": text, "given": [list(section) for section in sections]}
        for component in self._components:
            doc = component(doc)
        aliases = _aliases(doc)
        defined = {
            **define_drugs(doc, self._lexicon),
            **define_abbreviations(aliases, self._lexicon),
            **define_names(text, doc_id, self._lexicon),
        }
        assembly = Assembly(doc_id, text, *_sentences(doc, self._lexicon, defined), aliases)
        return assembly, read_claims(assembly)

    def explain(self, sentence: str) -> str:
        """Return, for people to read, which rules fired on which words, what they gave, and what was rejected
        and why."""
        return explain(self.assemble(sentence))


def assembly_sections(assembly: Assembly) -> tuple[Section, ...]:
    """Return the sections of an assembled document."""
    if not assembly.sentences:
        return ()
    return tuple(Section(*entry) for entry in assembly.sentences[0].tokens[0].doc.user_data[KEY]["sections"])


def _sentences(
    doc: Doc, lexicon: Lexicon, defined: dict[tuple[str, ...], Entry]
) -> tuple[list[Sentence], list[Place]]:
    data = doc.user_data[KEY]
    sections = [Section(*entry) for entry in data["sections"]]
    sentences, places = [], []
    for start, end, block in iterate_sentences(doc):
        span = doc[start:end]
        section = next((s for s in sections if s.start <= span.start_char < s.end), None)
        sentences.append(Sentence(list(span), lexicon, defined))
        places.append(
            Place(
                block,
                data["blocks"][block][0],
                section.kind if section else None,
                section.title if section else None,
            )
        )
    return sentences, places


def _aliases(doc: Doc) -> dict[str, str]:
    """Return abbreviations to long forms; scispaCy keeps no order, so the first in the text counts."""
    aliases: dict[str, str] = {}
    for entry in sorted(doc._.abbreviations, key=lambda each: (each["long_start"], each["short_start"])):
        aliases.setdefault(entry["short_text"], entry["long_text"])
    return aliases


def load(*, parser: str | None = None, sources: Sources = "both", recognizer: bool = True) -> Extractor:
    """Return an extractor with its models loaded.

    Args:
        parser: The spaCy package or folder that tags and parses, in place of `DEFAULT_PARSER`.
        sources: Whether relations come from the rules, from the relation model, or from both together.
        recognizer: Whether names that no lexicon has are looked for.
    """
    return Extractor(build(parser or DEFAULT_PARSER), _JUDGES[sources](), recognizer=recognizer)
