"""The Word file that a description becomes: sound, the same every time, ready for officers."""

from __future__ import annotations

from lxml import etree

from perfreport.docx.wordml import W
from tests.content import Content, Paragraph, tables
from tests.docx.word_files import PROPERTIES, examples, parts_of, render
from tests.docx_reading import read_docx
from tests.outside.ooxml_validator import OoxmlValidator
from tools.templates import WORD
from tools.word_template.reading import read
from tools.word_template.word_file import word_file

EVERYTHING = """
样式集: 公文
纸张: A4 横向
封面: 不计页码
样式 小字: 依照 表格正文, 字号 小五, 左缩进 1, 右缩进 1, 加粗
空行: 2
标题: {{ a }}<br>报告
分页
一级标题: 甲 >> {{ b }}
四级标题: 乙
条目: **丙**与丁
题注: 戊
表格 己: 20 20 20 (小字, 右)
| 一 (2r,竖排,灰底) | 二 (无框) | 三 (框 上下) | (表头, 固定高 9)
| | {{ d }} (靠上) | · | (高 12, 可跨页)
| 备注 // 两段 (到边,加粗,分散) |
签字: 填报人： || 电话： || 日期：
附件说明首条: 附件：1.甲
附件说明各条: 2.乙
落款: {{ c }}
日期: {{ d }}
分节: A4 纵向
附件号: 附件1
附件标题: 甲
分节
附件号: 附件2
目录: 2
"""


def part(file: bytes, name: str) -> etree._Element:
    return etree.fromstring(parts_of(file)[f"word/{name}.xml"])


def rendered(form_id: str) -> bytes:
    """The document on a form that is described."""
    [view] = (each.view for each in examples() if each.form_id == form_id)
    return render(view, WORD / f"{form_id}.docx", PROPERTIES)


def lines(content: Content) -> list[str]:
    return [block.text for block in content if isinstance(block, Paragraph)]


def test_the_open_xml_sdk_finds_nothing(ooxml_validator: OoxmlValidator) -> None:
    assert ooxml_validator.validate(word_file(read(EVERYTHING, "form.txt"))) == []


def test_one_table_for_each_project_on_a_page_of_its_own() -> None:
    file = rendered("henan-2022-project-targets")
    found = tables(read_docx(file))
    breaks = list(part(file, "document").iter(W + "pageBreakBefore"))

    assert [table.grid()[0][2] for table in found] == [
        "政务服务平台升级改造",
        "网络安全运行维护",
        "基层干部业务培训",
    ]
    assert len(breaks) == len(found)
    first_levels = [cell for cell in found[0].cells if cell.column == 0 and cell.row > 9]
    assert [(cell.text, cell.rowspan) for cell in first_levels] == [
        ("成本指标", 2),
        ("产出指标", 5),
        ("效益指标", 2),
        ("满意度指标", 1),
    ]


def test_two_halves_share_their_first_level() -> None:
    table, _ = tables(read_docx(rendered("henan-bond-project-targets")))
    labels = {cell.text: cell.rowspan for cell in table.cells if cell.column == 0}
    [goals] = (cell for cell in table.cells if cell.text.startswith("实施期目标"))

    assert labels == {
        "项目名称：某某市东环快速路工程": 1,
        "主管部门：某某市交通运输局": 1,
        "项目资金（万元）": 6,
        "绩效目标": 1,
        "绩效指标": 16,
    }
    assert goals.colspan == 4
    assert [cell.column for cell in table.cells if cell.text == "经济成本指标"] == [2, 5]


def test_a_report_numbers_its_headings_items_and_tables() -> None:
    found = lines(read_docx(rendered("henan-2020-evaluation-summary")))
    beginnings = (
        "一、项目支出基本情况",
        "表 1 2023年度",
        "二、绩效自评工作",
        "三、绩效自评结果",
        "（一）自评得分",
        "表 2 2023年度",
        "（三）没有完成",
        "1.“更新改造",
        "2.“洪水预警",
        "四、自评发现",
        "六、其他需要",
    )
    remaining = iter(found)

    assert all(any(text.startswith(each) for text in remaining) for each in beginnings)


def test_the_levels_of_headings_are_numbered_as_the_form_says() -> None:
    heads = "一级标题: 概述", "二级标题: 项目概况", "二级标题: 项目资金情况"
    file = word_file(read("\n".join(("标题编号: 第一章 1.", *heads)), "form.txt"))

    assert lines(read_docx(file)) == ["第一章概述", "1.项目概况", "2.项目资金情况"]


def test_officers_find_the_styles_by_their_names() -> None:
    styles = {
        style.get(W + "styleId"): style
        for style in part(word_file(read("样式集: 公文", "form.txt")), "styles").iter(W + "style")
    }

    def value(style_id: str, path: str) -> str | None:
        return styles[style_id].find(W + path).get(W + "val")  # type: ignore[union-attr]

    assert (value("Heading1", "name"), value("Heading1", "aliases")) == ("heading 1", "一级标题")
    assert value("Amount", "name") == "金额"
    assert styles["Amount"].get(W + "customStyle") == "1"


def test_the_grid_of_the_standard() -> None:
    grid = part(word_file(read("样式集: 公文", "form.txt")), "document").find(f".//{W}docGrid")

    assert grid is not None
    assert [grid.get(W + key) for key in ("type", "linePitch", "charSpace")] == [
        "linesAndChars",
        "579",
        "-848",
    ]


def test_heading_rows_say_that_they_are_wherever_they_stand() -> None:
    rows = "表格: 20", "| 甲 | (表头)", "| 乙 | (表头)", "| 丙 |", "| 丁 | (表头)"
    document = part(word_file(read("\n".join(rows), "form.txt")), "document")
    repeated = [row.find(f"{W}trPr/{W}tblHeader") is not None for row in document.iter(W + "tr")]

    assert repeated == [True, True, False, True]


def test_everything_that_can_be_said_is_in_the_file() -> None:
    document = part(word_file(read(EVERYTHING, "form.txt")), "document")
    names = {etree.QName(str(element.tag)).localname for element in document.iter()}

    assert names >= {
        "pageBreakBefore", "fldSimple", "rStyle", "b", "br", "tab", "tabs", "textDirection",
        "shd", "tcBorders", "trHeight", "gridSpan", "vMerge", "tblCaption", "cantSplit", "jc",
    }  # fmt: skip


def test_a_heading_is_kept_with_the_next_row_and_what_goes_on_below_it_is_not() -> None:
    rows = "表格: 20 20", "| 甲 (到底) | 乙 | (表头)", "| | 丙 |", "| | 丁 |"
    document = part(word_file(read("\n".join(rows), "form.txt")), "document")
    off = [
        [paragraph.find(f"{W}pPr/{W}keepNext") is not None for paragraph in row.iter(W + "p")]
        for row in document.iter(W + "tr")
    ]

    assert off == [[False, False], [True, False], [True, False]]
