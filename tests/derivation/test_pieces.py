"""The texts and tags of a paragraph, whatever Word and its users have done to them."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.derivation.small import lines_of
from tests.docx.page.small_pages import paragraph, run


def inside(*content: str) -> str:
    """What a paragraph of ``content`` holds as markup."""
    [line] = lines_of(paragraph(*content))
    return line.removeprefix('<p style="正文">').removesuffix("</p>")


def test_words_are_escaped_and_tags_are_not() -> None:
    assert (
        inside("甲&amp;乙{% if a &lt; b %}&lt;{% endif %}")
        == "甲&amp;乙{% if a < b %}&lt;{% endif %}"
    )


@given(cuts=st.lists(st.integers(0, 30), max_size=6))
def test_a_tag_may_be_parted_over_runs(cuts: list[int]) -> None:
    text = "共{{ project.name }}个{% if a %}甲{% endif %}"
    edges = sorted({0, len(text), *(cut for cut in cuts if cut < len(text))})
    runs = [
        run(text[start:end], "<w:b/>" if start else "") for start, end in itertools.pairwise(edges)
    ]
    written = inside(*runs)
    assert "{{ project.name }}" in written
    assert "{% if a %}" in written
    assert "{% endif %}" in written


def test_quotation_marks_in_a_tag_are_made_straight() -> None:
    assert inside("“甲”{% if a == “乙” %}丙{% endif %}") == '“甲”{% if a == "乙" %}丙{% endif %}'


def test_what_is_marked_is_read_and_what_is_deleted_or_hidden_is_not() -> None:
    marked = f"<w:ins>{run('一')}</w:ins><w:smartTag>{run('二')}</w:smartTag>"
    gone = f"<w:del>{run('三')}</w:del>{run('四', '<w:vanish/>')}"
    assert inside(marked, gone) == "一二"


def test_breaks_symbols_and_hyphens() -> None:
    symbol = '<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>'
    assert inside("甲", "<w:r><w:br/><w:noBreakHyphen/></w:r>", symbol) == "甲<br/>\u2011☑"


def test_text_that_is_set_otherwise_stands_in_a_span() -> None:
    body = paragraph("相当长的一段文字，比标签长", run("粗", "<w:b/>"), run("{{ a }}", "<w:b/>"))
    [line] = lines_of(body)
    assert line == (
        '<p style="正文">相当长的一段文字，比标签长<span style="正文2">粗</span>'
        '<span style="正文2">{{ a }}</span></p>'
    )


def test_a_statement_never_stands_in_a_span() -> None:
    body = paragraph("长长的文字", run("{% if a %}粗{% endif %}", "<w:b/>"))
    assert '文字{% if a %}<span style="正文2">粗</span>{% endif %}' in lines_of(body)[0]


def test_braces_of_the_form_are_no_tags() -> None:
    assert inside("{甲{{ a }}}") == "&#123;甲{{ a }}&#125;"


def test_underlined_blanks_are_printed() -> None:
    assert "<span" in inside("签字：", run("　　", '<w:u w:val="single"/>'))


def test_a_caption_is_numbered_by_the_template() -> None:
    field = f'<w:fldSimple w:instr=" SEQ 表 \\* ARABIC ">{run("1")}</w:fldSimple>'
    assert inside("表 ", field, " 甲") == '表 {{ number("表") }} 甲'


@pytest.mark.parametrize("kind", ["REF a", "DATE"])
def test_other_fields_show_their_result(kind: str) -> None:
    parts = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>',
        f"<w:r><w:instrText>{kind}</w:instrText></w:r>",
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>',
        run("甲"),
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
    )
    assert inside(*parts) == "甲"
