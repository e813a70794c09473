"""Whether a sentence says that patients have a complaint, where it stands among effects."""

from __future__ import annotations

import re
from typing import Final

from pipeline.entities.phrases import Phrase, Sentence

_WITH: Final = re.compile(
    r"\b(?:patients?|people|persons?|adults?|children|women|men|clients?|individuals?|subjects|those|mice)"
    r" (?:with|without|suffering from|who have)\b(?P<between>[^.,;:]*)$"
)
_HAVING: Final = re.compile(
    r"(?:\b(?:ever had|history of|contraindicated (?:in|during)|risk factors include|doctor about"
    r"|you (?:- )?have)|^\W*have)\b(?P<between>[^.;:]*)$"
)
"""What the reader or a patient has, a list of things as well."""
_VERB: Final = re.compile(
    r"\b(?:may|might|can|could|should|will|would|must|is|are|was|were|be|been|causes?|develops?|occurs?"
    r"|increases?|decreases?|reported|leads?|results?|receiving|taking|treated|after|when)\b"
)
_ALARM: Final = re.compile(r"\b(?:call|stop|seek|contact|emergency|once|away|immediately|straight)\b")
"""Words that send the reader to a doctor for what the drug did."""


def is_borne(sentence: Sentence, phrase: Phrase) -> bool:
    """Whether a complaint is what patients have ("people with asthma", "if you have ever had fits, gout"),
    not what happens to them."""
    if _ALARM.search(" ".join(sentence.lower)):
        return False
    before = " ".join(sentence.lower[: phrase.tokens[0]])
    found = _WITH.search(before) or _HAVING.search(before)
    return found is not None and _VERB.search(found["between"]) is None
