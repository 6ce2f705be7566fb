"""Attaching files to a record: one operation, however many there are."""

from collections.abc import Sequence

from pairing_desktop.domain.attachments import Attached
from pairing_desktop.domain.changes import ChangeSet
from pairing_desktop.domain.kinds import KINDS
from pairing_desktop.domain.language import mark
from pairing_desktop.domain.problems import Conflict, Problem
from pairing_desktop.store import attachments, exports, writing
from pairing_desktop.store.database import Connection
from pairing_desktop.store.writing import Operation


def attach(db: Connection, kind: str, record: int, files: Sequence[Attached], *, who: str, unit: str) -> ChangeSet:
    """Keep files with a record.  Raises Problem when one hangs there already: then none is attached."""
    if exports.revision(db, KINDS[kind], record)[1]:
        raise Conflict(mark("This record lies in the trash. Restore it first; nothing was overwritten."))
    for file in files:
        if attachments.is_attached(db, record, file.hash):
            raise Problem(mark("“{file}” is attached to this record already. Nothing was attached."), file=file.name)

    def work(operation: Operation) -> None:
        for file in {file.hash: file for file in files}.values():
            attachments.attach(operation, record, file)

    one, many = mark("File attached: {name}"), mark("Files attached: {n}")
    label, values = (one, {"name": files[0].name}) if len(files) == 1 else (many, {"n": str(len(files))})
    return writing.operate(db, work, label=label, values=values, who=who, unit=unit)
