"""The board of the pipeline: what stands in its columns, and moving a project from one to another."""

from dataclasses import replace

from pairing_desktop.domain.board import Column
from pairing_desktop.domain.changes import ChangeSet
from pairing_desktop.domain.figures import take_together
from pairing_desktop.domain.kinds import PROJECTS
from pairing_desktop.domain.language import mark
from pairing_desktop.domain.listing import Filter, Sort
from pairing_desktop.domain.problems import Conflict
from pairing_desktop.domain.trust import Mark
from pairing_desktop.operations import claim_lines
from pairing_desktop.store import cards, exports, stages, writing
from pairing_desktop.store.database import Connection
from pairing_desktop.store.writing import Operation

_CONTESTED = (Mark.DISPUTED, Mark.IMPLAUSIBLE)


def board(db: Connection, filter: Filter, sort: Sort) -> tuple[Column, ...]:
    """All columns under a filter of the list of projects, in the order of the list."""
    columns = stages.columns(db, filter, sort)
    several = stages.with_several_claims(db, {id for column in columns for id in column.ids})
    figures = take_together([claim for claim in claim_lines.about(db, several) if claim.measure_key == "investment"])
    disputed = {figure.claims[0].subject_id for figure in figures if figure.trust.mark in _CONTESTED}
    return tuple(replace(column, disputed=frozenset(disputed & set(column.ids))) for column in columns)


def move(db: Connection, project: int, stage: str, *, who: str, unit: str) -> ChangeSet:
    """Let a project stand at another stage, and leave an entry for it: one step of undo."""
    if exports.revision(db, PROJECTS, project)[1]:
        raise Conflict(mark("This record lies in the trash. Restore it first; nothing was overwritten."))

    def work(operation: Operation) -> None:
        stages.set_stage(operation, project, stage)
        if stage:
            stages.record(operation, project, stage)

    called = cards.pick(db, PROJECTS.name, project)
    values = {"name": called.name_en or called.name_zh}
    return writing.operate(db, work, label=mark("Stage moved: {name}"), values=values, who=who, unit=unit)
