"""The headings of a Word template beside those of the outline."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest

from perfreport.basics.errors import TemplateError
from perfreport.documents.coverage import uses_of
from perfreport.documents.rendering import Renderer
from tests.kinds.report.reports import FORM, Reports, Tree, data

OUTLINE: list[Tree] = [
    {"标题": "基本情况", "内容": "无"},
    {"标题": "项目概况", "级": 2, "英文": "overview"},
    {"标题": "项目绩效目标", "级": 2, "英文": "targets"},
    {"标题": "结论", "英文": "conclusion", "内容": "句子", "句子": "完成。", "印标题": False},
    {"标题": "有关建议", "英文": "advice"},
]
RIGHT = """\
一级标题: 基本情况
二级标题: 项目概况
正文: [[ overview ]]
二级标题: 项目绩效目标
正文: [[ targets ]]
正文: {{ conclusion }}
一级标题: 有关建议
正文: [[ advice ]]
"""
TYPED = """\
正文: 一、基本情况
正文: （一）项目概况：
正文: [[ overview ]]
正文: （二）项目绩效目标（附表）
正文: [[ targets ]]
正文: {{ conclusion }}
正文: 二、有关建议
正文: [[ advice ]]
"""


def told(folder: Path, template: str) -> str:
    """What the template is refused for; nothing where it is not."""
    registry = Reports.of(folder, OUTLINE, template).registry
    try:
        uses_of(registry.get(FORM), registry, "docx")
    except TemplateError as error:
        return str(error)
    return ""


@pytest.mark.parametrize("template", [RIGHT, TYPED])
def test_headings_as_they_are_laid_down_are_right(tmp_path: Path, template: str) -> None:
    assert told(tmp_path, template) == ""


WRONG = {
    "one is missing": (RIGHT, "二级标题: 项目概况\n", "", ["没有提纲的标题“项目概况”"]),
    "one is called otherwise": (
        RIGHT, "标题: 项目概况", "标题: 项目概貌", ["“项目概况”，写的是“项目概貌”"],
    ),
    "one is not in the outline": (
        RIGHT, "一级标题: 有关", "一级标题: 附录\n一级标题: 有关", ["“附录”不在提纲里"],
    ),
    "one has another level": (
        RIGHT, "二级标题: 项目绩效", "一级标题: 项目绩效",
        ["“项目绩效目标”的样式是第 1 级", "第 2 级"],
    ),
    "one has another number": (TYPED, "二、有关", "三、有关", ["写的是“三、”，应是“二、”"]),
    "one has its number by its style and typed": (
        RIGHT, "标题: 有关建议", "标题: 二、有关建议", ["样式自己编号", "“二、”会印两次"],
    ),
    "one of level two has its number twice": (
        RIGHT, "标题: 项目概况", "标题: （一）项目概况", ["“（一）”会印两次", "只写“项目概况”"],
    ),
    "one has another number in brackets": (
        TYPED, "（二）项目", "（一）项目", ["写的是“（一）”，应是“（二）”"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", WRONG)
def test_what_is_wrong_is_named(tmp_path: Path, what: str) -> None:
    template, old, new, words = WRONG[what]
    assert old in template
    message = told(tmp_path, template.replace(old, new))
    assert all(each in message for each in words)
    assert len(message.splitlines()) == 1


def test_another_order_is_named(tmp_path: Path) -> None:
    first, second = (
        "二级标题: 项目概况\n正文: [[ overview ]]\n",
        "二级标题: 项目绩效目标\n正文: [[ targets ]]\n",
    )
    message = told(tmp_path, RIGHT.replace(first + second, second + first))
    assert "标题“项目绩效目标”的次序与提纲不同，提纲里在“项目概况”后面" in message


def test_a_caption_is_a_heading(tmp_path: Path) -> None:
    table = {
        "标题": "资金使用表", "英文": "money", "内容": "表",
        "列": [{"名称": "项目", "英文": "name", "必填": True}],
    }  # fmt: skip
    template = (
        "正文: 表{{ number('表') }} {{ year }}年资金使用表\n表格 资金: 40\n| 项目 | (表头)\n"
        "{%tr for row in money %}\n| {{ row.name }} |\n{%tr endfor %}\n"
    )
    registry = Reports.of(tmp_path, [table], template).registry
    uses_of(registry.get(FORM), registry, "docx")


@pytest.mark.parametrize("template", [RIGHT, TYPED])
def test_an_outline_has_no_numbers(tmp_path: Path, template: str) -> None:
    numbered: list[Tree] = [{**OUTLINE[0], "标题": "一、基本情况"}, *OUTLINE[1:]]
    registry = Reports.of(tmp_path, numbered, template).registry
    with pytest.raises(TemplateError, match=r"“一、基本情况”不写编号.*请在提纲里改为“基本情况”"):
        uses_of(registry.get(FORM), registry, "docx")


@pytest.mark.parametrize("template", [RIGHT, TYPED.replace("正文: 一、", "附件标题: 一、")])
def test_bookmarks_have_each_number_once_as_it_is_printed(tmp_path: Path, template: str) -> None:
    reports = Reports.of(tmp_path, OUTLINE, template)
    tree = data({"项目概况": "甲。", "项目绩效目标": "乙。", "有关建议": "丙。"})
    pdf = Renderer(reports.registry).render(reports.loaded(tree), "pdf").content
    with pypdfium2.PdfDocument(pdf) as document:
        assert next(document.get_toc()).get_title() == "一、基本情况"
