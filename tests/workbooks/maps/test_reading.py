"""Sheets as officers have them, read by their maps."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from perfreport.basics.addresses import DataPath
from perfreport.basics.errors import InputError
from perfreport.blocks.walk import value_at
from perfreport.data.updating import written
from perfreport.documents.mapping import FromSheet, document_of
from perfreport.sheets.workbook import Area, Cell, Spot, Workbook
from tests.workbooks.maps.sample_sheets import (
    HEADS,
    INDICATORS,
    REGISTRY,
    Rows,
    Value,
    book,
    read,
    sheet_of_indicators,
    shipped,
)

NATIONAL = "national-2020-project-evaluation"
IMPORT = shipped("integrated-self-evaluation")
FILES = Path(__file__).parent / "files"


def found(workbook: Workbook, form_id: str | None = None) -> FromSheet:
    return document_of(workbook, IMPORT, REGISTRY, form_id, name="泵站维修")


def indicators(said: FromSheet) -> list[dict[str, object]]:
    """The indicators, each by the keys of its fields."""
    items = value_at(said.document, DataPath("项目", 0, "绩效指标"))
    assert isinstance(items, tuple)
    fields = type(items[0]).model_fields
    return [
        {f.alias: str(v) for n, f in fields.items() if (v := getattr(each, n)) not in (None, False)}
        for each in items
    ]


def test_levels_go_on_below_where_they_are_blank() -> None:
    said = indicators(found(sheet_of_indicators()))
    assert [(each["一级"], each["二级"]) for each in said] == [
        ("产出指标", "数量指标"),
        ("产出指标", "数量指标"),
        ("产出指标", "质量指标"),
        ("效益指标", "社会效益指标"),
    ]


def test_levels_go_on_below_where_they_are_merged() -> None:
    merged = ["A2:A4", "B2:B3"]
    content = book([HEADS, *INDICATORS], merged)
    assert indicators(found(read(content))) == indicators(found(sheet_of_indicators()))


def test_a_second_level_does_not_go_on_under_another_first_one() -> None:
    rows = [*INDICATORS[:3], ("效益指标", None, *INDICATORS[3][2:])]
    assert "二级" not in indicators(found(sheet_of_indicators(rows)))[3]


def test_without_a_form_the_parts_of_a_target_stay_apart() -> None:
    first = indicators(found(sheet_of_indicators()))[0]
    assert (first["计算符号"], first["指标值"], first["度量单位"]) == ("≥", "9", "座")
    assert first["实际完成值"] == "10"


def test_on_a_form_that_prints_one_text_they_are_joined() -> None:
    said = indicators(found(sheet_of_indicators(), NATIONAL))
    assert [(each["年度指标值"], each["实际完成值"]) for each in said] == [
        ("≥9座", "10座"),
        ("≥200人次", "180人次"),
        ("＝100%", "100%"),
        ("明显提升", "明显提升"),
    ]


def test_what_the_sheet_does_not_say_is_to_be_filled_in() -> None:
    said = found(sheet_of_indicators())
    assert [path.label for path in said.pending] == ["版式", "年度", "部门名称"]
    assert "版式: 待填\n年度: 待填\n部门名称: 待填\n" in written(said.document, said.pending)


def test_codes_of_signs_are_read_as_words() -> None:
    assert indicators(found(sheet_of_indicators()))[3]["计算符号"] == "定性"


def test_a_code_that_is_a_number_is_read_too() -> None:
    rows = [("产出指标", "数量指标", "维修泵站", 9, "见说明", "完成", None, 20, 20, 0, None, None)]
    assert indicators(found(sheet_of_indicators(rows)))[0]["计算符号"] == "定量(其他)"


def test_a_title_above_and_columns_in_another_order() -> None:
    turned = [[*reversed(row)] for row in (HEADS, *FULL)]
    rows: Rows = [("2024年度自评", *[None] * 11), *turned]
    said = found(read(book(rows, ["A1:L1"])))
    assert indicators(said) == indicators(found(sheet_of_indicators(FULL)))
    assert said.leftovers == ()
    assert "工作表“自评”A1 的“2024年度自评”是标题或几列上面的分组，没有收" in said.remarks
    assert "本来在第 1 行" in said.remarks[0]


FULL: Rows = [
    (first or above, second or "数量指标", *rest)
    for (first, second, *rest), above in zip(
        INDICATORS, ["产出指标", "产出指标", "产出指标", "效益指标"], strict=True
    )
]


def test_other_names_of_columns_are_known_and_told() -> None:
    heads = ["一级指标", "二级指标", "三级指标名称", "符号", *HEADS[4:]]
    said = found(sheet_of_indicators(heads=heads))
    assert len(indicators(said)) == 4
    assert "“三级指标名称”按“三级指标”读，“符号”按“计算符号”读" in said.remarks[0]


def test_a_compulsory_column_that_is_missing_is_named() -> None:
    heads = [each if each != "*实际完成值" else "备用" for each in HEADS]
    with pytest.raises(InputError) as error:
        found(sheet_of_indicators(heads=heads))
    assert str(error.value) == (
        "表.xlsx：工作表“自评”“绩效指标”的表头（第 1 行）缺：实际完成值；请补上这些列"
    )


def test_a_column_that_is_there_twice_is_named() -> None:
    heads = [each if each != "完成情况简要描述" else "分值" for each in HEADS]
    with pytest.raises(InputError, match="写了两次：分值；请只留要读的一列"):
        found(sheet_of_indicators(heads=heads))


def test_another_column_that_is_missing_is_read_as_blank_and_told() -> None:
    rows = [HEADS[:-1], *(row[:-1] for row in INDICATORS)]
    said = found(read(book(rows)))
    assert "没有这些列，按空白读：偏差原因" in said.remarks[0]


def test_a_sheet_without_the_heads_says_what_is_wanted() -> None:
    with pytest.raises(
        InputError, match="没有找到“绩效指标”的表头，应有这些列：一级指标、二级指标"
    ):
        found(read(book([["姓名", "电话"], ["张三", "12345"]])))


def test_columns_that_nobody_reads_are_named() -> None:
    rows: Rows = [[*HEADS, "科室", "辅助"], *([*row, "水利科", 1] for row in INDICATORS)]
    said = found(read(book(rows, hidden_columns="N:N")))
    assert said.leftovers == ("工作表“自评”未读取的列：M 列“科室”、N 列“辅助”，隐藏",)


def test_a_column_that_data_cannot_hold_is_named_with_the_reason() -> None:
    rows = [(*INDICATORS[0][:10], "按期完成", None)]
    said = found(sheet_of_indicators(rows))
    assert said.leftovers == ()
    (told,) = (each for each in said.remarks if "不收" in each)
    assert told.endswith("不收的列：K 列“完成情况简要描述”（自评表的数据没有这一项）")


def test_notes_below_are_not_indicators_and_are_named() -> None:
    rows = [HEADS, *INDICATORS, [], ["注：得分由单位自评"], ["填表人：张三"]]
    said = found(read(book(rows, ["A7:L7"])))
    assert len(indicators(said)) == 4
    assert said.leftovers == ("工作表“自评”没有读的内容：A7“注：得分由单位自评”、A8“填表人：张三”",)


def test_a_total_ends_the_rows_and_a_name_that_begins_so_does_not() -> None:
    named = ("注册指标", None, "注册企业数", "≥", 5, 5, "家", 10, 10, 0, None, None)
    total = ("合计", None, None, None, None, None, None, 90, 88, None, None, None)
    said = found(sheet_of_indicators([*INDICATORS, named, total]))
    assert indicators(said)[-1]["名称"] == "注册企业数"
    assert len(said.leftovers) == 1


def test_other_sheets_are_named() -> None:
    content = book([HEADS, *INDICATORS], others={"字典": [["≥", "1"]]})
    assert found(read(content)).leftovers == ("没有读的工作表：字典",)


def test_of_several_sheets_one_has_to_be_chosen() -> None:
    content = book([HEADS, *INDICATORS], name="甲", others={"乙": [HEADS, *INDICATORS]})
    with pytest.raises(InputError, match="不知道读哪一张工作表，有：甲、乙；请写明（sheet）"):
        found(read(content))
    said = document_of(read(content), IMPORT, REGISTRY, sheet="乙", name="泵站维修")
    assert len(indicators(said)) == 4
    with pytest.raises(InputError, match="没有工作表“丙”，有：甲、乙"):
        document_of(read(content), IMPORT, REGISTRY, sheet="丙")


def test_hidden_rows_are_read_and_told() -> None:
    said = found(read(book([HEADS, *INDICATORS], hidden_rows=[3])))
    assert len(indicators(said)) == 4
    assert "隐藏的行也读了：第 3 行" in said.remarks[0]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ((0.95, "0%"), "95%"),
        ((0.955, "0.0%"), "95.5%"),
        ("９５", "９５"),
        ("95", "95"),
        ((59.8, "0.00"), "59.80"),
        (12, "12"),
    ],
)
def test_texts_are_what_is_shown(value: Value, text: str) -> None:
    rows: Rows = [(*INDICATORS[0][:4], value, *INDICATORS[0][5:])]
    assert indicators(found(sheet_of_indicators(rows)))[0]["指标值"] == text


@pytest.mark.parametrize("value", [20, "20", "２０", (20, "0.00")])
def test_numbers_are_compared_by_their_value(value: Value) -> None:
    rows: Rows = [(*INDICATORS[0][:7], value, *INDICATORS[0][8:])]
    assert indicators(found(sheet_of_indicators(rows)))[0]["分值"] == "20"


def test_points_lost_that_do_not_follow_are_told() -> None:
    rows = [(*INDICATORS[0][:9], 3, None, None)]
    assert (
        "自评!J2：写的是“3”，分值减得分是“0”；这一列不收"
        in found(sheet_of_indicators(rows)).remarks
    )


def test_mistakes_are_told_with_their_cells_all_at_once() -> None:
    rows = [
        (*INDICATORS[0][:7], "二十", *INDICATORS[0][8:]),
        ("产出指标", "数量指标", None, "≥", 1, 1, "个", 10, 10, 0, None, None),
        (*INDICATORS[0][:5], ("=NA()", "0"), *INDICATORS[0][6:]),
    ]
    with pytest.raises(InputError) as error:
        found(sheet_of_indicators(rows))
    told = str(error.value).split("\n")
    assert [line.split("：")[1] for line in told] == ["自评!H2", "自评!A3", "自评!F4"]


def test_an_old_xls_file_says_the_same() -> None:
    content = (FILES / "自评.xls").read_bytes()
    assert indicators(found(read(content, "自评.xls"))) == indicators(found(sheet_of_indicators()))


def test_what_stands_a_million_rows_below_is_refused() -> None:
    (sheet,) = sheet_of_indicators().sheets
    stray = replace(sheet, cells={**sheet.cells, Spot(1_048_575, 3): Cell("x")})
    with pytest.raises(InputError, match="太大，到 D1048576 还有内容"):
        found(Workbook("表.xlsx", (stray,)))


def test_formats_that_go_on_for_a_million_rows_are_nothing() -> None:
    (sheet,) = sheet_of_indicators().sheets
    area = Area(Spot(20, 0), Spot(1_048_575, 16_383))
    bordered = frozenset({Spot(1_048_575, 16_383)})
    formatted = replace(sheet, merged=(area,), bordered=bordered)
    assert len(indicators(found(Workbook("表.xlsx", (formatted,))))) == 4


def test_what_the_form_demands_and_the_sheet_has_no_column_for_is_to_be_filled_in() -> None:
    found = document_of(
        read(book([HEADS, *INDICATORS])),
        shipped("integrated-self-evaluation"),
        REGISTRY,
        "henan-bond-project-evaluation",
        name="泵站维修",
    )
    assert "项目[1].附加项.项目类型" in [each.label for each in found.pending]


def test_a_blank_cell_of_a_column_is_a_mistake_all_the_same() -> None:
    rows = [list(row) for row in INDICATORS]
    rows[0][2] = None
    with pytest.raises(InputError, match=r"自评!A2：项目\[1\]\.绩效指标\[1\]\.名称"):
        document_of(
            read(book([HEADS, *rows])),
            shipped("integrated-self-evaluation"),
            REGISTRY,
            "henan-bond-project-evaluation",
            name="泵站维修",
        )


def test_points_that_follow_are_not_frozen_and_others_are_kept() -> None:
    rows = [list(row) for row in INDICATORS]
    rows[1][8], rows[1][9] = 17, 3
    found = document_of(
        read(book([HEADS, *rows])), IMPORT, REGISTRY, NATIONAL, name="泵站维修"
    ).document
    scores = [value_at(found, DataPath("项目", 0, "绩效指标", at, "得分")) for at in range(3)]
    assert [None if each is None else str(each) for each in scores] == [None, "17", None]
