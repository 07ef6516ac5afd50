"""Mistakes in outlines: told at their keys, with what is right."""

from __future__ import annotations

import pytest

from perfreport.basics.errors import InputError
from tests.kinds.report.reports import Tree, form

PASSAGE = {"标题": "工作情况", "英文": "work"}
COLUMN = {"名称": "项目", "英文": "project"}

MISTAKES: dict[str, tuple[list[Tree], str, str]] = {
    "a table without columns": (
        [{**PASSAGE, "内容": "表"}], "提纲[1].内容", "内容是“表”的要写“列”",
    ),
    "columns of what is no table": (
        [{**PASSAGE, "列": [COLUMN]}], "提纲[1].内容", "内容是“表”的才写“列”",
    ),
    "a sentence without its words": (
        [{**PASSAGE, "内容": "句子"}], "提纲[1].内容", "内容是“句子”的要写“句子”",
    ),
    "a numbering of what is no list": (
        [{**PASSAGE, "编号": "1."}], "提纲[1].编号", "内容是“清单”的才写“编号”",
    ),
    "a sum of tables for what is something else": (
        [{**PASSAGE, "汇总": {"各行": "项目"}}], "提纲[1].汇总.各行", "内容是“文字”的不写“各行”",
    ),
    "a sum of tables that says nothing": (
        [{**PASSAGE, "汇总": {"另写": "主要做法"}}], "提纲[1].汇总", "请写“句子”“未完成”“超额”",
    ),
    "a sum of tables that names what tables do not tell": (
        [{**PASSAGE, "汇总": {"句子": "共{project}个项目。"}}],
        "提纲[1].汇总.句子", "不认识的占位“project”，是不是“projects”？",
    ),
    "content without a name": ([{"标题": "工作情况"}], "提纲[1].英文", "有内容的要写“英文”"),
    "a name without content": (
        [{**PASSAGE, "内容": "无"}], "提纲[1].英文", "没有内容的不写",
    ),
    "a name that every report has": (
        [{**PASSAGE, "英文": "title"}], "提纲[1].英文", "“title”另有用处",
    ),
    "a word of the program": ([{**PASSAGE, "英文": "class"}], "提纲[1].英文", "保留字"),
    "a column called like what every model has": (
        [{**PASSAGE, "内容": "表", "列": [{**COLUMN, "英文": "copy"}]}],
        "提纲[1].列[1].英文", "“copy”不可用",
    ),
    "two columns of one name": (
        [{**PASSAGE, "内容": "表", "列": [COLUMN, {**COLUMN, "名称": "单位"}]}],
        "提纲[1].列[2].英文", "“project”写了两次",
    ),
    "two columns of one label": (
        [{**PASSAGE, "内容": "表", "列": [COLUMN, {**COLUMN, "英文": "unit"}]}],
        "提纲[1].列[2].名称", "“项目”写了两次",
    ),
    "two entries of one label": (
        [{**PASSAGE, "内容": "栏目表", "栏目": [COLUMN, {**COLUMN, "英文": "unit"}]}],
        "提纲[1].栏目[2].名称", "“项目”写了两次",
    ),
    "two headings that are one": (
        [PASSAGE, {**PASSAGE, "英文": "others"}], "提纲[2].标题", "“工作情况”写了两次",
    ),
    "a section called like a sum": (
        [
            {"标题": "得分", "英文": "s", "内容": "表",
             "列": [{"名称": "得分", "英文": "score", "类型": "分值"}]},
            {"标题": "总分", "英文": "s_score_total"},
        ],
        "提纲[2].英文", "“s_score_total”写了两次",
    ),
    "a sentence that names what is not there": (
        [{**PASSAGE, "内容": "句子", "句子": "得分{score}分。"}],
        "提纲[1].句子", "不认识的占位“score”，这句可用：year、department或unit",
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", MISTAKES)
def test_a_mistake_is_told_at_its_key(what: str) -> None:
    outline, place, words = MISTAKES[what]
    with pytest.raises(InputError) as refused:
        form(outline)
    told = {mistake.path.label: mistake.message for mistake in refused.value.mistakes}
    assert words in told[place]


def test_mistakes_of_several_sections_are_told_at_once() -> None:
    outline = [{**PASSAGE, "内容": "表"}, {"标题": "其他", "英文": "In"}]
    with pytest.raises(InputError) as refused:
        form(outline)
    assert [each.path.label for each in refused.value.mistakes] == ["提纲[1].内容", "提纲[2].英文"]
