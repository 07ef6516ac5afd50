"""Helpers for elements of WordprocessingML."""

from __future__ import annotations

import pytest
from lxml import etree

from perfreport.docx.page.elements import is_on, number_in, unwrapped, words_in
from perfreport.docx.wordml import W

NAMESPACES = f'xmlns:w="{W.strip("{}")}" xmlns:m="urn:m"'


def element(content: str) -> etree._Element:
    return etree.fromstring(f"<w:x {NAMESPACES}>{content}</w:x>")


def test_wrappers_are_opened_in_the_order_of_the_document() -> None:
    wrapped = element(
        "<w:p/><w:sdt><w:sdtPr/><w:sdtContent><w:tbl/><w:ins><w:tr/></w:ins></w:sdtContent></w:sdt>"
        "<w:tc/>"
    )
    names = [each.tag.removeprefix(W) for each in unwrapped(wrapped)]
    assert names == ["p", "sdtPr", "tbl", "tr", "tc"]


def test_all_words_count_in_whatever_they_stand() -> None:
    content = "<w:r><w:t> 一</w:t></w:r><w:delText>二</w:delText><m:t>三 </m:t><w:tab/>"
    assert words_in(element(content)) == "一二三"


@pytest.mark.parametrize(
    ("value", "number"),
    [("7", 7), ("0", 1), ("-7", 1), ("٣", 1), ("²", 1), ("", 1), ("99999", 1_000), ("9" * 99, 1)],
)
def test_a_number_is_one_of_the_properties(value: str, number: int) -> None:
    held = element(f'<w:tcPr><w:gridSpan w:val="{value}"/></w:tcPr>')
    assert number_in(held, "tcPr", "gridSpan", 1) == number


def test_a_missing_number_is_the_least() -> None:
    assert number_in(element(""), "trPr", "gridBefore", 0) == 0
    assert number_in(element("<w:trPr><w:gridBefore/></w:trPr>"), "trPr", "gridBefore", 0) == 0


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<w:b/>", True), ('<w:b w:val="1"/>', True), ('<w:b w:val="true"/>', True),
        ('<w:b w:val="0"/>', False), ('<w:b w:val="off"/>', False),
        ('<w:shd w:fill="FFFF00"/>', True), ('<w:shd w:fill="auto"/>', False),
        ('<w:shd w:val="clear" w:color="auto" w:fill="FFFF00"/>', True),
        ('<w:shd w:val="pct15" w:color="auto" w:fill="auto"/>', True),
        ('<w:shd w:val="clear"/>', False),
    ],
)  # fmt: skip
def test_a_property_may_be_switched_off(source: str, expected: bool) -> None:
    assert is_on(element(source)[0]) is expected
    assert is_on(None) is False
