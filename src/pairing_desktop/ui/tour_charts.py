"""Stops of the tour at the workbench of charts."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from pairing_desktop.domain.chart_spec import ChartSpec
from pairing_desktop.domain.listing import Filter

if TYPE_CHECKING:
    from pairing_desktop.ui.tour import Guide

SPECS = {
    "composed": ChartSpec("share", "projects", group="industry", split="status"),
    "side-by-side": ChartSpec("panels", "events", group="year", split="kind", first=2010),
    "spans": ChartSpec("gantt", "projects", Filter(facets={"status": frozenset({"operating"})}), split="industry"),
    "refused": ChartSpec("bar", "claims", measures=("sales_revenue", "registered_capital"), group="figure"),
}


def _composed(spec: ChartSpec) -> "Callable[[Guide], QWidget]":
    def show(guide: "Guide") -> QWidget:
        guide.window.show_chart("", spec)
        guide.settle()
        return guide.window

    return show


def _keeping(guide: "Guide") -> QWidget:
    """The chart about to be kept by name."""
    page: Any = guide.window.show_page("charts")
    page.compose(SPECS["composed"])
    guide.settle()
    page.keeping.ask_name()
    return guide.dialog()


CHARTS: tuple[tuple[str, Callable[..., QWidget]], ...] = (
    *((f"chart-{name}", _composed(spec)) for name, spec in SPECS.items()),
    ("chart-kept", _keeping),
)
