"""Strategies for texts: prose of monographs with anything in it that a file could hold."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from hypothesis import strategies as st

_SUBJECTS: Final = (
    *("Xeloratine", "It", "The drug", "These medications", "Beta blockers"),
    *("(R)-xeloratine", "XEL-101", "α-Xeloratin"),
)
_PREDICATES: Final = (
    *("is an antagonist at", "inhibits the reuptake of", "is a selective inhibitor of", "does not block"),
    *("may cause", "leads to", "side effects include", "such as", "which in turn reduces", "increases"),
    "is used for the treatment of",
)
_OBJECTS: Final = (
    *("histamine H1 receptors", "M1, M2 and M3 receptors", "5-HT2A/2C receptors", "β2-adrenoceptors"),
    *("serotonin and norepinephrine", "the serotonin transporter (SERT)", "SERT", "hay fever"),
    *("dry mouth, drowsiness and/or blurred vision", "blood pressure", "anticholinergic side effects"),
    "voltage-gated sodium channels",
)
_JOINTS: Final = (
    *(" ", ". ", ", ", "; ", "::", " (", ") ", "…", "—", "’s ", "|", "%s", "{{", "<b>", "]]>", "&nbsp;"),
    *("\n", "\r\n", "\n\n", "\t", "\n• ", "\n- ", "\n1) ", "[1]", "[1, 2–4]", "\n\nSide effects\n\n"),
    *("\x00", "\x0b", "\x0c", "\x1b[31m", "\x85", "\u2028", "\u00a0", "\u200b", "\u00ad", "\ufeff", "\u202e"),
    *("½", "µ", "İ", "ſ", "ß", "ﬁ", "\u0301", "😀", "𝛼", "Ⅳ", "٣"),
)

_FORMS: Final[tuple[Callable[[str], str], ...]] = (str, str, str.upper, str.title, str.swapcase)

prose: Final = st.lists(
    st.one_of(*(st.sampled_from(words) for words in (_SUBJECTS, _PREDICATES, _OBJECTS, _JOINTS))),
    min_size=1, max_size=30,
).map(" ".join)  # fmt: skip
"""Words of monographs in any order, with odd characters between them."""

glued: Final = st.lists(
    st.one_of(*(st.sampled_from(words) for words in (_SUBJECTS, _PREDICATES, _OBJECTS, _JOINTS, _JOINTS))),
    min_size=1, max_size=30,
).map("".join)  # fmt: skip
"""The same with nothing between them."""


@st.composite
def sentences(draw: st.DrawFn) -> str:
    """Return well-formed sentences with few odd things in them: these are the ones that give relations."""
    found = []
    for _ in range(draw(st.integers(1, 5))):
        words = " ".join(draw(st.sampled_from(part)) for part in (_SUBJECTS, _PREDICATES, _OBJECTS))
        at = draw(st.integers(0, len(words)))
        odd = draw(st.one_of(st.just(""), st.sampled_from(_JOINTS), st.characters()))
        form = draw(st.sampled_from(_FORMS))
        found.append(
            form(words[:at] + odd + words[at:]) + draw(st.sampled_from((". ", ".\n", ".\n\n", "\n• ", " ")))
        )
    return "".join(found)


texts: Final = st.one_of(sentences(), prose, glued, st.text(min_size=1, max_size=300)).map(
    lambda text: text.encode("utf-8", "replace").decode()
)
"""Any text that a file in UTF-8 can hold."""
