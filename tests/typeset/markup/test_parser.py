"""Markup as it is read, and what is said of markup that is wrong."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfreport.basics.errors import GlyphError, TemplateError
from tests.pdf_pages import lines_of
from tests.typeset.typesetting import PROPERTIES, bundled_fonts, pages_of, pdf_of, text_of, typeset

SAMPLE = (
    '<document><style name="强调" font="黑体"/><p>甲&lt;5%，<span style="强调">乙</span>丙</p>'
    '<table columns="* fit"><tr><td>一</td><td>1.5</td></tr></table></document>'
)


def text(markup: str) -> str:
    """The text of the only page of ``markup``."""
    (page,) = pages_of(markup)
    return text_of(page)


@given(st.lists(st.integers(0, len(SAMPLE)), max_size=8).map(sorted))
def test_it_does_not_matter_where_the_chunks_end(cuts: list[int]) -> None:
    places = [0, *cuts, len(SAMPLE)]
    chunks = [SAMPLE[a:b] for a, b in pairwise(places)]
    assert typeset(chunks, bundled_fonts(), PROPERTIES) == pdf_of(SAMPLE)


def test_characters_that_xml_escapes_come_out_as_themselves() -> None:
    assert text("<document><p>&lt;5% &amp; &gt;3 &quot;x&quot; &#65;</p></document>") == (
        '<5% & >3 "x" A'
    )


def test_line_breaks_of_the_markup_and_blanks_around_them_are_not_text() -> None:
    assert text("<document>\n  <p>\n    甲 乙 \n\t 丙\n  </p>\n</document>") == "甲 乙丙"


def test_other_blanks_are_text() -> None:
    (page,) = pages_of('<document><p style="表格正文">甲    乙</p></document>')
    first, blank, last = page.glyphs  # readers take blanks that follow each other for one
    assert last.left - first.right == pytest.approx(4 * (blank.right - blank.left), abs=0.01)


def test_comments_are_not_text() -> None:
    assert text("<document><p>甲<!-- 说明 -->乙</p></document>") == "甲乙"


def test_a_span_is_set_in_its_own_style() -> None:
    style = '<style name="小" size="8pt"/>'
    (page,) = pages_of(f'<document>{style}<p>甲<span style="小">乙</span>丙</p></document>')
    assert [glyph.size for glyph in page.glyphs] == pytest.approx([16, 8, 16])


def test_a_style_takes_what_it_does_not_say_from_its_base() -> None:
    styles = '<style name="甲" size="9pt" indent="0"/><style name="乙" base="甲" align="right"/>'
    (page,) = pages_of(f'<document>{styles}<p style="乙">字</p></document>')
    (line,) = lines_of(page.glyphs)
    assert line.size == pytest.approx(9)
    assert line.right == pytest.approx(521.57, abs=0.1)


def test_built_in_styles_follow_the_body_style_of_the_document() -> None:
    styles = '<style name="正文" size="10pt"/>'
    (page,) = pages_of(f'<document>{styles}<heading level="1">甲</heading></document>')
    assert page.glyphs[0].size == pytest.approx(10)


def body(content: str) -> str:
    return f"<document>\n{content}</document>"


TABLE = '<table columns="*">{}</table>'


@pytest.mark.parametrize(
    ("markup", "place", "problem"),
    [
        ("<p>甲</p>", "第 1 行 <p>", "最外层的元素应是 <document>"),
        (body("<p>甲</b>"), "第 2 行", "不是合格的 XML"),
        (body("<p>甲"), "第 2 行", "不是合格的 XML"),
        ("", "第 1 行", "不是合格的 XML"),
        (body("<p>a & b</p>"), "第 2 行 <p>", "不是合格的 XML"),
        (body("<p>&nbsp;</p>"), "第 2 行 <p>", "不是合格的 XML"),
        (body("<chapter/>"), "第 2 行 <chapter>", "没有这个元素"),
        (body("<p><table columns='*'/></p>"), "第 2 行 <table>", "不能放在 <p> 中"),
        (body("<p>\n<p/></p>"), "第 3 行 <p>", "不能放在 <p> 中"),
        (body("文字"), "第 2 行 <document>", "这里不能有文字“文字”"),
        (body(TABLE.format("<tr>文字</tr>")), "第 2 行 <tr>", "这里不能有文字"),
        (body("<title color='red'/>"), "第 2 行 <title>", "没有属性 color（可用：style）"),
        (body("<heading>甲</heading>"), "第 2 行 <heading>", "缺少属性 level"),
        (body("<heading level='0'/>"), "第 2 行 <heading>", "的值“0”应是 1 至 9999999 的整数"),
        (body("<page-number offset='35mm'/>"), "第 2 行 <page-number>", "页码会落到纸外"),
        (body("<page-number/><section margins='9mm 9mm 5mm 9mm'/>"), "<section>", "落到纸外"),
        (
            body("<page-number format='{n}/{pages}/{pages}'/>"),
            "<page-number>",
            "至多有一个 {pages}",
        ),
        (body("<page-number position='inside'/>"), "<page-number>", "outside | center"),
        ("<document paper='Letter'/>", "<document>", "A4 | A3 | A5"),
        ("<document paper='260mm 184mm'/>", "<document>", "先写宽、后写高"),
        (body("<section columns='2'/>"), "<section>", "没有属性 columns"),
        (body("<page-number/><page-number/>"), "第 2 行 <page-number>", "只能写一个"),
        (body("<style name='甲' size='0pt'/>"), "第 2 行 <style>", "size 的值“0pt”应大于 0"),
        (body("<style name='甲' leading='0'/>"), "第 2 行 <style>", "leading 的值“0”应大于 0"),
        (body("<p style='无'/>"), "第 2 行 <p>", "没有样式“无”"),
        (body("<style name='甲' base='无'/>"), "第 2 行 <style>", "没有样式“无”"),
        (body("<style name='甲'/><style name='甲'/>"), "第 2 行 <style>", "定义了两次"),
        (body("<style name='甲' size='2em'/>"), "第 2 行 <style>", "不能用 em"),
        (body("<style name='甲' leading='-1pt'/>"), "第 2 行 <style>", "不是长度"),
        (body("<style name='甲' align='middle'/>"), "第 2 行 <style>", "left | center"),
        (body("<p/><style name='甲'/>"), "第 2 行 <style>", "应放在正文之前"),
        (body("<numbering scheme='一、 A.'/>"), "第 2 行 <numbering>", "没有编号样式“A.”"),
        (body("<page-number format='页'/>"), "第 2 行 <page-number>", "{n}"),
        (body("<heading level='1' run-in='yes'>甲</heading><title/>"), "<title>", "run-in"),
        (body("<heading level='1' run-in='yes'>甲</heading>"), "<document>", "run-in"),
        (body("<heading level='1' run-in='yes'>甲<br/></heading>"), "<heading>", "<br/>"),
        (body(TABLE.format("<tr><td>甲<p>乙</p></td></tr>")), "<p>", "其余文字也要写在 <p> 里"),
        (body(TABLE.format("<tr><td><p>乙</p>甲</td></tr>")), "<td>", "其余文字也要写在 <p> 里"),
        (body(TABLE.format("<tr><td border='top up'/></tr>")), "<td>", "属性 border"),
        (body("<table columns='2x'/>"), "第 2 行 <table>", "属性 columns"),
        (body("<table columns='0*'/>"), "第 2 行 <table>", "应大于 0"),
        (body("<table columns='5mm[9mm,8mm]'/>"), "第 2 行 <table>", "最窄和最宽的之间"),
        (body("<table columns='5mm[9mm]'/>"), "第 2 行 <table>", "不是长度"),
        (body("<table columns='2em[1em,3em]'/>"), "第 2 行 <table>", "不能用 em"),
        (body("<table columns='* *' align='left left left'/>"), "<table>", "align 有 3 个值"),
        ("<!DOCTYPE document [<!ENTITY x 'y'>]><document>&x;</document>", "第 1 行", "DOCTYPE"),
        (body("<p>甲\ud800乙</p>"), "第 1 行", "U+D800"),
        (body("<p>甲\x0b乙</p>"), "第 2 行 <p>", "不是合格的 XML"),
        (body("<?php echo 1 ?>"), "第 2 行 <document>", "处理指令"),
    ],
)
def test_mistakes_name_line_and_element_and_say_what_is_wrong(
    markup: str, place: str, problem: str
) -> None:
    with pytest.raises(TemplateError) as caught:
        pdf_of(markup)
    assert place in str(caught.value)
    assert problem in str(caught.value)


def test_a_character_without_glyph_stops_the_render() -> None:
    with pytest.raises(GlyphError) as caught:
        pdf_of(body("<p>甲\U0001f600乙</p>"))
    assert caught.value.character == "\U0001f600"
