"""Claims on a card: as stated and normalised, with source, initial assessment and what speaks against them."""

from collections.abc import Sequence
from datetime import datetime
from itertools import groupby

from pairing_desktop.domain.cards import Card, ClaimLine, HistoryLine
from pairing_desktop.domain.display import (
    MISSING,
    claim_period,
    claim_value,
    coded,
    event_date,
    event_title,
    in_sentence,
    join,
    name_text,
    nature_text,
    source_line,
    source_name,
)
from pairing_desktop.domain.drafts import acted_text, operation_text
from pairing_desktop.domain.kinds import KINDS, Field, FieldType
from pairing_desktop.domain.nested_rows import rows_text
from pairing_desktop.domain.trust import trust_word
from pairing_desktop.ui.i18n import current, plural, tr
from pairing_desktop.ui.moments import moment
from pairing_desktop.ui.widgets.card_document import LABELS, CardDocument, TableWriter, target

STEP = 100  # claims written at once; the rest comes on request


def write_claims(out: CardDocument, claims: Sequence[ClaimLine], limit: int, chosen: int = 0) -> None:
    """All claims about one record, by indicator.  `chosen` is the claim that was asked for."""
    out.line()
    ordered = sorted(claims, key=lambda claim: claim.measure_id)
    by_id = {claim.id: claim for claim in claims}
    for measure, group in groupby(ordered[:limit], lambda claim: claim.measure_id):
        lines = list(group)
        out.place(f"measure {measure}")
        first = lines[0]
        out.heading(name_text(first.measure_en, first.measure_zh, current()), rule=first is not ordered[0])
        with out.table((0,), gap=6) as table:
            for claim in lines:
                out_claim(out, table, claim, by_id, chosen)
    more(out, len(claims) - limit)


def out_claim(
    out: CardDocument, table: TableWriter, claim: ClaimLine, others: dict[int, ClaimLine], chosen: int = 0
) -> None:
    """One claim, in four or five lines."""
    language = current()
    table.row(fill="selection" if claim.id == chosen else "")
    out.place(f"claim {claim.id}")
    out.text(tr("“{words}”", words=claim.value_as_stated))
    value = claim_value(claim, language) if claim.value else tr("in words")
    parts = [value, claim_period(claim, language), nature_text(claim.nature, language)]
    if claim.rank != "normal" and claim.rank:
        parts.append(in_sentence(coded("rank", claim.rank, language)))
    out.line()
    out.text(join(parts, language), "small")
    out.line()
    out.trust(claim.mark, trust_word(claim.mark, language))
    out.gap()
    if claim.citation:
        out.link(source_line(claim.citation, language), target("citations", claim.id))
    assessment(out, claim)
    rivals(out, claim, others)


def assessment(out: CardDocument, claim: ClaimLine) -> None:
    """The opinion that came with the facts, told as one."""
    if claim.assessment and (claim.assessment != "accepted" or claim.assessment_note):
        out.line()
        word = in_sentence(coded("assessment", claim.assessment, current()))
        note = f" {claim.assessment_note}" if claim.assessment_note else ""
        out.text(tr("Initial assessment: {word}.", word=word) + note, "small", "muted")


def rivals(out: CardDocument, claim: ClaimLine, others: dict[int, ClaimLine]) -> None:
    """The claims that speak against this one, as links."""
    if not claim.rivals:
        return
    out.line()
    out.text(tr("Against it:"), "small", "caution")
    for place, rival in enumerate(claim.rivals):
        known = others.get(rival)
        words = claim_value(known, current()) if known else tr("claim elsewhere")
        if known and known.citation:
            words = tr("{value} ({source})", value=words, source=source_name(known.citation))
        out.text("; " if place else " ", "small", "muted")
        out.link(words, target("claims", rival))


def write_events(out: CardDocument, card: Card) -> None:
    """All events of a record, the latest first."""
    out.line()
    with out.table((LABELS, 0), gap=6) as table:
        for event in card.events:
            table.label(event_date(event, current()))
            out.link(event_title(event, current()), target("events", event.id), "body")
            out.line()
            out.text(coded("event_kind", event.kind, current()), "small", "muted")


def more(out: CardDocument, hidden: int) -> None:
    if hidden > 0:
        out.line(8)
        out.link(plural("Show {n} more claim", "Show {n} more claims", min(hidden, STEP)), target("unfold", "claims"))


def write_history(out: CardDocument, kind: str, lines: Sequence[HistoryLine]) -> None:
    """Who changed what, the newest first."""
    out.line()
    if not lines:
        out.text(tr("Nothing was changed since the record was made."), "small", "muted")
        return
    now = datetime.now().astimezone()
    for _, group in groupby(lines, lambda line: line.operation_id):
        changes = list(group)
        first = changes[0]
        out.heading(join((moment(first.at, now), first.who, first.unit), current()), rule=False)
        out.line(2)
        out.text(acted_text(operation_text(first.label, first.values, current()), first.action, current()))
        if first.why and "{reason}" not in first.label:
            out.line(2)
            out.text(tr("Why: {why}", why=first.why), "small")
        for change in (change for change in changes if change.field):
            out.line(2)
            out.text(tr("{field}: {before} → {after}", **_change_in_words(kind, change)), "small", "muted")


def _change_in_words(kind: str, change: HistoryLine) -> dict[str, str]:
    """Field and values of a change as the interface says them."""
    try:
        field = KINDS[kind].field(change.field)
    except KeyError:
        return {"field": change.field, "before": change.before or MISSING, "after": change.after or MISSING}
    before, after = (said_before(kind, field, value, change) for value in (change.before, change.after))
    return {"field": tr(field.label), "before": before or MISSING, "after": after or MISSING}


def said_before(kind: str, field: Field, value: str, change: HistoryLine) -> str:
    """A value that a field held, in words."""
    if field.type is FieldType.ROWS:
        return rows_text(KINDS[kind], field, value, change.linked, current())
    return coded(field.choices, value, current()) if field.choices else value
