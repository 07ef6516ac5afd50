"""Rows of a Word table that stay whole, and rows that stay together."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from lxml import etree

from perfreport.blocks.printed import Label
from perfreport.docx.keeping import RowKeeper
from perfreport.docx.rowheights import RowHeights
from perfreport.docx.wordml import W
from tests.docx.word_files import (
    Row,
    SmallView,
    body_of,
    rendered,
    table,
    word_template,
)

_LABEL = Label("标", 1)


def rows_of(
    tmp_path: Path, texts: Sequence[tuple[str, ...]], typed: str = ""
) -> list[etree._Element]:
    """The rows of a table that has one for each of ``texts``."""
    row = typed or "| {{ row.name }} | [[ row.texts ]] |"
    template = word_template(table("{%tr for row in rows %}", row, "{%tr endfor %}"))
    rows = tuple(Row(_LABEL, f"{place}", text) for place, text in enumerate(texts))
    return list(body_of(rendered(template, SmallView("", rows), tmp_path)).iter(W + "tr"))


def is_whole(row: etree._Element) -> bool:
    return row.find(f"{W}trPr/{W}cantSplit") is not None


def is_kept(row: etree._Element) -> bool:
    """Whether each paragraph of ``row`` is kept with the next."""
    found = {each.find(f"{W}pPr/{W}keepNext") is not None for each in row.iter(W + "p")}
    assert len(found) == 1
    return found.pop()


def test_a_row_breaks_where_it_is_higher_than_a_quarter_of_the_page(tmp_path: Path) -> None:
    whole = [is_whole(*rows_of(tmp_path, [("长" * 10,) * lines])) for lines in range(1, 60)]
    highest = sum(whole)
    assert whole == [True] * highest + [False] * (59 - highest)
    # A page of the small templates has 45 to 60 lines of a table.
    assert 8 <= highest <= 16


def test_figures_take_half_the_room_of_characters(tmp_path: Path) -> None:
    fitting = max(n for n in range(1, 60) if is_whole(*rows_of(tmp_path, [("长" * 20 * n,)])))
    [row] = rows_of(tmp_path, [("1234567890" * 4 * fitting,)])
    assert is_whole(row)
    [row] = rows_of(tmp_path, [("长" * 40 * fitting,)])
    assert not is_whole(row)


def test_lines_are_counted_in_the_style_of_the_text(tmp_path: Path) -> None:
    text = [("长" * 10,) * 9]
    [row] = rows_of(tmp_path, text)
    assert is_whole(row)
    [row] = rows_of(tmp_path, text, "| {{ row.name }} | [[ row.texts ]] (标题) |")
    assert not is_whole(row)


@pytest.mark.parametrize("count", range(1, 7))
def test_the_last_three_low_rows_stand_together(count: int, tmp_path: Path) -> None:
    kept = [is_kept(row) for row in rows_of(tmp_path, [("短",)] * count)]
    together = min(count, 3) - 1
    assert kept == [False] * (count - 1 - together) + [True] * together + [False]


def test_a_high_row_is_not_kept_with_the_last(tmp_path: Path) -> None:
    high, low = ("长" * 10,) * 30, ("短",)
    assert [is_kept(row) for row in rows_of(tmp_path, [low, low, high, low, low])] == [
        False,
        False,
        False,
        True,
        False,
    ]
    assert not any(map(is_kept, rows_of(tmp_path, [low, low, low, high])))


def test_nothing_is_lost_or_moved_where_rows_are_kept(tmp_path: Path) -> None:
    for count in range(8):
        for text in ("短", "长" * 800):
            rows = rows_of(tmp_path, [(text,)] * count)
            printed = ["".join(each.text or "" for each in row.iter(W + "t")) for row in rows]
            assert printed == [f"{place}{text}" for place in range(count)]


def test_properties_stay_in_the_order_of_the_schema(tmp_path: Path) -> None:
    for row in rows_of(tmp_path, [("短",)] * 3, "| {{ row.name }} (中) | {{ row.name }} |")[:-1]:
        for properties in row.iter(W + "pPr"):
            names = [etree.QName(each).localname for each in properties]
            assert names == sorted(names, key=["pStyle", "keepNext", "jc"].index)


def test_tables_in_tables_are_left_as_they_are() -> None:
    keeper = RowKeeper(RowHeights(etree.Element(W + "document"), []))
    row = "<w:tr><w:tc><w:p></w:p>{}</w:tc></w:tr>"
    inner = f"<w:tbl>{row.format('') * 3}</w:tbl>"
    for part in (
        "",
        "<w:tbl></w:tbl>",
        f"<w:tbl>{row.format(inner)}</w:tbl>",
        f"<w:tbl>{row.format('')}{row.format(inner)}{row.format('')}</w:tbl>",
    ):
        assert keeper.keep_last_rows(part) == part


def test_each_of_several_tables_keeps_its_last_rows() -> None:
    keeper = RowKeeper(RowHeights(etree.Element(W + "document"), []))
    row = "<w:tr><w:tc><w:p><w:r/></w:p></w:tc></w:tr>"
    kept = row.replace("<w:p>", "<w:p><w:pPr><w:keepNext/></w:pPr>")
    low, bare = f"<w:tbl>{row * 4}</w:tbl>", f"<w:tbl>{row}</w:tbl>"
    part = f"<w:p/>{low}<w:p/>{bare}{low}<w:p/>"
    with_kept = f"<w:tbl>{row}{kept * 2}{row}</w:tbl>"
    assert keeper.keep_last_rows(part) == f"<w:p/>{with_kept}<w:p/>{bare}{with_kept}<w:p/>"
