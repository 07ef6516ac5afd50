"""Pages of several sizes in one document, and the numbers that they bear."""

from __future__ import annotations

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from perfreport.basics.properties import Properties
from tests.outside.preflight import Preflight
from tests.outside.qpdf import Qpdf
from tests.pdf_pages import Page, lines_of, read_pages
from tests.typeset.typesetting import bundled_fonts, pages_of, pdf_of, text_of, typeset

MM = 72 / 25.4
PORTRAIT, LANDSCAPE = (595, 842), (842, 595)
MARGINS = 'margins="20mm 20mm 20mm 20mm"'
WIDE = f'<section orientation="landscape" {MARGINS}/>'
ROW = "<tr><td>一</td><td>二</td></tr>"


def sizes(pages: list[Page]) -> list[tuple[int, int]]:
    return [(round(page.width), round(page.height)) for page in pages]


def document(*parts: str) -> list[Page]:
    return pages_of(f"<document>{''.join(parts)}</document>")


def numbers(attributes: str, count: int = 3) -> list[str]:
    """The last line of each page."""
    pages = document(f"<page-number {attributes}/>", "<p>页</p><page-break/>" * count)
    return [lines_of(page.glyphs)[-1].text for page in pages]


def test_a_section_turns_the_paper_and_the_next_turns_it_back() -> None:
    pages = document("<p>甲</p>", WIDE, "<p>乙</p>", "<section/>", "<p>丙</p>")
    assert sizes(pages) == [PORTRAIT, LANDSCAPE, PORTRAIT]
    assert list(map(text_of, pages)) == ["甲", "乙", "丙"]
    assert [page.glyphs[0].left for page in pages] == pytest.approx(
        [28 * MM + 2 * 15.793, 20 * MM + 2 * 15.793, 28 * MM + 2 * 15.793], abs=0.1
    )


def test_a_table_in_a_section_is_as_wide_as_its_pages_and_goes_on_there() -> None:
    header = '<table columns="* *" header-rows="1"><tr><td>名</td><td>值</td></tr>'
    pages = document("<p>甲</p>", WIDE, header + ROW * 40 + "</table>", "<section/>", "<p>丙</p>")
    assert sizes(pages) == [PORTRAIT, LANDSCAPE, LANDSCAPE, PORTRAIT]
    for page in pages[1:3]:
        assert text_of(page).startswith("名值")
        assert max(rule.right for rule in page.rules) == pytest.approx(277 * MM, abs=0.1)


def test_a_section_at_the_very_start_or_end_leaves_no_blank_page() -> None:
    assert sizes(document(WIDE, "<p>甲</p>", "<section/>")) == [LANDSCAPE]
    assert sizes(document(WIDE, "<section/>", "<p>甲</p>")) == [PORTRAIT]
    assert sizes(document(WIDE)) == [LANDSCAPE]


def test_a_heading_does_not_stay_behind_the_section_it_precedes() -> None:
    pages = document('<heading level="1">题</heading>', WIDE, "<p>乙</p>")
    assert list(map(text_of, pages)) == ["题", "乙"]


def test_what_stands_on_every_page_and_its_number_follow_the_paper() -> None:
    running = "<running><split><left>左</left><right>右</right></split></running>"
    number = '<page-number position="right" inset="0"/>'
    pages = document(running, number, "<p>甲</p>", WIDE, "<p>乙</p>")
    rights = [max(glyph.right for glyph in page.glyphs if glyph.text == "右") for page in pages]
    assert rights == pytest.approx([184 * MM, 277 * MM], abs=0.1)
    feet = [lines_of(page.glyphs)[-1] for page in pages]
    assert [foot.text for foot in feet] == ["— 1 —", "— 2 —"]
    assert [foot.right for foot in feet] == pytest.approx([184 * MM, 277 * MM], abs=0.1)


def test_a_contents_list_knows_the_pages_of_sections() -> None:
    heading = '<heading level="1">{}</heading>'
    first, *_ = document(
        "<contents/><page-break/>", heading.format("甲"), WIDE, heading.format("乙")
    )
    assert [line.text[-1] for line in lines_of(first.glyphs)] == ["2", "3"]


def test_a_stamp_stands_at_the_right_of_every_page() -> None:
    markup = f"<document {MARGINS}><p>甲</p>{WIDE}<p>乙</p></document>"
    pages = read_pages(typeset([markup], bundled_fonts(), Properties(title="题", stamp="草稿")))
    rights = [max(glyph.right for glyph in page.glyphs if glyph.text == "稿") for page in pages]
    assert rights == pytest.approx([190 * MM, 277 * MM], abs=0.1)


def test_bookmarks_lead_to_places_on_pages_of_a_section() -> None:
    pdf = pdf_of(f'<document><p>甲</p>{WIDE}<heading level="1">题</heading></document>')
    with pypdfium2.PdfDocument(pdf) as opened:
        (bookmark,) = opened.get_toc()
        assert bookmark.get_dest().get_index() == 1


def test_pages_say_how_many_there_are() -> None:
    assert numbers('format="第{n}页 共{pages}页"') == ["第1页 共3页", "第2页 共3页", "第3页 共3页"]
    assert numbers('format="{pages}-{n}"', count=12)[-1] == "12-12"


def test_pages_that_wait_for_their_number_are_the_same_pages() -> None:
    body = "<contents/><page-break/>" + '<heading level="1">甲</heading><p>乙</p>' * 40
    waiting = document('<page-number format="{n}/{pages}"/>', WIDE, body)
    others = document('<page-number format="{n}/3"/>', WIDE, body)
    assert len(waiting) == len(others) > 1
    assert [page.rules for page in waiting] == [page.rules for page in others]
    assert text_of(waiting[-1]).endswith(f"{len(others)}/{len(others)}")


def test_the_first_page_may_be_without_a_number() -> None:
    assert numbers('first="no"') == ["页", "— 2 —", "— 3 —"]
    assert numbers('first="no" format="{n}/{pages}"') == ["页", "2/3", "3/3"]


@pytest.mark.parametrize(("position", "right"), [("left", False), ("right", True)])
def test_page_numbers_can_stand_on_one_side(position: str, right: bool) -> None:
    pages = document(f'<page-number position="{position}"/>', "<p>页</p><page-break/>" * 2)
    for page in pages:
        foot = lines_of(page.glyphs)[-1]
        edge, place = (184 * MM, foot.right) if right else (28 * MM, foot.left)
        assert abs(edge - place) == pytest.approx(14, abs=0.5)


def test_programs_that_check_files_find_nothing(qpdf: Qpdf, preflight: Preflight) -> None:
    style = '<style name="标题" bold="yes" underline="yes"/>'
    number = '<page-number format="{n}/{pages}"/>'
    table = f'<table columns="* *" frame="2pt" fill="#D9D9D9">{ROW}</table>'
    body = f"<title>甲</title>{WIDE}{table}<p>乙<tab/>丙</p>"
    pdf = pdf_of(f"<document>{style}{number}{body}</document>")
    assert qpdf.check(pdf) == []
    assert preflight.validate_all([pdf]) == [[]]


SECTIONS = ["<section/>", WIDE, '<section paper="A3"/>', "<page-break/>"]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.one_of(st.sampled_from(SECTIONS), st.integers(1, 1500)), max_size=8))
def test_every_character_stands_once_on_its_paper(parts: list[str | int]) -> None:
    body = "".join(part if isinstance(part, str) else f"<p>{'国' * part}</p>" for part in parts)
    pages = document(body)
    assert sum(len(text_of(page)) for page in pages) == body.count("国")
    for page in pages:
        for glyph in page.glyphs:
            assert 19 * MM < glyph.left < glyph.right < page.width - 19 * MM
            assert 19 * MM < glyph.baseline < page.height - 19 * MM
        assert page.glyphs or len(pages) == 1
