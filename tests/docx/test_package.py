"""The zip file of a Word document: limits when it is read, the same bytes when it is written."""

from __future__ import annotations

import io
import warnings
import zipfile
import zlib
from pathlib import Path

import deflate
import pytest

from perfreport.basics.errors import TemplateError
from perfreport.docx import package
from perfreport.docx.package import read_package
from perfreport.office.package import Packed, write_package

PARTS = {"word/document.xml": b"<a/>", "_rels/.rels": b"", "[Content_Types].xml": b"", "a": b"1"}


def zip_file(folder: Path, *entries: tuple[str, bytes]) -> Path:
    """A zip file with these entries; names may repeat."""
    path = folder / "模板.docx"
    with warnings.catch_warnings(), zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        warnings.simplefilter("ignore")
        for name, content in entries:
            archive.writestr(name, content)
    return path


def test_what_is_written_can_be_read(tmp_path: Path) -> None:
    path = tmp_path / "模板.docx"
    path.write_bytes(write_package(PARTS))

    assert read_package(path) == PARTS


def test_what_describes_the_parts_comes_first() -> None:
    with zipfile.ZipFile(io.BytesIO(write_package(PARTS))) as archive:
        names = archive.namelist()

    assert names == ["[Content_Types].xml", "_rels/.rels", "a", "word/document.xml"]


def test_nothing_in_the_file_tells_when_or_where_it_was_made() -> None:
    with zipfile.ZipFile(io.BytesIO(write_package(PARTS))) as archive:
        entries = archive.infolist()

    assert {entry.date_time for entry in entries} == {(1980, 1, 1, 0, 0, 0)}
    assert {entry.create_system for entry in entries} == {0}


def test_the_order_of_the_parts_does_not_matter() -> None:
    assert write_package(dict(reversed(PARTS.items()))) == write_package(PARTS)


class _Libdeflate:
    """Compresses for zipfile what `zlib.compressobj` would."""

    def __init__(self, level: int, *_: int) -> None:
        self._level, self._parts = level, [b""]

    def compress(self, part: bytes) -> bytes:
        self._parts.append(part)
        return b""

    def flush(self) -> bytes:
        return bytes(deflate.deflate_compress(b"".join(self._parts), self._level))


def test_the_bytes_are_those_that_zipfile_writes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zlib, "compressobj", _Libdeflate)
    parts = {**PARTS, "图/一.xml": b"<a/>" * 50_000}
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name in ("[Content_Types].xml", "_rels/.rels", "a", "word/document.xml", "图/一.xml"):
            entry = zipfile.ZipInfo(name)
            entry.create_system = 0
            level = 7 if len(parts[name]) > 2048 else 10
            archive.writestr(entry, parts[name], zipfile.ZIP_DEFLATED, compresslevel=level)
    assert write_package(parts) == stream.getvalue()


def test_a_part_that_is_packed_before_is_taken_where_it_is_the_same() -> None:
    ready = {name: Packed.of(part) for name, part in PARTS.items()}
    changed = {**PARTS, "a": b"2"}
    assert write_package(PARTS, ready) == write_package(PARTS)
    assert write_package(changed, ready) == write_package(changed)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        "不是 Word 文件".encode(),
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512),
        write_package(PARTS)[:-30],
    ],
    ids=["empty", "text", "old format or password", "cut off"],
)
def test_what_is_no_zip_file_is_refused(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "模板.docx"
    path.write_bytes(content)

    with pytest.raises(TemplateError, match="不是 Word 文件"):
        read_package(path)


def test_a_damaged_part_is_refused(tmp_path: Path) -> None:
    path = zip_file(tmp_path, ("a", b"0123456789" * 50))
    content = bytearray(path.read_bytes())
    content[40] ^= 0xFF
    path.write_bytes(content)

    with pytest.raises(TemplateError, match="已损坏"):
        read_package(path)


def test_a_part_with_a_password_is_refused(tmp_path: Path) -> None:
    path = zip_file(tmp_path, ("a", b"1"))
    content = path.read_bytes()
    directory = content.index(b"PK\x01\x02")
    flagged = bytearray(content)
    flagged[6] |= 1
    flagged[directory + 8] |= 1
    path.write_bytes(flagged)

    with pytest.raises(TemplateError, match="密码"):
        read_package(path)


def test_a_zip_bomb_is_refused_before_it_is_unpacked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(package, "MOST_BYTES", 2**20)
    path = zip_file(tmp_path, ("word/document.xml", bytes(2**20)), ("b", b"1"))

    with pytest.raises(TemplateError, match="过大"):
        read_package(path)


def test_too_many_parts_are_refused(tmp_path: Path) -> None:
    path = zip_file(tmp_path, *((str(number), b"") for number in range(package.MOST_PARTS + 1)))

    with pytest.raises(TemplateError, match="过大"):
        read_package(path)


@pytest.mark.parametrize("name", ["../a", "word/../../a", "/etc/passwd"])
def test_a_name_that_leads_out_of_the_file_is_refused(name: str, tmp_path: Path) -> None:
    with pytest.raises(TemplateError, match="名称有误"):
        read_package(zip_file(tmp_path, (name, b"")))


def test_two_parts_of_one_name_are_refused(tmp_path: Path) -> None:
    with pytest.raises(TemplateError, match="名称有误"):
        read_package(zip_file(tmp_path, ("a", b"1"), ("a", b"2")))


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(TemplateError, match="读不了"):
        read_package(tmp_path / "没有.docx")
