"""The structure tree of finished files, as others read it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from page import SafetyLimits, ValidationProfile, validate_pdf_bytes

from tests.outside.poppler import Part, PdfStructure
from tests.outside.preflight import Preflight
from tests.outside.qpdf import Qpdf
from tests.typeset.typesetting import PROPERTIES, bundled_fonts, typeset

SENTENCE = "绩效目标应当指向明确、细化量化、合理可行。"
NUMBERS = '<page-number format="第{n}页"/>'


def document(body: str, head: str = NUMBERS) -> str:
    return f"<document>{head}{body}</document>"


def pdf_of(markup: str) -> bytes:
    return typeset([markup], bundled_fonts(), replace(PROPERTIES, accessible=True))


def row(*cells: str) -> str:
    return f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>"


def roles(parts: list[Part]) -> list[str]:
    return [part.role for part in parts]


def test_every_text_has_its_part_and_page_numbers_none(pdf_structure: PdfStructure) -> None:
    body = f"<title>自评报告</title><heading level='1'>情况</heading><p>{SENTENCE * 60}</p>"
    assert pdf_structure(pdf_of(document(body))) == [
        Part("Document", 0, (), ""),
        Part("P", 1, (), "自评报告"),
        Part("H1", 1, (), "情况"),
        Part("P", 1, (), SENTENCE * 60),
    ]


def test_a_paragraph_that_stays_with_the_signature_is_one(pdf_structure: PdfStructure) -> None:
    signature = '<style name="落款" keep-with-previous="yes"/>'
    for lines in range(2, 30):
        text = SENTENCE * lines
        body = f'<p>{SENTENCE * 30}</p><p>{text}</p><p style="落款">某局</p>'
        parts = pdf_structure(pdf_of(document(body, NUMBERS + signature)))
        assert [part.text for part in parts[1:]] == [SENTENCE * 30, text, "某局"]


def test_heads_and_labels_printed_again_are_read_once(pdf_structure: PdfStructure) -> None:
    rows = f'<tr><td rowspan="60">产出指标</td><td>指标甲</td><td>{SENTENCE}</td></tr>'
    rows += row("指标乙", SENTENCE) * 59
    table = f'<table columns="* 2* 3*" header-rows="1">{row("级别", "名称", "目标")}{rows}</table>'
    parts = pdf_structure(pdf_of(document(table)))
    assert roles(parts)[:6] == ["Document", "Table", "TR", "TH", "TH", "TH"]
    assert [part for part in parts if part.role == "TH"] == [
        Part("TH", 3, ("/Scope /Column",), "级别"),
        Part("TH", 3, ("/Scope /Column",), "名称"),
        Part("TH", 3, ("/Scope /Column",), "目标"),
        Part("TH", 3, ("/Scope /Row", "/RowSpan 60"), "产出指标"),
    ]
    cells = [part.text for part in parts if part.role == "TD"]
    assert cells == ["指标甲", SENTENCE, *["指标乙", SENTENCE] * 59]


def test_a_cell_over_several_pages_is_one(pdf_structure: PdfStructure) -> None:
    text = "".join(f"第{number}项，" for number in range(2000))
    parts = pdf_structure(pdf_of(document(f'<table columns="* *">{row("任务", text)}</table>')))
    assert [part.text for part in parts if part.role == "TD"] == ["任务", text]


def test_the_name_of_a_parted_row_is_read_once(pdf_structure: PdfStructure) -> None:
    text = "".join(f"第{number}项，" for number in range(2000))
    label = '<td rowspan="1">产出指标</td>'
    table = f'<table columns="* * 2*"><tr>{label}<td>任务</td><td>{text}</td></tr></table>'
    parts = pdf_structure(pdf_of(document(table)))
    assert [(part.role, part.text) for part in parts[3:]] == [
        ("TH", "产出指标"),
        ("TD", "任务"),
        ("TD", text),
    ]


def test_a_blank_cell_and_one_over_columns_are_cells(pdf_structure: PdfStructure) -> None:
    table = f'<table columns="* *">{row("", "乙")}<tr><td colspan="2">丙</td></tr></table>'
    assert pdf_structure(pdf_of(document(table)))[2:] == [
        Part("TR", 2, (), ""),
        Part("TD", 3, (), ""),
        Part("TD", 3, (), "乙"),
        Part("TR", 2, (), ""),
        Part("TD", 3, ("/ColSpan 2",), "丙"),
    ]


def test_a_row_of_given_height_has_no_cell_more(pdf_structure: PdfStructure) -> None:
    table = '<table columns="* *"><tr height="30mm"><td>甲</td><td>乙</td></tr></table>'
    assert roles(pdf_structure(pdf_of(document(table)))).count("TD") == 2


def test_a_caption_is_read_before_its_table(pdf_structure: PdfStructure) -> None:
    parts = pdf_structure(
        pdf_of(document(f'<caption>表 1</caption><table columns="*">{row("甲")}</table>'))
    )
    assert roles(parts) == ["Document", "P", "Table", "TR", "TD"]


@pytest.mark.parametrize(
    ("levels", "read"),
    [((1, 2, 3), (1, 2, 3)), ((1, 3, 2), (1, 2, 2)), ((2, 4, 1, 4), (1, 2, 1, 2))],
)
def test_no_level_of_headings_is_left_out(
    levels: tuple[int, ...], read: tuple[int, ...], pdf_structure: PdfStructure
) -> None:
    body = "".join(f'<heading level="{level}">情况</heading>' for level in levels)
    parts = pdf_structure(pdf_of(document(body)))
    assert roles(parts)[1:] == [f"H{level}" for level in read]


def test_entries_of_a_contents_list_are_links(pdf_structure: PdfStructure) -> None:
    body = (
        '<contents/><page-break/><heading level="1">情况</heading><heading level="1">问题</heading>'
    )
    pdf = pdf_of(document(body))
    parts = pdf_structure(pdf)
    assert roles(parts)[:5] == ["Document", "P", "Link", "Object", "P"]
    assert [part.text[:2] for part in parts if part.role == "Link"] == ["情况", "问题"]
    assert validate_pdf_bytes(pdf, profile=ValidationProfile.PDF_UA_1).failures == []


def test_more_rows_and_pages_than_an_array_may_have(preflight: Preflight, qpdf: Qpdf) -> None:
    rows = "".join(row(str(number)) for number in range(9000))
    pages = "<p>页</p><page-break/>" * 2100
    pdf = pdf_of(document(f'<table columns="*">{rows}</table>{pages}'))
    assert pdf.count(b"/S/TR/") == pdf.count(b"/S/TD/") == 9000
    assert pdf.count(b"/S/TBody/") == 3
    assert preflight.validate(pdf) == []
    assert qpdf.check(pdf) == []
    unlimited = SafetyLimits.unlimited()
    report = validate_pdf_bytes(pdf, profile=ValidationProfile.PDF_UA_1, limits=unlimited)
    assert report.failures == []


def test_nothing_is_marked_unless_it_is_asked_for() -> None:
    plain = typeset([document("<p>情况</p>")], bundled_fonts(), PROPERTIES)
    assert b"StructTreeRoot" not in plain
    assert b"pdfuaid" not in plain
