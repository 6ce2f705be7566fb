"""The days that the timeline shows: in words, and for a chart."""

from pairing_desktop.domain.dates import PartialDate, display_span
from pairing_desktop.domain.look import Look
from pairing_desktop.ui.i18n import current, tr
from pairing_desktop.ui.timeline.scale import FIRST_DAY, LAST_DAY, iso_of
from pairing_desktop.ui.timeline.view import TimelineView


def range_words(view: TimelineView) -> str:
    """The days in view, as exact as one sees them."""
    if view.preset == "today":
        return tr("2010 to today")
    if view.preset == "earlier":
        return tr("Before 2010")
    scale = view.scale
    if scale is None:
        return ""
    days = [iso_of(min(max(day, FIRST_DAY), LAST_DAY)) for day in (scale.left, scale.right)]
    size, name = (10, "day") if scale.width / scale.density < 100 else (7, "month")
    return display_span(PartialDate(days[0][:size], name), PartialDate(days[1][:size], name), current())


def look_of(view: TimelineView) -> Look | None:
    """The days that are seen at least half, for a chart; None while that is everything since 2010."""
    scale = view.scale
    if scale is None or view.preset == "today":
        return None
    first, last = (min(max(round(day), FIRST_DAY), LAST_DAY) for day in (scale.left, scale.right - 1))
    return Look(first=iso_of(first), last=iso_of(last))
