"""People sent, counted: what one source says adds up, what two say of the same posting counts once."""

from hypothesis import given
from hypothesis import strategies as st

from pairing_desktop.domain.postings import WAYS, Posting, totals
from pairing_desktop.domain.trust import Mark


def posting(people: int, **values: object) -> Posting:
    base = {
        "id": 1, "qualifier": "exact", "role": "doctor", "batch": "", "sending_unit": "Hospital", "receiving_unit": "",
        "place": 0, "project": 0, "start_date": "2019", "end_date": "2021", "source": 1,
    }
    return Posting(**{**base, **values, "people": people})  # type: ignore[arg-type]


def test_postings_of_one_source_add_up_by_role_with_the_sum_last() -> None:
    found = totals([posting(3), posting(2, role="teacher"), posting(4, batch="2")], "role")
    assert [(line.code, line.low, line.high, line.postings) for line in found] == [
        ("doctor", 7, 7, 2), ("teacher", 2, 2, 1), (None, 9, 9, 3),
    ]
    assert {line.mark for line in found} == {Mark.ONE}


def test_two_sources_of_the_same_posting_count_once_and_their_difference_is_a_range() -> None:
    agreed = totals([posting(3), posting(3, source=2, sending_unit=" hospital")], "role")[-1]
    assert (agreed.low, agreed.high, agreed.postings, agreed.sources, agreed.mark) == (3, 3, 1, 2, Mark.TWO)
    apart = totals([posting(3), posting(5, source=2), posting(1, role="teacher")], "role")[-1]
    assert (apart.low, apart.high, apart.mark) == (4, 6, Mark.DISPUTED)


def test_a_year_counts_everybody_whose_term_covers_it_and_an_open_end_is_not_guessed() -> None:
    found = totals([posting(3), posting(2, start_date="2021-09", end_date=""), posting(1, start_date="", end_date="")], "year")
    assert [(line.code, line.high) for line in found] == [
        ("2019", 3), ("2020", 3), ("2021", 5), ("", 1), (None, 6),
    ]


def test_a_count_that_is_not_exact_makes_its_total_so() -> None:
    found = totals([posting(100, qualifier="more than"), posting(2, role="teacher")], "role")
    assert [line.inexact for line in found] == [True, False, True]


@given(
    st.lists(st.tuples(st.integers(1, 99), st.integers(1, 3), st.sampled_from(["a", "b", ""])), max_size=12),
    st.sampled_from(list(WAYS)),
)
def test_a_range_always_holds_what_each_source_says_alone(rows: list[tuple[int, int, str]], way: str) -> None:
    found = totals([posting(people, source=source, role=role) for people, source, role in rows], way)
    assert bool(found) == bool(rows)
    for line in found:
        assert 0 < line.low <= line.high <= sum(people for people, _, _ in rows)
        assert (line.mark is Mark.DISPUTED) == (line.low != line.high)
