"""Styles by their names, and what counts as a heading."""

from __future__ import annotations

import pytest
from lxml import etree

from perfreport.docx.page.styles import Styles
from perfreport.docx.wordml import W

SOURCE = f"""
<w:styles xmlns:w="{W.strip("{}")}">
  <w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="仿宋" w:eastAsia="仿宋"/></w:rPr>
  </w:rPrDefault></w:docDefaults>
  <w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>
  <w:style w:styleId="1"><w:name w:val="Heading 1"/><w:rPr><w:rFonts w:cs="黑体"/></w:rPr></w:style>
  <w:style w:styleId="a3"><w:name w:val="Table Text"/></w:style>
  <w:style w:styleId="own"><w:name w:val="章"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>
  <w:style w:styleId="bare"/>
  <w:style><w:name/></w:style>
</w:styles>
"""
STYLES = Styles([etree.fromstring(SOURCE)])


@pytest.mark.parametrize(
    ("style_id", "name"),
    [
        ("a", ""), ("1", "heading 1"), ("a3", "table text"), ("bare", ""), ("", ""),
        ("Missing", "missing"),
    ],
)  # fmt: skip
def test_a_style_goes_by_its_name_in_small_letters(style_id: str, name: str) -> None:
    assert STYLES.style(style_id).name == name


@pytest.mark.parametrize(
    ("style_id", "is_heading"), [("1", True), ("own", True), ("a3", False), ("a", False)]
)
def test_headings_are_known_by_name_or_by_their_level_in_the_outline(
    style_id: str, is_heading: bool
) -> None:
    assert STYLES.style(style_id).is_heading is is_heading


@pytest.mark.parametrize(
    ("faces", "is_known"),
    [
        ({"ascii": "仿宋", "cs": "黑体"}, True),
        ({"eastAsia": "黑体"}, True),
        ({"eastAsia": "华文行楷"}, False),
        ({"hint": "eastAsia"}, True),
        ({}, True),
    ],
)
def test_the_faces_of_a_documents_own_styles_are_known(
    faces: dict[str, str], is_known: bool
) -> None:
    element = etree.Element(W + "rFonts", {W + slot: face for slot, face in faces.items()})
    assert STYLES.knows_faces(element) is is_known


def test_a_document_without_styles_has_names_from_the_ids() -> None:
    styles = Styles([])
    assert styles.style("Heading1").name == "heading1"
    assert styles.style("heading 2").is_heading
