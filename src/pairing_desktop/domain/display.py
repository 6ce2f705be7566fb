"""Rows, claims and figures as people read them: pure formatting for lists, cards, paper and the command line.

Everything here takes values as exported (strings, codes, plain decimals) and a language, and gives plain text.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING

from pairing_desktop.domain.dates import PartialDate, display_span
from pairing_desktop.domain.dates import display as display_date
from pairing_desktop.domain.kinds import KINDS
from pairing_desktop.domain.language import Language
from pairing_desktop.domain.numbers import axis_scale, display_value
from pairing_desktop.domain.roles import role_word
from pairing_desktop.domain.vocabulary import label

if TYPE_CHECKING:
    from pairing_desktop.domain.cards import Card, CitationLine, ClaimLine, EventLine, Figure, Link

MISSING = "—"
"""Stands where nothing is stated."""

_SHAPES = {10: "day", 7: "month", 4: "year"}


def join(parts: Iterable[str], language: Language) -> str:
    """The parts that are there, with the language's comma between them."""
    return language.comma.join(part for part in parts if part)


def coded(list_name: str, code: str, language: Language) -> str:
    """A code in words; empty for an empty one."""
    return label(list_name, code, language) if code else ""


def in_sentence(word: str) -> str:
    """An English word as it stands inside a sentence: its capital goes, those of an abbreviation stay."""
    return word[:1].lower() + word[1:] if word[1:2].islower() else word


# Dates -------------------------------------------------------------------------------------------------------------


def partial(value: str, precision: str = "") -> PartialDate | None:
    """The partial date of a stored value; None when there is none or it cannot be read."""
    for one in (precision, _SHAPES.get(len(value), "")):
        try:
            if value and one not in ("", "unknown"):
                return PartialDate(value, one)
        except ValueError:
            continue
    return None


def date_text(value: str, precision: str, language: Language, short: bool = True) -> str:
    """A date as precise as it is known; what cannot be read as one is shown as it stands."""
    found = partial(value, precision)
    return display_date(found, language, short) if found else value


def period_text(start: str, end: str, precision: str, language: Language, short: bool = True) -> str:
    """The time between two dates; empty when neither is stated."""
    first, last = partial(start, precision), partial(end, precision)
    if (start and not first) or (end and not last):
        return " – ".join(part for part in (start, end) if part)
    return display_span(first, last, language, short)


def term_text(values: Mapping[str, str], language: Language) -> str:
    """From when to when, each end as precise as it is known: "Sep 2019 – 2022", "from 2019", "to 2022"."""
    start = date_text(values.get("start_date", ""), values.get("start_precision", ""), language)
    end = date_text(values.get("end_date", ""), values.get("end_precision", ""), language)
    if start and end:
        return start if start == end else f"{start}{'至' if language.is_chinese else ' – '}{end}"
    return language.tr("from {date}", date=start) if start else language.tr("to {date}", date=end) if end else ""


def years_text(start: str, end: str, language: Language) -> str:
    """2017–2018, 2014–, to 2011: only the years, as a narrow column shows them."""
    first, last = start[:4], end[:4]
    if first == last or not last:
        return f"{first}–" if first and not last else first
    return f"{first}–{last}" if first else language.tr("to {date}", date=last)


# Figures -----------------------------------------------------------------------------------------------------------


def quantity(value: str, unit: str, language: Language, qualifier: str = "") -> str:
    """A number with its unit and, if it has one, its qualifier: "more than 39 billion yuan"."""
    if not value:
        return ""
    text = display_value(value, unit, language)
    if qualifier in ("", "exact"):
        return text
    word = label("qualifier", qualifier, language)
    return f"{word}{text}" if language.is_chinese else f"{word} {text}"


def claim_value(claim: ClaimLine, language: Language) -> str:
    """The normalised value after the accepted reading; for a text the words as stated."""
    return quantity(claim.effective, claim.unit, language, claim.qualifier) or claim.value_as_stated


def claim_period(claim: ClaimLine, language: Language) -> str:
    """The period of the claim; if none is known the words of the source about it."""
    text = period_text(claim.period_start, claim.period_end, claim.period_precision, language)
    return text or claim.period_as_stated


def figure_value(figure: Figure, language: Language) -> str:
    """One value, or the range of the claims while they disagree."""
    if not figure.low and not figure.high:
        texts = dict.fromkeys(claim.value_as_stated for claim in figure.claims)
        return " / ".join(texts)
    if figure.low == figure.high or not figure.high:
        return quantity(figure.low, figure.unit, language, figure.qualifier)
    return range_text(figure.low, figure.high, figure.unit, language)


def range_text(lowest: str, highest: str, unit: str, language: Language) -> str:
    """Both ends in one scale: 0.75–1.08 billion yuan; a single value when they are the same."""
    if lowest == highest:
        return quantity(lowest, unit, language)
    scale = axis_scale((Decimal(lowest), Decimal(highest)), language, unit)
    low = display_value(lowest, unit, language, scale=scale)
    high = display_value(highest, unit, language, scale=scale)
    size = 0
    while size < min(len(low), len(high)) and not low[-1 - size].isdigit() and low[-1 - size] == high[-1 - size]:
        size += 1
    return f"{low[: len(low) - size]}–{high}" if low[: len(low) - size][-1:].isdigit() else f"{low} – {high}"


def figure_period(figure: Figure, language: Language) -> str:
    """The period of the figure; empty when none is known."""
    return period_text(figure.period_start, figure.period_end, figure.period_precision, language)


def nature_text(nature: str, language: Language) -> str:
    """What kind of figure it is, inside a sentence; empty for an actual one, which is the rule."""
    return in_sentence(label("nature", nature, language)) if nature and nature != "actual" else ""


# Sources -----------------------------------------------------------------------------------------------------------


def short_publisher(publisher: str) -> str:
    """The first name of a publisher: "SHINE" of "SHINE (Shanghai Daily)"."""
    for stop in (" / ", " (", "（", ", ", "，", "("):
        publisher = publisher.split(stop)[0]
    return publisher.strip()


def source_name(citation: CitationLine) -> str:
    """A source in a word or two: publisher and year, else its title."""
    short = short_publisher(citation.publisher) or citation.title
    year = citation.published_on[:4]
    return f"{short} {year}" if year and year not in short else short


def source_line(citation: CitationLine, language: Language) -> str:
    """What a link to a source says: "SHINE 2024, para 13"."""
    return join((source_name(citation), citation.locator), language)


def source_note(citation: CitationLine, language: Language) -> str:
    """Publisher and date, the small line under a title."""
    return join((citation.publisher, date_text(citation.published_on, "", language)), language)


# Records -----------------------------------------------------------------------------------------------------------


def name_text(english: str, chinese: str, language: Language) -> str:
    """A name in this language, else in the other, else the sign for nothing stated."""
    return language.pick(english, chinese) or MISSING


def event_title(event: EventLine, language: Language) -> str:
    return name_text(event.title_en, event.title_zh, language)


def event_date(event: EventLine, language: Language) -> str:
    return period_text(event.date, event.end_date or event.date, event.precision, language) or MISSING


def linked_name(card: Card, role: str, language: Language) -> str:
    """The name of the record that field `role` ("place_key") points to."""
    for link in card.links:
        if link.outgoing and link.role == role:
            return name_text(link.name_en, link.name_zh, language)
    return ""


def kind_line(card: Card, language: Language) -> str:
    """The small line under a card's title: "Power plant, solar thermal, Delingha, operating"."""
    values = card.values

    def said(list_name: str, field: str) -> str:
        return coded(list_name, values.get(field, ""), language)

    match card.kind:
        case "projects":
            words = [said("project_kind", "kind"), said("industry", "industry")]
            place, end = linked_name(card, "place_key", language), said("project_status", "status")
        case "companies":
            words = [said("company_kind", "kind"), said("industry", "industry")]
            place, end = linked_name(card, "home_place_key", language), ""
        case "places":
            words, place, end = [said("place_kind", "kind")], linked_name(card, "parent_key", language), ""
        case "events":
            words = [said("event_kind", "kind")]
            place, end = linked_name(card, "place_key", language), ""
        case _:
            published = date_text(values.get("published_on", ""), "", language, short=False)
            words, place = [values.get("publisher", ""), published], ""
            end = join((said("source_language", "language"), in_sentence(said("source_kind", "kind"))), language)
            return join((*words, end), language)
    words = [word if index == 0 else in_sentence(word) for index, word in enumerate(word for word in words if word)]
    return join((*words, place, in_sentence(end), values.get("credit_code", "")), language)


def link_role(link: Link, language: Language) -> str:
    """How a related record is related, in a word."""
    if not link.role.endswith("_key"):
        return role_word(link.role, language)
    tr = language.tr
    match (link.role, link.outgoing, link.kind):
        case ("parent_key", True, "companies"):
            return tr("owner")
        case ("parent_key", False, "companies"):
            return tr("subsidiary")
        case ("parent_key", True, _):
            return tr("lies in")
        case ("parent_key", False, _):
            return tr("lies here")
        case ("home_place_key", True, _):
            return tr("home")
        case ("home_place_key", False, _):
            return tr("at home here")
        case ("place_key", True, _):
            return tr("place")
        case _:
            return in_sentence(tr(KINDS[link.kind].one))
