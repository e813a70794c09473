"""Read a noun as an agent: by name, by stand-in, or as the drug's own action."""

from __future__ import annotations

from functools import cache

from spacy.tokens import Token

from pipeline.context.agent import SUBJECT_DEPS, SUBJECTS, Agent, AgentKind
from pipeline.context.climber import Climber
from pipeline.rules.wordlists import load_words
from pipeline.rules.words import singular
from pipeline.vocabulary import Label


@cache
def _words() -> dict[str, frozenset[str]]:
    return load_words(__package__)


def read_nominal(climber: Climber, token: Token, path: list[Token]) -> Agent:  # noqa: PLR0911, PLR0912, PLR0915 - one return a case
    """Read a subject: a name, a stand-in, an action, or somebody else."""
    path_ = tuple(path)
    token = _before_mark(climber, token)
    word = token.lower_
    if token.pos_ == "VERB" and token.lemma_.lower() in climber.trigger_verbs and token not in path:
        return climber.climb(token, path)
    if token.pos_ == "VERB" and token.dep_ in SUBJECT_DEPS:
        inner = next(
            (c for c in token.children if c.dep_ in SUBJECT_DEPS and c.i in climber.sentence.position), None
        )
        if inner is not None:
            return climber.read_nominal(inner, path)
        ahead = climber.before(climber.nouns.local(token))
        if ahead is not None:
            return Agent(ahead.kind, ahead.phrases, ahead.anchor, path_, ahead.plural, ahead.reason)
    kind = climber.nouns.kind(token)
    if kind.label == Label.DRUG_CLASS and climber.nouns.names_back(token):
        return Agent(AgentKind.STAND_IN, anchor=climber.nouns.anchor(token), path=path_)
    if kind.label in SUBJECTS and not (kind.label == Label.DRUG_CLASS and climber.nouns.refers_back(token)):
        return climber.nouns.read_named(token, path)
    if word in _words()["pronouns"] or token.tag_ == "PRP$":
        other = _find_other_before(climber, token)
        if other is not None:
            return Agent(
                AgentKind.OTHER,
                path=path_,
                reason=f"{token.text!r} stands for {other.text!r}, not a drug",
            )
        return Agent(
            AgentKind.STAND_IN,
            anchor=climber.nouns.anchor(token),
            path=path_,
            plural=word in ("they", "them", "their"),
        )
    if word in ("this", "that", "which", "these", "those") and token.pos_ in ("PRON", "DET"):
        return Agent(
            AgentKind.ACTION, anchor=climber.nouns.anchor(token), path=path_, reason="the action before it"
        )
    lemma = singular(word)
    if word == "%" or token.like_num or lemma in _words()["shares"]:
        whole = _find_whole(token)
        if whole is not None and singular(whole.lower_) in _words()["persons"]:
            return climber.read_nominal(whole, path)
    if lemma in _words()["members"]:
        of = next((c for c in token.children if c.dep_ == "prep" and c.lower_ == "of"), None)
        them = next((c for c in of.children if c.dep_ == "pobj"), None) if of is not None else None
        if them is not None and (them.lower_ in ("them", "these") or climber.nouns.refers_back(them)):
            return Agent(AgentKind.STAND_IN, anchor=climber.nouns.anchor(token), path=path_, plural=True)
    if lemma in _words()["persons"]:
        owner = climber.nouns.find_drug_near(token)
        if owner is not None:
            return climber.nouns.read_named(owner, path)
        return Agent(
            AgentKind.PERSON,
            anchor=climber.nouns.anchor(token),
            path=path_,
            reason=f"its subject is {token.text!r}",
        )
    if lemma in _words()["stand_ins"]:
        restricted = token.tag_ in ("NNS", "NNPS") and any(c.dep_ == "relcl" for c in token.children)
        nouns = climber.nouns
        examples = nouns.find_examples_after(token) if restricted else nouns.find_examples(token)
        if examples:
            return climber.nouns.read_named(examples[0], path)
    if (
        lemma in _words()["administration"]
        or lemma in climber.action_lemmas
        or token.tag_ == "VBG"
        or token.lemma_.lower() in climber.action_lemmas
    ):
        return _read_action(climber, token, path)
    bare = _is_bare_form(climber, token)
    if bare or climber.nouns.refers_back(token):
        return Agent(
            AgentKind.STAND_IN,
            anchor=climber.nouns.anchor(token),
            path=path_,
            plural=not bare and token.tag_ in ("NNS", "NNPS"),
        )
    if lemma in _words()["parts"]:
        whole = next(
            (
                g
                for c in token.children
                if c.dep_ == "prep" and c.lower_ == "of"
                for g in c.children
                if g.dep_ == "pobj"
            ),
            None,
        )
        if whole is not None:
            agent = climber.read_nominal(whole, path)
            if agent.kind in (AgentKind.NAMED, AgentKind.STAND_IN, AgentKind.ACTION):
                return agent
    if lemma in _words()["dosage_forms"] | _words()["administration"] or _is_odd_plural(climber, token):
        own = climber.nouns.find_inside_phrase(token)
        if own is not None:
            return climber.nouns.read_named(own, path)
    if lemma in _words()["derived"]:
        named = next(
            (c for c in token.children if c.dep_ == "appos" and c.i in climber.sentence.position), None
        )
        phrase = climber.nouns.phrase_at.get(climber.nouns.local(named)) if named is not None else None
        if phrase is not None:
            return Agent(AgentKind.NAMED, (phrase,), phrase.tokens, path_)
    also = next(
        (
            c
            for c in token.conjuncts
            if c.i in climber.sentence.position and climber.nouns.kind(c).label in SUBJECTS
        ),
        None,
    )
    if also is not None:
        return climber.nouns.read_named(also, path)
    inner = climber.nouns.find_drug_near(token)
    if inner is not None and lemma in _words()["members"]:
        return climber.nouns.read_named(inner, path)
    return Agent(
        AgentKind.OTHER,
        anchor=climber.nouns.anchor(token),
        path=path_,
        reason=f"its subject is {token.text!r}, not a drug",
    )


def _before_mark(climber: Climber, token: Token) -> Token:
    """Return the noun before a mark that the parser took for the subject ("losartan tablets USP")."""
    at = climber.nouns.local(token)
    if at < 1 or token.text not in load_words("pipeline.entities")["pharmacopoeia"]:
        return token
    before = climber.nouns.phrase_at.get(at - 1)
    return token if before is None else climber.sentence.tokens[before.head]


def _find_whole(token: Token) -> Token | None:
    """Return what a share is of: "10% of patients", "half of those"."""
    of = next((c for c in token.children if c.dep_ == "prep" and c.lower_ in ("of", "in")), None)
    return next((c for c in of.children if c.dep_ == "pobj"), None) if of is not None else None


def _is_bare_form(climber: Climber, token: Token) -> bool:
    """Whether a form in which the drug is given, or an amount of it, stands without a determiner and with
    adjectives at most ("over-the-counter tablets", "higher concentrations")."""
    phrase = climber.nouns.phrase_at.get(climber.nouns.local(token))
    if phrase is None or phrase.det or singular(token.lower_) not in _words()["bare_forms"]:
        return False
    before = climber.sentence.tokens[phrase.tokens[0] : climber.nouns.local(token)]
    of = any(c.dep_ == "prep" and c.lower_ == "of" for c in token.children)
    return not of and all(t.pos_ in ("ADJ", "ADV", "PUNCT", "VERB") for t in before)


def _is_odd_plural(climber: Climber, token: Token) -> bool:
    """Whether a plural of no known kind stands behind a drug's name: a verb that was tagged a noun
    ("paclitaxel attaches to")."""
    phrase = climber.nouns.phrase_at.get(climber.nouns.local(token))
    return token.tag_ == "NNS" and phrase is not None and climber.nouns.kind(token).label is None


def read_action_noun(climber: Climber, noun: Token, path: list[Token]) -> Agent:
    """The agent of a noun that names an action: its owner, or the subject of the verb that it depends on."""
    owner = _read_owner(climber, noun, path)
    if owner is not None:
        return owner
    if noun.dep_ in (*SUBJECT_DEPS, "ROOT") or noun.head == noun:
        copula = next((child for child in noun.children if child.dep_ in ("nsubj", "nsubjpass")), None)
        if copula is not None:
            return climber.read_nominal(copula, path)
        if noun.dep_ in SUBJECT_DEPS and len(path) > 1 and noun.lemma_.lower() not in climber.action_lemmas:
            return climber.read_nominal(noun, path[:-1])
        return Agent(AgentKind.LEFT_OUT, path=tuple(path), reason="the action is the sentence's subject")
    if (
        noun.dep_ in ("conj", "appos")
        and climber.nouns.kind(noun.head).label in SUBJECTS
        and noun.dep_ == "appos"
    ):
        return climber.read_nominal(noun.head, path)
    return climber.climb(_past_company(climber, noun.head), path)


def _past_company(climber: Climber, above: Token) -> Token:
    """Return the word above "in combination with other drugs", on which the parser hung what the drug is used
    for."""
    if above.lower_ not in ("for", "to", "in") or above.head.dep_ != "pobj":
        return above
    company, beside = above.head, above.head.head
    if climber.nouns.kind(company).label not in SUBJECTS or beside.lower_ != "with":
        return above
    together = beside.head
    if singular(together.lower_) not in _words()["company"] or together.dep_ != "pobj":
        return above
    return together.head


def _read_owner(climber: Climber, noun: Token, path: list[Token]) -> Agent | None:
    for child in noun.children:
        if child.dep_ == "poss":
            return climber.read_nominal(child, path)
    for child in noun.children:
        if child.dep_ in ("prep", "agent") and child.lower_ == "by":
            for pobj in child.children:
                if pobj.dep_ == "pobj":
                    return climber.read_nominal(pobj, path)
    for child in noun.children:
        if (
            child.dep_ in ("compound", "amod", "nmod")
            and climber.nouns.kind_of_token(child).label is Label.DRUG
        ):
            return climber.nouns.read_named(child, path)
        if (
            child.dep_ == "prep"
            and child.lower_ in ("of", "with", "from", "to")
            and noun.lemma_.lower() in (_words()["administration"] | _words()["actions"])
        ):
            for pobj in child.children:
                if pobj.dep_ == "pobj" and climber.nouns.kind(pobj).label in SUBJECTS:
                    return climber.read_nominal(pobj, path)
    return None


def _read_action(climber: Climber, token: Token, path: list[Token]) -> Agent:
    owner = _read_owner(climber, token, path)
    if owner is not None and owner.kind is not AgentKind.OTHER:
        return (
            owner
            if owner.kind is AgentKind.NAMED
            else Agent(AgentKind.STAND_IN, owner.phrases, owner.anchor, tuple(path), owner.plural)
        )
    if (
        owner is not None
        and owner.kind is AgentKind.OTHER
        and singular(token.lower_) not in _words()["administration"]
    ):
        return owner
    drug = climber.nouns.find_drug_near(token)
    if drug is not None and singular(token.lower_) in _words()["administration"]:
        return climber.nouns.read_named(drug, path)
    return Agent(
        AgentKind.ACTION, anchor=climber.nouns.anchor(token), path=tuple(path), reason="the drug's own action"
    )


def _find_other_before(climber: Climber, pronoun: Token) -> Token | None:
    """Return the subject of an earlier clause of the sentence that a pronoun takes up, where that is no drug
    ("the enzyme … it")."""
    if pronoun.tag_ == "PRP$":
        return None
    for token in reversed(climber.sentence.tokens[: climber.nouns.local(pronoun)]):
        if token.dep_ not in ("nsubj", "nsubjpass") or token.pos_ not in ("NOUN", "PROPN"):
            continue
        lemma = singular(token.lower_)
        named = (
            climber.nouns.kind(token).label in SUBJECTS
            or climber.nouns.refers_back(token)
            or climber.nouns.find_drug_near(token) is not None
        )
        if (
            named
            or lemma in climber.action_lemmas
            or lemma in _words()["persons"] | _words()["administration"] | _words()["stand_ins"]
        ):
            return None
        plural = token.tag_ in ("NNS", "NNPS")
        kind = climber.nouns.kind(token).label
        return (
            token
            if plural == (pronoun.lower_ in ("they", "them"))
            and kind is not None
            and kind not in ("FINDING", "GENERIC", Label.PROCESS)
            else None
        )
    return None
