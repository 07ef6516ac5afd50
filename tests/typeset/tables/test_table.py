"""Tables in the finished file: what stands on which page, and where."""

from __future__ import annotations

import pytest

from perfreport.basics.errors import TemplateError
from tests.pdf_grids import Box, find_tables
from tests.pdf_pages import Page
from tests.typeset.typesetting import pages_of, pdf_of, text_of, texts_as_written

STYLE = '<style name="表格正文" size="12pt" leading="18pt"/>'
LEFT = 79.37
MEASURE = 442.2


def table_pages(rows: str, attributes: str = 'columns="1* 1*"', before: str = "") -> list[Page]:
    table = f"<table {attributes}>{rows}</table>"
    return pages_of(f"<document>{STYLE}{before}{table}</document>")


def boxes_of(page: Page) -> list[Box]:
    """The cells of the tables on ``page``."""
    return [box for part in find_tables(page.rules, page.glyphs) for box in part.boxes]


def box_with(page: Page, text: str) -> Box:
    """The cell on ``page`` that says ``text``."""
    return next(box for box in boxes_of(page) if box.text == text)


def _labels(page: Page) -> list[str]:
    found = dict.fromkeys(box.text for box in boxes_of(page))
    return [text for text in found if len(text) > 1]


def row(*texts: str) -> str:
    return f"<tr>{''.join(f'<td>{text}</td>' for text in texts)}</tr>"


def rows(count: int) -> str:
    return "".join(row(f"第{number}行", "甲") for number in range(1, count + 1))


def test_header_rows_stand_on_every_page_centred() -> None:
    header = row("名称", "金额") + row("甲", "乙")
    pages = table_pages(header + rows(60), 'columns="1* 1*" header-rows="2" align="left"')
    assert len(pages) == 3
    for page in pages:
        first, second, third, fourth, *_ = boxes_of(page)
        assert [box.text for box in (first, second, third, fourth)] == ["名称", "金额", "甲", "乙"]
        (line,) = first.lines
        assert (line.left + line.right) / 2 == pytest.approx((first.left + first.right) / 2, abs=1)


def test_merged_header_cells_stand_on_every_page() -> None:
    header = (
        '<tr><td rowspan="2">名称</td><td colspan="2">金额</td></tr><tr><td>甲</td><td>乙</td></tr>'
    )
    body = "".join(row("一", "二", "三") for _ in range(40))
    pages = table_pages(header + body, 'columns="* * *" header-rows="2"')
    assert [[box.text for box in boxes_of(page)][:4] for page in pages] == [
        ["名称", "金额", "甲", "乙"]
    ] * 2


def test_no_page_ends_with_the_header_alone() -> None:
    before = "<p>段</p>" * 20
    header = row("名称", "金额")
    body = row("甲<br/>乙<br/>丙", "一")
    pages = table_pages(header + body, 'columns="* *" header-rows="1"', before)
    assert ["名称" in text_of(page) for page in pages] == [False, True]


def test_a_row_higher_than_a_page_goes_on_over_as_many_as_it_needs() -> None:
    pages = table_pages(row("甲", "乙" * 2000))
    assert len(pages) == 4
    assert sum(text_of(page).count("乙") for page in pages) == 2000
    assert [text_of(page).count("甲") for page in pages] == [1] * 4
    assert all(len(boxes_of(page)) == 2 for page in pages)


def test_a_low_row_is_kept_whole_if_asked() -> None:
    body = rows(25) + row("低", "乙" * 100) + rows(4)
    kept = table_pages(body, 'columns="1* 1*" rows="keep"')
    assert [text_of(page).count("乙") for page in kept] == [0, 100]
    split = table_pages(body, 'columns="1* 1*" rows="split"')
    assert [text_of(page).count("乙") > 0 for page in split] == [True, True]


@pytest.mark.parametrize(
    ("table", "of_row", "kept"), [("split", "yes", True), ("keep", "no", False)]
)
def test_a_row_may_say_for_itself_whether_it_is_split(table: str, of_row: str, kept: bool) -> None:
    low = row("低", "乙" * 100).replace("<tr>", f'<tr keep="{of_row}">')
    pages = table_pages(rows(25) + low + rows(4), f'columns="1* 1*" rows="{table}"')
    assert [text_of(page).count("乙") == 100 for page in pages] == [False, kept]
    first = table_pages(low + rows(4), f'columns="1* 1*" rows="{table}"', "<p>段</p>" * 19)
    assert [text_of(page).count("乙") == 100 for page in first] == [False, kept]


def test_a_row_higher_than_a_quarter_of_a_page_does_not_leave_it_blank() -> None:
    pages = table_pages(rows(20) + row("高", "乙" * 300) + rows(4), 'columns="1* 1*" rows="keep"')
    first, second = (text_of(page).count("乙") for page in pages)
    assert first + second == 300
    assert min(first, second) > 100


def test_a_parted_row_leaves_no_line_alone_whatever_its_paragraphs() -> None:
    cell = "<p>乙</p>" * 20
    for above in range(10, 28):
        pages = table_pages(rows(above) + row("高", cell) + rows(4), 'columns="1* 1*" rows="keep"')
        counts = [text_of(page).count("乙") for page in pages]
        assert sum(counts) == 20
        assert 1 not in counts
        assert above + counts[0] >= 24


def test_what_is_beside_parted_text_stands_beside_its_first_line() -> None:
    body = rows(20) + row("短", "乙" * 300) + rows(4)
    first, second = table_pages(body, 'columns="1* 1*" rows="keep"')
    for page in (first, second):
        short, long = box_with(page, "短"), next(box for box in boxes_of(page) if "乙" in box.text)
        assert short.lines[0].baseline == long.lines[0].baseline
    whole, _ = table_pages(row("短", "乙" * 300) + rows(40), 'columns="1* 1*" rows="keep"')
    assert box_with(whole, "短").lines[0].baseline > 200


def test_the_last_page_of_a_table_does_not_hold_one_or_two_rows() -> None:
    counts = set()
    for count in range(2, 70):
        pages = table_pages(rows(count))
        on_pages = [text_of(page).count("甲") for page in pages]
        assert sum(on_pages) == count
        if len(pages) > 1:
            assert on_pages[-1] >= 3
            assert min(on_pages[:-1]) >= max(on_pages) - 2
        counts.add(len(pages))
    assert counts == {1, 2, 3}


def test_a_table_of_three_low_rows_begins_where_all_have_room() -> None:
    for above in range(16, 21):
        before = "<p>段</p>" * above + "<caption>表</caption>"
        pages = table_pages(rows(3), before=before)
        assert sorted(text_of(page).count("甲") for page in pages)[-1] == 3
        assert ["表" in text_of(page) for page in pages] == ["甲" in text_of(p) for p in pages]


def test_a_row_is_not_split_for_a_single_line() -> None:
    room_for_one_line = rows(26)
    pages = table_pages(room_for_one_line + row("长", "乙" * 100), before="<p>段</p>")
    assert [text_of(page).count("乙") for page in pages] == [0, 100]


def test_a_merged_label_is_printed_again_at_the_top_of_its_part_of_each_page() -> None:
    body = '<tr><td rowspan="80">绩效指标</td><td>第0行</td></tr>'
    body += "".join(row(f"第{number}行") for number in range(1, 80))
    pages = table_pages(body)
    assert len(pages) == 3
    for page in pages[1:]:
        label = box_with(page, "绩效指标")
        first_row = next(box for box in boxes_of(page) if box.row == 0 and box.text != label.text)
        assert label.rowspan > 1
        assert label.lines[0].baseline == pytest.approx(first_row.lines[0].baseline, abs=0.1)
        assert page.glyphs[0].text == "绩"


def test_the_text_of_a_page_follows_its_columns_wherever_a_label_began() -> None:
    body = '<tr><td>第0行</td><td rowspan="80">绩效指标</td></tr>'
    body += "".join(row(f"第{number}行") for number in range(1, 80))
    markup = f'<document><table columns="1* 1*">{body}</table></document>'
    pages = texts_as_written(pdf_of(markup))
    assert len(pages) > 1
    assert all(page.index("绩效指标") == 1 for page in pages)


def test_a_label_higher_than_its_first_rows_does_not_stand_below_the_type_area() -> None:
    body = row("甲", "乙") + '<tr><td rowspan="12">一<br/>二<br/>三<br/>四</td><td>第0行</td></tr>'
    body += "".join(row(f"第{number}行") for number in range(1, 12))
    first, second = table_pages(body, before="<p>段</p>" * 19)
    assert text_of(first) == "段" * 19 + "甲乙"
    assert box_with(second, "一二三四").rowspan == 12


def test_labels_merged_within_labels_are_all_printed_again() -> None:
    body = (
        '<tr><td rowspan="60">绩效指标</td><td rowspan="40">产出指标</td>'
        '<td rowspan="35">数量指标</td><td>零</td></tr>'
    )
    body += "".join(row("一") for _ in range(34))
    body += '<tr><td rowspan="5">质量指标</td><td>一</td></tr>' + row("一") * 4
    body += '<tr><td rowspan="20">效益指标</td><td rowspan="20">社会效益</td><td>一</td></tr>'
    body += row("一") * 19
    first, second, third = table_pages(body, 'columns="* * * *"')
    assert _labels(first) == ["绩效指标", "产出指标", "数量指标"]
    assert _labels(second) == [
        "绩效指标",
        "产出指标",
        "数量指标",
        "质量指标",
        "效益指标",
        "社会效益",
    ]
    assert _labels(third) == ["绩效指标", "效益指标", "社会效益"]


def test_long_merged_text_flows_on_and_is_printed_once() -> None:
    body = f'<tr><td rowspan="3">{"长" * 1200}</td><td>一</td></tr>' + row("二") + row("三")
    pages = table_pages(body)
    assert sum(text_of(page).count("长") for page in pages) == 1200
    assert [text_of(page).strip("长") for page in pages] == ["一二三", "", ""]


def test_merged_text_higher_than_its_rows_makes_the_last_row_higher() -> None:
    body = '<tr><td rowspan="2">' + "<p>标</p>" * 6 + "</td><td>一</td></tr>" + row("二")
    (page,) = table_pages(body)
    (part,) = find_tables(page.rules, page.glyphs)
    assert part.bottom - part.top == pytest.approx(6 * 18 + 4, abs=0.1)


def test_the_first_row_of_a_merged_label_does_not_stand_alone_above_a_page_break() -> None:
    body = rows(28).replace("甲", "")
    body += '<tr><td rowspan="4">重点任务</td><td>名称</td></tr>' + row("乙" * 50) * 3
    pages = table_pages(body)
    assert ["名称" in text_of(page) for page in pages] == [False, True]
    assert ["重点任务" in text_of(page) for page in pages] == [False, True]


def test_a_row_of_a_style_that_is_kept_with_the_next_does_not_end_a_page() -> None:
    heading = '<tr><td style="小计">某单位</td><td>1.00</td></tr>'
    style = '<style name="小计" keep-with-next="yes"/>'
    body = rows(29).replace("甲", "") + heading + row("乙" * 50, "")
    table = f'<table columns="1* 1*" rows="keep">{body}</table>'
    pages = pages_of(f"<document>{STYLE}{style}{table}</document>")
    assert ["某单位" in text_of(page) for page in pages] == [False, True]


def test_a_table_does_not_begin_where_only_the_first_row_of_a_label_has_room() -> None:
    body = '<tr><td rowspan="4">重点任务</td><td>名称</td></tr>' + row("乙" * 50) * 3
    pages = table_pages(body, before=f"{'<p>段</p>' * 20}<caption>表 1</caption>")
    assert ["名称" in text_of(page) for page in pages] == [False, True]
    assert ["表" in text_of(page) for page in pages] == [False, True]


def test_rows_that_all_start_merged_cells_can_be_parted_anywhere() -> None:
    body = '<tr><td rowspan="2">甲</td><td>乙</td></tr>'
    body += '<tr><td rowspan="2">丙</td></tr><tr><td rowspan="2">丁</td></tr>' * 40 + row("末")
    pages = table_pages(body, 'columns="* *" rows="keep"')
    assert [len(boxes_of(page)) > 20 for page in pages[:-1]] == [True] * (len(pages) - 1)


def test_text_stands_at_the_height_asked_for() -> None:
    high = "<p>高</p>" * 5
    cells = "".join(f'<td valign="{value}">字</td>' for value in ("top", "middle", "bottom"))
    (page,) = table_pages(f"<tr><td>{high}</td>{cells}</tr>", 'columns="* * * *"')
    high_box, *others = boxes_of(page)
    top, middle, bottom = (box.lines[0].baseline for box in others)
    assert top == pytest.approx(high_box.lines[0].baseline)
    assert middle == pytest.approx(high_box.lines[2].baseline, abs=0.1)
    assert bottom == pytest.approx(high_box.lines[4].baseline, abs=0.1)


def test_columns_are_aligned_as_asked_and_cells_can_differ() -> None:
    attributes = 'columns="* * *" align="left center right" padding="2pt 4pt"'
    special = '<tr><td align="right">丁</td><td></td><td align="left">戊</td></tr>'
    (page,) = table_pages(row("甲", "乙", "丙") + special, attributes)
    left, centre, right = (box_with(page, text) for text in "甲乙丙")
    assert left.lines[0].left == pytest.approx(left.left + 4, abs=0.1)
    assert centre.lines[0].left == pytest.approx((centre.left + centre.right) / 2 - 6, abs=0.1)
    assert right.lines[0].right == pytest.approx(right.right - 4, abs=0.1)
    assert box_with(page, "丁").lines[0].right == pytest.approx(left.right - 4, abs=0.1)
    assert box_with(page, "戊").lines[0].left == pytest.approx(right.left + 4, abs=0.1)


def test_an_indent_moves_all_lines_of_a_cell() -> None:
    (page,) = table_pages(f'<tr><td indent="2em">{"名" * 30}</td><td></td></tr>')
    box = next(box for box in boxes_of(page) if box.text)
    assert len(box.lines) == 2
    for line in box.lines:
        assert line.left == pytest.approx(box.left + 4 + 24, abs=0.1)


def test_a_table_without_rows_says_so() -> None:
    header = row("名称", "金额")
    (page,) = table_pages(header, 'columns="* *" header-rows="1" empty="本年度无此项。"')
    empty = box_with(page, "本年度无此项。")
    assert empty.right - empty.left == pytest.approx(MEASURE, abs=0.1)


def test_upright_text_stands_one_character_below_the_other() -> None:
    (page,) = table_pages('<tr><td vertical="yes">2024年度</td><td></td></tr>', 'columns="40pt *"')
    box = next(box for box in boxes_of(page) if box.text)
    assert [line.text for line in box.lines] == ["2024", "年", "度"]
    for line in box.lines:
        assert (line.left + line.right) / 2 == pytest.approx((box.left + box.right) / 2, abs=0.1)


# Columns


def widths(page: Page) -> list[float]:
    """Widths of the cells in the first row."""
    return [box.right - box.left for box in boxes_of(page) if box.row == 0]


def test_given_widths_are_kept_and_shares_divide_the_rest() -> None:
    (page,) = table_pages(row("一", "二", "三"), 'columns="100pt 3* *"')
    rest = MEASURE - 100
    assert widths(page) == pytest.approx([100, rest * 3 / 4, rest / 4], abs=0.1)


def test_a_table_narrower_than_the_type_area_stands_in_its_middle() -> None:
    (page,) = table_pages(row("一", "二"), 'columns="100pt 100pt"')
    (part,) = find_tables(page.rules, page.glyphs)
    assert part.left - LEFT == pytest.approx((MEASURE - 200) / 2, abs=0.1)


def place(attributes: str, cells: str = row("一", "二")) -> tuple[float, float]:
    """The left and right edge of a table, counted from those of the type area."""
    (page,) = table_pages(cells, attributes)
    (part,) = find_tables(page.rules, page.glyphs)
    return round(part.left - LEFT, 1), round(part.right - LEFT - MEASURE, 1)


@pytest.mark.parametrize(
    ("attributes", "left", "right"),
    [
        ('columns="* *"', 0, 0),
        ('columns="* *" width="200pt"', (MEASURE - 200) / 2, (200 - MEASURE) / 2),
        ('columns="* *" width="200pt" position="left"', 0, 200 - MEASURE),
        ('columns="* *" width="200pt" position="right"', MEASURE - 200, 0),
        ('columns="100pt 100pt" position="right"', MEASURE - 200, 0),
        ('columns="100pt 100pt" indent="30pt"', 30, 230 - MEASURE),
        ('columns="100pt 100pt" indent="2em"', 24, 224 - MEASURE),
        ('columns="* *" width="500pt"', (MEASURE - 500) / 2, (500 - MEASURE) / 2),
        ('columns="* *" width="500pt" position="left"', 0, 500 - MEASURE),
        ('columns="* *" width="500pt" position="right"', MEASURE - 500, 0),
        ('columns="* *" width="500pt" indent="-40pt"', -40, 460 - MEASURE),
        ('columns="* *" indent="-40pt"', -40, 0),
        ('columns="* *" indent="40pt"', 40, 0),
        ('columns="fit fit" width="500pt"', (MEASURE - 500) / 2, (500 - MEASURE) / 2),
        ('columns="300pt 200pt" width="500pt" indent="-5mm"', -14.2, 485.8 - MEASURE),
    ],
)
def test_a_table_stands_where_its_width_indent_and_position_say(
    attributes: str, left: float, right: float
) -> None:
    assert place(attributes) == pytest.approx((left, right), abs=0.1)


@pytest.mark.parametrize(
    ("attributes", "problem"),
    [
        ('columns="300pt 300pt"', "比版心宽 157.8pt"),
        ('columns="300pt 300pt" width="500pt"', "比 width 宽 100.0pt"),
        ('columns="*" width="700pt"', "伸出纸外 55.2pt"),
        ('columns="*" width="300pt" indent="-80pt"', "伸出纸外 0.6pt"),
        ('columns="*" indent="1pt" position="right"', "不能与 position"),
        ('columns="*" indent="-"', "不是长度"),
    ],
)
def test_a_table_that_has_no_place_is_refused(attributes: str, problem: str) -> None:
    with pytest.raises(TemplateError, match=problem):
        table_pages(row("一") if "300pt 300pt" not in attributes else row("一", "二"), attributes)


@pytest.mark.parametrize("column", ["200pt", "fit"])
def test_a_cell_may_have_a_padding_of_its_own(column: str) -> None:
    cells = '<tr><td padding="10pt 20pt">123,456.00</td><td padding="0">二</td></tr>'
    (page,) = table_pages(cells, f'columns="{column} *" align="left"')
    first, second = boxes_of(page)
    assert first.lines[0].left - first.left == pytest.approx(20, abs=0.3)
    assert first.right - first.lines[0].right >= 20
    assert second.lines[0].left - second.left == pytest.approx(0, abs=0.3)
    tops = sorted(rule.top for rule in page.rules if rule.left < rule.right)
    assert tops[-1] - tops[0] == pytest.approx(18 + 20, abs=0.1)


def test_fitted_columns_hold_every_number_on_one_line() -> None:
    body = row("项目", "1.00", "2.00") + row("长" * 80, "123,456,789.00", "-98,765.43")
    (page,) = table_pages(body, 'columns="* fit fit" align="left right right"')
    for number in ("123,456,789.00", "-98,765.43"):
        assert len(box_with(page, number).lines) == 1
    name, first, second = widths(page)
    assert name > first > second


def test_fitted_columns_do_not_crowd_out_the_columns_that_share() -> None:
    (page,) = table_pages(row("甲" * 100, "乙" * 100), 'columns="* fit"')
    assert widths(page) == pytest.approx([MEASURE / 2] * 2, abs=0.1)


def test_a_fitted_column_is_not_narrower_than_asked_for() -> None:
    (page,) = table_pages(row("一", "2"), 'columns="* fit(100pt)"')
    assert widths(page)[1] == pytest.approx(100, abs=0.1)


def test_fitted_columns_alone_fill_the_type_area() -> None:
    (page,) = table_pages(row("一", "二二", "三三三"), 'columns="fit fit fit"')
    first, second, third = widths(page)
    assert first < second < third
    assert first + second + third == pytest.approx(MEASURE, abs=0.1)


def test_balanced_columns_change_widths_with_one_another() -> None:
    rows = row("甲", "乙" * 30, "丙" * 90) * 30
    [first, *_] = table_pages(rows, 'columns="60pt 150pt[50pt,200pt] 150pt[50pt,280pt]"')
    one, two, three = (box.right - box.left for box in boxes_of(first)[:3])
    assert one == pytest.approx(60, abs=0.5)
    assert two + three == pytest.approx(300, abs=0.5)
    assert three > 1.5 * two
    [first, *_] = table_pages(rows, 'columns="60pt 150pt 150pt"')
    assert [box.right - box.left for box in boxes_of(first)[:3]] == pytest.approx(
        [60, 150, 150], abs=0.5
    )


@pytest.mark.parametrize(
    ("columns", "problem"),
    [
        ("300pt 300pt", "宽 157.8pt"),
        ("435pt *", "第 2 列只剩 7.2pt 宽"),
        ("100pt[50pt,150pt] 100pt", "要有两列以上，才能互相换宽窄"),
        ("100pt[50pt,150pt] *", r"其余各列要写长度，不能写 \* 或 fit"),
        ("300pt[50pt,350pt] 300pt[50pt,350pt]", "宽 157.8pt"),
    ],
)
def test_columns_without_room_are_refused(columns: str, problem: str) -> None:
    with pytest.raises(TemplateError, match=problem):
        table_pages(row("一", "二"), f'columns="{columns}"')


def test_a_given_column_too_narrow_for_a_character_is_refused_unless_it_is_empty() -> None:
    table_pages(row("", "一"), 'columns="10pt *"')
    with pytest.raises(TemplateError, match="第 1 列的单元格放不下一个字"):
        table_pages(row("一", "二"), 'columns="10pt *"')


def test_a_number_too_wide_for_the_page_is_refused_where_columns_are_fitted() -> None:
    with pytest.raises(TemplateError, match="宽"):
        table_pages(row("1" * 90, "一"), 'columns="fit fit"')


def test_text_too_large_for_the_page_is_refused() -> None:
    style = '<style name="大" size="10pt" leading="700pt"/>'
    with pytest.raises(TemplateError, match="放不下"):
        table_pages('<tr><td style="大">一</td></tr>', 'columns="*"', style)


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        (row("一"), "缺少单元格"),
        (row("一", "二", "三"), "超出了表格的 2 列"),
        ('<tr><td rowspan="2">一</td><td>二</td></tr>' + row("三", "四"), "超出"),
        ('<tr><td>一</td><td rowspan="2">二</td></tr><tr><td colspan="2">三</td></tr>', "占用"),
    ],
)
def test_rows_that_do_not_fill_the_columns_are_refused(body: str, problem: str) -> None:
    with pytest.raises(TemplateError, match=problem):
        table_pages(body)


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        (row("一", "二"), "header-rows 是 2，而表格只有 1 行"),
        (row("一", "二") + '<tr><td rowspan="2">三</td><td>四</td></tr>' + row("五"), "表头"),
    ],
)
def test_headers_that_do_not_end_are_refused(body: str, problem: str) -> None:
    with pytest.raises(TemplateError, match=problem):
        table_pages(body, 'columns="* *" header-rows="2"')
