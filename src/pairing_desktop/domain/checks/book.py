"""The facts as the rules read them: plain values with integer keys, and the look-ups that rules share.

An assessment that came with the facts is an opinion and never stands in here, nor do relations that record a dispute.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeVar

from pairing_desktop.domain.findings import Named

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Claim:
    """A claim.  `value` is the one in force (that of the accepted reading), canonical decimal or empty; `printed_value`
    the one of the print.  `earliest` and `latest` are days, empty where the period is open."""

    id: int
    key: str
    subject: int
    measure: int
    value: str
    printed_value: str
    value_as_stated: str
    unit: str
    qualifier: str
    period_start: str
    period_end: str
    period_precision: str
    period_as_stated: str
    earliest: str
    latest: str
    nature: str
    rank: str
    source: int | None
    locator: str

    @property
    def number(self) -> float:
        """The value in force for arithmetic; only of claims that have one."""
        return float(self.value)


@dataclass(frozen=True, slots=True)
class Measure:
    id: int
    key: str
    name: Named
    unit: str
    dimension: str
    flow: str
    description: str


@dataclass(frozen=True, slots=True)
class Record:
    """What all records have; `kind` is "project", "company", "place" …, `sort` the kind within it."""

    id: int
    key: str
    kind: str
    sort: str
    name: Named


@dataclass(frozen=True, slots=True)
class Project:
    id: int
    industry: str
    place: int | None
    start: str  # as kept, with its precision
    start_precision: str
    end: str
    end_precision: str
    status: str
    capacity: str
    capacity_unit: str
    investment: str


@dataclass(frozen=True, slots=True)
class Place:
    id: int
    parent: int | None
    latitude: str
    longitude: str


@dataclass(frozen=True, slots=True)
class Company:
    id: int
    parent: int | None
    home: int | None


@dataclass(frozen=True, slots=True)
class Source:
    id: int
    key: str
    title: str
    publisher: str
    published_on: str
    derived_from: tuple[int, ...] = ()


@dataclass(frozen=True)
class FactBook:
    """All facts that a check may look at.

    `relations` are (claim, other, relation) made by people: same, other_scope, part_of, corrects, supersedes.
    `participations` are (project, company).  `aliases` are other names of records.  `today` dates the check.
    """

    today: datetime.date
    claims: dict[int, Claim]
    measures: dict[int, Measure]
    records: dict[int, Record]
    projects: dict[int, Project]
    places: dict[int, Place]
    companies: dict[int, Company]
    sources: dict[int, Source]
    participations: tuple[tuple[int, int], ...] = ()
    aliases: dict[int, tuple[str, ...]] = field(default_factory=dict)
    relations: tuple[tuple[int, int, str], ...] = ()
    readings: dict[int, str] = field(default_factory=dict)  # claim → code of its accepted reading

    @cached_property
    def of_subject(self) -> dict[int, tuple[Claim, ...]]:
        """Claims by the record they are about, in the order of the file."""
        found: dict[int, list[Claim]] = defaultdict(list)
        for claim in self.claims.values():
            found[claim.subject].append(claim)
        return {subject: tuple(claims) for subject, claims in found.items()}

    @cached_property
    def of_figure(self) -> dict[tuple[int, int], tuple[Claim, ...]]:
        """Claims with a value that are not put aside, by record and indicator."""
        found: dict[tuple[int, int], list[Claim]] = defaultdict(list)
        for claim in self.claims.values():
            if claim.value and claim.rank != "deprecated":
                found[claim.subject, claim.measure].append(claim)
        return {figure: tuple(claims) for figure, claims in found.items()}

    @cached_property
    def of_measure(self) -> dict[int, tuple[Claim, ...]]:
        """Claims with a value that are not put aside, by indicator."""
        found: dict[int, list[Claim]] = defaultdict(list)
        for (_, measure), claims in self.of_figure.items():
            found[measure].extend(claims)
        return {measure: tuple(claims) for measure, claims in found.items()}

    @cached_property
    def measure_ids(self) -> dict[str, int]:
        return {measure.key: measure.id for measure in self.measures.values()}

    @cached_property
    def related(self) -> dict[frozenset[int], str]:
        """The relation that people gave to a pair of claims."""
        return {frozenset((one, other)): relation for one, other, relation in self.relations}

    @cached_property
    def companies_of(self) -> dict[int, frozenset[int]]:
        """Project → its companies and the groups these belong to."""
        found: dict[int, set[int]] = defaultdict(set)
        for project, company in self.participations:
            found[project].update(self.owners(company))
        return {project: frozenset(companies) for project, companies in found.items()}

    @cached_property
    def projects_of(self) -> dict[int, tuple[int, ...]]:
        """Company → its projects, those of its subsidiaries left out."""
        found: dict[int, list[int]] = defaultdict(list)
        for project, company in self.participations:
            if project not in found[company]:
                found[company].append(project)
        return {company: tuple(projects) for company, projects in found.items()}

    @cached_property
    def projects_at(self) -> dict[int, tuple[int, ...]]:
        """Place → the projects that stand in it or in a place inside it."""
        found: dict[int, list[int]] = defaultdict(list)
        for project in self.projects.values():
            for place in self.chain(project.place):
                found[place].append(project.id)
        return {place: tuple(projects) for place, projects in found.items()}

    @cached_property
    def companies_at(self) -> dict[int, frozenset[int]]:
        """Place → companies at home in it, or with a project in it."""
        found: dict[int, set[int]] = defaultdict(set)
        for company in self.companies.values():
            for place in self.chain(company.home):
                found[place].add(company.id)
        for project, partner in self.participations:
            if project in self.projects:
                for place in self.chain(self.projects[project].place):
                    found[place].add(partner)
        return {place: frozenset(companies) for place, companies in found.items()}

    @cached_property
    def _memory(self) -> dict[Hashable, Any]:
        return {}

    def let_go(self) -> None:
        """Empty a book that is not needed any more, one thing after the other: millions of them given back at once would hold
        up every thread, the window's too."""
        worked_out = [value for name, value in vars(self).items() if name not in self.__dataclass_fields__]
        for held in (*worked_out, *(getattr(self, name) for name in self.__dataclass_fields__)):
            if isinstance(held, dict):
                while held:
                    held.popitem()

    def remember(self, name: Hashable, work_out: Callable[[], T]) -> T:
        """What a rule worked out once for this book."""
        if name not in self._memory:
            self._memory[name] = work_out()
        found: T = self._memory[name]
        return found

    def values(self, subject: int, measure: str) -> tuple[Claim, ...]:
        """Claims with a value of the indicator with this short name about a record."""
        return self.of_figure.get((subject, self.measure_ids.get(measure, -1)), ())

    def chain(self, place: int | None) -> tuple[int, ...]:
        """The place and those it lies in, outwards."""
        found: list[int] = []
        while place is not None and place in self.places and place not in found:
            found.append(place)
            place = self.places[place].parent
        return tuple(found)

    def owners(self, company: int | None) -> tuple[int, ...]:
        """The company and those that own it, outwards."""
        found: list[int] = []
        while company is not None and company in self.companies and company not in found:
            found.append(company)
            company = self.companies[company].parent
        return tuple(found)

    def place_of(self, record: int) -> int | None:
        """Where a record is: a place itself, a project's place, a company's home."""
        if record in self.places:
            return record
        if record in self.projects:
            return self.projects[record].place
        return self.companies[record].home if record in self.companies else None

    def where(self, record: int) -> tuple[int, ...]:
        """The places that a record lies in; of a place not itself, but those around it."""
        chain = self.chain(self.place_of(record))
        return chain[1:] if record in self.places else chain

    def published(self, claim: Claim) -> str:
        """When the claim's source appeared, as precisely as known; empty when not."""
        return self.sources[claim.source].published_on if claim.source in self.sources else ""

    def publisher(self, claim: Claim) -> str:
        return self.sources[claim.source].publisher.casefold() if claim.source in self.sources else ""

    def key_of(self, record: int) -> str:
        return self.records[record].key if record in self.records else ""

    def name_of(self, record: int) -> Named:
        return self.records[record].name if record in self.records else Named("", "")

    def subjects(self) -> Iterable[int]:
        """Every record that a rule may speak about."""
        return dict.fromkeys((*self.of_subject, *self.projects, *self.places))
