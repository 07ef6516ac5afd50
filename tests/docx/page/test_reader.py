"""What stands on the pages of a Word file: paragraphs, tables, notes and margins."""

from __future__ import annotations

import pytest

from perfreport.basics.errors import InputError
from perfreport.docx.page import reader
from perfreport.docx.page.reader import read_page
from perfreport.office.limits import LABELS, Limits
from perfreport.office.package import Parts
from perfreport.page.blocks import Paragraph
from tests.docx.page.small_pages import (
    MAIN,
    cell,
    only_table,
    page_of,
    paragraph,
    parts_of,
    row,
    run,
    table,
    texts,
)  # fmt: skip

STYLE = '<w:pStyle w:val="a1"/>'
STYLES = '<w:style w:styleId="a1"><w:name w:val="Heading 1"/></w:style>'


def test_paragraphs_come_with_their_styles_and_empty_ones_not_at_all() -> None:
    body = paragraph("标题", properties=STYLE) + paragraph() + paragraph(" ") + paragraph("正文")
    blocks = page_of(body, styles=STYLES).blocks
    assert blocks == (Paragraph("标题", "heading 1", is_heading=True, level=1), Paragraph("正文"))


@pytest.mark.parametrize(
    "wrapping",
    [
        "<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>",
        "<w:customXml>{}</w:customXml>",
        "<w:ins>{}</w:ins>",
        "<mc:AlternateContent><mc:Choice>{}</mc:Choice></mc:AlternateContent>",
    ],
)
def test_whole_paragraphs_rows_and_cells_may_be_wrapped(wrapping: str) -> None:
    page = page_of(wrapping.format(paragraph("一")) + table(wrapping.format(row("二", "三"))))
    assert texts(page) == ["一", "二 三"]
    assert texts(page_of(table(row("一", wrapping.format(cell("二")))))) == ["一 二"]


@pytest.mark.parametrize("mark", ["del", "moveFrom"])
def test_a_paragraph_whose_end_was_deleted_runs_on_in_the_next(mark: str) -> None:
    joined = paragraph("一", properties=f"<w:rPr><w:{mark}/></w:rPr>")
    assert texts(page_of(joined + paragraph("二"))) == ["一二"]
    assert texts(page_of(joined + joined)) == ["一一"]


@pytest.mark.parametrize("place", ["{}", "<w:tbl>{}</w:tbl>", "<w:tbl><w:tr>{}</w:tr></w:tbl>"])
@pytest.mark.parametrize(
    ("element", "noted"),
    [
        (f"<w:unknown>{paragraph('另有')}</w:unknown>", "asides"),
        ("<m:oMathPara><m:t>另有</m:t></m:oMathPara>", "asides"),
        (run("另有"), "asides"),
        (f"<w:del>{paragraph('另有')}</w:del>", "deleted"),
    ],
)
def test_words_where_neither_text_nor_table_stands_are_noted(
    place: str, element: str, noted: str
) -> None:
    page = page_of(paragraph("正文") + place.format(element))
    assert getattr(page.traces, noted) == ["另有"]


@pytest.mark.parametrize("name", ["altChunk", "subDoc"])
def test_a_file_put_in_counts_as_a_picture(name: str) -> None:
    assert page_of(paragraph("正文") + f"<w:{name}/>").traces.pictures == 1


def test_cells_know_their_columns() -> None:
    wide = cell("二", '<w:gridSpan w:val="3"/>')
    page = page_of(table(row("一", wide, "三", properties='<w:gridBefore w:val="2"/>')))
    [cells] = [each.cells for each in only_table(page).rows]
    assert [(each.text, each.column, each.columns) for each in cells] == [
        ("一", 2, 1), ("二", 3, 3), ("三", 6, 1),
    ]  # fmt: skip


@pytest.mark.parametrize("span", ["", "0", "-3", "²", "三", "x", "1.5"])
def test_a_span_that_is_no_number_is_one(span: str) -> None:
    page = page_of(table(row(cell("一", f'<w:gridSpan w:val="{span}"/>'), "二")))
    assert [each.column for each in only_table(page).rows[0].cells] == [0, 1]


@pytest.mark.parametrize("span", ["999999", "9" * 5_000])
def test_a_span_is_never_very_wide(span: str) -> None:
    page = page_of(table(row(cell("一", f'<w:gridSpan w:val="{span}"/>'), "二")))
    assert only_table(page).rows[0].cells[1].column <= 1_000


def test_a_merged_cell_knows_what_stands_above() -> None:
    start, goes_on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    page = page_of(
        table(row(cell("标签", start), "一"), row(cell("", goes_on), "二"),
              row(cell("", goes_on), "三"), row("别的", cell("", goes_on)))
    )  # fmt: skip
    above = [[each.above for each in each.cells] for each in only_table(page).rows]
    assert above == [[None, None], ["标签", None], ["标签", None], [None, "三"]]


def test_a_cell_merged_with_nothing_has_a_blank_above() -> None:
    page = page_of(table(row(cell("一", '<w:vMerge w:val="continue"/>'))))
    assert only_table(page).rows[0].cells[0].above == ""


def test_a_table_in_a_cell_reads_as_lines() -> None:
    inner = f"<w:tc>{paragraph('上')}{table(row('一', '二'), row('三'))}</w:tc>"
    page = page_of(table(row(inner)))
    assert only_table(page).rows[0].cells[0].text == "上\n一 二\n三"


def test_rows_and_cells_deleted_or_put_in_while_changes_were_tracked() -> None:
    page = page_of(
        table(
            row("留"),
            row("删", properties="<w:del/>"),
            row("增", properties="<w:ins/>"),
            row("左", cell("删格", "<w:cellDel/>"), cell("增格", "<w:cellIns/>")),
        )
    )
    assert texts(page) == ["留", "增", "左 增格"]
    assert page.traces.deleted == ["删", "删格"]
    assert page.traces.inserted == ["增", "增格"]


def test_comments_come_with_their_authors() -> None:
    comments = (
        f'<w:comment w:author="李会计">{paragraph("请核对")}</w:comment>'
        f"<w:comment>{paragraph('好')}</w:comment>"
    )
    traces = page_of(paragraph("正文"), comments=comments).traces
    assert traces.comments == ["李会计：请核对", "未署名：好"]


@pytest.mark.parametrize("kind", ["footnote", "endnote"])
def test_notes_are_noted_but_for_the_lines_above_them(kind: str) -> None:
    types = (("", "注一"), ('w:type="separator"', "线"), ('w:type="normal"', "注二"))
    notes = [f"<w:{kind} {type_}>{paragraph(text)}</w:{kind}>" for type_, text in types]
    parts = parts_of(paragraph("正文"), **{f"{kind}s": "".join(notes)})
    assert read_page(parts, MAIN, Limits()).traces.asides == ["注一", "注二"]


def test_the_texts_of_headers_and_footers() -> None:
    page = page_of(
        paragraph("正文"), header=paragraph("页眉") + paragraph(), footer=paragraph("页脚")
    )
    assert page.margins == ("页眉", "页脚")


@pytest.mark.parametrize(
    "document",
    [
        b"",
        b"<w:document",
        b"<document/>",
        b'<!DOCTYPE x [<!ENTITY y "z">]><x>&y;</x>',
        b"<x>" * 1_000 + b"</x>" * 1_000,
    ],
)
def test_what_is_no_document_is_refused(document: bytes) -> None:
    with pytest.raises(InputError, match="已损坏"):
        read_page({MAIN: document}, MAIN, Limits())


def test_the_other_dialect_of_open_xml_is_named() -> None:
    name = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    parts: Parts = {MAIN: f'<w:document xmlns:w="{name}"><w:body/></w:document>'.encode()}
    with pytest.raises(InputError, match=r"严格的 Open XML.*另存为"):
        read_page(parts, MAIN, Limits())


def test_a_reference_to_a_part_that_is_missing_is_passed_over() -> None:
    parts = parts_of(paragraph("正文"), header=paragraph("页眉"))
    del parts["word/header.xml"]
    assert read_page(parts, MAIN, Limits()).margins == ()


@pytest.mark.parametrize(
    ("limits", "name"),
    [
        (Limits(characters=3), "characters"),
        (Limits(blocks=2), "blocks"),
        (Limits(table_depth=0), "table_depth"),
    ],
)
def test_beyond_a_limit_it_is_refused_by_name(limits: Limits, name: str) -> None:
    body = paragraph("一二三") + table(row("四"))
    assert page_of(body)
    with pytest.raises(InputError, match=f"{LABELS[name]}="):
        page_of(body, limits)


@pytest.mark.parametrize(
    "broken",
    [b"", b"<w:document", b"\xff\xfe<\x00\x00\xd8", b"<!DOCTYPE a><a/>", b"<a><w:body/></a>"],
)
def test_a_main_part_that_is_no_xml_is_refused(broken: bytes) -> None:
    with pytest.raises(InputError, match="已损坏"):
        read_page({**parts_of(paragraph("正文")), MAIN: broken}, MAIN, Limits())


def test_a_fault_of_the_reader_is_not_taken_for_a_damaged_page(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fail(_: object) -> None:
        raise ValueError("a fault of our own")

    monkeypatch.setattr(reader, "measured", fail)
    with pytest.raises(ValueError, match="a fault of our own"):
        page_of(paragraph("正文"))
