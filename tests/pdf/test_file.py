"""The finished file as a whole: what it says of itself, and what other programs say of it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta, timezone
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import pypdfium2
import pytest
from lxml import etree
from PIL import ImageCms
from pypdfium2 import raw

from perfreport.basics import resources
from perfreport.basics.properties import Properties
from perfreport.pdf.conformance import srgb_profile
from perfreport.pdf.writer import write_pdf
from perfreport.typeset.fonts.book import FontBook
from tests.outside.preflight import Preflight
from tests.outside.qpdf import Qpdf
from tests.typeset.made_fonts import make_font, save_font, squares
from tests.typeset.typesetting import bundled_fonts, pdf_of, typeset

BUNDLED = resources.fonts() / "fandol"

MARKUP = (
    '<document><numbering scheme="一、 （一）"/><page-number/><title>报告</title>'
    '<heading level="1">部门基本情况</heading>'
    '<heading level="2" run-in="yes">部门职能。</heading><p>负责某项工作。</p>'
    '<heading level="1">绩效自评情况</heading><page-break/>'
    '<heading level="3">细节</heading><heading level="2">结论</heading><p>良好。</p>'
    '<table columns="* fit" header-rows="1"><tr><td>指标</td><td>得分</td></tr>'
    '<tr><td rowspan="2">产出</td><td>49.99</td></tr><tr><td>46.98</td></tr></table>'
    "</document>"
)
PROPERTIES = Properties(
    title="2023年度部门整体支出绩效自评报告 <1 & 2>",
    department="某市某局",
    subject="部门整体支出绩效自评报告",
    keywords=("绩效", "自评"),
    created=datetime(2024, 3, 1, 9, 30, tzinfo=timezone(timedelta(hours=8))),
)
XMP = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
}


def finished(properties: Properties = PROPERTIES) -> bytes:
    """The sample with ``properties``."""
    return typeset([MARKUP], bundled_fonts(), properties)


def metadata(pdf: bytes) -> etree._Element:
    """The XMP packet of ``pdf``, which stands in the file as it is."""
    start, end = pdf.index(b"<x:xmpmeta"), pdf.index(b"</x:xmpmeta>")
    return etree.fromstring(pdf[start : end + len(b"</x:xmpmeta>")])


def test_information_and_metadata_say_the_same() -> None:
    pdf = finished()
    information = pypdfium2.PdfDocument(pdf).get_metadata_dict()
    packet = metadata(pdf)

    def said(path: str) -> str:
        return str(packet.xpath(f"normalize-space(.//{path})", namespaces=XMP))

    assert information["Title"] == said("dc:title") == PROPERTIES.title
    assert information["Author"] == said("dc:creator") == PROPERTIES.department
    assert information["Subject"] == said("dc:description") == PROPERTIES.subject
    assert information["Keywords"] == said("pdf:Keywords") == "绩效，自评"
    assert information["Producer"] == said("pdf:Producer")
    assert information["Creator"] == said("xmp:CreatorTool")
    assert information["CreationDate"] == "D:20240301093000+08'00'"
    assert said("xmp:CreateDate") == said("xmp:ModifyDate") == "2024-03-01T09:30:00+08:00"
    assert (said("pdfaid:part"), said("pdfaid:conformance")) == ("1", "B")


def test_a_file_without_a_time_of_creation_bears_no_date() -> None:
    pdf = finished(Properties(title="报告"))
    information = pypdfium2.PdfDocument(pdf).get_metadata_dict()
    assert not information["CreationDate"]
    assert not information["ModDate"]
    assert metadata(pdf).find(".//xmp:CreateDate", XMP) is None


def test_the_outline_has_the_headings_with_their_numbers() -> None:
    document = pypdfium2.PdfDocument(finished())
    entries = [
        (entry.level, entry.get_title(), entry.get_dest().get_index())
        for entry in document.get_toc()
    ]
    assert entries == [
        (0, "一、部门基本情况", 0),
        (1, "（一）部门职能", 0),
        (0, "二、绩效自评情况", 0),
        (1, "细节", 1),
        (1, "（一）结论", 1),
    ]


def test_entries_of_the_outline_lead_to_their_headings_from_top_to_bottom() -> None:
    document = pypdfium2.PdfDocument(finished())
    heights = [entry.get_dest().get_view()[1][1] for entry in document.get_toc()][:3]
    assert all(above > below for above, below in pairwise(heights))


def test_pages_are_labelled_with_their_numbers() -> None:
    document = pypdfium2.PdfDocument(finished())
    assert [document.get_page_label(index) for index in range(len(document))] == ["1", "2"]


def test_the_language_is_stated() -> None:
    document = pypdfium2.PdfDocument(finished())
    size = raw.FPDFCatalog_GetLanguage(document, None, 0)
    buffer = (raw.FPDF_WCHAR * (size // 2))()
    raw.FPDFCatalog_GetLanguage(document, buffer, size)
    assert bytes(buffer).decode("utf-16-le").rstrip("\0") == "zh-CN"


def test_programs_that_check_files_find_nothing(qpdf: Qpdf, preflight: Preflight) -> None:
    files = [finished(), finished(Properties(title="报告")), pdf_of("<document/>")]
    assert [qpdf.check(pdf) for pdf in files] == [[]] * 3
    assert preflight.validate_all(files) == [[]] * 3


def test_more_pages_than_one_node_of_the_page_tree_holds(qpdf: Qpdf) -> None:
    pdf = pdf_of("<document>" + "<p>页</p><page-break/>" * 600 + "</document>")
    assert len(pypdfium2.PdfDocument(pdf)) == 600
    assert qpdf.check(pdf) == []


def test_the_colour_profile_is_srgb() -> None:
    profile = ImageCms.ImageCmsProfile(BytesIO(srgb_profile()))
    assert ImageCms.getProfileDescription(profile).strip() == "sRGB IEC61966-2.1"
    assert profile.profile.xcolor_space.strip() == "RGB"


def test_the_same_input_gives_the_same_bytes_in_every_process() -> None:
    program = (
        "import hashlib; from tests.pdf.test_file import finished;"
        "print(hashlib.sha256(finished()).hexdigest())"
    )
    digests = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone},
            capture_output=True,
            check=True,
        ).stdout
        for seed, zone in (("1", "UTC"), ("2", "Asia/Shanghai"))
    }
    assert len(digests) == 1


def test_threads_that_share_the_fonts_do_not_disturb_each_other() -> None:
    with ThreadPoolExecutor(4) as pool:
        files = set(pool.map(lambda _: finished(), range(12)))
    assert files == {finished()}


class _Watched(BytesIO):
    """A file that is only ever added to; ``grown`` counts the times."""

    grown = 0

    def write(self, data: object) -> int:
        self.grown += 1
        return super().write(data)  # type: ignore[arg-type]

    def seek(self, *_: object) -> int:
        raise AssertionError("the file is written from front to back")

    def read(self, *_: object) -> bytes:
        raise AssertionError("the file is not read")


def test_the_file_is_written_while_the_markup_still_comes_in() -> None:
    file = _Watched()
    grown: list[int] = []

    def chunks() -> Iterator[str]:
        yield '<document><table columns="*">'
        for _ in range(5):
            yield "<tr><td>行</td></tr>" * 3000
            grown.append(file.grown)
        yield "</table></document>"

    write_pdf(file, chunks(), bundled_fonts(), PROPERTIES)
    assert all(before < after for before, after in pairwise(grown))
    assert file.getvalue().endswith(b"%%EOF\n")


@pytest.mark.parametrize("columns", ["*", "fit"])
def test_typesetting_again_with_the_same_fonts_gives_the_same_file(columns: str) -> None:
    markup = f'<document><table columns="{columns}"><tr><td>1.5</td></tr></table></document>'
    assert pdf_of(markup) == pdf_of(markup)


PARAGRAPH = "完成预算绩效目标申报（2024年度），“优”等次95.5%，共3,456.78万元；"


def typeset_in(book: FontBook, markup: str) -> bytes:
    return typeset([markup], book, PROPERTIES)


def variants() -> list[str]:
    """Documents that differ in a few characters, in a style, and in a width."""
    return [
        f'<document><style name="正文" font="{face}"/><p>{PARAGRAPH * 4}{more}</p>'
        f'<table columns="{width} *"><tr><td>{PARAGRAPH * 2}</td><td>{more}</td></tr></table>'
        "</document>"
        for face in ("仿宋", "楷体")
        for more in ("", "镇街", "数量指标")
        for width in ("40mm", "60mm")
    ]


def test_a_document_does_not_show_which_others_were_made_before_it() -> None:
    afresh = [typeset_in(FontBook(bundled=BUNDLED), markup) for markup in variants()]
    book = FontBook(bundled=BUNDLED)
    for _ in range(3):
        assert [typeset_in(book, markup) for markup in variants()] == afresh
        assert [typeset_in(book, markup) for markup in reversed(variants())] == afresh[::-1]


def test_nor_which_others_are_being_made_beside_it() -> None:
    book = FontBook(bundled=BUNDLED)
    expected = [typeset_in(FontBook(bundled=BUNDLED), markup) for markup in variants()]
    with ThreadPoolExecutor(8) as pool:
        made = list(pool.map(lambda markup: typeset_in(book, markup), variants() * 6))
    assert made == expected * 6


def test_books_with_other_faces_share_nothing(tmp_path: Path) -> None:
    mine = make_font({"familyName": "仿宋", "psName": "Mine"}, squares("预算绩效", 600))
    save_font(mine, tmp_path / "mine.ttf")
    markup = "<document>" + "<p>预算绩效</p>" * 3 + "</document>"
    bundled = pdf_of(markup)
    book = FontBook([tmp_path], bundled=BUNDLED)
    assert b"+Mine" in typeset_in(book, markup)
    assert pdf_of(markup) == bundled


def test_a_warm_process_writes_what_a_fresh_one_does() -> None:
    warm = [pdf_of(variants()[0]), pdf_of(variants()[0]), finished()][-1]
    program = (
        "import sys; from tests.pdf.test_file import finished; sys.stdout.buffer.write(finished())"
    )
    fresh = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True).stdout
    assert fresh == warm
