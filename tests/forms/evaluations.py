"""What people do to evaluation tables, and mistakes in their data, for test_regional_forms."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tests.roundtrip.strangers.edits import Edit, beside, cell, line, row_like, typed, without_row

_FIRST = "项目[1].绩效指标"
_REGION = "专项[2]"

EVALUATION_EDITS: Mapping[str, Mapping[str, tuple[Sequence[Edit], Sequence[tuple[str, str]]]]] = {
    "national-2020-project-evaluation": {
        "what was done": ([cell("9座", "10座")], [("changed", f"{_FIRST}[1].实际完成值")]),
        "what was done, and all that follows": (
            [cell("9座", "10座"), typed(0, 10, {7: "16.67"}), cell("88", "89.67")],
            [("changed", f"{_FIRST}[1].实际完成值")],
        ),
        "what was spent, and all that follows": (
            [
                cell("99.00", "100.00"),
                cell("108.00", "109.00"),
                cell("90.00%", "90.83%"),
                cell("90.00%", "90.91%"),
                cell("9", "9.08"),
                cell("88", "88.08"),
            ],
            [("changed", "项目[1].资金.当年财政拨款.全年执行数")],
        ),
        "points that follow": ([typed(0, 10, {7: "16"})], [("changed", f"{_FIRST}[1].得分")]),
        "points that follow, and their total": (
            [typed(0, 10, {7: "16"}), cell("88", "89")],
            [("changed", f"{_FIRST}[1].得分")],
        ),
        "points that were given": ([cell("14", "15")], [("changed", f"{_FIRST}[6].得分")]),
        "points that were given, deleted": ([cell("14", "")], [("removed", f"{_FIRST}[6].得分")]),
        "a total of its own": ([cell("88", "90")], [("changed", "项目[1].总分")]),
        "what an indicator is worth": (
            [typed(0, 12, {6: "12"})],
            [("changed", f"{_FIRST}[3].分值")],
        ),
        "a reason": (
            [typed(0, 11, {8: "计划改为每季度一期。"})],
            [("changed", f"{_FIRST}[2].偏差原因")],
        ),
        "a row to be filled in": (
            [typed(0, 15, {3: "指标1：减少直接损失", 4: "≥500万元", 5: "520万元", 6: "5", 7: "5"})],
            [("added", f"{_FIRST}[6]")],
        ),
        "a row to be filled in, over its label": (
            [typed(0, 20, {3: "清淤后水质", 4: "改善", 5: "达成年度指标", 6: "5", 7: "4.5"})],
            [("added", f"{_FIRST}[7]")],
        ),
        "an indicator added": (
            [row_like(0, 11, "储备编织袋", "≥5000条", "5200条", "5", "5", "")],
            [("added", f"{_FIRST}[3]")],
        ),
        "an indicator removed": ([without_row(0, 11)], [("removed", f"{_FIRST}[2]")]),
    },
    "henan-2020-project-evaluation": {
        "who carries it out": (
            [beside("实施单位", "河南省某某厅机关服务中心")],
            [("changed", "项目[1].实施单位")],
        ),
        "an aim that was reached": (
            [line("目标2：培训操作人员", "目标2：培训操作人员690人次。")],
            [("changed", "项目[1].实际完成情况")],
        ),
    },
    "henan-bond-project-evaluation": {
        "money of a half": (
            [cell("12,000.00", "13,000.00"), cell("42,000.00", "43,000.00")],
            [("changed", "项目[1].资金.配套资金.年度")],
        ),
        "what was done, and its points": (
            [cell("26.6公里", "28公里"), cell("14.25", "15")],
            [("changed", f"{_FIRST}[3].实际完成值")],
        ),
        "a level to be filled in": (
            [typed(0, 20, {3: "复垦临时用地", 4: "≥20亩", 5: "21亩", 6: "5", 7: "5"})],
            [("added", f"{_FIRST}[8]")],
        ),
        "a second level of its own": (
            [typed(0, 17, {2: "安全指标", 3: "安全事故", 4: "0起", 5: "0起", 6: "5", 7: "5"})],
            [("added", f"{_FIRST}[6]")],
        ),
    },
    "zhengzhou-transfer-evaluation": {
        "what was done": (
            [cell("118个", "119个")],
            [("changed", "专项[1].绩效指标[1].实际完成值")],
        ),
        "an organisation of a county": (
            [cell("某某区财政局", "某某区财政金融局")],
            [("changed", f"{_REGION}.县级财政部门")],
        ),
        "money, and its sum": (
            [cell("301.20", "310.00"), cell("1,101.20", "1,110.00")],
            [("changed", f"{_REGION}.资金.其他资金.执行数")],
        ),
    },
    "anhui-2022-department-evaluation": {
        "money of a task": (
            [
                cell("138.60", "140.00"),
                cell("138.60", "140.00"),
                cell("99.00%", "100%"),
                cell("3,959.60", "3,961.00"),
                cell("3,819.60", "3,821.00"),
                cell("95.41%", "95.45%"),
            ],
            [
                ("changed", "年度主要任务[3].全年执行数"),
                ("changed", "年度主要任务[3].全年执行财政拨款"),
            ],
        ),
        "a task added": (
            [row_like(0, 5, "农机补贴", "补贴农机320台。", "90.00", "90.00", "90.00", "90.00")],
            [("added", "年度主要任务[4]")],
        ),
        "why": (
            [line("高标准农田的质量保证金", "质量保证金下年支付。")],
            [("changed", "偏差原因")],
        ),
        "points that follow": ([cell("9.38", "9")], [("changed", "绩效指标[2].得分")]),
    },
    "anhui-2022-project-evaluation": {
        "the name behind its label": (
            [cell("指标1:工程质量合格", "指标1:工程质量全部合格")],
            [("changed", f"{_FIRST}[3].名称")],
        ),
        "a row to be filled in below one that is": (
            [typed(0, 14, {3: "指标2:返工率", 4: "≤1%", 5: "0.8%", 6: "5", 7: "5"})],
            [("added", f"{_FIRST}[4]")],
        ),
        "a given total": ([cell("100", "99", 1)], [("changed", "项目[1].总分")]),
    },
    "sichuan-2023-project-evaluation": {
        "what was still to be filled in": (
            [typed(0, 12, {7: "100", 9: "60"}), typed(0, 6, {7: "10"})],
            [
                ("changed", "项目[1].执行率得分"),
                ("changed", f"{_FIRST}[1].实际完成值"),
                ("changed", f"{_FIRST}[1].得分"),
            ],
        ),
        "who signs": (
            [line("项目负责人", "项目负责人:张三")],
            [("changed", "项目[1].附加项.项目负责人")],
        ),
    },
}

EVALUATION_MISTAKES: Mapping[str, Sequence[tuple[str, str, str, Sequence[str]]]] = {
    "national-2020-project-evaluation": (
        ("来源: 当年财政拨款", "来源: 本年财政拨款", "项目[1].资金.本年财政拨款", ["当年财政拨款"]),
        ("实际完成值: 9座", "完成值: 9座", f"{_FIRST}[1].完成值", ["是不是“实际完成值”"]),
        ("得分: 14", "得分: 十四", f"{_FIRST}[6].得分", ["不是数字"]),
        ("一级: 满意度指标", "一级: 满意指标", f"{_FIRST}[8].一级", ["满意度指标"]),
        ("项目完成: 否", "项目完成: 未", "项目[1].项目完成", ["是", "否"]),
    ),
    "henan-bond-project-evaluation": (
        ("项目类型: 收费公路", "项目类别: 收费公路", "项目[1].附加项.项目类别", ["“项目类型”"]),
        ("    绩效指标:", "    总分: 90\n    绩效指标:", "项目[1].总分", ["没有这一项的位置"]),
        ("年度: 12000.00", "全年预算数: 12000.00", "项目[1].资金.配套资金.全年预算数", ["没有"]),
    ),
    "zhengzhou-transfer-evaluation": (
        ("层次: 整体", "层次: 总体", "专项[1].层次", ["整体"]),
        ("实际完成值: 118个}", "实际完成值: 118个, 得分: 9}", "专项[1].绩效指标[1].得分", ["没有"]),
    ),
}
