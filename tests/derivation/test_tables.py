"""Tables: their columns, merged cells, lines, heights, colours."""

from __future__ import annotations

import re
from io import BytesIO
from typing import NamedTuple

import pytest
from hypothesis import given, settings

from perfreport.basics.errors import TemplateError
from perfreport.pdf.writer import write_pdf
from tests.content import Cell, Table, differences
from tests.derivation.printing import BOOK, PROPERTIES
from tests.derivation.small import derived, grid_table, lines_of
from tests.docx.page.small_pages import cell, paragraph, row
from tests.generated_tables import tables_with_merges
from tests.pdf_reading import read_pdf

START, GO_ON = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"


def table_lines(*rows: str, widths: tuple[int, ...] = (2000, 2000), properties: str = "") -> str:
    """The markup of a table of ``rows``, without its styles."""
    lines = lines_of(grid_table(widths, *rows, properties=properties))
    return re.sub(r' style=".*?"', "", "\n".join(lines))


def columns(text: str) -> str:
    """The widths of the columns."""
    found = re.search(r'columns="(.*?)"', text)
    assert found is not None
    return found[1]


def test_merged_cells_become_spans() -> None:
    text = table_lines(
        row(cell("甲", '<w:gridSpan w:val="2"/>')),
        row(cell("乙", START), "丙"),
        row(cell("", GO_ON), "丁"),
    )
    assert '<td colspan="2">甲</td>' in text
    assert '<td rowspan="2">乙</td>\n<td>丙</td>\n</tr>\n<tr>\n<td>丁</td>' in text


def test_a_cell_merged_over_a_loop_spans_as_many_rows_as_are_printed() -> None:
    text = table_lines(
        row(cell("乙", START), "头"),
        row(cell("", GO_ON), "{%tr for a in b %}"),
        row(cell("", GO_ON), "{{ a }}"),
        row(cell("", GO_ON), "{%tr endfor %}"),
        row(cell("", GO_ON), "尾"),
    )
    assert "{% set rows_1 %}x{% for a in b %}x{% endfor %}x{% endset %}" in text
    assert '<td rowspan="{{ rows_1|length }}">乙</td>' in text


def test_the_rows_of_tags_need_not_be_merged() -> None:
    text = table_lines(
        row(cell("乙", START), "头"),
        row("{%tr for a in b %}"),
        row(cell("", GO_ON), "{{ a }}"),
        row("{%tr endfor %}"),
    )
    assert "{% set rows_1 %}x{% for a in b %}x{% endfor %}{% endset %}" in text


def test_a_merged_label_is_printed_with_the_first_of_its_rows() -> None:
    text = table_lines(row("{% merge a.one %}", "{{ a.name }}"))
    assert (
        '{% if a.one.rows %}\n<td rowspan="{{ a.one.rows }}">{{ a.one.text }}</td>\n{% endif %}\n'
        "<td>{{ a.name }}</td>"
    ) in text


def test_widths_are_those_of_the_cells_where_these_agree() -> None:
    text = table_lines(row(cell("甲", '<w:tcW w:w="3000" w:type="dxa"/>'), "乙"))
    assert columns(text) == "150pt 100pt"


def test_rows_that_part_the_width_otherwise_get_common_columns() -> None:
    def wide(text: str, width: int) -> str:
        return cell(text, f'<w:tcW w:w="{width}" w:type="dxa"/>')

    text = table_lines(
        row(wide("甲", 1000), wide("乙", 3000)),
        row(wide("丙", 2000), wide("丁", 1990)),
        widths=(1000,),
    )
    assert columns(text).startswith("50pt 50pt 99")
    assert '<td>甲</td>\n<td colspan="2">乙</td>' in text
    assert '<td colspan="2">丙</td>\n<td>丁</td>' in text


def test_columns_that_a_row_leaves_free_have_no_lines() -> None:
    text = table_lines(row("甲", "乙"), row("丙", properties='<w:gridBefore w:val="1"/>'))
    assert '<td border="none"></td>\n<td>丙</td>' in text


def test_a_table_in_percent_takes_its_share_of_the_page() -> None:
    text = table_lines(row("甲", "乙"), properties='<w:tblW w:w="5000" w:type="pct"/>')
    assert columns(text) == "207.64pt 207.64pt"


def test_a_table_wider_than_the_text_stands_where_it_stands_in_word() -> None:
    wide = (5000, 5000)
    middle = table_lines(row("甲", "乙"), widths=wide, properties='<w:jc w:val="center"/>')
    assert 'width="500pt"' in middle
    assert "indent" not in middle
    left = table_lines(row("甲", "乙"), widths=wide)
    assert 'indent="-5.4pt"' in left


def test_lines_that_are_not_drawn() -> None:
    no = '<w:tcBorders><w:top w:val="nil"/><w:left w:val="none"/></w:tcBorders>'
    text = table_lines(row(cell("甲", no), "乙"))
    assert '<td border="right bottom">甲</td>\n<td>乙</td>' in text


def test_lines_of_several_widths() -> None:
    thick = '<w:tcBorders><w:top w:val="single" w:sz="11"/></w:tcBorders>'
    text = table_lines(row(cell("甲", thick), "乙"))
    assert '<td border="top:1.375pt right bottom left">甲</td>\n<td>乙</td>' in text


def test_a_frame_around_a_table() -> None:
    outer = "".join(
        f'<w:{side} w:val="single" w:sz="12"/>' for side in ("top", "left", "bottom", "right")
    )
    inner = '<w:insideH w:val="single" w:sz="4"/><w:insideV w:val="single" w:sz="4"/>'
    borders = f"<w:tblBorders>{outer}{inner}</w:tblBorders>"
    table = f"<w:tbl><w:tblPr>{borders}</w:tblPr><w:tblGrid><w:gridCol w:w='900'/></w:tblGrid>"
    [opening, *rest] = lines_of(f"{table}{row('甲')}</w:tbl>")
    assert 'border="0.5pt" frame="1.5pt"' in opening
    assert rest[1] == "<td>甲</td>"


def test_a_table_without_lines() -> None:
    table = "<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w='900'/></w:tblGrid>"
    [opening, *rest] = lines_of(f"{table}{row('甲')}</w:tbl>")
    assert 'border="0"' in opening
    assert rest[1] == "<td>甲</td>"


def test_heights_rules_and_colours() -> None:
    height = '<w:trHeight w:val="600" w:hRule="exact"/><w:cantSplit/>'
    text = table_lines(
        row(cell("甲", '<w:shd w:val="clear" w:fill="d9d9d9"/>'), "乙", properties=height),
        row("丙", "丁"),
        row("戊", "己", properties="<w:trHeight w:val='400'/>"),
    )
    assert '<tr height="30pt" height-rule="exact" keep="yes">\n<td fill="#D9D9D9">甲</td>' in text
    assert '<tr height="20pt">' in text


def test_the_first_rows_are_repeated() -> None:
    head = "<w:tblHeader/>"
    text = table_lines(
        row("甲", "乙", properties=head), row("丙", "丁", properties=head), row("戊", "己")
    )
    assert 'header-rows="2"' in text


HEAD = "<w:tblHeader/>"
GOES_ON = "<w:vMerge/>"


def repeats(text: str) -> list[str]:
    """What each row of the markup says of being repeated."""
    return re.findall(r'<tr(?: repeat="(\w+)")?>', text)


def test_heads_within_a_table_are_repeated_above_the_rows_of_loops() -> None:
    text = table_lines(
        row("上", "上"),
        row("名称", "数值", properties=HEAD),
        row("{%tr for a in b %}"),
        row("甲", "乙"),
        row("{%tr endfor %}"),
        row("下", "下"),
        row("末", "末"),
    )
    assert repeats(text) == ["", "yes", "", "no", ""]
    assert "header-rows" not in text


def test_heads_beside_a_label_are_repeated_as_far_as_it_reaches() -> None:
    label = cell("指标", '<w:vMerge w:val="restart"/>')
    text = table_lines(
        row("上", "上"),
        row(label, "名称", properties=HEAD),
        row("{%tr for a in b %}"),
        row(cell("", GOES_ON), "乙"),
        row("{%tr endfor %}"),
        row(cell("", GOES_ON), "备填"),
        row("{%tr if a %}"),
        row("有时", "下"),
        row("{%tr endif %}"),
        row("下", "下"),
    )
    assert repeats(text) == ["", "yes", "", "", "no", "no"]


def test_heads_one_below_the_other_take_turns() -> None:
    text = table_lines(
        row("上", "上"),
        row("名称", "数值", properties=HEAD),
        row("{%tr for a in b %}"),
        row("甲", "乙"),
        row("{%tr endfor %}"),
        row("事项", "金额", properties=HEAD),
        row("{%tr for a in b %}"),
        row("丙", "丁"),
        row("{%tr endfor %}"),
    )
    assert repeats(text) == ["", "yes", "", "yes", ""]


def test_heads_of_two_rows_are_repeated_together() -> None:
    label = cell("指标", '<w:vMerge w:val="restart"/>')
    name = cell("名称", '<w:vMerge w:val="restart"/>')
    below = cell("", GOES_ON)
    loop = (row("{%tr for a in b %}"), row(below, "甲", "乙", "丙"), row("{%tr endfor %}"))
    second = row(below, below, "经费", "制度", properties=HEAD)
    text = table_lines(
        row("上", "上", "上", "上"),
        row(label, name, "原因", "原因", properties=HEAD),
        second,
        *loop,
        row("下", "下", "下", "下"),
        row(label, name, "原因", "原因", properties=HEAD),
        second,
        *loop,
        widths=(900,) * 4,
    )
    assert repeats(text) == ["", "2", "", "", "no", "2", "", ""]


def test_heads_of_two_rows_without_a_label_are_repeated_above_the_rows_of_loops() -> None:
    name = cell("名称", '<w:vMerge w:val="restart"/>')
    text = table_lines(
        row("上", "上", "上"),
        row(name, "原因", "原因", properties=HEAD),
        row(cell("", GOES_ON), "经费", "制度", properties=HEAD),
        row("{%tr for a in b %}"),
        row("甲", "乙", "丙"),
        row("{%tr endfor %}"),
        row("下", "下", "下"),
        widths=(900,) * 3,
    )
    assert repeats(text) == ["", "2", "", "", "no"]


def test_heads_beside_two_labels_are_repeated_as_far_as_both_reach() -> None:
    outer, inner = (cell(text, '<w:vMerge w:val="restart"/>') for text in ("外", "内"))
    below = cell("", GOES_ON)
    text = table_lines(
        row("上", "上", "上"),
        row(outer, inner, "名称", properties=HEAD),
        row(below, below, "甲"),
        row(below, "乙", "丙"),
        widths=(900,) * 3,
    )
    assert repeats(text) == ["", "yes", "", "no"]


def test_more_rows_than_a_head_has_are_not_repeated() -> None:
    rows = [row("名称", "数值", properties=HEAD)] * 4
    text = table_lines(
        row("上", "上"), *rows, row("{%tr for a in b %}"), row("甲", "乙"), row("{%tr endfor %}")
    )
    assert repeats(text) == [""] * 6


def test_text_from_top_to_bottom() -> None:
    upright = '<w:textDirection w:val="tbRlV"/>'
    text = table_lines(row(cell("绩效", upright), "乙"))
    assert '<td vertical="yes">绩效</td>' in text


@pytest.mark.parametrize(
    ("rows", "named"),
    [
        ((row("{%tr for a in b %}"), row("甲", "乙")), "第 1 行.*没有与它成对"),
        ((row("甲", "乙"), row("{%tr endif %}")), "第 2 行.*没有与它成对"),
        ((row("{%tr if a %}"), row("甲", "乙"), row("{%tr endfor %}")), "第 3 行.*不成对"),
        ((row("{% colspan a %}甲", "乙"),), "第 1 行第 1 格.*colspan"),
        ((row("{%tc for a in b %}", "{{ a }}", "{%tc endfor %}"),), "{%tc for"),
    ],
)
def test_what_cannot_be_is_named_with_its_place(rows: tuple[str, ...], named: str) -> None:
    with pytest.raises(TemplateError, match=named):
        table_lines(*rows)


def test_a_cell_merged_into_half_of_a_loop_is_refused() -> None:
    rows = (
        row(cell("头", START), "甲"),
        row("{%tr for a in b %}"),
        row(cell("", GO_ON), "乙"),
        row("丙", "丁"),
        row("{%tr endfor %}"),
    )
    with pytest.raises(TemplateError, match=r"第 1 行第 1 格“头”.*半中间"):
        table_lines(*rows)


def test_a_table_within_a_table_is_refused() -> None:
    inner = grid_table((1000,), row("内"))
    outer = row(f"<w:tc><w:tcPr/>{inner}{paragraph('外')}</w:tc>", "乙")
    with pytest.raises(TemplateError, match=r"第 1 个表格第 1 行第 1 格.*套了表格"):
        table_lines(outer)


def test_a_cell_may_have_margins_of_its_own() -> None:
    widths = {"top": 40, "bottom": 40, "left": 0, "right": 0}
    sides = "".join(f'<w:{side} w:w="{width}"/>' for side, width in widths.items())
    own = f"<w:tcMar>{sides}</w:tcMar>"
    # Half of the line, 0.5pt wide, is the row's as in Word.
    assert '<td padding="2.25pt 0pt">甲</td>' in table_lines(row(cell("甲", own), "乙"))


def test_unlike_margins_and_lines_are_noted() -> None:
    margins = '<w:tblCellMar><w:left w:w="0"/><w:right w:w="200"/></w:tblCellMar>'
    thick = '<w:tcBorders><w:top w:val="double" w:sz="12"/></w:tcBorders>'
    notes = " ".join(derived(grid_table((2000,), row(cell("甲", thick)), properties=margins)).notes)
    assert "边距不等" in notes
    assert "双线" in notes


class Nothing(NamedTuple):
    """A view of nothing."""


def as_word(table: Table) -> str:
    """``table`` as Word has it."""
    rows = []
    grid = table.grid()
    for number in range(len(grid)):
        cells = [each for each in table.cells if each.row <= number < each.row + each.rowspan]
        rows.append(row(*(word_cell(each, number) for each in sorted(cells, key=by_column))))
    return grid_table((1500,) * len(grid[0]), *rows)


def by_column(each: Cell) -> int:
    """The column of a cell."""
    return each.column


def word_cell(each: Cell, row: int) -> str:
    """What Word has of a cell in one of the rows that it covers."""
    properties = f'<w:gridSpan w:val="{each.colspan}"/>' if each.colspan > 1 else ""
    if each.rowspan > 1:
        properties += START if row == each.row else GO_ON
    return cell(each.text if row == each.row else "", properties)


@settings(max_examples=40, deadline=None)
@given(expected=tables_with_merges())
def test_any_merged_cells_are_printed_as_they_are_merged(expected: Table) -> None:
    file = BytesIO()
    template = derived(as_word(expected))
    write_pdf(file, template.markup(Nothing()), BOOK, PROPERTIES)
    content = read_pdf(file.getvalue(), like=(expected,))
    assert differences((expected,), content) == []
