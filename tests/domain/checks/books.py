"""Small books of facts for the tests of rules."""

import csv
import datetime
from typing import Any

from pairing_desktop.data import DATABASE
from pairing_desktop.domain.checks import BY_CODE, check
from pairing_desktop.domain.checks.book import Claim, Company, FactBook, Measure, Place, Project, Record, Source
from pairing_desktop.domain.dates import PartialDate
from pairing_desktop.domain.findings import Finding, Named
from pairing_desktop.domain.language import language
from pairing_desktop.domain.quantities import QuantityProblem, parse_quantity
from pairing_desktop.store.seed import _FLOWS

ENGLISH, CHINESE = language("en"), language("zh_CN")


def _measures() -> dict[str, dict[str, str]]:
    with (DATABASE / "seed" / "measures.csv").open(encoding="utf-8", newline="") as file:
        return {row["key"]: row for row in csv.DictReader(file)}


SEED_MEASURES = _measures()


class Desk:
    """Gathers facts under short names and makes a book of them.  Indicators are those of the cited facts."""

    def __init__(self, today: str = "2026-11-23") -> None:
        self.today = datetime.date.fromisoformat(today)
        self.ids: dict[str, int] = {}
        self.claims: dict[int, Claim] = {}
        self.measures: dict[int, Measure] = {}
        self.records: dict[int, Record] = {}
        self.projects: dict[int, Project] = {}
        self.places: dict[int, Place] = {}
        self.companies: dict[int, Company] = {}
        self.sources: dict[int, Source] = {}
        self.participations: list[tuple[int, int]] = []
        self.relations: list[tuple[int, int, str]] = []
        self.readings: dict[int, str] = {}

    def id(self, key: str) -> int:
        return self.ids.setdefault(key, len(self.ids) + 1)

    def _record(self, key: str, kind: str, sort: str, english: str, chinese: str = "") -> int:
        number = self.id(key)
        self.records[number] = Record(number, key, kind, sort, Named(english or key.title(), chinese))
        return number

    def place(
        self,
        key: str,
        parent: str = "",
        sort: str = "city",
        name: str = "",
        zh: str = "",
        at: tuple[str, str] = ("", ""),
    ) -> None:
        number = self._record(key, "place", sort, name, zh)
        self.places[number] = Place(number, self.id(parent) if parent else None, *at)

    def project(
        self,
        key: str,
        *,
        place: str = "",
        sort: str = "power_plant",
        industry: str = "solar thermal",
        start: str = "",
        end: str = "",
        capacity: str = "",
        unit: str = "MW",
        investment: str = "",
        companies: tuple[str, ...] = (),
    ) -> None:
        number = self._record(key, "project", sort, "")
        precision = {0: "", 4: "year", 7: "month", 10: "day"}
        self.projects[number] = Project(
            number,
            industry,
            self.id(place) if place else None,
            start,
            precision[len(start)],
            end,
            precision[len(end)],
            "operating",
            capacity,
            unit if capacity else "",
            investment,
        )
        self.participations += [(number, self.id(company)) for company in companies]

    def company(self, key: str, parent: str = "", home: str = "") -> None:
        number = self._record(key, "company", "company", "")
        self.companies[number] = Company(
            number, self.id(parent) if parent else None, self.id(home) if home else None
        )

    def source(self, key: str, publisher: str = "", published: str = "", derived: tuple[str, ...] = ()) -> None:
        number = self.id(key)
        self.sources[number] = Source(
            number, key, key, publisher or key, published, tuple(self.id(one) for one in derived)
        )

    def claim(
        self,
        key: str,
        subject: str,
        measure: str,
        words: str,
        *,
        value: str = "",
        period: str = "",
        source: str = "paper",
        nature: str = "actual",
        qualifier: str = "",
        rank: str = "normal",
        said: str = "",
        locator: str = "para 1",
        text: bool = False,
    ) -> None:
        """`period` is one date or two with .. between; `value` is read from the words when it is not given."""
        row = SEED_MEASURES[measure]
        found = self.id(f"measure {measure}")
        self.measures[found] = Measure(
            found,
            measure,
            Named(row["name_en"], row["name_zh"]),
            row["unit"],
            row["dimension"],
            "flow" if measure in _FLOWS else "stock",
            row["description"],
        )
        hedge = qualifier or "exact"
        if not value and not text:
            try:
                parsed = parse_quantity(words, row["unit"])
            except QuantityProblem as problem:
                raise AssertionError(f"{words}: {problem}") from problem
            value, hedge = parsed.canonical, qualifier or parsed.qualifier
        start, _, end = period.partition("..")
        end = end if ".." in period else start
        precision = {0: "unknown", 4: "year", 7: "month", 10: "day"}[max(len(start), len(end))]
        if source and self.id(source) not in self.sources:
            self.source(source)
        number = self.id(key)
        self.claims[number] = Claim(
            number,
            key,
            self.id(subject),
            found,
            value,
            value,
            words,
            "" if text else row["unit"],
            hedge,
            start,
            end,
            precision,
            said,
            PartialDate(start, precision).earliest if start else "",
            PartialDate(end, precision).latest if end else "",
            nature,
            rank,
            self.id(source) if source else None,
            locator,
        )

    def book(self) -> FactBook:
        return FactBook(
            self.today,
            self.claims,
            self.measures,
            self.records,
            self.projects,
            self.places,
            self.companies,
            self.sources,
            tuple(self.participations),
            {},
            tuple(self.relations),
            self.readings,
        )

    def findings(self, rule: str = "", group: str = "") -> list[Finding]:
        return [
            one
            for one in check(self.book())
            if (not rule or one.rule == rule) and (not group or BY_CODE[one.rule].group == group)
        ]

    def named(self, rule: str) -> set[str]:
        """The claims that a rule names."""
        return {one.claim for one in self.findings(rule)}


def tower(**values: Any) -> Desk:
    """A solar thermal plant of 50 MW in a city of a prefecture of a province."""
    desk = Desk()
    desk.place("china", sort="country")
    desk.place("qinghai", "china", "province", "Qinghai Province", "青海省")
    desk.place("haixi", "qinghai", "prefecture", "Haixi Prefecture", "海西州", ("37.4", "97.4"))
    desk.place("delingha", "haixi", "city", "Delingha", "德令哈市")
    desk.place("hebei", "china", "province", "Hebei Province", "河北省")
    desk.project("tower", place="delingha", start="2017-03-15", end="2018-12-30", capacity="50", **values)
    return desk
