"""A Word document read back: numbers, runs, merged cells, headers."""

import io
from typing import Any

import pytest
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from hypothesis import given

from tests.content import Cell, Content, Paragraph, Table, plain_text, squeeze, tables
from tests.docx_numbering import chinese_number
from tests.docx_reading import read_docx
from tests.generated_tables import tables_with_merges
from tests.outside.soffice import Soffice


def read(document: Any) -> Content:
    file = io.BytesIO()
    document.save(file)
    return read_docx(file.getvalue())


def with_numbering(*levels: tuple[str, str]) -> Any:
    """A document whose list 1 has ``levels`` of format and text, tied to the heading styles."""
    document = Document()
    numbering = document.part.numbering_part.element
    for child in list(numbering):
        numbering.remove(child)
    level_xml = "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{number_format}"/>'
        f'<w:pStyle w:val="Heading{level + 1}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for level, (number_format, text) in enumerate(levels)
    )
    abstract = f'<w:abstractNum {nsdecls("w")} w:abstractNumId="7">{level_xml}</w:abstractNum>'
    numbering.append(parse_xml(abstract))
    add_list(document, 1)
    for level in range(len(levels)):
        style = document.styles[f"Heading {level + 1}"]
        style.element.get_or_add_pPr().append(number_properties(level, list_id=1))
    return document


def add_list(document: Any, list_id: int, override: str = "") -> None:
    document.part.numbering_part.element.append(
        parse_xml(
            f'<w:num {nsdecls("w")} w:numId="{list_id}"><w:abstractNumId w:val="7"/>'
            f"{override}</w:num>"
        )
    )


def add_numbered(document: Any, text: str, list_id: int) -> None:
    properties = document.add_paragraph(text)._p.get_or_add_pPr()
    properties.append(number_properties(0, list_id))


def number_properties(level: int, list_id: int) -> Any:
    return parse_xml(
        f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr>'
    )


def test_headings_have_the_numbers_of_their_levels() -> None:
    document = with_numbering(
        ("chineseCountingThousand", "%1、"),
        ("chineseCountingThousand", "（%2）"),
        ("decimal", "%3."),
        ("decimalEnclosedCircle", "%1.%4"),
    )
    for level, text in [
        (1, "概况"),
        (2, "职能"),
        (2, "收支"),
        (3, "收入"),
        (1, "自评"),
        (2, "结论"),
    ]:
        document.add_heading(text, level)

    assert read(document) == tuple(
        map(Paragraph, ["一、概况", "（一）职能", "（二）收支", "1.收入", "二、自评", "（一）结论"])
    )


def test_numbers_are_those_that_libreoffice_prints(soffice: Soffice) -> None:
    document = with_numbering(
        ("chineseCountingThousand", "%1、"), ("chineseCountingThousand", "（%2）")
    )
    add_list(document, 2, '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>')
    for number in range(1, 23):
        document.add_heading(f"第{number}章", 1)
        document.add_heading("节", 2)
    add_numbered(document, "另起", 2)
    file = io.BytesIO()
    document.save(file)

    printed = soffice.convert(file.getvalue(), "txt").decode()

    assert squeeze(plain_text(read(document))) == squeeze(printed)


def test_a_deeper_number_shows_the_numbers_above_it() -> None:
    document = with_numbering(("decimal", "%1."), ("decimalEnclosedCircle", "%1-%2"))
    document.add_heading("甲", 1)
    document.add_heading("乙", 2)

    assert read(document)[1] == Paragraph("1-①乙")


def test_a_style_that_names_no_level_has_the_level_tied_to_it() -> None:
    document = with_numbering(("decimal", "%1."), ("decimal", "%1.%2."))
    for level in document.styles["Heading 2"].element.iter(qn("w:ilvl")):
        level.getparent().remove(level)
    document.add_heading("甲", 1)
    document.add_heading("乙", 2)

    assert read(document)[1] == Paragraph("1.1.乙")


def test_a_list_that_starts_anew_counts_from_its_own_start() -> None:
    document = with_numbering(("decimal", "%1."))
    add_list(document, 2, '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>')
    for text, list_id in [("甲", 1), ("乙", 1), ("丙", 2), ("丁", 2)]:
        add_numbered(document, text, list_id)

    assert read(document) == tuple(map(Paragraph, ["1.甲", "2.乙", "5.丙", "6.丁"]))


def test_an_unknown_number_format_is_an_error() -> None:
    document = with_numbering(("hindiCounting", "%1"))
    document.add_heading("甲", 1)

    with pytest.raises(KeyError, match="hindiCounting"):
        read(document)


@pytest.mark.parametrize(
    ("number", "text"),
    [(1, "一"), (10, "十"), (12, "十二"), (20, "二十"), (105, "一百零五"), (2010, "二千零一十")],
)
def test_chinese_numbers(number: int, text: str) -> None:
    assert chinese_number(number) == text


def test_a_run_in_heading_is_one_paragraph_with_its_text() -> None:
    document = Document()
    heading = document.add_paragraph("履职效能分析。")
    heading._p.get_or_add_pPr().append(
        parse_xml(f"<w:rPr {nsdecls('w')}><w:vanish/><w:specVanish/></w:rPr>")
    )
    document.add_paragraph("指标分值50分。")

    assert read(document) == (Paragraph("履职效能分析。指标分值50分。"),)


def test_hidden_text_and_field_codes_are_not_read() -> None:
    document = Document()
    paragraph = document.add_paragraph("表 ")
    paragraph._p.append(
        parse_xml(
            f"<w:fldSimple {nsdecls('w')} w:instr='SEQ 表'><w:r><w:t>1</w:t></w:r></w:fldSimple>"
        )
    )
    paragraph.add_run("秘密").font.hidden = True

    assert read(document) == (Paragraph("表 1"),)


def test_the_running_header_comes_first() -> None:
    document = Document()
    document.add_paragraph("正文")
    document.sections[0].header.paragraphs[0].text = "绩效目标表"
    document.sections[0].footer.paragraphs[0].text = "— 1 —"

    assert read(document) == (Paragraph("绩效目标表"), Paragraph("正文"))


def test_header_rows_are_counted() -> None:
    document = Document()
    table = document.add_table(2, 1)
    table.cell(0, 0).text, table.cell(1, 0).text = "项目名称", "经费"
    table.rows[0]._tr.get_or_add_trPr().append(parse_xml(f"<w:tblHeader {nsdecls('w')}/>"))

    assert read(document) == (Table((Cell(0, 0, "项目名称"), Cell(1, 0, "经费")), header_rows=1),)


@given(tables_with_merges())
def test_any_table_is_read_as_it_was_written(table: Table) -> None:
    document = Document()
    grid = table.grid()
    written = document.add_table(len(grid), len(grid[0]))
    for cell in table.cells:
        corner = written.cell(cell.row, cell.column)
        opposite = written.cell(cell.row + cell.rowspan - 1, cell.column + cell.colspan - 1)
        corner.merge(opposite).text = cell.text

    assert tables(read(document)) == [table]
