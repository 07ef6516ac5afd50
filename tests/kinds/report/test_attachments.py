"""Attachments of a report (附件): only what is printed is counted."""

from __future__ import annotations

from pathlib import Path

import pytest

from perfreport.basics.errors import TemplateError
from tests.kinds.report.reports import Reports, Tree, data


def columns() -> list[Tree]:
    """The column of a table, anew: YAML would write the same one as an alias."""
    return [{"名称": "用途", "英文": "use", "必填": True}]


OUTLINE: list[Tree] = [
    {"标题": "概况", "英文": "overview"},
    {"标题": "甲表", "英文": "one", "内容": "表", "附件": True, "必填": False, "列": columns()},
    {"标题": "乙表", "英文": "two", "内容": "表", "附件": True, "必填": False, "列": columns()},
]
TEMPLATE = """\
一级标题: 概况
正文: [[ overview ]]
{%p if one %}
附件说明首条: {{ one_listed }}
{%p endif %}
{%p if two %}
附件说明各条: {{ two_listed }}
{%p endif %}
{%p if one %}
分页
附件号: {{ one_attachment }}
附件标题: 甲表
表格 甲表: 80
| {%tr for row in one %} |
| {{ row.use }} |
| {%tr endfor %} |
{%p endif %}
{%p if two %}
分页
附件号: {{ two_attachment }}
附件标题: 乙表
表格 乙表: 80
| {%tr for row in two %} |
| {{ row.use }} |
| {%tr endfor %} |
{%p endif %}
""".replace("| {%tr", "{%tr").replace("%} |\n", "%}\n")
ROWS = [{"用途": "场地"}]


@pytest.fixture
def reports(tmp_path: Path) -> Reports:
    return Reports.of(tmp_path, OUTLINE, TEMPLATE)


@pytest.mark.parametrize(
    ("filled", "listed", "heads"),
    [
        ({}, ("", ""), ("", "")),
        ({"甲表": ROWS}, ("附件：甲表", ""), ("附件", "")),
        ({"乙表": ROWS}, ("", "附件：乙表"), ("", "附件")),
        (
            {"甲表": ROWS, "乙表": [{"用途": "教材"}]},
            ("附件：1.甲表", "2.乙表"),
            ("附件1", "附件2"),
        ),
    ],
)
def test_only_attachments_that_are_there_are_counted(
    reports: Reports, filled: Tree, listed: tuple[str, str], heads: tuple[str, str]
) -> None:
    document = data({"概况": "背景。", **filled})
    view = reports.view(document)
    assert (view.one_listed, view.two_listed) == listed
    assert (view.one_attachment, view.two_attachment) == heads
    reading = reports.read(reports.word(document))
    assert reading.document == reports.document(document)
    assert not reading.edits
    assert not reading.unplaced


def test_what_is_no_data_cannot_be_attached(tmp_path: Path) -> None:
    outline = [*OUTLINE, {"标题": "说明", "内容": "无", "附件": True}]
    reports = Reports.of(tmp_path, outline, TEMPLATE)
    with pytest.raises(TemplateError, match="内容是“无”的不能是附件"):
        reports.document(data({"概况": "背景。"}))
