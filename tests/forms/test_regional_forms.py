"""Forms made as a user makes them: manifest, Word template and example, no program.

What holds for every example is tested over all of them elsewhere: that Word and PDF say the same,
that the schema takes what loading takes, that checks find nothing unexplained. Here stands what
people do to such a form: they edit its Word file, and make mistakes in its data.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import pytest

import perfreport
from perfreport.basics.errors import InputError
from perfreport.blocks.model import Document
from perfreport.checks.engine.finding import Finding
from perfreport.documents.checking import check_document
from perfreport.docx.wordml import W
from perfreport.roundtrip import Reading
from tests.examples import FOLDER, REGIONAL, example, form_of, rendered
from tests.forms.evaluations import EVALUATION_EDITS, EVALUATION_MISTAKES
from tests.forms.monitoring import MONITORING_EDITS, MONITORING_MISTAKES
from tests.forms.reports import REPORT_EDITS, REPORT_MISTAKES
from tests.outside.soffice import Soffice
from tests.roundtrip.strangers.edits import (
    Edit,
    cell,
    line,
    row_like,
    typed,
    without_row,
    without_table,
)
from tests.roundtrip.structure_edits import tables
from tests.roundtrip.word_editor import WordEditor

PROJECT = "资金使用单位[1].项目[1]"
CALCULATED = "评价结果应用率=评价提出的意见建议采纳数/提出的意见建议总数"
LAST = "资金使用单位[2].项目[1]"

every_form = pytest.mark.parametrize("name", REGIONAL)
every_form_with_open_levels = pytest.mark.parametrize(
    "name", [name for name in REGIONAL if getattr(form_of(name), "takes_more", False)]
)

MISTAKES: Mapping[str, Sequence[tuple[str, str, str, Sequence[str]]]] = {
    "henan-2022-project-targets": (
        ("来源: 单位资金", "来源: 财政拨款", f"{PROJECT}.资金.财政拨款", ["可写", "单位资金"]),
        ("年度: 34.50", "实施期: 34.50", f"{PROJECT}.资金.单位资金.实施期", ["“年度”"]),
        ("{来源: 单位资金, ", "{", f"{PROJECT}.资金", ["第 2 项要写明“来源”"]),
        (
            "指标值: ≤1000万元",
            "年度指标值: ≤1000万元",
            f"{PROJECT}.绩效指标[1].年度指标值",
            ["没有这一项的位置"],
        ),
        (
            "一级: 成本指标",
            "一级: 产出成本指标",
            f"{PROJECT}.绩效指标[1].一级",
            ["是不是“成本指标”"],
        ),
    ),
    "henan-2022-transfer-targets": (
        (
            "市县财政部门: 某某县财政局, ",
            "",
            "资金使用单位[1].附加项.市县财政部门",
            ["这个版式要印这一项"],
        ),
        (
            "市县财政部门: 某",
            "市县财政局: 某",
            "资金使用单位[1].附加项.市县财政局",
            ["是不是“市县财政部门”"],
        ),
        (
            "    项目:\n",
            "    小计: {总计: 3}\n    项目:\n",
            "资金使用单位[1].小计",
            ["没有这一项的位置"],
        ),
    ),
    "henan-2022-department-targets": (
        ("来源: 项目支出", "来源: 项目经费", "资金.项目经费", ["可写", "项目支出、合计"]),
        ("  - {来源: 基本支出, 金额: 21745.32}\n", "", "资金.基本支出", ["要印这一项"]),
        ("名称: 预算调整率", "名称: 预算调剂率", "绩效指标[6].名称", ["是不是“预算调整率”"]),
        ("二级: 满意度, ", "二级: 满意, ", "绩效指标[30].二级", ["是不是“满意度”"]),
        (
            "    主要实施内容: 改造",
            "    拟投入的资金: 300.00\n    主要实施内容: 改造",
            "年度重点工作任务[1].拟投入的资金",
            ["没有这一项的位置"],
        ),
    ),
    "henan-bond-project-targets": (
        ("          项目类型: 收费公路\n", "", f"{PROJECT}.附加项.项目类型", ["要印这一项"]),
        (
            "来源: 债券资金",
            "来源: 专项债券",
            f"{PROJECT}.资金.政府预算资金.其中.专项债券",
            ["可写：债券资金"],
        ),
        (
            "实施周期指标值: ≤1.36亿元, 年度指标值",
            "指标值",
            f"{PROJECT}.绩效指标[1].指标值",
            ["没有这一项的位置"],
        ),
    ),
    "zhengzhou-project-targets": (
        (
            ", 年度指标值: 60场",
            "",
            "资金使用单位[1].项目[2].绩效指标[1].年度指标值",
            ["至少要写一项"],
        ),
        ("实施期: 5400.00", "实施期: 五千万", f"{PROJECT}.资金.财政拨款.实施期", ["不是数字"]),
        ("一级: 效益指标", "一级: 成本指标", f"{PROJECT}.绩效指标[7].一级", ["产出指标"]),
    ),
    "shanghai-2026-project-targets": (
        ("来源: 当年财政拨款, 年度", "来源: 财政资金, 年度", f"{PROJECT}.资金", ["第 2 项"]),
        (
            "来源: 上年结转资金, 年度",
            "来源: 上年结转资金, 项目总额",
            f"{PROJECT}.资金.上年结转资金.项目总额",
            ["没有这一项的位置"],
        ),
        ("2027/12/31", "2027/2/31", f"{PROJECT}.附加项.计划完成日期", ["没有这一天"]),
        ("          项目性质: 阶段性项目\n", "", f"{PROJECT}.附加项.项目性质", ["要印这一项"]),
        ("年度指标值: 可控", "指标值: 可控", f"{PROJECT}.绩效指标[1].指标值", ["没有这一项的位置"]),
    ),
    "sichuan-2023-project-targets": (
        ("附加项: {部门编码: 820}\n", "", "附加项.部门编码", ["要印这一项"]),
        ("附加项: {部门编码: 820}", "附加项: [820]", "附加项", ["“键: 值”"]),
        (
            "        财政拨款: 660000.00元",
            "        其他资金: 660000.00元",
            "资金使用单位[1].项目[2].其他资金",
            ["没有这一项的位置"],
        ),
        ("分值: 20", "分值: 二十", f"{PROJECT}.绩效指标[2].分值", ["不是数字"]),
        ("方向: 正向指标", "备注: 正向指标", f"{PROJECT}.绩效指标[1].备注", ["没有这一项的位置"]),
    ),
}
"""What stands in the data file, what is typed for it, where that is told, and in which words."""


def without_page(table: int) -> Edit:
    """Delete a project's table, and the lines above it."""

    def edit(editor: WordEditor) -> None:
        element = tables(editor)[table]
        while (above := element.getprevious()) is not None and above.tag == W + "p":
            editor.remove(above)
        editor.remove(element)

    return edit


class Case(NamedTuple):
    """An edit, and the changes of data that it is."""

    edits: Sequence[Edit]
    changes: Sequence[tuple[str, str]]


EDITS: Mapping[str, Mapping[str, Case]] = {
    "henan-2022-project-targets": {
        "the name of a project": Case(
            [cell("政务服务平台升级改造", "政务服务平台改造")], [("changed", f"{PROJECT}.名称")]
        ),
        "an amount": Case(
            [cell("186.20", "190.00"), cell("186.20", "190.00")],
            [("changed", "资金使用单位[1].项目[2].资金.政府预算资金.年度")],
        ),
        "an amount where there was none": Case(
            [cell("34.50", "30.00"), cell("1,234.50", "1,230.00")],
            [("changed", f"{PROJECT}.资金.单位资金.年度")],
        ),
        "what a value means": Case(
            [cell("按签到表统计", "按报名表统计")],
            [("changed", f"{PROJECT}.绩效指标[4].指标值说明")],
        ),
        "an indicator added": Case(
            [row_like(0, 20, "回访办事群众人次", "≥300人次", "按回访记录统计")],
            [("added", f"{PROJECT}.绩效指标[5]")],
        ),
        "an indicator removed": Case([without_row(0, 20)], [("removed", f"{PROJECT}.绩效指标[4]")]),
        "a project removed": Case([without_table(1)], [("removed", "资金使用单位[1].项目[2]")]),
    },
    "henan-2022-transfer-targets": {
        "the only project of a county removed": Case(
            [without_page(2)], [("removed", "资金使用单位[2]")]
        ),
        "a department of a county": Case(
            [cell("某某县财政局", "某某县财政金融局"), cell("某某县财政局", "某某县财政金融局")],
            [("changed", "资金使用单位[1].附加项.市县财政部门")],
        ),
        "an indicator added": Case(
            [row_like(0, 15, "施工占用耕地复垦率", "100%", "复垦面积/占用面积×100%")],
            [("added", f"{PROJECT}.绩效指标[3]")],
        ),
        "a project removed": Case([without_table(1)], [("removed", "资金使用单位[1].项目[2]")]),
    },
    "henan-2022-department-targets": {
        "a row filled in that waited for it": Case(
            [typed(0, 18, {3: "≥90%"})], [("added", "绩效指标[5]")]
        ),
        "what the form explains, otherwise": Case(
            [cell(CALCULATED, "按采纳的意见建议条数计算")], [("changed", "绩效指标[19].指标值说明")]
        ),
        "what money is for": Case(
            [cell("21,745.32", "21,740.00")], [("changed", "资金.基本支出.金额")]
        ),
        "a goal": Case(
            [line("全年不发生", "目标3：全年不发生网络安全事件。")],
            [("changed", "总体绩效目标")],
        ),
        "a task added": Case(
            [row_like(0, 6, "电子证照应用", "推广电子证照，覆盖30类。")],
            [("added", "年度重点工作任务[5]")],
        ),
        "an indicator added": Case(
            [row_like(0, 43, "数据查询时间", "缩短", "平均查询时间比上年缩短")],
            [("added", "绩效指标[30]")],
        ),
        "an indicator removed": Case([without_row(0, 43)], [("removed", "绩效指标[29]")]),
        "an indicator of the form's own removed": Case(
            [without_row(0, 20)], [("removed", "绩效指标[6]")]
        ),
    },
    "henan-bond-project-targets": {
        "a value of one half": Case(
            [cell("≥1200人", "≥1500人")], [("changed", f"{PROJECT}.绩效指标[12].年度指标值")]
        ),
        "a part of a source": Case(
            [cell("120,000.00", "125,000.00")],
            [("changed", f"{PROJECT}.资金.政府预算资金.其中.债券资金.实施期")],
        ),
        "a goal of the whole project": Case(
            [line("车位4200个", "建成停车场8处、车位4000个，以停车费收入偿还债券本息。")],
            [("changed", f"{LAST}.附加项.实施期目标")],
        ),
        "an indicator added": Case(
            [row_like(0, 17, "桥梁桩基完成率", "100%", "桥梁桩基完成率", "60%")],
            [("added", f"{PROJECT}.绩效指标[8]")],
        ),
        "a project removed": Case([without_page(1)], [("removed", "资金使用单位[2]")]),
    },
    "zhengzhou-project-targets": {
        "a goal": Case(
            [cell("举办阅读月主题活动60场，参与群众3万人次。", "举办阅读月主题活动50场。")],
            [("changed", "资金使用单位[1].项目[2].绩效目标")],
        ),
        "an indicator added": Case(
            [row_like(0, 9, "修缮场馆数量", "6个", "修缮场馆数量", "2个")],
            [("added", f"{PROJECT}.绩效指标[3]")],
        ),
        "a project removed": Case([without_table(1)], [("removed", "资金使用单位[1].项目[2]")]),
    },
    "shanghai-2026-project-targets": {
        "a day": Case(
            [cell("2027/12/31", "2028.6.30")], [("changed", f"{PROJECT}.附加项.计划完成日期")]
        ),
        "a goal of the whole project": Case(
            [line("为居民出行", "为居民出行提供便捷的通道。")],
            [("changed", f"{PROJECT}.附加项.项目总目标")],
        ),
        "an indicator added": Case(
            [row_like(0, 14, "道路绿化长度", "900米")], [("added", f"{PROJECT}.绩效指标[5]")]
        ),
    },
    "sichuan-2023-project-targets": {
        "the name of a project": Case(
            [cell("村组干部报酬", "村组干部补助")], [("changed", f"{PROJECT}.名称")]
        ),
        "a budget": Case(
            [cell("660,000.00", "670,000.00")],
            [("changed", "资金使用单位[1].项目[2].财政拨款")],
        ),
        "the code of the unit": Case(
            [cell("820001-井研县马踏镇人民政府", "820002-井研县马踏镇人民政府")],
            [("changed", "资金使用单位[1].附加项.单位编码")],
        ),
        "an indicator added": Case(
            [row_like(0, 4, "产出指标", "时效指标", "发放及时率", "≥", "98", "%", "5", "正向指标")],
            [("added", f"{PROJECT}.绩效指标[4]")],
        ),
        "an indicator removed": Case([without_row(0, 5)], [("removed", f"{PROJECT}.绩效指标[4]")]),
        "a project removed": Case(
            [without_row(0, 10)] * 5, [("removed", "资金使用单位[1].项目[2]")]
        ),
    },
}

EVERY_EDIT = {
    **EDITS,
    **{
        name: {what: Case(*case) for what, case in each.items()}
        for name, each in {**REPORT_EDITS, **EVALUATION_EDITS, **MONITORING_EDITS}.items()
    },
}
EVERY_MISTAKE = {**MISTAKES, **REPORT_MISTAKES, **EVALUATION_MISTAKES, **MONITORING_MISTAKES}


def edited(name: str, *edits: Edit) -> Reading:
    """What the Word file of an example says after ``edits``."""
    editor = WordEditor(rendered(name, "docx"))
    for edit in edits:
        edit(editor)
    return perfreport.read_docx(editor.save())


def loaded(name: str, old: str, new: str) -> Document:
    """The example with ``new`` for the first ``old`` in its data file."""
    text = (FOLDER / f"{name}.yaml").read_text("utf-8")
    assert old in text
    return perfreport.loads(text.replace(old, new, 1))


def new_findings(name: str, document: Document) -> list[Finding]:
    """What is found in ``document`` and not in the example that it was made of."""
    form = form_of(name)
    known = {(each.code, each.path) for each in check_document(example(name), form)}
    found = check_document(document, form)
    return [each for each in found if (each.code, each.path) not in known]


@every_form
def test_a_word_file_says_what_its_data_say(name: str) -> None:
    reading = edited(name)

    assert reading.document == example(name)
    assert (reading.edits, reading.is_whole, reading.notes) == ((), True, ())


@pytest.mark.parametrize(
    ("name", "what"), [(name, what) for name, cases in EVERY_EDIT.items() for what in cases]
)
def test_an_edit_comes_back(name: str, what: str) -> None:
    case = EVERY_EDIT[name][what]
    reading = edited(name, *case.edits)

    assert [(each.change, each.path.label) for each in reading.edits] == case.changes
    assert reading.is_whole


@every_form_with_open_levels
def test_a_second_level_of_ones_own_has_a_row_where_the_form_leaves_one_open(name: str) -> None:
    document = loaded(name, "二级: 数量指标", "二级: 安全生产指标")
    reading = perfreport.read_docx(perfreport.render(document, "docx"))

    assert reading.document == document
    assert "安全生产指标" in str(perfreport.dumps(document))
    # A second level that should be there may lack now.
    assert {each.code for each in new_findings(name, document)} <= {"IND-015"}


@every_form_with_open_levels
def test_a_second_level_that_looks_like_a_slip_is_asked_about(name: str) -> None:
    document = loaded(name, "二级: 社会效益指标", "二级: 社会效宜指标")

    (found,) = (each for each in new_findings(name, document) if each.code == "IND-004")
    assert found.path[-1] == "二级"
    assert "“社会效益指标”" in found.message


@pytest.mark.parametrize(
    ("name", "number"),
    [(name, n) for name, each in EVERY_MISTAKE.items() for n in range(len(each))],
)
def test_a_mistake_in_the_data_is_told_with_its_place(name: str, number: int) -> None:
    old, new, place, words = EVERY_MISTAKE[name][number]
    with pytest.raises(InputError) as refused:
        loaded(name, old, new)

    told = {mistake.path.label: mistake for mistake in refused.value.mistakes}
    assert told[place].line
    assert all(word in told[place].message for word in words)


def test_files_saved_by_libreoffice_say_the_same(soffice: Soffice) -> None:
    again = soffice.convert_all([rendered(name, "docx") for name in REGIONAL], "docx")
    for name, file in zip(REGIONAL, again, strict=True):
        reading = perfreport.read_docx(file)
        assert (reading.document, reading.edits) == (example(name), ())
        assert reading.is_whole
