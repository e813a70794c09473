"""Lines in a section of adverse reactions that only name effects, behind a frequency or organ class or in a
table."""

from __future__ import annotations

import re
from typing import Final

from pipeline.context.agent import Agent, AgentKind
from pipeline.entities.phrases import Sentence
from pipeline.relations.claims import Claim
from pipeline.relations.listed import listed_claims, listed_items

_FREQUENCY: Final = re.compile(
    r"^\W*(?:(?:very |un|most |more |less )?(?:common|frequent)|rare|very rare|frequen\w+|infrequent\w*|"
    r"frequency not known|not known|unknown|occasional\w*|"
    r"[^:]{0,40}disorders?|[^:]{0,40}investigations|[^:]{0,60}(?:reactions|effects|events|symptoms)|serious|"
    r"severe|other|infections(?: and infestations)?|"
    r"[^:]{0,40}\d\s*(?:in|of|/)\s*[\d,]+[^:]{0,40}|[^:]{0,30}[<>≥≤]\s*[\d/.,%]+[^:]{0,30}|body as a whole|"
    r"cardiovascular|gastrointestinal|"
    r"digestive|nervous system|central nervous system|cns|skin|dermatologic\w*|respiratory|metabolic|"
    r"genitourinary|urogenital|musculoskeletal|"
    r"metabolism|cardiac|vascular|hepatobiliary|eyes?|ears?|blood|immune system|reproductive system|breast|"
    r"urinary|gastro-?intestinal tract|"
    r"hematologic|haematologic\w*|hepatic|renal|special senses|psychiatric|neurologic\w*|endocrine|ocular|"
    r"general)\b[^:]{0,80}:",
    re.I,
)
_ORGAN_CLASS: Final = re.compile(
    r"^(?:[A-Z][\w ,-]*)?(?i:disorders|investigations|conditions|infestations|complications)\W*$"
)
"""A line that only names an organ class."""
_ORGAN_PREFIX: Final = re.compile(
    r"^[A-Z][\w ,-]*?(?i:disorders|investigations|conditions|infestations|complications) (?=[A-Z])"
)
"""An organ class before the first effect of a row."""
_ROW: Final = re.compile(r"^[^.:;()]{3,40}\s[<>≤]?\d(?:[\d\s.%/|(),<>≤–-]|vs\.?|versus)*$")
"""A row of a table: a name and figures."""
_LABEL: Final = re.compile(r"^\W*(?:In |With |Among |For |After |During )[^:.;]{3,60}:\s", re.I)


def bare_list(sentence: Sentence, index: int) -> list[Claim]:
    """Return the claims of a list item or a verbless line in a section of adverse reactions.

    A leading frequency or organ class up to a colon is no effect.
    """
    text = sentence.source[sentence.tokens[0].idx : sentence.tokens[-1].idx + len(sentence.tokens[-1])]
    start = 0
    while match := _FREQUENCY.match(text) or _LABEL.match(text) or _ORGAN_PREFIX.match(text):
        offset = sentence.tokens[start].idx + match.end()
        start = next(
            (p for p in range(start, len(sentence)) if sentence.tokens[p].idx >= offset), len(sentence)
        )
        if start >= len(sentence):
            return []
        text = sentence.source[
            sentence.tokens[start].idx : sentence.tokens[-1].idx + len(sentence.tokens[-1])
        ]
    labelled = start > 0 or bool(_ROW.search(text))
    if _ORGAN_CLASS.match(text) or sentence.instructs(start) or (not labelled and _is_clause(sentence)):
        return []
    items = listed_items(sentence, start, labelled=labelled)
    agent = Agent(AgentKind.LEFT_OUT, path=())
    return listed_claims(sentence, index, agent, (), items, need_finding=not labelled)


def _is_clause(sentence: Sentence) -> bool:
    """Whether a line is a sentence with a subject and verb, and no name of an effect with a remark behind
    it."""
    finite = ("VBZ", "VBP", "VBD", "MD")
    verbs = (p for p, t in enumerate(sentence.tokens) if t.tag_ in finite and sentence.hit_at(p) is None)
    verb = next(verbs, None)
    if verb is None:
        return sentence.tokens[0].tag_ == "VB"
    remark = next(
        (p for p, w in enumerate(sentence.lower) if w in (":", "(", "that", "which", "–", "—", "-")), None
    )
    return remark is None or remark > verb
