"""Documents that went through LibreOffice: saved untouched, and edited in Writer."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from perfreport.compare import compare_documents
from perfreport.documents.taking_over import take_over
from perfreport.forms.registry import FormRegistry
from perfreport.roundtrip import Reading, read_docx
from tests.examples import EXAMPLES, example, rendered
from tests.outside.soffice import Soffice
from tests.roundtrip.writer import Edit, Job, edit_all

REGISTRY = FormRegistry()
DEPARTMENT = "guangzhou-2024-department-targets"
DISTRICT = "zengcheng-2024-project-targets"
REPORT = "guangzhou-2023-self-evaluation"
ITEM = "1、1-产出指标；11-数量指标；培训次数；实施周期指标值:3次；年度指标值:3次。"
UNIT = "资金使用单位“中国共产党广州市增城区委员会政法委员会”"
MANAGED = "按照全面实施预算绩效"

EDITS: list[tuple[str, Edit, str]] = [
    (DEPARTMENT, ("replace", "整合资源", "统筹资源"), "changed 总体绩效目标第 3 项"),
    (DEPARTMENT, ("set_cell", "基本支出", 1, "6904.50"), "changed 预算整体情况 › 基本支出"),
    (
        DEPARTMENT,
        ("add_row", "登记在册咨询人数", 1, ["新指标", "5个", "5个"]),
        "added 绩效指标“新指标”",
    ),
    (DEPARTMENT, ("remove_row", "登记在册咨询人数"), "removed 绩效指标“法律服务咨询数量”"),
    (
        DEPARTMENT,
        ("remove_row", "发动社会力量"),
        "removed 绩效指标“发动社会力量参与群防共治，推进平安广州建设”",
    ),
    (
        DEPARTMENT,
        ("add_row", "信息化专项", 0, ["新任务", "内容", "", "12.5", "目标"]),
        "added 年度重点工作任务“新任务”",
    ),
    (DEPARTMENT, ("insert_after", "整合资源", "四、新目标。"), "added 总体绩效目标第 4 项"),
    (
        DISTRICT,
        ("set_cell", "法学会工作经费", 2, "11.41"),
        "changed 资金使用单位“中国共产党广州市增城区委员会政法委员会” › "
        "项目“法学会工作经费” › 财政拨款",
    ),
    (
        DISTRICT,
        ("add_row", "法学会工作经费", 0, ["新项目", "1.00", "1.00", "", "", "目标一", ITEM]),
        "added 资金使用单位“中国共产党广州市增城区委员会政法委员会” › 项目“新项目”",
    ),
    (
        DISTRICT,
        ("remove_row", "13600102"),
        "removed 资金使用单位“中国共产党广州市增城区委员会政法委员会” › 项目“13600102”",
    ),
    (
        REPORT,
        ("insert_after", MANAGED, "新加的一段。"),
        "added 部门整体绩效管理情况第 2 段",
    ),
    (
        REPORT,
        ("replace", "科学技术预算收入1,580.00", "科学技术预算收入1,680.00"),
        "changed 年初预算收入 › 构成“科学技术” › 金额",
    ),
    (
        REPORT,
        ("track", MANAGED, "根据全面实施预算绩效"),
        "changed 部门整体绩效管理情况第 1 段",
    ),
    (
        REPORT,
        ("insert_after", "持续做好扫黑除恶专项工作", "新目标。"),
        "added 部门整体支出绩效目标第 3 项",
    ),
    (REPORT, ("set_cell", "数据质量", 2, "1"), "changed 管理效率 › 指标“数据质量” › 得分"),
    (
        REPORT,
        ("add_row", "期刊发行情况", 1, ["", "新关键", "10个", "12个"]),
        "added 履职效能 › 关键指标“新关键”",
    ),
    (
        DISTRICT,
        ("replace", "充实单位人员力量，提高", "充实单位人员力量，提高\t"),
        f"changed {UNIT} › 项目“编外人员聘用经费” › 绩效目标第 1 段",
    ),
    (
        DISTRICT,
        ("raised", "提高工作效率。", "办公用房100m2，提高工作效率。", "2，"[0]),
        f"changed {UNIT} › 项目“编外人员聘用经费” › 绩效目标第 1 段",
    ),
    (
        DISTRICT,
        ("set_cell", "编外人员聘用经费", 2, ""),
        f"removed {UNIT} › 项目“编外人员聘用经费” › 财政拨款",
    ),
    (
        REPORT,
        ("replace", "未达到100%", "未达到100%，主要是年末项目验收滞后"),
        "added 履职效能 › 扣分原因“一般公共预算年度平均支出执行率为99.91%，未达到100%，"
        "主要是年末项目验收滞后”",
    ),
]
"""An example, an edit of data, and the difference that it makes."""

OTHERS: list[tuple[str, Edit, str]] = [
    (REPORT, ("replace", "存在的主要问题", "面临的主要问题"), "面临的主要问题"),
    (REPORT, ("replace", "综合自评得分96.97", "综合自评得分97"), "97"),
    (REPORT, ("comment", MANAGED, "请核对"), "李会计：请核对"),
    (REPORT, ("bold", MANAGED), MANAGED),
    (DISTRICT, ("replace", "年度指标值:20人", "年度指标值：20人"), "只改了标点"),
    (DISTRICT, ("replace", "年度指标值:20人。", "年度指标值:20人；"), "只改了标点"),
    (
        DISTRICT,
        ("replace", "1、1-产出指标；11-数量指标；发展", "1、1—产出指标；11-数量指标；发展"),
        "只改了标点",
    ),
    (DISTRICT, ("replace", "实施周期指标值:20人；", ""), "发展法学会会员人数"),
    (REPORT, ("insert_after", "推进预算绩效管理的可持续发展", "2024年3月15日"), "2024年3月15日"),
]
"""An example, something that is no edit of data, and the words that have to be reported."""


SAME: list[tuple[str, Edit]] = [(DISTRICT, ("make_list", "1.深化社会治理", "2.开展精准治理"))]
"""An example and an edit that leaves on the page what was there."""


def test_a_document_saved_untouched_has_no_edits(soffice: Soffice) -> None:
    saved = soffice.convert_all([rendered(name, "docx") for name in EXAMPLES], "docx")
    for name, file in zip(EXAMPLES, saved, strict=True):
        reading = read_docx(file, REGISTRY)
        assert reading.document == example(name)
        assert reading.embedded
        found = (reading.edits, reading.conflicts, reading.unplaced, reading.notes)
        assert found == ((), (), (), ())


def test_edits_made_in_writer_come_back(
    python_with_uno: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    cases = [*EDITS, *OTHERS]
    jobs = [Job(rendered(name, "docx"), [edit]) for name, edit, _ in cases]
    jobs += [Job(rendered(name, "docx"), [edit]) for name, edit in SAME]
    files = edit_all(jobs, tmp_path_factory.mktemp("writer"), python_with_uno)
    readings = [read_docx(file, REGISTRY) for file in files]
    for (name, _), reading in zip(SAME, readings[len(cases) :], strict=True):
        assert (reading.document, reading.edits, reading.unplaced) == (example(name), (), ())
    fates = Counter(
        _fate(name, expected, reading)
        for (name, _, expected), reading in zip(cases, readings, strict=False)
    )
    summary = "、".join(f"{fate} {count}" for fate, count in sorted(fates.items()))
    print(f"\n文书 {len({name for name, _, _ in cases})} 份，编辑 {len(cases)} 处：{summary}")  # noqa: T201
    assert set(fates) == {"读回", "指明"}
    assert fates == {"读回": len(EDITS), "指明": len(OTHERS)}


def _fate(name: str, expected: str, reading: Reading) -> str:
    """What became of an edit: 读回 as data, 指明 in the report, or 丢失."""
    taken = take_over(reading, example(name), REGISTRY).document
    found = compare_documents(example(name), taken)
    differences = [f"{each.change.value} {each.label}" for each in found]
    if differences == [expected]:
        return "读回"
    reported = [
        *(each.words for each in reading.unplaced),
        *(each.shown for each in reading.conflicts),
        *(each.message for each in reading.notes),
    ]
    is_named = any(expected in words for words in reported)
    return "指明" if is_named and not differences else f"丢失（{expected}：{differences}）"
