"""A set of integer keys held as runs behaves as any set."""

from hypothesis import given
from hypothesis import strategies as st

from pairing_desktop.domain.ids import Ids

KEYS = st.lists(st.integers(-20, 40))


@given(KEYS, KEYS)
def test_it_is_the_set_of_what_it_was_made_of(one: list[int], two: list[int]) -> None:
    ids, other = Ids(one), Ids(two)
    assert list(ids) == sorted(set(one)) and len(ids) == len(set(one))
    assert [key in ids for key in range(-21, 42)] == [key in set(one) for key in range(-21, 42)]
    assert ids == set(one) and ids | other == set(one) | set(two) and ids - other == set(one) - set(two)
    assert list(ids.without(other)) == sorted(set(one) - set(two)) and len(ids.without(other)) == len(set(one) - set(two))
    assert Ids.joined([ids, other]) == set(one) | set(two)
    assert list(frozenset(two) | ids) == sorted(set(one) | set(two))
    assert [key for portion in ids.portions(3) for key in portion] == list(ids)


def test_a_million_keys_in_a_row_are_one_run() -> None:
    ids = Ids(range(7, 1_000_007))
    assert len(ids) == 1_000_000 and len(ids._starts) == 1
    assert 7 in ids and 1_000_006 in ids and 1_000_007 not in ids and "7" not in ids
