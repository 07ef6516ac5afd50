"""What people do to monitoring tables, and mistakes in their data, for test_regional_forms."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tests.roundtrip.strangers.edits import Edit, beside, cell, row_like, typed, without_row

_FIRST = "项目[1].绩效指标"

MONITORING_EDITS: Mapping[str, Mapping[str, tuple[Sequence[Edit], Sequence[tuple[str, str]]]]] = {
    "henan-project-monitoring": {
        "what is foreseen": (
            [cell("520人次", "540人次")],
            [("changed", f"{_FIRST}[2].全年预计完成情况")],
        ),
        "a cause ticked": (
            [typed(0, 11, {8: "√"})],
            [("changed", f"{_FIRST}[2].偏差原因分析.制度保障")],
        ),
        "a cause ticked where none was, in another way": (
            [typed(0, 10, {11: "☑", 12: "接口文档还没有提供。"})],
            [
                ("changed", f"{_FIRST}[1].偏差原因分析.其他"),
                ("changed", f"{_FIRST}[1].原因说明"),
            ],
        ),
        "a cause taken back": (
            [typed(0, 11, {7: ""})],
            [("removed", f"{_FIRST}[2].偏差原因分析.经费保障")],
        ),
        "another possibility": (
            [typed(0, 11, {14: "V", 15: ""})],
            [("changed", f"{_FIRST}[2].完成目标可能性")],
        ),
        "no possibility": (
            [typed(0, 11, {15: ""})],
            [("removed", f"{_FIRST}[2].完成目标可能性")],
        ),
        "an indicator added": (
            [row_like(0, 11, "修订操作手册", "≥2册", "1册", "2册", "", "", "", "", "", "", "√")],
            [("added", f"{_FIRST}[3]")],
        ),
        "an indicator removed": ([without_row(0, 11)], [("removed", f"{_FIRST}[2]")]),
        "money, and all that follows": (
            [
                cell("612.40", "700.00"),
                cell("646.90", "734.50"),
                cell("52.40%", "59.50%"),
                cell("51.03%", "58.33%"),
            ],
            [("changed", "项目[1].资金.当年财政拨款.执行数")],
        ),
        "who carries it out": (
            [beside("实施单位", "河南省某某厅机关服务中心")],
            [("changed", "项目[1].实施单位")],
        ),
    },
    "henan-department-monitoring": {
        "a state, and a tick": (
            [cell("40%", "45%"), typed(0, 22, {7: "√"})],
            [
                ("changed", "绩效指标[6].执行情况"),
                ("changed", "绩效指标[6].偏差原因分析.经费保障"),
            ],
        ),
        "a fixed indicator filled in": (
            [typed(0, 16, {4: "完整", 5: "完整", 6: "完整", 13: "√"})],
            [("added", "绩效指标[4]")],
        ),
    },
}

MONITORING_MISTAKES: Mapping[str, Sequence[tuple[str, str, str, Sequence[str]]]] = {
    "henan-project-monitoring": (
        ("监控期间: 1-7月", "监控期间: 1-13月", "监控期间", ["请写成 1-7月"]),
        ("监控期间: 1-7月", "监控期间: 7-1月", "监控期间", ["止月在起月之前"]),
        ("监控期间: 1-7月\n", "", "监控期间", ["缺"]),
        ("填报月份: 8", "填报月份: 13", "填报月份", ["12"]),
        (
            "完成目标可能性: 完全不可能",
            "完成目标可能性: 不可能",
            f"{_FIRST}[2].完成目标可能性",
            ["可写：确定能、有可能或完全不可能"],
        ),
        (
            "经费保障: 是",
            "经费保证: 是",
            f"{_FIRST}[2].偏差原因分析.经费保证",
            ["是不是“经费保障”"],
        ),
        ("经费保障: 是", "经费保障: 有", f"{_FIRST}[2].偏差原因分析.经费保障", ["是", "否"]),
        ("执行情况: 11个", "当前完成值: 11个", f"{_FIRST}[1].当前完成值", ["是不是“执行情况”"]),
    ),
}
