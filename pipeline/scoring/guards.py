"""What the text model proposes and the sentence does not say of the drug."""

from __future__ import annotations

from spacy.tokens import Token

from pipeline.entities.lexicon import FINDING, MEDIATOR
from pipeline.entities.phrases import Phrase, Sentence
from pipeline.entities.separators import is_apposition
from pipeline.entities.sharing import is_body_part
from pipeline.relations.assembly import Assembly
from pipeline.relations.checks import is_changed_before
from pipeline.relations.reports import is_supposed
from pipeline.relations.schema import rules_by_lemma
from pipeline.rules.wordlists import load_words
from pipeline.rules.words import singular
from pipeline.scoring.candidates import Candidate, reading_of
from pipeline.scoring.features import climb
from pipeline.vocabulary import TARGETS, Label, RelationType


def is_unsaid(assembly: Assembly, candidate: Candidate, relation: RelationType) -> bool:
    """Whether a relation that the model proposes is one that the sentence states of other things."""
    named = candidate.named
    if named is not None and _is_behind_exception(reading_of(assembly, candidate), named):
        return True
    if _is_general(assembly, candidate):
        return True
    faults = (_names_none, _is_measured, _is_borne, _is_excepted, _is_indicated, _is_supposed)
    if relation is RelationType.TREATS and _is_background(assembly, candidate):
        return True
    if relation is RelationType.CAUSES and any(fault(assembly, candidate) for fault in faults):
        return True
    return candidate.named is None and (
        _is_claimed_of_another(candidate, relation)
        or _is_said_of_ailment(assembly, candidate)
        or _is_of_another_cause(assembly, candidate)
    )


def _is_measured(assembly: Assembly, candidate: Candidate) -> bool:
    """Whether an object is a quantity or process that a sentence only gives figures of ("the median duration
    of treatment")."""
    words = reading_of(assembly, candidate).lower
    figures = load_words(__package__)["figures"]
    return candidate.kind.label == Label.PROCESS and not figures.isdisjoint(words)


def _is_general(assembly: Assembly, candidate: Candidate) -> bool:
    """Whether an object is one word that says nothing of which thing it is ("the enzyme")."""
    words = reading_of(assembly, candidate).words(candidate.phrase.tokens)
    return len(words) == 1 and singular(words[0]) in load_words("pipeline.entities")["bare_generic"]


def _names_none(assembly: Assembly, candidate: Candidate) -> bool:
    """Whether an object is no effect by its head: a word for effects, a part of the body, a noun of change
    with what changes behind it ("a fall in pressure")."""
    sentence, head = reading_of(assembly, candidate), candidate.phrase.head
    word = singular(sentence.lower[head])
    if word in load_words(__package__)["no_object"] or is_body_part(sentence, candidate.phrase):
        return True
    if candidate.kind.label == Label.PROCESS and is_changed_before(sentence, candidate.phrase):
        return True
    modifiers = (sentence.tokens[position].tag_ for position in candidate.phrase.tokens if position != head)
    if word == "complaint" and all(tag == "JJS" for tag in modifiers):
        return True
    behind = sentence.lower[head + 1 : head + 2]
    return behind == ["in"] and any(rule.kind == "noun" for rule in rules_by_lemma().get(word, ()))


def _is_background(assembly: Assembly, candidate: Candidate) -> bool:
    """Whether a condition only says more of the one before: what that comes from ("edema caused by heart
    failure") or what it is ("narcolepsy, a sleep disorder")."""
    sentence, phrase = reading_of(assembly, candidate), candidate.phrase
    pathogen = candidate.kind.label == Label.CONDITION
    if pathogen:
        return False
    first = sentence.tokens[phrase.head]
    while first.dep_ == "conj" and first.head.i in sentence.position:
        first = first.head
    left = min((sentence.position[t.i] for t in first.subtree if t.i in sentence.position), default=0)
    before = " ".join(sentence.lower[max(0, left - 2) : left])
    links = load_words("pipeline.relations")["background_to"]
    explains = first is sentence.tokens[phrase.head] and is_apposition(sentence, phrase, left)
    return explains or before.endswith(tuple(links))


def _is_indicated(assembly: Assembly, candidate: Candidate) -> bool:
    """Whether an object stands where a monograph says what its drug is for."""
    return assembly.places[candidate.sentence].section == "indications"


def _is_supposed(assembly: Assembly, candidate: Candidate) -> bool:
    """Whether an object is a case that may come up ("in case of renal failure")."""
    sentence = reading_of(assembly, candidate)
    token = sentence.tokens[candidate.phrase.head]
    while token.dep_ == "conj" and token.head is not token:
        token = token.head
    above = sentence.position.get(token.head.head.i)
    return token.dep_ == "pobj" and above is not None and is_supposed(sentence, above)


def _is_behind_exception(sentence: Sentence, named: Phrase) -> bool:
    """Whether a drug is named as one of which it is not said ("NSAIDs, except aspirin, …")."""
    before = sentence.lower[max(0, named.tokens[0] - 2) : named.tokens[0]]
    return not load_words(__package__)["excepting"].isdisjoint(before)


def _is_excepted(assembly: Assembly, candidate: Candidate) -> bool:
    """Whether an object stands behind "without" ("headache without fever")."""
    sentence, at = reading_of(assembly, candidate), candidate.phrase.tokens[0] - 1
    while at > 0 and sentence.tokens[at].pos_ in ("DET", "ADJ"):
        at -= 1
    return at >= 0 and sentence.lower[at] == "without"


def _is_claimed_of_another(candidate: Candidate, relation: RelationType) -> bool:
    """Whether the rules say this of another drug or class, or something else of one that they name."""
    return any(
        (claim.relation is relation or claim.agent.phrases) and subject.name != candidate.subject.name
        for claim, subject in candidate.claims
    )


def _is_said_of_ailment(assembly: Assembly, candidate: Candidate) -> bool:
    """Whether the verb above an object has an ailment as its subject ("these conditions can cause pain")."""
    sentence = reading_of(assembly, candidate)
    steps = climb(sentence.tokens[candidate.phrase.head])
    verb = next((token for _, token in steps if token.pos_ == "VERB"), None)
    subjects = [child for child in verb.children if child.dep_ == "nsubj"] if verb is not None else []
    if verb is not None and verb.dep_ == "relcl":
        subjects.append(verb.head)
    ailments = load_words("pipeline.relations")["ailment"]
    head = sentence.tokens[candidate.phrase.head]
    return verb is not None and any(
        subject.lemma_.lower() in ailments
        or (subject.i < verb.i < head.i and _acts_by_itself(sentence, subject))
        for subject in subjects
    )


def _is_of_another_cause(assembly: Assembly, candidate: Candidate) -> bool:
    """Whether an object is an ailment that is said to cause another, or that other ("stroke is a cause of
    dementia")."""
    sentence = reading_of(assembly, candidate)
    head = sentence.tokens[candidate.phrase.head]
    verb = next((token for token in head.ancestors if token.lemma_ == "be"), None)
    children = list(verb.children) if verb is not None else []
    subjects = (sentence.position.get(child.i, -1) for child in children if child.dep_ == "nsubj")
    hits = (sentence.hit_at(position) for position in subjects)
    ailing = any(hit is not None and hit.entry.label == FINDING for hit in hits)
    return ailing and any(child.dep_ == "attr" and child.lemma_ == "cause" for child in children)


def _acts_by_itself(sentence: Sentence, subject: Token) -> bool:
    """Whether a subject is a substance or target of the body, and not what the drug made of it ("the released
    histamine")."""
    at = sentence.position.get(subject.i)
    hit = sentence.hit_at(at) if at is not None else None
    if hit is None or hit.end - 1 != at or hit.entry.label not in (MEDIATOR, *TARGETS):
        return False
    resulting = load_words("pipeline.relations")["resulting"]
    return not any(child.lower_ in resulting for child in subject.children)


def _is_borne(assembly: Assembly, candidate: Candidate) -> bool:
    """Whether people are said to have a thing, before or beside the drug ("patients with a history of X",
    "if you have X")."""
    token = reading_of(assembly, candidate).tokens[candidate.phrase.head]
    lists = load_words(__package__)
    while token.head is not token:
        above = token.head
        if token.dep_ == "conj":
            token = above
        elif token.dep_ == "pobj" and above.lower_ in ("as", "like", "including"):
            token = above.head
        elif token.dep_ == "pobj" and above.lower_ in lists["bearing"] and above.head is not above:
            if _is_person(above.head):
                return True
            if singular(above.head.lower_) not in lists["background"]:
                return False
            token = above.head
        elif (
            token.dep_ == "pobj"
            and above.lower_ == "of"
            and singular(above.head.lower_) in lists["background"]
        ):
            token = above.head
        else:
            return token.dep_ == "dobj" and above.lemma_ == "have" and above.dep_ in ("advcl", "relcl")
    return False


def _is_person(token: Token) -> bool:
    """Whether a token names people."""
    return singular(token.lower_) in load_words("pipeline.context")["persons"]
