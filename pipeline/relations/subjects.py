"""Say which drug or class each claim is about: the one that it names, or the one that the text speaks of
there."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from spacy.tokens import Token

from pipeline.context.agent import SUBJECTS, Agent, AgentKind
from pipeline.context.topic import Mention as Subject
from pipeline.context.topic import Topic
from pipeline.entities.defined import OWN
from pipeline.entities.kinds import classify
from pipeline.entities.phrases import Phrase, Sentence
from pipeline.relations.assembly import Assembly
from pipeline.relations.claims import Claim
from pipeline.relations.induced import RULE as INDUCED
from pipeline.relations.induced import blamed_drug
from pipeline.relations.listed import RULE as LISTED
from pipeline.relations.reading import defines
from pipeline.rules.wordlists import load_words
from pipeline.rules.words import singular
from pipeline.vocabulary import Label, RelationType

_UNNAMED: Final = (AgentKind.LEFT_OUT, AgentKind.STAND_IN)


def find_subjects(assembly: Assembly) -> None:
    """Collect the drugs and classes that each sentence names."""
    for mention in assembly.mentions:
        if (
            mention.aside
            or mention.kind.label not in SUBJECTS
            or assembly.places[mention.sentence].section == "boilerplate"
        ):
            continue
        sentence = assembly.sentences[mention.sentence]
        subject = Subject(
            assembly.name(sentence, mention.phrase, mention.kind, Label(mention.kind.label)),
            Label(mention.kind.label),
            mention.sentence,
            _is_subject(sentence, mention.phrase),
            assembly.places[mention.sentence].block_kind == "heading",
            mention.kind.entry is not None and mention.kind.entry.source == OWN,
        )
        assembly.subjects.setdefault(mention.sentence, []).append((subject, mention.phrase))


def _is_subject(sentence: Sentence, phrase: Phrase) -> bool:
    """Whether a phrase is a grammatical subject, or opens a fragment without a verb ("Probenecid (for
    gout).")."""
    head = sentence.tokens[phrase.head]
    first = head.head if head.dep_ == "conj" else head
    if first.dep_ in ("nsubj", "nsubjpass"):
        return True
    if (
        first.dep_ in ("attr", "acomp")
        and first.head.lemma_ == "be"
        and not _has_drug_subject(sentence, first.head)
    ):
        return classify(sentence, phrase).label == Label.DRUG
    named = (
        phrase.tokens[0] == 0
        and phrase.det not in ("a", "an")
        and classify(sentence, phrase).label == Label.DRUG
    )
    return named and not any(token.tag_ in ("VBZ", "VBP", "VBD", "MD") for token in sentence.tokens)


def _has_drug_subject(sentence: Sentence, verb: Token) -> bool:
    """Whether a drug or class is the subject of a verb, or a word that may stand for one ("It is …")."""
    subject = next((child for child in verb.children if child.dep_ == "nsubj"), None)
    if subject is None or subject.i not in sentence.position:
        return True
    return subject.pos_ == "PRON" or sentence.names_drug(sentence.position[subject.i])


def _is_no_more(assembly: Assembly, index: int) -> bool:
    """Whether a heading has no words but the names of drugs and classes."""
    inside = {position for _, phrase in assembly.subjects.get(index, ()) for position in phrase.tokens}
    tokens = enumerate(assembly.sentences[index].tokens)
    return all(position in inside or not token.is_alpha for position, token in tokens)


def resolve_subjects(assembly: Assembly, topic: Topic) -> list[tuple[Claim, Subject]]:
    """Return each claim with the drug or class that it is about, once for each."""
    by_sentence: dict[int, list[Claim]] = {}
    for claim in assembly.claims:
        by_sentence.setdefault(claim.sentence, []).append(claim)
    resolved: list[tuple[Claim, Subject]] = []
    block = -1
    kind_of_block = {place.block: place.block_kind for place in assembly.places}
    for index, place in enumerate(assembly.places):
        if place.block != block:
            if place.block_kind == "item":
                topic.start_item(first=block < 0 or kind_of_block[block] != "item")
            else:
                topic.start_paragraph()
            block = place.block
        if place.block_kind == "heading" and assembly.sentences[index].lower[:1] != ["table"]:
            heading = [subject for subject, _ in assembly.subjects.get(index, ())]
            topic.start_section(heading, bare=_is_no_more(assembly, index))
        assembly.topics[index] = topic.left_out()
        named = [subject for subject, _ in assembly.subjects.get(index, ()) if subject.is_subject]
        own = [
            assembly.subject(claim.sentence, phrase)
            for claim in by_sentence.get(index, ())
            for phrase in claim.agent.phrases
        ]
        ahead = [subject for subject in named if any(subject.name == other.name for other in own)] or named
        settled: list[Subject] = []
        for claim in by_sentence.get(index, ()):
            subjects = [
                s for s in _subjects_of(assembly, claim, topic, ahead) if not _blames(assembly, claim, s)
            ]
            settled += subjects
            resolved += [(claim, subject) for subject in subjects]
        main = [s for s in settled if topic.about and s.name == topic.about.name]
        late = _named_late(assembly, index)
        topic.see([subject for subject in _unique(ahead or own) if subject.name not in late])
        topic.note(main)
    return resolved


def _subjects_of(assembly: Assembly, claim: Claim, topic: Topic, here: Sequence[Subject]) -> list[Subject]:  # noqa: PLR0911 - one return a case
    agent: Agent = claim.agent
    if agent.phrases and topic.about is not None and _describes(assembly, claim, topic.about):
        return [topic.about]
    if agent.phrases:
        return _unique([assembly.subject(claim.sentence, phrase) for phrase in agent.phrases])
    if claim.rule == LISTED and not claim.trigger and topic.about is not None:
        return [topic.about]
    if agent.kind in _UNNAMED and topic.about is not None and _means_own(assembly, claim, topic.about):
        return [topic.about]
    if claim.rule == INDUCED:
        blamed = blamed_drug(assembly.reading[claim.sentence], claim.trigger[0])
        return [topic.about] if topic.about is not None and topic.about.name == blamed else []
    before = _named_before(assembly, claim, here)
    if agent.kind is AgentKind.STAND_IN:
        return (
            _unique(_last_named(assembly, claim, before) if agent.plural else before)
            if before
            else _unique(topic.stand_in(plural=agent.plural, noun=_is_noun(assembly, claim)))
        )
    if agent.kind is AgentKind.LEFT_OUT and claim.rule.startswith("verb.reported") and not before:
        return _unique(topic.left_out())
    main = [subject for subject in here if not _stands_aside(assembly, claim, subject)]
    ahead = before or (main if not claim.trigger or claim.trigger[0] < 8 else [])
    return (
        _unique(ahead[:1] if len({s.label for s in ahead}) > 1 else ahead)
        if ahead
        else _unique(topic.left_out())
    )


def _means_own(assembly: Assembly, claim: Claim, about: Subject) -> bool:
    """Whether a sentence speaks of its text's own drug as patients do ("this medicine", "the capsules")."""
    forms, sentence = load_words(__package__)["own_form"], assembly.reading[claim.sentence]
    return about.label is Label.DRUG and any(
        before in ("this", "the", "these") and singular(word) in forms and not _before_noun(sentence, at)
        for at, (before, word) in enumerate(pairwise(sentence.lower), start=1)
    )


def _before_noun(sentence: Sentence, at: int) -> bool:
    """Whether a token is the first part of a longer name ("the injection site")."""
    return at + 1 < len(sentence) and sentence.tokens[at + 1].pos_ in ("NOUN", "PROPN")


def _describes(assembly: Assembly, claim: Claim, about: Subject) -> bool:
    """Whether the class that acts opens the sentence as what the text's drug is ("A monoclonal antibody that
    blocks PD-1 …")."""
    sentence, phrases = assembly.reading[claim.sentence], claim.agent.phrases
    return (
        about.label is Label.DRUG
        and len(phrases) == 1
        and defines(sentence, sentence.tokens[phrases[0].head])
        and classify(sentence, phrases[0]).label == Label.DRUG_CLASS
    )


def _blames(assembly: Assembly, claim: Claim, subject: Subject) -> bool:
    """Whether an object is named as the drug's own doing, which the compound says by itself ("a remedy for
    clonidine-induced bradycardia")."""
    finding = claim.relation in (RelationType.TREATS, RelationType.CAUSES) and claim.rule != INDUCED
    return finding and blamed_drug(assembly.home(claim), claim.object.tokens[0]) == subject.name


def _named_late(assembly: Assembly, index: int) -> frozenset[str]:
    """Return the drugs and classes that a sentence names only behind a semicolon: a remark, and not what the
    text goes on about."""
    words = assembly.sentences[index].lower
    end = words.index(";") if ";" in words else len(words)
    named = assembly.subjects.get(index, ())
    early = {subject.name for subject, phrase in named if phrase.tokens[0] < end}
    return frozenset(subject.name for subject, _ in named) - early


def _named_before(assembly: Assembly, claim: Claim, here: Sequence[Subject]) -> list[Subject]:
    return [subject for subject in here if _stands_before(assembly, claim, subject)]


def _last_named(assembly: Assembly, claim: Claim, before: Sequence[Subject]) -> Sequence[Subject]:
    """Return those of the subjects before "they" that were named last and together ("X and Y are short
    acting; Z and W are long acting, and they …"), or all where only one was."""
    sentence, first = assembly.reading[claim.sentence], min(claim.agent.anchor or claim.trigger or (0,))
    named = [
        (phrase.tokens, subject)
        for subject, phrase in assembly.subjects.get(claim.sentence, ())
        if subject in before and phrase.tokens[-1] < first
    ]
    named.sort(key=lambda pair: pair[0])
    last = named[-1:]
    for tokens, subject in reversed(named[:-1]):
        if not set(sentence.lower[tokens[-1] + 1 : last[0][0][0]]) <= {",", "and", "or", "the"}:
            break
        last.insert(0, (tokens, subject))
    return [subject for _, subject in last] if len(last) > 1 else before


def _is_noun(assembly: Assembly, claim: Claim) -> bool:
    sentence = assembly.reading[claim.sentence]
    return any(sentence.tokens[position].pos_ in ("NOUN", "PROPN") for position in claim.agent.anchor)


def _stands_before(assembly: Assembly, claim: Claim, subject: Subject) -> bool:
    first = min(claim.agent.anchor or claim.trigger or (0,))
    return any(
        s is subject and phrase.tokens[-1] < first for s, phrase in assembly.subjects.get(claim.sentence, ())
    )


def _stands_aside(assembly: Assembly, claim: Claim, subject: Subject) -> bool:
    """Whether a sentence names a drug as the subject of a relative clause only ("…, against which acyclovir
    gives protection"), or a class by the words that say what it does ("an inhibitor of X")."""
    sentence = assembly.sentences[claim.sentence]
    phrases = [p for named, p in assembly.subjects.get(claim.sentence, ()) if named.name == subject.name]
    return bool(phrases) and all(
        sentence.tokens[phrase.head].head.dep_ == "relcl" or not set(phrase.tokens).isdisjoint(claim.trigger)
        for phrase in phrases
    )


def _unique(subjects: Sequence[Subject]) -> list[Subject]:
    return list({subject.name: subject for subject in subjects}.values())
