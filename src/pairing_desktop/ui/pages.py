"""The tabs of the window in order.  A page is imported and made when its tab is first opened."""

from dataclasses import dataclass
from importlib import import_module
from typing import cast

from PySide6.QtWidgets import QWidget

from pairing_desktop.domain.language import mark
from pairing_desktop.ui.bridge import Bridge
from pairing_desktop.ui.page import Page


@dataclass(frozen=True)
class PageSpec:
    """`title` is English, marked; `target` is "module:Class" under `pairing_desktop.ui`; `kinds` are the kinds whose
    records are shown there."""

    name: str
    title: str
    icon: str
    target: str
    kinds: tuple[str, ...] = ()

    def make(self, bridge: Bridge, parent: QWidget) -> Page:
        """Import and build the page."""
        module, _, name = self.target.partition(":")
        made = getattr(import_module(f"pairing_desktop.ui.{module}"), name)
        return cast(Page, made(bridge, parent))


PAGES: tuple[PageSpec, ...] = (
    PageSpec("overview", mark("Overview"), "overview", "tabs.overview:OverviewPage"),
    PageSpec("projects", mark("Projects"), "project", "tabs.records:ProjectsPage", ("projects", "participations", "postings")),
    PageSpec(
        "companies", mark("Companies"), "company", "tabs.records:CompaniesPage",
        ("companies", "places", "channels", "admissions"),
    ),
    PageSpec("timeline", mark("Timeline"), "timeline", "tabs.timeline:TimelinePage", ("events",)),
    PageSpec("figures", mark("Figures"), "figure", "tabs.figures:FiguresPage", ("claims", "measures", "bench")),
    PageSpec("sources", mark("Sources"), "source", "tabs.sources:SourcesPage", ("sources", "citations")),
    PageSpec("charts", mark("Charts"), "chart", "chart_page:ChartPage"),
    PageSpec("snapshots", mark("Snapshots"), "snapshot", "tabs.snapshots:SnapshotsPage", ("snapshots",)),
)


APART = "apart"  # in the place of a kind: take the record of this integer key out of the one it was merged into
CARD_ONLY = frozenset({"stages", "notes", "attachments"})  # kinds that are shown on the card of the record they hang on


def page_of(kind: str) -> str:
    """Name of the page that shows records of this kind; raises KeyError for a kind that has none."""
    for spec in PAGES:
        if kind in spec.kinds:
            return spec.name
    raise KeyError(kind)
