"""The report of a period: what happened in the world, and what people changed in the file."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from pairing_desktop.domain.cards import ClaimLine
from pairing_desktop.domain.display import MISSING, claim_period, coded, join, name_text, quantity
from pairing_desktop.domain.drafts import OperationLine
from pairing_desktop.domain.findings import Value, shown
from pairing_desktop.domain.kinds import ENTRIES, KINDS, FieldType
from pairing_desktop.domain.language import Language
from pairing_desktop.domain.period_changes import (
    CHANGED,
    MADE,
    RESTORED,
    TRASHED,
    ClaimChange,
    FieldChange,
    PeriodChanges,
    RecordChange,
)
from pairing_desktop.domain.periods import Period
from pairing_desktop.reports.blocks import Block, Column, Facts, Paper, Table
from pairing_desktop.reports.document import Report
from pairing_desktop.reports.numbering import Numbering
from pairing_desktop.reports.parts import (
    by_time,
    chart_blocks,
    closing,
    counts_text,
    events_table,
    grouped,
    person,
    section,
    shown_moment,
    with_nature,
)
from pairing_desktop.reports.yearbook import DatedFacts

_CHART_HEIGHT = 78.0
_OF_THE_VALUE = frozenset({"value", "value_as_stated", "unit", "qualifier"})


def period_report(
    dated: DatedFacts,
    done: PeriodChanges,
    period: Period,
    language: Language,
    *,
    findings: int | None,
    as_of: str,
    unit: str = "",
    paper: Paper | None = None,
) -> Report:
    """`findings` is how many are open now, None when nobody has counted them."""
    tr = language.tr
    sources = Numbering(language)
    blocks: list[Block] = [Facts(_at_a_glance(dated, done, findings, language))]
    blocks += section(
        tr("Events in the period"),
        events_table(sorted(dated.events, key=by_time), dated.citations, language, sources),
        tr("No event is dated in this period."),
    )
    blocks += section(
        tr("Figures"),
        _claims(done.claims, language, sources),
        tr("No figure was added or changed."),
        note=tr("As they were before and as they are now."),
    )
    blocks += section(
        tr("Decisions"),
        _acts(done.decisions, language),
        tr("Nothing was decided about figures."),
    )
    blocks += section(tr("New records"), _records(done.of(MADE), language), tr("No record is new."))
    blocks += section(
        tr("Changed records"), _changed(done.of(CHANGED), language), tr("No record was changed.")
    )
    blocks += section(tr("Put into the trash"), _records(done.of(TRASHED), language))
    blocks += section(tr("Back from the trash"), _records(done.of(RESTORED), language))
    for data in dated.charts:
        blocks += chart_blocks(data, language, sources, _CHART_HEIGHT, minor=False)[0]
    blocks += section(
        tr("Everything done in the file"),
        _acts(done.operations, language),
        note=tr("In the order in which it was done, also what was taken back; registered pages stand in Snapshots."),
    )
    blocks += closing(
        language,
        sources,
        as_of,
        tr("Dated or done in {time}.", time=period.text(language)),
    )
    return Report(
        tr("Report of the period, {time}", time=period.text(language)),
        tuple(blocks),
        language,
        as_of,
        tr("Hangzhou–Delingha pairing assistance"),
        unit,
        paper=paper or Paper(),
    )


def _at_a_glance(
    dated: DatedFacts, done: PeriodChanges, findings: int | None, language: Language
) -> tuple[tuple[str, str], ...]:
    tr, plural = language.tr, language.plural
    made, changed = len(done.of(MADE)), len(done.of(CHANGED))
    new = sum(1 for change in done.claims if change.what == MADE)
    acts = sum(1 for act in done.operations if act.action == "do")
    back = plural("{n} act taken back again", "{n} acts taken back again", done.taken_back) if done.taken_back else ""
    rows = [
        (tr("Events"), plural("{n} event", "{n} events", len(dated.events))),
        (
            tr("Figures"),
            join(
                (
                    plural("{n} new", "{n} new", new),
                    plural("{n} changed", "{n} changed", len(done.claims) - new),
                ),
                language,
            ),
        ),
        (
            tr("Records"),
            join(
                (
                    plural("{n} new", "{n} new", made),
                    plural("{n} changed", "{n} changed", changed),
                ),
                language,
            ),
        ),
        (tr("Decisions"), plural("{n} decision", "{n} decisions", len(done.decisions))),
        (tr("Acts"), join((plural("{n} act", "{n} acts", acts), back), language)),
    ]
    rows += [
        (
            tr("Brought in"),
            join(
                (
                    counts_text(dict(many.counts), language),
                    person(many.operation.who, many.operation.unit, language),
                    shown_moment(many.operation.at),
                ),
                language,
            ),
        )
        for many in done.brought_in
    ]
    if findings is not None:
        rows.append((tr("Open findings"), f"{findings:,}"))
    return tuple(rows)


def _acts(acts: Iterable[OperationLine], language: Language) -> Table:
    tr = language.tr
    rows = []
    for act in acts:
        said = act.text(language)
        if act.undone:
            said = f"{said}（{tr('taken back')}）" if language.is_chinese else f"{said} ({tr('taken back')})"
        if act.why and "{reason}" not in act.label:  # a decision says its reason itself
            said = f"{said}\n{tr('Why: {why}', why=act.why)}"
        rows.append((shown_moment(act.at), person(act.who, act.unit, language), said))
    return Table((Column(tr("When")), Column(tr("Who")), Column(tr("What"))), tuple(rows))


def _records(records: Sequence[RecordChange], language: Language) -> Table:
    tr = language.tr
    rows = tuple(
        (
            name_text(record.name_en, record.name_zh, language),
            tr(KINDS[record.kind].one),
            person(record.who, record.unit, language),
            shown_moment(record.at),
        )
        for record in records
    )
    return Table((Column(tr("Name")), Column(tr("Kind")), Column(tr("Who")), Column(tr("When"))), rows)


def _changed(records: Sequence[RecordChange], language: Language) -> Table:
    """A row for each changed field, under the record's name with who changed it last and when."""
    tr = language.tr
    rows, names = [], []
    for record in records:
        name = name_text(record.name_en, record.name_zh, language)
        did = person(record.who, record.unit, language)
        head = join((name, tr(KINDS[record.kind].one), did, shown_moment(record.at)), language)
        for change in record.fields:
            names.append(head)
            said = [_said(record.kind, change.field, value, language) for value in (change.before, change.after)]
            rows.append((_field(record.kind, change.field, language), *said))
    return Table((Column(tr("Field")), Column(tr("Before")), Column(tr("Now"))), tuple(rows), grouped(names))


def _claims(changes: Sequence[ClaimChange], language: Language, sources: Numbering) -> Table:
    tr = language.tr
    rows = []
    for change in changes:
        claim = change.claim
        name = with_nature(name_text(claim.measure_en, claim.measure_zh, language), claim.nature, language)
        rows.append(
            (
                name_text(claim.subject_en, claim.subject_zh, language),
                join((name, claim_period(claim, language), _unchanged(change)), language),
                *_before_and_now(change, language),
                sources.claim(claim),
                "\n".join((person(change.who, change.unit, language), shown_moment(change.at))),
            )
        )
    columns = (
        Column(tr("About")),
        Column(tr("Figure")),
        Column(tr("Before")),
        Column(tr("Now")),
        Column(tr("Source")),
        Column(tr("Who, when")),
    )
    return Table(columns, tuple(rows))


def _unchanged(change: ClaimChange) -> str:
    """The printed words where the two sides do not hold them."""
    other = change.what == CHANGED and not any(one.field in _OF_THE_VALUE for one in change.fields)
    return f"“{change.claim.value_as_stated}”" if other else ""


def _before_and_now(change: ClaimChange, language: Language) -> tuple[str, str]:
    """The figure on both sides, and beneath it what else changed."""
    claim = change.claim
    now = _stated(claim, language)
    if change.what == MADE:
        return MISSING, now
    if change.what == TRASHED:
        return now, language.tr("in the trash")
    if change.what == RESTORED:
        return language.tr("in the trash"), now
    earlier = replace(
        claim,
        value=change.before("value", claim.value),
        unit=change.before("unit", claim.unit),
        value_as_stated=change.before("value_as_stated", claim.value_as_stated),
        qualifier=change.before("qualifier", claim.qualifier),
    )
    sides: tuple[list[str], list[str]] = ([], [])
    if any(one.field in _OF_THE_VALUE for one in change.fields):
        sides[0].append(_stated(earlier, language))
        sides[1].append(now)
    for one in change.fields:
        if one.field not in _OF_THE_VALUE:
            label = _field("claims", one.field, language)
            for side, value in zip(sides, (one.before, one.after), strict=True):
                side.append(_pair(label, _claim_value(one, value, claim, language), language))
    return "\n".join(sides[0]), "\n".join(sides[1])


def _claim_value(change: FieldChange, value: Value, claim: ClaimLine, language: Language) -> str:
    if change.field == "effective_value" and isinstance(value, str):
        return quantity(value, claim.unit, language)
    return _said("claims", change.field, value, language)


def _pair(label: str, text: str, language: Language) -> str:
    return f"{label}：{text}" if language.is_chinese else f"{label}: {text}"


def _stated(claim: ClaimLine, language: Language) -> str:
    """The value and the printed words."""
    value = quantity(claim.value, claim.unit, language, claim.qualifier)
    return "\n".join(part for part in (value, f"“{claim.value_as_stated}”") if part)


def _field(kind: str, name: str, language: Language) -> str:
    tr = language.tr
    extra = {
        "participations": tr("Participation"),
        "source": tr("Source"),
        "alias": tr("Other name"),
        "merged_into_key": tr("Merged into"),
        "effective_value": tr("Read as"),
        "stance": tr("Stance"),
        "subject_key": tr("About"),
        **{entry.name: tr(entry.one) for entry in ENTRIES},
    }
    if name in extra:
        return extra[name]
    return next((tr(field.label) for field in KINDS[kind].fields if field.name == name), name)


def _said(kind: str, name: str, value: Value, language: Language) -> str:
    """A value of a field in words; a sign where nothing is stated."""
    text = shown(value, language)
    field = next((field for field in KINDS[kind].fields if field.name == name), None)
    if text and field is not None and field.type is FieldType.CHOICE:
        text = coded(field.choices, text, language)
    return text or MISSING
