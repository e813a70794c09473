"""Links between triples hold no circle, whatever is wanted."""

from __future__ import annotations

from collections.abc import Mapping
from graphlib import TopologicalSorter

from hypothesis import given
from hypothesis import strategies as st

from pipeline.triples.links import link_triples


def test_chains_stay() -> None:
    wanted = {"hypotension": ["vasodilation"], "vasodilation": ["blockade"], "blockade": []}
    assert link_triples(wanted) == {triple: tuple(links) for triple, links in wanted.items()}


def test_a_long_circle_is_opened_at_its_last_link() -> None:
    assert link_triples({"a": ["b"], "b": ["c"], "c": ["a", "d"], "d": []}) == {
        "a": ("b",),
        "b": ("c",),
        "c": ("d",),
        "d": (),
    }


def test_two_thousand_links_in_a_row_do_not_exhaust_the_stack() -> None:
    chain = {str(n): [str(n + 1)] for n in range(1_999)} | {"1999": ["0"]}
    backwards = dict(reversed(chain.items()))
    kept = link_triples(backwards)
    assert kept["1999"] == ("0",)
    assert sum(map(len, kept.values())) == 1_999


@given(
    st.dictionaries(st.sampled_from("abcdef"), st.lists(st.sampled_from("abcdef"), max_size=8), min_size=6)
)
def test_no_circle_ever_and_no_link_dropped_without_need(wanted: Mapping[str, list[str]]) -> None:
    kept = link_triples(wanted)
    assert set(kept) == set(wanted)
    tuple(TopologicalSorter(kept).static_order())  # raises CycleError where there is one
    for triple, links in wanted.items():
        assert len(set(kept[triple])) == len(kept[triple])
        for dropped in set(links) - set(kept[triple]):
            assert _reaches(kept, dropped, triple)


def _reaches(links: Mapping[str, tuple[str, ...]], start: str, goal: str) -> bool:
    return start == goal or any(_reaches(links, link, goal) for link in links[start])
