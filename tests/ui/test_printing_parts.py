"""What reports put on paper beside text and tables: tiles, groups of rows, heads that go with what they head."""

import pytest
from PySide6.QtWidgets import QApplication

from pairing_desktop.reports.blocks import Block, Column, FigureBlock, Heading, Paragraph, Table, Tile, Tiles
from pairing_desktop.ui.paper_layout import Layout, lay_out
from pairing_desktop.ui.paper_page import BOTTOM, MM, Picture, Run
from printing_samples import chart, report


def texts(layout: Layout, page: int) -> list[str]:
    return [item.text for item in layout.pages[page].items if isinstance(item, Run)]


def table(rows: int, groups: tuple[tuple[int, str], ...] = ()) -> Table:
    return Table((Column("Name"), Column("Value", True)), tuple((f"row-{n}", str(n)) for n in range(rows)), groups)


@pytest.mark.parametrize("before", range(44, 58))
def test_heads_are_never_left_behind_by_what_they_head(qapp: QApplication, before: int) -> None:
    blocks: list[Block] = [Paragraph(f"line {n}") for n in range(before)]
    layout = lay_out(report(*blocks, Heading("Above", note="of all"), Heading("Below", minor=True), FigureBlock(chart(), 60)))
    (page,) = [at for at, one in enumerate(layout.pages) if any(isinstance(item, Picture) for item in one.items)]
    assert texts(layout, page)[-3:] == ["Above", "of all", "Below"]
    assert dict(layout.outline)["Above"] == dict(layout.outline)["Below"] == page
    picture = next(item for item in layout.pages[page].items if isinstance(item, Picture))
    assert all(item.y < picture.y for item in layout.pages[page].items if isinstance(item, Run))


def test_a_head_at_the_top_of_a_page_shares_it_with_a_tall_chart(qapp: QApplication) -> None:
    layout = lay_out(report(Heading("A"), FigureBlock(chart(), 500.0), Heading("B"), FigureBlock(chart(), 500.0)))
    for at, name in enumerate("AB"):
        assert name in texts(layout, len(layout.pages) - 2 + at)


@pytest.mark.parametrize("before", range(10, 46))
def test_what_is_said_of_a_chart_does_not_stand_alone_on_the_next_page(qapp: QApplication, before: int) -> None:
    """A chart is made a little lower for it, never by more than a fifth."""
    lines: list[Block] = [Paragraph(f"line {n}") for n in range(before)]
    layout = lay_out(report(*lines, FigureBlock(chart(), 100), Paragraph("First said"), Paragraph("Last said")))
    (page,) = [at for at, one in enumerate(layout.pages) if any(isinstance(item, Picture) for item in one.items)]
    (picture,) = [item for item in layout.pages[page].items if isinstance(item, Picture)]
    assert 80 <= picture.height / MM <= 100.1
    if picture.height / MM < 99.9:
        assert texts(layout, page)[-1] == "Last said"
    whole = picture.y + 100 * MM + 60 <= layout.report.paper.height * MM - BOTTOM
    assert not whole or picture.height / MM > 99.9


def test_groups_stand_above_their_rows_on_every_page(qapp: QApplication) -> None:
    layout = lay_out(report(table(120, ((0, "first"), (60, "middle"), (119, "last")))))
    said = [text for page in range(len(layout.pages)) for text in texts(layout, page)]
    for group, row in (("first", "row-0"), ("middle", "row-60"), ("last", "row-119")):
        assert said[said.index(group) + 1] == row
    assert all(f"row-{n}" in said for n in range(120))


def test_a_group_names_a_row_of_its_table() -> None:
    with pytest.raises(ValueError, match="a group stands before a row"):
        table(2, ((2, "beyond"),))


def test_tiles_stand_three_to_a_row_and_never_over_each_other(qapp: QApplication) -> None:
    tiles = tuple(Tile(f"name {n}", f"{n} billion yuan", "a note that is long enough to take two lines " * 2) for n in range(7))
    layout = lay_out(report(Tiles(tiles), Paragraph("after")))
    runs = [item for item in layout.pages[0].items if isinstance(item, Run)]
    values = [run for run in runs if "billion" in run.text]
    assert [sum(run.y == y for run in values) for y in dict.fromkeys(run.y for run in values)] == [3, 3, 1]
    last = next(run for run in runs if run.text == "after")
    assert all(run.y < last.y for run in runs if run is not last)
