"""Each kind of edit, made on a published document, and what comes of it."""

from __future__ import annotations

import copy
from collections.abc import Callable
from functools import cache

import pytest
from lxml import etree

import perfreport
from perfreport.basics.quantities import Percent, Score
from perfreport.blocks.model import Document
from perfreport.compare import compare_documents
from perfreport.docx.wordml import W
from perfreport.forms.registry import FormRegistry
from perfreport.kinds.self_evaluation.model import SelfEvaluation
from perfreport.kinds.self_evaluation.sections import Deduction
from perfreport.roundtrip import Reading, read_docx
from tests.examples import example, rendered
from tests.roundtrip.word_editor import WordEditor, embolden, track_deletion, track_insertion

REGISTRY = FormRegistry()
DEPARTMENT = "guangzhou-2024-department-targets"
PROJECTS = "guangzhou-2023-project-targets"
DISTRICT = "zengcheng-2024-project-targets"
REPORT = "guangzhou-2023-self-evaluation"

Act = Callable[[WordEditor], object]


def read_after(name: str, *acts: Act) -> Reading:
    """The reading of an example after these edits."""
    editor = WordEditor(rendered(name, "docx"))
    for act in acts:
        act(editor)
    return read_docx(editor.save(), REGISTRY)


def differences(name: str, reading: Reading) -> list[str]:
    """What differs from the example: what happened and where."""
    found = compare_documents(example(name), reading.document)
    return [f"{each.change.value} {each.label}" for each in found]


@cache
def is_fixed(name: str, act: Act) -> bool:
    """Whether a document read, rendered and read again stays the same."""
    document = read_after(name, act).document
    again = read_docx(perfreport.render(document, "docx"), REGISTRY)
    return again.document == document and not again.edits and not again.conflicts


def move_row(editor: WordEditor, words: str, below: str) -> None:
    editor.row(below).addnext(editor.row(words))


def duplicate_row(editor: WordEditor, words: str) -> None:
    editor.row(words).addnext(copy.deepcopy(editor.row(words)))


def add_unit(editor: WordEditor) -> None:
    unit = editor.row("广州市政法信息网络管理中心")
    new, project = copy.deepcopy(unit), copy.deepcopy(unit.getnext())
    editor.retype_cell(new.findall(W + "tc")[0], "新单位")
    table = unit.getparent()
    assert table is not None
    assert project is not None
    table.extend([new, project])


ITEM = "1、1-产出指标；11-数量指标；培训次数；实施周期指标值:3次；年度指标值:3次。"

EDITS: dict[str, tuple[str, Act, list[str]]] = {
    "a figure": (
        DEPARTMENT,
        lambda e: e.retype_cell(e.beside("基本支出", 1), "6904.50"),
        ["changed 预算整体情况 › 基本支出"],
    ),
    "a goal": (
        DEPARTMENT,
        lambda e: e.replace(e.paragraph("整合资源，传播"), "整合资源", "统筹资源"),
        ["changed 总体绩效目标第 3 项"],
    ),
    "a goal put in, the numbers after it left as they were": (
        DEPARTMENT,
        lambda e: e.add_after(e.paragraph("整合资源，传播"), "四、新的目标。"),
        ["added 总体绩效目标第 4 项"],
    ),
    "a row put in between": (
        DEPARTMENT,
        lambda e: e.add_row(e.row("法学业务工作"), "新任务", "内容", "12.5", "目标"),
        ["added 年度重点工作任务“新任务”"],
    ),
    "a row put into a group": (
        DEPARTMENT,
        lambda e: e.add_row(e.row("教育基地建设"), "新指标", "5个", "5个"),
        ["added 绩效指标“新指标”"],
    ),
    "a row taken out of a group": (
        DEPARTMENT,
        lambda e: e.remove(e.row("教育基地建设")),
        ["removed 绩效指标“教育基地建设”"],
    ),
    "a row moved": (
        DEPARTMENT,
        lambda e: move_row(e, "教育基地建设", "法律服务咨询数量"),
        ["moved 绩效指标“教育基地建设”"],
    ),
    "the label of a group": (
        DEPARTMENT,
        lambda e: e.retype_cell(e.cell("质量指标"), "时效指标"),
        [
            "changed 绩效指标“系统应用示范综治中心” › 二级",
            "changed 绩效指标“系统正常运行率” › 二级",
            "changed 绩效指标“等级保护复测” › 二级",
        ],
    ),
    "a project's money": (
        DISTRICT,
        lambda e: e.retype_cell(e.beside("法学会工作经费", 2), "11.41"),
        [
            "changed 资金使用单位“中国共产党广州市增城区委员会政法委员会” › "
            "项目“法学会工作经费” › 财政拨款"
        ],
    ),
    "a project put in": (
        DISTRICT,
        lambda e: e.add_row(
            e.row("法学会工作经费"), "新项目", "1.00", "1.00", "", "", "目标一", ITEM
        ),
        ["added 资金使用单位“中国共产党广州市增城区委员会政法委员会” › 项目“新项目”"],
    ),
    "a value within the cell of indicators": (
        DISTRICT,
        lambda e: e.replace(
            e.paragraph("发展法学会会员人数"), "年度指标值:20人", "年度指标值:25人"
        ),
        [
            "changed 资金使用单位“中国共产党广州市增城区委员会政法委员会” › "
            "项目“法学会工作经费” › 绩效指标“发展法学会会员人数” › 年度指标值"
        ],
    ),
    "a project twice": (
        PROJECTS,
        lambda e: duplicate_row(e, "市政法专项经费"),
        ["added 资金使用单位“中国共产党广州市委员会政法委员会” › 项目“市政法专项经费”（第 3 项）"],
    ),
    "an indicator put into the cell": (
        PROJECTS,
        lambda e: e.add_after(e.paragraph("专项检查次数"), "3.新增指标，年度指标值：10次。"),
        [
            "added 资金使用单位“中国共产党广州市委员会政法委员会” › "
            "项目“市政法专项经费” › 绩效指标“新增指标”"
        ],
    ),
    "a unit with its project": (PROJECTS, add_unit, ["added 资金使用单位“新单位”"]),
    "an amount within a sentence": (
        REPORT,
        lambda e: e.replace(
            e.paragraph("预算收入情况。"), "科学技术预算收入1,580.00", "科学技术预算收入1,680.00"
        ),
        ["changed 年初预算收入 › 构成“科学技术” › 金额"],
    ),
    "a paragraph put in": (
        REPORT,
        lambda e: e.add_after(e.paragraph("按照全面实施预算绩效管理"), "新加的一段。"),
        ["added 部门整体绩效管理情况第 2 段"],
    ),
    "a list item": (
        REPORT,
        lambda e: e.add_after(e.paragraph("持续做好扫黑除恶专项工作"), "新目标。"),
        ["added 部门整体支出绩效目标第 3 项"],
    ),
    "a score": (
        REPORT,
        lambda e: e.retype_cell(e.beside("数据质量", 2), "1"),
        ["changed 管理效率 › 指标“数据质量” › 得分"],
    ),
    "a stated sum": (
        REPORT,
        lambda e: e.retype_cell(e.beside("一、基本支出", 2), "6,759.60"),
        ["changed 部门整体支出 › 基本支出 › 合计 › 全年预算数"],
    ),
    "the department's name in the title": (
        REPORT,
        lambda e: e.replace(e.paragraph("部门整体支出绩效自评报告"), "政法委员会", "政法委"),
        ["changed 部门名称"],
    ),
}


@pytest.mark.parametrize("edit", EDITS)
def test_an_edit_comes_back_and_nothing_else(edit: str) -> None:
    name, act, expected = EDITS[edit]
    reading = read_after(name, act)
    assert differences(name, reading) == expected
    assert reading.edits
    assert (reading.conflicts, reading.unplaced, reading.pending) == ((), (), ())


@pytest.mark.parametrize("edit", EDITS)
def test_what_was_read_is_a_fixed_point(edit: str) -> None:
    name, act, _ = EDITS[edit]
    assert is_fixed(name, act)


def test_a_paragraph_split_and_joined_again_is_as_it_was() -> None:
    words, at = "按照全面实施预算绩效管理", "二是"
    split = read_after(REPORT, lambda e: e.split(e.paragraph(words), at))
    both = read_after(
        REPORT,
        lambda e: e.split(e.paragraph(words), at),
        lambda e: e.join_with_next(e.paragraph(words)),
    )
    assert split.document != example(REPORT)
    assert both.document == example(REPORT)
    assert not both.edits


def test_a_project_moved_to_another_unit_keeps_what_is_not_printed() -> None:
    def move(editor: WordEditor) -> None:
        row = editor.row("WWZXJF")
        table = row.getparent()
        assert table is not None
        table.append(row)

    reading = read_after(PROJECTS, move)
    assert [edit.change for edit in reading.edits] == ["moved"]
    found = compare_documents(example(PROJECTS), reading.document)
    assert len({str(each.old or each.new) for each in found}) == 1


def test_a_deduction_follows_the_indicator_that_was_renamed() -> None:
    reading = read_after(REPORT, lambda e: e.retype_cell(e.cell("采购政策效能"), "采购政策效果"))
    assert any("指标“采购政策效能” › 名称" in each for each in differences(REPORT, reading))
    assert not reading.conflicts


def test_a_computed_figure_is_reported_and_the_rest_goes_on() -> None:
    reading = read_after(
        REPORT,
        lambda e: e.retype_cell(e.beside("数据质量", 3), "50.00%"),
        lambda e: e.retype_cell(e.beside("固定资产利用率", 2), "1"),
    )
    [conflict] = reading.conflicts
    assert (conflict.shown, conflict.computed) == ("50.00%", "100%")
    assert conflict.basis == "得分除以分值"
    assert differences(REPORT, reading) == ["changed 管理效率 › 指标“固定资产利用率” › 得分"]


def test_a_changed_amount_changes_totals_without_a_conflict() -> None:
    reading = read_after(
        DISTRICT,
        lambda e: e.retype_cell(e.beside("法学会工作经费", 2), "11.41"),
        lambda e: e.retype_cell(e.beside("合计", 1), "300.00"),
    )
    [conflict] = reading.conflicts
    assert (conflict.place, conflict.shown, conflict.computed) == ("合计.总计", "300.00", "293.28")


def test_a_sentence_worded_otherwise_is_reported_and_its_figures_are_kept() -> None:
    reading = read_after(
        REPORT, lambda e: e.replace(e.paragraph("预算收入情况。"), "，其中：", "，具体是")
    )
    assert [conflict.place for conflict in reading.conflicts] == ["预算收入情况"]
    assert reading.document == example(REPORT)


@pytest.mark.parametrize(
    ("name", "act", "words"),
    [
        (DEPARTMENT, lambda e: e.retype_cell(e.cell("事业发展性支出"), "发展支出"), "发展支出"),
        (
            REPORT,
            lambda e: e.replace(e.paragraph("存在的主要问题"), "存在", "面临"),
            "面临的主要问题",
        ),
        (
            REPORT,
            lambda e: e.replace(e.paragraph("预算收入情况。"), "收入情况。", "收入总况。"),
            "预算收入总况。",
        ),
        (
            PROJECTS,
            lambda e: e.add_after(e.paragraph("专项检查次数"), "这里写了一句话"),
            "这里写了一句话",
        ),
        (
            DEPARTMENT,
            lambda e: e.retype_cell(e.beside("基本支出", 1), "约10"),
            "约10",
        ),
        (REPORT, lambda e: e.remove(e.paragraph("部门整体绩效管理情况")), "部门整体绩效管理情况"),
        (
            REPORT,
            lambda e: e.replace(e.paragraph("部门整体支出决算表"), "表 ", "表 另附"),
            "另附2",
        ),
        (
            DISTRICT,
            lambda e: e.retype_cell(e.beside("法学会工作经费", 6), f"注{ITEM}"),
            f"注{ITEM}",
        ),
    ],
)
def test_words_that_are_no_data_are_named(name: str, act: Act, words: str) -> None:
    assert words in [each.words for each in read_after(name, act).unplaced]


def test_a_title_worded_otherwise_is_a_conflict_though_nothing_is_read_from_it() -> None:
    reading = read_after(REPORT, lambda e: e.replace(e.paragraph("绩效自评报告"), "报告", "总结"))
    assert reading.pending == (("部门名称",),)
    [conflict] = reading.conflicts
    assert conflict.place == "标题"
    assert conflict.shown.endswith("绩效自评总结")


def test_an_emptied_field_is_pending() -> None:
    reading = read_after(DEPARTMENT, lambda e: e.retype_cell(e.beside("法学业务工作", 1)))
    assert reading.pending == (("年度重点工作任务", 1, "主要实施内容"),)
    assert not reading.conflicts


def test_words_in_another_format_come_back_as_they_are_and_it_is_said() -> None:
    reading = read_after(REPORT, lambda e: embolden(e.paragraph("按照全面实施预算绩效管理")))
    assert reading.document == example(REPORT)
    assert [note.code for note in reading.notes] == ["formatting"]


def test_tracked_changes_count_as_accepted_and_it_is_said() -> None:
    reading = read_after(
        REPORT,
        lambda e: track_insertion(e.paragraph("2023年度，本部门紧紧围绕"), "补充一句。"),
        lambda e: e.add_after(e.paragraph("按照全面实施预算绩效管理"), "留下的。"),
        lambda e: track_deletion(e.paragraph("按照全面实施预算绩效管理")),
    )
    assert [note.code for note in reading.notes] == ["tracked_changes"]
    changed = differences(REPORT, reading)
    assert any(each.startswith("changed 绩效自评情况") for each in changed)
    assert any("部门整体绩效管理情况" in each for each in changed)


def test_a_row_moved_to_another_group_takes_the_label_it_stands_beside() -> None:
    reading = read_after(DEPARTMENT, lambda e: move_row(e, "教育基地建设", "系统正常运行率"))
    assert sorted(differences(DEPARTMENT, reading)) == [
        "changed 绩效指标“教育基地建设” › 二级",
        "moved 绩效指标“教育基地建设”",
    ]


def test_a_row_deleted_while_changes_are_tracked_is_gone_and_one_inserted_is_there() -> None:
    def track_rows(editor: WordEditor) -> None:
        for row, tag in ((editor.row("法学业务工作"), "del"), (editor.row("信息化专项"), "ins")):
            properties = row.find(W + "trPr")
            if properties is None:
                properties = etree.Element(W + "trPr")
                row.insert(0, properties)
            etree.SubElement(properties, W + tag, {W + "author": "李会计", W + "id": "3"})

    reading = read_after(DEPARTMENT, track_rows)
    assert differences(DEPARTMENT, reading) == ["removed 年度重点工作任务“法学业务工作”"]
    assert [note.code for note in reading.notes] == ["tracked_changes"]


def test_words_in_a_text_box_are_named() -> None:
    def add_box(editor: WordEditor) -> None:
        run = editor.paragraph("按照全面实施预算绩效管理").find(W + "r")
        assert run is not None
        box = etree.SubElement(etree.SubElement(run, W + "pict"), W + "txbxContent")
        text = etree.SubElement(etree.SubElement(etree.SubElement(box, W + "p"), W + "r"), W + "t")
        text.text = "框里的话"

    reading = read_after(REPORT, add_box)
    assert reading.document == example(REPORT)
    assert any("框里的话" in note.message for note in reading.notes)


def test_an_amount_may_say_its_unit() -> None:
    reading = read_after(DISTRICT, lambda e: e.retype_cell(e.beside("法学会工作经费", 2), "12.5万"))
    [difference] = compare_documents(example(DISTRICT), reading.document)
    assert str(difference.new) == "12.5"
    assert not reading.unplaced


def test_an_amount_that_cannot_be_read_is_pending() -> None:
    reading = read_after(DISTRICT, lambda e: e.retype_cell(e.beside("法学会工作经费", 2), "一百"))
    [path] = reading.pending
    assert path[-1] == "财政拨款"
    assert reading.unread == reading.pending
    assert [each.words for each in reading.unplaced] == ["一百"]


def test_a_conflict_of_a_sentence_shows_both_sentences_whole() -> None:
    reading = read_after(
        REPORT, lambda e: e.replace(e.paragraph("预算收入情况。"), "，其中：", "，具体是")
    )
    [conflict] = reading.conflicts
    assert conflict.shown == conflict.computed.replace("，其中：", "，具体是")
    assert conflict.computed.startswith("本部门2023年度")


def test_words_outside_every_place_are_told_with_where_they_stand() -> None:
    def add_at_end(editor: WordEditor) -> None:
        table = editor.root.findall(f".//{W}tbl")[-1]
        added = editor.add_after(editor.paragraph("财政拨款"), "文末加的话。")
        table.addnext(added)

    reading = read_after(DISTRICT, add_at_end)
    assert [(each.words, each.place) for each in reading.unplaced] == [("文末加的话。", "表后")]


def _by_rate(points: str, rate: str, *deductions: Deduction) -> Document:
    """The published report, which lost ``points`` at the average execution rate ``rate``."""
    report = example(REPORT)
    assert isinstance(report, SelfEvaluation)
    changed = {
        "score": report.effectiveness.weight.minus(Score(points)),
        "average_execution_rate": Percent(rate),
        "deductions": deductions,
    }
    effectiveness = report.effectiveness.model_copy(update=changed)
    return report.model_copy(update={"effectiveness": effectiveness})


@pytest.mark.parametrize(
    "report",
    [
        _by_rate("0.01", "99.91%"),
        _by_rate("0.01", "99.91%", Deduction(stated_points=Score("0.01"))),
        _by_rate("1.5", "97.35%", Deduction(stated_points=Score("1.5"))),
        _by_rate("1.5", "97.35%"),
    ],
)
def test_points_lost_by_the_rate_come_back_as_they_were_written(report: Document) -> None:
    reading = read_docx(perfreport.render(report, "docx"), REGISTRY)
    assert reading.document == report
    assert not reading.edits
    assert not reading.conflicts


def test_a_rate_typed_so_that_the_points_no_longer_follow_keeps_them_as_stated() -> None:
    reading = read_after(REPORT, lambda e: e.replace(e.paragraph("99.91%"), "99.91%", "97.35%"))
    assert isinstance(reading.document, SelfEvaluation)
    effectiveness = reading.document.effectiveness
    assert effectiveness.average_execution_rate == Percent("97.35%")
    assert effectiveness.deductions == (Deduction(stated_points=Score("0.01")),)
    assert not reading.conflicts


def _retyped_sentence(old: str, new: str) -> Act:
    return lambda editor: editor.replace(editor.paragraph("履职效能分析"), old, new)


@pytest.mark.parametrize(
    ("acts", "expected"),
    [
        ((_retyped_sentence("99.91%", "99.80%"), _retyped_sentence("扣0.01分", "扣0.02分")), 1),
        ((_retyped_sentence("扣0.01分", "扣0分"),), 0),
    ],
)
def test_points_that_do_not_fit_the_score_are_told_of(acts: tuple[Act, ...], expected: int) -> None:
    reading = read_after(REPORT, *acts)
    assert [conflict.place for conflict in reading.conflicts] == ["履职效能分析.扣分原因"]
    assert len(differences(REPORT, reading)) == expected


def test_the_rate_goes_with_the_sentence_that_was_deleted() -> None:
    sentence = "扣分的主要原因是一般公共预算年度平均支出执行率为99.91%，未达到100%，扣0.01分。"
    reading = read_after(REPORT, _retyped_sentence(sentence, ""))
    assert differences(REPORT, reading) == ["removed 履职效能 › 一般公共预算年度平均支出执行率"]
    assert not reading.conflicts


def test_a_score_retyped_where_no_rate_is_printed_asks_for_none() -> None:
    report = _by_rate("0.01", "99.91%", Deduction(reason="宣传不够"))
    editor = WordEditor(perfreport.render(report, "docx"))
    _retyped_sentence("得分49.99分，得分率为99.98%", "得分49.98分，得分率为99.96%")(editor)
    reading = read_docx(editor.save(), REGISTRY)
    assert isinstance(reading.document, SelfEvaluation)
    assert reading.document.effectiveness.average_execution_rate == Percent("99.91%")
    assert reading.document.effectiveness.score == Score("49.98")
    assert not reading.pending


def test_points_of_a_written_reason_that_do_not_fit_are_told_of() -> None:
    report = _by_rate("0.01", "99.91%", Deduction(reason="宣传不够"))
    editor = WordEditor(perfreport.render(report, "docx"))
    _retyped_sentence("扣0.01分", "扣0.02分")(editor)
    reading = read_docx(editor.save(), REGISTRY)
    assert [conflict.place for conflict in reading.conflicts] == ["履职效能分析.扣分原因"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("宣传不够", "宣传太少"),
        ("扣0.01分", "扣0.02分"),
        ("扣分的主要原因是宣传不够，扣0.01分。", ""),
    ],
)
def test_a_rate_that_is_not_printed_stays_whatever_is_typed_about_reasons(
    old: str, new: str
) -> None:
    report = _by_rate("0.01", "99.91%", Deduction(reason="宣传不够"))
    editor = WordEditor(perfreport.render(report, "docx"))
    _retyped_sentence(old, new)(editor)
    reading = read_docx(editor.save(), REGISTRY)
    assert isinstance(reading.document, SelfEvaluation)
    assert reading.document.effectiveness.average_execution_rate == Percent("99.91%")
    assert not reading.pending
    assert reading.edits or reading.conflicts


def test_a_deleted_sentence_is_an_edit_even_where_old_texts_are_not_at_hand() -> None:
    sentence = "扣分的主要原因是一般公共预算年度平均支出执行率为99.91%，未达到100%，扣0.01分。"
    reading = read_after(REPORT, _retyped_sentence(sentence, ""))
    removed = [edit.path[-1] for edit in reading.edits if edit.change == "removed"]
    assert removed == ["扣分原因", "一般公共预算年度平均支出执行率"]
