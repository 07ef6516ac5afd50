"""Each kind of edit of data, made on the workbook of a published document."""

from __future__ import annotations

from tests.roundtrip.workbooks.readings import DEPARTMENT, DISTRICT, ITEM, UNIT, Act, put
from tests.roundtrip.workbooks.sheet_editor import SheetEditor


def add_unit(editor: SheetEditor) -> None:
    last = editor.sheets[0].cell(editor.sheets[0].max_row, 1)
    editor.add_row(str(last.value), "新单位", 1, 1)
    editor.add_row("新单位", "新项目", 1, 1, None, None, "目标一", ITEM)


EDITS: dict[str, tuple[str, Act, list[str]]] = {
    "a figure": (
        DEPARTMENT,
        put(lambda e: e.beside("基本支出", 1), 6904.5),
        ["changed 预算整体情况 › 基本支出"],
    ),
    "a figure typed as text": (
        DEPARTMENT,
        put(lambda e: e.beside("基本支出", 1), "6904.50"),
        ["changed 预算整体情况 › 基本支出"],
    ),
    "a goal": (
        DEPARTMENT,
        lambda e: e.replace("整合资源，传播", "整合资源", "统筹资源"),
        ["changed 总体绩效目标第 3 项"],
    ),
    "a row put in between": (
        DEPARTMENT,
        lambda e: e.add_row("法学业务工作", "新任务", "内容", 12.5, "目标"),
        ["added 年度重点工作任务“新任务”"],
    ),
    "a row put into a group": (
        DEPARTMENT,
        lambda e: e.add_row("教育基地建设", "新指标", "5个", "5个"),
        ["added 绩效指标“新指标”"],
    ),
    "a row taken out of a group": (
        DEPARTMENT,
        lambda e: e.remove_row("教育基地建设"),
        ["removed 绩效指标“教育基地建设”"],
    ),
    "the first row of a group": (
        DEPARTMENT,
        lambda e: e.remove_row("发动社会力量参与群防共治，推进平安广州建设"),
        ["removed 绩效指标“发动社会力量参与群防共治，推进平安广州建设”"],
    ),
    "two rows exchanged": (
        DEPARTMENT,
        lambda e: e.exchange("教育基地建设", "法律服务咨询数量"),
        ["moved 绩效指标“教育基地建设”"],
    ),
    "the label of a group": (
        DEPARTMENT,
        put(lambda e: e.cell("质量指标"), "时效指标"),
        [
            "changed 绩效指标“系统应用示范综治中心” › 二级",
            "changed 绩效指标“系统正常运行率” › 二级",
            "changed 绩效指标“等级保护复测” › 二级",
        ],
    ),
    "a project's money": (
        DISTRICT,
        put(lambda e: e.beside("法学会工作经费", 2), 11.41),
        [f"changed {UNIT} › 项目“法学会工作经费” › 财政拨款"],
    ),
    "a project's money taken away": (
        DISTRICT,
        put(lambda e: e.beside("法学会工作经费", 2), None),
        [f"removed {UNIT} › 项目“法学会工作经费” › 财政拨款"],
    ),
    "a project put in": (
        DISTRICT,
        lambda e: e.add_row("法学会工作经费", "新项目", 1, 1, None, None, "目标一", ITEM),
        [f"added {UNIT} › 项目“新项目”"],
    ),
    "a project put below its unit": (
        DISTRICT,
        lambda e: e.add_row(e.sheets[0]["A5"].value, "新项目", 1, 1, None, None, "目标一", ITEM),
        [f"added {UNIT} › 项目“新项目”"],
    ),
    "a unit with its project": (
        DISTRICT,
        lambda e: add_unit(e),
        ["added 资金使用单位“新单位”"],
    ),
    "a project taken out": (
        DISTRICT,
        lambda e: e.remove_row("法学会工作经费"),
        [f"removed {UNIT} › 项目“法学会工作经费”"],
    ),
    "two projects exchanged": (
        DISTRICT,
        lambda e: e.exchange("法学会工作经费", "平安创建工作经费"),
        [f"moved {UNIT} › 项目“法学会工作经费”"],
    ),
    "a value within the cell of indicators": (
        DISTRICT,
        lambda e: e.replace("发展法学会会员人数", "年度指标值:20人", "年度指标值:25人"),
        [f"changed {UNIT} › 项目“法学会工作经费” › 绩效指标“发展法学会会员人数” › 年度指标值"],
    ),
}
"""By what is edited: an example, the edit, and the differences that it makes."""
