"""The layouts besides the import sheets, as their systems and offices fill them in."""

from __future__ import annotations

from perfreport.data.writing import dump
from perfreport.documents.mapping import document_of
from perfreport.workbooks.maps.leaves import stated
from tests.workbooks.maps.sample_sheets import REGISTRY, Rows, book, read, shipped

LINE = (
    "序号", "处室", "单位", "项目类别", "编码", "名称", "年初", "追加", "追减", "调整预算",
    "绩效目标", "截止7月支出", "执行率", "执行情况", "是否达序时", "是否达目标", "原因类型",
    "情况分析", "目标调整",
)  # fmt: skip


def said(map_id: str, rows: Rows, *merged: str) -> dict[str, str]:
    """What the sheet says, by fields."""
    sheet_map = shipped(map_id)
    found = document_of(read(book(rows, merged)), sheet_map, REGISTRY, keeps_figures=True)
    assert found.leftovers == ()
    return {path.label: text for path, text in stated(found.document, sheet_map.money).items()}


def test_a_line_for_each_project_up_to_a_month() -> None:
    rows: Rows = [
        LINE,
        (1, "农业处", "农技站", "特定目标类", "0410012", "良种推广", 120, 30, None, 150,
         "推广三个品种", (75.5, "0.00"), (0.5033, "0.00%"), "正常", "是", "是", None, None, None),
    ]  # fmt: skip
    found = said("monitoring-by-line", rows)
    assert found["监控期间"] == "1-7月"
    assert found["项目[1].资金.合计.执行数"] == "75.5"
    assert found["项目[1].资金.合计.执行率"] == "50.33%"
    assert found["项目[1].附加项.项目编码"] == "0410012"
    assert found["项目[1].附加项.是否达序时"] == "是"
    assert "项目[1].资金.合计.追减" not in found


def test_money_is_in_the_unit_that_its_heading_names() -> None:
    heads = ["年初（元）" if each == "年初" else each for each in LINE]
    rows: Rows = [heads, (1, None, None, None, "0410012", "良种推广", 1205000, None, None, 150)]
    found = said("monitoring-by-line", rows)
    assert found["项目[1].资金.合计.年初预算数"] == "1205000元"
    assert found["项目[1].资金.合计.调整预算数"] == "150"


def test_money_of_a_sheet_without_a_form_is_written_as_numbers() -> None:
    rows: Rows = [LINE, (1, None, None, None, "0410012", "良种推广", 120.5, None, None, 150)]
    found = document_of(read(book(rows)), shipped("monitoring-by-line"), REGISTRY)
    text = dump(found.document, found.pending)
    assert "- {来源: 合计, 年初预算数: 120.5, 调整预算数: 150}" in text
    assert '项目编码: "0410012"' in text


def test_goals_in_rows_are_paragraphs_and_indicators_follow() -> None:
    rows: Rows = [
        ("部门名称", "某局"),
        ("年度绩效目标", "实际完成情况", "偏差"),
        ("修泵站九座", "修了十座", None),
        ("培训二百人", "培训一百八十人", "一期改在下年"),
        (),
        ("名称", "计算符号", "指标值", "实际完成值", "计量单位", "分值", "得分", "偏差"),
        ("维修泵站", "≥", 9, 10, "座", 20, 20, None),
    ]
    found = said("tianjin-department-evaluation", rows)
    assert found["预期目标"] == "修泵站九座\n培训二百人"
    assert found["偏差原因"] == "一期改在下年"
    assert found["绩效指标[1].计算符号"] == "≥"


def test_tasks_under_heads_of_two_rows() -> None:
    rows: Rows = [
        ("任务名称", "完成情况", "全年预算", None, "执行数", None, "分值", "执行率", "得分"),
        (None, None, "总额", "其中财政拨款", "总额", "其中财政拨款", None, None, None),
        ("农田建设", "建成二万亩", 100, 80, 90, 80, 10, (0.9, "0%"), 9),
        ("疫病防控", "无疫情", 20, 20, 20, 20, None, (1, "0%"), None),
        ("预期目标", None, None, None, "实际完成"),
        ("稳定粮食生产", None, None, None, "粮食增产"),
        ("偏差原因",),
        ("无",),
        (
            "一级指标",
            "二级指标",
            "三级指标",
            "分值",
            "年度指标值",
            "实际完成值",
            "得分",
            "偏差原因",
        ),
        ("产出指标", "数量指标", "高标准农田", 90, "≥2万亩", "2万亩", 90, None),
    ]
    merged = ("C1:D1", "E1:F1", "A1:A2", "B1:B2", "G1:G2", "H1:H2", "I1:I2", "G3:G4", "I3:I4")
    found = said("anhui-department-evaluation", rows, *merged)
    assert found["年度主要任务[1].全年预算财政拨款"] == "80"
    assert found["年度主要任务[2].全年执行数"] == "20"
    assert (found["执行率分值"], found["执行率得分"]) == ("10", "9")
    assert found["绩效指标[1].年度指标值"] == "≥2万亩"
