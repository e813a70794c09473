"""What the text is about: the monograph's drug or class, and the one that each sentence carries on with."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from pipeline.rules.words import fold_words
from pipeline.vocabulary import Label


@dataclass(frozen=True, slots=True)
class Mention:
    """A drug or class named in a text: canonical name, label, sentence number, whether it is the sentence's
    subject and stands in a heading, and whether the text makes known that it is its own (`OWN`)."""

    name: str
    label: Label
    sentence: int
    is_subject: bool
    in_heading: bool = False
    is_own: bool = False


def find_main(mentions: Sequence[Mention], doc_id: str) -> Mention | None:
    """Return the drug or class that a text is about, or None where it names neither.

    Counted are mentions, and more for a title, the first sentences, subjects of sentences and the file's
    name, most of all among drugs where the file is named after one and nothing else; a drug goes before a
    class where neither leads clearly, and before one that the text is not about.
    """
    scores: Counter[str] = Counter()
    stem = set(fold_words(PurePosixPath(doc_id).stem))
    first: dict[str, Mention] = {}
    for mention in mentions:
        first.setdefault(mention.name, mention)
        scores[mention.name] += (
            1
            + 2 * mention.is_subject
            + 3 * mention.in_heading
            + 9 * (mention.in_heading and mention.sentence == 0)
        )
        if mention.sentence <= 1:
            scores[mention.name] += 3 + 4 * mention.is_subject
    for name, mention in first.items():
        if set(fold_words(name)) & stem:
            scores[name] += 8
        if mention.is_own:
            scores[name] += 20
        if mention.label is Label.DRUG:
            scores[name] += 2
    best = max(first.values(), key=lambda mention: scores[mention.name], default=None)
    drugs = [mention for mention in first.values() if mention.label is Label.DRUG]
    if best is None or not drugs:
        return best
    drug = max(drugs, key=lambda m: scores[m.name] + 12 * (set(fold_words(m.name)) == stem))
    if best.label is Label.DRUG:
        return drug
    return best if _is_about_class(mentions, best.name, drug.name) else drug


def _is_about_class(mentions: Sequence[Mention], name: str, drug: str) -> bool:
    """Whether a text is about a class and not about the drug that it speaks of most: its title names the
    class, it opens with the class and goes on to several drugs, or it hardly names the drug."""
    counts = Counter(mention.name for mention in mentions)
    of_class = [mention for mention in mentions if mention.name == name]
    if any(mention.in_heading and mention.sentence == 0 for mention in of_class):
        return True
    if any(mention.is_subject and mention.sentence <= 1 for mention in of_class):
        others = sum(m.label is Label.DRUG and m.name != drug for m in mentions)
        return counts[drug] < counts[name] or counts[drug] <= others
    return 3 * counts[drug] < counts[name]


def _is_class(mention: Mention) -> bool:
    return mention.label is Label.DRUG_CLASS


@dataclass(slots=True)
class Topic:
    """Follows a text sentence by sentence and says what a stand-in or a left-out subject means there."""

    main: Mention | None
    _headed: Mention | None = None
    _headed_class: Mention | None = None
    _paragraph: list[Mention] = field(default_factory=list)
    _last: list[Mention] = field(default_factory=list)
    _class: Mention | None = None
    _main_seen: bool = False
    _before_list: tuple[list[Mention], bool] = field(default_factory=lambda: ([], False))

    def start_paragraph(self) -> None:
        """Forget the last paragraph's subjects."""
        self._last = self._paragraph or self._last
        self._paragraph = []
        self._main_seen = False

    def start_section(self, heading: Sequence[Mention], *, bare: bool = False) -> None:
        """Take in a heading: one that names a single drug opens a part on that drug, which lasts to the next
        such heading, and in a text on a drug of its own to the next heading of any kind; one that is no more
        (``bare``) than the name of a class says what several of its drugs are together."""
        drugs = [m for m in heading if m.label is Label.DRUG]
        self._headed_class = heading[0] if bare and heading and not drugs else None
        if len({m.name for m in drugs}) == 1 and len(drugs) == len(heading):
            self._headed = drugs[0]
        elif self.main is None or self.main.label is Label.DRUG:
            self._headed = None

    @property
    def about(self) -> Mention | None:
        """The drug of the part of the text that is being read, else the text's own drug or class."""
        return self._headed or self.main

    def start_item(self, *, first: bool) -> None:
        """Begin a list item: each goes on from what the list stood behind."""
        if first:
            self._before_list = (self._paragraph, self._main_seen)
        self._paragraph, self._main_seen = self._before_list

    def see(self, subjects: Iterable[Mention]) -> None:
        """Take in the named subjects of the sentence just read."""
        found = list(subjects)
        if found:
            self._paragraph = found
            self._class = next((m for m in found if m.label is Label.DRUG_CLASS), self._class)
            self._main_seen = self._main_seen or any(self.about and m.name == self.about.name for m in found)

    def note(self, main: Iterable[Mention]) -> None:
        """Take in that the paragraph speaks of the text's own drug, also where it does not name it."""
        self._main_seen = self._main_seen or any(True for _ in main)

    def left_out(self) -> list[Mention]:
        """Return the subjects of a sentence that leaves its subject out: the text's own where the paragraph
        speaks of it."""
        about = self.about
        if about and (self._main_seen or not self._paragraph):
            return [about]
        return self._paragraph or self._last

    def stand_in(self, *, plural: bool, noun: bool = False) -> list[Mention]:
        """Return what "it" or "these agents" stands for.

        Args:
            plural: Whether the stand-in is plural.
            noun: Whether it is a noun ("the drug"), which means the text's own drug where the paragraph
                speaks of it.
        """
        about = self.about
        if (
            noun
            and not plural
            and about
            and about.label is Label.DRUG
            and (self._main_seen or all(_is_class(m) for m in self._paragraph))
        ):
            return [about]
        if plural and self._headed_class and not any(map(_is_class, self._paragraph)):
            return [self._headed_class]
        if plural and len(self._paragraph) < 2 and self._class:
            return [self._class]
        if not plural and about and self._main_seen and all(_is_class(m) for m in self._paragraph):
            return [about]
        if self._paragraph:
            return self._paragraph if plural else self._paragraph[:1]
        return [about] if about else self._last
