"""Plain cells of Word tables: read by one look, they say what reading part by part says."""

from __future__ import annotations

import pytest

from perfreport.docx.page import reader
from perfreport.docx.page.plain import PlainRows
from perfreport.page.blocks import Page
from tests.docx.page.small_pages import page_of, table

STYLES = '<w:style w:styleId="a1"><w:name w:val="Heading 1"/></w:style>'
WORDS = "<w:r><w:t>一</w:t></w:r>"
STYLE = '<w:pPr><w:pStyle w:val="a1"/></w:pPr>'
PLAIN = [
    f"<w:tc><w:p>{WORDS}</w:p></w:tc>",
    f'<w:tc><w:tcPr><w:tcW w:w="9"/><w:vAlign/></w:tcPr><w:p>{STYLE}{WORDS}</w:p></w:tc>',
    f"<w:tc><w:p>{STYLE}{WORDS}<w:r><w:t> 二\u00a0\u007f</w:t><w:t>三</w:t></w:r></w:p></w:tc>",
    f"<w:tc><w:p>{STYLE}</w:p></w:tc>",
    "<w:tc><w:p/></w:tc>",
]
OTHERS = [
    "<w:tc/>",
    f"<w:tc><w:p>{WORDS}</w:p><w:p>{WORDS}</w:p></w:tc>",
    f"<w:tc><w:p>{WORDS}</w:p><w:tbl><w:tr><w:tc><w:p>{WORDS}</w:p></w:tc></w:tr></w:tbl></w:tc>",
    f"<w:tc><w:tcPr><w:gridSpan w:val='2'/></w:tcPr><w:p>{WORDS}</w:p></w:tc>",
    f"<w:tc><w:tcPr><w:vMerge w:val='restart'/></w:tcPr><w:p>{WORDS}</w:p></w:tc>",
    f"<w:tc><w:tcPr><w:cellDel/></w:tcPr><w:p>{WORDS}</w:p></w:tc>",
    f"<w:tc><w:tcPr><w:cellIns/></w:tcPr><w:p>{WORDS}</w:p></w:tc>",
    f"<w:tc><w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{WORDS}</w:p></w:tc>",
    f"<w:tc><w:p><w:pPr><w:numPr><w:numId w:val='7'/></w:numPr></w:pPr>{WORDS}</w:p></w:tc>",
    f"<w:tc><w:p>{STYLE}<w:pPr/>{WORDS}</w:p></w:tc>",
    f"<w:tc><w:p><w:ins>{WORDS}</w:ins><w:del><w:r><w:delText>二</w:delText></w:r></w:del></w:p></w:tc>",
    "<w:tc><w:p><w:r><w:t>一</w:t><w:br/><w:t>二</w:t></w:r></w:p></w:tc>",
    "<w:tc><w:p><w:r><w:rPr><w:b/></w:rPr><w:t>一</w:t></w:r></w:p></w:tc>",
    "<w:tc><w:p><w:r><w:drawing/></w:r></w:p></w:tc>",
    f"<w:sdt><w:sdtContent><w:tc><w:p>{WORDS}</w:p></w:tc></w:sdtContent></w:sdt>",
]


def _page(cell: str) -> Page:
    return page_of(table(f"<w:tr>{cell}{PLAIN[0]}</w:tr><w:tr>{cell}{cell}</w:tr>"), styles=STYLES)


@pytest.mark.parametrize("cell", [*PLAIN, *OTHERS])
def test_a_cell_says_the_same_whether_it_is_plain_or_not(
    cell: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = _page(cell)
    monkeypatch.setattr(PlainRows, "cells", lambda *_: None)
    assert page == _page(cell)
    monkeypatch.setattr(reader, "plain_cell", lambda _: None)
    assert page == _page(cell)


ROWS = [
    f"<w:tr>{PLAIN[1]}{PLAIN[2]}</w:tr>",
    f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{PLAIN[1]}{PLAIN[3]}</w:tr>",
    # the same elements, but not the one in the other
    f"<w:tr>{PLAIN[2]}<w:tc><w:tcPr/><w:tcW/><w:p/></w:tc></w:tr>",
    f"<w:tr>{PLAIN[2]}<w:tc><w:tcPr><w:tcW/></w:tcPr><w:p/></w:tc></w:tr>",
    f"<w:tr><w:trPr><w:gridBefore w:val='1'/></w:trPr>{PLAIN[1]}</w:tr>",
    f"<w:tr><w:trPr><w:ins/></w:trPr>{PLAIN[1]}</w:tr>",
    f"<w:tr><w:trPr><w:del/></w:trPr>{PLAIN[1]}</w:tr>",
    f"<w:tr><!-- -->{PLAIN[1]}</w:tr>",
    f"<w:other>{PLAIN[1]}{PLAIN[2]}</w:other>",
    "<w:tr/>",
]


@pytest.mark.parametrize("row", ROWS)
@pytest.mark.parametrize("other", ROWS)
def test_a_row_says_the_same_whether_it_is_plain_or_not(
    row: str, other: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = table((row + other) * 2)
    page = page_of(rows, styles=STYLES)
    monkeypatch.setattr(PlainRows, "cells", lambda *_: None)
    assert page == page_of(rows, styles=STYLES)


@pytest.mark.parametrize("cell", PLAIN)
def test_plain_cells_are_not_read_part_by_part(cell: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "_flattened", lambda _: pytest.fail("read part by part"))
    assert _page(cell).blocks
    monkeypatch.setattr(reader, "plain_cell", lambda _: pytest.fail("read cell by cell"))
    assert _page(cell).blocks
