"""What people do to the reports that forms declare by their outlines, for test_regional_forms."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tests.roundtrip.strangers.edits import Edit, cell, line, row_like, without_row
from tests.roundtrip.word_editor import WordEditor


def replaced(words: str, old: str, new: str) -> Edit:
    """Type ``new`` over ``old`` in the paragraph that has the ``words``."""
    return lambda editor: editor.replace(editor.paragraph(words), old, new)


def without_lines(*words: str) -> Edit:
    """Delete the paragraphs that have these words."""

    def edit(editor: WordEditor) -> None:
        for each in words:
            editor.remove(editor.paragraph(each))

    return edit


def line_behind(words: str, text: str) -> Edit:
    """Type a paragraph behind the one that has the ``words``."""
    return lambda editor: editor.add_after(editor.paragraph(words), text)


_SPENT, _SCORED = "章节.项目支出预算执行情况", "章节.各项目自评得分"
_TABLE = "章节.项目支出绩效评价评分表"

REPORT_EDITS: Mapping[str, Mapping[str, tuple[Sequence[Edit], Sequence[tuple[str, str]]]]] = {
    "xuwen-2024-self-evaluation": {
        "a date on the cover": (
            [line("填报日期", "填报日期：2025年10月28日")],
            [("changed", "附加项.填报日期")],
        ),
        "a field that stands in the title alone": (
            [replaced("（政数局）", "政数局", "政务数据局")],
            [("changed", "附加项.单位简称")],
        ),
        "a field that stands in a sentence alone": (
            [replaced("根据徐财绩", "5号", "6号")],
            [("changed", "附加项.自评依据")],
        ),
        "what goes on behind its heading": (
            [replaced("局机关有", "现在职9人", "现在职8人")],
            [("changed", "章节.单位机构设置、部门职能情况")],
        ),
    },
    "henan-2020-evaluation-summary": {
        "an amount of a table": (
            [cell("739.17", "740.00")],
            [("changed", f"{_SPENT}[2].全年执行数")],
        ),
        "a label over several rows": (
            [cell("水情处", "水情预报处")],
            [("changed", f"{_SCORED}[3].主管部门或实施单位")],
        ),
        "a row added": (
            [row_like(0, 5, "水文应急监测", "50.00", "50.00", "100%")],
            [("added", f"{_SPENT}[6]")],
        ),
        "an item of a list removed": (
            [without_lines("监测井完好率")],
            [("changed", "章节.没有完成、超额完成的原因")],
        ),
        "a section that may be left out removed": (
            [without_lines("其他需要说明的问题", "资金为政府性基金预算资金", "结转资金130.60万元")],
            [("removed", "章节.其他需要说明的问题")],
        ),
    },
    "national-2020-evaluation-report": {
        "points": ([cell("16.5", "17")], [("changed", f"{_TABLE}[16].得分")]),
        "one of several that stands in a sentence": (
            [replaced("经综合评价", "“良”", "“优”")],
            [("changed", "附加项.评价等级")],
        ),
        "a name that stands in the title as well": (
            [replaced("经综合评价", "（某某县）", "（甲县）")],
            [("changed", "附加项.项目名称")],
        ),
        "a row removed": ([without_row(0, 17)], [("removed", f"{_TABLE}[17]")]),
        "a paragraph added": (
            [line_behind("某某省将某某县2.60万亩", "项目由某某县农业农村局组织实施。")],
            [("changed", "章节.项目概况")],
        ),
    },
}
"""The edits and the changes of data that they are."""

REPORT_MISTAKES: Mapping[str, Sequence[tuple[str, str, str, Sequence[str]]]] = {
    "xuwen-2024-self-evaluation": (
        ("  单位简称: 政数局\n", "", "附加项.单位简称", ["要印这一项"]),
        ("10月27日", "13月27日", "附加项.填报日期", ["没有这一天"]),
        ("和重点工作任务:", "和重点任务:", "章节.年度总体工作和重点任务", ["重点工作任务”"]),
    ),
    "henan-2020-evaluation-summary": (
        ("等级: 优}", "评级: 优}", f"{_SCORED}[1].评级", ["等级"]),
        ("全年预算数: 1860.00, ", "", f"{_SPENT}[1].全年预算数", ["缺这一项"]),
        ("得分: 98.5", "得分: 九十八", f"{_SCORED}[1].得分", ["九十八"]),
    ),
    "national-2020-evaluation-report": (
        ("评价等级: 良", "评价等级: 合格", "附加项.评价等级", ["优", "差"]),
        ("    - 一级指标: 决策\n      二级", "    - 二级", f"{_TABLE}[1].一级指标", ["缺这一项"]),
        ("  有关建议: |-", "  其他建议: |-", "章节.其他建议", ["有关建议"]),
    ),
}
"""What stands in the data file, what is typed for it, where that is told, and in which words."""
