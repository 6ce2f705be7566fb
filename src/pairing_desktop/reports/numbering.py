"""One numbered list of sources for a whole report: cells, notes and charts all speak of the same numbers."""

from collections.abc import Iterable
from dataclasses import replace

from pairing_desktop.domain.cards import CitationLine, ClaimLine, Figure
from pairing_desktop.domain.chart_table import source_text
from pairing_desktop.domain.chart_words import renumbered
from pairing_desktop.domain.charting import Callout, ChartData, Series, SourceNote
from pairing_desktop.domain.display import MISSING
from pairing_desktop.domain.language import Language


class Numbering:
    """Numbers sources in the order in which they are first named."""

    def __init__(self, language: Language) -> None:
        self._language = language
        self._notes: dict[int, SourceNote] = {}
        self._numbers: dict[int, int] = {}

    def cite(self, citations: Iterable[CitationLine]) -> str:
        """ "[1] para 8" for each citation, one a line; empty for none."""
        lines: dict[str, None] = {}
        for citation in citations:
            number = self._number(
                SourceNote(
                    citation.source_id, citation.source_key, citation.title, citation.publisher, citation.published_on
                )
            )
            against = "" if citation.stance == "supports" else self._language.tr("speaks against it")
            lines[" ".join(part for part in (f"[{number}]", citation.locator, against) if part)] = None
        return "\n".join(lines)

    def claim(self, claim: ClaimLine) -> str:
        """The place that states a claim."""
        return self.cite([claim.citation] if claim.citation else []) or MISSING

    def figure(self, figure: Figure) -> str:
        """The places that state the claims of a figure."""
        return self.cite(claim.citation for claim in figure.claims if claim.citation) or MISSING

    def chart(self, data: ChartData) -> tuple[ChartData, str]:
        """The chart with the report's numbers, and where its figures stand: "[1] para 3; [4] table 2"."""
        numbers = [self._number(replace(note, locator="")) for note in data.sources]
        places = [
            " ".join(part for part in (f"[{number}]", note.locator) if part)
            for number, note in zip(numbers, data.sources, strict=True)
        ]
        others = [number - 1 for number in numbers]

        def own(series: Series) -> Series:
            return replace(series, points=tuple(
                replace(point, sources=tuple(sorted(others[source] for source in point.sources))) for point in series.points
            ))

        callouts = tuple(Callout(callout.x, renumbered(callout.text, others)) for callout in data.callouts)
        left_out, notes = (tuple(renumbered(text, others) for text in texts) for texts in (data.left_out, data.notes))
        chart = replace(
            data, series=tuple(map(own, data.series)), events=data.events and own(data.events), callouts=callouts,
            left_out=left_out, notes=notes, sources=tuple(self._notes.values()),
        )
        return chart, ("；" if self._language.is_chinese else "; ").join(places)

    def lines(self) -> tuple[tuple[str, str], ...]:
        """All sources named so far: ("[1]", "SHINE, …")."""
        return tuple(
            (f"[{number}]", source_text(note, self._language)) for number, note in enumerate(self._notes.values(), 1)
        )

    def _number(self, note: SourceNote) -> int:
        self._notes.setdefault(note.source_id, note)
        return self._numbers.setdefault(note.source_id, len(self._notes))
