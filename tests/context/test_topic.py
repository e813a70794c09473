"""What a stand-in or a left-out subject means, sentence by sentence."""

from __future__ import annotations

from pipeline.context.topic import Mention, Topic, find_main
from pipeline.vocabulary import Label


def mention(name: str, *, label: Label = Label.DRUG, sentence: int = 0, subject: bool = True) -> Mention:
    """Return a mention of a drug or class."""
    return Mention(name, label, sentence, subject, False)


ALPHA, BETA = mention("alphadone"), mention("betadone")
CLASSES = mention("gammalytic", label=Label.DRUG_CLASS)


def test_the_drug_named_most_is_the_main_one() -> None:
    assert find_main([ALPHA, BETA, mention("alphadone", sentence=1)], "text") == ALPHA


def test_the_name_of_the_file_counts() -> None:
    assert find_main([ALPHA, BETA], "betadone.txt") == BETA


def test_no_mention_no_main() -> None:
    assert find_main([], "betadone.txt") is None


def test_a_pronoun_means_the_last_named() -> None:
    topic = Topic(ALPHA)
    topic.start_paragraph()
    assert topic.stand_in(plural=False) == [ALPHA]
    topic.see([BETA])
    assert topic.stand_in(plural=False) == [BETA]


def test_a_plural_stand_in_means_all_of_them() -> None:
    topic = Topic(ALPHA)
    topic.start_paragraph()
    topic.see([ALPHA, BETA])
    assert topic.stand_in(plural=True) == [ALPHA, BETA]
    assert topic.stand_in(plural=False) == [ALPHA]


def test_the_drug_means_the_texts_own_where_the_paragraph_speaks_of_it() -> None:
    topic = Topic(ALPHA)
    topic.start_paragraph()
    topic.see([ALPHA])
    topic.see([BETA])
    assert topic.stand_in(plural=False, noun=True) == [ALPHA]


def test_a_new_paragraph_forgets_the_last_ones_subjects() -> None:
    topic = Topic(ALPHA)
    topic.start_paragraph()
    topic.see([BETA])
    topic.start_paragraph()
    assert topic.left_out() == [ALPHA]


def test_a_class_goes_on_into_the_next_paragraph_for_a_plural() -> None:
    topic = Topic(ALPHA)
    topic.start_paragraph()
    topic.see([CLASSES])
    topic.start_paragraph()
    assert topic.stand_in(plural=True) == [CLASSES]


def test_each_item_of_a_list_goes_on_from_what_stood_before_it() -> None:
    topic = Topic(ALPHA)
    topic.start_paragraph()
    topic.see([BETA])
    topic.start_item(first=True)
    topic.see([CLASSES])
    topic.start_item(first=False)
    assert topic.left_out() == [BETA]


def test_without_a_main_drug_the_last_subject_goes_on() -> None:
    topic = Topic(None)
    topic.start_paragraph()
    assert topic.left_out() == []
    topic.see([BETA])
    topic.start_paragraph()
    assert topic.left_out() == [BETA]
