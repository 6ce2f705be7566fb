"""A spreadsheet of ours that a partner edited: what was changed in it becomes proposals, and what is accepted is written
as one operation.  A changed figure becomes a claim of the sender; no figure on file is overwritten."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import islice

from pairing_desktop.domain.drafts import Draft
from pairing_desktop.domain.importing import ImportRequest, Planned, State
from pairing_desktop.domain.kinds import CLAIMS, KINDS, PROJECTS, SOURCES, Kind
from pairing_desktop.domain.language import mark
from pairing_desktop.domain.problems import Conflict, FieldProblem
from pairing_desktop.domain.returning import Proposal, Returned
from pairing_desktop.domain.tables import Own, Raw
from pairing_desktop.exchange.reading.tables import base_rows, opened
from pairing_desktop.operations.importing.judge import Judge, called, place_of
from pairing_desktop.operations.importing.plan import AT_ONCE, Progress, with_source
from pairing_desktop.operations.importing.write import put_names, write_rows
from pairing_desktop.store import row_lookup, rows
from pairing_desktop.store.adding import add
from pairing_desktop.store.database import Connection
from pairing_desktop.store.writing import Operation

# Fields of projects that are figures: the indicator of the claim that a changed one becomes.
_FIGURES = {"capacity": "installed_capacity", "investment_cny": "investment"}
_PRINTED = ("value", "value_as_stated")
_OF_A_STATEMENT = frozenset({
    "value", "value_as_stated", "unit", "qualifier", "period_start", "period_end", "period_precision", "period_as_stated",
    "nature",
})
_OWN_OF_A_CLAIM = frozenset({
    "key", "uid", "source_key", "locator", "assessment", "assessment_note", "disputes_claim_key", "rank",
})


def compare(connection: Connection, request: ImportRequest, progress: Progress) -> Returned:
    """What the partner changed, cell by cell, and the rows that were added.  Raises FileProblem."""
    own = request.preview.own
    assert own is not None
    request = with_source(connection, request)
    sent = _as_sent(request, own)
    head = row_lookup.newest_operation(connection)
    judge = Judge(connection, request, request.preview.notes.from_1904)
    proposals: list[Proposal] = []
    met: set[str] = set()
    uid_at = own.fields.index("uid")
    with opened(request.path, request.preview) as table:
        while portion := list(islice(table.rows, AT_ONCE)):
            known = [(raw, sent.get(_cell(raw, uid_at))) for raw in portion]
            met.update(_cell(raw, uid_at) for raw, base in known if base is not None)
            added = [raw for raw, base in known if base is None]
            proposals += [_added(request, planned) for planned in judge.judge(added, last=True) if planned is not None]
            edited = [(raw, base) for raw, base in known if base is not None and _is_touched(own, raw, base)]
            proposals += _edits(connection, request, judge, edited)
            progress(len(proposals), table.part)
    proposals = [one for one in proposals if one.theirs or one.field or not one.can_be_accepted]
    return Returned(request, tuple(sorted(proposals, key=lambda one: one.row)), len(sent.keys() - met), head)


def _as_sent(request: ImportRequest, own: Own) -> dict[str, dict[str, str]]:
    """The rows as they went out, by uid."""
    waiting = base_rows(request.path, own)
    fields = next(waiting, [])
    found = {}
    for cells in waiting:
        row = dict(zip(fields, [*cells, *[""] * (len(fields) - len(cells))], strict=True))
        found[row["uid"]] = row
    return found


def _cell(raw: Raw, at: int) -> str:
    cells = raw[1]
    return cells[at] if at < len(cells) else ""


def _is_touched(own: Own, raw: Raw, base: Mapping[str, str]) -> bool:
    """Whether a row may say anything else than when it went out; codes and names are compared once they are read."""
    return True if raw[2] else any(_cell(raw, at) != base.get(name, "") for at, name in enumerate(own.fields))


def _edits(
    connection: Connection, request: ImportRequest, judge: Judge, edited: Sequence[tuple[Raw, dict[str, str]]]
) -> list[Proposal]:
    """Proposals for the changed cells of rows that we sent."""
    kind = KINDS[request.kind]
    ids = row_lookup.by_uid(connection, kind, [base["uid"] for _, base in edited])
    stand = row_lookup.as_they_stand(connection, kind, list(ids.values()), [field.name for field in kind.listed])
    said = judge.say(edited)
    found: list[Proposal] = []
    for (raw, base), (values, problems) in zip(edited, said, strict=True):
        row_id = ids.get(base["uid"], 0)
        rev, trashed, now = stand.get(row_id, (0, True, {}))
        name = called(request, base)
        if raw[2] is not None or trashed:
            gone = FieldProblem("key", mark("This record is no longer on file."), {})
            told = raw[2] or gone
            if raw[2] is not None or _theirs(kind, values, base):
                found.append(Proposal(raw[0], kind.name, row_id, rev, name, "key", "", "", "", problems=(told,)))
            continue
        theirs = _theirs(kind, values, base)
        if not theirs:
            continue
        if kind is CLAIMS and theirs.keys() & _OF_A_STATEMENT:
            found.append(_restated(judge, raw, row_id, rev, base, now, theirs))
            theirs = {name: text for name, text in theirs.items() if name not in _OF_A_STATEMENT}
        for group in _together(kind, theirs):
            field = next(iter(group))
            if all(now.get(name, "") == text for name, text in group.items()):
                continue  # it is on file already
            proposal = Proposal(
                raw[0], kind.name, row_id, rev, name, field, base.get(field, ""), now.get(field, ""), group[field], group,
                problems=tuple(one for one in problems if one.field in group) or judge.check(group, now, row_id, rev),
            )
            figure = _figure(judge, kind, base, group)
            found.append(replace(proposal, values=figure, is_claim=True) if figure else proposal)
    return found


def _theirs(kind: Kind, values: Mapping[str, str], base: Mapping[str, str]) -> dict[str, str]:
    """The fields that say something else than when they went out.  A date typed anew brings its own precision."""
    offered = [name for name in (*kind.columns, *(field.name for field in kind.listed)) if name != "key"]
    return {name: values[name] for name in offered if name in values and values[name] != base.get(name, "")}


def _together(kind: Kind, theirs: Mapping[str, str]) -> list[dict[str, str]]:
    """Fields that are accepted together: a date and how precise it is, a number and its unit."""
    left, groups = dict(theirs), []
    for field in (*kind.fields, *kind.listed):
        if field.name not in left:
            continue
        group = {field.name: left.pop(field.name)}
        for name in (field.precision, "capacity_unit" if field.name == "capacity" else ""):
            if name in left:
                group[name] = left.pop(name)
        groups.append(group)
    return groups


def _figure(judge: Judge, kind: Kind, base: Mapping[str, str], group: Mapping[str, str]) -> dict[str, str]:
    """The claim that a changed figure of a project becomes; nothing for other fields."""
    name = next(iter(group))
    measure = judge.measure(_FIGURES.get(name, "")) if kind is PROJECTS else None
    if measure is None or not group[name]:
        return {}
    unit = group.get("capacity_unit", base.get("capacity_unit", "")) if name == "capacity" else "CNY"
    if unit != measure["unit"]:
        return {}
    return {
        "subject_kind": "project", "subject_key": base["key"], "measure_key": measure["key"], "value": group[name],
        "value_as_stated": f"{group[name]} {unit}", "unit": unit, "nature": "actual", "period_start": "", "period_end": "",
        "period_precision": "unknown",
    }


def _restated(
    judge: Judge, raw: Raw, row_id: int, rev: int, base: Mapping[str, str], now: Mapping[str, str], theirs: Mapping[str, str]
) -> Proposal:
    """A claim that says another figure is another claim: the sender's."""
    values = {name: text for name, text in base.items() if name in CLAIMS.columns and name not in _OWN_OF_A_CLAIM}
    values |= {name: text for name, text in theirs.items() if name in _OF_A_STATEMENT}
    if "value" in theirs and "value_as_stated" not in theirs:
        values["value_as_stated"] = " ".join(filter(None, (theirs["value"], values.get("unit", ""))))
    elif "value_as_stated" in theirs and "value" not in theirs:
        values["value"] = ""
    values = judge.restate({name: text for name, text in values.items() if text})
    field = next((name for name in (*_PRINTED[::-1], *theirs) if name in theirs), "value")
    return Proposal(
        raw[0], CLAIMS.name, row_id, rev, base.get("subject_key", ""), field, base.get(field, ""), now.get(field, ""),
        theirs[field], values, True, judge.check_claim(values),
    )


def _added(request: ImportRequest, planned: Planned) -> Proposal:
    """A row that the partner added."""
    kept = planned.values if planned.state is State.NEW else {}
    said = planned.name if planned.state is not State.SAME else ""
    problems = planned.problems
    if planned.state is State.CHANGED:
        kept, problems = {}, (FieldProblem("key", mark("This row lost its hidden number, yet the record is on file."), {}),)
    return Proposal(planned.row, request.kind, 0, 0, planned.name, "", "", "", said, kept, problems=problems)


def accept(operation: Operation, returned: Returned, accepted: Sequence[Proposal]) -> None:
    """Write what was accepted.  Raises Conflict when the file was changed since the spreadsheet was compared."""
    connection = operation.connection
    if row_lookup.newest_operation(connection) != returned.head + 1:  # ours is the one after it
        raise Conflict(
            mark("The file of facts was changed since these rows were looked at. Nothing was written; look at them again.")
        )
    request = returned.request
    kind, cited = KINDS[request.kind], request.source
    assert cited is not None
    if cited.new:
        add(operation, SOURCES, [{**cited.new, "key": cited.key}])
    changes: dict[int, list[Proposal]] = defaultdict(list)
    for one in accepted:
        said = {"source_key": cited.key, "locator": place_of(request, one.row)}
        if one.is_claim:
            add(operation, CLAIMS, [{**one.values, **said}])
        elif one.id:
            changes[one.id].append(one)
        else:
            own = {name: text for name, text in said.items() if name in kind.columns and not one.values.get(name)}
            write_rows(operation, kind, [Planned(one.row, State.NEW, one.name, {**one.values, **own})])
    for row_id, several in changes.items():
        values = {name: text for one in several for name, text in one.values.items()}
        rows.save(operation, Draft(kind.name, row_id, several[0].rev, values))
        put_names(operation, kind, row_id, values)
        if any(field.citation for field in kind.fields) and "source_key" not in values:
            rows.cite_also(operation, kind, row_id, cited.key, place_of(request, several[0].row))
