"""The contents list in the finished file: what it says, how it looks, where it leads."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdfium2 import raw

from perfreport.basics.errors import TemplateError
from tests.outside.preflight import Preflight
from tests.outside.qpdf import Qpdf
from tests.pdf_pages import Line, lines_of, read_pages
from tests.typeset.typesetting import pages_of, pdf_of, text_of

MM = 72 / 25.4
LEFT, RIGHT = 28 * MM, (210 - 26) * MM
ENTRY = re.compile("(.*?)(…+)([0-9]+)")
HEAD = '<numbering scheme="一、 （一） 1."/><page-number/>'
SENTENCE = "绩效目标应当指向明确、细化量化、合理可行。"
NAMES = ("部门基本情况", "绩效自评情况", "存在的主要问题", "下一步改进措施")


class Entry(NamedTuple):
    """An entry of the list: the page that it stands on and the one that it names, from 1."""

    text: str
    page: int
    stands_on: int


class Link(NamedTuple):
    """A link: the page and the area that it covers, and the page and height where it leads."""

    page: int
    left: float
    top: float
    right: float
    bottom: float
    to_page: int
    to_y: float


def document(body: str, contents: str = "<contents/><page-break/>") -> str:
    return f"<document>{HEAD}{contents}{body}</document>"


def heading(level: int, text: str, run_in: str = "") -> str:
    return f'<heading level="{level}"{run_in}>{text}</heading>'


def prose(sentences: int) -> str:
    return f"<p>{SENTENCE * sentences}</p>"


def report(sentences: int = 30) -> str:
    """Four sections of three parts each, the last of which has a heading that runs in."""
    return "".join(
        heading(1, name)
        + heading(2, "总体情况")
        + prose(sentences)
        + heading(2, "存在的问题")
        + prose(sentences)
        + heading(2, "原因分析。", ' run-in="yes"')
        + prose(sentences)
        for name in NAMES
    )


def entries(pdf: bytes) -> list[Entry]:
    """The entries of the list, whole again where they take several lines."""
    found: list[Entry] = []
    for number, page in enumerate(read_pages(pdf), 1):
        text = ""
        for line in lines_of(page.glyphs):
            text += line.text
            if match := ENTRY.fullmatch(text):
                found.append(Entry(match[1].strip(), int(match[3]), number))
                text = ""
    return found


def outline(pdf: bytes) -> list[tuple[str, int, float]]:
    """The entries of the outline with the pages, from 1, and heights to which they lead."""
    with pypdfium2.PdfDocument(pdf) as file:
        found = []
        for entry in file.get_toc():
            page = entry.get_dest().get_index()
            y = file[page].get_height() - entry.get_dest().get_view()[1][1]
            found.append((entry.get_title(), page + 1, y))
        return found


def links(pdf: bytes) -> list[Link]:
    """All links in the order in which the pages have them."""
    with pypdfium2.PdfDocument(pdf) as file:
        return [link for index, page in enumerate(file) for link in _links(file, page, index + 1)]


def _links(file: Any, page: Any, number: int) -> Iterator[Link]:
    position, link = ctypes.c_int(0), raw.FPDF_LINK()
    while raw.FPDFLink_Enumerate(page, position, link):
        box = raw.FS_RECTF()
        assert raw.FPDFLink_GetAnnotRect(link, box)
        destination = pypdfium2.PdfDest(raw.FPDFLink_GetDest(file, link), file)
        to_page, height = destination.get_index(), page.get_height()
        to_y = file[to_page].get_height() - destination.get_view()[1][1]
        yield Link(
            number, box.left, height - box.top, box.right, height - box.bottom, to_page + 1, to_y
        )


def pages_with_headings(pdf: bytes, texts: list[str]) -> list[int]:
    """The page of each of ``texts``, which begin lines of the body, in their order."""
    lines = [
        (number, line.text)
        for number, page in enumerate(read_pages(pdf), 1)
        for line in lines_of(page.glyphs)
        if "…" not in line.text
    ]
    found = []
    for text in texts:
        while not lines[0][1].strip().startswith(text[:12]):
            lines.pop(0)
        found.append(lines.pop(0)[0])
    return found


def test_entries_have_the_numbers_of_the_pages_on_which_the_headings_stand() -> None:
    pdf = pdf_of(document(report()))
    found = entries(pdf)
    assert [entry.text for entry in found][:4] == [
        *("一、部门基本情况", "（一）总体情况", "（二）存在的问题", "（三）原因分析")
    ]
    assert len(found) == 16
    assert [entry.page for entry in found] == pages_with_headings(
        pdf, [entry.text for entry in found]
    )
    assert found[-1].page > 9


def test_every_entry_leads_where_its_bookmark_leads() -> None:
    pdf = pdf_of(document(report()))
    found, marks = links(pdf), outline(pdf)
    assert [(link.to_page, link.to_y) for link in found] == [(page, y) for _, page, y in marks]
    assert [entry.text for entry in entries(pdf)] == [text for text, _, _ in marks]


def test_the_area_of_a_link_is_that_of_its_entry() -> None:
    long = heading(1, "某" * 60) + prose(1)
    pdf = pdf_of(document(heading(1, "甲") + prose(1) + long))
    lines = [line for line in lines_of(read_pages(pdf)[0].glyphs) if line.baseline < 262 * MM]
    first, second = links(pdf)
    assert len(lines) == 4
    for link, own in ((first, lines[:1]), (second, lines[1:])):
        assert (link.left, link.right) == pytest.approx((LEFT, RIGHT), abs=0.5)
        assert [link.top < line.baseline < link.bottom for line in lines] == [
            line in own for line in lines
        ]


def test_the_outline_is_what_it_would_be_without_the_list() -> None:
    pdf = pdf_of(document(report()))
    without = outline(pdf_of(document(report(), "<p>目录</p><page-break/>")))
    assert entries(pdf)[-1].stands_on == 1
    assert outline(pdf) == without


def test_a_list_longer_than_a_page_goes_on() -> None:
    body = "".join(heading(1, f"第{number}部分") + prose(2) for number in range(60))
    pdf = pdf_of(document(body))
    found = entries(pdf)
    assert [entry.stands_on for entry in found] == [1] * 22 + [2] * 22 + [3] * 16
    assert [entry.page for entry in found] == [page for _, page, _ in outline(pdf)]
    assert [link.page for link in links(pdf)] == [entry.stands_on for entry in found]


def test_an_entry_over_two_pages_leads_from_both() -> None:
    body = heading(1, "甲") * 20 + heading(1, "某" * 110)
    first, second = links(pdf_of(document(body)))[-2:]
    assert (first.page, second.page) == (1, 2)
    assert (first.to_page, first.to_y) == (second.to_page, second.to_y)


def test_long_headings_leave_the_column_of_the_page_numbers_free() -> None:
    pdf = pdf_of(document(heading(1, "某" * 60) + prose(1)))
    *before, last = entry_lines(pdf)
    assert len(before) == 2
    assert all(line.right < RIGHT - 32 for line in before)
    assert last.right == pytest.approx(RIGHT, abs=0.5)
    assert entries(pdf)[0].text == "一、" + "某" * 60


def entry_lines(pdf: bytes) -> list[Line]:
    """The lines of the type area of the first page."""
    return [line for line in lines_of(read_pages(pdf)[0].glyphs) if line.baseline < 262 * MM]


def test_numbers_end_at_the_right_edge_and_dots_stand_below_each_other() -> None:
    page = read_pages(pdf_of(document(report())))[0]
    lines = entry_lines(pdf_of(document(report())))
    for line in lines:
        assert line.right == pytest.approx(RIGHT, abs=0.3)
    dots = {round(glyph.left % 15.793, 1) for glyph in page.glyphs if glyph.text == "…"}
    assert max(dots) - min(dots) <= 0.1
    ends = {
        round(max(g.right for g in page.glyphs if g.text == "…" and g.baseline == line.baseline), 1)
        for line in lines
    }
    assert len(ends) == 1


def test_figures_are_in_the_face_of_the_page_numbers() -> None:
    body = heading(1, "甲") + prose(1)
    with pypdfium2.PdfDocument(pdf_of(document(body))) as file:
        fonts = {text: font for text, font in _texts_with_fonts(file[0]) if text in ("一、甲", "2")}
    assert "Hei" in fonts["一、甲"]
    assert "Song" in fonts["2"]


def _texts_with_fonts(page: Any) -> Iterator[tuple[str, str]]:
    textpage = page.get_textpage()
    for shown in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT]):
        left, bottom, right, top = shown.get_bounds()
        text = textpage.get_text_bounded(left - 1, bottom - 1, right + 1, top + 1)
        yield text.strip(), shown.get_font().get_base_name()


def test_levels_below_those_asked_for_are_left_out_and_deeper_ones_stand_further_right() -> None:
    body = "".join(heading(level, f"第{level}级") for level in (1, 2, 3)) + prose(1)
    for levels in (1, 2, 3):
        lines = entry_lines(pdf_of(document(body, f'<contents levels="{levels}"/><page-break/>')))
        assert len(lines) == levels
        steps = [line.left - LEFT for line in lines]
        assert steps == pytest.approx([2 * 15.793 * n for n in range(levels)], abs=6)


def test_a_document_without_headings_has_an_empty_list() -> None:
    assert [text_of(page) for page in pages_of("<document><contents/><p>甲</p></document>")] == [
        "甲"
    ]


def test_only_headings_that_follow_are_listed() -> None:
    body = heading(1, "甲") + prose(1) + "<contents/>" + heading(1, "乙") + prose(1)
    pdf = pdf_of(f"<document>{HEAD}{body}</document>")
    (entry,) = entries(pdf)
    assert entry.text.endswith("。二、乙")
    (link,) = links(pdf)
    assert (link.to_page, link.to_y) == outline(pdf)[1][1:]


def test_a_heading_right_above_the_list_is_counted_and_not_listed() -> None:
    body = heading(1, "目录") + "<contents/><page-break/>" + report()
    pdf = pdf_of(f"<document>{HEAD}{body}</document>")
    marks = outline(pdf)[1:]
    assert [entry.page for entry in entries(pdf)] == [page for _, page, _ in marks]
    assert [(link.to_page, link.to_y) for link in links(pdf)] == [mark[1:] for mark in marks]


def test_a_heading_without_words_is_no_obstacle() -> None:
    pdf = pdf_of(f"<document><page-number/><contents/>{heading(1, '')}<p>甲</p></document>")
    assert [(entry.text, entry.page) for entry in entries(pdf)] == [("", 1)]


def test_text_may_follow_on_the_page_of_the_list() -> None:
    pdf = pdf_of(document(report(), "<title>目　录</title><contents/>"))
    found = entries(pdf)
    assert found[0].page == found[0].stands_on == 1
    assert [entry.page for entry in found] == [page for _, page, _ in outline(pdf)]


def test_rows_of_tables_are_there_once() -> None:
    rows = "".join(f"<tr><td>第{number}行</td><td>1.00</td></tr>" for number in range(80))
    table = f'<table columns="* fit" header-rows="1"><tr><td>甲</td><td>乙</td></tr>{rows}</table>'
    text = "".join(
        text_of(page)
        for page in pages_of(document(heading(1, "表") + table + heading(1, "末") + prose(1)))
    )
    assert [text.count(f"第{number}行") for number in range(80)] == [1] * 80


def test_a_hundred_pages_need_room_for_a_third_digit() -> None:
    body = "".join(heading(1, f"第{n}部分") + prose(1) + "<page-break/>" for n in range(110))
    pdf = pdf_of(document(body))
    assert [entry.page for entry in entries(pdf)] == [page for _, page, _ in outline(pdf)]
    assert entries(pdf)[-1].page == 115


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(1, 3), st.integers(1, 70), st.booleans(), st.integers(1, 45)),
        max_size=30,
    ),
    st.sampled_from(["<contents levels='3'/>", "<contents/><page-break/>"]),
)
def test_whatever_the_headings_their_pages_are_right(
    parts: list[tuple[int, int, bool, int]], contents: str
) -> None:
    body = "".join(
        heading(level, "某" * length, ' run-in="yes"' * run_in) + prose(sentences)
        for level, length, run_in, sentences in parts
    )
    pdf = pdf_of(document(body, contents))
    listed = 3 if "3" in contents else 2
    pages = [
        page
        for (_, page, _), (level, *_) in zip(outline(pdf), parts, strict=True)
        if level <= listed
    ]
    assert [entry.page for entry in entries(pdf)] == pages
    assert sorted({(link.to_page, link.to_y) for link in links(pdf)}) == sorted(
        {
            (page, y)
            for (_, page, y), (level, *_) in zip(outline(pdf), parts, strict=True)
            if level <= listed
        }
    )


def test_a_bookmark_of_a_heading_that_moved_to_the_next_page_leads_there() -> None:
    """Headings that fill more than a page by themselves cannot all stay with what follows."""
    body = "".join(heading(1, f"第{n}部分" + "某" * 40) for n in range(20)) + prose(1)
    pdf = pdf_of(document(body, ""))
    marks = outline(pdf)
    assert [page for _, page, _ in marks] == pages_with_headings(
        pdf, [text for text, _, _ in marks]
    )


def test_programs_that_check_files_find_nothing(qpdf: Qpdf, preflight: Preflight) -> None:
    files = [pdf_of(document(report())), pdf_of("<document><contents/></document>")]
    assert [qpdf.check(pdf) for pdf in files] == [[]] * 2
    assert preflight.validate_all(files) == [[]] * 2


def test_links_print_and_have_no_border() -> None:
    pdf = pdf_of(document(report()))
    annotations = re.findall(rb"<< /Type /Annot .*?>>", pdf)
    assert len(annotations) == 16
    assert all(b"/F 4 " in each and b"/Border [0 0 0]" in each for each in annotations)


def test_a_second_list_is_refused() -> None:
    with pytest.raises(TemplateError, match="第 1 行 <contents>：一份文件只能有一个目录"):
        pdf_of("<document><contents/><p>甲</p><contents/></document>")


def test_a_page_too_narrow_for_a_list_is_refused() -> None:
    narrow = f'<document margins="37mm 95mm 35mm 95mm"><contents/>{heading(1, "甲")}</document>'
    with pytest.raises(TemplateError, match="版心太窄"):
        pdf_of(narrow)
