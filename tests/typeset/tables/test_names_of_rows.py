"""Rows parted by a page break: what they are called stands at the head of each part."""

from __future__ import annotations

import pytest

from tests.pdf_pages import Page
from tests.typeset.tables.test_table import box_with, boxes_of, row, table_pages
from tests.typeset.typesetting import text_of

LONG = "乙" * 700
NAME = "法学业务工作"


def parts(cells: str, columns: str) -> tuple[list[str], list[str]]:
    """The texts of the cells of one row on its first two pages, but for the long one."""
    first, second, *_ = table_pages(f"<tr>{cells}</tr>", f'columns="{columns}"')
    return _short(first), _short(second)


def _short(page: Page) -> list[str]:
    return ["" if "乙" in box.text else box.text for box in boxes_of(page)]


def cells(*texts: str) -> str:
    return "".join(f"<td>{text}</td>" for text in texts)


def test_the_name_of_a_row_stands_at_the_head_of_each_part() -> None:
    pages = table_pages(row(NAME, LONG * 2), 'columns="1* 1*"')
    assert len(pages) > 2
    for page in pages:
        name, text = boxes_of(page)
        assert name.text == NAME
        assert name.lines[0].baseline == pytest.approx(text.lines[0].baseline, abs=0.1)
    assert sum(text_of(page).count("乙") for page in pages) == 1400


@pytest.mark.parametrize(
    ("texts", "again"),
    [
        ((NAME, "106.57"), (NAME, "")),
        ((NAME, "某局", "1,106.57"), (NAME, "某局", "")),
        ((NAME, "106.57", "某局"), (NAME, "", "")),
        ((NAME, "≥95%", "某局"), (NAME, "", "")),
        (("3", NAME), ("", NAME)),
        (("（三）", NAME), ("", NAME)),
        ((NAME, "", "某局"), (NAME, "", "")),
        (("106.57", NAME), ("", "")),
        (("完成全部工作。", NAME), ("", "")),
        (("<p>完成全部工作</p>", NAME), ("", "")),
        (("某局", "410000231000000012345", NAME), ("某局", "410000231000000012345", NAME)),
    ],
)
def test_names_are_what_stands_before_figures_and_texts(
    texts: tuple[str, ...], again: tuple[str, ...]
) -> None:
    columns = " ".join(["30mm"] * len(texts)) + " *"
    first, second = parts(cells(*texts, LONG * 2), columns)
    assert first[:-1] == [text.removeprefix("<p>").removesuffix("</p>") for text in texts]
    assert second[:-1] == list(again)


def test_what_stands_behind_the_text_is_no_name_of_it() -> None:
    first, second = parts(cells(NAME, LONG, "已完成"), "1* 1* 1*")
    assert first == [NAME, "", "已完成"]
    assert second == [NAME, "", ""]


def test_labels_of_one_row_are_printed_again_as_those_of_several() -> None:
    labels = '<td rowspan="1">产出指标</td><td rowspan="1">数量指标</td>'
    first, second = parts(labels + cells(NAME, "≥95%", LONG), "1* 1* 1* 1* 2*")
    assert first == ["产出指标", "数量指标", NAME, "≥95%", ""]
    assert second == ["产出指标", "数量指标", NAME, "", ""]


def test_a_name_beside_a_text_merged_over_several_rows_is_printed_again() -> None:
    body = f'<tr>{cells(NAME)}<td rowspan="2">{LONG}</td></tr>' + row("部门日常工作")
    first, second = table_pages(body, 'columns="1* 1*"')
    assert _short(first) == [NAME, "", "部门日常工作"]
    assert sorted(_short(second)) == ["", "部门日常工作"]


def test_a_name_is_never_parted() -> None:
    name = "法学业务工作和政法队伍建设" * 3
    for above in range(15, 30):
        body = "".join(row(f"第{number}行", "1") for number in range(above)) + row(name, LONG)
        pages = table_pages(body, 'columns="25mm 1*"')
        named = [page for page in pages if "乙" in text_of(page)]
        for page in named:
            assert box_with(page, name)
        assert sum(text_of(page).count("乙") for page in pages) == 700


def test_a_long_first_cell_goes_on_and_is_printed_once() -> None:
    pages = table_pages(row(LONG, "丙" * 650), 'columns="1* 1*"')
    assert sum(text_of(page).count("乙") for page in pages) == 700
    assert sum(text_of(page).count("丙") for page in pages) == 650


def test_a_row_of_one_text_is_parted_as_ever() -> None:
    body = "".join(row("行", "1") for _ in range(25)) + row("乙" * 100, "1") + row("行", "1") * 4
    pages = table_pages(body, 'columns="1* 1*" rows="split"')
    assert [text_of(page).count("乙") > 0 for page in pages] == [True, True]


def test_a_table_does_not_leave_its_caption_for_a_name_without_room() -> None:
    name = "法学业务工作和政法队伍建设" * 3
    for before in range(10, 22):
        caption = "<p>段</p>" * before + "<caption>表 1</caption>"
        head = row("名称", "内容")
        pages = table_pages(head + row(name, LONG), 'columns="25mm 1*" header-rows="1"', caption)
        with_caption = next(page for page in pages if "表1" in text_of(page).replace(" ", ""))
        assert "乙" in text_of(with_caption)
