"""What little markup makes large is counted, and refused by name when it is too much."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from perfreport.basics.errors import TemplateError
from perfreport.typeset import budget
from tests.typeset.typesetting import PROPERTIES, bundled_fonts, pages_of, typeset


def typeset_pieces(pieces: Iterable[str]) -> bytes:
    return typeset(pieces, bundled_fonts(), PROPERTIES)


def refusal(*pieces: str) -> str:
    with pytest.raises(TemplateError) as caught:
        typeset_pieces(pieces)
    return str(caught.value)


def pages(count: int) -> str:
    return f"<document>{'<p>x</p><page-break/>' * count}</document>"


def test_pages_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(budget, "MOST_PAGES", 5)
    assert len(pages_of(pages(5))) == 5
    assert refusal(pages(6)).startswith("页数超过上限 5，请减少模板里的循环")


def test_pages_that_are_set_on_trial_count_as_well(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(budget, "MOST_PAGES", 5)
    heading = "<contents/><page-break/><heading level='1'>x</heading>"
    assert refusal(pages(4).replace("<document>", f"<document>{heading}")).startswith("页数超过")


def test_lines_and_strokes_on_pages_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(budget, "MOST_PIECES", 20)
    running = "<document><running><p>x</p><p>x</p></running>"
    assert len(pages_of(pages(6).replace("<document>", running))) == 6
    assert refusal(pages(7).replace("<document>", running)).startswith("各页上的文字行和表线超过")


@pytest.mark.parametrize("before", ["", "<contents/>"])
def test_headings_are_counted(before: str) -> None:
    headings = "<heading level='1'>x</heading>" * (budget.MOST_HEADINGS + 1)
    assert refusal(f"<document>{before}{headings}</document>").startswith("标题超过上限 50,000")


def test_a_header_is_small() -> None:
    table = "<document><table columns='*' header-rows='{0}'>{1}</table></document>"
    many = table.format(251, "<tr><td/></tr>" * 251)
    assert "表头的行和单元格合计超过上限 500" in refusal(many)


def test_columns_are_few_even_if_they_have_no_width() -> None:
    row = f"<tr><td>x</td>{'<td/>' * 100}</tr>"
    table = f"<document><table columns='*{' 0mm' * 100}'>{row}</table></document>"
    assert "列数超过上限 100，版心放不下这么多列，请减少" in refusal(table)


def test_elements_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(budget, "MOST_ELEMENTS", 3)
    assert pages_of("<document><p>x</p><p>x</p></document>")
    assert refusal("<document><p>x</p><p>x</p><p>x</p></document>").startswith("元素超过上限 3")


def test_the_characters_of_the_markup_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(budget, "MOST_CHARACTERS", 100)
    assert refusal("<document>", " " * 99, "</document>").startswith("版面标记的字数超过上限 100")


@pytest.mark.parametrize("beginning", ["<!--", "<p style='"])
def test_a_tag_or_a_remark_in_pieces_has_an_end(beginning: str) -> None:
    pieces = ("x" * 40_000 for _ in range(40))
    assert refusal("<document>", beginning, *pieces).startswith("一个标签或注释的字数超过上限")


@pytest.mark.parametrize(
    ("before", "piece", "after"),
    [("<p>", "字" * 40_000, "</p>"), ("", "<!--x-->" * 5_000, ""), ("", "<p></p>" * 5_000, "")],
)
def test_much_that_has_an_end_is_read(before: str, piece: str, after: str) -> None:
    pieces = ["<document>", before, *[piece] * 40, after, "<p>x</p></document>"]
    assert typeset_pieces(pieces).startswith(b"%PDF")


def test_an_attribute_has_a_bounded_length() -> None:
    long = "x" * (budget.MOST_ATTRIBUTE + 1)
    assert "一个属性超过上限 50,000 字，请改短" in refusal(
        f"<document><p style='{long}'/></document>"
    )


def test_the_format_of_page_numbers_has_a_bounded_length() -> None:
    document = "<document><page-number format='{}{{n}}'/><p>x</p></document>"
    assert pages_of(document.format("x" * 97))
    assert "属性 format 的值有 101 字，超过上限 100 字" in refusal(document.format("x" * 98))
