"""What a file is that is not the one wanted, told by its content."""

from __future__ import annotations

import io
import zipfile

import pytest

from perfreport.office.others import WORD, WORKBOOK, is_data_text, is_other_package
from tests.examples import rendered
from tests.office.compounds import compound


def zipped(**entries: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in entries.items():
            archive.writestr(name.replace("__", "/"), content)
    return file.getvalue()


FILES = {
    "空文件": b"",
    "Excel 工作簿（.xlsx）": zipped(xl__workbook=b"<a/>"),
    "二进制 Excel 工作簿（.xlsb）": zipped(xl__styles=b"", **{"xl__workbook.bin": b""}),
    "幻灯片（.pptx）": zipped(ppt__presentation=b"<a/>"),
    "OpenDocument 文字文件（.odt）": zipped(mimetype=b"application/vnd.oasis.opendocument.text"),
    "OpenDocument 表格（.ods）": zipped(mimetype=b"application/vnd.oasis.opendocument.spreadsheet"),
    "OpenDocument 文件": zipped(mimetype=b"application/vnd.oasis.opendocument.graphics"),
    "电子书（.epub）": zipped(mimetype=b"application/epub+zip"),
    "版式文件（.ofd）": zipped(**{"OFD.xml": b"<a/>"}),
    "别的文件打成的压缩包": zipped(a=b"b"),
    "损坏的压缩包": zipped(a=b"b")[:20],
    "加了密码的 Office 文件": compound("EncryptedPackage"),
    "旧式 Word 或 WPS 文字文件（.doc、.wps）": compound("WordDocument"),
    "旧式 Excel 或 WPS 表格（.xls、.et）": compound("Workbook"),
    "旧式幻灯片（.ppt、.dps）": compound("PowerPoint Document"),
    "旧式 Office 文件或加了密码的文件": compound("其他"),
    "损坏的旧式 Office 文件": compound("Workbook")[:1_024],
    "PDF 文件（.pdf）": b"%PDF-1.7\n",
    "RTF 文件（.rtf）": b"{\\rtf1\\ansi",
    "图片": b"\x89PNG\r\n",
    "压缩包": b"Rar!\x1a\x07",
    "网页（.html）": "\ufeff\n<!DOCTYPE HTML><p>文种".encode(),
    "Word 2003 的 XML 文件（.xml）": b'<?xml version="1.0"?><?mso?><w:wordDocument x="wordml">',
    "存成单个 XML 的 Word 文件（.xml）": b'<?xml version="1.0"?><pkg:package>',
    "网页或 XML 文件": b"<a/>",
    "网页（.mht）": b"MIME-Version: 1.0",
    "数据文件（.yaml、.json）": "文种: 项目支出绩效目标表".encode(),
    "Excel 2003 的 XML 文件（.xml）": b'<?xml?><Workbook xmlns="urn:x:office:spreadsheet">',
    "文字文件（如 .txt、.csv）": "第一，".encode(),
    "认不出的文件": bytes(range(255)),
}


@pytest.mark.parametrize("what", FILES)
def test_a_file_is_called_what_it_is_with_what_to_do(what: str) -> None:
    message = WORD.other(FILES[what])
    name, advice = message.removeprefix("这不是 Word 文件（.docx），而是").split("；", 1)
    assert name.strip() == what
    assert advice.startswith(("请", "由它"))
    assert "\n" not in message


def test_a_package_is_called_by_the_names_of_its_parts() -> None:
    assert is_other_package(["[Content_Types].xml", "xl/workbook.xml"])
    assert not is_other_package(["word/document.xml", "word/embeddings/xl/a.xml"])
    assert "Excel" in WORD.other_package(["xl/workbook.xml"])


@pytest.mark.parametrize(
    ("content", "is_data"),
    [
        ("文种: 自评".encode(), True),
        ("文种: 自评".encode("gb18030"), True),
        (b'{"a": 1}', True),
        (b"BM: 1", True),
        (b"", True),
        (b" <a/>", False),
        ("文种".encode("utf-16-le") + b"\0a", False),
        *(
            (FILES[name], False)
            for name in ("图片", "PDF 文件（.pdf）", "RTF 文件（.rtf）", "压缩包")
        ),
        (compound("Workbook"), False),
    ],
)
def test_a_data_file_is_text_without_markup(content: bytes, is_data: bool) -> None:
    assert is_data_text(content) is is_data


def test_a_word_file_is_no_data_file() -> None:
    assert not is_data_text(rendered("zengcheng-2024-project-targets", "docx"))


OPEN_IT = "请用 Excel、WPS 或 LibreOffice 打开，另存为 .xlsx 再读"


@pytest.mark.parametrize(
    ("what", "advice"),
    [
        ("Excel 2003 的 XML 文件（.xml）", OPEN_IT),
        ("网页（.html）", OPEN_IT),
        ("文字文件（如 .txt、.csv）", OPEN_IT),
        ("二进制 Excel 工作簿（.xlsb）", OPEN_IT),
        ("压缩包", "请先解开，再给出其中的 .xlsx"),
        ("旧式 Word 或 WPS 文字文件（.doc、.wps）", WORKBOOK.otherwise),
        ("加了密码的 Office 文件", "请先在打开它的程序里去掉密码，另存为 .xlsx 再读"),
    ],
)
def test_what_to_do_depends_on_what_is_wanted(what: str, advice: str) -> None:
    assert WORKBOOK.other(FILES[what]).endswith(f"；{advice}")


def test_a_table_in_gbk_is_told_from_what_is_no_text() -> None:
    assert "文字文件" in WORKBOOK.other("项目,金额\n甲,1".encode("gb18030"))


MARKS = ("EncryptedPackage", "WordDocument", "Workbook", "Book", "PowerPoint Document")


@pytest.mark.parametrize("mark", MARKS)
def test_a_compound_file_is_what_its_own_streams_say(mark: str) -> None:
    own = "旧式 Excel 或 WPS 表格（.xls、.et）"
    assert own in WORD.other(compound("Workbook", text=mark))
    assert own in WORD.other(compound("Workbook", embedded=[mark, "其他"]))
    assert own in WORD.other(compound("SummaryInformation", "WORKBOOK", "\5其他"))
    # More streams than one sector of the directory has room for.
    assert own in WORD.other(compound(*map(str, range(9)), "Workbook", embedded=[mark]))


def test_a_compound_file_with_a_wrong_byte_is_called_something() -> None:
    good = compound("Workbook", embedded=["WordDocument"])
    for place in range(24, len(good)):
        for byte in (b"\0", b"\1", b"\xff"):
            content = good[:place] + byte + good[place + 1 :]
            assert WORD.other(content).startswith("这不是 Word 文件（.docx），而是")
