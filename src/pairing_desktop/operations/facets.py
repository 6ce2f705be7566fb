"""The facets of a kind's list: live counts with the words of each code."""

from pairing_desktop.domain.kinds import CLAIMS
from pairing_desktop.domain.listing import LISTS, Facet, FacetValue, Filter
from pairing_desktop.domain.vocabulary import LISTS as VOCABULARIES
from pairing_desktop.store import indicators, lists
from pairing_desktop.store.database import Connection


def facets(db: Connection, kind: str, filter: Filter) -> tuple[Facet, ...]:
    """All facets of a kind's list: each follows the filter but for its own choice."""
    counted = lists.facets(db, kind, [spec.name for spec in LISTS[kind].facets], filter)
    answer = []
    for spec in LISTS[kind].facets:
        vocabulary = VOCABULARIES.get(spec.vocabulary, {})
        values = []
        for code, english, chinese, count in counted[spec.name]:
            known = vocabulary.get(code) or (english or code, chinese or english or code)
            values.append(FacetValue(code, *known, count))
        if (kind, spec.name) == (CLAIMS.name, "measure"):  # one can choose what nothing is stated of yet
            values += [
                FacetValue(str(pick.id), pick.name_en or pick.name_zh, pick.name_zh or pick.name_en, 0)
                for pick in indicators.without_claims(db)
            ]
        answer.append(Facet(spec.name, tuple(values)))
    return tuple(answer)
