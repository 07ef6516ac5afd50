"""Paper, margins, page numbers, headers, sections."""

from __future__ import annotations

import pytest

from perfreport.basics.errors import TemplateError
from perfreport.derivation.derived import derive
from perfreport.forms.registry import FormRegistry
from tests.derivation.small import derived, head_of, lines_of, reference
from tests.docx.page.small_pages import paragraph, run

A4 = '<w:pgSz w:w="11906" w:h="16838"/>'
LANDSCAPE = '<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>'
MARGINS = (
    '<w:pgMar w:top="1000" w:right="1100" w:bottom="1200" w:left="1300" w:header="500" '
    'w:footer="600" w:gutter="100"/>'
)
PAGE = '<w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>'
LINE = '<w:spacing w:line="280" w:lineRule="exact"/>'
TEXT_BOX = f"<w:txbxContent>{paragraph('内')}</w:txbxContent>"
NOTE = '<w:r><w:footnoteReference w:id="2"/></w:r>'


def test_paper_and_margins() -> None:
    [document, *_] = head_of(paragraph("甲"), LANDSCAPE + MARGINS)
    assert document == (
        '<document paper="A4" orientation="landscape" margins="50pt 55pt 60pt 70pt">'
    )


def test_another_paper_keeps_its_measures() -> None:
    letter = head_of(paragraph("甲"), '<w:pgSz w:w="15840" w:h="12240"/>')[0]
    assert 'paper="612pt 792pt" orientation="landscape"' in letter


def footer_line(properties: str, *content: str) -> str:
    """The markup of the page number of a footer of ``content``."""
    section = reference("footer") + A4 + MARGINS
    footer = paragraph(*content, properties=LINE + properties)
    lines = head_of(paragraph("甲"), section, footer=footer)
    return lines[-1]


def test_a_page_number_in_the_middle_stands_where_it_stands_in_word() -> None:
    assert footer_line('<w:jc w:val="center"/>', "第 ", PAGE, " 页") == (
        '<page-number format="第 {n} 页" style="正文2" position="center" offset="18pt"/>'
    )


def test_a_footer_may_name_what_the_view_has() -> None:
    line = footer_line('<w:jc w:val="center"/>', "{{ department }} ", PAGE)
    assert 'format="{{ department }} {n}"' in line


def test_page_numbers_may_stand_on_one_side() -> None:
    line = footer_line('<w:jc w:val="right"/><w:ind w:right="280"/>', PAGE)
    assert 'position="right" offset="18pt" inset="14pt"' in line


def test_page_numbers_may_stand_outside() -> None:
    word = FormRegistry().docx_template("guangzhou-self-evaluation")
    assert 'position="outside" offset="20pt" inset="1em"' in derive(word).text


def test_pages_are_counted() -> None:
    pages = PAGE.replace("PAGE", "NUMPAGES")
    line = footer_line('<w:jc w:val="center"/>', "第", PAGE, "页 共", pages, "页")
    assert 'format="第{n}页 共{pages}页"' in line


def test_the_first_page_may_have_no_number() -> None:
    section = reference("footer") + A4 + "<w:titlePg/>"
    [*_, line] = head_of(paragraph("甲"), section, footer=paragraph(PAGE))
    assert 'first="no"' in line


def test_a_first_page_of_number_zero_is_a_cover() -> None:
    section = reference("footer") + A4 + '<w:pgNumType w:start="0"/><w:titlePg/>'
    [*_, line] = head_of(paragraph("甲"), section, footer=paragraph(PAGE))
    assert 'first="apart"' in line


@pytest.mark.parametrize("side", ["center", "right", "outside"])
def test_a_page_number_may_stand_in_a_text_box_as_in_wps(side: str) -> None:
    box = (
        '<w:r><mc:AlternateContent><mc:Choice><w:drawing><wp:anchor xmlns:wp="urn:wp">'
        f"<wp:positionH><wp:align>{side}</wp:align></wp:positionH>"
        f"<w:txbxContent>{paragraph('— ', PAGE, ' —')}</w:txbxContent>"
        "</wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict/></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )
    line = footer_line("", box)
    assert 'format="— {n} —"' in line
    assert f'position="{side}"' in line


def test_a_page_number_may_stand_in_a_frame() -> None:
    line = footer_line('<w:framePr w:wrap="around" w:xAlign="center"/>', PAGE)
    assert 'position="center"' in line


def test_a_footer_with_more_than_the_page_number_is_refused() -> None:
    with pytest.raises(TemplateError, match=r"页脚“某局制”.*除了页码"):
        footer_line("", "某局制")


def test_a_header_runs_on_every_page_and_the_text_stays_where_it_was() -> None:
    section = reference("header") + A4 + MARGINS
    text = derived(paragraph("甲"), section, header=paragraph("{{ title }}", properties=LINE)).text
    assert '<running>\n  <p style="正文2">{{ title }}</p>\n  </running>' in text
    # From the upper edge 25 pt to the header, a line of 14 pt, and 50 pt to the text.
    assert 'margins="25pt 55pt 60pt 70pt"' in text
    assert 'name="正文2"' in text
    assert 'after="11pt"' in text


def section_end(properties: str) -> str:
    """A paragraph that ends a section."""
    return paragraph(properties=f"<w:sectPr>{properties}</w:sectPr>")


def test_sections_of_one_page_follow_each_other() -> None:
    body = paragraph("甲") + section_end(A4) + paragraph("乙")
    first, second = '<p style="正文">甲</p>', '<p style="正文">乙</p>'
    assert lines_of(body, A4) == [first, "<page-break/>", second]
    assert lines_of(body, f'<w:type w:val="continuous"/>{A4}') == [first, second]


@pytest.mark.parametrize(("start", "first"), [('<w:pgNumType w:start="1"/>', "apart"), ("", "no")])
@pytest.mark.parametrize("blank", [False, True])
def test_a_cover_may_be_a_section_of_its_own(start: str, first: str, blank: bool) -> None:
    """What Word writes when somebody unlinks the footer of the second section."""
    own = reference("footer").replace('r:id="footer"', 'r:id="header"') if blank else ""
    body = paragraph("封面") + section_end(own + A4) + paragraph("甲")
    parts = {"header": paragraph(""), "footer": paragraph(PAGE)}
    found = derived(body, reference("footer") + A4 + start, **parts)
    assert f'first="{first}"' in found.text
    assert found.text.count("<page-number") == 1
    assert found.notes == ()


def test_what_pdf_numbers_otherwise_than_word_is_noted() -> None:
    start = '<w:pgNumType w:start="1"/>'
    page = '<w:r><w:br w:type="page"/></w:r>'
    body = (
        paragraph("封面") + paragraph(page) + paragraph("目录") + section_end(A4) + paragraph("甲")
    )
    found = derived(body, reference("footer") + A4 + start, footer=paragraph(PAGE))
    assert found.notes == ("页脚：没有页码的一节不止一页，PDF 只有第一页不印页码",)
    body = paragraph("甲") + section_end(reference("footer") + A4) + paragraph("乙")
    found = derived(body, A4 + start, footer=paragraph(PAGE))
    assert found.notes == ("页脚：后面的节页码重新编，PDF 接着编",)


def test_the_paper_may_turn() -> None:
    body = paragraph("甲") + section_end(A4) + paragraph("乙")
    assert lines_of(body, LANDSCAPE + MARGINS) == [
        '<p style="正文">甲</p>',
        '<section paper="A4" orientation="landscape" margins="50pt 55pt 60pt 70pt"/>',
        '<p style="正文">乙</p>',
    ]


def test_the_paper_may_not_turn_in_a_loop() -> None:
    body = paragraph("{%p for a in b %}") + section_end(A4) + paragraph("{%p endfor %}")
    with pytest.raises(TemplateError, match=r"第 1 段“{%p for.*纸张方向"):
        derived(body, LANDSCAPE)


def test_what_stands_in_an_earlier_section_goes_on() -> None:
    body = paragraph("甲") + section_end(reference("header") + A4) + paragraph("乙")
    assert "<running>" in derived(body, A4, header=paragraph("抬头")).text


@pytest.mark.parametrize(
    ("body", "section", "named"),
    [
        (paragraph("甲"), '<w:cols w:num="2"/>', "分栏"),
        (paragraph("甲", "<w:r><w:drawing/></w:r>"), "", "第 1 段“甲”：.*图片"),
        (
            paragraph("甲", f"<w:r><w:pict>{TEXT_BOX}</w:pict></w:r>"),
            "",
            "第 1 段“甲.*”：.*文本框",
        ),
        (paragraph("甲") + paragraph("乙", NOTE), "", "第 2 段“乙”：.*脚注"),
        (paragraph("甲") + paragraph("{%p endif %}"), "", "第 2 段“{%p endif %}”.*没有与它成对"),
        (paragraph("甲", "<m:oMath/>"), "", "公式"),
    ],
)  # fmt: skip
def test_what_the_pdf_has_not_is_named_with_its_place(body: str, section: str, named: str) -> None:
    with pytest.raises(TemplateError, match=named):
        derived(body, section)


def test_what_looks_otherwise_is_noted_once() -> None:
    body = paragraph(run("甲", '<w:color w:val="FF0000"/>')) * 2
    assert derived(body).notes == ("正文第 1 段“甲”：PDF 里不印文字的颜色",)
