"""What stands under the headings of a report: printed, summed, named in sentences, withheld."""

from __future__ import annotations

from pathlib import Path

import pytest

from perfreport.basics.errors import InputError
from perfreport.documents.checking import check_document
from perfreport.documents.explaining import explain
from perfreport.docx.wordml import W
from tests.kinds.report.outlines import expenditure_template
from tests.kinds.report.reports import Reports, Tree, data
from tests.roundtrip.strangers.edits import new_section
from tests.roundtrip.word_editor import WordEditor, text_of

SCORES = {
    "标题": "得分", "英文": "scores", "内容": "表",
    "列": [
        {"名称": "级别", "英文": "level", "类型": "合并", "必填": True},
        {"名称": "指标", "英文": "name", "必填": True},
        {"名称": "经费", "英文": "cost", "类型": "金额"},
        {"名称": "得分", "英文": "score", "类型": "分值"},
    ],
}  # fmt: skip
ROWS = [
    {"级别": "产出", "指标": "培训人次", "经费": "12.50", "得分": "9.5"},
    {"级别": "产出", "指标": "培训场次", "得分": "10"},
    {"级别": "效益", "指标": "满意度", "经费": "0.75", "得分": "8"},
]
PARTICULARS = {
    "标题": "基本信息", "英文": "facts", "内容": "栏目表",
    "栏目": [
        {"名称": "项目", "英文": "project", "必填": True},
        {"名称": "预算", "英文": "budget", "类型": "金额"},
        {"名称": "起止", "英文": "period", "类型": "期间"},
        {"名称": "等级", "英文": "grade", "类型": "选择", "选项": ["优", "良"]},
    ],
}  # fmt: skip
PASSAGE = {"标题": "工作情况", "英文": "work"}
TEXT = "一级标题: 工作情况\n正文: [[ work ]]\n"


def says(sentence: str) -> Tree:
    """A section that is a sentence."""
    return {"标题": "结论", "英文": "conclusion", "内容": "句子", "句子": sentence}


def amounts(initial: str, annual: str, final: str) -> Tree:
    """A row of the table of expenditure."""
    return {"年初预算数": initial, "全年预算数": annual, "决算数": final}


def rows(initial: str, annual: str, final: str) -> Tree:
    """A table of expenditure, all rows alike."""
    made = [amounts(initial, annual, final) for _ in range(3)]
    return {"基本支出": {"人员经费": made[0], "公用经费": made[1]}, "项目支出": made[2]}


EXPENDITURE, NOUGHTS = rows("1", "2", "3"), rows("0", "0", "0")


def test_columns_of_money_and_points_are_summed(tmp_path: Path) -> None:
    reports = Reports.of(tmp_path, [SCORES])
    view = reports.view(data({"得分": ROWS}))
    assert (view.scores_cost_total, view.scores_score_total) == ("13.25", "27.5")
    assert [(row.level.text, row.level.rows) for row in view.scores] == [
        ("产出", 2), ("产出", 0), ("效益", 1)
    ]  # fmt: skip


def test_a_column_without_a_figure_has_no_sum(tmp_path: Path) -> None:
    reports = Reports.of(tmp_path, [SCORES])
    view = reports.view(data({"得分": [{"级别": "产出", "指标": "培训人次"}]}))
    assert (view.scores_cost_total, view.scores_score_total) == ("", "")


def test_sums_are_explained(tmp_path: Path) -> None:
    loaded = Reports.of(tmp_path, [SCORES]).loaded(data({"得分": ROWS}))
    cost, score = explain(loaded.document, loaded.form)
    assert (cost.path.label, cost.value) == ("章节.得分.经费合计", "13.25")
    assert [(each.label, each.value) for each in cost.operands] == [
        ("“培训人次”的经费", "12.50"), ("“满意度”的经费", "0.75")
    ]  # fmt: skip
    assert [each.path.label for each in cost.operands] == ["章节.得分[1].经费", "章节.得分[3].经费"]
    assert (score.path.label, score.value) == ("章节.得分.得分合计", "27.5")


def test_levels_that_rows_share_are_not_listed_twice(tmp_path: Path) -> None:
    reports = Reports.of(tmp_path, [SCORES])
    loaded = reports.loaded(data({"得分": ROWS}))
    assert check_document(loaded.document, loaded.form) == ()


def test_a_sentence_names_entries_and_declared_fields(tmp_path: Path) -> None:
    sentence = (
        "{department}{facts_period}实施{facts_project}，预算{facts_budget}万元，评为{facts_grade}，"
        "{day}填报。"
    )
    more = {"附加项": [{"名称": "日期", "英文": "day", "类型": "日期"}]}
    reports = Reports.of(tmp_path, [PARTICULARS, says(sentence)], more=more)
    facts = {"项目": "培训", "预算": "20", "起止": "2024年1月-6月", "等级": "良"}
    view = reports.view(data({"基本信息": facts}, {"附加项": {"日期": "2025-03-01"}}))
    assert view.conclusion == (
        "某某局2024年1月-2024年6月实施培训，预算20.00万元，评为良，2025年3月1日填报。"
    )


def test_a_sentence_names_figures_of_the_expenditure(tmp_path: Path) -> None:
    table = {"标题": "支出", "英文": "spent", "内容": "收支表"}
    sentence = (
        "全年预算{spent_total_annual}万元，决算{spent_total_final}万元，"
        "其中项目{spent_project_final}万元。"
    )
    reports = Reports.of(tmp_path, [table, says(sentence)])
    rows = {
        "基本支出": {"人员经费": amounts("1", "2", "3"), "公用经费": amounts("1", "2", "3")},
        "项目支出": amounts("4", "5", "6"),
    }
    view = reports.view(data({"支出": rows}))
    assert view.conclusion == "全年预算9.00万元，决算12.00万元，其中项目6.00万元。"


_SAID = {**says("评为“{facts_grade}”。"), "印标题": False}


def test_a_choice_in_a_sentence_is_read_back(tmp_path: Path) -> None:
    template = (
        "一级标题: 基本信息\n表格 信息: 40 40\n| 项目 | {{ facts.project }} |\n"
        "正文: {{ conclusion }}\n"
    )
    reports = Reports.of(tmp_path, [PARTICULARS, _SAID], template)
    tree = data({"基本信息": {"项目": "培训", "等级": "良"}})
    reading = reports.edited(tree, lambda e: e.replace(e.paragraph("评为"), "良", "优"))
    assert [each.path.label for each in reading.edits] == ["章节.基本信息.等级"]
    assert reading.document == reports.document(data({"基本信息": {"项目": "培训", "等级": "优"}}))


def test_a_required_column_is_asked_for(tmp_path: Path) -> None:
    reports = Reports.of(tmp_path, [SCORES, PARTICULARS])
    with pytest.raises(InputError) as refused:
        reports.loaded(data({"得分": [{"指标": "满意度"}], "基本信息": {"预算": "1"}}))
    told = {each.path.label: each for each in refused.value.mistakes}
    assert set(told) == {"章节.得分[1].级别", "章节.基本信息.项目"}
    assert all("缺这一项" in each.message and each.line for each in told.values())


def test_a_section_is_classified_where_the_form_has_words_for_it(tmp_path: Path) -> None:
    more = {"用语": {"涉密章节": "按照规定不对外公开。"}}
    reports = Reports.of(tmp_path, [PASSAGE], TEXT, more)
    tree = data({"工作情况": {"涉密": True}})
    assert reports.view(tree).work == ("按照规定不对外公开。",)
    assert reports.read(reports.word(tree)).document == reports.document(tree)


def test_no_section_is_classified_where_the_form_has_no_words_for_it(tmp_path: Path) -> None:
    with pytest.raises(InputError):
        Reports.of(tmp_path, [PASSAGE]).loaded(data({"工作情况": {"涉密": True}}))


def test_a_section_that_somebody_adds_is_no_part_of_its_neighbour(tmp_path: Path) -> None:
    reports = Reports.of(tmp_path, [PASSAGE], TEXT)
    tree = data({"工作情况": "已经完成。"})
    added = new_section("已经完成", "工作情况", "已经完成", "下步打算", "继续努力。")
    reading = reports.edited(tree, added)
    assert reading.document == reports.document(tree)
    assert [each.words for each in reading.unplaced] == ["二、下步打算", "继续努力。"]


def test_a_task_may_have_what_the_form_declares(tmp_path: Path) -> None:
    tasks = {"标题": "重点任务", "英文": "tasks", "内容": "重点任务"}
    more = {"附加项": [{"名称": "负责人", "英文": "head", "属于": "任务", "必填": True}]}
    template = (
        "一级标题: 重点任务\n表格 任务: 40 40 40 20\n{%tr for task in tasks %}\n"
        "| {{ task.name }} | [[ task.goal ]] | [[ task.result ]] | {{ task.extras.head }} |\n"
        "{%tr endfor %}\n"
    )
    reports = Reports.of(tmp_path, [tasks], template, more)
    task = {"名称": "培训", "任务绩效目标": "办十期。", "实际完成情况": "办了十期。"}
    tree = data({"重点任务": [{**task, "附加项": {"负责人": "王某"}}]})
    assert reports.view(tree).tasks[0].extras.head == "王某"
    assert reports.read(reports.word(tree)).document == reports.document(tree)
    with pytest.raises(InputError, match="负责人"):
        reports.loaded(data({"重点任务": [task]}))


_GRADED = {"名称": "结果", "英文": "result", "类型": "选择", "选项": ["优", "良"], "方框": True}
_ABSENT: dict[str, tuple[Tree, str, Tree]] = {
    "entries": (
        PARTICULARS, "表格 信息: 40 40\n| 项目 | {{ part.project }} |", {"项目": "培训"},
    ),
    "entries with boxes": (
        {**PARTICULARS, "栏目": [_GRADED]},
        "表格 信息: 40 40\n| 结果 | {{ part.result }} |",
        {"结果": "优"},
    ),
    "expenditure": (
        {"内容": "收支表"}, expenditure_template("", "part").strip(), EXPENDITURE,
    ),
    "expenditure of nothing but noughts": (
        {"内容": "收支表"}, expenditure_template("", "part").strip(), NOUGHTS,
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", _ABSENT)
def test_a_table_left_out_takes_its_heading_with_it(tmp_path: Path, what: str) -> None:
    declared, table, content = _ABSENT[what]
    section = {**declared, "标题": "另附的表", "英文": "part", "必填": False}
    template = f"{TEXT}{{%p if part %}}\n一级标题: 另附的表\n{table}\n{{%p endif %}}\n"
    reports = Reports.of(tmp_path, [PASSAGE, section], template)
    for more, is_printed in (({}, False), ({"另附的表": content}, True)):
        tree = data({"工作情况": "已经完成。", **more})
        word = reports.word(tree)
        texts = [text_of(each) for each in WordEditor(word).root.iter(W + "p")]
        assert any("另附的表" in text for text in texts) == is_printed
        assert reports.read(word).document == reports.document(tree)


def test_a_section_left_out_is_not_printed(tmp_path: Path) -> None:
    outline: list[Tree] = [PASSAGE, {**PASSAGE, "标题": "其他", "英文": "others", "必填": False}]
    template = f"{TEXT}{{%p if others %}}\n一级标题: 其他\n正文: [[ others ]]\n{{%p endif %}}\n"
    reports = Reports.of(tmp_path, outline, template)
    word = WordEditor(reports.word(data({"工作情况": "已经完成。"})))
    assert not any("其他" in text_of(each) for each in word.root.iter(W + "p"))
