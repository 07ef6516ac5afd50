"""Several documents in one PDF: one numbering, one outline, each font once."""

from __future__ import annotations

from io import BytesIO

import pypdfium2

from perfreport.basics.properties import Properties
from perfreport.pdf.writer import PdfWriter
from tests.outside.poppler import PdfFonts
from tests.outside.preflight import Preflight
from tests.outside.qpdf import Qpdf
from tests.pdf_pages import lines_of, read_pages
from tests.typeset.test_contents import links
from tests.typeset.typesetting import bundled_fonts, pdf_of

NUMBER = "<page-number/>"
ONE = (
    f'<document>{NUMBER}<contents levels="1"/><page-break/><heading level="1">甲</heading>'
    '<heading level="2">子</heading><p>正文</p><page-break/><heading level="1">乙</heading>'
    "<p>正文</p></document>"
)
TWO = f'<document>{NUMBER}<heading level="2">丙</heading><p>另文</p></document>'
COVERED = (
    '<document><page-number first="apart"/><p>面</p><page-break/>'
    '<contents/><heading level="1">丁</heading></document>'
)
TOTAL = '<document><page-number format="{n}/{pages}"/><p>末</p></document>'


def merged(*documents: tuple[str, str]) -> bytes:
    """A file of documents: the entry and the markup of each."""
    file = BytesIO()
    writer = PdfWriter(file, Properties(title="全册"))
    for entry, markup in documents:
        writer.add_document([markup], bundled_fonts(), entry=entry)
    writer.finish()
    return file.getvalue()


def outline(pdf: bytes) -> list[tuple[int, str, int]]:
    """Level, text and page of each bookmark, from 0."""
    with pypdfium2.PdfDocument(pdf) as document:
        return [
            (mark.level, mark.get_title(), mark.get_dest().get_index())
            for mark in document.get_toc()
        ]


def texts(pdf: bytes) -> list[list[str]]:
    return [[line.text for line in lines_of(page.glyphs)] for page in read_pages(pdf)]


def labels(pdf: bytes) -> list[str]:
    with pypdfium2.PdfDocument(pdf) as document:
        return [document.get_page_label(number) for number in range(len(document))]


def test_headings_stand_below_the_entry_of_their_document() -> None:
    assert outline(merged(("第一", ONE), ("第二", TWO))) == [
        (0, "第一", 0), (1, "甲", 1), (2, "子", 1), (1, "乙", 2), (0, "第二", 3), (1, "丙", 3),
    ]  # fmt: skip


def test_a_document_without_headings_has_an_entry() -> None:
    assert outline(merged(("第一", TOTAL), ("第二", TOTAL))) == [(0, "第一", 0), (0, "第二", 1)]


def test_pages_are_numbered_on_and_contents_have_these_numbers() -> None:
    pages = texts(merged(("第二", TWO), ("第一", ONE)))
    assert [page[-1] for page in pages] == ["— 1 —", "— 2 —", "— 3 —", "— 4 —"]
    assert [line[0] + line[-1] for line in pages[1][:-1]] == ["甲3", "乙4"]


def test_links_of_contents_lead_to_the_headings_of_their_own_document() -> None:
    found = links(merged(("第二", TWO), ("第一", ONE), ("又", ONE)))
    assert [(link.page, link.to_page) for link in found] == [(2, 3), (2, 4), (5, 6), (5, 7)]


def test_a_number_of_pages_is_that_of_the_file() -> None:
    pages = texts(merged(("第一", TWO), ("第二", TOTAL), ("第三", TWO)))
    assert pages[1][-1] == "2/3"


def test_covers_are_not_counted_wherever_they_stand() -> None:
    pdf = merged(("第一", TWO), ("第二", COVERED), ("第三", TWO))
    assert [page[-1] for page in texts(pdf)] == ["— 1 —", "面", "— 2 —", "— 3 —"]
    assert labels(pdf) == ["1", "封面", "2", "3"]


def test_what_a_document_says_is_the_same_alone_and_among_others() -> None:
    [alone] = texts(pdf_of(TWO))
    together = texts(merged(("第一", ONE), ("第二", TWO)))
    assert together[-1][:-1] == alone[:-1]


def test_one_document_without_an_entry_is_the_file_of_it_alone() -> None:
    file = BytesIO()
    writer = PdfWriter(file, Properties(title="部门整体支出绩效自评报告", department="某市某局"))
    writer.add_document([ONE], bundled_fonts())
    writer.finish()
    assert file.getvalue() == pdf_of(ONE)


def test_the_same_documents_give_the_same_bytes() -> None:
    documents = (("第一", ONE), ("第二", COVERED))
    assert merged(*documents) == merged(*documents)
    assert merged(*documents) != merged(*reversed(documents))


def test_each_font_is_there_once(pdf_fonts: PdfFonts) -> None:
    names = [font.name.partition("+")[2] for font in pdf_fonts(merged(*[("篇", ONE)] * 20))]
    assert sorted(names) == sorted(set(names))


def test_twenty_documents_take_much_less_than_twenty_files() -> None:
    one, twenty = len(merged(("篇", ONE))), len(merged(*[("篇", ONE)] * 20))
    assert twenty < 20 * one / 4


def test_it_is_a_valid_archive_file(preflight: Preflight, qpdf: Qpdf) -> None:
    pdf = merged(("第一", ONE), ("第二", TWO), ("第三", COVERED), ("第四", TOTAL))
    assert preflight.validate(pdf) == []
    assert qpdf.check(pdf) == []


def test_labels_of_many_covers_are_parted(preflight: Preflight) -> None:
    # PDF/A allows arrays of 8,191 entries, of which each cover takes four.
    page = '<document><page-number first="apart"/><p>面</p><page-break/><p>文</p></document>'
    pdf = merged(*[("", page)] * 2_100)
    assert labels(pdf)[-2:] == ["封面", "2100"]
    assert preflight.validate(pdf) == []
