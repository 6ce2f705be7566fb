"""The cited facts as the rules of articles read them."""

from pathlib import Path

import pytest

from pairing_desktop.domain.checks.book import FactBook
from pairing_desktop.store import database, factbook


@pytest.fixture(scope="session")
def facts_book(planted: Path) -> FactBook:
    connection = database.connect(planted, read_only=True)
    try:
        return factbook.read(connection)
    finally:
        connection.close()
