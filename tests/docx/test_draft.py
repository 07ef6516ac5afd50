"""A Word file as a draft: stamped on each page, its gaps marked, and otherwise the same."""

from __future__ import annotations

from lxml import etree

from perfreport.docx.draft import as_draft
from perfreport.docx.wordml import W
from perfreport.office.package import Parts, write_package
from perfreport.office.xml import parse
from tests.docx.word_files import parts_of
from tests.examples import rendered
from tests.outside.ooxml_validator import OoxmlValidator

MAIN = "word/document.xml"
NAMESPACES = (
    f'xmlns:w="{W.strip("{}")}" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)


def parts(body: str) -> Parts:
    """The parts of a document with this ``body``, in a file that the product made."""
    document = f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>"
    made = parts_of(rendered("panyu-2024-department-targets", "docx"))
    return {**made, MAIN: document.encode()}


def runs(draft: Parts) -> list[tuple[str, bool]]:
    """The texts of the runs, and whether each is marked."""
    return [
        (
            "".join(text.text or "" for text in run.iter(W + "t")),
            run.find(f"{W}rPr/{W}rStyle") is not None,
        )
        for run in parse(draft[MAIN]).iter(W + "r")
    ]


def paragraph(*texts: str) -> str:
    return f"<w:p>{''.join(f'<w:r><w:t>{text}</w:t></w:r>' for text in texts)}</w:p>"


def test_a_gap_within_a_text_gets_a_run_of_its_own() -> None:
    body = paragraph("预算收入【随数据计算】万元，其中：【待填：科目】【待填】万元。", "没有")
    assert runs(as_draft(parts(body), "草稿")) == [
        ("预算收入", False),
        ("【随数据计算】", True),
        ("万元，其中：", False),
        ("【待填：科目】", True),
        ("【待填】", True),
        ("万元。", False),
        ("没有", False),
    ]


def test_what_is_in_other_brackets_is_not_marked() -> None:
    assert runs(as_draft(parts(paragraph("【备注】文")), "草稿")) == [("【备注】文", False)]


def test_a_run_with_breaks_keeps_them() -> None:
    body = "<w:p><w:r><w:t>【待填】</w:t><w:br/><w:t>【待填】</w:t></w:r></w:p>"
    root = parse(as_draft(parts(body), "草稿")[MAIN])
    assert [element.tag.removeprefix(W) for element in root.iter(W + "t", W + "br")] == [
        "t",
        "br",
        "t",
    ]


def references(draft: Parts) -> list[list[tuple[str, str]]]:
    """Type and id of the headers of each section."""
    sections = parse(draft[MAIN]).iter(W + "sectPr")
    return [
        [_described(each) for each in section.iter(W + "headerReference")] for section in sections
    ]


def _described(reference: etree._Element) -> tuple[str, str]:
    names = {etree.QName(str(name)).localname: str(value) for name, value in reference.items()}
    return names["type"], names["id"]


def test_the_first_section_gets_a_header_for_every_page() -> None:
    body = paragraph("文") + "<w:p><w:pPr><w:sectPr/></w:pPr></w:p><w:sectPr/>"
    draft = as_draft(parts(body), "草稿")
    assert sorted(references(draft)[0]) == [
        ("default", "draft"),
        ("even", "draft"),
        ("first", "draft"),
    ]
    assert references(draft)[1] == []
    assert "草稿" in draft["word/draft.xml"].decode()


def test_a_header_of_the_forms_own_keeps_what_it_says() -> None:
    own = '<w:sectPr><w:headerReference w:type="default" r:id="own"/></w:sectPr>'
    rels = "word/_rels/document.xml.rels"
    before = parts(paragraph("文") + own)
    reference = (
        '<Relationship Id="own" Target="header.xml" Type="http://schemas.openxmlformats.org/'
        'officeDocument/2006/relationships/header"/></Relationships>'
    )
    before[rels] = before[rels].replace(b"</Relationships>", reference.encode())
    before["word/header.xml"] = f"<w:hdr {NAMESPACES}>{paragraph('某局')}</w:hdr>".encode()
    draft = as_draft(before, "草稿")
    assert ("default", "own") in references(draft)[0]
    assert ("default", "draft") not in references(draft)[0]
    texts = [text.text for text in parse(draft["word/header.xml"]).iter(W + "t")]
    assert texts == ["草稿", "某局"]


def test_a_document_without_references_gets_one_to_its_header() -> None:
    made = parts(paragraph("文"))
    rels = "word/_rels/document.xml.rels"
    draft = as_draft({name: part for name, part in made.items() if name != rels}, "草稿")
    assert b'Target="draft.xml"' in draft[rels]


def test_word_opens_a_draft(ooxml_validator: OoxmlValidator) -> None:
    made = parts_of(rendered("guangzhou-2023-self-evaluation", "docx"))
    text = made[MAIN].decode().replace("法学", "【待填：名称】")
    draft = write_package(as_draft({**made, MAIN: text.encode()}, "草稿"))
    assert ooxml_validator.validate(draft) == []
