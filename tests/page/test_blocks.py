"""Paragraphs, cells and rows as they stand on the page."""

from __future__ import annotations

from perfreport.page.blocks import Cell, Page, Paragraph, Row, Table, Traces


def cell_of(*texts: str) -> Cell:
    return Cell(tuple(map(Paragraph, texts)))


def test_a_cell_says_its_paragraphs_line_by_line() -> None:
    assert cell_of("一", "二").text == "一\n二"
    assert cell_of().text == ""


def test_a_row_says_its_cells_but_for_blank_ones() -> None:
    assert Row((cell_of("一"), cell_of(), cell_of("二"))).text == "一 二"


def test_the_texts_of_a_page_are_those_of_paragraphs_and_cells() -> None:
    table = Table((Row((cell_of("合 计", "1.00"), cell_of())),))
    page = Page((Paragraph("部门\t职能 "), table), ("页眉",), Traces())
    assert list(page.texts) == ["部门\t职能 ", "合 计\n1.00", ""]
