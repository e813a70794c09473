"""Find who does what a trigger says: the drug or class, a word that stands for it, its own action, or somebody else.

The search climbs the parse from the trigger to the word that has a subject. Each way of climbing is a reading of the guide's
section 2: by name, by pronoun or stand-in, left out, or through the drug's own action.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Final

from spacy.tokens import Token

from pipeline.entities.items import example_start, parse_items
from pipeline.entities.kinds import Kind, classify
from pipeline.entities.phrases import Phrase, Sentence
from pipeline.rules.wordlists import load_words
from pipeline.rules.words import singular
from pipeline.vocabulary import Label


class AgentKind(StrEnum):
    """How the sentence gives its subject."""

    NAMED = "named"
    STAND_IN = "stand-in"
    ACTION = "action"
    LEFT_OUT = "left out"
    PERSON = "person"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Agent:
    """Who acts. ``phrases`` are the drugs or classes named; ``anchor`` the words (tokens of the sentence) that stand for them;
    ``path`` the words climbed, for the scope of negation; ``plural`` the number of a stand-in."""

    kind: AgentKind
    phrases: tuple[Phrase, ...] = ()
    anchor: tuple[int, ...] = ()
    path: tuple[Token, ...] = ()
    plural: bool = False
    reason: str = ""


@cache
def _words() -> dict[str, frozenset[str]]:
    return load_words(__package__)


SUBJECTS: Final = (Label.DRUG, Label.DRUG_CLASS)
_SUBJECT_DEPS: Final = ("nsubj", "nsubjpass", "csubj", "csubjpass")
_MAX_CLIMB: Final = 12


class AgentFinder:
    """Resolves agents within one sentence.

    Args:
        sentence: The sentence.
        phrases: Its noun phrases, not overlapping.
        action_lemmas: Lemmas of the nouns that name a drug's action (trigger nouns among them).
        trigger_verbs: Lemmas of the verbs that say a relation.
    """

    def __init__(self, sentence: Sentence, phrases: Sequence[Phrase], action_lemmas: frozenset[str], trigger_verbs: frozenset[str]) -> None:
        self.sentence = sentence
        self.action_lemmas = action_lemmas | _words()["actions"]
        self.trigger_verbs = trigger_verbs
        self.phrase_at = {position: phrase for phrase in phrases for position in phrase.tokens}
        self._inside = sentence.position

    def local(self, token: Token) -> int:
        """Return a token's position in the sentence."""
        return self.sentence.position.get(token.i, -1)

    def find(self, trigger: Token, *, passive_subject: bool = False) -> Agent:
        """Return the agent of a verb, noun or adjective.

        Args:
            trigger: The word.
            passive_subject: Whether the agent of a passive is its grammatical subject ("X is used for", "drugs associated with").
        """
        if passive_subject and is_passive(trigger):
            return self._used(trigger)
        return self._climb(trigger, [])

    def before(self, at: int) -> Agent | None:
        """Return the agent that the words right before a verb name, for a sentence that the parser did not understand."""
        position = at - 1
        while position >= 0 and (self.sentence.tokens[position].pos_ in ("ADV", "AUX", "PART") or self.sentence.lower[position] in ("may", "can", "and", "or")):
            position -= 1
        if position >= 0 and self.sentence.tokens[position].text == ")":
            while position >= 0 and self.sentence.tokens[position].text != "(":
                position -= 1
            position -= 1
        phrase = self.phrase_at.get(position)
        if phrase is None or phrase.head != position:
            return None
        group = [phrase]
        start = phrase.tokens[0]
        while start >= 2 and self.sentence.lower[start - 1] in ("and", ",", "or"):
            previous = self.phrase_at.get(start - 2 if self.sentence.lower[start - 2] != "," else start - 3)
            if previous is None:
                break
            group.insert(0, previous)
            start = previous.tokens[0]
        named = tuple(p for p in group if classify(self.sentence, p).label in SUBJECTS)
        if named:
            return Agent(AgentKind.NAMED, named, tuple(t for p in named for t in p.tokens), (self.sentence.tokens[at],))
        return self._from_nominal(self.sentence.tokens[position], [self.sentence.tokens[at]])

    def _used(self, verb: Token) -> Agent:
        token = verb
        while token.dep_ == "conj" and token.head.pos_ == "VERB":
            token = token.head
        subject = next((c for v in (verb, token) for c in v.children if c.dep_ in _SUBJECT_DEPS and c.i in self._inside), None)
        path = [verb] if token == verb else [verb, token]
        if subject is not None and subject.tag_ not in ("WDT", "WP") and subject.lower_ != "that":
            return self._from_nominal(subject, path)
        if token.dep_ in ("acl", "relcl"):
            noun = self._predicated(token.head) or token.head
            return self._from_nominal(noun, path)
        if token.dep_ in ("advcl", "xcomp", "ccomp", "conj") and token.head != token:
            return self._climb(token.head, path)
        return Agent(AgentKind.LEFT_OUT, path=tuple(path), reason="no subject in the sentence")

    def _climb(self, token: Token, path: list[Token], *, via_by: bool = False) -> Agent:
        if len(path) > _MAX_CLIMB or token in path or token.i not in self._inside:
            return Agent(AgentKind.LEFT_OUT, path=tuple(path), reason="no subject in the sentence")
        path = [*path, token]
        if token.pos_ in ("VERB", "AUX"):
            return self._of_verb(token, path, via_by=via_by)
        if token.pos_ in ("NOUN", "PROPN", "PRON", "ADJ", "NUM") or token.tag_ in ("NN", "NNS"):
            return self._of_noun(token, path)
        if token.head == token:
            return Agent(AgentKind.LEFT_OUT, path=tuple(path), reason="fragment without a verb")
        by = token.lower_ in ("by", "through", "via", "thereby") or via_by
        return self._climb(token.head, path, via_by=by)

    # --- verbs -------------------------------------------------------------------------------------------------------

    def _of_verb(self, verb: Token, path: list[Token], *, via_by: bool = False) -> Agent:
        passive = is_passive(verb)
        first = len(path) == 1
        if passive:
            by = self._by_phrase(verb)
            if by is not None and not via_by:
                return self._from_nominal(by, path)
            if first or via_by:
                own = self._passive_agent(verb, path, first)
                if own is not None:
                    return own
        subject = next((child for child in verb.children if child.dep_ in _SUBJECT_DEPS and child.i in self._inside), None)
        if subject is not None:
            if subject.tag_ in ("WDT", "WP") or (subject.lower_ in ("that", "which", "who") and verb.dep_ in ("relcl", "acl")):
                return self._from_relative(verb, path)
            taken = self._taken(verb, subject) if not first else None
            if taken is not None:
                return self._from_nominal(taken, path)
            if passive and verb.lemma_.lower() not in _words()["transparent"] and not first:
                agent = self._from_nominal(subject, path)
                return agent if agent.kind in (AgentKind.NAMED, AgentKind.STAND_IN) else Agent(AgentKind.LEFT_OUT, path=tuple(path), reason="passive without an agent")
            return self._from_nominal(subject, path)
        if verb.dep_ == "relcl":
            return self._from_relative(verb, path)
        if verb.dep_ == "acl":
            return self._from_postmodified(verb, path)
        if verb.head == verb:
            return Agent(AgentKind.LEFT_OUT, path=tuple(path), reason="verb without a subject")
        if verb.dep_ == "ccomp" and verb.head.lemma_.lower() in _words()["reporting"]:
            return Agent(AgentKind.LEFT_OUT, path=tuple(path), reason="clause without a subject")
        return self._climb(verb.head, path)

    def _taken(self, verb: Token, subject: Token) -> Token | None:
        """Return what people take or give to some end: "adults take it to lower …", "doctors use X to treat"."""
        if verb.lemma_.lower() not in _words()["taking"]:
            return None
        if singular(subject.lower_) not in _words()["persons"] and subject.pos_ != "PRON":
            return None
        return next((c for c in verb.children if c.dep_ in ("dobj", "obj") and c.i in self._inside), None)

    def _passive_agent(self, verb: Token, path: list[Token], first: bool) -> Agent | None:
        """A passive trigger's agent: none named, so the text's own subject, unless a phrase with the drug stands by."""
        if not first:
            return None
        for child in verb.children:
            if child.dep_ == "prep" and child.lower_ in ("with", "in", "after", "during", "following", "from", "under", "on", "by", "for"):
                for pobj in child.children:
                    agent = self._from_nominal(pobj, path)
                    if agent.kind is AgentKind.NAMED:
                        return agent
        subject = next((child for child in verb.children if child.dep_ in ("nsubjpass", "nsubj")), None)
        if subject is not None and self._kind(subject).label in SUBJECTS:
            return None
        if verb.dep_ in ("acl", "amod") and self._kind(verb.head).label in SUBJECTS:
            return None
        return None if verb.lemma_.lower() in _words()["transparent"] and subject is not None and self._stands_in(subject) else Agent(AgentKind.LEFT_OUT, path=tuple(path), reason="passive without an agent")

    def _by_phrase(self, verb: Token) -> Token | None:
        for child in (child for each in (verb, *verb.conjuncts) for child in each.children):
            if child.dep_ == "agent" or (child.dep_ == "prep" and child.lower_ == "by"):
                return next((c for c in child.children if c.dep_ == "pobj"), None)
        return None

    def _from_relative(self, verb: Token, path: list[Token]) -> Agent:
        """The subject of a relative clause: the noun it hangs from, or the whole clause before ", which"."""
        noun = verb.head
        kind = self._kind(noun)
        predicate = self._predicated(noun)
        if predicate is not None:
            return self._from_nominal(predicate, path)
        pronoun = next((child for child in verb.children if child.tag_ in ("WDT", "WP")), None)
        comma = pronoun is not None and self.local(pronoun) > 0 and self.sentence.tokens[self.local(pronoun) - 1].text == ","
        if noun.lemma_.lower() in self.action_lemmas or noun.pos_ == "VERB":
            return Agent(AgentKind.ACTION, anchor=self._anchor(pronoun or noun), path=tuple(path), reason="the action before it")
        if singular(noun.lower_) in _words()["stand_ins"]:
            return self._of_noun(noun, path)
        if self._is_means(noun, verb, comma):
            return Agent(AgentKind.ACTION, anchor=self._anchor(pronoun or noun), path=tuple(path), reason="which: the clause before it")
        if kind.label in SUBJECTS:
            return self._from_nominal(noun, path)
        if comma and pronoun is not None and pronoun.lower_ == "which":
            before = self._climb(noun, [])
            if before.kind in (AgentKind.OTHER, AgentKind.PERSON):
                return before
            return Agent(AgentKind.ACTION, before.phrases, self._anchor(pronoun), tuple(path), reason="which: the clause before it")
        return Agent(AgentKind.OTHER, path=tuple(path), reason=f"its subject is {noun.text!r}, not a drug")

    def _is_means(self, noun: Token, verb: Token, comma: bool) -> bool:
        """Whether ", which leads to" speaks of the clause and not of a drug at its end ("blocks the breakdown of X, which …")."""
        return (
            comma
            and verb.lemma_.lower() in ("lead", "result", "cause", "contribute")
            and noun.dep_ in ("pobj", "conj")
            and self._kind(noun).label in SUBJECTS
            and any(a.dep_ == "dobj" for a in list(noun.ancestors)[:3])
        )

    def _predicated(self, noun: Token) -> Token | None:
        """Return the subject of which a noun is said: "X is a drug that …", "X, one of the agents that …"."""
        token = noun
        for _ in range(5):
            if token.dep_ == "conj" and token.head.pos_ in ("NOUN", "PROPN"):
                token = token.head
            elif token.dep_ == "pobj" and token.head.lower_ == "of" and singular(token.head.head.lower_) in _words()["members"]:
                token = token.head.head
            elif token.dep_ == "attr" and token.head.lemma_ == "be":
                return next((c for c in token.head.children if c.dep_ in ("nsubj", "nsubjpass") and c.i in self._inside), None)
            elif token.dep_ == "appos" and self._kind(token.head).label in SUBJECTS:
                return token.head
            else:
                return None
        return None

    def _from_postmodified(self, verb: Token, path: list[Token]) -> Agent:
        noun = verb.head
        predicate = self._predicated(noun)
        if predicate is not None and (self._kind(noun).label in SUBJECTS or singular(noun.lower_) in _words()["stand_ins"] | _words()["members"]):
            return self._from_nominal(predicate, path)
        if self._kind(noun).label in SUBJECTS:
            return self._from_nominal(noun, path)
        lemma = singular(noun.lower_)
        if lemma in _words()["stand_ins"] or lemma in self.action_lemmas:
            return self._of_noun(noun, [*path, noun])
        if verb.tag_ == "VBG" and self.sentence.tokens[max(0, self.local(verb) - 1)].text == ",":
            return self._climb(noun, path)
        if verb.tag_ in ("VB", "VBG"):
            if noun.head == noun or noun.pos_ in ("VERB", "AUX"):
                return self._climb(noun, path)
            if verb.tag_ == "VB":
                return self._climb(noun, path)
        if verb.tag_ == "VBG":
            before = self.sentence.lower[: self.local(verb)]
            if before[-1:] and before[-1] in ("thereby", "thus", "hence", "by"):
                return self._climb(noun, path)
            return Agent(AgentKind.OTHER, path=tuple(path), reason=f"its subject is {noun.text!r}, not a drug")
        return self._climb(noun, path)

    # --- nouns -------------------------------------------------------------------------------------------------------

    def _of_noun(self, noun: Token, path: list[Token]) -> Agent:
        """The agent of a noun that names an action: its owner, or the subject of the verb that it depends on."""
        owner = self._owner(noun, path)
        if owner is not None:
            return owner
        if noun.dep_ in (*_SUBJECT_DEPS, "ROOT") or noun.head == noun:
            copula = next((child for child in noun.children if child.dep_ in ("nsubj", "nsubjpass")), None)
            if copula is not None:
                return self._from_nominal(copula, path)
            if noun.dep_ in _SUBJECT_DEPS and len(path) > 1 and noun.lemma_.lower() not in self.action_lemmas:
                return self._from_nominal(noun, path[:-1])
            return Agent(AgentKind.LEFT_OUT, path=tuple(path), reason="the action is the sentence's subject")
        if noun.dep_ in ("conj", "appos") and self._kind(noun.head).label in SUBJECTS and noun.dep_ == "appos":
            return self._from_nominal(noun.head, path)
        return self._climb(noun.head, path)

    def _owner(self, noun: Token, path: list[Token]) -> Agent | None:
        for child in noun.children:
            if child.dep_ == "poss":
                return self._from_nominal(child, path)
        for child in noun.children:
            if child.dep_ in ("prep", "agent") and child.lower_ == "by":
                for pobj in child.children:
                    if pobj.dep_ == "pobj":
                        return self._from_nominal(pobj, path)
        for child in noun.children:
            if child.dep_ in ("compound", "amod", "nmod") and self._kind_of_token(child).label is Label.DRUG:
                return self._named(child, path)
            if child.dep_ == "prep" and child.lower_ in ("of", "with", "from", "to") and noun.lemma_.lower() in (_words()["administration"] | _words()["actions"]):
                for pobj in child.children:
                    if pobj.dep_ == "pobj" and self._kind(pobj).label in SUBJECTS:
                        return self._from_nominal(pobj, path)
        return None

    def _from_nominal(self, token: Token, path: list[Token]) -> Agent:
        """Read a subject: a name, a stand-in, an action, or somebody else."""
        path_ = tuple(path)
        word = token.lower_
        if token.pos_ == "VERB" and token.lemma_.lower() in self.trigger_verbs and token not in path:
            return self._climb(token, path)
        if token.pos_ == "VERB" and token.dep_ in _SUBJECT_DEPS:
            inner = next((c for c in token.children if c.dep_ in _SUBJECT_DEPS and c.i in self._inside), None)
            if inner is not None:
                return self._from_nominal(inner, path)
            ahead = self.before(self.local(token))
            if ahead is not None:
                return Agent(ahead.kind, ahead.phrases, ahead.anchor, path_, ahead.plural, ahead.reason)
        kind = self._kind(token)
        if kind.label == Label.DRUG_CLASS and self._names_back(token):
            return Agent(AgentKind.STAND_IN, anchor=self._anchor(token), path=path_)
        if kind.label in SUBJECTS and not (kind.label == Label.DRUG_CLASS and self._refers_back(token)):
            return self._named(token, path)
        if word in _words()["pronouns"] or token.tag_ == "PRP$":
            other = self._other_before(token)
            if other is not None:
                return Agent(AgentKind.OTHER, path=path_, reason=f"{token.text!r} stands for {other.text!r}, not a drug")
            return Agent(AgentKind.STAND_IN, anchor=self._anchor(token), path=path_, plural=word in ("they", "them", "their"))
        if word in ("this", "that", "which", "these", "those") and token.pos_ in ("PRON", "DET"):
            return Agent(AgentKind.ACTION, anchor=self._anchor(token), path=path_, reason="the action before it")
        lemma = singular(word)
        if lemma in _words()["members"]:
            of = next((c for c in token.children if c.dep_ == "prep" and c.lower_ == "of"), None)
            them = next((c for c in of.children if c.dep_ == "pobj"), None) if of is not None else None
            if them is not None and (them.lower_ in ("them", "these") or self._refers_back(them)):
                return Agent(AgentKind.STAND_IN, anchor=self._anchor(token), path=path_, plural=True)
        if lemma in _words()["persons"]:
            owner = self._drug_near(token)
            if owner is not None:
                return self._named(owner, path)
            return Agent(AgentKind.PERSON, anchor=self._anchor(token), path=path_, reason=f"its subject is {token.text!r}")
        if lemma in _words()["stand_ins"]:
            examples = self._examples(token)
            if examples:
                return self._named(examples[0], path)
        if lemma in _words()["administration"] or lemma in self.action_lemmas or token.tag_ == "VBG" or token.lemma_.lower() in self.action_lemmas:
            return self._from_action(token, path)
        if self._refers_back(token):
            return Agent(AgentKind.STAND_IN, anchor=self._anchor(token), path=path_, plural=token.tag_ in ("NNS", "NNPS"))
        if lemma in _words()["parts"]:
            whole = next((g for c in token.children if c.dep_ == "prep" and c.lower_ == "of" for g in c.children if g.dep_ == "pobj"), None)
            if whole is not None:
                agent = self._from_nominal(whole, path)
                if agent.kind in (AgentKind.NAMED, AgentKind.STAND_IN):
                    return agent
        if lemma in _words()["dosage_forms"] | _words()["administration"]:
            own = self._inside_phrase(token)
            if own is not None:
                return self._named(own, path)
        if lemma in _words()["derived"]:
            named = next((c for c in token.children if c.dep_ == "appos" and c.i in self._inside), None)
            phrase = self.phrase_at.get(self.local(named)) if named is not None else None
            if phrase is not None:
                return Agent(AgentKind.NAMED, (phrase,), phrase.tokens, path_)
        also = next((c for c in token.conjuncts if c.i in self._inside and self._kind(c).label in SUBJECTS), None)
        if also is not None:
            return self._named(also, path)
        inner = self._drug_near(token)
        if inner is not None and lemma in _words()["members"]:
            return self._named(inner, path)
        return Agent(AgentKind.OTHER, anchor=self._anchor(token), path=path_, reason=f"its subject is {token.text!r}, not a drug")

    def _other_before(self, pronoun: Token) -> Token | None:
        """Return the subject of an earlier clause of the sentence that a pronoun takes up, where that is no drug ("the enzyme … it")."""
        if pronoun.tag_ == "PRP$":
            return None
        for token in reversed(self.sentence.tokens[: self.local(pronoun)]):
            if token.dep_ not in ("nsubj", "nsubjpass") or token.pos_ not in ("NOUN", "PROPN"):
                continue
            lemma = singular(token.lower_)
            named = self._kind(token).label in SUBJECTS or self._refers_back(token) or self._drug_near(token) is not None
            if named or lemma in self.action_lemmas or lemma in _words()["persons"] | _words()["administration"] | _words()["stand_ins"]:
                return None
            plural = token.tag_ in ("NNS", "NNPS")
            kind = self._kind(token).label
            return token if plural == (pronoun.lower_ in ("they", "them")) and kind is not None and kind not in ("FINDING", "GENERIC", Label.PROCESS) else None
        return None

    def _from_action(self, token: Token, path: list[Token]) -> Agent:
        owner = self._owner(token, path)
        if owner is not None and owner.kind is not AgentKind.OTHER:
            return owner if owner.kind is AgentKind.NAMED else Agent(AgentKind.STAND_IN, owner.phrases, owner.anchor, tuple(path), owner.plural)
        if owner is not None and owner.kind is AgentKind.OTHER and singular(token.lower_) not in _words()["administration"]:
            return owner
        drug = self._drug_near(token)
        if drug is not None and singular(token.lower_) in _words()["administration"]:
            return self._named(drug, path)
        return Agent(AgentKind.ACTION, anchor=self._anchor(token), path=tuple(path), reason="the drug's own action")

    def drug_among(self, positions: Iterable[int], path: Sequence[Token]) -> Agent | None:
        """Return the first drug or class named at these positions, also inside a longer phrase ("statin therapy")."""
        for position in positions:
            token = self.sentence.tokens[position]
            if self._kind_of_token(token).label in SUBJECTS or (self.phrase_at.get(position) is not None and self._kind(token).label in SUBJECTS):
                agent = self._named(token, list(path))
                if agent.kind is AgentKind.NAMED:
                    return agent
        return None

    def _inside_phrase(self, token: Token) -> Token | None:
        """Return a drug inside the noun phrase that a noun heads ("Abilify oral tablets", "losartan therapy")."""
        phrase = self.phrase_at.get(self.local(token))
        inside = (self.sentence.tokens[p] for p in (phrase.tokens if phrase else ()) if self.sentence.tokens[p] != token)
        return next((t for t in inside if self._kind_of_token(t).label in SUBJECTS), None)

    def _drug_near(self, token: Token) -> Token | None:
        """Return a drug or class below a noun: "patients taking X", "treatment with X", "X therapy"."""
        for child in sorted(token.subtree, key=lambda t: t.i):
            if child != token and child.i in self._inside and child.pos_ in ("NOUN", "PROPN", "X") and self._kind_of_token(child).label in SUBJECTS:
                return child
        return None

    def _named(self, token: Token, path: list[Token]) -> Agent:
        phrases: list[Phrase] = []
        anchor: list[int] = []
        for each in (token, *self._conjuncts(token), *self._examples(token)):
            phrase = self.phrase_at.get(self.local(each))
            hit = self.sentence.hit_at(self.local(each))
            if phrase is None or (hit is not None and hit.entry.label in SUBJECTS and phrase.head >= hit.end):
                if hit is None:
                    continue
                phrase = Phrase(tuple(range(hit.start, hit.end)), hit.end - 1)
            if classify(self.sentence, phrase).label in SUBJECTS and phrase not in phrases:
                phrases.append(phrase)
                anchor += phrase.tokens
        if not phrases:
            return Agent(AgentKind.OTHER, path=tuple(path), reason=f"{token.text!r} names no drug")
        return Agent(AgentKind.NAMED, tuple(phrases), tuple(anchor), tuple(path))

    def _conjuncts(self, token: Token) -> list[Token]:
        return [t for t in token.conjuncts if t.i in self._inside and self._kind(t).label in SUBJECTS]

    def _examples(self, token: Token) -> list[Token]:
        """Return the drugs behind "such as" or "like" after a subject."""
        start = example_start(self.sentence, self.local(token) + 1, len(self.sentence))
        if start is None:
            return []
        items = parse_items(self.sentence, start, len(self.sentence))
        heads = [self.sentence.tokens[phrase.head] for phrase in items.phrases]
        return [head for head in heads if self._kind(head).label in SUBJECTS]

    def _names_back(self, token: Token) -> bool:
        """Whether a class noun in the singular means the drug just named ("the antifungal", "this glycoside")."""
        phrase = self.phrase_at.get(self.local(token))
        return phrase is not None and len(phrase.tokens) == 1 and phrase.det in ("the", "this") and token.tag_ in ("NN", "NNP")

    def _refers_back(self, token: Token) -> bool:
        """Whether a noun stands for the drug: "this medication", "the drug", "these agents", "both"."""
        if singular(token.lower_) not in _words()["stand_ins"]:
            return False
        phrase = self.phrase_at.get(self.local(token))
        det = phrase.det if phrase else ""
        if det in ("this", "these", "such", "both"):
            return True
        formed = singular(token.lower_) in _words()["dosage_forms"]
        return det == "the" and (phrase is None or len(phrase.tokens) == 1 or formed) and not any(c.dep_ in ("relcl", "acl") for c in token.children)

    def _stands_in(self, token: Token) -> bool:
        return token.lower_ in _words()["pronouns"] or self._refers_back(token) or singular(token.lower_) in _words()["administration"]

    def kind_at(self, token: Token) -> str | None:
        """Return the label of the phrase that a token heads, or of the name that covers it."""
        return self._kind(token).label

    def _kind(self, token: Token) -> Kind:
        if token.i not in self._inside:
            return Kind(None)
        phrase = self.phrase_at.get(self.local(token))
        if phrase is None:
            return self._kind_of_token(token)
        return classify(self.sentence, phrase) if phrase.head == self.local(token) else self._kind_of_token(token)

    def _kind_of_token(self, token: Token) -> Kind:
        hit = self.sentence.hit_at(self.local(token))
        return Kind(hit.entry.label, hit.entry, "lexicon") if hit else Kind(None)

    def _anchor(self, token: Token) -> tuple[int, ...]:
        position = self.local(token)
        phrase = self.phrase_at.get(position)
        if phrase is None:
            return (position,)
        first = phrase.tokens[0]
        return (*((first - 1,) if phrase.det and first and self.sentence.lower[first - 1] == phrase.det else ()), *phrase.tokens)


def is_passive(verb: Token) -> bool:
    """Whether a verb is passive, or a participle behind its noun ("mediated by").

    A participle with "have" is active; one with "be" has an auxpass or stands in a passive relative clause.
    """
    if verb.tag_ not in ("VBN", "VBD"):
        return False
    if any(child.dep_ == "auxpass" for child in verb.children):
        return True
    if verb.tag_ == "VBN" and any(child.dep_ == "aux" and child.lemma_ == "have" for child in verb.children):
        return False
    if verb.tag_ == "VBN" and verb.dep_ == "conj":
        return is_passive(verb.head) and not any(child.dep_ in ("nsubj", "aux") for child in verb.children)
    if verb.tag_ == "VBD":
        return verb.dep_ in ("acl",) and not any(child.dep_ == "nsubj" for child in verb.children)
    return True
