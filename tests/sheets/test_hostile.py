"""Files that are no workbooks, damaged, locked or made to stop a reader: one clear message each."""

from __future__ import annotations

import io
import random
import zipfile
from contextlib import suppress
from pathlib import Path

import pytest

from perfreport.basics.errors import InputError
from perfreport.office.limits import Limits
from perfreport.sheets.reading import read_workbook
from tests.examples import rendered
from tests.office.compounds import compound
from tests.sheets.small_books import MAIN, package, xlsx

FILES = Path(__file__).parent / "files"
OPEN_IT = "请用 Excel、WPS 或 LibreOffice 打开，另存为 .xlsx 再读"


def refusal(content: bytes, limits: Limits | None = None) -> str:
    with pytest.raises(InputError) as error:
        read_workbook(content, "表.xlsx", limits)
    message = str(error.value)
    assert message.startswith("表.xlsx：")
    assert "\n" not in message
    return message


def test_other_files_are_called_what_they_are() -> None:
    word = rendered("zengcheng-2024-project-targets", "docx")
    assert "这不是 Excel 工作簿（.xlsx），而是 Word 文件（.docx）" in refusal(word)
    assert f"文字文件（如 .txt、.csv）；{OPEN_IT}" in refusal("项目,金额\n甲,1\n".encode("gb18030"))
    assert f"网页（.html）；{OPEN_IT}" in refusal(b"<html><table>")
    assert "空文件" in refusal(b"")
    assert "PDF" in refusal(b"%PDF-1.7")
    assert "加了密码" in refusal(compound("EncryptedPackage"))


@pytest.mark.parametrize("word", ["WordDocument", "EncryptedPackage", "PowerPoint Document"])
def test_the_text_of_an_old_workbook_does_not_make_it_another_file(word: str) -> None:
    content = (FILES / "kinds.xls").read_bytes()
    found = read_workbook(content + word.encode("utf-16-le").ljust(512, b"\0"), "表.xls")
    assert found.sheets == read_workbook(content, "表.xls").sheets


def test_a_damaged_file_is_called_damaged() -> None:
    good = xlsx(lambda _, sheet: sheet.write(0, 0, "甲"))
    assert "损坏" in refusal(good[: len(good) // 2])
    assert "损坏" in refusal(package("<row><c><v>1</v></row>"))
    assert "损坏" in refusal(package(parts={"xl/workbook.xml": b"<a/>" + b"<"}))
    assert "损坏" in refusal(package(parts={"_rels/.rels": b"<"}))


def test_entities_are_not_followed() -> None:
    rows = '<sheetData><row><c t="str"><v>&a;</v></c></row></sheetData>'
    bomb = f'<!DOCTYPE a [<!ENTITY a "x">]><worksheet xmlns="{MAIN}">{rows}</worksheet>'
    assert "损坏" in refusal(package(parts={"xl/worksheets/sheet1.xml": bomb.encode()}))


def test_ten_million_formatted_cells_are_refused_before_they_are_read() -> None:
    rows = (f'<row r="{n}"><c r="A{n}" s="1"/><c r="B{n}" s="1"/></row>' for n in range(1, 10**5))
    content = package("".join(rows))
    assert not read_workbook(content).sheets[0].cells
    message = refusal(content, Limits(elements=10**5))
    assert "元素和属性" in message
    assert "空行" in message
    assert "空行" in refusal(content, Limits(unpacked_bytes=10**6))


def test_a_zip_bomb_is_refused() -> None:
    bomb = package(parts={"xl/a.xml": b" " * 200 * 2**20})
    assert len(bomb) < 2**20
    assert "解压后字节" in refusal(bomb)
    assert "文件字节" in refusal(bomb, Limits(file_bytes=1_000))
    many = package(parts={f"xl/{n}.xml": b"" for n in range(2_000)})
    assert "内部部件" in refusal(many)


def test_formatted_blank_cells_in_their_thousands_are_not_kept() -> None:
    styles = (
        f'<styleSheet xmlns="{MAIN}"><borders><border/><border><left style="thin"/></border>'
        '</borders><cellXfs><xf/><xf borderId="1"/></cellXfs></styleSheet>'
    )
    rows = [f'<row r="{n}"><c r="A{n}" s="1"/></row>' for n in range(2, 200_000)]
    first = '<row r="1"><c r="A1" s="1"><v>1</v></c><c r="B1" s="1"/></row>'
    sheet = read_workbook(package("".join([first, *rows]), styles=styles)).sheets[0]
    assert len(sheet.bordered) == 0
    few = read_workbook(package("".join([first, *rows[:100]]), styles=styles)).sheets[0]
    assert len(few.bordered) == 101


@pytest.mark.parametrize(
    "behind",
    [
        '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>',
        "<mergeCells>" + '<mergeCell ref="A1:J100000"/>' * 10 + "</mergeCells>",
    ],
)
def test_a_sheet_that_reaches_too_far_is_named_with_its_end(behind: str) -> None:
    message = refusal(package('<row r="1"><c r="A1"><v>1</v></c></row>', behind=behind))
    assert "工作表“表”用到了" in message


def test_one_far_cell_is_enough() -> None:
    far = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    assert "用到了 XFD1048576" in refusal(package(far))
    assert read_workbook(package(far.replace("XFD", "A"))).sheets[0].cells


@pytest.mark.parametrize("suffix", [".xlsx", ".xls", ".ods"])
def test_a_mutated_file_is_read_or_refused(suffix: str) -> None:
    """Bytes of the file and of its parts are changed at random."""
    content = (FILES / f"kinds{suffix}").read_bytes()
    chance = random.Random(suffix)
    for _ in range(150):
        mutated = _mutated_parts(content, chance) if content[:2] == b"PK" else content
        if chance.random() < 0.3 or mutated is content:
            mutated = _mutated(mutated, chance)
        with suppress(InputError):
            read_workbook(mutated)


def _mutated(content: bytes, chance: random.Random) -> bytes:
    changed = bytearray(content)
    for _ in range(chance.randint(1, 8)):
        changed[chance.randrange(len(changed))] = chance.choice(
            b'\0\xff0<>"/A9-' + bytes([chance.randrange(256)])
        )
    return bytes(changed)


def _mutated_parts(content: bytes, chance: random.Random) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = chance.choice([name for name in parts if parts[name]])
    parts[name] = _mutated(parts[name], chance)
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for each, part in parts.items():
            archive.writestr(each, part)
    return file.getvalue()
