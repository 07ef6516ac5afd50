"""Lists as offices print them: units above the heads, totals, heads again on the next page."""

from __future__ import annotations

import pytest

from perfreport.basics.addresses import DataPath
from perfreport.basics.errors import InputError
from perfreport.blocks.walk import value_at
from perfreport.data.updating import written
from perfreport.documents.mapping import FromSheet, document_of
from tests.workbooks.maps.sample_sheets import REGISTRY, Rows, Value, book, read, shipped

LIST = shipped("monitoring-by-line")
HEADS = tuple(each.heading.replace("X", "7") for each in LIST.blocks[0].columns)


def line(**said: Value) -> list[Value]:
    return [said.get(each) for each in HEADS]


A = line(序号=1, 名称="甲", 年初=1200)
B = line(序号=2, 名称="乙", 年初=300)


def listed(rows: Rows) -> FromSheet:
    return document_of(read(book(rows, name="监控汇总")), LIST, REGISTRY)


def names(said: FromSheet) -> list[str]:
    items = value_at(said.document, DataPath("项目"))
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
