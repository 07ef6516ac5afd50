"""What commands take: Word files and data files, told apart by their content."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

import perfreport
from perfreport.basics.errors import InputError
from perfreport.documents.inputs import read_any, read_printed
from perfreport.documents.loading import read_document
from perfreport.forms.registry import FormRegistry
from perfreport.office.limits import Limits
from tests.small_files import PROJECTS

REGISTRY = FormRegistry()
DOCUMENT = perfreport.loads(PROJECTS)


def workbook() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.xml", "<workbook/>")
    return file.getvalue()


def stored(folder: Path, name: str, content: bytes) -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def refusal(path: Path) -> str:
    with pytest.raises(InputError) as error:
        read_any(path, REGISTRY)
    return str(error.value)


@pytest.mark.parametrize("name", ["表.docx", "表.DOCX", "表.yaml", "表"])
def test_a_word_file_is_read_under_any_name(tmp_path: Path, name: str) -> None:
    read = read_any(stored(tmp_path, name, perfreport.render(DOCUMENT, "docx")), REGISTRY)
    assert read.document == DOCUMENT
    assert read.reading is not None


@pytest.mark.parametrize("name", ["表.yaml", "表.yml", "表.txt", "表"])
def test_a_data_file_is_read_under_any_name_but_that_of_a_word_file(
    tmp_path: Path, name: str
) -> None:
    read = read_any(stored(tmp_path, name, PROJECTS.encode()), REGISTRY)
    assert (read.document, read.reading) == (DOCUMENT, None)


@pytest.mark.parametrize("name", ["表.docx", "表.xlsx", "表.yaml"])
def test_a_workbook_is_called_one_under_any_name(tmp_path: Path, name: str) -> None:
    path = stored(tmp_path, name, workbook())
    assert refusal(path).startswith(f"{path}：这个 Excel 工作簿已损坏")


@pytest.mark.parametrize("name", ["表.docx", "表.xlsx", "表.yaml", "表"])
def test_a_workbook_of_data_is_read_under_any_name(tmp_path: Path, name: str) -> None:
    content = perfreport.dump(DOCUMENT, tmp_path / "数据.xlsx").read_bytes()
    read = read_any(stored(tmp_path, name, content), REGISTRY)
    assert (read.document, read.reading) == (DOCUMENT, None)


def test_a_data_file_named_as_a_word_file_is_called_what_it_is(tmp_path: Path) -> None:
    assert "而是数据文件（.yaml、.json）" in refusal(stored(tmp_path, "表.docx", PROJECTS.encode()))


def test_a_file_that_is_not_there_or_a_folder_is_named(tmp_path: Path) -> None:
    assert "找不到这个文件" in refusal(tmp_path / "没有.yaml")
    assert "这是一个文件夹" in refusal(tmp_path)


def test_limits_hold_for_the_file_itself_and_for_what_is_in_it(tmp_path: Path) -> None:
    path = stored(tmp_path, "表.docx", perfreport.render(DOCUMENT, "docx"))
    size = path.stat().st_size
    assert read_printed(path, REGISTRY, Limits(file_bytes=size)).document == DOCUMENT
    with pytest.raises(InputError, match=rf"文件字节（{size:,}）超过上限 99.*文件字节={size}）"):
        read_printed(path, REGISTRY, Limits(file_bytes=99))
    with pytest.raises(InputError, match=r"（limits 段落和单元格=\d+）"):
        read_printed(path, REGISTRY, Limits(blocks=9))


@pytest.mark.parametrize("name", ["表.xlsx", "表.XLS", "表.ods", "表.csv"])
@pytest.mark.parametrize("text", ["序号,名称\n1,x\n", "填报单位：某局\t\n名称\t金额\n"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_text_in_place_of_a_workbook_is_told_as_such(
    tmp_path: Path, name: str, text: str, encoding: str
) -> None:
    path = stored(tmp_path, name, text.encode(encoding))
    assert (
        refusal(path)
        == f"{path}：是文本（如 .csv），不是工作簿；请用 Excel 或 WPS 打开，另存为 .xlsx"
    )


def test_an_empty_workbook_is_told_as_such(tmp_path: Path) -> None:
    path = stored(tmp_path, "表.xlsx", b"")
    assert refusal(path).startswith(f"{path}：是空文件，不是工作簿")


@pytest.mark.parametrize("name", ["表.xlsx", "表.csv"])
def test_data_are_read_though_they_are_named_as_a_table(tmp_path: Path, name: str) -> None:
    path = stored(tmp_path, name, PROJECTS.encode())
    assert read_document(path, REGISTRY).document == DOCUMENT


def test_a_workbook_that_is_not_there_is_told_as_such(tmp_path: Path) -> None:
    assert "找不到" in refusal(tmp_path / "表.xlsx")
