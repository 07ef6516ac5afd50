"""Column heads within a table: they stand on every page on which the rows below them go on."""

from __future__ import annotations

import pytest

from tests.pdf_grids import find_tables
from tests.pdf_pages import Page
from tests.typeset.tables.test_table import box_with, boxes_of, row, table_pages
from tests.typeset.typesetting import pdf_of, text_of, texts_as_written

HEAD = '<tr repeat="yes"><td rowspan="{}">绩效指标</td><td>名称</td><td>数值</td></tr>'
THREE = 'columns="* * *"'


def block(rows: int) -> str:
    """A label beside a row of heads and so many ``rows``."""
    return HEAD.format(rows + 1) + "".join(row(f"第{n}行", "甲") for n in range(rows))


def above(rows: int) -> str:
    return "".join(row("上", "上", "上") for _ in range(rows))


def first_texts(page: Page) -> list[str]:
    return [box.text for box in boxes_of(page)][:5]


@pytest.mark.parametrize("rows_above", range(15, 29))
def test_heads_stand_beside_their_label_on_every_page(rows_above: int) -> None:
    pages = table_pages(above(rows_above) + block(60), THREE)
    assert len(pages) == 4 if rows_above > 24 else 3
    *_, before, last = pages
    for page in (before, last):
        assert first_texts(page)[:3] == ["绩效指标", "名称", "数值"]
        label, head = box_with(page, "绩效指标"), box_with(page, "名称")
        assert (label.row, head.row) == (0, 0)
        assert label.rowspan == len({box.row for box in boxes_of(page)})
    text = "".join(map(text_of, pages))
    assert [text.count(f"第{n}行") for n in range(60)] == [1] * 60
    # Where the heads move to the next page they are not there twice.
    assert all(text_of(page).count("名称") <= 1 for page in pages)


def test_labels_below_heads_begin_below_them() -> None:
    body = HEAD.format(61) + '<tr><td rowspan="60">数量</td><td>甲</td></tr>' + row("甲") * 59
    for page in table_pages(body, THREE)[1:]:
        assert first_texts(page)[:4] == ["绩效指标", "名称", "数值", "数量"]
        assert box_with(page, "数量").row == 1


def test_heads_end_with_what_stands_below_them() -> None:
    end = '<tr repeat="no"><td colspan="3">尾</td></tr>'
    pages = table_pages(block(20) + end + above(40), THREE)
    assert ["名称" in text_of(page) for page in pages] == [True, False, False]


def test_other_heads_take_their_place() -> None:
    other = '<tr repeat="yes"><td>又一栏</td><td>乙</td><td>丙</td></tr>'
    pages = table_pages(block(20) + other + above(40), THREE)
    assert [first_texts(page)[:2] for page in pages[1:]] == [["又一栏", "乙"]] * 2


def test_heads_stand_below_the_rows_of_the_header() -> None:
    pages = table_pages(row("表", "头", "行") + block(60), f'{THREE} header-rows="1"')
    for page in pages[1:]:
        assert first_texts(page) == ["表", "头", "行", "绩效指标", "名称"]


def test_a_row_that_is_parted_goes_on_below_the_heads() -> None:
    long = row("长", "乙" * 1200)
    pages = table_pages(HEAD.format(2) + long, THREE)
    assert len(pages) > 2
    assert sum(text_of(page).count("乙") for page in pages) == 1200
    for page in pages:
        assert first_texts(page)[:4] == ["绩效指标", "名称", "数值", "长"]


def test_a_row_of_heads_that_is_parted_is_not_repeated() -> None:
    head = f'<tr repeat="yes"><td>{"<p>名</p>" * 40}</td><td>甲</td></tr>'
    for rows_above in range(30):
        pages = table_pages(row("上", "上") * rows_above + head + row("一", "二") * 30)
        assert sum(text_of(page).count("名") for page in pages) == 40


def test_heads_are_read_in_the_order_of_the_columns() -> None:
    right = '<tr repeat="yes"><td>名称</td><td>数值</td><td rowspan="61">右</td></tr>'
    body = right + row("甲", "乙") * 60
    for text in texts_as_written(pdf_of(f"<document><table {THREE}>{body}</table></document>")):
        assert "".join(text).startswith("名称数值右甲乙")


def test_heads_too_high_to_be_repeated_stand_once() -> None:
    head = f'<tr repeat="yes"><td>{"<br/>".join("名" * 12)}</td><td>甲</td></tr>'
    pages = table_pages(head + row("一", "二") * 60)
    assert sum(text_of(page).count("名") for page in pages) == 12


def test_the_grid_is_closed_around_repeated_heads() -> None:
    for page in table_pages(block(60), THREE):
        (part,) = find_tables(page.rules, page.glyphs)
        assert len(part.boxes) == 1 + 2 * part.rows


TWO_ROWS = (
    '<tr repeat="2"><td rowspan="{}">绩效指标</td><td rowspan="2">名称</td>'
    '<td colspan="2">偏差原因</td></tr><tr{}><td>经费</td><td>制度</td></tr>'
)
FOUR = 'columns="* * * *"'


def block_below_two(rows: int, second: str = "") -> str:
    """A label beside two rows of heads and so many ``rows``."""
    below = "".join(row(f"第{n}行", "甲", "乙") for n in range(rows))
    return TWO_ROWS.format(rows + 2, second) + below


@pytest.mark.parametrize("rows_above", range(14, 29))
@pytest.mark.parametrize("second", ["", ' height="40pt"'])
def test_heads_of_two_rows_stand_on_every_page(rows_above: int, second: str) -> None:
    markup = row("上", "上", "上", "上") * rows_above + block_below_two(60, second)
    *_, before, last = pages = table_pages(markup, FOUR)
    for page in (before, last):
        assert first_texts(page) == ["绩效指标", "名称", "偏差原因", "经费", "制度"]
        label, name, cause = (box_with(page, text) for text in ("绩效指标", "名称", "偏差原因"))
        assert (label.row, name.row, cause.row) == (0, 0, 0)
        funds, rules = box_with(page, "经费"), box_with(page, "制度")
        assert (name.rowspan, cause.rowspan, funds.row, rules.row) == (2, 1, 1, 1)
        assert (cause.left, cause.right) == (funds.left, rules.right)
        assert label.rowspan == len({box.row for box in boxes_of(page)})
    text = "".join(map(text_of, pages))
    assert [text.count(f"第{n}行") for n in range(60)] == [1] * 60
    for page in pages:
        heads = [text_of(page).count(head) for head in ("名称", "偏差原因", "经费")]
        rows = text_of(page).count("行")
        # They stand on a page all together, never without a row below them, and never twice.
        assert heads == [min(rows, 1)] * 3


def test_the_grid_is_closed_around_heads_of_two_rows() -> None:
    for page in table_pages(block_below_two(60), FOUR):
        (part,) = find_tables(page.rules, page.glyphs)
        assert len(part.boxes) == 1 + 2 + 2 + 3 * (part.rows - 2)


@pytest.mark.parametrize("rows_above", range(20, 29))
def test_plain_heads_of_two_rows_are_not_parted(rows_above: int) -> None:
    head = f'<tr repeat="2"><td>名称</td><td>数值</td></tr>{row("栏一", "栏二")}'
    pages = table_pages(row("上", "上") * rows_above + head + row("第行", "甲") * 60)
    for page in pages:
        text = text_of(page)
        assert text.count("名称") == text.count("栏一") == min(text.count("第行"), 1)


def test_a_head_of_two_rows_beside_which_nothing_begins_takes_the_place_of_another() -> None:
    two = f'<tr repeat="2"><td>又一栏</td><td>乙</td><td>丙</td></tr>{row("栏", "栏", "栏")}'
    pages = table_pages(block(20) + two + row("下", "下", "下") * 40, THREE)
    assert [first_texts(page)[:4] for page in pages[1:]] == [["又一栏", "乙", "丙", "栏"]] * 2


def test_a_row_that_is_parted_goes_on_below_heads_of_two_rows() -> None:
    long = row("长", "乙" * 900, "丙")
    pages = table_pages(TWO_ROWS.format(3, "") + long, FOUR)
    assert len(pages) > 2
    assert sum(text_of(page).count("乙") for page in pages) == 900
    for page in pages:
        assert first_texts(page)[:5] == ["绩效指标", "名称", "偏差原因", "经费", "制度"]


@pytest.mark.parametrize("rows_above", range(20, 34))
@pytest.mark.parametrize("repeat", ["yes", "no"])
def test_heads_do_not_move_with_last_rows_that_are_not_below_them(
    rows_above: int, repeat: str
) -> None:
    last = (
        f'<tr repeat="{repeat}"><td>尾</td><td>栏</td><td>目</td></tr>' + row("末", "末", "末") * 2
    )
    for page in table_pages(block(rows_above) + last, THREE):
        text = text_of(page)
        assert ("名称" in text) is ("第" in text)
