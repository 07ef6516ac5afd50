"""Files become text, or the message says why not; nodes know their lines."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from perfreport.basics.addresses import DataPath
from perfreport.basics.errors import InputError
from perfreport.data import data_files
from perfreport.data.data_files import ENDINGS, parse_source, read_source
from perfreport.data.source import Source
from tests.small_files import PROJECTS, line_with

Writer = Callable[[bytes], Path]


@pytest.fixture
def write(tmp_path: Path) -> Writer:
    def write_file(content: bytes) -> Path:
        path = tmp_path / "数据.yaml"
        path.write_bytes(content)
        return path

    return write_file


def refused(path: Path) -> str:
    with pytest.raises(InputError) as caught:
        read_source(path)
    return str(caught.value).removeprefix(str(path))


def test_yaml_and_json_give_the_same_values() -> None:
    as_yaml = parse_source("年度: 2024\n涉密: true\n金额: [1,266.19, 59.80]\n说明:\n")
    as_json = parse_source(
        '{"年度": 2024, "涉密": "true", "金额": ["1", 266.19, 59.80], "说明": null}', is_json=True
    )
    assert as_yaml.root.plain() == as_json.root.plain()


@pytest.mark.parametrize("suffix", [".json", ".JSON"])
def test_the_ending_of_the_name_decides_the_notation(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"数据{suffix}"
    path.write_text('{"年度": 2024}', "utf-8")
    assert read_source(path).root.plain() == {"年度": "2024"}


@pytest.mark.parametrize("is_json", [False, True])
def test_a_byte_order_mark_is_no_part_of_the_text(write: Writer, is_json: bool) -> None:
    assert parse_source('\ufeff{"年度": 1}', is_json=is_json).root.plain() == {"年度": "1"}
    assert read_source(write("年度: 1".encode("utf-8-sig"))).root.plain() == {"年度": "1"}


@pytest.mark.parametrize("text", ["", "\n \n", "\ufeff"])
def test_an_empty_file_is_told_how_to_begin(write: Writer, text: str) -> None:
    assert refused(write(text.encode())).startswith("：文件是空的；请从“文种: …”写起")


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    assert refused(tmp_path / "没有.yaml") == "：找不到这个文件，请核对路径和文件名"


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    message = f"：这是一个文件夹，请指明其中的数据文件（{'、'.join(ENDINGS)}）"
    assert refused(tmp_path) == message


def test_a_name_that_the_system_refuses_is_explained(tmp_path: Path) -> None:
    assert refused(tmp_path / ("长" * 200)).startswith("：读不了这个文件（文件名或路径太长）")


def test_a_file_above_the_limit_is_not_read(write: Writer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(data_files, "MOST_BYTES", 2 * 2**20)
    path = write(b"#" * (2 * 2**20))
    assert "文件里没有内容" in refused(path)
    path.write_bytes(b"#" * (2 * 2**20 + 1))
    assert refused(path) == "：文件超过上限 2 MiB；请分成几个文件"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("部门名称: 某某部门".encode("gbk"), ":1：文件是 GBK 编码，请在编辑器中另存为 UTF-8"),
        ("# 2024\n名: 甲".encode("gb18030"), ":2：文件是 GBK 编码，请在编辑器中另存为 UTF-8"),
        ("部门名称: 甲".encode("utf-16"), ":1：文件是 UTF-16 编码，请在编辑器中另存为 UTF-8"),
        (b"\x00\xff\xfe\xff", ":1：文件不是 UTF-8 文本；数据文件要用文本编辑器写成"),
    ],
)
def test_a_file_in_another_encoding_is_told_which(
    write: Writer, content: bytes, message: str
) -> None:
    assert refused(write(content)).startswith(message)


@pytest.mark.parametrize(
    ("start", "kind"),
    [
        (b"%PDF-1.7\n%\xe2\xe3", "PDF 文件"),
        (b"\x89PNG\r\n", "PNG 图片"),
        (b"\xff\xd8\xff\xe0", "JPEG 图片"),
        (b"GIF89a", "GIF 图片"),
        (b"PK\x03\x04", "Word、Excel 之类的文件"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "旧版 Word、Excel 的文件"),
    ],
)
def test_a_file_of_another_kind_is_told_which(write: Writer, start: bytes, kind: str) -> None:
    assert refused(write(start)).startswith(f"：这是 {kind}，不是数据文件；")


@pytest.mark.parametrize("text", ["# %PDF-1.7\n甲: 乙", "PK: 甲", "甲: GIF89a"])
def test_a_data_file_may_speak_of_other_kinds(write: Writer, text: str) -> None:
    assert read_source(write(text.encode())).root.children


@pytest.fixture(scope="module")
def projects() -> Source:
    return parse_source(PROJECTS)


@pytest.mark.parametrize(
    ("path", "part"),
    [
        ((), "文种"),
        (("部门名称",), "部门名称"),
        (("资金使用单位", 0, "项目", 0, "绩效目标"), "聘请"),
        (("资金使用单位", 0, "项目", 0, "绩效指标", 0, "名称"), "到位率"),
        (("资金使用单位", 0, "项目", 1, "名称"), "13600101"),
    ],
)
def test_every_value_knows_its_line(
    projects: Source, path: tuple[str | int, ...], part: str
) -> None:
    assert projects.line(DataPath(*path)) == line_with(PROJECTS, part)


def test_a_missing_value_is_placed_where_what_should_hold_it_begins(projects: Source) -> None:
    path = DataPath("资金使用单位", 0, "项目", 0, "其他资金")
    assert projects.line(path) == line_with(PROJECTS, "编外")


def test_a_label_counts_from_one() -> None:
    assert DataPath("资金使用单位", 0, "项目", 1, "名称").label == "资金使用单位[1].项目[2].名称"
    assert DataPath().label == ""


def test_what_is_no_regular_file_is_refused_without_reading_it(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "数据.yaml")
    with pytest.raises(InputError, match="不是普通文件"):
        read_source(tmp_path / "数据.yaml")


BLOCK = """\
文种: 某表
段落: |-  # 三段

  第一段
  <p>第二段</p><p>第三段</p>

  第四段
折行: >-
  一段，
  分两行
一行: 一段
"""


def test_a_paragraph_of_a_block_has_its_own_line() -> None:
    source = parse_source(BLOCK)
    assert [source.line(DataPath("段落", i)) for i in range(5)] == [4, 5, 5, 7, 2]
    assert source.line(DataPath("段落", "内容", 3)) == 7
    assert [source.line(DataPath(key, 0)) for key in ("折行", "一行")] == [8, 11]
    assert source.line(DataPath("段落")) == 2
    assert [source.line_inside(DataPath("段落"), i) for i in (1, 4)] == [4, 7]
    assert source.line_inside(DataPath("一行"), 0) == 11
