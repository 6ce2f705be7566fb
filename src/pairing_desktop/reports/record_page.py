"""One record on paper: what is on file, every claim as printed and normalised, sources with the place in them."""

from collections.abc import Iterable, Sequence

from pairing_desktop.domain.cards import Card, ClaimLine
from pairing_desktop.domain.display import (
    MISSING,
    claim_period,
    claim_value,
    coded,
    date_text,
    event_date,
    event_title,
    kind_line,
    link_role,
    linked_name,
    name_text,
    nature_text,
    quantity,
)
from pairing_desktop.domain.entries import EntryLine, entry_title, entry_when
from pairing_desktop.domain.kinds import ENTRIES, KINDS, Field, FieldType
from pairing_desktop.domain.language import Language
from pairing_desktop.domain.nested_rows import name_text as other_name_text
from pairing_desktop.domain.trust import trust_word
from pairing_desktop.reports.blocks import Block, Column, Facts, Heading, Paper, Paragraph, Rule, Sources, Table
from pairing_desktop.reports.document import Report, as_of_text
from pairing_desktop.reports.numbering import Numbering

_UNITS = {"investment_cny": "CNY", "latitude": "", "longitude": ""}


def record_report(
    card: Card, language: Language, *, as_of: str, changes: int = 0, unit: str = "", paper: Paper | None = None
) -> Report:
    """The sheet of one record.  `changes` is the number of entries in its history."""
    tr = language.tr
    sources = Numbering(language)
    blocks: list[Block] = [Facts(_facts(card, language, sources))]
    if card.claims:
        blocks += [Heading(tr("Figures")), _claims(card.claims, language, sources)]
    if card.links:
        blocks += [Heading(tr("Related")), _links(card, language)]
    if card.events:
        blocks += [Heading(tr("Events")), _events(card, language)]
    for found in ENTRIES:
        lines = [line for line in card.entries if line.kind == found.name]
        if lines:
            blocks += [Heading(tr(found.label)), _entries(lines, language, sources)]
    if card.resting:
        rests = tuple((tr(KINDS[kind].label), f"{n:,}") for kind, n in card.resting)
        blocks += [Heading(tr("Resting on this source")), Facts(rests)]
    if sources.lines():
        blocks += [Rule(), Sources(sources.lines())]
    blocks += [Rule(), Facts(_closing(card, language, as_of, changes))]
    if card.trashed:
        blocks.insert(0, Paragraph(tr("This record is in the trash.")))
    title = name_text(card.name_en, card.name_zh, language)
    return Report(title, tuple(blocks), language, as_of, kind_line(card, language), unit, paper=paper or Paper())


def _facts(card: Card, language: Language, sources: Numbering) -> tuple[tuple[str, str], ...]:
    """Every field that says something but the title, then what the record itself rests on."""
    tr = language.tr
    kind = KINDS[card.kind]
    title = name_text(card.name_en, card.name_zh, language)
    rows = []
    for field in kind.fields:
        text = "" if field.citation or _is_aside(field, card) else _value(field, card, language)
        if text and text != title:
            rows.append((tr(field.label), text))
    if card.names:
        rows.append((tr("Other names"), "\n".join(other_name_text(row, language) for row in card.names)))
    cited = sources.cite(card.citations)
    if card.kind != "sources":
        rows.append((tr("Source"), cited or tr("No source")))
    return tuple(rows)


def _is_aside(field: Field, card: Card) -> bool:
    """Said elsewhere: the precision in its date, the unit in its number."""
    kind = KINDS[card.kind]
    return field.name == "capacity_unit" or any(other.precision == field.name for other in kind.fields)


def _value(field: Field, card: Card, language: Language) -> str:
    value = card.values.get(field.name, "")
    if not value:
        return ""
    match field.type:
        case FieldType.CHOICE:
            return coded(field.choices, value, language)
        case FieldType.DATE:
            return date_text(value, card.values.get(field.precision, ""), language, short=False)
        case FieldType.LINK:
            return linked_name(card, field.name, language) or value
        case FieldType.NUMBER:
            unit = card.values.get("capacity_unit", "") if field.name == "capacity" else _UNITS.get(field.name, "")
            return quantity(value, unit, language) if unit else value
        case _:
            return value


def _claims(claims: Iterable[ClaimLine], language: Language, sources: Numbering) -> Table:
    tr = language.tr
    columns = (
        Column(tr("Indicator")), Column(tr("Period")), Column(tr("Value"), numeric=True), Column(tr("As stated")),
        Column(tr("Trust")), Column(tr("Source")),
    )
    rows = []
    for claim in claims:
        measure = name_text(claim.measure_en, claim.measure_zh, language)
        nature = nature_text(claim.nature, language)
        if nature:
            measure += f"（{nature}）" if language.is_chinese else f" ({nature})"
        rows.append((
            measure, claim_period(claim, language) or MISSING, claim_value(claim, language) if claim.value else MISSING,
            claim.value_as_stated, trust_word(claim.mark, language),
            sources.claim(claim),
        ))
    return Table(columns, tuple(rows))


def _links(card: Card, language: Language) -> Table:
    tr = language.tr
    rows = tuple(
        (link_role(link, language), name_text(link.name_en, link.name_zh, language), tr(KINDS[link.kind].one))
        for link in card.links
    )
    return Table((Column(tr("Relation")), Column(tr("Name")), Column(tr("Kind"))), rows)


def _events(card: Card, language: Language) -> Table:
    rows = tuple(
        (event_date(event, language), event_title(event, language), coded("event_kind", event.kind, language))
        for event in card.events
    )
    tr = language.tr
    return Table((Column(tr("Date")), Column(tr("Event")), Column(tr("Kind"))), rows)


def _entries(lines: Sequence[EntryLine], language: Language, sources: Numbering) -> Table:
    """What hangs on the record, of one kind; names of people sent never come here."""
    tr = language.tr
    rows = tuple(
        (
            entry_when(line.kind, line.values, language) or MISSING,
            line.values["text"] if line.kind == "notes" else entry_title(line.kind, line.values, language),
            sources.cite([line.citation] if line.citation else []) or line.values.get("author", "") or MISSING,
        )
        for line in lines
    )
    return Table((Column(tr("Date")), Column(tr("What")), Column(tr("Source"))), rows)


def _closing(card: Card, language: Language, as_of: str, changes: int) -> tuple[tuple[str, str], ...]:
    tr = language.tr
    rows = [(tr("As of"), as_of_text(as_of, language)), (tr("Trust"), card.trust.text(language))]
    if changes:
        rows.append((tr("History"), language.plural("{n} change on file", "{n} changes on file", changes)))
    return tuple(rows)
