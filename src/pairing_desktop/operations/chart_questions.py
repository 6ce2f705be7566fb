"""What one can ask about composed and kept charts."""

from pairing_desktop.domain.chart_choices import Misfit
from pairing_desktop.domain.chart_spec import ChartSpec, KeptChart, MeasureInfo
from pairing_desktop.domain.charting import ChartData, ChartInfo
from pairing_desktop.domain.language import Language
from pairing_desktop.domain.look import WHOLE, Look
from pairing_desktop.operations import charts
from pairing_desktop.operations.chart_kept import kept_charts
from pairing_desktop.operations.questions import today
from pairing_desktop.store import chart_figures
from pairing_desktop.store.database import Connection


class ChartQuestions:
    """Questions to one open file."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def draw(self, spec: ChartSpec, language: Language, look: Look = WHOLE) -> ChartData:
        """A chart drawn from its spec, as far as it is looked at.  Raises Misfit for what does not fit, Mixed (with an
        offer) for what would mix."""
        return charts.composed(self._db, spec, language, today(), look=look)

    def not_drawn(self, spec: ChartSpec, problem: Misfit, language: Language) -> ChartData:
        """An empty chart in the place of one that was refused."""
        return charts.not_drawn(spec, problem, language, today(), charts.FREE)

    def start(self, spec: ChartSpec) -> ChartSpec:
        """What "Chart this" opens with."""
        return charts.start(self._db, spec)

    def named(self, id: str) -> ChartInfo:
        """A standard chart by its id, or a kept one by its name.  Raises NotFound."""
        return charts.named(self._db, id)

    def kept(self) -> tuple[KeptChart, ...]:
        """The charts kept by name."""
        return kept_charts(self._db)

    def measures(self, spec: ChartSpec) -> tuple[MeasureInfo, ...]:
        """The indicators that are stated about the rows of a chart, those with most claims first."""
        return chart_figures.measures(self._db, spec.subject, spec.filter)
