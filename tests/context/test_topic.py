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


def test_a_class_named_more_often_is_not_what_a_text_on_a_drug_is_about() -> None:
    often = [mention("gammalytic", label=Label.DRUG_CLASS, sentence=5 + at) for at in range(5)]
    drug = [mention("alphadone", sentence=3, subject=False), mention("alphadone", sentence=4, subject=False)]
    assert find_main([*drug, *often], "text") == drug[0]
    assert find_main([drug[0], *often], "text") == often[0]


def test_a_class_is_the_main_one_where_the_title_names_it() -> None:
    title = Mention("gammalytic", Label.DRUG_CLASS, 0, is_subject=False, in_heading=True)
    assert (
        find_main([title, mention("alphadone", sentence=3), mention("alphadone", sentence=4)], "x") == title
    )


def test_a_class_that_opens_a_text_is_the_main_one_beside_several_drugs_only() -> None:
    opening = [mention("gammalytic", label=Label.DRUG_CLASS), mention("gammalytic", label=Label.DRUG_CLASS)]
    drugs = [mention("alphadone", sentence=at, subject=False) for at in (3, 4)]
    assert find_main([*opening, *drugs], "text") == drugs[0]
    others = [mention("betadone", sentence=at, subject=False) for at in (5, 6)]
    assert find_main([*opening, *drugs, *others], "text") == opening[0]


def test_a_name_that_the_text_makes_known_as_its_own_is_the_main_one() -> None:
    own = Mention("deltadone", Label.DRUG, 4, is_subject=False, is_own=True)
    assert find_main([ALPHA, mention("alphadone", sentence=1), own], "text") == own


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
