"""Run the trigger rules over a sentence and return its claims."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property
from typing import Final

from spacy.tokens import Token

from pipeline.context.agent import SUBJECTS, Agent, AgentFinder, AgentKind, is_passive
from pipeline.context.scope import read_scope
from pipeline.entities.items import Items
from pipeline.entities.kinds import GENERIC, PERSON, Kind, classify
from pipeline.entities.lexicon import FINDING, MEDIATOR
from pipeline.entities.mentions import Mention
from pipeline.entities.phrases import Phrase, Sentence, chunk_at
from pipeline.relations.claims import Claim, Found, decide
from pipeline.relations.objects import behind_preposition, direct_items, object_items, repeated, subject_items, unwrap, with_examples
from pipeline.relations.schema import Action, TriggerRule, rules_by_lemma, trigger_rules
from pipeline.rules.wordlists import load_words
from pipeline.rules.words import GREEK, singular
from pipeline.vocabulary import TARGETS, Certainty, Label, Polarity, RelationType

_NOMINAL_DEPS: Final = frozenset({"compound", "amod", "nmod", "dobj", "pobj", "nsubj", "nsubjpass", "appos", "attr", "npadvmod", "poss"})
"""Arcs that no verb has: the parser took the word for a noun."""

_GREEK_LETTERS: Final = frozenset(GREEK.values())
_SILENT_SECTIONS: Final = frozenset({"contraindications", "boilerplate"})


@cache
def _words() -> dict[str, frozenset[str]]:
    return load_words(__package__)


@cache
def action_lemmas() -> frozenset[str]:
    """Return the lemmas of the nouns that name an action."""
    return frozenset(lemma for rule in trigger_rules() if rule.kind in ("noun", "effect") for lemma in rule.lemmas)


@cache
def verb_lemmas() -> frozenset[str]:
    """Return the lemmas of the verbs that say a relation."""
    return frozenset(lemma for rule in trigger_rules() if rule.kind == "verb" for lemma in rule.lemmas)


def action_keeps(action: Action) -> bool:
    """Whether an action is on the quantity that a framing head names, unless it frames a finding ("the frequency of opening")."""
    return action in (Action.INCREASE, Action.DECREASE, Action.INHIBIT, Action.PREVENT, Action.ACTIVATE, Action.TOUCH)


@dataclass
class Reader:
    """Reads one sentence.

    Args:
        sentence: The sentence with its lexicon names.
        index: Its number in the document.
        section: The kind of section it stands in, or None.
        earlier: Folded words (singular) of the objects of the claims of the sentence before.
        targets: The targets named so far, which "these channels" may mean, the last one last.
    """

    sentence: Sentence
    index: int
    section: str | None = None
    earlier: frozenset[str] = frozenset()
    targets: Sequence[Mention] = ()

    def __post_init__(self) -> None:
        self.found = Found()

    @cached_property
    def phrases(self) -> tuple[Phrase, ...]:
        """The noun phrases of the sentence, without attachments."""
        phrases, at = [], 0
        while at < len(self.sentence):
            phrase, after = chunk_at(self.sentence, at, len(self.sentence))
            if phrase is not None and not phrase.bare:
                phrases.append(phrase)
            at = max(after, at + 1)
        return tuple(phrases)

    @cached_property
    def agents(self) -> AgentFinder:
        """The resolver of subjects."""
        return AgentFinder(self.sentence, self.phrases, action_lemmas(), verb_lemmas())

    def read(self) -> Found:
        """Return what the sentence says."""
        if self.section in _SILENT_SECTIONS or not len(self.sentence):
            return self.found
        table = rules_by_lemma()
        for at, token in enumerate(self.sentence.tokens):
            longer = self._two_words(at, table)
            for rule in longer or table.get(token.lemma_.lower(), ()):
                self._try(rule, token, at)
        return self.found

    def _two_words(self, at: int, table: dict[str, tuple[TriggerRule, ...]]) -> tuple[TriggerRule, ...]:
        """Rules of names of more than one word that end, or of verbs whose particle follows, at a token."""
        lemma = self.sentence.tokens[at].lemma_.lower()
        rules = table.get(f"{lemma} {self._particle(at)}", ())
        if at >= 2:
            rules = (*rules, *table.get(" ".join((*self.sentence.lower[at - 2 : at], lemma)), ()))
        return rules

    def _particle(self, at: int) -> str:
        token = self.sentence.tokens[at]
        apart = next((child for child in token.children if child.dep_ == "prt"), None)
        if apart is not None:
            return apart.lower_
        following = self.sentence.tokens[at + 1] if at + 1 < len(self.sentence) else None
        return following.lower_ if following is not None and following.pos_ in ("ADP", "ADV", "PART") else ""

    def _try(self, rule: TriggerRule, token: Token, at: int) -> None:
        hit = self.sentence.hit_at(at)
        if hit is not None and hit.end - hit.start > 1 and rule.kind not in ("agent", "effect"):
            return
        if rule.kind == "verb" and (token.pos_ in ("VERB", "AUX") or self._mistagged(token)):
            self._verb(rule, token, at)
        elif rule.kind == "noun" and (token.pos_ in ("NOUN", "PROPN") or token.tag_ == "VBG"):
            self._noun(rule, token, at)
        elif rule.kind == "agent" and token.pos_ in ("NOUN", "PROPN"):
            self._agent(rule, token, at)
        elif rule.kind == "adjective" and token.pos_ in ("ADJ", "VERB", "ADV"):
            self._adjective(rule, token, at)
        elif rule.kind == "adverb" and token.pos_ in ("ADV", "SCONJ"):
            self._adverb(rule, at)
        elif rule.kind == "effect" and token.pos_ in ("NOUN", "PROPN"):
            self._effect(rule, token, at)

    # --- verbs and adjectives ----------------------------------------------------------------------------------------

    def _verb(self, rule: TriggerRule, token: Token, at: int) -> None:
        if token.tag_ in ("VBN", "VBG") and (token.dep_ in ("amod", "compound") or (token.tag_ == "VBN" and self._before_noun(at))):
            return
        passive = is_passive(token)
        if rule.voice == "passive" and not passive and not (token.tag_ == "VBN"):
            return
        if rule.voice == "active" and (passive or any(c.dep_ in ("dobj", "obj") for c in token.children) or not self._follows(at)):
            return
        if rule.object == ("subject",) and rule.voice != "active" and not self._is_report(token, passive):
            return
        items = object_items(self.sentence, token, at, rule)
        if not items.phrases:
            items = self._pronoun_object(rule, token, at)
        if not items.phrases:
            self.found.reject(rule, (at,), "no object where the rule looks for one")
            return
        if rule.id == "verb.associated_with" and all(classify(self.sentence, p).label in SUBJECTS for p in items.phrases):
            self._reversed(rule, token, at, items)
            return
        agent = self._agent_of(rule, token, at)
        if rule.subject == "person":
            if any(c.dep_ == "aux" and c.lower_ == "to" for c in token.children):
                self.found.reject(rule, (at,), "people are told to")
                return
            items = Items(tuple(p for p in items.phrases if classify(self.sentence, p).label in (FINDING, Label.PROCESS)), items.end)
        if rule.id == "verb.used_for" and set(self.sentence.lower) & _words()["caution"]:
            self.found.reject(rule, (at,), "a precaution")
            return
        if rule.object == ("subject",) and rule.voice != "active":
            kept = [p for p in items.phrases if classify(self.sentence, p).label in (FINDING, Label.PROCESS) or (classify(self.sentence, p).label is None and self.section == "adverse_reactions")]
            items = Items(tuple(kept), items.end)
        if rule.object == ("subject",):
            agent = self._report_agent(token) if rule.voice != "active" else Agent(AgentKind.ACTION, path=(token,))
        elif rule.subject == "person" and agent.kind not in (AgentKind.PERSON, AgentKind.NAMED):
            self.found.reject(rule, (at,), "its subject is not a person")
            return
        elif rule.subject == "person":
            agent = Agent(AgentKind.NAMED, agent.phrases, agent.anchor, agent.path) if agent.phrases else Agent(AgentKind.LEFT_OUT, path=agent.path)
        elif agent.kind is AgentKind.PERSON:
            self.found.reject(rule, (at,), agent.reason)
            return
        self._claim(rule, (at,), agent, items)

    def _reversed(self, rule: TriggerRule, token: Token, at: int, drugs: Items) -> None:
        """ "Hepatitis has been linked to X": the effect is the subject and the drug stands behind the preposition."""
        named = drugs.phrases
        agent = Agent(AgentKind.NAMED, named, tuple(p for phrase in named for p in phrase.tokens), (token,))
        effects = subject_items(self.sentence, token, effects=True)
        self._claim(rule, (at,), agent, Items(tuple(p for p in effects.phrases if classify(self.sentence, p).label in (FINDING, Label.PROCESS)), effects.end))

    def _agent_of(self, rule: TriggerRule, token: Token, at: int) -> Agent:
        """The agent of a verb: by the parse; by the words before it where the parse has none; or what the drug did just before."""
        agent = self.agents.find(token, passive_subject=rule.voice == "passive")
        if token.pos_ not in ("VERB", "AUX") or token.dep_ in _NOMINAL_DEPS or (agent.kind is AgentKind.LEFT_OUT and agent.reason in ("verb without a subject", "fragment without a verb") and not is_passive(token)):
            agent = self.agents.before(at) or agent
        if agent.kind is AgentKind.OTHER and agent.anchor and self._is_label(agent.anchor):
            return Agent(AgentKind.LEFT_OUT, path=agent.path, reason="a label before the sentence")
        if agent.kind is AgentKind.OTHER and agent.anchor and self._continues(agent.anchor):
            return Agent(AgentKind.ACTION, anchor=agent.anchor, path=agent.path, reason="what the drug did just before")
        return agent

    def _is_label(self, anchor: tuple[int, ...]) -> bool:
        """Whether the parser's subject is only a label before a colon ("Monkey: bilateral dosing reduced …")."""
        after = anchor[-1] + 1
        return after < len(self.sentence) and self.sentence.lower[after] == ":"

    def _noun_agent(self, token: Token) -> Agent:
        """The agent of a noun of action; a change told as coming about through it is the drug's."""
        agent = self.agents.find(token)
        if agent.kind is not AgentKind.OTHER or not agent.anchor:
            return agent
        means = any(t.lower_ in ("by", "through", "via") for t in agent.path)
        phrase = self.agents.phrase_at.get(agent.anchor[-1])
        if self._is_label(agent.anchor):
            return Agent(AgentKind.LEFT_OUT, path=agent.path)
        if means and phrase is not None and classify(self.sentence, phrase).label in (FINDING, Label.PROCESS):
            return Agent(AgentKind.ACTION, anchor=(), path=agent.path, reason="what brings about the change")
        return agent

    def _continues(self, anchor: tuple[int, ...]) -> bool:
        """Whether a subject takes up the object of an earlier claim ("the extra chloride influx")."""
        start = anchor[0]
        near = set(self.sentence.lower[max(0, start - 1) : start]) | {self.sentence.lower[p] for p in anchor}
        if not near & _words()["resulting"]:
            return False
        if near & {"resulting", "resultant", "ensuing", "consequent"}:
            return True
        words = {singular(w) for w in self.sentence.words(anchor)} - _words()["resulting"]
        earlier = {singular(w) for c in self.found.claims if c.object_in == self.index for w in self.sentence.words(c.object.tokens)} | self.earlier
        return bool({w for w in words & earlier if len(w) > 2})

    def _follows(self, at: int) -> bool:
        """Whether a clause is told as what follows from the drug: behind "so", "thus", "as a result", or another claim."""
        return bool(self.found.claims) or bool(set(self.sentence.lower[:at]) & _words()["consequence"])

    def _mistagged(self, token: Token) -> bool:
        """Whether a word that is never a noun was tagged as one ("does not bind or inactivate X")."""
        if token.pos_ not in ("NOUN", "PROPN") or not token.is_lower or token.lower_.endswith(("ed", "ing")):
            return False
        return token.lemma_ not in _words()["also_noun"] or not self._has_verb

    @cached_property
    def _has_verb(self) -> bool:
        return any(t.tag_ in ("VBZ", "VBP", "VBD", "MD") for t in self.sentence.tokens)

    def _pronoun_object(self, rule: TriggerRule, token: Token, at: int) -> Items:
        """What "it" or "them" behind a verb means: the object of the last claim of the sentence ("rifampin lowers it")."""
        following = at + 1
        if "direct" not in rule.object or following >= len(self.sentence) or self.sentence.lower[following] not in ("it", "them"):
            return Items((), following)
        last = [c for c in self.found.claims if c.relation in (RelationType.INCREASES, RelationType.DECREASES, RelationType.INHIBITS)]
        return Items(tuple(c.object for c in last if c.trigger == last[-1].trigger and c.object_in == self.index), following + 1)

    def _before_noun(self, at: int) -> bool:
        following = at + 1
        return (
            following < len(self.sentence)
            and self.sentence.tokens[following].pos_ in ("NOUN", "PROPN")
            and not any(child.dep_ in ("aux", "auxpass", "nsubj", "nsubjpass") for child in self.sentence.tokens[at].children)
        )

    def _is_report(self, token: Token, passive: bool) -> bool:
        """Whether a verb tells of an event under the drug: passive or modal, or in a section or sentence about the drug."""
        clinical = self.section in ("adverse_reactions", "warnings", "overdose") or bool(_words()["clinical_context"] & set(self.sentence.lower))
        if token.lemma_ in ("occur", "arise", "emerge", "follow", "result", "ensue", "appear"):
            modal = any(child.dep_ == "aux" and child.lower_ in ("may", "can", "might", "could") for child in token.children)
            return modal or clinical
        return passive and (clinical or any(child.dep_ == "prep" and child.lower_ == "with" for child in token.children))

    def _report_agent(self, token: Token) -> Agent:
        """The drug that a report names ("with X", "in patients treated with X"), else the text's own."""
        for child in token.children:
            if child.dep_ in ("prep", "advcl", "mark", "agent"):
                below = sorted(self.agents.local(t) for t in child.subtree)
                named = self.agents.drug_among([p for p in below if 0 <= p < len(self.sentence)], [token])
                if named is not None:
                    return named
        return Agent(AgentKind.LEFT_OUT, path=(token,))

    def _adverb(self, rule: TriggerRule, at: int) -> None:
        """ "hence constipation": a list behind the adverb, without a verb of its own."""
        items = direct_items(self.sentence, at, effects=True)
        if items.end < len(self.sentence) and self.sentence.tokens[items.end].pos_ in ("VERB", "AUX"):
            return
        self._claim(rule, (at,), Agent(AgentKind.ACTION, anchor=(at,)) if self.found.claims else Agent(AgentKind.OTHER, reason="nothing before it"), items)

    def _adjective(self, rule: TriggerRule, token: Token, at: int) -> None:
        items = object_items(self.sentence, token, at, rule)
        if not items.phrases:
            self.found.reject(rule, (at,), "no object where the rule looks for one")
            return
        self._claim(rule, (at,), self._adjective_agent(token), items)

    def _adjective_agent(self, token: Token) -> Agent:
        head = token.head
        if token.dep_ in ("acomp", "oprd", "ccomp", "attr", "xcomp", "amod", "conj") and head.pos_ in ("VERB", "AUX"):
            if head.lemma_ == "make":
                return Agent(AgentKind.LEFT_OUT, path=(token,))
            return self.agents.find(head)
        if token.dep_ == "amod" and head.pos_ in ("NOUN", "PROPN"):
            return self.agents.find(head)
        return self.agents.find(head) if head != token else Agent(AgentKind.LEFT_OUT, path=(token,))

    # --- nouns -------------------------------------------------------------------------------------------------------

    def _noun(self, rule: TriggerRule, token: Token, at: int) -> None:
        following = at + 1
        if rule.action is Action.TREAT and token.dep_ == "pobj" and token.head.lower_ in ("during", "after", "before", "under", "throughout"):
            self.found.reject(rule, (at,), "only says when")
            return
        items = Items((), following)
        if following < len(self.sentence) and self.sentence.lower[following] in rule.object:
            items = repeated(self.sentence, behind_preposition(self.sentence, following, effects=rule.action is Action.TREAT), rule.object, effects=rule.action is Action.TREAT)
        elif token.tag_ != "VBG" and rule.action is not Action.TREAT and at and self._compound_start(at) < at:
            start = self._compound_start(at)
            phrase = Phrase(tuple(range(start, at)), at - 1)
            items = Items((phrase,), at + 1) if classify(self.sentence, phrase).label not in (None, GENERIC, PERSON, *SUBJECTS) else items
        if not items.phrases:
            self.found.reject(rule, (at,), "no object where the rule looks for one")
            return
        if rule.modified and not rule.modified & set(self.sentence.lower[max(0, at - 4) : at]):
            self.found.reject(rule, (at,), "without the modifier that it needs")
            return
        if self._consumed(token):
            self.found.reject(rule, (at,), "another trigger acts on this action")
            return
        self._claim(rule, (at,), self._noun_agent(token), items)

    def _compound_start(self, at: int) -> int:
        start = at
        while start > 0 and self.sentence.in_phrase(start - 1, False) and self.sentence.tokens[start - 1].tag_ not in ("VBN", "VBG", "JJR"):
            start -= 1
        while start < at and (self.sentence.lower[start] in _words()["agent_modifier"] or self.sentence.tokens[start].pos_ == "ADV"):
            start += 1
        return start

    def _consumed(self, noun: Token) -> bool:
        """Whether a noun of action is itself what another verb stops or changes ("prevents activation of X")."""
        head = noun.head
        chain = noun
        while chain.dep_ == "conj" and chain.head != chain:
            chain = chain.head
            head = chain.head
        if chain.dep_ in ("dobj", "nsubjpass") and head.pos_ == "VERB":
            rules = [rule for rule in rules_by_lemma().get(head.lemma_.lower(), ()) if rule.kind == "verb"]
            return any(rule.action not in (Action.CAUSE,) and rule.object != ("subject",) for rule in rules)
        if chain == noun and chain.dep_ == "pobj" and head.lower_ in ("of", "in") and head.head.pos_ == "NOUN":
            above = head.head.lemma_.lower()
            return any(rule.kind == "noun" for rule in rules_by_lemma().get(above, ()))
        return False

    def _agent(self, rule: TriggerRule, token: Token, at: int) -> None:
        """ "X is a selective Y inhibitor": the relation to Y holds where the sentence says that the drug is one."""
        asserted = self._asserted(token, at)
        if asserted is None:
            self.found.reject(rule, (at,), "a class named after its action, merely named")
            return
        following = at + 1
        items = Items((), following)
        if following < len(self.sentence) and self.sentence.lower[following] in rule.object:
            items = repeated(self.sentence, behind_preposition(self.sentence, following, effects=False), rule.object, effects=False)
        if not items.phrases or any(classify(self.sentence, p).label in (FINDING, GENERIC, PERSON) for p in items.phrases):
            items = self._before_agent(at) or items
        if not items.phrases:
            self.found.reject(rule, (at,), "no target named")
            return
        self._claim(rule, (at,), asserted, items)

    def _before_agent(self, at: int) -> Items | None:
        start = self._compound_start(at)
        if start >= at:
            return None
        from pipeline.entities.items import _resolve_shared  # noqa: PLC0415

        phrase = Phrase(tuple(range(start, at)), at - 1)
        groups = [[phrase]]
        left = start
        while left >= 2 and self.sentence.lower[left - 1] in ("and", ",", "/", "or"):
            end = left - 1
            if self.sentence.lower[end - 1] == ",":
                end -= 1
            begin = self._compound_start(end)
            if begin >= end:
                break
            if self.sentence.tokens[end - 1].pos_ == "NOUN" and singular(self.sentence.lower[end - 1]) in rules_by_lemma():
                break
            groups.insert(0, [Phrase(tuple(range(begin, end)), end - 1)])
            left = begin
        return Items(tuple(_resolve_shared(self.sentence, groups)), at + 1)

    def _asserted(self, token: Token, at: int) -> Agent | None:
        start = self._compound_start(at)
        while start > 0 and (self.sentence.lower[start - 1] in _words()["agent_modifier"] or self.sentence.tokens[start - 1].pos_ in ("DET", "ADV", "ADJ", "NOUN", "PROPN") and self.sentence.lower[start - 1] not in _words()["pronouns_of_text"]):
            start -= 1
        chain = token
        while chain.dep_ == "conj" and chain.head.pos_ in ("NOUN", "PROPN"):
            chain = chain.head
        head = chain.head
        if chain != token and self.agents.kind_at(chain) == Label.DRUG:
            return None
        if chain.dep_ == "pobj" and head.lower_ == "as" and head.i and head.nbor(-1).lower_ == "such":
            return None
        if chain.dep_ == "attr" and head.lemma_ == "be":
            return self.agents.find(head)
        if chain.dep_ == "appos" and chain.head.pos_ in ("NOUN", "PROPN"):
            agent = self.agents._from_nominal(chain.head, [token])
            return agent if agent.kind in (AgentKind.NAMED, AgentKind.STAND_IN) else None
        if chain.dep_ == "pobj" and head.lower_ == "as":
            return self.agents.find(head.head)
        if chain.dep_ in ("oprd", "attr") and head.pos_ == "VERB":
            return self.agents.find(head)
        if chain.dep_ == "pobj" and head.lower_ in ("of", "to") and singular(head.head.lower_) in ("class", "group", "family", "member", "type", "category", "belong"):
            return self.agents.find(head.head)
        if chain.head == chain or (chain.dep_ == "ROOT"):
            copula = next((child for child in chain.children if child.dep_ == "nsubj"), None)
            return self.agents._from_nominal(copula, [token]) if copula is not None else Agent(AgentKind.LEFT_OUT, path=(token,))
        if chain.dep_ == "nsubj" and start == 0 and self.sentence.lower[0] in ("a", "an"):
            return Agent(AgentKind.LEFT_OUT, path=(token,))
        return None

    # --- effects -----------------------------------------------------------------------------------------------------

    def _effect(self, rule: TriggerRule, token: Token, at: int) -> None:
        phrase = self.agents.phrase_at.get(at)
        if phrase is None or phrase.head != at or len(phrase.tokens) < 2:
            return
        modifiers = [p for p in phrase.tokens if p < at]
        if self._names_agonism(modifiers) and at + 1 < len(self.sentence) and self.sentence.lower[at + 1] in ("of", "at", "on", "against"):
            self._agonism(rule, phrase, modifiers, at)
            return
        telling = [p for p in modifiers if self.sentence.lower[p] not in _words()["generic_effect"] and self.sentence.tokens[p].pos_ in ("ADJ", "NOUN", "PROPN", "VERB") and classify(self.sentence, Phrase((p,), p)).label not in (*SUBJECTS[:1],)]
        telling = [p for p in telling if self._tells(p)]
        if not telling:
            return
        following = at + 1
        if self._names_agonism(modifiers):
            return
        if following < len(self.sentence) and self.sentence.lower[following] == "of":
            inner = behind_preposition(self.sentence, following, effects=False)
            if inner.phrases and classify(self.sentence, inner.phrases[0]).label not in SUBJECTS:
                return
        if self._consumed(token):
            return
        verb = self._bringing_about(token)
        agent = self.agents.find(token) if verb is None else self._agent_of(rule, self.sentence.tokens[verb], verb)
        items = with_examples(self.sentence, Items(self._effect_items(phrase, at), at + 1), effects=True)
        self._claim(rule, (at,) if verb is None else (verb,), agent, items, kind=Kind(FINDING, None, "effect"))

    def _bringing_about(self, noun: Token) -> int | None:
        """Return the verb of bringing about that an effect is the object of ("contributes to its analgesic properties")."""
        token = noun
        while token.dep_ == "conj" and token.head.pos_ in ("NOUN", "PROPN"):
            token = token.head
        verb = token.head.head if token.dep_ == "pobj" else token.head if token.dep_ == "dobj" else None
        if verb is None or verb.i not in self.sentence.position:
            return None
        rules = [r for r in rules_by_lemma().get(verb.lemma_.lower(), ()) if r.kind in ("verb", "adjective") and r.action is Action.CAUSE]
        return self.sentence.position[verb.i] if rules else None

    def _effect_items(self, phrase: Phrase, at: int) -> tuple[Phrase, ...]:
        """The effect phrase and, before it, adjectives that share its head ("antidepressant and analgesic properties")."""
        from pipeline.entities.items import _resolve_shared  # noqa: PLC0415

        groups = [[phrase]]
        left = phrase.tokens[0]
        while left >= 2 and self.sentence.lower[left - 1] in ("and", ",", "or"):
            end = left - 1
            if self.sentence.lower[end - 1] == ",":
                end -= 1
            if end < 1 or self.sentence.tokens[end - 1].pos_ != "ADJ" and not self.sentence.lower[end - 1].startswith("anti"):
                break
            if not self._tells(end - 1):
                break
            begin = end - 1
            while begin > 0 and self.sentence.tokens[begin - 1].text == "-":
                begin -= 2
            groups.insert(0, [Phrase(tuple(range(begin, end)), end - 1, bare=True)])
            left = begin
        return tuple(_resolve_shared(self.sentence, groups))

    def _tells(self, position: int) -> bool:
        word = self.sentence.lower[position]
        return word not in _words()["generic_effect"] and (
            word.startswith("anti")
            or word.endswith(("like", "ic", "ive", "ant", "ent", "al", "tory", "ory", "ing", "lytic", "mimetic", "genic", "ergic", "sant"))
            or self.sentence.hit_at(position) is not None
        )

    def _names_agonism(self, modifiers: list[int]) -> bool:
        return any(self.sentence.lower[p].startswith(("antagonis", "agonis", "inhibitor", "blocking", "stimulat", "suppress", "partial", "inverse")) for p in modifiers)

    def _agonism(self, rule: TriggerRule, phrase: Phrase, modifiers: list[int], at: int) -> None:
        """ "antagonistic activity at X", "inhibitory effect on X": the relation to X."""
        words = " ".join(self.sentence.lower[p] for p in modifiers)
        action = Action.INHIBIT if any(w in words for w in ("antagonis", "inhibitor", "block", "suppress", "inverse")) else Action.ACTIVATE
        items = behind_preposition(self.sentence, at + 1, effects=False)
        named = next(r for r in trigger_rules() if r.kind == "noun" and r.action is action)
        self._claim(named, (*modifiers, at), self.agents.find(self.sentence.tokens[at]), items)

    # --- claims ------------------------------------------------------------------------------------------------------

    def _claim(self, rule: TriggerRule, trigger: tuple[int, ...], agent: Agent, items: Items, *, kind: Kind | None = None) -> None:
        if agent.kind in (AgentKind.OTHER, AgentKind.PERSON):
            self.found.reject(rule, trigger, agent.reason)
            return
        for phrase in items.phrases:
            self._claim_one(rule, trigger, agent, phrase, kind)

    def _claim_one(self, rule: TriggerRule, trigger: tuple[int, ...], agent: Agent, phrase: Phrase, kind: Kind | None) -> None:
        outer = phrase
        phrase = unwrap(self.sentence, phrase)
        if phrase is not outer and action_keeps(rule.action) and classify(self.sentence, phrase).label != FINDING:
            phrase = outer
        kind = kind or (Kind(FINDING, None, "state") if rule.object == ("state",) else classify(self.sentence, phrase))
        text = self.sentence.text(phrase.tokens)
        action = rule.action
        if action is Action.INCREASE and phrase.det in ("its", "their") and self._is_named_effect(phrase):
            action, kind = Action.CAUSE, Kind(FINDING, None, "effect")
        own = rules_by_lemma().get(self.sentence.tokens[phrase.head].lemma_.lower(), ())
        if rule.kind == "noun" and rule.action is not Action.TREAT and phrase.inner is None and any(r.kind == "noun" and r.action in (Action.INHIBIT, Action.ACTIVATE) for r in own):
            self.found.reject(rule, trigger, f"{text!r} is an action of its own")
            return
        if phrase.inner is not None and any(r.kind == "agent" for r in rules_by_lemma().get(singular(self.sentence.lower[phrase.head]), ())):
            self.found.reject(rule, trigger, f"{text!r} names the drug itself")
            return
        if rule.kind != "effect" and self._is_named_effect(phrase) and action in (Action.INCREASE, Action.DECREASE, Action.INHIBIT, Action.PREVENT):
            kind = Kind(Label.PROCESS, None, "effect of")
        if kind.label == Label.RECEPTOR or kind.label is None or kind.label == MEDIATOR:
            if set(self.sentence.words(phrase.tokens)) <= _GREEK_LETTERS:
                self.found.reject(rule, trigger, f"{text!r} names no target by itself")
                return
        if phrase is not outer and action is Action.INCREASE:
            action = Action.CAUSE
        place = self.index
        if kind.label == GENERIC and phrase.det in ("this", "these", "those", "the", "both", "its", "such"):
            meant = self._antecedent(phrase)
            if meant is not None:
                phrase, kind, place = meant.phrase, meant.kind, meant.sentence
        if "%" in text:
            self.found.reject(rule, trigger, f"{text!r} is a figure")
            return
        if kind.label in (GENERIC, PERSON, *SUBJECTS):
            self.found.reject(rule, trigger, f"{text!r} is {kind.label}")
            return
        if place == self.index and len(phrase.tokens) == 1 and action is Action.CAUSE and self.sentence.tokens[phrase.head].lemma_.lower() in action_lemmas():
            self.found.reject(rule, trigger, f"{text!r} does not say of what")
            return
        if place == self.index and action is Action.CAUSE and kind.label == Label.PROCESS and self._is_change(phrase):
            self.found.reject(rule, trigger, f"{text!r} is said by its own noun")
            return
        if action is Action.CAUSE and kind.label == Label.PROCESS and phrase.inner is None:
            action, phrase = self._changed(phrase, action)
        if rule.kind == "agent" and kind.label in (MEDIATOR, None, Label.OTHER_TARGET) and self._is_receptor_agent(trigger[0]):
            kind = Kind(Label.RECEPTOR, None, "agent")
        if kind.by == "shape" and action in (Action.TREAT, Action.CAUSE):
            kind = Kind(None)
        if action is Action.TREAT and kind.label is None and not self._plausible_condition(phrase):
            self.found.reject(rule, trigger, f"{text!r} names no condition")
            return
        decision = decide(action, kind)
        if decision is None:
            self.found.reject(rule, trigger, f"{action} does not take {kind.label or 'this'} {text!r}")
            return
        relation, label = decision
        det = [self.sentence.tokens[phrase.tokens[0] - 1]] if place == self.index and phrase.det in ("no", "neither") and phrase.tokens[0] else []
        scope = read_scope(agent.path or [self.sentence.tokens[trigger[-1]]], det)
        if action is Action.TOUCH and rule.kind == "noun" and self._is_nil(self.sentence.tokens[trigger[-1]]):
            scope = replace(scope, polarity=Polarity.NEGATED)
        if action is Action.TOUCH and scope.polarity is Polarity.AFFIRMED:
            self.found.reject(rule, trigger, "says something only when it is denied")
            return
        self.found.claims.append(
            Claim(self.index, rule.id, action, trigger, agent, relation, label, phrase, kind, scope.polarity, scope.certainty, place)
        )

    def _is_nil(self, noun: Token) -> bool:
        """Whether an affinity or effect is said to be none: "its affinity for X is negligible"."""
        head = noun.head
        return noun.dep_ == "nsubj" and head.lemma_ == "be" and any(c.lower_ in ("negligible", "absent", "nil", "insignificant", "undetectable") for c in head.children)

    def _antecedent(self, phrase: Phrase) -> Mention | None:
        """Return the last target named before that a general noun takes up ("these channels")."""
        head = singular(self.sentence.lower[phrase.head])
        for mention in reversed(self.targets):
            if mention.kind.label in TARGETS and mention.head == head and (mention.sentence < self.index or mention.phrase.tokens[-1] < phrase.tokens[0]):
                return mention
        return None

    def _is_named_effect(self, phrase: Phrase) -> bool:
        """Whether a phrase is an effect told by its adjective ("the antihypertensive effect"), which another drug can change."""
        if singular(self.sentence.lower[phrase.head]) not in ("effect", "action", "activity"):
            return False
        return any(p < phrase.head and self._tells(p) for p in phrase.tokens)

    def _changed(self, phrase: Phrase, action: Action) -> tuple[Action, Phrase]:
        """Read "elevated methotrexate levels" as levels that are increased."""
        first = self.sentence.lower[phrase.tokens[0]]
        for name, changed in (("raised", Action.INCREASE), ("lowered", Action.DECREASE)):
            if first in _words()[name] and len(phrase.tokens) > 1:
                return changed, replace(phrase, tokens=phrase.tokens[1:])
        return action, phrase

    def _is_change(self, phrase: Phrase) -> bool:
        head = self.sentence.tokens[phrase.head].lemma_.lower()
        return phrase.inner is not None and any(rule.kind == "noun" for rule in rules_by_lemma().get(head, ()))

    def _is_receptor_agent(self, at: int) -> bool:
        return self.sentence.tokens[at].lemma_.lower() in ("agonist", "antagonist")

    def _plausible_condition(self, phrase: Phrase) -> bool:
        head = self.sentence.tokens[phrase.head]
        return head.pos_ in ("NOUN", "PROPN") and phrase.det not in ("this", "these")
