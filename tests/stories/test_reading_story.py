"""The article's sentence entered as a claim → finding → reading accepted with a reason → figure, chart and print follow
and carry the mark → restart → undo."""

from pathlib import Path

import pytest

from pairing_desktop.domain.charting import ChartData, Point
from pairing_desktop.domain.language import language
from pairing_desktop.domain.listing import Filter
from pairing_desktop.domain.trust import Mark
from pairing_desktop.ui.bench.view import BenchView
from pairing_desktop.ui.i18n import tr
from pairing_desktop.ui.tabs.figures import FiguresPage
from stories.hands import Hands, pdf_texts, squeezed, words_of

WORDS = "1,843.58 million kWh a month"
PRINTED, READ = "1843580000", "18435800"
WHY = "1843.58 万 printed as million"


def enter_the_sentence(hands: Hands, code: str) -> int:
    """New claim, typed with the keyboard; gives its key."""
    hands.tab(tr("Figures"))
    before = set(hands.window.workspace.here.card("projects", hands.id_of("projects", "supcon50")).claims)
    hands.press("Ctrl+N")
    hands.until(lambda: hands.form.body.isEnabled())
    hands.fill("subject_key", "supcon delingha 50")
    hands.fill("measure_key", "monthly electricity")
    hands.settle()
    hands.fill("value_as_stated", WORDS)
    form = hands.form
    reading = form.boxes["value_as_stated"].reading()
    # Value, unit and bounds in both number systems.
    for said in ("1,843.58 million kWh", "18.4358亿千瓦时", "1,843.575–1,843.585 million kWh"):
        assert said in reading
    form.boxes["value_as_stated"]._link.click()
    hands.fill("source_key", "hangzhou, delingha pairing")
    hands.fill("locator", "para 8")
    hands.fill("period_as_stated", "last month")
    hands.settle()
    form.boxes["period_as_stated"].editor.input.setFocus()
    hands.press("Alt+1")
    assert form.draft().values["period_start"] == form.draft().values["period_end"] == "2024-06"
    assert form.draft().values["value"] == PRINTED
    hands.save()
    after = hands.window.workspace.here.card("projects", hands.id_of("projects", "supcon50")).claims
    known = {claim.id for claim in before}
    (made,) = [claim for claim in after if claim.id not in known]
    return made.id


def bench(hands: Hands) -> BenchView:
    page = hands.page
    assert isinstance(page, FiguresPage)
    assert page.on_bench is not None
    return page.on_bench.view


def checked(hands: Hands) -> None:
    """Wait until what was saved is looked at and the page knows."""
    hands.settle()
    hands.window.workspace.checking.settle(20)
    hands.qtbot.wait(500)  # findings are gathered before the pages are told
    hands.settle()


def generation(hands: Hands, code: str) -> ChartData:
    chart: ChartData = hands.window.workspace.here.chart("generation", Filter(), language(code))
    return chart


def printed_text(hands: Hands, path: Path) -> str:
    """All claims on the figure, as Ctrl+P on the bench puts them on paper."""
    preview = hands.preview()
    hands.save_pdf(preview, path)
    preview.close()
    hands.settle()
    return pdf_texts(path)["pdftotext"]


def drawn(chart: ChartData, claim: int) -> list[Point]:
    """The points at which the chart draws a claim's own month."""
    return [point for one in chart.series if one.code == "actual" for point in one.points if claim in point.claim_ids]


@pytest.mark.parametrize("code", ["en", "zh_CN"])
def test_a_reading_is_found_accepted_seen_kept_and_undone(
    hands: Hands, facts_file: Path, tmp_path: Path, code: str
) -> None:
    hands.program.set_language(code)
    window = hands.start(facts_file)
    claim = enter_the_sentence(hands, code)

    hands.until(lambda: window.banner.isVisible())
    assert "51.2" in window.banner.text  # June has 30 days: 36 million kWh at most
    hands.click(hands.button(window.banner, tr("Open the bench")))
    hands.until(lambda: hands.page.current() == ("claims", claim))
    checked(hands)
    view = bench(hands)
    assert window.workspace.here.claim(claim).mark is Mark.IMPLAUSIBLE
    assert view.verdict.second.text()
    assert "÷ 100" in words_of(view.desk)
    assert not drawn(generation(hands, code), claim)
    before = printed_text(hands, tmp_path / "before.pdf")
    assert squeezed("÷ 100") not in before

    view.table.setFocus()
    hands.press("A")
    assert view.desk.message.text() == tr("Say why: the reason is kept for ever.")
    hands.write(WHY)
    hands.press("Return")
    hands.until(lambda: window.workspace.here.claim(claim).reading)
    checked(hands)

    line = window.workspace.here.claim(claim)
    assert (line.value, line.value_as_stated, line.effective) == (PRINTED, WORDS, READ)
    row = view.table.model().index(view.table.currentIndex().row(), 0)
    assert row.data() == WORDS
    shown = {"en": "18.4358", "zh_CN": "1843.58"}[code]
    assert row.siblingAtColumn(1).data() == shown
    chart = generation(hands, code)
    (point,) = drawn(chart, claim)
    assert str(point.value) == READ
    assert point.mark is Mark.READING or "÷ 100" in point.note
    after = printed_text(hands, tmp_path / "after.pdf")
    assert squeezed("÷ 100") in after
    assert squeezed(WORDS) in after
    undo = hands.entry("edit", "undo")
    assert WORDS in undo and WHY in undo and "Li Wei" in undo

    hands.close()
    window = hands.start(facts_file)
    assert window.workspace.here.claim(claim).effective == READ
    window.navigate("bench", claim)
    hands.until(lambda: hands.page.current() == ("claims", claim))
    hands.settle()
    assert WHY in words_of(bench(hands).desk) + bench(hands).decided.text()
    bench(hands).table.setFocus()
    hands.press("Ctrl+Z")
    hands.until(lambda: not window.workspace.here.claim(claim).reading)
    checked(hands)
    assert window.workspace.here.claim(claim).mark is Mark.IMPLAUSIBLE
    assert not drawn(generation(hands, code), claim)
    hands.until(lambda: "÷ 100" in words_of(bench(hands).desk))
