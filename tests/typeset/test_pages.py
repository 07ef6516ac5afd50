"""What stands where on the pages, measured in the finished file."""

from __future__ import annotations

from itertools import pairwise

import pypdfium2
import pytest

from tests.pdf_pages import Line, Page, lines_of, read_pages
from tests.typeset.typesetting import pages_of, pdf_of, text_of

MM = 72 / 25.4
LEADING = 28.99
LINES = 22
CHARACTERS = 28
LEFT, RIGHT = 28 * MM, (210 - 26) * MM
TOP, BOTTOM = 37 * MM, (297 - 35) * MM
SENTENCE = "绩效目标应当指向明确细化量化合理可行"
NUMBERED = "<document><page-number/>"


def paragraph(lines: int, last: int = 10) -> str:
    """A paragraph of GB/T 9704's body style that takes ``lines`` lines."""
    length = lines * CHARACTERS - 2 - (CHARACTERS - last)
    return f"<p>{(SENTENCE * 200)[:length]}</p>"


def body_lines(page: Page) -> list[Line]:
    """The lines of the type area, without the page number below it."""
    return [line for line in lines_of(page.glyphs) if line.baseline < BOTTOM]


def middle(line: Line) -> float:
    """The middle of a line's em box, which is the middle of its leading."""
    return line.baseline - 0.38 * line.size


def test_the_type_area_of_gb_t_9704_holds_22_lines_of_28_characters() -> None:
    page = pages_of(f"<document>{paragraph(60)}</document>")[0]
    lines = body_lines(page)
    assert len(lines) == LINES
    assert [len(line.text) for line in lines] == [CHARACTERS - 2] + [CHARACTERS] * (LINES - 1)
    assert middle(lines[0]) - LEADING / 2 == pytest.approx(TOP, abs=0.5 * MM)
    assert middle(lines[-1]) + LEADING / 2 == pytest.approx(BOTTOM, abs=0.5 * MM)
    for line in lines[1:]:
        assert line.left == pytest.approx(LEFT, abs=0.5 * MM)
        assert line.right == pytest.approx(RIGHT, abs=0.5 * MM)


def test_lines_follow_each_other_at_the_leading() -> None:
    lines = body_lines(pages_of(f"<document>{paragraph(30)}</document>")[0])
    steps = [b.baseline - a.baseline for a, b in pairwise(lines)]
    assert steps == pytest.approx([LEADING] * (LINES - 1), abs=0.02)


def test_page_numbers_stand_below_the_type_area_on_the_outer_side() -> None:
    pages = pages_of(f"{NUMBERED}{paragraph(60)}</document>")
    numbers = [lines_of(page.glyphs)[-1] for page in pages]
    assert [number.text for number in numbers] == ["— 1 —", "— 2 —", "— 3 —"]
    odd, even, _ = numbers
    assert odd.right == pytest.approx(RIGHT - 14, abs=0.5)
    assert even.left == pytest.approx(LEFT + 14, abs=0.5)
    for number in numbers:
        assert number.baseline - 0.88 * 14 == pytest.approx(BOTTOM + 7 * MM, abs=0.5 * MM)


def test_page_numbers_can_stand_in_the_middle() -> None:
    page = pages_of('<document><page-number format="第{n}页" position="center"/></document>')[0]
    (number,) = lines_of(page.glyphs)
    assert number.text == "第1页"
    assert (number.left + number.right) / 2 == pytest.approx((LEFT + RIGHT) / 2, abs=0.5)


def test_a_cover_bears_no_number_and_is_not_counted() -> None:
    head = '<document><page-number first="apart" format="{n} / {pages}"/><p>封面</p><page-break/>'
    pdf = pdf_of(f'{head}<contents/><page-break/><heading level="1">甲</heading></document>')
    cover, contents, last = (body_and_number(page) for page in read_pages(pdf))
    assert cover == ["封面"]
    assert contents[-1] == "1 / 2"
    assert contents[0].endswith("…2")
    assert last[-1] == "2 / 2"
    with pypdfium2.PdfDocument(pdf) as document:
        assert [document.get_page_label(number) for number in range(3)] == ["封面", "1", "2"]


def body_and_number(page: Page) -> list[str]:
    return [line.text for line in lines_of(page.glyphs)]


def test_a_cover_alone_has_no_number() -> None:
    (page,) = pages_of('<document><page-number first="apart"/><p>封面</p></document>')
    assert text_of(page) == "封面"


def test_a_document_without_content_is_one_blank_page() -> None:
    assert [text_of(page) for page in pages_of("<document/>")] == [""]


def test_paper_may_be_of_any_size() -> None:
    (page,) = pages_of('<document paper="184mm 260mm"><p>甲</p></document>')
    assert (page.width, page.height) == pytest.approx((184 * MM, 260 * MM), abs=0.1)
    (page,) = pages_of('<document paper="A5" orientation="landscape"><p>甲</p></document>')
    assert (page.width, page.height) == pytest.approx((210 * MM, 148 * MM), abs=0.1)


def test_landscape_pages_are_wide() -> None:
    (page,) = pages_of('<document orientation="landscape"><p>横</p></document>')
    assert (page.width, page.height) == pytest.approx((297 * MM, 210 * MM), abs=0.1)


@pytest.mark.parametrize("before", [19, 20, 21])
def test_no_heading_stands_alone_at_the_foot_of_a_page(before: int) -> None:
    text = f'{paragraph(before)}<heading level="1">结论</heading>{paragraph(6)}'
    pages = pages_of(f"<document>{text}</document>")
    with_heading = next(page for page in pages if "结论" in text_of(page))
    lines = [line.text for line in body_lines(with_heading)]
    assert len(lines) - lines.index("结论") >= 3


def test_headings_stay_with_the_headings_below_them() -> None:
    headings = '<heading level="1">甲</heading><heading level="2">乙</heading>'
    pages = pages_of(f"<document>{paragraph(19)}{headings}{paragraph(6)}</document>")
    assert "甲" in text_of(pages[1])
    assert "乙" in text_of(pages[1])


@pytest.mark.parametrize("before", range(16, 22))
def test_no_single_line_is_left_on_either_side_of_a_page_break(before: int) -> None:
    pages = pages_of(f"<document>{paragraph(before)}<p>{'末' * 110}</p></document>")
    counts = [sum("末" in line.text for line in body_lines(page)) for page in pages]
    assert sum(counts) == 4
    assert 1 not in counts


def test_a_paragraph_longer_than_a_page_goes_on() -> None:
    pages = pages_of(f"<document>{paragraph(100)}</document>")
    assert [len(body_lines(page)) for page in pages] == [22, 22, 22, 22, 12]


def test_a_caption_stays_with_its_table() -> None:
    table = '<caption>表 1 指标</caption><table columns="*"><tr><td>一</td></tr></table>'
    pages = pages_of(f"<document>{paragraph(21)}{table}</document>")
    assert ["表" in text_of(page) for page in pages] == [False, True]


def test_running_lines_stand_at_the_top_of_every_page_above_the_text() -> None:
    running = "<running><title>项目支出绩效目标表</title></running>"
    pages = pages_of(f"<document>{running}{paragraph(60)}</document>")
    assert len(pages) == 3
    for page in pages:
        first, second, *_ = body_lines(page)
        assert first.text == "项目支出绩效目标表"
        assert first.baseline < second.baseline


def test_a_page_break_starts_a_page_unless_one_has_just_started() -> None:
    text = "<page-break/><p>甲</p><page-break/><page-break/><p>乙</p><page-break/>"
    assert [text_of(page) for page in pages_of(f"<document>{text}</document>")] == ["甲", "乙"]


def test_space_before_is_kept_where_a_page_was_asked_for() -> None:
    style = '<style name="章" before="28.99pt"/>'
    text = (
        f'<p style="章">甲</p>{paragraph(20)}<p style="章">乙</p><page-break/><p style="章">丙</p>'
    )
    first, second, third = pages_of(f"<document>{style}{text}</document>")
    assert middle(body_lines(first)[0]) == pytest.approx(TOP + 1.5 * LEADING, abs=0.1)
    assert middle(body_lines(second)[0]) == pytest.approx(TOP + 0.5 * LEADING, abs=0.1)
    assert middle(body_lines(third)[0]) == pytest.approx(TOP + 1.5 * LEADING, abs=0.1)


def test_of_two_spaces_between_paragraphs_the_larger_counts() -> None:
    styles = '<style name="甲" after="10pt"/><style name="乙" before="30pt"/>'
    (page,) = pages_of(f'<document>{styles}<p style="甲">一</p><p style="乙">二</p></document>')
    first, second = body_lines(page)
    assert second.baseline - first.baseline == pytest.approx(LEADING + 30, abs=0.02)


def test_the_lines_of_centred_text_are_about_equally_long() -> None:
    (page,) = pages_of(f"<document><title>{'某' * 24}</title></document>")
    assert [len(line.text) for line in body_lines(page)] == [12, 12]


def test_no_code_is_broken_to_make_centred_lines_equally_long() -> None:
    title = f"{'某' * 19}GZIT2022-SM-N-C-006008"
    (page,) = pages_of(f"<document><title>{title}</title></document>")
    assert "GZIT2022-SM-N-C-006008" in "".join(body_lines(page)[1].text)


def test_a_forced_line_break_breaks_a_title_where_it_stands() -> None:
    (page,) = pages_of("<document><title>2023年度<br/>部门整体支出绩效自评报告</title></document>")
    assert [line.text for line in body_lines(page)] == ["2023年度", "部门整体支出绩效自评报告"]


def test_a_heading_runs_into_the_paragraph_after_it_in_its_own_face() -> None:
    text = '<heading level="1" run-in="yes">履职效能。</heading><p>得分九十分。</p>'
    numbering = '<numbering scheme="一、"/>'
    (page,) = pages_of(f"<document>{numbering}{text}</document>")
    (line,) = body_lines(page)
    assert line.text == "一、履职效能。得分九十分。"


def test_headings_and_list_items_number_themselves() -> None:
    headings = (
        '<heading level="1">甲</heading><heading level="2">乙</heading>'
        '<heading level="2">丙</heading><heading level="1">丁</heading>'
        '<heading level="2">戊</heading><heading level="3">己</heading>'
        '<list scheme="①"><item>庚</item><item>辛</item></list>'
    )
    (page,) = pages_of(f'<document><numbering scheme="一、 （一）"/>{headings}</document>')
    assert [line.text for line in body_lines(page)] == [
        *("一、甲", "（一）乙", "（二）丙", "二、丁", "（一）戊", "己", "①庚", "②辛")
    ]


def test_a_heading_may_bear_no_number_and_is_not_counted() -> None:
    headings = (
        '<heading level="1">甲</heading><heading level="2">乙</heading>'
        '<heading level="1" number="no">附表</heading>'
        '<heading level="2">丙</heading><heading level="1">丁</heading>'
    )
    pdf = pdf_of(f'<document><numbering scheme="一、 （一）"/>{headings}</document>')
    with pypdfium2.PdfDocument(pdf) as document:
        assert [mark.get_title() for mark in document.get_toc()] == [
            "一、甲", "（一）乙", "附表", "（二）丙", "二、丁",
        ]  # fmt: skip


def test_both_ends_of_a_split_line_touch_the_edges() -> None:
    split = "<split><left>部门名称：某局</left><right>单位：万元</right></split>"
    (page,) = pages_of(f"<document>{split}</document>")
    (line,) = body_lines(page)
    assert line.text == "部门名称：某局单位：万元"
    assert (line.left, line.right) == pytest.approx((LEFT, RIGHT), abs=0.5)


def test_ends_too_long_for_one_line_stand_on_lines_of_their_own() -> None:
    split = f"<split><left>{'左' * 20}</left><right>{'右' * 20}</right></split>"
    (page,) = pages_of(f"<document>{split}</document>")
    left, right = body_lines(page)
    assert (left.text, right.text) == ("左" * 20, "右" * 20)
    assert right.right == pytest.approx(RIGHT, abs=0.5)


SIGNED = (
    '<style name="落款" keep-with-next="yes" keep-with-previous="yes" before="58pt" indent="0"/>'
)
SIGNATURE = '<p style="落款">某市财政局</p><p>2024年3月14日</p>'


@pytest.mark.parametrize("last", [1, 2, 3, 4, 7])
@pytest.mark.parametrize("before", range(12, 23))
def test_no_signature_stands_on_a_page_without_the_end_of_its_text(before: int, last: int) -> None:
    text = "末" * (last * CHARACTERS - 2)
    markup = f"<document>{SIGNED}{paragraph(before)}<p>{text}</p>{SIGNATURE}</document>"
    pages = [[line.text for line in body_lines(page)] for page in pages_of(markup)]
    signed = next(lines for lines in pages if "某市财政局" in lines)
    assert signed[-1] == "2024年3月14日"
    assert sum("末" in line for line in signed) >= min(last, 2)
    # What is left behind is no single line either, nor is more taken along than is asked for.
    counts = [sum("末" in line for line in lines) for lines in pages]
    assert 1 not in counts or last == 1
    assert sum(counts) == last
    if len(pages) > 1 and last >= 4 and before + 2 <= LINES - 1:
        assert counts[0] >= 2


def test_lines_taken_along_with_a_signature_keep_their_distance() -> None:
    markup = f"<document>{SIGNED}{paragraph(6)}{SIGNATURE}</document>"
    lines = body_lines(pages_of(markup)[0])
    steps = [b.baseline - a.baseline for a, b in pairwise(lines)]
    assert steps == pytest.approx([*[LEADING] * 5, LEADING + 58, LEADING], abs=0.02)


def test_a_heading_whose_text_is_taken_along_keeps_its_bookmark() -> None:
    heading = '<heading level="1" run-in="yes">建议</heading><p>末末。</p>'
    pdf = pdf_of(f"<document>{SIGNED}{paragraph(21)}{heading}{SIGNATURE}</document>")
    with pypdfium2.PdfDocument(pdf) as document:
        assert [mark.get_dest().get_index() for mark in document.get_toc()] == [1]
