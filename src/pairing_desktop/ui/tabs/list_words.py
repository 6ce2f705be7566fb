"""What a list says about its kind, and its filters in words."""

from dataclasses import dataclass

from pairing_desktop.domain.language import mark
from pairing_desktop.domain.listing import Facet, Filter, ListSpec
from pairing_desktop.ui.i18n import current, tr
from pairing_desktop.ui.widgets.facets import value_label


@dataclass(frozen=True)
class KindWords:
    """Sentences of one kind's list, in English and marked."""

    icon: str
    many: str
    filter: str
    new: str
    none: str
    what: str
    no_match: str
    count_one: str
    count_many: str
    count_of: str
    in_facts: bool = True  # the cited facts have such rows


KIND_WORDS: dict[str, KindWords] = {
    "projects": KindWords(
        "project", mark("Projects"), mark("Filter projects"), mark("New project"), mark("No projects yet"),
        mark("A project is anything the two cities do together: a plant, a school, an air route."),
        mark("No project matches"), mark("{n} project"), mark("{n} projects"), mark("{found} of {total} projects"),
    ),
    "companies": KindWords(
        "company", mark("Companies"), mark("Filter companies"), mark("New company"), mark("No companies yet"),
        mark("A company invests, builds, supplies or runs something in a project."),
        mark("No company matches"), mark("{n} company"), mark("{n} companies"), mark("{found} of {total} companies"),
    ),
    "places": KindWords(
        "place", mark("Places"), mark("Filter places"), mark("New place"), mark("No places yet"),
        mark("A place is where a project stands, a company is at home or an event took place."),
        mark("No place matches"), mark("{n} place"), mark("{n} places"), mark("{found} of {total} places"),
    ),
    "events": KindWords(
        "calendar", mark("Events"), mark("Filter events"), mark("New event"), mark("No events yet"),
        mark("An event has a date, as precise as its source, and belongs to a project, a company or a place."),
        mark("No event matches"), mark("{n} event"), mark("{n} events"), mark("{found} of {total} events"),
    ),
    "claims": KindWords(
        "figure", mark("Claims"), mark("Filter figures"), mark("New claim"), mark("No figures yet"),
        mark("A claim is what one source says about one record: a figure or words, for a period."),
        mark("No figure matches"), mark("{n} claim"), mark("{n} claims"), mark("{found} of {total} claims"),
    ),
    "sources": KindWords(
        "source", mark("Sources"), mark("Filter sources"), mark("New source"), mark("No sources yet"),
        mark("A source is a publication. Every figure names one, and the place in it."),
        mark("No source matches"), mark("{n} source"), mark("{n} sources"), mark("{found} of {total} sources"),
    ),
    "postings": KindWords(
        "people", mark("People sent"), mark("Filter people sent"), mark("New people sent"), mark("Nobody sent yet"),
        mark("People sent are counted by role, unit and term, each count with its source. A name is never needed."),
        mark("Nobody sent matches"), mark("{n} entry"), mark("{n} entries"), mark("{found} of {total} entries"), False,
    ),
    "channels": KindWords(
        "link", mark("Sales channels"), mark("Filter sales channels"), mark("New sales channel"),
        mark("No sales channels yet"), mark("A sales channel is where a product of a company is sold, and since when."),
        mark("No sales channel matches"), mark("{n} entry"), mark("{n} entries"), mark("{found} of {total} entries"), False,
    ),
    "admissions": KindWords(
        "place", mark("Admission"), mark("Filter admission"), mark("New admission policy"), mark("No admission policy yet"),
        mark("An admission policy says who visits an attraction on what terms, from when to when."),
        mark("No admission policy matches"), mark("{n} entry"), mark("{n} entries"), mark("{found} of {total} entries"),
        False,
    ),
}


def filter_words(spec: ListSpec, filter: Filter, facets: tuple[Facet, ...]) -> list[tuple[str, str, str]]:
    """Each active filter in words, with the facet ("text" and "years" too) and the code it stands for."""
    found = []
    if filter.text.strip():
        found.append((tr("Contains “{text}”", text=filter.text.strip()), "text", filter.text))
    labels = {one.name: tr(one.label) for one in spec.facets}
    names = {(facet.name, value.code): value_label(value) for facet in facets for value in facet.values}
    for facet, chosen in filter.facets.items():
        for code in sorted(chosen):
            name = names.get((facet, code)) or code or tr("Not stated")
            found.append((tr("{facet}: {name}", facet=labels.get(facet, facet), name=name), facet, code))
    first, last = filter.years
    if first is not None or last is not None:
        said = f"{first or ''}–{last or ''}"
        found.append((tr("{facet}: {name}", facet=tr("Years"), name=said), "years", said))
    return found


def filters_sentence(words: list[tuple[str, str, str]]) -> str:
    """Filters in words as one sentence."""
    language = current()
    return language.semicolon.join(said for said, _, _ in words) + language.full_stop
