"""What the codes of fields are called, and a filter in words."""

from collections.abc import Iterable

from pairing_desktop.domain.chart_spec import record_fields
from pairing_desktop.domain.language import Language
from pairing_desktop.domain.listing import NOT_STATED, FacetSpec, Filter
from pairing_desktop.domain.vocabulary import label
from pairing_desktop.store import chart_figures, charts
from pairing_desktop.store.database import Connection

_NAMED = {"measure": "measure", "source": "source"}  # fields whose codes are keys of other than records
YEARS = "year"


def names_of(
    connection: Connection, field: FacetSpec, codes: Iterable[str], language: Language
) -> dict[str, str]:
    """Each code of a field as the language says it; a code that nothing is known of as it stands."""
    codes = list(codes)
    found: dict[str, tuple[str, str]] = {}
    if field.vocabulary:
        return {code: label(field.vocabulary, code, language) if code else language.tr("Not stated") for code in codes}
    if field.name in _NAMED:
        found = chart_figures.labels(connection, _NAMED[field.name], codes)
    elif field.name != YEARS:
        ids = [int(code) for code in codes if code.isdecimal()]
        found = {str(id): pair for id, pair in charts.names(connection, ids).items()}
    return {
        code: language.pick(*found[code]) if code in found
        else language.tr("Not stated") if code == NOT_STATED else code for code in codes
    }


def filter_words(connection: Connection, kind: str, filter: Filter, language: Language) -> tuple[str, ...]:
    """The filter of a kind's list in words, one phrase a part."""
    tr = language.tr
    words: list[str] = []
    comma, colon = ("、", "：") if language.is_chinese else (", ", ": ")
    if filter.text.strip():
        words.append(tr("Text: “{text}”", text=filter.text.strip()))
    for spec in record_fields(kind):
        chosen = sorted(filter.facets.get(spec.name, ()))
        if chosen:
            said = names_of(connection, spec, chosen, language)
            words.append(f"{tr(spec.label)}{colon}{comma.join(said[code] for code in chosen)}")
    first, last = filter.years
    return (*words, *years_words(first, last, language))


def years_words(first: int | None, last: int | None, language: Language) -> tuple[str, ...]:
    """A range of years as a phrase, none when it is open on both sides."""
    tr = language.tr
    if first is not None and last is not None:
        return (tr("Years: {first} to {last}", first=first, last=last),)
    if first is not None:
        return (tr("Years: from {first}", first=first),)
    return (tr("Years: to {last}", last=last),) if last is not None else ()
