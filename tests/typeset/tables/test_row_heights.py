"""Rows that are as high as their form says."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from perfreport.basics.errors import TemplateError
from tests.pdf_pages import Page
from tests.typeset.typesetting import pages_of, text_of

STYLE = '<style name="表格正文" size="12pt" leading="18pt"/>'
PLAIN = 22  # one line and the padding above and below it


def table(rows: str, attributes: str = 'columns="100pt 100pt"') -> str:
    return f"<document>{STYLE}<table {attributes}>{rows}</table></document>"


def heights(page: Page) -> list[int]:
    """The heights of the rows between the rules that run through the whole table."""
    left, right = min(rule.left for rule in page.rules), max(rule.right for rule in page.rules)
    whole = {round(rule.top, 1) for rule in page.rules if rule.right - rule.left > right - left - 1}
    return [round(below - above) for above, below in pairwise(sorted(whole))]


def row(attributes: str, *cells: str) -> str:
    return f"<tr {attributes}>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>"


def test_a_row_is_at_least_as_high_as_asked_for() -> None:
    rows = row('height="50pt"', "一", "二") + row("", "三", "四") + row('height="9pt"', "五", "六")
    (page,) = pages_of(table(rows))
    assert heights(page) == [50, PLAIN, PLAIN]


def test_text_stands_in_the_middle_of_a_high_row_or_where_its_cell_says() -> None:
    cells = '<td valign="top">上</td><td>中</td><td valign="bottom">下</td>'
    (page,) = pages_of(table(f'<tr height="82pt">{cells}</tr>', 'columns="50pt 50pt 50pt"'))
    top, middle, bottom = (glyph.baseline for glyph in page.glyphs)
    assert [middle - top, bottom - middle] == pytest.approx([30, 30], abs=0.1)


def test_rows_below_a_merged_cell_have_their_heights() -> None:
    merged = '<tr height="40pt"><td rowspan="3">甲</td><td>一</td></tr>'
    rows = merged + row('height="60pt"', "二") + row("", "三") + row("", "四", "五")
    (page,) = pages_of(table(rows))
    assert heights(page) == [40 + 60 + PLAIN, PLAIN]


def test_a_row_that_merged_cells_cover_whole_has_its_height() -> None:
    rows = '<tr><td rowspan="2">甲</td><td rowspan="2">乙</td></tr><tr height="40pt"/>'
    (page,) = pages_of(table(rows))
    assert heights(page) == [PLAIN + 40]


def test_header_rows_have_their_height_on_every_page() -> None:
    rows = row('height="50pt"', "项", "值") + row("", "一", "二") * 40
    pages = pages_of(table(rows, 'columns="100pt 100pt" header-rows="1"'))
    assert len(pages) == 2
    assert [heights(page)[0] for page in pages] == [50, 50]


def test_no_page_ends_in_the_middle_of_a_high_row() -> None:
    pages = pages_of(table(row('height="250pt"', "一", "二") * 5))
    assert [heights(page) for page in pages] == [[250, 250], [250, 250], [250]]


def test_the_text_of_a_high_row_may_go_on_on_the_next_page() -> None:
    rows = row('height="600pt"', "一", "二") + row('height="20pt"', "长" * 200, "四")
    pages = pages_of(table(rows))
    assert ["长" in text_of(page) for page in pages] == [False, True]
    rows = row('height="500pt"', "一", "二") + row('height="20pt"', "长" * 200, "四")
    pages = pages_of(table(rows))
    assert ["长" in text_of(page) for page in pages] == [True, True]


def test_a_row_higher_than_a_page_is_as_high_as_that() -> None:
    pages = pages_of(table(row('height="2000pt"', "一", "二") + row("", "三", "四")))
    assert [heights(page) for page in pages] == [[638], [PLAIN]]


@settings(max_examples=60, deadline=None)
@given(st.integers(20, 90), st.lists(st.integers(0, 60), min_size=2, max_size=2))
def test_text_of_a_fixed_row_stands_in_it_whole(height: int, lengths: list[int]) -> None:
    cells = [character * length for character, length in zip("甲乙", lengths, strict=True)]
    markup = table(row(f'height="{height}pt" height-rule="exact"', *cells))
    try:
        (page,) = pages_of(markup)
    except TemplateError:
        # There is no place for all of it even in the smallest size.
        assert height < 5.5 * 1.05 * (max(lengths) / (92 // 5.5) + 1)
        return
    assert heights(page) == [height]
    top, bottom = min(rule.top for rule in page.rules), max(rule.bottom for rule in page.rules)
    assert text_of(page) == "".join(cells)
    for glyph in page.glyphs:
        assert top - 0.5 <= glyph.baseline - 0.88 * glyph.size
        assert glyph.baseline + 0.12 * glyph.size <= bottom + 0.5


def test_lines_of_a_fixed_row_come_closer_before_they_become_smaller() -> None:
    (page,) = pages_of(table(row('height="26pt" height-rule="exact"', "甲" * 12, "乙")))
    assert {glyph.size for glyph in page.glyphs} == {12}
    (page,) = pages_of(table(row('height="24pt" height-rule="exact"', "甲" * 12, "乙")))
    sizes = {glyph.text: glyph.size for glyph in page.glyphs}
    assert sizes["甲"] < sizes["乙"] == 12


def test_upright_text_becomes_smaller_in_a_fixed_row() -> None:
    cells = '<td vertical="yes">绩效指标</td><td>乙</td>'
    (page,) = pages_of(table(f'<tr height="40pt" height-rule="exact">{cells}</tr>'))
    assert heights(page) == [40]
    assert text_of(page) == "绩效指标乙"


def test_a_merged_cell_makes_the_last_of_fixed_rows_higher() -> None:
    fixed = 'height="20pt" height-rule="exact"'
    merged = f'<tr {fixed}><td rowspan="2">甲<br/>乙<br/>丙<br/>丁</td><td>一</td></tr>'
    (page,) = pages_of(table(merged + row(fixed, "二")))
    assert heights(page) == [4 * 18 + 4]


def test_an_empty_fixed_row_may_be_lower_than_a_line() -> None:
    for blank in ("", "<p></p>", "<p> </p><p/>"):
        (page,) = pages_of(table(row('height="4pt" height-rule="exact"', blank, "")))
        assert heights(page) == [4]


def test_a_rule_without_a_height_is_refused() -> None:
    with pytest.raises(TemplateError, match="有 height-rule 就要有 height"):
        pages_of(table(row('height-rule="exact"', "一", "二")))


def test_what_does_not_go_into_a_fixed_row_is_named() -> None:
    with pytest.raises(TemplateError) as caught:
        pages_of(table(row('height="12pt" height-rule="exact"', "甲" * 99, "乙")))
    assert "<table>：第 1 列的单元格放不下“甲甲" in str(caught.value)
    assert 'height-rule="at-least"' in str(caught.value)
