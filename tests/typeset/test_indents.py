"""Paragraphs between their indents."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from perfreport.basics.errors import TemplateError
from tests.pdf_grids import find_tables
from tests.pdf_pages import Line, lines_of
from tests.typeset.typesetting import pages_of, text_of

LEFT, RIGHT = 100.0, 400.0
HEAD = (
    '<document margins="100pt 195.2756pt 100pt 100pt">'
    '<style name="正文" size="10pt" leading="14pt" indent="0"/>'
    '<style name="表格正文" size="10pt" align="left"/>'
)
TEXT = "国泰民安" * 40


def lines(content: str, styles: str = "") -> list[Line]:
    (page,) = pages_of(f"{HEAD}{styles}{content}</document>")
    return lines_of(page.glyphs)


def edges(found: list[Line]) -> list[tuple[float, float]]:
    """Of all lines but the last, how far they are from the edges of the type area."""
    return [(round(each.left - LEFT), round(RIGHT - each.right)) for each in found[:-1]]


def test_a_paragraph_stands_between_its_indents() -> None:
    found = lines(f'<p left="2em" right="30pt">{TEXT}</p>')
    assert set(edges(found)) == {(20, 30)}
    assert len(found) == 7


def test_the_first_line_may_stand_further_in_or_out() -> None:
    (first, *others) = edges(lines(f'<p left="20pt" indent="2em">{TEXT}</p>'))
    assert (first, set(others)) == ((40, 0), {(20, 0)})
    (first, *others) = edges(lines(f'<p left="20pt" indent="-20pt">{TEXT}</p>'))
    assert (first, set(others)) == ((0, 0), {(20, 0)})


def test_indents_may_be_those_of_a_style_and_a_paragraph_may_change_them() -> None:
    style = '<style name="甲" left="2em" right="1em" indent="-1em"/>'
    (first, *others) = edges(lines(f'<p style="甲">{TEXT}</p>', style))
    assert (first, set(others)) == ((10, 10), {(20, 10)})
    (first, *others) = edges(lines(f'<p style="甲" left="0" indent="0">{TEXT}</p>', style))
    assert (first, set(others)) == ((0, 10), {(0, 10)})


def test_a_paragraph_may_stand_out_of_the_type_area() -> None:
    assert set(edges(lines(f'<p left="-20pt" right="-10pt">{TEXT}</p>'))) == {(-20, -10)}


@pytest.mark.parametrize(("align", "middle"), [("center", 0.5), ("right", 1.0)])
def test_text_is_aligned_between_its_indents(align: str, middle: float) -> None:
    style = f'<style name="甲" align="{align}" left="100pt" right="20pt"/>'
    (line,) = lines('<p style="甲">国泰民安</p>', style)
    assert line.left == pytest.approx(200 + (180 - 40) * middle, abs=0.1)


def test_both_ends_of_a_line_stand_at_its_indents() -> None:
    style = '<style name="甲" left="20pt" right="30pt"/>'
    (line,) = lines('<split style="甲"><left>左</left><right>右</right></split>', style)
    assert (line.left, line.right) == pytest.approx((120, 370), abs=0.1)


@pytest.mark.parametrize("column", ["100pt", "fit"])
def test_a_paragraph_of_a_cell_has_indents_and_the_alignment_of_its_column(column: str) -> None:
    cell = '<td><p left="30pt">国</p><p>泰</p></td>'
    table = f'<table columns="{column} *" align="right"><tr>{cell}<td/></tr></table>'
    (page,) = pages_of(f"{HEAD}{table}</document>")
    first, second = page.glyphs
    assert first.right == pytest.approx(second.right, abs=0.1)
    table = f'<table columns="{column} *"><tr>{cell}<td/></tr></table>'
    (page,) = pages_of(f"{HEAD}{table}</document>")
    first, second = page.glyphs
    assert first.left - second.left == pytest.approx(30, abs=0.1)


def test_a_fitted_column_has_room_for_indents() -> None:
    rows = '<tr><td><p left="3em" right="2em" indent="-1em">123,456,789.00</p></td><td/></tr>'
    (page,) = pages_of(f'{HEAD}<table columns="fit *">{rows}</table></document>')
    assert len(lines_of(page.glyphs)) == 1
    assert {glyph.size for glyph in page.glyphs} == {10}
    box = find_tables(page.rules, page.glyphs)[0].boxes[0]
    assert box.right - page.glyphs[-1].right >= 20


def test_upright_text_and_page_numbers_know_no_indents() -> None:
    style = '<style name="甲" left="50pt" right="50pt" indent="20pt"/>'
    number = '<page-number style="甲" position="center"/>'
    table = '<table columns="60pt"><tr><td vertical="yes" style="甲">竖</td></tr></table>'
    with pytest.raises(TemplateError, match="放不下一个字"):
        pages_of(f"{HEAD}{style}{table}</document>")
    table = table.replace("60pt", "150pt")
    (page,) = pages_of(f"{HEAD}{style}{number}{table}</document>")
    upright, *numbers = page.glyphs
    assert (upright.left + upright.right) / 2 == pytest.approx(250, abs=0.1)
    assert (numbers[0].left + numbers[-1].right) / 2 == pytest.approx(250, abs=0.1)


def test_an_entry_of_the_contents_keeps_its_indents() -> None:
    style = '<style name="一级目录" left="20pt" right="30pt" indent="0"/>'
    heading = '<page-break/><heading level="1">国泰</heading>'
    pages = pages_of(f'{HEAD}{style}<contents levels="1"/>{heading}</document>')
    (line,) = lines_of(pages[0].glyphs)
    assert (line.left, line.right) == pytest.approx((120, 370), abs=0.1)


INDENT = st.integers(-40, 90)


@settings(max_examples=60, deadline=None)
@given(INDENT, INDENT, INDENT, st.sampled_from(["left", "justify", "center", "right"]))
def test_no_line_leaves_its_room_and_nothing_is_lost(
    left: int, right: int, indent: int, align: str
) -> None:
    style = f'<style name="甲" align="{align}"/>'
    text = f'<p style="甲" left="{left}pt" right="{right}pt" indent="{indent}pt">{TEXT}</p>'
    (page,) = pages_of(f"{HEAD}{style}{text}</document>")
    assert text_of(page) == TEXT
    for number, line in enumerate(lines_of(page.glyphs)):
        start = LEFT + left + (min(indent, 0) if number == 0 else 0)
        assert start - 0.1 <= line.left
        assert line.right <= RIGHT - right + 0.1


def test_indents_that_leave_no_room_are_refused() -> None:
    with pytest.raises(TemplateError, match="放不下一个字"):
        lines('<p left="150pt" right="145pt">国</p>')
