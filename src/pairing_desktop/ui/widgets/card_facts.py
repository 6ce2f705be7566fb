"""The Facts of a card: its own fields and figures, each with mark and source, then what is related to it."""

from collections.abc import Iterable, Sequence
from itertools import groupby

from pairing_desktop.domain.cards import Card, Figure, Link
from pairing_desktop.domain.display import (
    coded,
    event_date,
    event_title,
    figure_period,
    figure_value,
    join,
    link_role,
    name_text,
    nature_text,
    period_text,
    quantity,
    source_line,
    term_text,
)
from pairing_desktop.domain.kinds import KINDS
from pairing_desktop.domain.nested_rows import name_text as other_name_text
from pairing_desktop.domain.once import merge_once
from pairing_desktop.domain.trust import Mark, trust_word
from pairing_desktop.ui.i18n import current, plural, tr
from pairing_desktop.ui.moments import local
from pairing_desktop.ui.widgets.card_document import LABELS, CardDocument, TableWriter, target

FIRST_FIGURES = 8  # indicators shown before "27 more indicators"
FIRST_RELATED = 12
LATEST = 5  # events
_OWN_FIELD_OF = {"installed_capacity": "capacity", "investment": "investment_cny"}


class FactsWriter:
    """Writes the Facts of one card.  `opened` names the parts the reader unfolded ("figures", "related")."""

    def __init__(self, document: CardDocument, card: Card, opened: frozenset[str]) -> None:
        self._out = document
        self._card = card
        self._opened = opened
        figures = _by_measure(merge_once(card.figures))
        self._by_measure = {measure: list(group) for measure, group in groupby(figures, lambda f: f.measure_id)}

    def write(self) -> None:
        out, card = self._out, self._card
        out.line()
        with out.table((LABELS, 0), gap=7) as table:
            if card.kind == "projects":
                self._project(table)
            elif card.kind == "places":
                self._place(table)
            elif card.kind == "events":
                self._event(table)
            self._other_name(table)
            self._merged(table)
            if card.kind != "projects" or not self._has_own_numbers():
                self._on_file_from(table)
        if card.figures:
            self._figures()
        if card.links:
            self._related()
        if card.events:
            self._latest_events()
        self._note()

    # A record's own fields

    def _has_own_numbers(self) -> bool:
        values = self._card.values
        return bool(values.get("capacity") or values.get("start_date") or values.get("end_date"))

    def _measures(self) -> set[str]:
        return {figure.measure_key for figure in self._card.figures}

    def _project(self, table: TableWriter) -> None:
        values, language = self._card.values, current()
        stated = self._measures()
        if values["capacity"] and not ("installed_capacity" in stated and values["capacity_unit"] == "MW"):
            self._own(table, tr("Capacity"), quantity(values["capacity"], values["capacity_unit"], language))
        years = period_text(values["start_date"], "", values["start_precision"], language)
        if values["end_date"]:
            years = term_text(values, language)
        if years:
            self._own(table, tr("Time"), years)
        if values["investment_cny"] and "investment" not in stated:
            self._own(table, tr("Investment"), quantity(values["investment_cny"], "CNY", language))
        for label, words in (
            (tr("Stage"), coded("stage", values.get("stage", ""), language)),
            (tr("Direction"), coded("direction", values.get("direction", ""), language)),
        ):
            if words:
                table.label(label)
                self._out.text(words)

    def _place(self, table: TableWriter) -> None:
        values = self._card.values
        if values["latitude"] and values["longitude"]:
            self._own(table, tr("Position"), f"{values['latitude']}°, {values['longitude']}°")

    def _event(self, table: TableWriter) -> None:
        values, language = self._card.values, current()
        date = period_text(values["date"], values["end_date"] or values["date"], values["date_precision"], language)
        self._own(table, tr("Date"), date or tr("Not stated"))
        if values["date_as_stated"]:
            table.label(tr("As printed"))
            self._out.text(values["date_as_stated"])
        if values["summary"]:
            table.label(tr("What happened"))
            self._out.text(values["summary"])

    def _other_name(self, table: TableWriter) -> None:
        card = self._card
        other = card.name_en if current().is_chinese else card.name_zh
        if other and other != name_text(card.name_en, card.name_zh, current()):
            table.label(tr("In Chinese") if not current().is_chinese else tr("In English"))
            self._out.text(other)
        for at, row in enumerate(card.names):
            if at == 0:
                table.label(tr("Other names"))
            else:
                self._out.line()
            self._out.text(other_name_text(row, current()))

    def _merged(self, table: TableWriter) -> None:
        """Records that were merged into this one, each with a way back."""
        for one in self._card.merged:
            table.label(tr("Merged with"))
            name = one.pick.called(current())
            self._out.text(name)
            self._out.line()
            self._out.text(tr("{when}, by {who}", when=local(one.at), who=one.who or tr("no name")), "small", "muted")
            self._out.gap()
            self._out.link(tr("Take apart again"), target("apart", one.pick.id))

    def _on_file_from(self, table: TableWriter) -> None:
        table.label(tr("On file from"))
        self._citations()

    def _own(self, table: TableWriter, label: str, value: str) -> None:
        """A value of the record's own row, which rests on the citations of the record."""
        table.label(label)
        self._out.text(value)
        self._out.line()
        self._citations()

    def _citations(self) -> None:
        citations = self._card.citations
        mark = Mark.UNSOURCED if not citations else Mark.ONE if len(citations) == 1 else Mark.TWO
        self._out.trust(mark, trust_word(mark, current()))
        for citation in citations:
            self._out.gap()
            self._out.link(source_line(citation, current()), target("sources", citation.source_id))

    # Figures

    def _figures(self) -> None:
        out = self._out
        groups = sorted(self._by_measure.values(), key=_weight)
        shown = groups if "figures" in self._opened else groups[:FIRST_FIGURES]
        out.heading(tr("Figures"))
        with out.table((LABELS, 0), gap=7) as table:
            for figures in shown:
                self._figure(table, figures)
            hidden = len(groups) - len(shown)
            if hidden:
                table.row()
                table.cell()
                out.link(plural("{n} more indicator", "{n} more indicators", hidden), target("unfold", "figures"))

    def _figure(self, table: TableWriter, figures: Sequence[Figure]) -> None:
        out, language = self._out, current()
        figure = figures[0]
        table.label(name_text(figure.measure_en, figure.measure_zh, language))
        out.text(figure_value(figure, language), "body", "muted" if figure.trust.mark is Mark.IMPLAUSIBLE else "text")
        when = join((figure_period(figure, language), nature_text(figure.nature, language)), language)
        if when:
            out.gap()
            out.text(when, "small", "muted")
        out.line()
        out.trust(figure.trust.mark, figure.trust.text(language))
        out.gap()
        self._behind(figure)
        if figure.low != figure.high:
            out.line()
            out.text(tr("Unsettled: a range until someone decides."), "small", "muted")
        if len(figures) > 1:
            out.line()
            more = plural("{n} more figure", "{n} more figures", len(figures) - 1)
            out.link(more, target("tab", f"claims:{figure.measure_id}"))

    def _behind(self, figure: Figure) -> None:
        """Links to what a figure rests on: the source of its one claim and what is against it, or all its claims."""
        claim = figure.claims[0]
        if len(figure.claims) > 1:
            words = plural("{n} claim", "{n} claims", len(figure.claims))
            self._out.link(words, target("bench", claim.id))
            return
        if claim.citation:
            self._out.link(source_line(claim.citation, current()), target("citations", claim.id))
        else:
            self._out.link(tr("1 claim"), target("claims", claim.id))
        if claim.rivals:
            self._out.gap()
            words = plural("{n} claim against it", "{n} claims against it", len(claim.rivals))
            self._out.link(words, target("bench", claim.id))

    # What hangs on it

    def _related(self) -> None:
        out = self._out
        links = self._card.links
        shown = links if "related" in self._opened else links[:FIRST_RELATED]
        out.heading(tr("Related"))
        with out.table((22, 0, 110), gap=4) as table:
            for link in shown:
                self._link(table, link)
            if len(shown) < len(links):
                table.row()
                table.cell()
                out.link(plural("{n} more", "{n} more", len(links) - len(shown)), target("unfold", "related"))

    def _link(self, table: TableWriter, link: Link) -> None:
        table.row()
        self._out.picture(KINDS[link.kind].icon, "muted")
        table.cell()
        self._out.link(name_text(link.name_en, link.name_zh, current()), target(link.kind, link.id), "body")
        table.cell()
        self._out.to_right()
        self._out.text(link_role(link, current()), "small", "muted")

    def _latest_events(self) -> None:
        out, events = self._out, self._card.events
        out.heading(tr("Latest events"))
        with out.table((LABELS, 0), gap=4) as table:
            for event in events[:LATEST]:
                table.label(event_date(event, current()))
                out.link(event_title(event, current()), target("events", event.id), "body")
            if len(events) > LATEST:
                table.row()
                table.cell()
                out.link(plural("All {n} events", "All {n} events", len(events)), target("tab", "events"))

    def _note(self) -> None:
        note = self._card.values.get("note", "")
        if note:
            self._out.heading(tr("Note"))
            self._out.line(4)
            self._out.text(note, "small")


def _by_measure(figures: Iterable[Figure]) -> list[Figure]:
    """By indicator; of each the doubtful ones first, then the latest."""
    latest = sorted(figures, key=lambda figure: figure.period_end or figure.period_start, reverse=True)
    return sorted(latest, key=lambda figure: (figure.measure_id, figure.trust.mark.severity > 1))


def _weight(figures: Sequence[Figure]) -> tuple[int, int, int]:
    """Capacity and investment first, then what is doubtful, then what is told most often."""
    first = figures[0]
    doubtful = min(figure.trust.mark.severity for figure in figures) > 1
    return (first.measure_key not in _OWN_FIELD_OF, int(doubtful), -sum(len(figure.claims) for figure in figures))
