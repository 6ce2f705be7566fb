"""The reports one can print by name, made from the file: a chart, a list, one record."""

from pairing_desktop.domain.kinds import KINDS, RECORD_KINDS, Kind
from pairing_desktop.domain.language import Language, mark
from pairing_desktop.domain.listing import LISTS, Filter, Sort
from pairing_desktop.domain.problems import NotFound
from pairing_desktop.operations.questions import Questions, today
from pairing_desktop.reports.chart_page import chart_report
from pairing_desktop.reports.document import Report
from pairing_desktop.reports.list_page import records_report
from pairing_desktop.reports.record_page import record_report

# Report → its title; each takes a KEY: a chart's id, a kind, a record as KIND/KEY (or KEY alone).
REPORTS = {
    "chart": mark("A chart with its sources"),
    "list": mark("A list of records"),
    "record": mark("The sheet of one record"),
}

_AT_ONCE = 500  # rows a question: SQLite binds no more than some thousand values


def report_of(questions: Questions, report: str, key: str, language: Language) -> Report:
    """The report of this name about `key`.  Raises NotFound in words."""
    if report == "chart":
        return chart_report(questions.chart(key, Filter(), language), language)
    if report == "list":
        return list_of(questions, key, Filter(), None, language)
    if report == "record":
        kind, found = _record(questions, key)
        card = questions.card(kind.name, found)
        changes = len(questions.history(kind.name, found))
        return record_report(card, language, as_of=today(), changes=changes)
    raise NotFound(mark("There is no report “{report}”. Reports: {reports}."), report=report, reports=", ".join(REPORTS))


def list_of(questions: Questions, kind: str, filter: Filter, sort: Sort | None, language: Language) -> Report:
    """All rows of a list as it stands under a filter."""
    if kind not in LISTS:
        raise NotFound(mark("There is no list “{kind}”. Lists: {kinds}."), kind=kind, kinds=", ".join(LISTS))
    order = questions.order(kind, filter, sort or LISTS[kind].sort)
    rows = [row for at in range(0, len(order.ids), _AT_ONCE) for row in questions.page(kind, order.ids[at:at + _AT_ONCE])]
    return records_report(kind, rows, language, filters=(), total=order.total, as_of=today())


def _record(questions: Questions, key: str) -> tuple[Kind, int]:
    name, _, rest = key.partition("/")
    if rest and name in KINDS:
        return KINDS[name], questions.locate(name, rest).id
    for kind in RECORD_KINDS:
        try:
            return kind, questions.locate(kind.name, key).id
        except NotFound:
            continue
    raise NotFound(mark("Nothing on file has the short name “{key}”."), key=key)
