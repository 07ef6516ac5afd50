"""Tables of contents in Word files: found whatever they show, emptied, filled in."""

from __future__ import annotations

from lxml import etree

from perfreport.docx.contents import (
    Entry,
    empty_contents,
    fill_contents,
    styles_of_contents,
    without_contents,
)
from perfreport.docx.wordml import W
from perfreport.office.xml import parse
from tests.roundtrip.word_editor import text_of


def mark(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def told(words: str) -> str:
    return f"<w:r><w:instrText>{words}</w:instrText></w:r>"


def line(*content: str, style: str = "TOC1") -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{"".join(content)}</w:p>'


def words(text: str) -> str:
    return f"<w:r><w:t>{text}</w:t></w:r>"


def page_of(number: int) -> str:
    """The number of a page, which is a field within the table of contents."""
    inside = words(str(number))
    return f"{mark('begin')}{told('PAGEREF _Toc1')}{mark('separate')}{inside}{mark('end')}"


CONTENTS = (
    line(mark("begin"), told(' TOC \\o "1-2" \\h '), mark("separate"), words("旧一"), page_of(1))
    + line("<w:hyperlink>", words("旧二"), page_of(2), "</w:hyperlink>", style="TOC2")
    + line(mark("end"))
)
# Word puts it into a control of its own, with its heading.
AS_WORD_HAS_IT = f"<w:sdt><w:sdtContent>{line(words('目录'))}{CONTENTS}</w:sdtContent></w:sdt>"


def body(content: str) -> etree._Element:
    space = f'xmlns:w="{W.strip("{}")}"'
    section = (
        '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/>'
        '<w:pgMar w:left="1500" w:right="1406"/></w:sectPr>'
    )
    before, behind = line(words("前")), line(words("后"), page_of(9))
    text = f"<w:document {space}><w:body>{before}{content}{behind}{section}</w:body></w:document>"
    return parse(text.encode())


def lines(root: etree._Element) -> list[str]:
    return [text_of(each) for each in root.iter(W + "p")]


def test_what_they_show_is_no_text_of_the_page() -> None:
    assert lines(without_contents(body(AS_WORD_HAS_IT))) == ["前", "目录", "后9"]


def test_a_page_without_any_is_left_alone() -> None:
    root = body(line(words("TOC")))
    assert lines(without_contents(root)) == ["前", "TOC", "后9"]
    assert not empty_contents(root)


def test_they_are_filled_in_with_as_many_levels_as_they_have() -> None:
    root = body(AS_WORD_HAS_IT)
    assert empty_contents(root)
    assert lines(root) == ["前", "目录", "", "后9"]
    entries = [
        Entry("一、甲", 1, 3),
        Entry("（一）乙", 2, 4),
        Entry("1.丙", 3, 4),
        Entry("二、丁", 1, 12),
    ]
    fill_contents(root, entries, {})
    assert lines(root) == ["前", "目录", "一、甲3", "（一）乙4", "二、丁12", "后9"]
    stops = [each.get(W + "pos") for each in root.iter(W + "tab") if each.get(W + "pos")]
    assert stops == ["9000"] * 3
    assert lines(without_contents(root)) == ["前", "目录", "后9"]


def test_their_lines_end_at_the_edge_of_their_own_section() -> None:
    turned = '<w:sectPr><w:pgSz w:w="9000" w:h="9000"/><w:pgMar w:left="0" w:right="0"/></w:sectPr>'
    root = body(f"{CONTENTS}<w:p><w:pPr>{turned}</w:pPr></w:p>{line(words('横'))}")
    body_section = next(reversed(list(root.iter(W + "pgSz"))))
    body_section.set(W + "w", "16838")
    empty_contents(root)
    fill_contents(root, [Entry("一、甲", 1, 3)], {})
    assert [each.get(W + "pos") for each in root.iter(W + "tab") if each.get(W + "pos")] == ["9000"]


def test_their_lines_have_the_styles_that_word_will_give_them() -> None:
    space = f'xmlns:w="{W.strip("{}")}"'
    named = '<w:style w:styleId="{}"><w:name w:val="{}"/></w:style>'
    styles = parse(f"<w:styles {space}>{named.format('M1', 'toc 1')}</w:styles>".encode())
    known = styles_of_contents([styles])
    assert known == {1: "M1"}
    root = body(CONTENTS)
    empty_contents(root)
    fill_contents(root, [Entry("一、甲", 1, 3), Entry("（一）乙", 2, 4)], known)
    ids = [each.get(W + "val") for each in root.iter(W + "pStyle")]
    assert ids == ["TOC1", "M1", "TOC1", "TOC1"]
    # What the style does not say of its level is said in the line.
    assert [each.get(W + "left") for each in root.iter(W + "ind")] == ["420"]


def test_without_a_heading_they_stay_fields_that_word_fills_in() -> None:
    root = body(CONTENTS)
    empty_contents(root)
    fill_contents(root, [], {})
    (instruction, _) = (each.text for each in root.iter(W + "instrText"))
    assert instruction == ' TOC \\o "1-2" \\h '
    assert next(root.iter(W + "fldChar")).get(W + "dirty") == "true"
