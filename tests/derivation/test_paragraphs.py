"""How paragraphs are set, by Word's styles and their inheritance."""

from __future__ import annotations

import pytest

from perfreport.basics.errors import TemplateError
from tests.derivation.small import derived, head_of, lines_of, style_of
from tests.docx.page.small_pages import paragraph, run

STYLES = """
<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:eastAsia="宋体" w:ascii="Times New Roman"/>
<w:sz w:val="21"/></w:rPr></w:rPrDefault></w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/>
<w:pPr><w:jc w:val="both"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="b"><w:name w:val="说明"/><w:basedOn w:val="a"/>
<w:pPr><w:spacing w:line="360" w:lineRule="exact" w:before="120"/>
<w:ind w:firstLineChars="200" w:firstLine="420"/></w:pPr>
<w:rPr><w:rFonts w:eastAsia="黑体"/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="c"><w:name w:val="小说明"/><w:basedOn w:val="b"/>
<w:rPr><w:sz w:val="18"/></w:rPr></w:style>
<w:style w:type="character" w:styleId="d"><w:name w:val="强调"/>
<w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="h1"><w:name w:val="heading 1"/><w:basedOn w:val="a"/>
<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr><w:outlineLvl w:val="0"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="h2"><w:name w:val="heading 2"/><w:basedOn w:val="a"/>
<w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr>
<w:outlineLvl w:val="1"/></w:pPr></w:style>
"""


def level(number: int, form: str, text: str) -> str:
    """A level of a list."""
    return (
        f'<w:lvl w:ilvl="{number}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        f'<w:suff w:val="nothing"/><w:lvlText w:val="{text}"/></w:lvl>'
    )


def numbering(*levels: str) -> str:
    """A list of these levels."""
    return (
        f'<w:abstractNum w:abstractNumId="0">{"".join(levels)}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )


OUTLINE = numbering(level(0, "chineseCounting", "%1、"), level(1, "decimal", "%2."))
DIGITS = numbering(level(0, "decimal", "%1."))
CIRCLES = numbering(level(0, "decimalEnclosedCircle", "%1"))
LISTED = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'


def styled(style: str, *content: str, properties: str = "") -> str:
    """A paragraph in the style with this id."""
    return paragraph(*content, properties=f'<w:pStyle w:val="{style}"/>{properties}')


def test_a_style_takes_after_those_it_is_based_on() -> None:
    found = style_of(styled("c", "甲"), styles=STYLES)
    expected = {
        "font": "黑体",
        "latin": "Times New Roman",
        "size": "9pt",
        "leading": "18pt",
        "indent": "2em",
        "align": "justify",
        "before": "6pt",
    }
    assert found.items() >= expected.items()


def test_what_a_paragraph_says_itself_goes_first() -> None:
    own = '<w:spacing w:line="400" w:lineRule="exact"/><w:ind w:firstLine="0"/><w:jc w:val="end"/>'
    found = style_of(styled("c", "甲", properties=own), styles=STYLES)
    assert found.items() >= {"leading": "20pt", "indent": "0pt", "align": "right"}.items()


def test_the_format_of_most_of_the_text_is_that_of_the_paragraph() -> None:
    body = styled("b", run("签", "<w:b/>"), run("长长的文字", '<w:sz w:val="28"/>'))
    template = derived(body, styles=STYLES)
    assert 'size="14pt"' in template.text.split("说明2")[0]
    assert '<span style="说明2">签</span>' in template.text


@pytest.mark.parametrize(
    ("spacing", "leading"),
    [
        ("", "13.65pt"),
        ('<w:spacing w:line="360" w:lineRule="auto"/>', "20.48pt"),
        ('<w:spacing w:line="200" w:lineRule="atLeast"/>', "13.65pt"),
        ('<w:spacing w:line="500" w:lineRule="atLeast"/>', "25pt"),
        ('<w:spacing w:line="500" w:lineRule="exact"/>', "25pt"),
    ],
)
def test_the_height_of_a_line(spacing: str, leading: str) -> None:
    assert style_of(paragraph("甲", properties=spacing), styles=STYLES)["leading"] == leading


def test_a_line_has_room_for_its_largest_characters() -> None:
    body = paragraph("相当长的一段文字", run("大", '<w:sz w:val="42"/>'))
    assert style_of(body, styles=STYLES)["leading"] == "27.3pt"
    exact = '<w:spacing w:line="300" w:lineRule="exact"/>'
    body = paragraph("相当长的一段文字", run("大", '<w:sz w:val="42"/>'), properties=exact)
    assert style_of(body, styles=STYLES)["leading"] == "15pt"


def test_lines_and_characters_go_by_the_grid_of_the_page() -> None:
    grid = '<w:docGrid w:type="linesAndChars" w:linePitch="312" w:charSpace="-2048"/>'
    found = style_of(paragraph("甲"), grid, styles=STYLES)
    assert (found["leading"], found["pitch"]) == ("15.6pt", "10pt")
    off = style_of(paragraph("甲", properties='<w:snapToGrid w:val="0"/>'), grid, styles=STYLES)
    assert (off["leading"], off.get("pitch")) == ("13.65pt", None)


def test_headings_number_themselves_as_word_does() -> None:
    body = styled("h1", "甲") + styled("h2", "乙")
    assert lines_of(body, styles=STYLES, numbering=OUTLINE) == [
        '<heading level="1" style="一级标题">甲</heading>',
        '<heading level="2" style="二级标题">乙</heading>',
    ]
    assert '<numbering scheme="一、 1."/>' in head_of(body, styles=STYLES, numbering=OUTLINE)


def test_a_heading_without_a_number_is_one_all_the_same() -> None:
    title = paragraph("丙", properties='<w:outlineLvl w:val="0"/>')
    assert lines_of(styled("h1", "甲") + title, styles=STYLES, numbering=OUTLINE)[1:] == [
        '<heading level="1" style="普通" number="no">丙</heading>',
    ]
    # Alone there is no number that it could lack.
    assert lines_of(title, styles=STYLES, numbering=OUTLINE) == [
        '<heading level="1" style="普通">丙</heading>',
    ]


def test_a_blank_line_is_no_heading() -> None:
    blank = paragraph("", properties='<w:outlineLvl w:val="0"/>')
    found = lines_of(styled("h1", "甲") + blank, styles=STYLES, numbering=OUTLINE)
    assert not any("heading" in line for line in found[1:])


def test_text_in_a_style_of_its_own_runs_into_the_line_of_a_heading() -> None:
    body = styled("h1", "甲。", run("{{ a }}", '<w:rStyle w:val="d"/>'))
    assert lines_of(body, styles=STYLES, numbering=OUTLINE) == [
        '<heading level="1" style="一级标题" run-in="yes">甲。</heading>',
        '<p style="强调">{{ a }}</p>',
    ]


def test_digits_of_a_list_are_counted_by_the_template() -> None:
    body = paragraph("甲", properties=LISTED) * 2
    written = '{{ number("自动编号 0-1") }}.甲'
    assert lines_of(body, numbering=DIGITS) == [f'<p style="正文">{written}</p>'] * 2


def test_other_numbers_of_a_list_are_counted_by_the_engine() -> None:
    entry = paragraph("{{ a }}", properties=LISTED)
    body = paragraph("{%p for a in remarks %}") + entry + paragraph("{%p endfor %}")
    assert lines_of(body, numbering=CIRCLES) == [
        '<list style="正文" scheme="①">',
        "{% for a in remarks %}",
        "<item>{{ a }}</item>",
        "{% endfor %}",
        "</list>",
    ]


def test_a_bullet_is_text() -> None:
    bullets = numbering(level(0, "bullet", "●"))
    assert lines_of(paragraph("甲", properties=LISTED), numbering=bullets) == [
        '<p style="正文">●甲</p>'
    ]


def test_a_tab_to_the_right_edge_parts_a_line() -> None:
    stop = '<w:tabs><w:tab w:val="right" w:pos="8306"/></w:tabs>'
    body = paragraph("左", "<w:r><w:tab/></w:r>", "右", properties=stop)
    assert lines_of(body) == ['<split style="正文"><left>左</left><right>右</right></split>']


def test_other_tabs_go_to_their_stops() -> None:
    stops = '<w:tabs><w:tab w:val="right" w:pos="4000"/><w:tab w:val="left" w:pos="1000"/></w:tabs>'
    body = paragraph("左", "<w:r><w:tab/></w:r>", "右", properties=stops)
    assert lines_of(body) == ['<p style="正文">左<tab/>右</p>']
    assert style_of(body)["tabs"] == "50pt 200pt:right"


def test_a_list_that_goes_on_is_counted_on() -> None:
    entry = paragraph("甲", properties=LISTED)
    lines = lines_of(entry + paragraph("乙") + entry, numbering=CIRCLES)
    assert lines[0] == '<list style="正文" scheme="①">'
    assert lines[4] == '<list style="正文" scheme="①" continue="yes">'


def test_a_list_that_would_begin_anew_in_a_loop_is_refused() -> None:
    loop = paragraph("{%p for a in b %}") + paragraph("乙")
    body = loop + paragraph("甲", properties=LISTED) + paragraph("{%p endfor %}")
    with pytest.raises(TemplateError, match="第 3 段“甲”：循环里"):
        lines_of(body, numbering=CIRCLES)


def test_pages_end_where_word_ends_them() -> None:
    page_break = '<w:r><w:br w:type="page"/></w:r>'
    body = paragraph("甲", page_break, "乙") + paragraph(page_break)
    body += paragraph("丙", properties="<w:pageBreakBefore/>")
    words = ['<p style="正文">甲</p>', '<p style="正文">乙</p>', '<p style="正文">丙</p>']
    ends = ["<page-break/>"]
    assert lines_of(body) == [words[0], *ends, words[1], *ends, *ends, words[2]]


def test_a_table_of_contents_lists_what_it_lists_in_word() -> None:
    begin = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        '<w:r><w:instrText>TOC \\o "1-2" \\h</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )
    end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    body = paragraph(begin, "一、旧") + paragraph("二、旧") + paragraph(end) + paragraph("正文")
    assert lines_of(body) == ['<contents levels="2"/>', '<p style="正文">正文</p>']
