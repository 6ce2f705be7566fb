"""The card of a source: what rests on it, with the place in it, and what is known about it."""

from collections import Counter
from collections.abc import Mapping, Sequence

from pairing_desktop.domain.cards import Card, ClaimLine
from pairing_desktop.domain.display import (
    MISSING,
    coded,
    date_text,
    event_date,
    event_title,
    in_sentence,
    join,
    name_text,
    short_publisher,
)
from pairing_desktop.domain.kinds import KINDS, SOURCES
from pairing_desktop.domain.trust import trust_word
from pairing_desktop.ui.i18n import current, plural, tr
from pairing_desktop.ui.widgets.card_claims import more
from pairing_desktop.ui.widgets.card_document import LABELS, CardDocument, target

DERIVED = "derived_from"  # role of links between sources
Known = Mapping[int, ClaimLine]


def openable(address: str) -> bool:
    """Whether an address may be opened in the browser at all."""
    return address.startswith(("http://", "https://"))


def write_source_facts(out: CardDocument, card: Card) -> None:
    """The fields of a source; its address as text, opened only on request."""
    out.line()
    with out.table((LABELS, 0), gap=7) as table:
        for field in SOURCES.fields:
            name, value = field.name, card.values.get(field.name, "")
            if not value or name == "key":
                continue
            table.label(tr(field.label))
            if field.choices:
                value = coded(field.choices, value, current())
            elif name.endswith("_on"):
                value = date_text(value, "", current(), short=False)
            out.text(value)
            if name == "url" and openable(value):
                out.line()
                out.link(tr("Open address"), target("address"))


def _counted(kind: str, n: int) -> str:
    """"4 projects": the kinds that mostly rest on a source have a plural of their own."""
    match kind:
        case "claims":
            return plural("{n} claim", "{n} claims", n)
        case "events":
            return plural("{n} event", "{n} events", n)
        case "projects":
            return plural("{n} project", "{n} projects", n)
        case "companies":
            return plural("{n} company", "{n} companies", n)
        case "places":
            return plural("{n} place", "{n} places", n)
        case "participations":
            return plural("{n} participation", "{n} participations", n)
    return tr("{kind}: {n}", kind=tr(KINDS[kind].label), n=n)


def write_resting(out: CardDocument, card: Card, limit: int, wide: bool, chosen: int = 0) -> None:
    """What rests on a source: claims with their places in it, contested ones first, then events and records."""
    out.line()
    counts = [_counted(kind, count) for kind, count in card.resting]
    out.text(tr("Resting on this source: {what}", what=join(counts, current()) or tr("nothing yet")))
    marks = Counter(claim.mark for claim in card.claims)
    if marks:
        out.line(4)
        for mark in sorted(marks, key=lambda mark: -mark.severity):
            out.trust(mark, tr("{mark}: {n}", mark=trust_word(mark, current()), n=marks[mark]))
            out.gap()
    _derived(out, card)
    ordered = sorted(card.claims, key=lambda claim: (claim.mark.severity, *_place(claim)))
    if ordered:
        against = {claim.id: claim for claim in (*card.contradicting, *card.claims)}
        (_claims_table if wide else _claims_stack)(out, ordered[:limit], against, chosen)
        more(out, len(ordered) - limit)
    if card.events:
        out.heading(tr("Events"), rule=False)
        with out.table((LABELS, 0), rule=True, gap=4) as table:
            for event in card.events[:limit]:
                table.label(event_date(event, current()))
                out.link(event_title(event, current()), target("events", event.id), "body")
    links = [link for link in card.links if link.role != DERIVED]
    if links:
        out.heading(tr("Records"), rule=False)
        with out.table((22, 0, 120), rule=True, gap=4) as table:
            for link in links:
                table.row()
                out.picture(KINDS[link.kind].icon, "muted")
                table.cell()
                out.link(name_text(link.name_en, link.name_zh, current()), target(link.kind, link.id), "body")
                table.cell()
                out.text(tr(KINDS[link.kind].one), "small", "muted")


def _claims_table(out: CardDocument, claims: Sequence[ClaimLine], against: Known, chosen: int) -> None:
    with out.table((86, 0, 0, 110, 110), gap=5) as table:
        table.row(below=True)
        out.text(tr("Place in it"), "small", "muted")
        for heading in (tr("Record and indicator"), tr("As stated"), tr("Trust"), tr("Against it")):
            table.cell()
            out.text(heading, "small", "muted")
        for claim in claims:
            table.row(below=True, fill="selection" if claim.id == chosen else "")
            out.place(f"claim {claim.id}")
            out.text((claim.citation.locator if claim.citation else "") or MISSING, "body")
            table.cell()
            _about(out, claim)
            table.cell()
            out.text(claim.value_as_stated)
            table.cell()
            out.trust(claim.mark, trust_word(claim.mark, current()))
            table.cell()
            if claim.rivals:
                out.link(_rivals(claim, against), target("bench", claim.id))
            else:
                out.text(MISSING, "small", "muted")


def _claims_stack(out: CardDocument, claims: Sequence[ClaimLine], against: Known, chosen: int) -> None:
    with out.table((86, 0), gap=5) as table:
        for claim in claims:
            table.row(below=True, fill="selection" if claim.id == chosen else "")
            out.place(f"claim {claim.id}")
            out.text((claim.citation.locator if claim.citation else "") or MISSING, "small", "muted")
            table.cell()
            _about(out, claim)
            out.line()
            out.text(claim.value_as_stated)
            out.line()
            out.trust(claim.mark, trust_word(claim.mark, current()))
            if claim.rivals:
                out.gap()
                words = tr("Against it: {sources}", sources=_rivals(claim, against))
                out.link(words, target("bench", claim.id))


def _rivals(claim: ClaimLine, against: Known) -> str:
    """Who speaks against a claim: two names, and how many more."""
    cited = [against[rival].citation for rival in claim.rivals if rival in against]
    names = list(dict.fromkeys(short_publisher(one.publisher) or one.title for one in cited if one))
    if not names:
        return plural("{n} claim", "{n} claims", len(claim.rivals))
    more = [f"+{len(names) - 2}"] if len(names) > 2 else []
    return join((*names[:2], *more), current())


def _derived(out: CardDocument, card: Card) -> None:
    """What this source took over from others and what others took from it, with a way to say so."""
    links = [link for link in card.links if link.role == DERIVED]
    taken = [link for link in links if not link.outgoing]
    out.line(6)
    out.text(f"{tr('Derives from')}{current().colon}", "small", "muted")
    for link in links:
        if link.outgoing:
            out.link(name_text(link.name_en, link.name_zh, current()), target("sources", link.id))
            out.text(" ", "small")
            out.link(tr("Take back"), target("underive", link.id))
            out.gap()
    out.link(tr("Add a source…"), target("derive", card.id))
    if taken:
        out.line(2)
        out.text(f"{tr('Derived from this')}{current().colon}", "small", "muted")
    for link in taken:
        out.link(name_text(link.name_en, link.name_zh, current()), target("sources", link.id))
        out.gap()


def _about(out: CardDocument, claim: ClaimLine) -> None:
    subject = name_text(claim.subject_en, claim.subject_zh, current())
    measure = name_text(claim.measure_en, claim.measure_zh, current())
    out.link(subject, target(claim.subject_kind, claim.subject_id), "body")
    out.text(current().comma)
    out.link(measure if current().is_chinese else in_sentence(measure), target("claims", claim.id), "body")


def _place(claim: ClaimLine) -> tuple[int, str]:
    """Order by paragraph where the locator has a number."""
    locator = claim.citation.locator if claim.citation else ""
    digits = "".join(sign if sign.isdigit() else " " for sign in locator).split()
    return (int(digits[0]) if digits else 10_000, locator)
