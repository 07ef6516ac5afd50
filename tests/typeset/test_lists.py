"""Lists: in the text, in cells, and such as go on."""

from __future__ import annotations

import pytest

from perfreport.basics.errors import TemplateError
from tests.pdf_pages import lines_of
from tests.typeset.typesetting import pages_of


def texts(content: str) -> list[str]:
    (page,) = pages_of(f"<document>{content}</document>")
    return [line.text for line in lines_of(page.glyphs)]


def numbered(*items: str, attributes: str = "") -> str:
    return (
        f'<list scheme="1." {attributes}>{"".join(f"<item>{item}</item>" for item in items)}</list>'
    )


def in_cell(content: str) -> str:
    return f'<table columns="*"><tr><td>{content}</td></tr></table>'


def test_a_list_goes_on_after_a_paragraph() -> None:
    content = numbered("甲", "乙") + "<p>段</p>" + numbered("丙", attributes='continue="yes"')
    assert texts(content + numbered("丁")) == ["1.甲", "2.乙", "段", "3.丙", "1.丁"]


def test_a_list_may_start_later() -> None:
    content = numbered("甲", attributes='start="3"') + numbered("乙", attributes='continue="yes"')
    assert texts(content) == ["3.甲", "4.乙"]


def test_lists_of_another_scheme_do_not_interrupt() -> None:
    other = '<list scheme="（1）"><item>丙</item></list>'
    content = numbered("甲") + other + numbered("乙", attributes='continue="yes"')
    assert texts(content) == ["1.甲", "（1）丙", "2.乙"]


def test_a_cell_may_hold_a_list_in_its_own_style() -> None:
    content = in_cell(f"<p>说明：</p>{numbered('甲', '乙')}<p>完</p>")
    assert texts(content) == ["说明：", "1.甲", "2.乙", "完"]
    (page,) = pages_of(f"<document>{content}</document>")
    assert {glyph.size for glyph in page.glyphs} == {10.5}


def test_lists_in_cells_go_on_too() -> None:
    content = in_cell(numbered("甲")) + in_cell(numbered("乙", attributes='continue="yes"'))
    assert texts(content) == ["1.甲", "2.乙"]


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (numbered("甲", attributes='continue="yes"'), "不能接着编号"),
        (numbered("甲", attributes='continue="yes" start="2"'), "只能写一个"),
        (in_cell("甲" + numbered("乙")), "<p> 或 <list>"),
        (in_cell(numbered("乙") + "甲"), "<p> 或 <list>"),
    ],
)
def test_what_does_not_fit_together_is_refused(content: str, problem: str) -> None:
    with pytest.raises(TemplateError, match=problem):
        texts(content)
