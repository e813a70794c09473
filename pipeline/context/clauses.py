"""Read a verb's clause for its agent: its subject, its "by", or what a relative or participle clause hangs
from."""

from __future__ import annotations

from functools import cache

from spacy.tokens import Token

from pipeline.context.agent import SUBJECT_DEPS, SUBJECTS, Agent, AgentKind, is_passive
from pipeline.context.climber import Climber
from pipeline.context.nominal import read_action_noun
from pipeline.rules.wordlists import load_words
from pipeline.rules.words import singular
from pipeline.vocabulary import TARGETS


@cache
def _words() -> dict[str, frozenset[str]]:
    return load_words(__package__)


def read_used(climber: Climber, verb: Token) -> Agent:
    """Return the agent of a passive that its grammatical subject is ("X is used for")."""
    token = verb
    while token.dep_ == "conj" and token.head.pos_ == "VERB":
        token = token.head
    subject = next(
        (
            c
            for v in (verb, token)
            for c in v.children
            if c.dep_ in SUBJECT_DEPS and c.i in climber.sentence.position
        ),
        None,
    )
    path = [verb] if token == verb else [verb, token]
    if subject is not None and subject.tag_ not in ("WDT", "WP") and subject.lower_ != "that":
        return climber.read_nominal(subject, path)
    if token.dep_ in ("acl", "relcl"):
        noun = climber.nouns.find_predicated(token.head) or token.head
        return climber.read_nominal(noun, path)
    if token.dep_ in ("advcl", "xcomp", "ccomp", "conj") and token.head != token:
        return climber.climb(token.head, path)
    return Agent(AgentKind.LEFT_OUT, path=tuple(path), reason="no subject in the sentence")


def read_verb(climber: Climber, verb: Token, path: list[Token], *, via_by: bool = False) -> Agent:  # noqa: PLR0911 - one return a case
    """Return the agent of a verb: behind "by", its subject, or what its clause hangs from."""
    passive = is_passive(verb)
    first = len(path) == 1
    if passive:
        by = _find_by_phrase(verb)
        if by is not None and not via_by:
            return climber.read_nominal(by, path)
        if first or via_by:
            own = _read_passive(climber, verb, path, first)
            if own is not None:
                return own
    subject = next(
        (
            child
            for child in verb.children
            if child.dep_ in SUBJECT_DEPS and child.i in climber.sentence.position
        ),
        None,
    )
    if subject is not None:
        if subject.tag_ in ("WDT", "WP") or (
            subject.lower_ in ("that", "which", "who") and verb.dep_ in ("relcl", "acl")
        ):
            return _read_relative(climber, verb, path)
        taken = _find_taken(climber, verb, subject) if not first else None
        if taken is not None:
            return climber.read_nominal(taken, path)
        if passive and verb.lemma_.lower() not in _words()["transparent"] and not first:
            agent = climber.read_nominal(subject, path)
            return (
                agent
                if agent.kind in (AgentKind.NAMED, AgentKind.STAND_IN)
                or _names_others(subject)
                or (_acts_beside(path) and climber.nouns.kind(subject).label in TARGETS)
                else Agent(AgentKind.LEFT_OUT, path=tuple(path), reason="passive without an agent")
            )
        return climber.read_nominal(subject, path)
    if verb.dep_ == "relcl":
        return _read_relative(climber, verb, path)
    if verb.dep_ == "acl":
        return _read_postmodified(climber, verb, path)
    if verb.head == verb:
        return Agent(AgentKind.LEFT_OUT, path=tuple(path), reason="verb without a subject")
    if verb.dep_ == "ccomp" and verb.head.lemma_.lower() in _words()["reporting"]:
        return Agent(AgentKind.LEFT_OUT, path=tuple(path), reason="clause without a subject")
    return climber.climb(verb.head, path)


def _find_taken(climber: Climber, verb: Token, subject: Token) -> Token | None:
    """Return what people take or give to some end: "adults take it to lower …", "doctors use X to treat"."""
    if verb.lemma_.lower() not in _words()["taking"]:
        return None
    if singular(subject.lower_) not in _words()["persons"] and subject.pos_ != "PRON":
        return None
    return next(
        (c for c in verb.children if c.dep_ in ("dobj", "obj") and c.i in climber.sentence.position), None
    )


def _read_passive(climber: Climber, verb: Token, path: list[Token], first: bool) -> Agent | None:
    """A passive trigger's agent: none named, so the text's own subject, unless a phrase with the drug stands
    by."""
    if not first:
        return None
    for child in verb.children:
        if child.dep_ == "prep" and child.lower_ in (
            "with",
            "in",
            "after",
            "during",
            "following",
            "from",
            "under",
            "on",
            "by",
            "for",
        ):
            for pobj in child.children:
                agent = climber.read_nominal(pobj, path)
                if agent.kind is AgentKind.NAMED:
                    return agent
    subject = next((child for child in verb.children if child.dep_ in ("nsubjpass", "nsubj")), None)
    if subject is not None and climber.nouns.kind(subject).label in SUBJECTS:
        return None
    if verb.dep_ in ("acl", "amod") and climber.nouns.kind(verb.head).label in SUBJECTS:
        return None
    return (
        None
        if verb.lemma_.lower() in _words()["transparent"]
        and subject is not None
        and climber.nouns.stands_in(subject)
        else Agent(AgentKind.LEFT_OUT, path=tuple(path), reason="passive without an agent")
    )


def _find_by_phrase(verb: Token) -> Token | None:
    """Return what stands behind "by", also where it is given ("prevented by giving pyridoxine")."""
    for child in (child for each in (verb, *verb.conjuncts) for child in each.children):
        if child.dep_ == "agent" or (child.dep_ == "prep" and child.lower_ == "by"):
            giving = [c for c in child.children if c.lemma_.lower() in _words()["taking"]]
            below = (c for each in (child, *giving) for c in each.children)
            return next((c for c in below if c.dep_ in ("pobj", "dobj") and c not in giving), None)
    return None


def _read_relative(climber: Climber, verb: Token, path: list[Token]) -> Agent:  # noqa: PLR0911 - one return a case
    """The subject of a relative clause: the noun it hangs from, or the whole clause before ", which"."""
    noun = _agreeing(verb)
    kind = climber.nouns.kind(noun)
    predicate = climber.nouns.find_predicated(noun)
    if predicate is not None:
        return climber.read_nominal(predicate, path)
    pronoun = next((child for child in verb.children if child.tag_ in ("WDT", "WP")), None)
    comma = (
        pronoun is not None
        and climber.nouns.local(pronoun) > 0
        and climber.sentence.tokens[climber.nouns.local(pronoun) - 1].text == ","
    )
    if noun.lemma_.lower() in climber.action_lemmas or noun.pos_ == "VERB":
        return Agent(
            AgentKind.ACTION,
            anchor=climber.nouns.anchor(pronoun or noun),
            path=tuple(path),
            reason="the action before it",
        )
    if singular(noun.lower_) in _words()["stand_ins"] and kind.label not in SUBJECTS:
        if noun.tag_ in ("NNS", "NNPS") and not climber.nouns.points_back(noun) and not _likens(noun):
            return _read_members(climber, noun, path)
        return read_action_noun(climber, noun, path)
    if _is_means(climber, noun, verb, comma):
        return Agent(
            AgentKind.ACTION,
            anchor=climber.nouns.anchor(pronoun or noun),
            path=tuple(path),
            reason="which: the clause before it",
        )
    if kind.label in SUBJECTS:
        return climber.read_nominal(noun, path)
    if comma and pronoun is not None and pronoun.lower_ == "which":
        before = climber.climb(noun, [])
        if before.kind in (AgentKind.OTHER, AgentKind.PERSON):
            return before
        return Agent(
            AgentKind.ACTION,
            before.phrases,
            climber.nouns.anchor(pronoun),
            tuple(path),
            reason="which: the clause before it",
        )
    return Agent(AgentKind.OTHER, path=tuple(path), reason=f"its subject is {noun.text!r}, not a drug")


def _read_members(climber: Climber, noun: Token, path: list[Token]) -> Agent:
    """ "Drugs that prolong the QT interval, such as X": only those named as examples are spoken of."""
    examples = climber.nouns.find_examples_after(noun)
    if examples:
        return climber.nouns.read_named(examples[0], path)
    return Agent(AgentKind.OTHER, path=tuple(path), reason=f"its subject is {noun.text!r}, not the drug")


def _likens(noun: Token) -> bool:
    """Whether the drug is said to be like those of a noun ("Like other drugs that …", "As with …")."""
    head = noun.head
    if noun.dep_ != "pobj":
        return False
    return head.lower_ == "like" or (head.i > head.sent.start and head.nbor(-1).lower_ == "as")


def _acts_beside(path: list[Token]) -> bool:
    """Whether the last verb of a path is a passive beside the active verb climbed from ("is overexpressed and
    drives growth")."""
    below = path[-2]
    return below.pos_ == "VERB" and below.dep_ == "conj" and not is_passive(below)


def _names_others(noun: Token) -> bool:
    """Whether a noun means drugs that its clause tells apart ("drugs that block TNF")."""
    told = any(child.dep_ == "relcl" for child in noun.children)
    return told and noun.tag_ == "NNS" and singular(noun.lower_) in _words()["stand_ins"]


def _agreeing(verb: Token) -> Token:
    """Return the noun that a relative clause is about: the plural below its head where the verb asks for one
    ("the treatment of conditions … that cause X")."""
    noun = verb.head
    if verb.tag_ != "VBP" or noun.tag_ not in ("NN", "NNP") or any(True for _ in noun.conjuncts):
        return noun
    plural = [t for t in noun.subtree if t.tag_ in ("NNS", "NNPS") and noun.i < t.i < verb.i]
    return plural[0] if plural else noun


def _is_means(climber: Climber, noun: Token, verb: Token, comma: bool) -> bool:
    """Whether ", which leads to" speaks of the clause and not of a drug at its end ("blocks the breakdown of
    X, which …")."""
    return (
        comma
        and verb.lemma_.lower() in _words()["leading"]
        and noun.dep_ in ("pobj", "conj")
        and climber.nouns.kind(noun).label in SUBJECTS
        and any(a.dep_ == "dobj" for a in list(noun.ancestors)[:3])
    )


def _read_postmodified(climber: Climber, verb: Token, path: list[Token]) -> Agent:  # noqa: PLR0911 - one return a case
    noun = verb.head
    predicate = climber.nouns.find_predicated(noun)
    if predicate is not None and (
        climber.nouns.kind(noun).label in SUBJECTS
        or singular(noun.lower_) in _words()["stand_ins"] | _words()["members"]
    ):
        return climber.read_nominal(predicate, path)
    if climber.nouns.kind(noun).label in SUBJECTS:
        return climber.read_nominal(noun, path)
    lemma = singular(noun.lower_)
    if lemma in _words()["stand_ins"] or lemma in climber.action_lemmas:
        return read_action_noun(climber, noun, [*path, noun])
    if verb.tag_ == "VBG" and climber.sentence.tokens[max(0, climber.nouns.local(verb) - 1)].text == ",":
        return climber.climb(noun, path)
    if verb.tag_ in ("VB", "VBG"):
        if noun.head == noun or noun.pos_ in ("VERB", "AUX"):
            return climber.climb(noun, path)
        if verb.tag_ == "VB":
            return climber.climb(noun, path)
    if verb.tag_ == "VBG":
        before = climber.sentence.lower[: climber.nouns.local(verb)]
        if before[-1:] and before[-1] in ("thereby", "thus", "hence", "by"):
            return climber.climb(noun, path)
        return Agent(AgentKind.OTHER, path=tuple(path), reason=f"its subject is {noun.text!r}, not a drug")
    return climber.climb(noun, path)
