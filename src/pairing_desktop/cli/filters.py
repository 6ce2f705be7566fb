"""Filters as one types them on a command line: names of facets and codes, checked before anything is asked."""

from collections.abc import Sequence

from pairing_desktop.domain.language import mark
from pairing_desktop.domain.listing import LISTS, NOT_STATED, Filter
from pairing_desktop.domain.problems import NotFound, UnknownColumn
from pairing_desktop.domain.vocabulary import LISTS as VOCABULARIES
from pairing_desktop.operations.questions import Questions

_NAMED = {"place": "places", "measure": "measures"}  # facets whose codes are records, told by their short names


def filter_of(questions: Questions, kind: str, wanted: Sequence[tuple[str, str]], text: str = "") -> Filter:
    """The filter of a list of `kind` with these facets and values; the values of one facet are OR-ed, "" is "not stated".

    Raises UnknownColumn for a facet and NotFound for a value that is not there; both name those that are.
    """
    if kind not in LISTS:
        raise NotFound(mark("There is no list “{kind}”. Lists: {kinds}."), kind=kind, kinds=", ".join(LISTS))
    specs = {spec.name: spec for spec in LISTS[kind].facets}
    facets: dict[str, set[str]] = {}
    for name, code in wanted:
        if name not in specs:
            raise UnknownColumn(
                mark("“{column}” does not narrow {kind}. Known are: {known}."), column=name, kind=kind,
                known=", ".join(specs),
            )
        words = VOCABULARIES.get(specs[name].vocabulary)
        if words is not None and code != NOT_STATED and code not in words:
            raise NotFound(mark("“{code}” is no value of “{column}”. Known are: {known}."), code=code, column=name,
                           known=", ".join(words))
        found = str(questions.locate(_NAMED[name], code).id) if name in _NAMED and code != NOT_STATED else code
        facets.setdefault(name, set()).add(found)
    return Filter(text=text, facets={name: frozenset(codes) for name, codes in facets.items()})
