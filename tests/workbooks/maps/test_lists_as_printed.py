"""Lists as offices print them: units above the heads, totals, heads again on the next page."""

from __future__ import annotations

from pathlib import Path

import pytest

from perfreport.basics.addresses import DataPath
from perfreport.basics.errors import InputError
from perfreport.blocks.walk import value_at
from perfreport.data.updating import written
from perfreport.documents.loading import read_document
from perfreport.documents.mapping import FromSheet, document_of, sheet_of
from tests.workbooks.maps.sample_sheets import REGISTRY, Rows, Value, book, read, shipped

LIST = shipped("monitoring-by-line")
EXAMPLE = Path(__file__).parents[3] / "data_examples" / "project-monitoring-list.yaml"
PROJECTS = DataPath("项目")
HEADS = tuple(each.heading.replace("X", "7") for each in LIST.blocks[0].columns)


def line(**said: Value) -> list[Value]:
    return [said.get(each) for each in HEADS]


A = line(序号=1, 名称="甲", 年初=1200)
B = line(序号=2, 名称="乙", 年初=300)


def listed(rows: Rows) -> FromSheet:
    return document_of(read(book(rows, name="监控汇总")), LIST, REGISTRY)


def names(said: FromSheet) -> list[str]:
    items = value_at(said.document, PROJECTS)
    assert isinstance(items, tuple)
    return [str(each.name) for each in items]


def budget(said: FromSheet) -> str:
    return written(said.document, said.pending)


@pytest.mark.parametrize(
    "above", [["单位：元"], ["（金额单位：人民币元）"], ["金额单位", "元"], [None, "货币单位: 元"]]
)
def test_a_line_above_the_heads_says_the_unit(above: list[Value]) -> None:
    said = listed([above, HEADS, A])
    assert "1200元" in budget(said)
    assert said.leftovers == ()


def test_a_heading_says_its_unit_first() -> None:
    heads = [each if each != "年初" else "年初（万元）" for each in HEADS]
    assert "1200元" not in budget(listed([["单位：元"], heads, A]))


def test_the_line_of_who_fills_it_in_says_no_unit() -> None:
    said = listed([["单位：某县水利局"], HEADS, A])
    assert "1200元" not in budget(said)
    assert "某县水利局" in said.leftovers[0]


def test_two_units_above_the_heads_are_a_mistake() -> None:
    with pytest.raises(InputError, match="监控汇总!A2：表头上面写了不同的金额单位：“元”、“万元”"):
        listed([["单位：元"], ["单位：万元"], HEADS, A])


@pytest.mark.parametrize("word", ["小计", "小 计", "本页小计", "合计", "总计："])
def test_totals_among_the_rows_are_no_projects(word: str) -> None:
    said = listed([HEADS, A, line(单位="甲中心", 名称=word, 年初=1200), B])
    assert names(said) == ["甲", "乙"]
    assert "第 3 行是合计行，由各行得出，没有收" in said.remarks[-1]


def test_heads_printed_again_are_passed_over() -> None:
    said = listed([HEADS, A, HEADS, B])
    assert names(said) == ["甲", "乙"]
    assert said.leftovers == ()
    assert "第 3 行又印了一遍表头，没有收" in said.remarks[-1]


def test_a_column_without_a_heading_is_named_where_that_should_be() -> None:
    said = listed([HEADS, [*A, "x"], [*B, "y"]])
    assert said.leftovers == ("工作表“监控汇总”未读取的列：T 列（T1 没有写表头）",)


FULL = line(
    序号=1, 处室="农业处", 名称="甲", 年初=1200, 追加=10, 调整预算=1210, 绩效目标="做",
    截止7月支出=605, 执行率=(0.5, "0.00%"), 执行情况="正常", 是否达序时="是",
)  # fmt: skip


def on(form_id: str) -> FromSheet:
    return document_of(read(book([HEADS, FULL, B], name="监控汇总")), LIST, REGISTRY, form_id)


def test_the_form_of_such_lists_has_a_place_for_each_column() -> None:
    said = on("project-monitoring-list")
    assert (said.remarks, said.leftovers) == ((), ())
    money = "{来源: 项目资金, 年初预算数: 1200, 追加: 10, 调整预算数: 1210, 执行数: 605}"
    assert money in budget(said)


def test_a_document_on_the_form_of_such_lists_goes_there_and_back() -> None:
    document = read_document(EXAMPLE, REGISTRY)
    sheet = sheet_of(document, LIST)
    told = "没有列可写：年度、部门名称"
    assert sheet.remarks[0] == told
    again = document_of(read(sheet.content), LIST, REGISTRY, "project-monitoring-list")
    assert value_at(again.document, PROJECTS) == value_at(document.document, PROJECTS)


def test_columns_that_a_form_lacks_are_named_once_and_the_others_read() -> None:
    said = on("henan-project-monitoring")
    assert names(said) == ["甲", "乙"]
    assert "{来源: 合计, 年初预算数: 1200, 执行数: 605, 执行率: 50%}" in budget(said)
    assert said.leftovers == (
        "工作表“监控汇总”有些列所用的版式里没有，没有收，要收请换有这些项的版式："
        "B 列“处室”、H 列“追加”、J 列“调整预算”、N 列“执行情况”、O 列“是否达序时”",
    )


GROUPED = range(HEADS.index("年初"), HEADS.index("年初") + 4)
GROUP: list[Value] = [*[None] * GROUPED.start, "预算情况"]
OVER = "G1:J1"


def over_groups(*, merged: bool) -> tuple[Rows, list[str]]:
    """Heads of which four stand under a group and the others beside it, in one of two rows."""
    upper: list[Value] = [None if at in GROUPED else each for at, each in enumerate(HEADS)]
    lower: list[Value] = [each if at in GROUPED else None for at, each in enumerate(HEADS)]
    upper[GROUPED.start] = "预算情况"
    down = [f"{chr(65 + at)}1:{chr(65 + at)}2" for at in range(len(HEADS)) if at not in GROUPED]
    return [upper, lower], [OVER, *down] if merged else []


@pytest.mark.parametrize("merged", [True, False])
def test_groups_over_some_heads_are_no_heads(merged: bool) -> None:
    heads, areas = over_groups(merged=merged)
    said = document_of(read(book([*heads, FULL, B], areas, name="监控汇总")), LIST, REGISTRY)
    assert budget(said) == budget(listed([HEADS, FULL, B]))
    assert said.leftovers == ()


def test_a_group_over_a_heading_may_say_half_of_its_words() -> None:
    heads, areas = over_groups(merged=True)
    heads = [
        ["资金" if each == "预算情况" else each for each in heads[0]],
        [
            "追加" if each == "追加" else "年初预算数" if each == "年初" else each
            for each in heads[1]
        ],
    ]
    said = document_of(read(book([*heads, A], areas, name="监控汇总")), LIST, REGISTRY)
    assert names(said) == ["甲"]
    assert "年初预算数: 1200" in budget(said)


@pytest.mark.parametrize(("unit", "money"), [("万元", "1200}"), ("（元）", "1200元}")])
def test_a_row_of_units_under_the_heads_is_none_of_the_projects(unit: str, money: str) -> None:
    units = [unit if at in GROUPED else None for at in range(len(HEADS))]
    said = listed([HEADS, units, A, B])
    assert names(said) == ["甲", "乙"]
    assert f"年初预算数: {money}" in budget(said)
    assert said.leftovers == ()


@pytest.mark.parametrize(
    ("above", "areas"), [(GROUP, [OVER]), (["2026年监控汇总表"], []), (["监控情况"], ["A1:S1"])]
)
def test_a_title_or_a_group_above_whole_heads_is_told_alone(
    above: list[Value], areas: list[str]
) -> None:
    said = document_of(read(book([above, HEADS, A], areas, name="监控汇总")), LIST, REGISTRY)
    assert said.leftovers == ()
    assert "是标题或几列上面的分组，没有收" in said.remarks[-1]


def test_what_is_labelled_above_the_heads_is_no_title() -> None:
    above: list[Value] = ["主管部门", "某县水利局"]
    said = document_of(read(book([above, HEADS, A], ["B1:E1"], name="监控汇总")), LIST, REGISTRY)
    assert said.leftovers == ("工作表“监控汇总”没有读的内容：A1“主管部门”、B1“某县水利局”",)


def test_what_is_missing_in_one_row_is_all_that_is_told_without_a_form() -> None:
    with pytest.raises(InputError) as caught:
        listed([HEADS, FULL, line(序号=2, 处室="农业处", 年初=3), B])
    assert str(caught.value) == "表.xlsx：监控汇总!B3：项目[2].名称：缺这一项，请补上"
