"""The automatic numbers of paragraphs, counted over a document."""

from __future__ import annotations

import pytest

from perfreport.page.blocks import UNTOLD, Cell, Paragraph, Table
from tests.docx.page.small_pages import cell, page_of, paragraph, row, table


def level(place: int, text: str, format: str = "decimal", *more: str, start: int = 1) -> str:
    return (
        f'<w:lvl w:ilvl="{place}"><w:start w:val="{start}"/><w:numFmt w:val="{format}"/>'
        f'{"".join(more)}<w:lvlText w:val="{text}"/></w:lvl>'
    )


def definition(number: int, *content: str) -> str:
    return f'<w:abstractNum w:abstractNumId="{number}">{"".join(content)}</w:abstractNum>'


def listed(number: int, defined: int, *content: str) -> str:
    return (
        f'<w:num w:numId="{number}"><w:abstractNumId w:val="{defined}"/>{"".join(content)}</w:num>'
    )


def anew(place: int, start: int) -> str:
    return f'<w:lvlOverride w:ilvl="{place}"><w:startOverride w:val="{start}"/></w:lvlOverride>'


def item(text: str, number: int, place: int = 0) -> str:
    marks = f'<w:numPr><w:ilvl w:val="{place}"/><w:numId w:val="{number}"/></w:numPr>'
    return paragraph(text, properties=marks)


def numbers(body: str, numbering: str = "", styles: str = "") -> list[str]:
    """The numbers of the paragraphs, what follows them left out."""
    blocks = page_of(body, numbering=numbering, styles=styles).blocks
    return [block.number.rstrip() for block in blocks if isinstance(block, Paragraph)]


PLAIN = definition(1, level(0, "%1."), level(1, "（%2）", "chineseCounting"), level(2, "%1.%2.%3"))


def test_paragraphs_of_a_list_are_counted_and_others_have_no_number() -> None:
    body = item("一", 1) + paragraph("间") + item("二", 1) + item("三", 1)
    assert numbers(body, PLAIN + listed(1, 1)) == ["1.", "", "2.", "3."]


def test_an_inner_level_begins_again_under_each_item() -> None:
    places = [0, 1, 1, 0, 1, 2, 2, 1]
    body = "".join(item("项", 1, place) for place in places)
    assert numbers(body, PLAIN + listed(1, 1)) == [
        "1.", "（一）", "（二）", "2.", "（一）", "2.一.1", "2.一.2", "（二）",
    ]  # fmt: skip


def test_an_inner_level_may_go_on_or_wait_for_a_certain_level() -> None:
    never = definition(1, level(0, "%1"), level(1, "%2", "decimal", '<w:lvlRestart w:val="0"/>'))
    body = "".join(item("项", 1, place) for place in (0, 1, 0, 1))
    assert numbers(body, never + listed(1, 1)) == ["1", "1", "2", "2"]
    outer = level(2, "%3", "decimal", '<w:lvlRestart w:val="1"/>')
    first = definition(1, level(0, "%1"), level(1, "%2"), outer)
    body = "".join(item("项", 1, place) for place in (0, 1, 2, 1, 2, 0, 2))
    assert numbers(body, first + listed(1, 1))[2::2] == ["1", "2", "1"]


def test_lists_of_one_definition_go_on_unless_they_begin_anew() -> None:
    shared = PLAIN + listed(1, 1) + listed(2, 1) + listed(3, 1, anew(0, 7))
    body = item("甲", 1) + item("乙", 2) + item("丙", 3) + item("丁", 3) + item("戊", 1)
    assert numbers(body, shared) == ["1.", "2.", "7.", "8.", "9."]


def test_a_list_may_redefine_a_level() -> None:
    other = f'<w:lvlOverride w:ilvl="0">{level(0, "第%1条", "chineseCounting")}</w:lvlOverride>'
    assert numbers(item("甲", 1), PLAIN + listed(1, 1, other)) == ["第一条"]


def test_all_levels_of_a_legal_number_are_digits() -> None:
    legal = level(1, "%1.%2", "decimal", "<w:isLgl/>")
    lists = definition(1, level(0, "%1、", "chineseCounting"), legal) + listed(1, 1)
    assert numbers(item("章", 1) + item("条", 1, 1), lists) == ["一、", "1.1"]


def test_a_definition_may_lie_behind_a_style() -> None:
    linked = definition(1, '<w:numStyleLink w:val="清单"/>')
    meant = definition(2, '<w:styleLink w:val="清单"/>', level(0, "%1)"))
    assert numbers(item("甲", 1), linked + meant + listed(1, 1)) == ["1)"]


STYLES = (
    '<w:style w:styleId="章"><w:name w:val="章"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr>'
    '</w:pPr></w:style><w:style w:styleId="节"><w:basedOn w:val="章"/></w:style>'
    '<w:style w:styleId="环"><w:basedOn w:val="环"/></w:style>'
)


@pytest.mark.parametrize(
    ("style", "direct", "number"),
    [
        ("章", "", "1."),
        ("节", "", "1."),
        ("环", "", ""),
        ("无", "", ""),
        ("章", '<w:numPr><w:numId w:val="0"/></w:numPr>', ""),
        ("章", '<w:numPr><w:ilvl w:val="1"/></w:numPr>', "（一）"),
    ],
)
def test_a_style_may_number_and_a_paragraph_may_differ(
    style: str, direct: str, number: str
) -> None:
    body = paragraph("甲", properties=f'<w:pStyle w:val="{style}"/>{direct}')
    assert numbers(body, PLAIN + listed(1, 1), STYLES) == [number]


def test_a_style_has_the_level_that_is_linked_to_it() -> None:
    linked = level(1, "（%2）", "chineseCounting", '<w:pStyle w:val="章"/>')
    lists = definition(1, level(0, "%1."), linked) + listed(1, 1)
    body = paragraph("甲", properties='<w:pStyle w:val="章"/>')
    assert numbers(body, lists, STYLES) == ["（一）"]


@pytest.mark.parametrize(
    "lists",
    [
        "",
        listed(1, 9),
        definition(1) + listed(1, 1),
        definition(1, level(0, "\uf06c", "bullet")) + listed(1, 1),
        definition(1, level(0, "●", "bullet")) + listed(1, 1),
        definition(1, level(0, "%1.", "hebrew1")) + listed(1, 1),
        definition(1, level(0, "%1\uf06c")) + listed(1, 1),
        definition(1, level(0, "%1", "decimal", '<w:lvlPicBulletId w:val="0"/>')) + listed(1, 1),
        definition(
            1,
            '<w:lvl w:ilvl="0"><mc:AlternateContent><mc:Choice><w:numFmt w:val="custom"/>'
            '</mc:Choice></mc:AlternateContent><w:lvlText w:val="%1"/></w:lvl>',
        )
        + listed(1, 1),
    ],
)
def test_a_number_that_is_no_text_is_not_told(lists: str) -> None:
    assert numbers(item("甲", 1), lists) == [UNTOLD]


def test_a_deleted_paragraph_is_not_counted() -> None:
    gone = (
        '<w:p><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr><w:rPr><w:del/></w:rPr></w:pPr></w:p>'
    )
    assert numbers(item("甲", 1) + gone + item("乙", 1), PLAIN + listed(1, 1)) == ["1.", "2."]


def test_numbers_run_on_through_cells() -> None:
    marks = '<w:numPr><w:numId w:val="1"/></w:numPr>'
    inner = f"<w:tc><w:tcPr/>{paragraph('乙', properties=marks)}</w:tc>"
    page = page_of(item("甲", 1) + table(row(cell("空"), inner)), numbering=PLAIN + listed(1, 1))
    grid = page.blocks[1]
    assert isinstance(grid, Table)
    assert [each.numbered for each in grid.rows[0].cells] == ["空", "2.乙"]


@pytest.mark.parametrize(
    ("number", "text", "shown"),
    [
        ("1. ", "深化", "1.深化"),
        ("1. ", "5万元", "1. 5万元"),
        ("一 ", "深化", "一 深化"),
        ("一", "深化", "一深化"),
        ("", "深化", "深化"),
    ],
)
def test_a_number_and_words_are_one_text_that_can_be_told_apart(
    number: str, text: str, shown: str
) -> None:
    numbered = Paragraph(text, number=number)
    assert numbered.numbered == shown
    assert Cell((numbered, Paragraph("后"))).numbered == f"{shown}\n后"
