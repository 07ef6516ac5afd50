"""Figures that are wider than their column: Word gets the text of the cell in a smaller size."""

from __future__ import annotations

from pathlib import Path

import pytest

from perfreport.blocks.printed import Label
from perfreport.docx.page.elements import value_in
from perfreport.docx.wordml import W
from tests.docx.word_files import Row, SmallView, body_of, rendered, word_template
from tools.word_template.description import Table
from tools.word_template.elements import Element, w
from tools.word_template.reading import read
from tools.word_template.table_parts import table_of

LABEL = Label("标", 1)
USUAL = 21
"""Half points of 表格正文."""
SMALLEST = 11


def narrow_table(width: int, cell: str, setting: str = "") -> Element:
    """A table whose first column is so many millimetres wide, with rows that print ``cell``."""
    rows = f"{{%tr for row in rows %}}\n| {cell} | {{{{ row.name }}}} |{setting}\n{{%tr endfor %}}"
    described = read(f"表格 表: {width} 80\n{rows}", "表.txt")
    [found] = described.blocks
    assert isinstance(found, Table)
    return table_of(found, described.styles)


def sizes(
    tmp_path: Path, *texts: str, width: int = 20, cell: str = "{{ row.name }}", setting: str = ""
) -> list[list[int]]:
    """The sizes of the runs of the narrow cell in which each of ``texts`` stands."""
    return sizes_in_table(tmp_path, narrow_table(width, cell, setting), *texts)


def sizes_in_table(tmp_path: Path, table: Element, *texts: str) -> list[list[int]]:
    """The same of the first cells of ``table``."""
    rows = tuple(Row(LABEL, text, (text,)) for text in texts)
    body = body_of(rendered(word_template(table), SmallView("", rows), tmp_path))
    return [sizes_in(next(row.iter(W + "tc"))) for row in body.iter(W + "tr")]


def sizes_in(cell: Element) -> list[int]:
    return [int(value_in(run, "rPr", "sz") or USUAL) for run in cell.iter(W + "r")]


# A cell of 20 mm, with 1 mm free at either side, has room for 51 pt: 9.7 digits of 5.25 pt.
def test_a_figure_that_has_room_keeps_the_size_of_its_style(tmp_path: Path) -> None:
    assert sizes(tmp_path, "123456.78", "绩" * 40, "") == [[USUAL]] * 3


@pytest.mark.parametrize(
    ("text", "size"),
    [("1234567.89", 20), ("1,234,567.89", 17), ("12,345,678,901.23", 12)],
)
def test_a_figure_without_room_is_set_as_large_as_it_can_be(
    text: str, size: int, tmp_path: Path
) -> None:
    assert sizes(tmp_path, text) == [[size]]


def test_brackets_and_signs_stay_with_the_figure(tmp_path: Path) -> None:
    [[bare], [signed], [bracketed]] = sizes(
        tmp_path, "1,234,567.89", "-1,234,567.89", "（1,234,567.89）"
    )
    assert bare > signed > bracketed


def test_the_whole_text_of_a_cell_is_as_large_as_its_figure(tmp_path: Path) -> None:
    text = "完成投资1,234,567.89万元，其中"
    assert sizes(tmp_path, text) == [[17]]
    assert sizes(tmp_path, text, cell="名称 // [[ row.texts ]]") == [[17, 17]]


def test_other_rows_keep_their_size(tmp_path: Path) -> None:
    assert sizes(tmp_path, "12", "1,234,567.89", "12") == [[USUAL], [17], [USUAL]]


def test_what_has_no_room_in_any_size_is_set_in_the_smallest(tmp_path: Path) -> None:
    assert sizes(tmp_path, "1" * 40) == [[SMALLEST]]


def test_no_figure_is_set_larger_than_its_style(tmp_path: Path) -> None:
    table = narrow_table(20, "{{ row.name }}")
    for each in table.iter(W + "r"):
        each.insert(0, w("rPr", w("sz", val="9")))
    assert sizes_in_table(tmp_path, table, "1" * 40) == [[9]]


@pytest.mark.parametrize(("width", "size"), [(1, 20), (2, 18)])
def test_marks_that_no_line_parts_from_a_figure_are_counted_with_it(
    width: int, size: int, tmp_path: Path
) -> None:
    before = {1: "+-<>=~$#(", 2: "≥≤±≈＞＜＝～￥¥＄（《“"}[width]
    after = {1: "%),.", 2: "％‰℃°）》”，。；"}[width]
    texts = [*(f"{mark}123456.78" for mark in before), *(f"123456.78{mark}" for mark in after)]
    assert sizes(tmp_path, "123456.78", *texts) == [[USUAL], *[[size]] * len(texts)]


@pytest.mark.parametrize(
    ("text", "size"),
    [
        ("≥123456.78元", 18),
        ("约123456.78元", USUAL),
        (">=1234.56万元", USUAL),
        (">=12345.678%", 17),
        ("（≥123456.78％）", 12),
        ("2026/12/31", 20),
        ("123456.78-123456.78", 20),
        ("123456.78—12345.67", USUAL),
    ],
)
def test_units_and_words_are_not_counted_with_a_figure(
    text: str, size: int, tmp_path: Path
) -> None:
    assert sizes(tmp_path, text) == [[size]]


def set_widths(table: Element, **attributes: object) -> None:
    """Have every cell of ``table`` say that of its width, or nothing."""
    for properties in table.iter(W + "tcPr"):
        for own in properties.findall(W + "tcW"):
            properties.remove(own)
        if attributes:
            properties.insert(0, w("tcW", **attributes))


@pytest.mark.parametrize("own", [{}, {"w": 0, "type": "auto"}])
def test_the_room_of_a_cell_that_says_no_width_is_that_of_the_grid(
    own: dict[str, object], tmp_path: Path
) -> None:
    table = narrow_table(20, "{{ row.name }}")
    set_widths(table, **own)
    assert sizes_in_table(tmp_path, table, "123456.78", "1,234,567.89") == [[USUAL], [17]]


@pytest.mark.parametrize("own", [{}, {"w": 0, "type": "auto"}])
def test_columns_that_word_has_as_wide_as_their_texts_are_left_alone(
    own: dict[str, object], tmp_path: Path
) -> None:
    table = narrow_table(20, "{{ row.name }}")
    for properties in table.iter(W + "tblPr"):
        for layout in properties.findall(W + "tblLayout"):
            properties.remove(layout)
    set_widths(table, **own)
    assert sizes_in_table(tmp_path, table, "1,234,567.89", "绩" * 4000) == [[USUAL]] * 2


@pytest.mark.parametrize(
    "own",
    [
        {"w": 1000, "type": "pct"},
        {"w": "20%", "type": "pct"},
        {"type": "pct", "w": 1000},
        {"w": 0, "type": "nil"},
        {"w": 0, "type": "dxa"},
        {"w": 100, "type": "dxa"},
    ],
)
def test_what_says_nothing_of_the_room_of_a_cell_makes_no_figure_smaller(
    own: dict[str, object], tmp_path: Path
) -> None:
    table = narrow_table(20, "{{ row.name }}")
    set_widths(table, **own)
    assert sizes_in_table(tmp_path, table, "12", "1,234,567.89") == [[USUAL]] * 2


def test_a_width_without_a_type_is_in_twips(tmp_path: Path) -> None:
    table = narrow_table(60, "{{ row.name }}")
    set_widths(table, w=1134)
    assert sizes_in_table(tmp_path, table, "1,234,567.89") == [[17]]


def test_the_grid_is_not_taken_for_cells_that_a_tag_moves(tmp_path: Path) -> None:
    table = narrow_table(20, "{% colspan 2 %}{{ row.name }}")
    set_widths(table)
    assert sizes_in_table(tmp_path, table, "1,234,567.89") == [[USUAL]]


def test_a_wide_cell_is_left_alone(tmp_path: Path) -> None:
    assert sizes(tmp_path, "12,345,678,901.23", width=60) == [[USUAL]]


def test_upright_text_is_left_alone(tmp_path: Path) -> None:
    assert sizes(tmp_path, "1,234,567.89", cell="{{ row.name }} (竖排)") == [[USUAL]]


@pytest.mark.parametrize(
    "own",
    [
        (w("b"), w("sz", val="24"), w("szCs", val="24"), w("u", val="single")),
        (w("color", val="000000"), w("lang", eastAsia="zh-CN")),
        (),
    ],
)
def test_properties_of_a_run_stay_in_the_order_of_the_schema(
    own: tuple[Element, ...], tmp_path: Path
) -> None:
    table = narrow_table(20, "{{ row.name }}")
    for each in table.iter(W + "r"):
        if "{{ row.name" in (each.findtext(W + "t") or ""):
            each.insert(0, w("rPr", *map(copied, own)))
    view = SmallView("", (Row(LABEL, "1,234,567.89"),))
    body = body_of(rendered(word_template(table), view, tmp_path))
    cell = next(body.iter(W + "tc"))
    [found] = (run.find(W + "rPr") for run in cell.iter(W + "r"))
    assert found is not None
    names = [each.tag.removeprefix(W) for each in found]
    order = ("b", "color", "sz", "szCs", "u", "lang")
    assert names == sorted(names, key=order.index)
    assert set(names) == {each.tag.removeprefix(W) for each in own} | {"sz", "szCs"}
    assert value_in(found, "sz") == "17"


def copied(element: Element) -> Element:
    made: Element = w(element.tag.removeprefix(W))
    made.attrib.update(element.attrib)
    return made


def test_a_row_that_may_be_parted_has_whole_figures_too(tmp_path: Path) -> None:
    assert sizes(tmp_path, "1,234,567.89", setting=" (可跨页)") == [[17]]
