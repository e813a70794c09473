"""Put a document together: read each sentence, follow the topic, and turn claims into entities and relations."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from pipeline.context.agent import SUBJECTS, Agent, AgentKind
from pipeline.context.topic import Mention as Subject
from pipeline.context.topic import Topic, find_main
from pipeline.entities.kinds import Kind, classify
from pipeline.entities.lexicon import FINDING
from pipeline.entities.mentions import Mention, find_mentions
from pipeline.entities.phrases import Phrase, Sentence
from pipeline.linking.names import canonical_name
from pipeline.relations.claims import Claim, Rejection
from pipeline.relations.effects import effect_kind
from pipeline.relations.find import Reader
from pipeline.relations.links import link_claims
from pipeline.relations.lists import adverse_lists, announces_list, bare_list
from pipeline.rules.words import singular
from pipeline.types import Entity, Fragment, Fragments, Relation, content_id, surface
from pipeline.vocabulary import Label, Polarity, RelationType


@dataclass(frozen=True, slots=True)
class Place:
    """Where a sentence stands: block number and kind, section kind and title."""

    block: int
    block_kind: str
    section: str | None
    title: str | None


@dataclass(slots=True)
class Assembly:
    """Everything that was read out of one document.

    Args:
        doc_id: The document's id; the file's name is a hint at its drug.
        text: Its text; offsets are characters of it.
        sentences: Its sentences, in order.
        places: Where each stands.
        aliases: Abbreviations that the text defines, to their long forms.
    """

    doc_id: str
    text: str
    sentences: Sequence[Sentence]
    places: Sequence[Place]
    aliases: dict[str, str]
    claims: list[Claim] = field(default_factory=list)
    rejections: list[tuple[int, Rejection]] = field(default_factory=list)
    entities: list[Entity] = field(default_factory=list)
    relations: list[Relation] = field(default_factory=list)
    drug: str | None = None
    reading: list[Sentence] = field(default_factory=list)
    _kind_of_block: dict[int, str] = field(default_factory=dict)
    _subjects: dict[int, list[tuple[Subject, Phrase]]] = field(default_factory=dict)
    _mentions: list[Mention] = field(default_factory=list)

    def run(self) -> None:
        """Fill claims, entities and relations."""
        self._read_sentences()
        self._find_subjects()
        main = find_main([s for entries in self._subjects.values() for s, _ in entries], self.doc_id)
        self.drug = main.name if main else None
        resolved = self._resolve(Topic(main))
        self._build(resolved)

    # --- reading -----------------------------------------------------------------------------------------------------

    def _read_sentences(self) -> None:
        intro: Sentence | None = None
        for index, (sentence, place) in enumerate(zip(self.sentences, self.places, strict=True)):
            self.reading.append(sentence)
            self._mentions += find_mentions(sentence, index)
            if place.section == "boilerplate":
                continue
            if place.block_kind == "item" and intro is not None and self._read_item(intro, sentence, index, place):
                continue
            if place.block_kind != "item":
                intro = sentence if announces_list(sentence, place.block_kind == "heading") else None
            if place.block_kind == "heading":
                continue
            self._read_one(sentence, index, place)

    def _read_item(self, intro: Sentence, item: Sentence, index: int, place: Place) -> bool:
        """Read a list item behind the words that announce its list; True if they said something of it together."""
        head = [token for token in intro.tokens if token.text != ":" or token != intro.tokens[-1]]
        joined = Sentence([*head, *item.tokens], item.lexicon, item.extra)
        reader = Reader(joined, index, place.section)
        claims = [*reader.read().claims, *adverse_lists(joined, index, reader.agents, open_end=len(head))]
        claims = [claim for claim in claims if claim.object_in == index and min(claim.object.tokens) >= len(head)]
        if not claims:
            return False
        self.reading[index] = joined
        self.claims += _deduplicated(claims)
        return True

    def _read_one(self, sentence: Sentence, index: int, place: Place) -> None:
        reader = Reader(sentence, index, place.section, self._earlier(index), self._mentions)
        found = reader.read()
        claims = list(found.claims)
        if place.section != "contraindications":
            claims += adverse_lists(sentence, index, reader.agents, adverse=place.section == "adverse_reactions")
            if place.section == "adverse_reactions" and not claims:
                claims += bare_list(sentence, index)
        self.claims += _deduplicated(claims)
        self.rejections += [(index, rejection) for rejection in found.rejections]

    def _earlier(self, index: int) -> frozenset[str]:
        """Folded words of the objects of the claims of the sentence before, in the same block."""
        if not index or self.places[index - 1].block != self.places[index].block:
            return frozenset()
        claims = [claim for claim in self.claims if claim.sentence == index - 1]
        return frozenset(singular(word) for claim in claims for word in self._home(claim).words(claim.object.tokens))

    def _find_subjects(self) -> None:
        for mention in self._mentions:
            if mention.kind.label not in SUBJECTS or self.places[mention.sentence].section == "boilerplate":
                continue
            sentence = self.sentences[mention.sentence]
            head = sentence.tokens[mention.phrase.head]
            subject = Subject(
                self._name(sentence, mention.phrase, mention.kind, Label(mention.kind.label)),
                Label(mention.kind.label),
                mention.sentence,
                self._is_subject(sentence, mention.phrase),
                self.places[mention.sentence].block_kind == "heading",
            )
            self._subjects.setdefault(mention.sentence, []).append((subject, mention.phrase))

    def _is_subject(self, sentence: Sentence, phrase: Phrase) -> bool:
        """Whether a phrase is a grammatical subject, or opens a fragment without a verb ("Probenecid (for gout).")."""
        head = sentence.tokens[phrase.head]
        first = head.head if head.dep_ == "conj" else head
        if first.dep_ in ("nsubj", "nsubjpass"):
            return True
        named = phrase.tokens[0] == 0 and phrase.det not in ("a", "an") and classify(sentence, phrase).label == Label.DRUG
        return named and not any(token.tag_ in ("VBZ", "VBP", "VBD", "MD") for token in sentence.tokens)

    # --- subjects ----------------------------------------------------------------------------------------------------

    def _resolve(self, topic: Topic) -> list[tuple[Claim, Subject]]:
        by_sentence: dict[int, list[Claim]] = {}
        for claim in self.claims:
            by_sentence.setdefault(claim.sentence, []).append(claim)
        resolved: list[tuple[Claim, Subject]] = []
        block = -1
        self._kind_of_block = {place.block: place.block_kind for place in self.places}
        for index, place in enumerate(self.places):
            if place.block != block:
                if place.block_kind == "item":
                    topic.start_item(first=block < 0 or self._kind_of_block[block] != "item")
                else:
                    topic.start_paragraph()
                block = place.block
            named = [subject for subject, _ in self._subjects.get(index, ()) if subject.is_subject]
            own = [self._subject(claim.sentence, phrase) for claim in by_sentence.get(index, ()) for phrase in claim.agent.phrases]
            ahead = [subject for subject in named if any(subject.name == other.name for other in own)] or named
            settled: list[Subject] = []
            for claim in by_sentence.get(index, ()):
                subjects = self._subjects_of(claim, topic, ahead)
                settled += subjects
                resolved += [(claim, subject) for subject in subjects]
            main = [s for s in settled if topic.main and s.name == topic.main.name]
            topic.see(_unique(ahead or own))
            topic.note(main)
        return resolved

    def _subjects_of(self, claim: Claim, topic: Topic, here: Sequence[Subject]) -> list[Subject]:
        agent: Agent = claim.agent
        if agent.phrases:
            return _unique([self._subject(claim.sentence, phrase) for phrase in agent.phrases])
        if agent.kind is AgentKind.STAND_IN:
            before = self._before(claim, here)
            return _unique(before) if before else _unique(topic.stand_in(plural=agent.plural, noun=self._is_noun(claim)))
        before = self._before(claim, here)
        if agent.kind is AgentKind.LEFT_OUT and claim.rule.startswith("verb.reported") and not before:
            return _unique(topic.left_out())
        ahead = before or (here if not claim.trigger or claim.trigger[0] < 8 else [])
        return _unique(ahead[:1] if len({s.label for s in ahead}) > 1 else ahead) if ahead else _unique(topic.left_out())

    def _before(self, claim: Claim, here: Sequence[Subject]) -> list[Subject]:
        return [subject for subject in here if self._stands_before(claim, subject)]

    def _is_noun(self, claim: Claim) -> bool:
        sentence = self.reading[claim.sentence]
        return any(sentence.tokens[position].pos_ in ("NOUN", "PROPN") for position in claim.agent.anchor)

    def _stands_before(self, claim: Claim, subject: Subject) -> bool:
        first = min(claim.agent.anchor or claim.trigger or (0,))
        return any(s is subject and phrase.tokens[-1] < first for s, phrase in self._subjects.get(claim.sentence, ()))

    def _subject(self, index: int, phrase: Phrase) -> Subject:
        sentence = self.reading[index]
        kind = classify(sentence, phrase)
        label = Label(kind.label) if kind.label in SUBJECTS else Label.DRUG
        return Subject(self._name(sentence, phrase, kind, label), label, index, True)

    def _name(self, sentence: Sentence, phrase: Phrase, kind: Kind, label: Label) -> str:
        return canonical_name(
            surface(self.text, sentence.fragments(phrase.tokens)),
            preferred=kind.entry.name if kind.entry is not None and kind.by in ("lexicon", "document", "class", "lexicon head", "salt") else None,
            aliases=self.aliases,
            process=label is Label.PROCESS,
            drug=label is Label.DRUG,
        )

    # --- output ------------------------------------------------------------------------------------------------------

    def _build(self, resolved: Sequence[tuple[Claim, Subject]]) -> None:
        store: dict[tuple[Label, Fragments], Entity] = {}
        taken: dict[int, set[int]] = {}
        for claim, _ in resolved:
            taken.setdefault(claim.object_in, set()).update(self._absolute(self._home(claim), claim.object))
        for mention in self._mentions:
            free = mention.kind.label in SUBJECTS or not taken.get(mention.sentence, set()) & self._absolute(self.sentences[mention.sentence], mention.phrase)
            if free:
                label = self._label(mention)
                self._entity(store, self.sentences[mention.sentence], mention.phrase, mention.kind, label, f"rule:{mention.kind.by or 'head'}")
        links = link_claims(self.reading, self.claims)
        ids: dict[int, list[str]] = {}
        numbers = {id(claim): index for index, claim in enumerate(self.claims)}
        made: dict[str, tuple[Relation, int]] = {}
        for claim, subject in resolved:
            target = self._entity(store, self._home(claim), claim.object, claim.kind, claim.label, f"rule:{claim.rule}")
            source = self._subject_entity(store, claim, subject)
            if source is None or source.id == target.id:
                continue
            relation = self._relation(claim, source, target)
            made.setdefault(relation.id, (relation, numbers[id(claim)]))
            ids.setdefault(numbers[id(claim)], []).append(relation.id)
        subject_of = {relation.id: self._name_of(store, relation.subject) for relation, _ in made.values()}
        for relation, number in made.values():
            via = tuple(
                dict.fromkeys(
                    other
                    for cause in links.get(number, ())
                    for other in ids.get(cause, ())
                    if other != relation.id and subject_of[other] == subject_of[relation.id]
                )
            )
            self.relations.append(_with_via(relation, via))
        self.entities = sorted(store.values(), key=lambda e: (e.fragments[0], e.fragments[-1], e.label))

    def _home(self, claim: Claim) -> Sentence:
        """The sentence that the tokens of a claim's object are counted in."""
        here = claim.object_in == claim.sentence
        return self.reading[claim.sentence] if here else self.sentences[claim.object_in]

    def _absolute(self, sentence: Sentence, phrase: Phrase) -> set[int]:
        return {sentence.tokens[position].i for position in phrase.tokens}

    def _name_of(self, store: dict[tuple[Label, Fragments], Entity], entity_id: str) -> str:
        return next(entity.name for entity in store.values() if entity.id == entity_id)

    def _label(self, mention: Mention) -> Label:
        if mention.kind.label == FINDING:
            return Label.EFFECT if self.places[mention.sentence].section in ("adverse_reactions", "warnings") else Label.CONDITION
        return Label(mention.kind.label or Label.PROCESS)

    def _entity(self, store: dict[tuple[Label, Fragments], Entity], sentence: Sentence, phrase: Phrase, kind: Kind, label: Label, found_by: str) -> Entity:
        fragments = sentence.fragments(phrase.tokens)
        key = (label, fragments)
        if key not in store:
            entry = kind.entry if kind.by in ("lexicon", "document", "class", "salt") else None
            store[key] = Entity(
                content_id(label, fragments),
                label,
                fragments,
                surface(self.text, fragments),
                self._name(sentence, phrase, kind, label),
                entry.id if entry is not None else None,
                (found_by,),
            )
        return store[key]

    def _subject_entity(self, store: dict[tuple[Label, Fragments], Entity], claim: Claim, subject: Subject) -> Entity | None:
        for phrase in claim.agent.phrases:
            if self._subject(claim.sentence, phrase).name == subject.name:
                kind = classify(self.reading[claim.sentence], phrase)
                return self._entity(store, self.reading[claim.sentence], phrase, kind, subject.label, f"rule:{kind.by or 'head'}")
        same = [entity for entity in store.values() if entity.name == subject.name and entity.label is subject.label]
        start = self.sentences[claim.sentence].tokens[0].idx
        before = [entity for entity in same if entity.fragments[0].start <= start]
        return max(before, key=lambda e: e.fragments[0].start, default=None) or min(same, key=lambda e: e.fragments[0].start, default=None)

    def _relation(self, claim: Claim, source: Entity, target: Entity) -> Relation:
        sentence = self.reading[claim.sentence]
        first, last = self.sentences[claim.sentence].tokens[0], self.sentences[claim.sentence].tokens[-1]
        trigger = sentence.fragments(sorted(set(claim.trigger)))
        anchor = source.fragments if claim.agent.phrases else sentence.fragments(sorted(set(claim.agent.anchor)))
        kind = effect_kind(self._home(claim), claim, self.places[claim.sentence].section) if claim.relation is RelationType.CAUSES else None
        return Relation(
            id=content_id(claim.relation, source.name, target.id, claim.polarity),
            relation=claim.relation,
            subject=source.id,
            object=target.id,
            polarity=claim.polarity,
            certainty=claim.certainty,
            effect_kind=kind,
            trigger=trigger,
            anchor=anchor,
            sentence=Fragment(first.idx, last.idx + len(last)),
            section=self.places[claim.sentence].title,
            found_by=(f"rule:{claim.rule}",),
        )


def _with_via(relation: Relation, via: tuple[str, ...]) -> Relation:
    from dataclasses import replace  # noqa: PLC0415

    return replace(relation, via=via)


def _unique(subjects: Sequence[Subject]) -> list[Subject]:
    return list({subject.name: subject for subject in subjects}.values())


def _deduplicated(claims: Sequence[Claim]) -> list[Claim]:
    """Keep the first claim of each (relation, object, polarity); an affirmed one beside its own negation is dropped."""
    seen: dict[tuple[RelationType, tuple[int, ...]], Claim] = {}
    for claim in claims:
        key = (claim.relation, (claim.object_in, *claim.object.tokens))
        if key not in seen or (seen[key].polarity is Polarity.AFFIRMED and claim.polarity is Polarity.NEGATED):
            seen[key] = claim
    return list(seen.values())
