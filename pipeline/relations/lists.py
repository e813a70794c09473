"""Adverse-effect lists: "Common side effects include …", "Very common: headache, nausea", bullets under a heading.

Such lists have no verb that a parse could hold on to; they are read off words and punctuation.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import Final

from pipeline.context.agent import SUBJECTS, Agent, AgentFinder, AgentKind
from pipeline.context.scope import read_scope
from pipeline.entities.items import Items, clause_behind, parse_items, past_frequency
from pipeline.entities.kinds import GENERIC, PERSON, Kind, classify
from pipeline.entities.lexicon import FINDING
from pipeline.entities.phrases import Phrase, Sentence
from pipeline.relations.claims import Claim
from pipeline.relations.objects import unwrap, with_examples
from pipeline.relations.schema import Action
from pipeline.rules.wordlists import load_words
from pipeline.rules.words import singular
from pipeline.vocabulary import TARGETS, Certainty, Label, Polarity, RelationType

RULE: Final = "list.adverse"
_REACH: Final = 26
_FREQUENCY: Final = re.compile(
    r"^\W*(?:(?:very |un|most |more |less )?(?:common|frequent)|rare|very rare|frequen\w+|infrequent\w*|frequency not known|not known|unknown|occasional\w*|"
    r"[^:]{0,40}disorders?|[^:]{0,40}investigations|[^:]{0,60}(?:reactions|effects|events|symptoms)|serious|severe|other|infections(?: and infestations)?|"
    r"[^:]{0,40}\d\s*(?:in|of|/)\s*[\d,]+[^:]{0,40}|[^:]{0,30}[<>≥≤]\s*[\d/.,%]+[^:]{0,30}|body as a whole|cardiovascular|gastrointestinal|"
    r"digestive|nervous system|central nervous system|cns|skin|dermatologic\w*|respiratory|metabolic|genitourinary|urogenital|musculoskeletal|"
    r"metabolism|cardiac|vascular|hepatobiliary|eyes?|ears?|blood|immune system|reproductive system|breast|urinary|gastro-?intestinal tract|"
    r"hematologic|haematologic\w*|hepatic|renal|special senses|psychiatric|neurologic\w*|endocrine|ocular|general)\b[^:]{0,80}:",
    re.I,
)


_ORGAN_CLASS: Final = re.compile(r"^[A-Z][\w ,-]*(?:disorders|investigations|conditions|infestations|complications)\W*$")
"""A line that only names an organ class."""
_ROW: Final = re.compile(r"^[^.:;]{3,40}\s[<>≤]?\d+(?:\.\d+)?\s*%?(?:\s*(?:[/|(]|vs\.?|versus)?\s*[<>≤]?\d+(?:\.\d+)?\s*%?\)?)*\s*$")
"""A row of a table: a name and figures."""
_LABEL: Final = re.compile(r"^\W*(?:In |With |Among |For |After |During )[^:.;]{3,60}:\s", re.I)


@cache
def _words() -> dict[str, frozenset[str]]:
    return load_words(__package__)


def adverse_lists(sentence: Sentence, index: int, agents: AgentFinder, *, open_end: int | None = None, adverse: bool = False) -> list[Claim]:
    """Return the claims of lists that a sentence introduces by naming them ("The most common adverse reactions are …").

    ``open_end`` is the position of the first token of a list item where the sentence is one behind its announcement; ``adverse`` says that it
    stands in a section of adverse reactions.
    """
    claims: list[Claim] = []
    for at, word in enumerate(sentence.lower):
        if singular(word) in _words()["outcome"]:
            claims += _outcomes(sentence, index, at)
        if word in _words()["rating"]:
            rated = _rated(sentence, index, at)
            claims += rated if adverse or len(rated) > 1 else []
        if singular(word) not in _words()["reaction"] or not _is_adverse(sentence, at):
            continue
        start = open_end if open_end is not None and at < open_end else _list_start(sentence, at)
        if start is not None:
            claims += _claims(sentence, index, _owner(sentence, at, agents), (at,), _listed(sentence, start))
        elif _is_predicate(sentence, at):
            subject = next((c for c in sentence.tokens[at].head.children if c.dep_ == "nsubj"), None)
            if subject is not None:
                verb = sentence.position.get(sentence.tokens[at].head.i, at)
                first = min((sentence.position[t.i] for t in subject.subtree if t.i in sentence.position), default=0)
                items = parse_items(sentence, first, verb, effects=True)
                claims += _claims(sentence, index, _owner(sentence, at, agents), (at,), items)
    return claims


def _rated(sentence: Sentence, index: int, at: int) -> list[Claim]:
    """ "Rash, urticaria and angioedema are rare": the subjects are effects."""
    head = sentence.tokens[at].head
    verb = sentence.position.get(head.i)
    if head.lemma_ not in ("be", "appear", "seem") or verb is None or verb > at:
        return []
    items = parse_items(sentence, 0, verb, effects=True)
    found = [p for p in items.phrases if classify(sentence, p).label == FINDING]
    return _claims(sentence, index, Agent(AgentKind.LEFT_OUT, path=(head,)), (at,), Items(tuple(found), items.end))


def _outcomes(sentence: Sentence, index: int, at: int) -> list[Claim]:
    """ "The results are sedation and …": what comes of the actions told before."""
    token = sentence.tokens[at]
    verb = sentence.position.get(token.head.i)
    if token.dep_ != "nsubj" or token.head.lemma_ != "be" or verb is None or verb < at:
        return []
    items = parse_items(sentence, verb + 1, len(sentence), effects=True)
    agent = Agent(AgentKind.ACTION, anchor=(at,), path=(token.head,))
    found = [p for p in items.phrases if classify(sentence, p).label == FINDING]
    return [replace(claim, adverse=False) for claim in _claims(sentence, index, agent, (at, verb), Items(tuple(found), items.end))]


def announces_list(sentence: Sentence, heading: bool) -> bool:
    """Whether a line announces the list behind it: it ends in a colon, or has no full stop and is no mere title."""
    if not len(sentence):
        return False
    last = sentence.tokens[-1].text
    if last == ":":
        return True
    return last not in (".", "!", "?", ";") and (not heading or any(token.pos_ in ("VERB", "AUX") for token in sentence.tokens))


def bare_list(sentence: Sentence, index: int) -> list[Claim]:
    """Return the claims of a list item or a verbless line in a section of adverse reactions.

    A leading frequency or organ class up to a colon is no effect.
    """
    text = sentence.source[sentence.tokens[0].idx : sentence.tokens[-1].idx + len(sentence.tokens[-1])]
    start = 0
    while match := _FREQUENCY.match(text) or _LABEL.match(text):
        offset = sentence.tokens[start].idx + match.end()
        start = next((p for p in range(start, len(sentence)) if sentence.tokens[p].idx >= offset), len(sentence))
        if start >= len(sentence):
            return []
        text = sentence.source[sentence.tokens[start].idx : sentence.tokens[-1].idx + len(sentence.tokens[-1])]
    labelled = start > 0 or bool(_ROW.search(text))
    if _ORGAN_CLASS.match(text) or (not labelled and _is_clause(sentence)):
        return []
    items = _listed(sentence, start)
    agent = Agent(AgentKind.LEFT_OUT, path=())
    return _claims(sentence, index, agent, (), items, need_finding=not labelled)


def _is_clause(sentence: Sentence) -> bool:
    """Whether a line is a sentence with a subject and verb, and no name of an effect with a remark behind it."""
    verb = next((p for p, t in enumerate(sentence.tokens) if t.tag_ in ("VBZ", "VBP", "VBD", "MD")), None)
    if verb is None:
        return sentence.tokens[0].tag_ == "VB"
    remark = next((p for p, w in enumerate(sentence.lower) if w in (":", "(", "that", "which", "–", "—", "-")), None)
    return remark is None or remark > verb


def _listed(sentence: Sentence, start: int) -> Items:
    phrases: list[Phrase] = []
    at = start
    end = len(sentence)
    while at < end:
        at = past_frequency(sentence, at, end)
        items = with_examples(sentence, parse_items(sentence, at, end, effects=True), effects=True)
        phrases += items.phrases
        following = max(items.end, at + 1)
        if items.end < end and sentence.lower[items.end] == ";" and clause_behind(sentence, items.end, end):
            break
        if items.phrases and items.end < end and sentence.lower[items.end] not in (",", ";", "and", "or", "•", "-"):
            break
        if not items.phrases and sentence.tokens[at].pos_ not in ("PUNCT", "ADV", "DET", "CCONJ", "ADP", "SYM", "NUM", "SPACE"):
            break
        at = following
    return Items(tuple(phrases), at)


def _is_adverse(sentence: Sentence, at: int) -> bool:
    before = sentence.lower[max(0, at - 3) : at]
    word = singular(sentence.lower[at])
    if word in ("symptom", "sign", "manifestation"):
        following = " ".join(sentence.lower[at + 1 : at + 8])
        return bool(re.match(r"(?:and \w+ )?of (?:\w+ )?(?:overdos|toxicity|intoxication|withdrawal)", following)) or "withdrawal" in before
    if sentence.lower[at] == "toxicities" or word == "complaint":
        return True
    if word in ("complication", "toxicity", "experience"):
        return bool(before) and before[-1] in _words()["adverse"] | {"serious"}
    if any(w in _words()["adverse"] for w in before) or sentence.lower[at] in ("adrs", "adr"):
        return True
    return word == "reaction" and bool(before) and before[-1] in ("drug", "common", "serious", "frequent", "reported", "severe", "other")


def _list_start(sentence: Sentence, at: int) -> int | None:
    """Return the token behind "include", "are", ":" or "such as", looking past phrases like "reported with X in clinical trials"."""
    end = min(len(sentence), at + _REACH)
    depth = 0
    for position in range(at + 1, end):
        word = sentence.lower[position]
        token = sentence.tokens[position]
        depth += (word in "([") - (word in ")]")
        if depth > 0:
            continue
        if word in ("such",) and position + 1 < end and sentence.lower[position + 1] == "as":
            return position + 2
        if word == ":" :
            return position + 1
        if word in _words()["list_verb"]:
            if token.lemma_ == "be" and (any(c.dep_ == "acomp" and sentence.hit_at(sentence.position.get(c.i, -1)) is None for c in token.children) or token.dep_ in ("auxpass", "aux")):
                if token.dep_ in ("auxpass", "aux"):
                    continue
                return None
            following = position + 1
            if following < len(sentence) and sentence.lower[following] in ("of", ":", "the", "following", "not", "limited"):
                return _past_filler(sentence, following)
            return following
        if token.tag_ in ("VBZ", "VBP", "VBD", "MD") and token.dep_ not in ("relcl", "aux", "auxpass") and not _in_relative(sentence, position, at):
            return None
        if word in (".", ";"):
            return None
    return None


def _past_filler(sentence: Sentence, at: int) -> int:
    while at < len(sentence) and sentence.lower[at] in ("of", ":", "the", "following", "but", "are", "not", "limited", "to", ","):
        at += 1
    return at


def _in_relative(sentence: Sentence, position: int, at: int) -> bool:
    return any(sentence.tokens[p].tag_ in ("WDT", "WP") or sentence.lower[p] == "that" for p in range(at + 1, position))


def _is_predicate(sentence: Sentence, at: int) -> bool:
    token = sentence.tokens[at]
    return token.dep_ == "attr" and token.head.lemma_ in ("be", "remain") and token.head.i in sentence.position


def _owner(sentence: Sentence, at: int, agents: AgentFinder) -> Agent:
    """The drug whose effects are listed: "of X", "with X", "X's", "associated with X"; else the text's own."""
    token = sentence.tokens[at]
    stop = at + 1
    while stop < min(len(sentence), at + _REACH) and sentence.lower[stop] not in ("include", "includes", "are", "were", "is", ":"):
        stop += 1
    named = agents.drug_among(range(max(0, at - 6), stop), [token])
    if named is not None:
        return named
    if at and any(sentence.lower[p] in ("these", "their", "they") for p in range(max(0, at - 6), min(len(sentence), at + 6))):
        return Agent(AgentKind.STAND_IN, path=(token,), plural=True)
    return Agent(AgentKind.LEFT_OUT, path=(token,))


def _claims(sentence: Sentence, index: int, agent: Agent, trigger: tuple[int, ...], items: Items, *, need_finding: bool = False) -> list[Claim]:
    claims = []
    scope = read_scope(agent.path)
    for outer in items.phrases:
        if len(outer.tokens) == 1 and singular(sentence.lower[outer.head]) in _words()["reaction"]:
            continue
        phrase = unwrap(sentence, outer)
        kind = classify(sentence, phrase)
        if kind.label in (GENERIC, PERSON, *SUBJECTS, *TARGETS) or singular(sentence.lower[phrase.head]) in _words()["list_stop"]:
            continue
        if need_finding and kind.label not in (FINDING, Label.PROCESS):
            continue
        if not any(character.isalpha() for character in sentence.text(phrase.tokens)):
            continue
        claims.append(
            Claim(index, RULE, Action.CAUSE, trigger, agent, RelationType.CAUSES, Label.EFFECT, phrase, kind if kind.label else Kind(FINDING), Polarity.AFFIRMED, scope.certainty if trigger else Certainty.ASSERTED, index, adverse=True)
        )
    return claims
