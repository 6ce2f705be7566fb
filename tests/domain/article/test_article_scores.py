"""Precision and recall of articles do not fall below what was measured (benchmarks/articles.py prints them)."""

import sys
from pathlib import Path

import pytest

from pairing_desktop.domain.checks.book import FactBook

sys.path.insert(0, str(Path(__file__).resolve().parents[3] / "benchmarks"))
import articles

FLOORS = {  # article → level → recall, precision
    "seed, retold": {"figure": (0.95, 0.95), "indicator": (0.85, 0.90), "record": (0.84, 0.88), "period": (0.55, 0.58)},
    "second, en": {"figure": (0.95, 0.92), "indicator": (0.95, 0.95), "record": (0.95, 0.95), "period": (0.90, 0.90)},
    "second, zh": {"figure": (0.95, 0.92), "indicator": (0.95, 0.95), "record": (0.95, 0.95), "period": (0.90, 0.90)},
}


@pytest.fixture(scope="module")
def scores(facts_book: FactBook) -> dict[str, articles.Score]:
    return {score.name: score for score in articles.scores(facts_book)}


@pytest.mark.parametrize("name", list(FLOORS))
def test_precision_and_recall_stay_above_their_floors(scores: dict[str, articles.Score], name: str) -> None:
    score = scores[name]
    for level, (recall, precision) in FLOORS[name].items():
        assert score.recall(level) >= recall, f"{level}: {score.missed}"
        assert score.precision(level) >= precision, f"{level}: {score.wrong}"


def test_no_rule_knows_a_record_or_an_indicator_of_the_facts_by_its_short_name(facts_book: FactBook) -> None:
    root = Path(__file__).resolve().parents[3]
    folder = root / "src" / "pairing_desktop"
    files = [*(folder / "domain" / "article").glob("*.py"), folder / "operations" / "articles.py"]
    code = "\n".join(path.read_text(encoding="utf-8") for path in files)
    keys = {record.key for record in facts_book.records.values() if "_" in record.key or record.key[-1:].isdigit()}
    keys |= {measure.key for measure in facts_book.measures.values() if "_" in measure.key}
    assert not [key for key in keys if f'"{key}"' in code]
