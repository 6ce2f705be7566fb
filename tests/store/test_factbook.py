"""The book of facts that rules read: all that counts, and no opinion."""

import dataclasses
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from pairing_desktop.domain.checks import check_about
from pairing_desktop.operations import checks
from pairing_desktop.store import factbook


@pytest.fixture
def connection(facts_file: Path) -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(facts_file)
    for trigger in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        connection.execute(f"DROP TRIGGER {trigger[0]}")
    yield connection
    connection.close()


def ids(connection: sqlite3.Connection, *keys: str) -> list[int]:
    return [connection.execute("SELECT id FROM claim WHERE key = ?", (key,)).fetchone()[0] for key in keys]


def test_the_book_holds_all_live_facts(connection: sqlite3.Connection) -> None:
    (trashed,) = ids(connection, "s50_2023")
    connection.execute("UPDATE claim SET deleted_at = '2026-01-01' WHERE id = ?", (trashed,))
    book = factbook.read(connection)
    assert len(book.claims) == 349 and trashed not in book.claims
    assert (len(book.measures), len(book.projects), len(book.places), len(book.companies)) == (86, 52, 55, 60)
    assert len(book.sources) == 123 and len(book.participations) == 60


def test_opinions_and_recorded_disputes_never_enter_the_book(connection: sqlite3.Connection) -> None:
    before = factbook.read(connection)
    connection.execute("UPDATE claim SET assessment = 'implausible', assessment_note = 'wrong'")
    connection.execute("DELETE FROM claim_relation WHERE relation = 'disputes'")
    after = factbook.read(connection)
    assert before == after and before.relations == ()
    assert not [
        field.name for field in dataclasses.fields(next(iter(after.claims.values()))) if "assess" in field.name
    ]


def test_an_accepted_reading_is_in_force_while_the_print_is_the_same(connection: sqlite3.Connection) -> None:
    (claim,) = ids(connection, "seed_p08_month")
    connection.execute(
        "INSERT INTO reading (uid, claim_id, name, printed, value, reason) "
        "VALUES ('u', ?, 'wan_as_million', '1843580000', '18435800', 'checked')",
        (claim,),
    )
    read = factbook.read(connection)
    assert (read.claims[claim].value, read.claims[claim].printed_value) == ("18435800", "1843580000")
    assert read.readings == {claim: "wan_as_million"}
    connection.execute("UPDATE claim SET value = '999' WHERE id = ?", (claim,))
    assert factbook.read(connection).claims[claim].value == "999"


def test_relations_of_people_and_derived_sources_enter(connection: sqlite3.Connection) -> None:
    one, two = ids(connection, "s50_land", "s50_land_cns")
    connection.execute(
        "INSERT INTO claim_relation (uid, claim_id, other_id, relation) VALUES ('r', ?, ?, 'other_scope')",
        (one, two),
    )
    first, second = (row[0] for row in connection.execute("SELECT id FROM source ORDER BY id LIMIT 2").fetchall())
    connection.execute(
        "INSERT INTO source_relation (uid, source_id, other_id, note) VALUES ('s', ?, ?, 'n')", (first, second)
    )
    book = factbook.read(connection)
    assert book.relations == ((one, two, "other_scope"),)
    assert book.sources[first].derived_from == (second,)


@pytest.mark.parametrize(
    "key", ["seed_p08_month", "seed_p13_invest", "seed_p07_lamost", "seed_p09_poly", "dlh_elev"]
)
def test_what_a_saved_claim_touches_is_enough_to_check_it(connection: sqlite3.Connection, key: str) -> None:
    wanted = ids(connection, key)
    whole, part = factbook.read(connection), factbook.read_about(connection, wanted)
    assert len(part.claims) < len(whole.claims)

    def of_claim(book: factbook.FactBook) -> set[tuple[str, str]]:
        return {(one.rule, one.severity) for one in check_about(book, wanted) if one.claim == key}

    assert of_claim(part) == of_claim(whole) != set()


def test_what_is_no_number_is_left_out_of_the_rules_and_told(connection: sqlite3.Connection) -> None:
    (claim,) = ids(connection, "s50_2023")
    connection.execute("UPDATE claim SET value = '1.2.3' WHERE id = ?", (claim,))
    connection.execute("UPDATE project SET capacity = '5-0'")
    assert factbook.read(connection).claims[claim].value == ""
    (told,) = [one for one in checks.check(connection) if one.rule == "unparsable_value"]
    assert (told.claim, told.values) == ("s50_2023", {"value": "1.2.3"})


def test_a_book_that_is_let_go_of_holds_nothing_that_could_be_given_back_all_at_once(connection: sqlite3.Connection) -> None:
    book = factbook.read(connection)
    checks.check(connection)
    assert check_about(book, list(book.claims)[:5]) is not None and book.of_figure  # with what is worked out on the way
    book.let_go()
    assert not [name for name, held in vars(book).items() if isinstance(held, dict) and held]


def test_texts_that_many_claims_share_are_held_once(connection: sqlite3.Connection) -> None:
    claims = factbook.read(connection).claims.values()
    assert len({id(claim.nature) for claim in claims}) == len({claim.nature for claim in claims})
    assert len({id(claim.period_start) for claim in claims}) == len({claim.period_start for claim in claims})
