"""The cells of a list's rows, ready to be painted or printed: text, small second line, mark."""

from collections.abc import Sequence
from dataclasses import dataclass

from pairing_desktop.domain.display import (
    MISSING,
    coded,
    date_text,
    in_sentence,
    join,
    name_text,
    period_text,
    quantity,
    short_publisher,
    term_text,
    years_text,
)
from pairing_desktop.domain.language import Language
from pairing_desktop.domain.listing import Row
from pairing_desktop.domain.trust import Mark

_CODED = {
    ("projects", "status"): "project_status",
    ("projects", "stage"): "stage",
    ("projects", "direction"): "direction",
    ("projects", "industry"): "industry",
    ("projects", "kind"): "project_kind",
    ("companies", "industry"): "industry",
    ("companies", "kind"): "company_kind",
    ("places", "kind"): "place_kind",
    ("events", "kind"): "event_kind",
    ("claims", "nature"): "nature",
    ("claims", "assessment"): "assessment",
    ("claims", "rank"): "rank",
    ("sources", "kind"): "source_kind",
    ("sources", "language"): "source_language",
    ("postings", "role"): "posting_role",
    ("channels", "kind"): "channel_kind",
    ("admissions", "policy"): "admission_policy",
}
_BELOW = {  # small second line: what stands in another column
    ("postings", "sending_unit"): "receiving_unit",
    ("channels", "product"): "channel",
}
_IN_SECOND_LINES = {  # the columns whose words the lists show below those of another
    ("projects", "name"): ("place", "industry"),
    ("companies", "name"): ("kind", "industry"),
    ("events", "name"): ("project", "company"),
    ("sources", "name"): ("publisher", "published_on"),
    ("claims", "subject"): ("measure",),
    ("claims", "value"): ("value_as_stated",),
    **{place: (below,) for place, below in _BELOW.items()},
}
_LINKED = {"place", "home_place", "parent", "project", "company", "subject", "measure"}


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in one cell.  `small` is a second line in small muted type, `mark` the shape before the text."""

    text: str
    small: str = ""
    mark: Mark | None = None
    muted: bool = False
    link: bool = False  # a click on it opens something

    @property
    def whole(self) -> str:
        """The cell for ears, tooltips and the clipboard."""
        return f"{self.text}\n{self.small}" if self.small else self.text


EMPTY = Cell(MISSING, muted=True)
NOTHING = Cell("")


def columns_on_paper(kind: str, shown: Sequence[str]) -> tuple[str, ...]:
    """The columns that say on paper, where a cell is one line, all that these say in a list."""
    placed: dict[str, None] = {}
    for name in shown:
        placed[name] = None
        placed |= {below: None for below in _IN_SECOND_LINES.get((kind, name), ()) if below not in shown}
    return tuple(placed)


def cell(kind: str, column: str, row: Row, language: Language) -> Cell:
    """What column `column` of the list of `kind` shows for this row."""
    cells = row.cells
    if column == "name":
        return _name(kind, row, language)
    if column == "trust":
        return Cell(row.trust.text(language), mark=row.trust.mark) if row.trust else EMPTY
    if column == "contested":
        count = cells.get("contested", "0")
        return Cell(count, mark=Mark.DISPUTED) if count not in ("", "0") else NOTHING
    text = _text(kind, column, row, language)
    below = _BELOW.get((kind, column))
    small = _text(kind, below, row, language) if below else ""
    return Cell(text, small) if text else EMPTY


def _linked(row: Row, field: str, language: Language) -> str:
    return language.pick(row.cells.get(f"{field}_en", ""), row.cells.get(f"{field}_zh", ""))


def _name(kind: str, row: Row, language: Language) -> Cell:
    cells = row.cells
    if kind == "sources":
        small = join((cells.get("publisher", ""), _published(row, language)), language)
        return Cell(cells.get("name_en", "") or MISSING, small)
    text = name_text(cells.get("name_en", ""), cells.get("name_zh", ""), language)
    match kind:
        case "projects":
            below = [_linked(row, "place", language), coded("industry", cells.get("industry", ""), language)]
        case "companies":
            below = [coded("company_kind", cells.get("kind", ""), language)]
            below.append(coded("industry", cells.get("industry", ""), language))
        case "events":
            below = [_linked(row, "project", language) or _linked(row, "company", language)]
        case _:
            return Cell(text)
    words = [word for word in below if word]
    return Cell(text, join((word if i == 0 else in_sentence(word) for i, word in enumerate(words)), language))


def _published(row: Row, language: Language) -> str:
    published = row.cells.get("published_on", "")
    return date_text(published, "", language) if published else language.tr("undated")


def _text(kind: str, column: str, row: Row, language: Language) -> str:
    cells = row.cells
    if column in _LINKED:
        return _linked(row, column, language)
    if (kind, column) in _CODED:
        return coded(_CODED[kind, column], cells.get(column, ""), language)
    match column:
        case "capacity":
            return quantity(cells.get("capacity", ""), cells.get("capacity_unit", ""), language)
        case "investment_cny":
            return quantity(cells.get("investment_cny", ""), "CNY", language)
        case "years":
            return years_text(cells.get("start_date", ""), cells.get("end_date", ""), language)
        case "value":
            value = cells.get("effective_value", "") or cells.get("value", "")
            return quantity(value, cells.get("unit", ""), language, cells.get("qualifier", ""))
        case "period":
            start, end = cells.get("period_start", ""), cells.get("period_end", "")
            said = period_text(start, end, cells.get("period_precision", ""), language)
            return said or cells.get("period_as_stated", "")
        case "date":
            start, end = cells.get("date", ""), cells.get("end_date", "")
            return period_text(start, end or start, cells.get("date_precision", ""), language)
        case "source":
            short = short_publisher(cells.get("source_publisher", "")) or cells.get("source_title", "")
            return join((short, cells.get("locator", "")), language)
        case "people":
            return quantity(cells.get("people", ""), "", language, cells.get("qualifier", ""))
        case "price":
            return quantity(cells.get("price", ""), "CNY", language)
        case "term":
            return term_text(cells, language)
        case "published_on":
            return date_text(cells.get("published_on", ""), "", language)
        case _:
            return cells.get(column, "")
