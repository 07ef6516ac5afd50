"""Attachments of a report (附件): only what is printed is counted."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from itertools import combinations
from pathlib import Path

import pytest
from docx import Document

from perfreport.basics.errors import TemplateError
from perfreport.documents.rendering import Renderer
from tests.content import squeeze
from tests.kinds.report.reports import Reports, Tree, data
from tests.pdf_pages import lines_of, read_pages


def columns() -> list[Tree]:
    """The column of a table, anew: YAML would write the same one as an alias."""
    return [{"名称": "用途", "英文": "use", "必填": True}]


LONG = "某市某某年度项目支出绩效目标完成情况和存在问题整改情况明细表"
"""Takes two lines in the list."""

OUTLINE: list[Tree] = [
    {"标题": "概况", "英文": "overview"},
    {"标题": "甲表", "英文": "one", "内容": "表", "附件": True, "必填": False, "列": columns()},
    {"标题": "乙表", "英文": "two", "内容": "表", "附件": True, "必填": False, "列": columns()},
    {"标题": LONG, "英文": "three", "内容": "表", "附件": True, "必填": False, "列": columns()},
]
TEMPLATE = (
    (
        """\
一级标题: 概况
正文: [[ overview ]]
附件清单: one two three
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
{%p if three %}
分页
附件号: {{ three_attachment }}
附件标题: """
        + LONG
        + """
表格 丙表: 80
| {%tr for row in three %} |
| {{ row.use }} |
| {%tr endfor %} |
{%p endif %}
"""
    )
    .replace("| {%tr", "{%tr")
    .replace("%} |\n", "%}\n")
)
ROWS = [{"用途": "场地"}]
TITLES = ("甲表", "乙表", LONG)


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


@pytest.mark.parametrize("titles", [each for n in (1, 2, 3) for each in combinations(TITLES, n)])
def test_the_list_is_set_by_what_is_in_it(reports: Reports, titles: tuple[str, ...]) -> None:
    document = data({"概况": "背景。", **{each: [{"用途": each}] for each in titles}})
    names = [f"{n}.{each}" for n, each in enumerate(titles, 1)] if len(titles) > 1 else [*titles]
    paragraphs = Document(BytesIO(reports.word(document))).paragraphs
    styled = [(style.name, each.text) for each in paragraphs if (style := each.style)]
    listed = [(name, text) for name, text in styled if name and name.startswith("附件说明")]
    assert [text for _, text in listed] == [f"附件：{names[0]}", *names[1:]]
    several = ["附件说明首条", *["附件说明各条"] * (len(titles) - 1)]
    assert [name for name, _ in listed] == (several if titles[1:] else ["附件说明"])
    pdf = Renderer(reports.registry).render(reports.loaded(document), "pdf").content
    lefts = lefts_of(pdf, [f"附件：{names[0]}", *names[1:]])
    em, edge = 15.7, 79.35
    assert lefts[0] == pytest.approx(edge + 2 * em, abs=0.5)
    assert lefts[1 : len(names)] == pytest.approx([edge + 5 * em] * (len(names) - 1), abs=0.5)
    if LONG in titles:
        assert lefts[-1] == pytest.approx(edge + (6 if titles[1:] else 5) * em, abs=0.5)


def lefts_of(pdf: bytes, lines: Sequence[str]) -> list[float]:
    """Where ``lines`` of the list begin, and at last where the last goes on."""
    first = lines_of(read_pages(pdf)[0].glyphs)
    start = next(n for n, each in enumerate(first) if squeeze(each.text).startswith("附件："))
    return [each.left for each in first[start : start + len(lines) + 1]]
