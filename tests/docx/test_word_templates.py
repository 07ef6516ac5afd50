"""The built-in Word templates: made of their descriptions, sound, and as the forms demand."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from lxml import etree

from perfreport.docx.template import WordTemplate
from perfreport.docx.wordml import W
from perfreport.forms.registry import FormRegistry
from perfreport.kinds.self_evaluation.printed import SelfEvaluationView
from tests.content import Paragraph, Table, differences, tables
from tests.docx.word_files import PROPERTIES, Example, examples, parts_of, render, saved
from tests.docx_reading import read_docx
from tests.outside.ooxml_validator import OoxmlValidator
from tests.outside.soffice import Soffice
from tools.templates import DESCRIPTIONS, WORD, described

REGISTRY = FormRegistry()
EXAMPLES = examples()
FORM_IDS = REGISTRY.ids
OFFICIAL_FACES = {"方正小标宋简体", "黑体", "楷体_GB2312", "仿宋_GB2312", "宋体"}
SLOTS = ("ascii", "hAnsi", "eastAsia", "cs")
WIDEST_AMOUNT = "123,456.78"
REPORT = "guangzhou-self-evaluation"

each_form = pytest.mark.parametrize("form_id", FORM_IDS)
each_example = pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.name)


@cache
def template_parts(form_id: str) -> dict[str, etree._Element]:
    """The XML parts of a committed template."""
    parts = parts_of(REGISTRY.docx_template(form_id).read_bytes())
    return {name: etree.fromstring(part) for name, part in parts.items()}


@cache
def finished(example: Example) -> bytes:
    """The Word file of an example."""
    return render(example.view, REGISTRY.docx_template(example.form_id), PROPERTIES)


def example_of(form_id: str) -> Example:
    return next(example for example in EXAMPLES if example.form_id == form_id)


def values(root: etree._Element, path: str) -> list[str | None]:
    """The ``w:val`` of every element on ``path``, names without prefixes."""
    names = "/".join(W + name for name in path.split("/"))
    return [element.get(W + "val") for element in root.iterfind(f".//{names}")]


def attributes(element: etree._Element | None) -> dict[str, str]:
    """The attributes of an element, names without prefixes."""
    assert element is not None
    return {etree.QName(str(name)).localname: str(text) for name, text in element.items()}


@pytest.mark.parametrize("form_id", DESCRIPTIONS)
def test_a_described_template_is_made_of_its_description(form_id: str) -> None:
    committed = (WORD / f"{form_id}.docx").read_bytes()

    assert committed == described(form_id), "make templates writes it anew"


def test_every_form_has_a_template() -> None:
    assert sorted(path.stem for path in WORD.iterdir()) == sorted(FORM_IDS)


@each_form
def test_every_name_in_the_template_is_a_field_of_its_view(form_id: str) -> None:
    assert WordTemplate(REGISTRY.docx_template(form_id), REGISTRY.get(form_id).view)


def test_the_open_xml_sdk_finds_nothing_in_the_templates(ooxml_validator: OoxmlValidator) -> None:
    paths = [REGISTRY.docx_template(form_id) for form_id in FORM_IDS]

    assert ooxml_validator.validate_all(paths) == [[]] * len(paths)


def test_templates_saved_by_libreoffice_make_the_same_documents(
    soffice: Soffice, tmp_path: Path
) -> None:
    paths = [REGISTRY.docx_template(example.form_id) for example in EXAMPLES]

    for example, template in zip(EXAMPLES, soffice.convert_all(paths, "docx"), strict=True):
        file = render(example.view, saved(template, tmp_path), PROPERTIES)
        assert differences(read_docx(finished(example)), read_docx(file)) == []


@each_form
def test_every_style_has_its_official_face_in_all_four_slots(form_id: str) -> None:
    for name, part in template_parts(form_id).items():
        for fonts in part.iter(W + "rFonts"):
            faces = attributes(fonts)
            assert name == "word/styles.xml"
            assert set(faces) == set(SLOTS)
            assert len(set(faces.values())) == 1
            assert set(faces.values()) <= OFFICIAL_FACES


@each_form
def test_the_text_is_chinese_and_no_theme_is_needed(form_id: str) -> None:
    parts = template_parts(form_id)
    languages = parts["word/styles.xml"].find(f".//{W}lang")

    assert attributes(languages)["eastAsia"] == "zh-CN"
    assert not [name for name in parts if "theme" in name]


@each_form
def test_every_style_that_is_used_is_there(form_id: str) -> None:
    parts = template_parts(form_id)
    styles = {style.get(W + "styleId") for style in parts["word/styles.xml"].iter(W + "style")}
    used = {
        style
        for part in parts.values()
        for path in ("pStyle", "rStyle", "tblStyle", "basedOn")
        for style in values(part, path)
    }

    assert used <= styles


@each_example
def test_every_cell_ends_in_a_paragraph(example: Example) -> None:
    for part in (template_parts(example.form_id)["word/document.xml"], document_of(example)):
        assert {cell[-1].tag for cell in part.iter(W + "tc")} <= {W + "p"}


@each_example
def test_every_row_is_as_wide_as_its_table(example: Example) -> None:
    for table in document_of(example).iter(W + "tbl"):
        columns = len(table.findall(f"{W}tblGrid/{W}gridCol"))
        for row in table.iter(W + "tr"):
            spans = (cell.find(f"{W}tcPr/{W}gridSpan") for cell in row.iter(W + "tc"))
            widths = (1 if span is None else int(span.get(W + "val", "1")) for span in spans)
            assert sum(widths) == columns


@each_example
def test_no_amount_needs_to_be_broken(example: Example) -> None:
    for width, half_points in amount_cells(document_of(example), example.form_id):
        assert width >= len(WIDEST_AMOUNT) * half_points / 2 * 10


def amount_cells(document: etree._Element, form_id: str) -> Iterator[tuple[int, int]]:
    """Room for text in each cell with an amount, in twips, and its size in half points."""
    styles = template_parts(form_id)["word/styles.xml"]
    [style] = (each for each in styles if each.get(W + "styleId") == "Amount")
    [size] = values(style, "rPr/sz")
    [left] = styles.iterfind(f".//{W}tblCellMar/{W}left")
    for cell in document.iter(W + "tc"):
        if "Amount" in values(cell, "pStyle"):
            [width] = cell.iterfind(f"{W}tcPr/{W}tcW")
            yield int(width.get(W + "w", "0")) - 2 * int(left.get(W + "w", "0")), int(size or 0)


def document_of(example: Example) -> etree._Element:
    return etree.fromstring(parts_of(finished(example))["word/document.xml"])


def table_of(form_id: str) -> Table:
    [table] = tables(read_docx(finished(example_of(form_id))))
    return table


def test_the_city_list_repeats_title_department_and_headings() -> None:
    document = document_of(example_of("guangzhou-project-targets"))
    header_rows = [
        "".join(text.text or "" for text in row.iter(W + "t"))
        for row in document.iter(W + "tr")
        if row.find(f"{W}trPr/{W}tblHeader") is not None
    ]

    assert header_rows == [
        "项目支出绩效目标表（含转移支付项目）",
        "部门名称：中国共产党广州市委员会政法委员会单位：万元",
        "项目名称(资金使用单位)总计财政拨款财政专户拨款其他资金绩效目标绩效指标",
    ]


def test_the_district_list_repeats_its_headings_and_prints_its_title_once() -> None:
    content = read_docx(finished(example_of("guangzhou-district-project-targets")))
    titles = [block.text for block in content if isinstance(block, Paragraph)]

    assert [table.header_rows for table in tables(content)] == [1]
    assert titles == [
        "中国共产党广州市增城区委员会政法委员会2024年项目支出绩效目标表（含转移支付项目）",
        "部门名称：中国共产党广州市增城区委员会政法委员会\t单位：万元",
    ]


@pytest.mark.parametrize(
    "form_id", ["guangzhou-project-targets", "guangzhou-district-project-targets"]
)
def test_project_lists_are_landscape_and_keep_short_rows_whole(form_id: str) -> None:
    document = document_of(example_of(form_id))
    size = attributes(document.find(f".//{W}pgSz"))

    assert (size["orient"], size["w"], size["h"]) == ("landscape", "16838", "11906")
    assert len(list(document.iter(W + "cantSplit"))) > len(list(document.iter(W + "tr"))) / 2


@pytest.mark.parametrize(
    ("form_id", "blocks"),
    [
        (
            "guangzhou-department-targets",
            [("预算整体情况", 6), ("年度重点工作任务", 4), ("绩效指标", 18)],
        ),
        (
            "guangzhou-district-department-targets",
            [("预算整体情况", 6), ("年度重点工作任务", 8), ("绩效指标", 9)],
        ),
    ],
)
def test_block_labels_span_their_blocks(form_id: str, blocks: list[tuple[str, int]]) -> None:
    first_column = [cell for cell in table_of(form_id).cells if cell.column == 0]

    assert [(cell.text, cell.rowspan) for cell in first_column if cell.rowspan > 1] == blocks


def test_the_report_has_the_page_of_the_standard() -> None:
    section = document_of(example_of(REPORT)).find(f"{W}body/{W}sectPr")
    assert section is not None
    margins = attributes(section.find(W + "pgMar"))
    grid = attributes(section.find(W + "docGrid"))
    millimetres = {name: round(int(margins[name]) * 25.4 / 1440, 1) for name in margins}

    assert [millimetres[name] for name in ("top", "bottom", "left", "right")] == [37, 35, 28, 26]
    assert grid == {"type": "linesAndChars", "linePitch": "579", "charSpace": "-848"}


def test_page_numbers_stand_outside() -> None:
    parts = template_parts(REPORT)

    assert values(parts["word/footer.xml"], "jc") == ["right"]
    assert values(parts["word/footer_even.xml"], "jc") == ["left"]
    assert parts["word/settings.xml"].find(W + "evenAndOddHeaders") is not None


def test_the_report_numbers_its_headings_items_and_tables() -> None:
    texts = [
        block.text
        for block in read_docx(finished(example_of(REPORT)))
        if isinstance(block, Paragraph)
    ]
    beginnings = [
        "一、部门基本情况",
        "（一）部门职能",
        "（二）年度总体工作",
        "表 1 2023年重点工作",
        "（三）部门整体支出绩效目标",
        "1.深入开展",
        "4.大力推进",
        "（四）部门整体收支",
        "1.预算收入情况。本部门",
        "3.支出规模情况。本部门",
        "表 2 2023年部门整体",
        "（五）",
        "二、绩效自评情况",
        "（一）自评结论",
        "（二）履职效能分析。指标分值",
        "表 3 ",
        "（三）管理效率分析。指标分值",
        "表 4 ",
        "三、存在的主要问题",
        "四、下一步改进措施",
    ]
    remaining = iter(texts)

    assert all(any(text.startswith(each) for text in remaining) for each in beginnings)


def test_the_report_repeats_the_headings_of_its_tables() -> None:
    found = tables(read_docx(finished(example_of(REPORT))))

    assert [table.header_rows for table in found] == [1, 1, 1, 1]


def test_a_table_without_rows_is_left_out_with_its_caption() -> None:
    view = example_of(REPORT).view
    assert isinstance(view, SelfEvaluationView)
    without = view._replace(key_tasks=(), key_indicators=())
    content = read_docx(render(without, REGISTRY.docx_template(REPORT), PROPERTIES))
    captions = [
        block.text[:5]
        for block in content
        if isinstance(block, Paragraph) and block.text.startswith("表 ")
    ]

    assert len(tables(content)) == 2
    assert captions == ["表 1 2", "表 2 部"]


def test_a_replaced_template_comes_before_the_built_in_one(tmp_path: Path) -> None:
    own = tmp_path / "docx" / f"{REPORT}.docx"
    own.parent.mkdir()
    own.write_bytes(REGISTRY.docx_template(REPORT).read_bytes())

    assert FormRegistry([tmp_path]).docx_template(REPORT) == own
